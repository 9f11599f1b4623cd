/** What an outlet remembers of itself between ticks: one row, read and written whole. Times in ms since the epoch. */
import type { OutletSettings, OutletStatus } from '../feeds/outlet.ts';
import type { Validators } from './fetched.ts';
import { DISABLED, NEVER_READ } from './status.ts';

export interface OutletRecord {
  /** The address all this was learnt from; another one starts anew. */
  readonly feed: string;
  readonly state: 'new' | 'ok' | 'failing';
  readonly detail: string;
  /** Of the last reading that succeeded. */
  readonly notes: readonly string[];
  readonly lastTried: number | undefined;
  readonly lastSuccess: number | undefined;
  readonly lastItem: number | undefined;
  readonly nextDue: number;
  readonly failures: number;
  /** Times in a row that the index did not accept all. */
  readonly refusals: number;
  readonly validators: Validators | undefined;
  /** Of the bytes last read whole and accepted; undefined: whatever comes is to be read. */
  readonly bodyHash: string | undefined;
  /** What the feed last asked for: holds for "not modified" too. */
  readonly ttlMs: number | undefined;
  /** Names under which items were known by their text alone, the latest first: select.ts. */
  readonly metByText: readonly string[];
  /** Keys of the items in the last successful reading: those missing from the next one have left the feed. */
  readonly keysInFeed: readonly string[];
  /** By hour since the epoch, the last 24: items recorded as new, and those of them that were filed. */
  readonly hours: readonly { readonly hour: number; readonly met: number; readonly filed: number }[];
  /** Rows of `seen`, exact after each pruning and near enough in between. */
  readonly seenRows: number;
  readonly prunedAt: number;
}

export function newRecord(feed: string, now: number): OutletRecord {
  return {
    feed,
    state: 'new',
    detail: NEVER_READ,
    notes: [],
    lastTried: undefined,
    lastSuccess: undefined,
    lastItem: undefined,
    nextDue: now,
    failures: 0,
    refusals: 0,
    validators: undefined,
    bodyHash: undefined,
    ttlMs: undefined,
    metByText: [],
    keysInFeed: [],
    hours: [],
    seenRows: 0,
    prunedAt: now,
  };
}

export function statusOf(record: OutletRecord, settings: OutletSettings): OutletStatus {
  const { lastTried, lastSuccess, lastItem, nextDue, failures } = record;
  const times = { lastTried, lastSuccess, lastItem, nextDue, failures };
  if (settings.disabled) return { outlet: settings.id, state: 'disabled', detail: DISABLED, notes: [], ...times };
  const { state, detail } = record;
  return { outlet: settings.id, state, detail, notes: state === 'ok' ? record.notes : [], ...times };
}

const HOUR_MS = 3_600_000;

/** Items met and filed in the 24 hours before `now`, to the hour; hours to come were counted by a clock that was wrong. */
export function lastDay({ hours }: OutletRecord, now: number): { readonly met: number; readonly filed: number } {
  return hours
    .filter(({ hour }) => hour > hourOf(now) - 24 && hour <= hourOf(now))
    .reduce((sum, one) => ({ met: sum.met + one.met, filed: sum.filed + one.filed }), { met: 0, filed: 0 });
}

export function countItems(record: OutletRecord, now: number, met: number, filed: number): OutletRecord['hours'] {
  if (met === 0) return record.hours;
  const hour = hourOf(now);
  const before = record.hours.find((one) => one.hour === hour) ?? { met: 0, filed: 0 };
  const others = record.hours.filter((one) => one.hour < hour && one.hour > hour - 24);
  return [...others, { hour, met: before.met + met, filed: before.filed + filed }];
}

function hourOf(ms: number): number {
  return Math.floor(ms / HOUR_MS);
}
