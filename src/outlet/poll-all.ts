/**
 * One round: ticks every outlet, each of which decides whether it is due, then publishes the result.
 *
 * A round runs inside an object, because a call to another object costs the caller some 0.1 ms of CPU: the Worker has 10 ms
 * on the free plan, an object 30 s. The object stores nothing. If it is reset during a round, the outlets under way finish,
 * the index publishes by its alarm, and the next round ticks the outlets that were not reached.
 */

import type { OutletSettings, OutletStatus, TickReport } from '../documents/outlet.ts';
import type { Env } from '../env.ts';
import type { OutletEntry } from '../story-index/api.ts';
import type { Round, RoundReport } from './api.ts';

/**
 * Outlets polled at once. With all 500 at once, batches queued at the index for seconds, and in local workerd on two cores two
 * thirds of the fetches timed out before they could run; `npm run load` measures it.
 */
export const OUTLETS_AT_ONCE = 12;

/** How long a round waits for one outlet: its fetch, then ten batches in a queue of twelve. A slower outlet finishes without the round. */
export const TICK_TIMEOUT_MS = 2 * 60_000;

/** Name of the object that runs rounds. An outlet's object is named by its id of 13 characters. */
const SCHEDULER = 'scheduler';

/** `now` is ms since the epoch. `force` also reads outlets that are not due. Throws when the index does not answer. */
export function pollAll(env: Env, now: number, force: boolean): Promise<Round> {
  return env.OUTLET.getByName(SCHEDULER).pollAll(now, force);
}

/** `slots` is shared by all rounds of one object. A failure of one outlet is in its report and does not end the round. */
export async function pollOutlets(env: Env, now: number, force: boolean, slots: Semaphore): Promise<Round> {
  const index = env.STORY_INDEX.getByName('index');
  const entries = await index.outlets();
  const reports = await Promise.all(entries.map((entry) => slots(() => pollOutlet(env, entry, now, force))));
  const reported = reports.filter(({ outcome }) => outcome !== 'not-due' && outcome !== 'disabled');
  if (reported.length > 0) await index.report(reported.map(({ status }) => status));
  const lines = reports.map((report, n) => lineOf(entries[n]?.settings.name ?? '', report));
  return { reports: lines, published: await index.publish() };
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
): Promise<TickReport> {
  if (settings.disabled) return { status, outcome: 'disabled', filed: 0 };
  const timeout = Promise.withResolvers<never>();
  const timer = setTimeout(() => timeout.reject(new Error('no answer for too long')), TICK_TIMEOUT_MS);
  try {
    return await Promise.race([env.OUTLET.getByName(settings.id).tick(settings, now, force), timeout.promise]);
  } catch (error) {
    return { status: crashed(settings, status, now, error), outcome: 'failed', filed: 0 };
  } finally {
    clearTimeout(timer);
  }
}

/** The status after the object itself failed: over its limits, or evicted during the tick. The next tick reads the feed again. */
function crashed(settings: OutletSettings, last: OutletStatus, now: number, error: unknown): OutletStatus {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    ...last,
    outlet: settings.id,
    state: 'failing',
    detail: `Reading it broke off (${reason}); it is read again at the next tick.`,
    failure: { reason: 'internal' },
    notes: [],
    lastTried: now,
    nextDue: now,
    failures: last.failures + 1,
  };
}

function lineOf(name: string, { status, outcome, filed }: TickReport): RoundReport {
  return { outlet: status.outlet, name, outcome, filed, detail: status.detail };
}
