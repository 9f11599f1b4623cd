/** Counts what the object uses of the plan's daily amounts: in memory, and written with each publication (publish/day-budget.ts). */
import { addUsage, NO_USAGE, type Rows, type Usage } from '../documents/usage.ts';
import { FREE_PLAN_A_DAY, QUERY_ROWS_SHARE } from '../limits.ts';
import { meter } from '../metering.ts';
import { recordUsage, type Shortage, shortageAt, UNSAVED_REQUESTS_MAX, usedToday } from './publish/day-budget.ts';

/** Rows of readers' queries that may go uncounted when the object is evicted. */
const UNSAVED_QUERY_ROWS_MAX = 20_000;

interface UsageCounter {
  /** The same storage, its rows counted. */
  readonly storage: DurableObjectStorage;
  /** Counts a call of the object. */
  call(): void;
  add(more: Partial<Usage>): void;
  /** Does `work` and counts its rows, which are given back beside its result. */
  counted<T>(work: () => T): readonly [T, Rows];
  /** As `counted`, and counts the rows read as those of readers' queries. */
  query<T>(now: number, work: () => T): T;
  /** What was used on the UTC day of `now`, ms since the epoch. */
  used(now: number): Usage;
  shortage(now: number): Shortage;
  /** Rows that may still be written on the UTC day of `now`: infinitely many on the paid plan. */
  rowsLeft(now: number): number;
  /** The share of the day's rows for readers' queries that is used: 0 on the paid plan, more than 1 past it. */
  queriesSpent(now: number): number;
  /** Writes the counts. `settled`: what KV kept of the day before is filed. */
  save(now: number, settled?: boolean): void;
}

export function createUsageCounter(real: DurableObjectStorage, plan: () => 'free' | 'paid'): UsageCounter {
  const { storage, take } = meter(real);
  /** Used since the day's counts were last written. */
  let unsaved = NO_USAGE;
  const add = (more: Partial<Usage>) => {
    unsaved = addUsage(unsaved, more);
  };
  const used = (now: number) => {
    add(take());
    return addUsage(usedToday(storage.sql, now), unsaved);
  };
  const counted = <T>(work: () => T) => {
    add(take());
    const result = work();
    const rows = take();
    add(rows);
    return [result, rows] as const;
  };
  const save = (now: number, settled?: boolean) => {
    add(take());
    try {
      recordUsage(storage.sql, now, unsaved, settled);
      unsaved = NO_USAGE;
    } catch {
      // No reader is refused because the counts cannot be written.
    }
  };
  return {
    storage,
    call() {
      add({ objectRequests: 1 });
      if (unsaved.objectRequests >= UNSAVED_REQUESTS_MAX) save(Date.now());
    },
    add,
    counted,
    query(now, work) {
      const [answer, { rowsRead }] = counted(work);
      add({ queryRows: rowsRead });
      if (unsaved.queryRows >= UNSAVED_QUERY_ROWS_MAX) save(now);
      return answer;
    },
    used,
    shortage: (now) => shortageAt(used(now), now, plan()),
    rowsLeft: (now) =>
      plan() === 'free' ? FREE_PLAN_A_DAY.rowsWritten - used(now).rowsWritten : Number.POSITIVE_INFINITY,
    queriesSpent: (now) =>
      plan() === 'free' ? used(now).queryRows / (QUERY_ROWS_SHARE * FREE_PLAN_A_DAY.rowsRead) : 0,
    save,
  };
}
