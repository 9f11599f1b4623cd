/**
 * One round: ticks every outlet, each of which decides whether it is due, then publishes the result.
 *
 * A round runs inside an object, because a call to another object costs the caller some 0.1 ms of CPU: the Worker has 10 ms
 * on the free plan, an object 30 s. The object stores one row, whose turn it is (round.ts). If it is reset during a round,
 * the outlets under way finish, the index publishes by its alarm, and a later round ticks the outlets that were not reached.
 */

import type { OutletSettings, OutletStatus } from '../documents/outlet.ts';
import { addUsage, dayOf, NO_USAGE, type Thrift } from '../documents/usage.ts';
import type { Env } from '../env.ts';
import { POLL_INTERVAL_MIN_MS } from '../limits.ts';
import type { OutletEntry, StoryIndexApi } from '../story-index/api.ts';
import type { MeteredReport, Round, RoundReport } from './api.ts';
import {
  addWritten,
  claimed,
  isTurn,
  isTurnUnwritten,
  type RoundStore,
  type Rounds,
  type Turn,
  thriftFor,
  turnDue,
} from './round.ts';

/**
 * Outlets polled at once. With all 500 at once, batches queued at the index for seconds, and in local workerd on two cores two
 * thirds of the fetches timed out before they could run; `npm run load` measures it.
 */
export const OUTLETS_AT_ONCE = 12;

const DAY_MS = 24 * 60 * 60_000;
const OVER_ITS_SHARE = "it has used its share of the day's rows, and is asked again after 00:00 UTC";

/** How long a round waits for one outlet: its fetch, then ten batches in a queue of twelve. A slower outlet finishes without the round. */
export const TICK_TIMEOUT_MS = 2 * 60_000;

/** Name of the object that runs rounds. An outlet's object is named by its id of 13 characters. */
const SCHEDULER = 'scheduler';

/** `now` is ms since the epoch. `force` also reads outlets that are not due. Throws when the index does not answer. */
export function pollAll(env: Env, now: number, force: boolean): Promise<Round> {
  return env.OUTLET.getByName(SCHEDULER).pollAll(now, force);
}

/** `slots` and `store` are shared by all rounds of one object. A failure of one outlet is in its report and does not end the round. */
export async function pollOutlets(
  env: Env,
  now: number,
  force: boolean,
  slots: Semaphore,
  store: RoundStore,
): Promise<Round> {
  const index = env.STORY_INDEX.getByName('index');
  const entries = await index.outlets();
  const due = takeTurns(entries, now, force, store);
  const reports = await Promise.all(
    entries.map(async (entry) => {
      if (!due.has(entry.settings.id)) return undefined;
      return slots(() => pollOutlet(env, entry, now, force));
    }),
  );
  const polled = reports.filter((report) => report !== undefined);
  if (polled.length > 0) await settle(index, polled, entries, now, store);
  const lines = entries.map((entry, n) => lineOf(entry, reports[n]));
  return { reports: lines, published: await index.publish() };
}

/** The outlets to ask in this round. They are recorded as asked before they are, so that no crash asks them twice at once. */
function takeTurns(
  entries: readonly OutletEntry[],
  now: number,
  force: boolean,
  store: RoundStore,
): ReadonlySet<string> {
  const rounds = store.load();
  const enabled = entries.filter(({ settings }) => !settings.disabled).map(({ settings }) => settings.id);
  const due = enabled.filter((id) => {
    const thrift = thriftFor(rounds, id, enabled.length, now);
    return force || (thrift !== 'over' && isTurn(rounds.turns[id], thrift, now));
  });
  if (due.length === 0) return new Set();
  const turns = { ...rounds.turns, ...Object.fromEntries(due.map((id) => [id, claimed(rounds.turns[id], now)])) };
  try {
    store.save({ ...rounds, turns });
    return new Set(due);
  } catch (error) {
    console.error(JSON.stringify({ event: 'round-not-written', reason: messageOf(error) }));
    return new Set(force ? due : due.filter((id) => isTurnUnwritten(rounds.turns[id], now)));
  }
}

/** Reports what the outlets said, and records when each is due. Neither may keep the round from publishing. */
async function settle(
  index: Pick<StoryIndexApi, 'report'>,
  reports: readonly MeteredReport[],
  entries: readonly OutletEntry[],
  now: number,
  store: RoundStore,
): Promise<void> {
  try {
    // Loaded again, because another round may have taken turns meanwhile. Outlets no longer listed are left out.
    const { turns, ...before } = store.load();
    const listed = entries.flatMap(({ settings: { id, disabled } }) => {
      const turn = turns[id];
      return turn === undefined || disabled ? [] : [[id, turn] as const];
    });
    const asked = reports.map((report) => {
      const { outlet } = report.status;
      return [outlet, turnOf(report, turns[outlet], now)] as const;
    });
    const written = addWritten(
      { ...before, turns },
      now,
      reports.map(({ status, rows, filingRows }) => [status.outlet, rows.rowsWritten + filingRows]),
    );
    const after: Rounds = { ...before, written, turns: Object.fromEntries([...listed, ...asked]) };
    const enabled = entries.filter(({ settings }) => !settings.disabled).length;
    const thrift = (id: string) => thriftFor(after, id, enabled, now);
    const read = reports.flatMap(({ outcome, status }) => (outcome === 'not-due' ? [] : [status]));
    // An outlet that is past its share is not read, and says so once.
    const stopped = entries
      .map(({ status }) => status)
      .filter(({ outlet, notes }) => thrift(outlet) === 'over' && !notes.includes(OVER_ITS_SHARE))
      .filter(({ outlet }) => !read.some((status) => status.outlet === outlet));
    const statuses = [...read, ...stopped].map((status) =>
      slowed(status, after.turns[status.outlet], thrift(status.outlet), now),
    );
    // A call for each outlet, and one for the round.
    const calls = { objectRequests: reports.length + 1 };
    const spent = reports.reduce((sum, { rows }) => addUsage(sum, rows), addUsage(NO_USAGE, calls));
    const next = await index.report(statuses, spent);
    store.save({ ...after, day: dayOf(now), thrift: next });
  } catch (error) {
    console.error(JSON.stringify({ event: 'round-not-reported', reason: messageOf(error) }));
  }
}

function turnOf({ status, outcome, turnoverMs }: MeteredReport, before: Turn | undefined, now: number): Turn {
  return {
    polled: status.lastTried ?? now,
    due: status.nextDue,
    // An outlet whose object broke off could not say.
    turnoverMs: outcome === 'failed' ? (turnoverMs ?? before?.turnoverMs) : turnoverMs,
  };
}

/** The status with the time at which the outlet is really asked next; unchanged where that is not on this day. */
function slowed(status: OutletStatus, turn: Turn | undefined, thrift: Thrift | 'over', now: number): OutletStatus {
  if (thrift === 'over') {
    return { ...status, nextDue: (dayOf(now) + 1) * DAY_MS, notes: [...status.notes, OVER_ITS_SHARE] };
  }
  const due = turn === undefined ? status.nextDue : turnDue(turn, thrift);
  return Number.isFinite(due) ? { ...status, nextDue: due } : status;
}

/** Runs `work` as soon as a permit is free. */
type Semaphore = <R>(work: () => Promise<R>) => Promise<R>;

/** First come, first served. The next work begins as soon as any work ends, so a slow one delays no other. */
export function semaphore(permits: number): Semaphore {
  const waiting: (() => void)[] = [];
  let free = permits;
  return async (work) => {
    if (free > 0) free--;
    else await new Promise<void>((go) => waiting.push(go));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) free++;
      else next();
    }
  };
}

async function pollOutlet(
  env: Env,
  { settings, status }: OutletEntry,
  now: number,
  force: boolean,
): Promise<MeteredReport> {
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(new Error('no answer for too long')), TICK_TIMEOUT_MS);
  try {
    return await Promise.race([env.OUTLET.getByName(settings.id).tick(settings, now, force), timeout.promise]);
  } catch (error) {
    const rows = { rowsRead: 0, rowsWritten: 0 };
    return {
      ...{ status: crashed(settings, status, now, error), outcome: 'failed', filed: 0, turnoverMs: undefined },
      ...{ rows, filingRows: 0 },
    };
  } finally {
    clearTimeout(timer);
  }
}

/** The status after the object itself failed: over its limits, or evicted during the tick. A later tick reads the feed again. */
function crashed(settings: OutletSettings, last: OutletStatus, now: number, error: unknown): OutletStatus {
  return {
    ...last,
    outlet: settings.id,
    state: 'failing',
    detail: `Reading it broke off (${messageOf(error)}); it is read again in a quarter of an hour.`,
    failure: { reason: 'internal' },
    notes: [],
    lastTried: now,
    nextDue: now + POLL_INTERVAL_MIN_MS,
    failures: last.failures + 1,
  };
}

/** Without a report the outlet was not asked. */
function lineOf({ settings, status }: OutletEntry, report: MeteredReport | undefined): RoundReport {
  const { id: outlet, name, disabled } = settings;
  if (report !== undefined) {
    return { outlet, name, outcome: report.outcome, filed: report.filed, detail: report.status.detail };
  }
  return { outlet, name, outcome: disabled ? 'disabled' : 'not-due', filed: 0, detail: status.detail };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
