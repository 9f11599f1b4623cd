/**
 * One round: every outlet is rung, each decides for itself whether it is due, and what came of it is published.
 *
 * Held in an object: a call to another costs the caller some tenth of a millisecond, and the Worker has 10 ms on the free
 * plan, an object 30 s. The object keeps nothing: reset in the middle of a round, what was under way in the outlets goes on,
 * the index publishes by its alarm, and the next round rings those that were not reached.
 */
import type { Env } from '../config.ts';
import { TICK_PATIENCE_MS } from '../core/limits.ts';
import type { OutletSettings, OutletStatus, TickReport } from '../feeds/outlet.ts';
import type { OutletEntry } from '../stories/api.ts';
import type { Round, RoundReport } from './api.ts';

/** Name of the object that rings; an outlet's has 13 characters. */
const RINGER = 'ringer';

/** `now`: ms since the epoch. `force`: read also what is not due. Throws when the index does not answer. */
export function holdRound(env: Env, now: number, force: boolean): Promise<Round> {
  return env.OUTLET.getByName(RINGER).ring(now, force);
}

/** `inTurn`: shared by the rounds of one object. One outlet's trouble is that outlet's report, never the round's. */
export async function ringOutlets(env: Env, now: number, force: boolean, inTurn: Turns): Promise<Round> {
  const index = env.STORY_INDEX.getByName('index');
  const entries = await index.outlets();
  const reports = await Promise.all(entries.map((entry) => inTurn(() => ring(env, entry, now, force))));
  const news = reports.filter(({ outcome }) => outcome !== 'not-due' && outcome !== 'disabled');
  if (news.length > 0) await index.report(news.map(({ status }) => status));
  const lines = reports.map((report, n) => lineOf(entries[n]?.settings.name ?? '', report));
  return { reports: lines, published: await index.publish() };
}

/** Does the work when its turn comes. */
export type Turns = <R>(work: () => Promise<R>) => Promise<R>;

/** First come, first served, `atOnce` under way at any time; the next begins when any ends, so a slow one holds up no other. */
export function turns(atOnce: number): Turns {
  const waiting: (() => void)[] = [];
  let free = atOnce;
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

async function ring(env: Env, { settings, status }: OutletEntry, now: number, force: boolean): Promise<TickReport> {
  if (settings.disabled) return { status, outcome: 'disabled', filed: 0 };
  const patience = Promise.withResolvers<never>();
  const timer = setTimeout(() => patience.reject(new Error('no answer for too long')), TICK_PATIENCE_MS);
  try {
    return await Promise.race([env.OUTLET.getByName(settings.id).tick(settings, now, force), patience.promise]);
  } catch (error) {
    return { status: crashed(settings, status, now, error), outcome: 'failed', filed: 0 };
  } finally {
    clearTimeout(timer);
  }
}

/** The object itself broke down: over its limits, or evicted in the middle. Nothing is lost, it reads again next time. */
function crashed(settings: OutletSettings, last: OutletStatus, now: number, error: unknown): OutletStatus {
  const reason = error instanceof Error ? error.message : String(error);
  return {
    ...last,
    outlet: settings.id,
    state: 'failing',
    detail: `Reading it broke off (${reason}); it is read again at the next tick.`,
    notes: [],
    lastTried: now,
    nextDue: now,
    failures: last.failures + 1,
  };
}

function lineOf(name: string, { status, outcome, filed }: TickReport): RoundReport {
  return { outlet: status.outlet, name, outcome, filed, detail: status.detail };
}
