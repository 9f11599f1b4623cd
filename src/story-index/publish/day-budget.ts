/**
 * The day's budget: what is used of the plan's daily amounts, and how sparing the day has become. One row, written with each
 * publication, holds all counts. An object that is evicted forgets what it counted since then: the rows and calls of at most
 * one round, or UNSAVED_REQUESTS_MAX calls of readers. Requests that the Worker answers from KV are not seen here.
 *
 * A quarter of an amount may be used at once, the rest as the day goes by, so that a day of much news does not use it up by
 * noon. A document that waits for its KV write collects its changes and costs one write for all.
 */
import { addUsage, dayFraction, dayOf, NO_USAGE, type Thrift, type Usage } from '../../documents/usage.ts';
import { FREE_PLAN_A_DAY } from '../../limits.ts';
import { readMeta, writeMeta } from '../storage/meta.ts';

const SHARE_AT_MIDNIGHT = 0.25;
/** Shares of an amount from which on the day is short, and nearly over. The rest is for feeds that would lose items. */
const SHORT_SHARE = 0.85;
const NEARLY_SPENT_SHARE = 0.95;
/** Calls of readers that may go uncounted when the object is evicted. */
export const UNSAVED_REQUESTS_MAX = 500;

interface Day {
  readonly day: number;
  /** What KV kept of the day before has been filed. */
  readonly settled: boolean;
  readonly usage: Usage;
}

function today(sql: SqlStorage, now: number): Day {
  const stored = readMeta(sql, 'usage');
  const begun = typeof stored === 'string' ? (JSON.parse(stored) as Day) : undefined;
  return begun?.day === dayOf(now) ? begun : { day: dayOf(now), settled: false, usage: NO_USAGE };
}

/** What was used on the UTC day of `now`, ms since the epoch. */
export function usedToday(sql: SqlStorage, now: number): Usage {
  return today(sql, now).usage;
}

/** Whether `recordUsage` was told so on this UTC day. */
export function isSettled(sql: SqlStorage, now: number): boolean {
  return today(sql, now).settled;
}

export function recordUsage(sql: SqlStorage, now: number, more: Partial<Usage>, settled = isSettled(sql, now)): void {
  const { day, usage } = today(sql, now);
  writeMeta(sql, 'usage', JSON.stringify({ day, settled, usage: addUsage(usage, more) } satisfies Day));
}

/** `perDay` KV writes in all as far as the day has come, less those spent today; 0 or more. */
export function remainingWrites(sql: SqlStorage, now: number, perDay: number): number {
  return Math.max(0, writesAllowed(now, perDay) - usedToday(sql, now).kvWrites);
}

/** Of `perDay` writes those that may have been made by `now`. */
export function writesAllowed(now: number, perDay: number): number {
  return Math.floor(perDay * shareBy(now));
}

/** KV writes are left out: they are paced by themselves, and slower polls save none of them. */
const WATCHED = ['rowsWritten', 'rowsRead', 'objectRequests'] as const;
type Watched = (typeof WATCHED)[number];

export interface Shortage {
  readonly thrift: Thrift;
  /** What is used up most, and its share of the plan's amount. */
  readonly of: Watched;
  readonly share: number;
}

/** How sparing the day is at `now`. On the paid plan nothing runs out. */
export function shortageAt(usage: Usage, now: number, plan: 'free' | 'paid'): Shortage {
  const shares = WATCHED.map((of) => ({ of, share: usage[of] / FREE_PLAN_A_DAY[of] }));
  const most = shares.reduce((one, other) => (other.share > one.share ? other : one));
  return { ...most, thrift: plan === 'paid' ? 0 : thriftOf(most.share, now) };
}

function thriftOf(share: number, now: number): Thrift {
  if (share >= NEARLY_SPENT_SHARE) return 3;
  if (share >= SHORT_SHARE) return 2;
  return share > shareBy(now) ? 1 : 0;
}

function shareBy(now: number): number {
  return SHARE_AT_MIDNIGHT + (1 - SHARE_AT_MIDNIGHT) * dayFraction(now);
}

const NAMES: Readonly<Record<Watched, string>> = {
  rowsWritten: 'rows written',
  rowsRead: 'rows read',
  objectRequests: 'requests of objects',
};

const CONSEQUENCES: Readonly<Record<Exclude<Thrift, 0>, string>> = {
  1: 'outlets are asked half as often',
  2: 'outlets are asked a quarter as often, and old articles are deleted tomorrow',
  3: 'only outlets whose feeds would lose items are asked',
};

/** A sentence for the operator; undefined when the day is not short. */
export function describeShortage({ thrift, of, share }: Shortage): string | undefined {
  if (thrift === 0) return undefined;
  const used = `${Math.round(100 * share)} % of the plan's ${NAMES[of]} of this day are used`;
  return `${used}: until 00:00 UTC ${CONSEQUENCES[thrift]}. Nothing is lost. Switch outlets off or take the paid plan if this happens often.`;
}
