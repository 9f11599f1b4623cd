/** Replays some days of outlet feeds, a round every ten minutes, and records what the last day used. */
import { ARTICLE_RETENTION_MS, SEEN_RETENTION_MS } from '../../src/limits.ts';
import {
  addCounts,
  type Counts,
  type Invocation,
  noCounts,
  noReading,
  type Reading,
  type StatementRows,
} from './counts.ts';
import type { Aged } from './entry.ts';
import { WATCH } from './fresh-isolate.ts';
import { addressOf, type CarriedArticle, type Freshness, freshnessOf, type WrittenFront } from './freshness.ts';
import type { OutletFeed } from './outlet-feeds.ts';
import type { Readers } from './reading.ts';
import { measureServing, type ServingReport } from './serving.ts';
import { OPERATOR, openSimulation, type Plan, ROUND_MS, type Simulation } from './simulation.ts';

const DAY_MS = 86_400_000;

export interface RecordedDay {
  readonly counts: Record<'worker' | 'outlets' | 'index', Counts>;
  readonly statements: StatementRows;
  readonly invocations: readonly Invocation[];
  readonly filed: number;
  /** Polls that filed something. */
  readonly batches: number;
  /** Outlets that failed. None should. */
  readonly failed: readonly string[];
  readonly fronts: readonly WrittenFront[];
  readonly reading: Reading;
}

export interface DayLedger extends RecordedDay {
  readonly bytes: { readonly index: number; readonly outlets: number };
  readonly residentBytes: number | undefined;
  readonly readers: ServingReport;
}

/** Replays `days` days from `start` (ms since the epoch) and records the last one. */
export async function recordLastDay(sections: readonly OutletFeed[], start: number, days: number): Promise<DayLedger> {
  const { worker, outlets, ask, round, close } = await openSimulation(sections, start);
  try {
    const end = start + days * DAY_MS;
    for (let at = start; at < end - DAY_MS; at += ROUND_MS) await round(at);

    if (worker.cpuMs() !== undefined) await ask('/ledger/meter?on=1');
    const day = await recordDay(round, end - DAY_MS);
    await ask('/ledger/meter?on=0');
    const bytes = (await (await ask(`/ledger/bytes?outlets=${outlets.join()}`)).json()) as DayLedger['bytes'];
    const residentBytes = worker.residentBytes();
    return { ...day, bytes, residentBytes, readers: await measureServing(worker) };
  } finally {
    await close();
  }
}

/** Runs the rounds of the day that begins at `start`, ms since the epoch, and adds up what they used. After each one `read` is called. */
async function recordDay(
  round: Simulation['round'],
  start: number,
  read: () => Promise<Reading> = async () => noReading(),
): Promise<RecordedDay> {
  const counts = { worker: noCounts(), outlets: noCounts(), index: noCounts() };
  const statements: StatementRows = {};
  const invocations: Invocation[] = [];
  const failed: string[] = [];
  let filed = 0;
  let batches = 0;
  const fronts: WrittenFront[] = [];
  const reading = { requests: 0, statuses: {} as Record<string, number>, counts: noCounts() };
  for (let at = start; at < start + DAY_MS; at += ROUND_MS) {
    const ledger = await round(at);
    for (const who of ['worker', 'outlets', 'index'] as const) addCounts(counts[who], ledger.counts[who]);
    for (const [name, { read, written }] of Object.entries(ledger.statements)) {
      const before = statements[name] ?? { read: 0, written: 0 };
      statements[name] = { read: before.read + read, written: before.written + written };
    }
    invocations.push(...ledger.invocations);
    failed.push(...ledger.failed);
    filed += ledger.filed;
    batches += ledger.batches;
    fronts.push(...ledger.fronts);
    const more = await read();
    reading.requests += more.requests;
    addCounts(reading.counts, more.counts);
    for (const [status, n] of Object.entries(more.statuses))
      reading.statuses[status] = (reading.statuses[status] ?? 0) + n;
  }
  return { counts, statements, invocations, filed, batches, failed, fronts, reading };
}

/**
 * A day of the steady state, in which as much is deleted as arrives, without replaying a month. Of two days the second is
 * recorded. Between them all that was filed becomes older, so that the first day's articles are pruned throughout the second,
 * each a day after it came; and each outlet remembers a day's items whose thirty days end. So deletes are counted in full,
 * while the index holds one day of articles and not five.
 */
export async function recordSteadyDay(
  feeds: readonly OutletFeed[],
  start: number,
  plan: Plan,
  readersAt?: (receiver: string) => Readers,
): Promise<RecordedDay & { readonly freshness: Freshness }> {
  const { outlets, ask, round, receiver, close } = await openSimulation(feeds, start, plan);
  try {
    for (let at = start; at < start + DAY_MS; at += ROUND_MS) await round(at);
    const readers = readersAt?.(receiver);
    for (const watch of readers?.watches ?? [])
      await ask('/api/watches', { method: 'POST', headers: OPERATOR, body: JSON.stringify(watch) });
    const aged: Aged = { outlets, seenMs: SEEN_RETENTION_MS, filedMs: ARTICLE_RETENTION_MS - DAY_MS };
    await ask('/ledger/age', { method: 'POST', body: JSON.stringify(aged) });
    const day = await recordDay(round, start + DAY_MS, readers && readBy(readers, ask));
    const carried = (await (await ask('/ledger/carried')).json()) as CarriedArticle[];
    return { ...day, freshness: freshnessOf(feeds, carried, day.fronts, start + DAY_MS) };
  } finally {
    await close();
  }
}

/** Each call asks for the next feeds in turn. */
function readBy({ paths, perRound }: Readers, ask: Simulation['ask']): () => Promise<Reading> {
  let asked = 0;
  return async () => {
    const some = Array.from({ length: perRound }, (_, i) => paths[(asked + i) % paths.length] ?? '');
    asked += perRound;
    const gap = Math.floor(ROUND_MS / (perRound + 1));
    return (await (
      await ask(`/ledger/read?gap=${gap}`, { method: 'POST', body: JSON.stringify(some) })
    ).json()) as Reading;
  };
}

export interface Overrun {
  readonly published: number;
  /** Links of articles that are not in the index. */
  readonly lost: readonly string[];
  /** Rounds of the day in which nothing could be written. */
  readonly roundsWithout: number;
  readonly keptInKv: number;
}

/**
 * Two days, of which the second has only `rows` to write, as if other Workers of the account used the rest; then six hours of a
 * new day. Tells which of the articles that were published in the two days are not in the index then.
 */
export async function replayOverrun(feeds: readonly OutletFeed[], start: number, rows: number): Promise<Overrun> {
  const { ask, round, close } = await openSimulation(feeds, start);
  const midnight = start + 2 * DAY_MS;
  try {
    for (let at = start; at < start + DAY_MS; at += ROUND_MS) await round(at);
    await ask(`/ledger/rows?left=${rows}`);
    let roundsWithout = 0;
    let keptInKv = 0;
    for (let at = start + DAY_MS; at < midnight; at += ROUND_MS) {
      const { kept, refused } = await round(at);
      keptInKv += kept;
      if (refused) roundsWithout++;
    }
    await ask('/ledger/rows?left=Infinity');
    for (let at = midnight; at < midnight + DAY_MS / 4; at += ROUND_MS) await round(at);
    const filed = new Set((await (await ask('/ledger/links')).json()) as string[]);
    const published = feeds.flatMap(({ reports }) => reports).filter(({ at }) => at < midnight);
    const lost = published.map(({ article }) => addressOf(article)).filter((link) => !filed.has(link));
    return { published: published.length, lost, roundsWithout, keptInKv };
  } finally {
    await close();
  }
}

/** Measures only what readers cost at the end of these days, which takes a fraction of the time. */
export async function servingAfter(
  sections: readonly OutletFeed[],
  start: number,
  days: number,
): Promise<ServingReport> {
  const { worker, ask, round, close } = await openSimulation(sections, start);
  const end = start + days * DAY_MS;
  try {
    for (let at = start; at < end; at += ROUND_MS) await round(at);
    await ask('/api/watches', {
      method: 'POST',
      headers: OPERATOR,
      body: JSON.stringify({ name: WATCH, publishers: 2 }),
    });
    await round(end);
    return await measureServing(worker);
  } finally {
    await close();
  }
}
