/**
 * What followed which story, from the index to KV: every few hours, all days together, only those whose bytes changed. From
 * before a write until its answer it is unknown what KV holds, and then it is tried again without waiting.
 */
import { FOLLOW_UPS_INTERVAL_MS, STORY_DOCUMENT_TTL_S } from '../core/limits.ts';
import { followUpsKey, printFollowUps } from '../feeds/follow-ups.ts';
import { digestAtOnce, UNKNOWN } from './digest.ts';
import { firstDay, followUpsByDay } from './follow-ups.ts';
import { readMeta, readNumber, writeMeta } from './meta.ts';

/** Of `follow_ups`: something may have changed since they were last made. */
const CHANGED = 1;
const MADE = 0;

/** In place of a digest, as UNKNOWN is: until the answer to the write under way. Whoever doubts meanwhile is not overheard. */
const WRITING = 'writing';

/** By KV's key: the digest of what it is known to hold. */
type Held = Readonly<Record<string, string>>;

/** For whoever changes what follows what, what a carried story is called, or whether it is carried. One row in a few hours. */
export function markFollowUps(sql: SqlStorage): void {
  if (readNumber(sql, 'follow_ups') !== CHANGED) writeMeta(sql, 'follow_ups', CHANGED);
}

/** All that KV is known to hold must be written again, at once: `keys` too. */
export function doubtFollowUps(sql: SqlStorage, keys: readonly string[] = []): void {
  hold(sql, Object.fromEntries([...keys, ...followUpsHeld(sql)].map((key) => [key, UNKNOWN])));
  markFollowUps(sql);
}

export function followUpsHeld(sql: SqlStorage): readonly string[] {
  return Object.keys(held(sql));
}

/** How many of them KV is not known to hold as it should. */
export function countDoubted(sql: SqlStorage): number {
  return Object.values(held(sql)).filter((digest) => digest === UNKNOWN || digest === WRITING).length;
}

/** ms since the epoch; undefined: nothing to tell. */
export function followUpsDue(sql: SqlStorage): number | undefined {
  if (countDoubted(sql) > 0) return 0;
  const changed = readNumber(sql, 'follow_ups') === CHANGED;
  return changed ? (readNumber(sql, 'follow_ups_at') ?? 0) + FOLLOW_UPS_INTERVAL_MS : undefined;
}

/** `write` makes one write and tells, never throwing, whether it succeeded. `now` is ms since the epoch. */
export async function publishFollowUps(
  sql: SqlStorage,
  now: number,
  write: (key: string, value: string, ttl: number) => Promise<boolean>,
): Promise<void> {
  const due = followUpsDue(sql);
  if (due === undefined || due > now) return;
  writeMeta(sql, 'follow_ups', MADE);
  const before = held(sql);
  const days = followUpsByDay(sql, now);
  // Days that are over are let go of: KV keeps what it has of them.
  const keys = [...new Set([...days.keys(), ...Object.keys(before)])].filter(
    (key) => key >= followUpsKey(firstDay(now)),
  );
  const digests = new Map(keys.map((key) => [key, digestAtOnce(printFollowUps(0, days.get(key) ?? {}))]));
  const changed = keys.filter((key) => digests.get(key) !== before[key]);
  hold(sql, Object.fromEntries(keys.map((key) => [key, changed.includes(key) ? WRITING : (before[key] ?? UNKNOWN)])));
  const written = await Promise.all(
    changed.map((key) => write(key, printFollowUps(now, days.get(key) ?? {}), STORY_DOCUMENT_TTL_S)),
  );
  const after: Record<string, string> = { ...held(sql) };
  changed.forEach((key, i) => {
    if (after[key] === WRITING) after[key] = (written[i] ? digests.get(key) : undefined) ?? UNKNOWN;
  });
  hold(sql, after);
  if (!written.includes(false)) writeMeta(sql, 'follow_ups_at', now);
}

function held(sql: SqlStorage): Held {
  const kept = readMeta(sql, 'follow_ups_kv');
  return typeof kept === 'string' ? (JSON.parse(kept) as Held) : {};
}

function hold(sql: SqlStorage, digests: Held): void {
  const before = held(sql);
  if (JSON.stringify(digests) !== JSON.stringify(before)) writeMeta(sql, 'follow_ups_kv', JSON.stringify(digests));
}
