/**
 * The ledger of outlets that publish as real ones do: what a day of the steady state uses of both plans, and which statements
 * read and write the rows.
 */
import type { Vocabulary } from '../made-up-news.ts';
import { table, whole } from '../table.ts';
import type { Counts, Reading, StatementRows } from './counts.ts';
import { type RecordedDay, recordSteadyDay, replayOverrun } from './day.ts';
import { type Freshness, printFreshness } from './freshness.ts';
import { spreadFeeds } from './outlet-feeds.ts';
import { DAYS_A_MONTH, EXTERNAL_SUBREQUESTS_MAX, INTERNAL_SUBREQUESTS_MAX, PRICES, type Resource } from './plan.ts';
import { readersOf } from './reading.ts';
import type { Plan } from './simulation.ts';

/** A Monday. The figures do not depend on today's date. */
const START = Date.UTC(2026, 2, 2);
/** Statements printed of those that read most. */
const STATEMENTS_SHOWN = 12;
const STATEMENT_CHARS_SHOWN = 110;

export interface SpreadLedger {
  readonly outlets: number;
  readonly plan: Plan;
  readonly articles: number;
  readonly batches: number;
  readonly polls: number;
  readonly failures: number;
  readonly freshness: Freshness;
  readonly daily: Partial<Record<Resource, number>>;
  readonly externalMax: number;
  readonly internalMax: number;
  /** Rows written, by object and table. */
  readonly written: Readonly<Record<string, { readonly written: number; readonly deleted: number }>>;
  readonly statements: StatementRows;
  /** What readers' requests used, which is part of `daily`. */
  readonly reading: Reading;
}

/** `readers`: how many read twenty slices and ten watches meanwhile, each once an hour; 0 for none. */
export async function spreadLedgerOf(
  words: Vocabulary,
  outlets: number,
  plan: Plan,
  readers = 0,
  cached = false,
): Promise<SpreadLedger> {
  const readersAt = (receiver: string) => readersOf(words, readers, cached, receiver);
  const feeds = spreadFeeds(words, outlets, START, 2);
  const day = await recordSteadyDay(feeds, START, plan, readers > 0 ? readersAt : undefined);
  const { reading } = day;
  const sum = (key: keyof Counts) =>
    day.counts.worker[key] + day.counts.outlets[key] + day.counts.index[key] + reading.counts[key];
  return {
    outlets,
    plan,
    articles: day.filed,
    batches: day.batches,
    polls: sum('external'),
    failures: day.failed.length,
    freshness: day.freshness,
    daily: {
      workerRequests: day.invocations.filter((i) => i.kind === 'round').length + reading.requests,
      kvReads: sum('kvReads'),
      kvWrites: sum('kvWrites'),
      objectRequests: sum('objectRequests'),
      rowsRead: sum('rowsRead'),
      rowsWritten: sum('rowsWritten'),
    },
    externalMax: Math.max(0, ...day.invocations.map((i) => i.external)),
    internalMax: Math.max(0, ...day.invocations.map((i) => i.internal)),
    written: writtenByTable(day),
    statements: day.statements,
    reading,
  };
}

/** Replays a day on which only `rows` may be written, and tells whether anything was lost. */
export async function printOverrun(words: Vocabulary, outlets: number, rows: number): Promise<string> {
  const { published, lost, roundsWithout, keptInKv } = await replayOverrun(
    spreadFeeds(words, outlets, START, 2),
    START,
    rows,
  );
  return `${outlets} outlets, ${whole(rows)} rows to write on the second day: nothing could be written in ${roundsWithout} rounds, ${keptInKv} articles went to KV (each as often as its feed was read), ${lost.length} of ${whole(published)} articles lost`;
}

const WRITES = /^(?<who>\w+): .*?(?<verb>INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM) (?<table>\w+)/;

function writtenByTable({ statements }: RecordedDay): SpreadLedger['written'] {
  const tables: Record<string, { written: number; deleted: number }> = {};
  for (const [name, rows] of Object.entries(statements)) {
    if (rows.written === 0) continue;
    const { who = '', verb = '', table: of = name } = WRITES.exec(name)?.groups ?? {};
    const key = `${who} ${of}`;
    tables[key] ??= { written: 0, deleted: 0 };
    tables[key][verb.startsWith('DELETE') ? 'deleted' : 'written'] += rows.written;
  }
  return tables;
}

function printReading({ requests, statuses, counts }: Reading): string {
  const answers = Object.entries(statuses).map(([status, n]) => `${whole(n)} × ${status}`);
  return `of these, readers of twenty slices and ten watches: ${whole(requests)} requests of the Worker (${answers.join(', ')}), ${whole(counts.objectRequests)} of objects, ${whole(counts.kvReads)} KV reads, ${whole(counts.kvWrites)} KV writes, ${whole(counts.rowsRead)} rows read, ${whole(counts.rowsWritten)} written`;
}

export function printSpread(ledger: SpreadLedger): string {
  const { articles, batches, outlets } = ledger;
  const used = (Object.entries(ledger.daily) as [Resource, number][]).map(([name, n]) => {
    const { free, included } = PRICES[name];
    const share = (of: number) => `${((100 * n) / of).toFixed(1)} %`;
    return [name, whole(n), whole(free), share(free), whole(included / DAYS_A_MONTH), share(included / DAYS_A_MONTH)];
  });
  const per = (n: number) => (n / Math.max(1, articles)).toFixed(2);
  const tables = Object.entries(ledger.written)
    .sort(([, a], [, b]) => b.written + b.deleted - a.written - a.deleted)
    .map(([name, { written, deleted }]) => [name, per(written), per(deleted), whole(written + deleted)]);
  const reads = Object.entries(ledger.statements)
    .sort(([, a], [, b]) => b.read - a.read)
    .slice(0, STATEMENTS_SHOWN)
    .map(([name, { read }]) => [name.slice(0, STATEMENT_CHARS_SHOWN), whole(read)]);
  return [
    `${outlets} outlets on the ${ledger.plan} plan, a third of them with 5, 40 and 150 items a day, in the steady state: ${whole(articles)} articles filed in ${whole(batches)} batches (${(articles / Math.max(1, batches)).toFixed(2)} each), ${whole(ledger.polls)} requests to outlets, ${ledger.failures} failures`,
    table(['a day', 'used', 'free plan', 'share', 'paid plan', 'share'], used),
    ...(ledger.reading.requests > 0 ? [printReading(ledger.reading)] : []),
    `subrequests of one invocation: at most ${ledger.externalMax} of ${EXTERNAL_SUBREQUESTS_MAX} external, ${ledger.internalMax} of ${whole(INTERNAL_SUBREQUESTS_MAX)} internal`,
    printFreshness(ledger.freshness),
    table(['rows written', 'an article', 'deleted', 'a day'], tables),
    table(['rows read', 'a day'], reads),
  ].join('\n\n');
}
