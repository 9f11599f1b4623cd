/** One round: every outlet is rung, each decides for itself whether it is due, and what came of it is published. */
import type { Env } from '../config.ts';
import { OUTLETS_AT_ONCE } from '../core/limits.ts';
import type { OutletSettings, TickReport } from '../feeds/outlet.ts';
import type { OutletEntry, Published } from '../stories/api.ts';

/** A report and the name people know the outlet by. */
export type RoundReport = TickReport & { readonly name: string };

export interface Round {
  /** In the order of the list. */
  readonly reports: readonly RoundReport[];
  readonly published: Published;
}

/** `now`: ms since the epoch. `force`: read also what is not due. One outlet's trouble is that outlet's report, never the round's. */
export async function ringOutlets(env: Env, now: number, force: boolean): Promise<Round> {
  const index = env.STORY_INDEX.getByName('index');
  const entries = await index.outlets();
  const reports = await inTurn(entries, OUTLETS_AT_ONCE, (entry) => ring(env, entry, now, force));
  const news = reports.filter((r) => r.outcome !== 'not-due' && r.outcome !== 'disabled').map((r) => r.status);
  if (news.length > 0) await index.report(news);
  return { reports, published: await index.publish() };
}

/** `atOnce` under way at any time, in the order given; the next begins when any ends, so a slow one holds up no other. */
async function inTurn<T, R>(all: readonly T[], atOnce: number, work: (one: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let at = next++; at < all.length; at = next++) results[at] = await work(all[at] as T);
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, worker));
  return results;
}

async function ring(env: Env, { settings, status }: OutletEntry, now: number, force: boolean): Promise<RoundReport> {
  if (settings.disabled) return { name: settings.name, status, outcome: 'disabled', filed: 0 };
  try {
    const report = await env.OUTLET.getByName(settings.id).tick(settings, now, force);
    return { ...report, name: settings.name };
  } catch (error) {
    return { name: settings.name, status: crashed(settings, status, now, error), outcome: 'failed', filed: 0 };
  }
}

/** The object itself broke down: over its limits, or evicted in the middle. Nothing is lost, it reads again next time. */
function crashed(
  settings: OutletSettings,
  last: OutletEntry['status'],
  now: number,
  error: unknown,
): TickReport['status'] {
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
