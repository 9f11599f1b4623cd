/** The state of an outlet between ticks, stored as one row of JSON. Times are in ms since the epoch. */

import type { OutletFailure, OutletSettings, OutletStatus } from '../documents/outlet.ts';
import type { LearnedBoilerplate } from '../text/learned-boilerplate.ts';
import type { Validators } from './fetch/fetch-result.ts';
import type { Pace } from './schedule.ts';
import { DISABLED, NEVER_READ } from './status.ts';

export interface OutletRecord {
  /** Address of the feed that this record is about. Another address starts with a new record. */
  readonly feed: string;
  readonly state: 'new' | 'ok' | 'failing';
  readonly detail: string;
  /** Why, while `state` is 'failing'. */
  readonly failure?: OutletFailure | undefined;
  /** Of the last reading that succeeded. */
  readonly warnings: readonly string[];
  readonly lastTried: number | undefined;
  readonly lastSuccess: number | undefined;
  /** Last reading that told of every item in the feed: whole, or unchanged, and nothing left for later. What it did not list was not published yet. */
  readonly lastListing: number | undefined;
  readonly lastItem: number | undefined;
  readonly nextDue: number;
  readonly failures: number;
  /** Readings in a row of which the index did not accept every article. */
  readonly refusals: number;
  readonly validators: Validators | undefined;
  /** Digest of the feed last read whole and accepted. If undefined, the next answer is read in any case. */
  readonly bodyHash: string | undefined;
  /** Interval the feed asked for when it was last read; it holds for "not modified" too. */
  readonly ttlMs: number | undefined;
  /** Keys of items that were matched only by text, newest first: select.ts. */
  readonly matchedByText: readonly string[];
  /**
   * Keys of the items in the last successful reading, and in those before it back to the last of the whole feed: those missing from the next
   * whole one have left the feed. Newest first, so many as LISTED_KEYS_MAX.
   */
  readonly keysInFeed: readonly string[];
  /** The last 24 hours, each counted since the epoch: items recorded as new, how many of them were filed, edits sent. */
  readonly hours: readonly ({ readonly hour: number } & ItemCounts)[];
  /** What the outlet puts around its items; text/learned-boilerplate.ts. At most 6 kB. */
  readonly boilerplate: LearnedBoilerplate;
  /** Rows of the table `seen`: exact after each pruning, near enough in between. */
  readonly seenRows: number;
  readonly prunedAt: number;
  /** The first successful reading: its items say nothing of the outlet's pace. */
  readonly firstRead: number | undefined;
  /** The quickest that the feed turned over in the last two days, and when that was. */
  readonly quickest: { readonly at: number; readonly turnoverMs: number } | undefined;
}

export function newRecord(feed: string, now: number): OutletRecord {
  return {
    feed,
    state: 'new',
    detail: NEVER_READ,
    warnings: [],
    lastTried: undefined,
    lastSuccess: undefined,
    lastListing: undefined,
    lastItem: undefined,
    nextDue: now,
    failures: 0,
    refusals: 0,
    validators: undefined,
    bodyHash: undefined,
    ttlMs: undefined,
    matchedByText: [],
    keysInFeed: [],
    boilerplate: [],
    hours: [],
    seenRows: 0,
    prunedAt: now,
    firstRead: undefined,
    quickest: undefined,
  };
}

export function statusOf(record: OutletRecord, settings: OutletSettings): OutletStatus {
  const { lastTried, lastSuccess, lastItem, nextDue, failures } = record;
  const times = { lastTried, lastSuccess, lastItem, nextDue, failures };
  if (settings.disabled) return { outlet: settings.id, state: 'disabled', detail: DISABLED, notes: [], ...times };
  const { state, detail } = record;
  const failure = state === 'failing' && record.failure ? { failure: record.failure } : {};
  return { outlet: settings.id, state, detail, ...failure, notes: state === 'ok' ? record.warnings : [], ...times };
}

const HOUR_MS = 3_600_000;

interface ItemCounts {
  /** Items recorded as new, and how many of them were filed. */
  readonly seen: number;
  readonly filed: number;
  /** Edits sent. */
  readonly edited: number;
}

/** Counts of the 24 hours before `now`, to the hour. Later hours were counted by a wrong clock. */
export function lastDayCounts({ hours }: OutletRecord, now: number): ItemCounts {
  return hours.filter(({ hour }) => hour > hourOf(now) - 24 && hour <= hourOf(now)).reduce(sumOf, NO_ITEMS);
}

/** The record's hours after `counts` more items. */
export function countItems(record: OutletRecord, now: number, counts: Partial<ItemCounts>): OutletRecord['hours'] {
  const more = { ...NO_ITEMS, ...counts };
  if (more.seen + more.edited === 0) return record.hours;
  const hour = hourOf(now);
  const before = record.hours.find((one) => one.hour === hour) ?? NO_ITEMS;
  const others = record.hours.filter((one) => one.hour < hour && one.hour > hour - 24);
  return [...others, { hour, ...sumOf(before, more) }];
}

/** Hours of which the pace is taken if they are busier than the day: a newsroom that sleeps at night is awake now. */
const RECENT_HOURS = 3;
/** How long the quickest turnover counts: a daily rush is expected again the next day, and a day off is survived. */
const QUICKEST_MS = 48 * HOUR_MS;

/** How the outlet publishes, as known at `now`. */
export function paceOf(record: OutletRecord, now: number): Pace {
  const { firstRead, quickest, hours } = record;
  const known = firstRead !== undefined && now - firstRead >= 24 * HOUR_MS;
  const since = (n: number) => hours.filter(({ hour }) => hour > hourOf(now) - n && hour <= hourOf(now));
  const inDay = (n: number) => (since(n).reduce((sum, { seen }) => sum + seen, 0) * 24) / n;
  return {
    itemsADay: known ? Math.max(inDay(24), inDay(RECENT_HOURS)) : undefined,
    turnoverMs: isRecent(quickest, now) ? quickest.turnoverMs : Number.POSITIVE_INFINITY,
  };
}

/** The quickest turnover after a reading that took place at `now` and found the feed turning over in `turnoverMs`. */
export function quickestOf({ quickest }: OutletRecord, now: number, turnoverMs: number): OutletRecord['quickest'] {
  if (isRecent(quickest, now) && quickest.turnoverMs < turnoverMs) return quickest;
  return Number.isFinite(turnoverMs) ? { at: now, turnoverMs } : undefined;
}

/** A time later than `now` was set by a wrong clock. */
function isRecent<T extends { readonly at: number }>(one: T | undefined, now: number): one is T {
  return one !== undefined && one.at <= now && now - one.at < QUICKEST_MS;
}

const NO_ITEMS: ItemCounts = { seen: 0, filed: 0, edited: 0 };

function sumOf(one: ItemCounts, other: ItemCounts): ItemCounts {
  return { seen: one.seen + other.seen, filed: one.filed + other.filed, edited: one.edited + other.edited };
}

function hourOf(ms: number): number {
  return Math.floor(ms / HOUR_MS);
}
