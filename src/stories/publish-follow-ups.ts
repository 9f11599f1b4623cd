/**
 * What followed which story, from the index to KV: every few hours, all days together, only those whose bytes changed. From
 * before a write until its answer it is unknown what KV holds, and then it is tried again without waiting.
 */
import { FOLLOW_UPS_INTERVAL_MS, STORY_DOCUMENT_TTL_S } from '../core/limits.ts';
import { followUpsKey, printFollowUps } from '../feeds/follow-ups.ts';
import { digestOf, UNKNOWN } from './digest.ts';
import { firstDay, followUpsByDay } from './follow-ups.ts';
import { readMeta, readNumber, writeMeta } from './meta.ts';

/** Of `follow_ups`: nothing to tell. */
const TOLD = 0;
/** Something may have changed since. */
const CHANGED = 1;
/** Being written; after a write that failed, or the end of the object, still. */
const UNDER_WAY = 2;

/** By KV's key: what it is known to hold, and when that changed, ms. */
type Held = Readonly<Record<string, readonly [digest: string, changed: number]>>;

/** For whoever changes what follows what, what a carried story is called, or whether it is carried. One row in a few hours. */
export function markFollowUps(sql: SqlStorage): void {
  if (readNumber(sql, 'follow_ups') !== CHANGED) writeMeta(sql, 'follow_ups', CHANGED);
}

/** All that KV is known to hold must be written again, at once: `keys` too. */
export function doubtFollowUps(sql: SqlStorage, keys: readonly string[] = []): void {
  const doubted = [...keys, ...followUpsHeld(sql)].map((key) => [key, [UNKNOWN, 0]] as const);
  if (doubted.length > 0) writeMeta(sql, 'follow_ups_kv', JSON.stringify(Object.fromEntries(doubted)));
  writeMeta(sql, 'follow_ups', UNDER_WAY);
}

export function followUpsHeld(sql: SqlStorage): readonly string[] {
  return Object.keys(held(sql));
}

/** How many of them KV is not known to hold as it should. */
export function countDoubted(sql: SqlStorage): number {
  return Object.values(held(sql)).filter(([digest]) => digest === UNKNOWN).length;
}

/** ms since the epoch; undefined: nothing to tell. */
export function followUpsDue(sql: SqlStorage): number | undefined {
  const state = readNumber(sql, 'follow_ups') ?? TOLD;
  if (state === UNDER_WAY || countDoubted(sql) > 0) return 0;
  return state === TOLD ? undefined : (readNumber(sql, 'follow_ups_at') ?? 0) + FOLLOW_UPS_INTERVAL_MS;
}

/** `write` makes one write and tells, never throwing, whether it succeeded. `now` is ms since the epoch. */
export async function publishFollowUps(
  sql: SqlStorage,
  now: number,
  write: (key: string, value: string, ttl: number) => Promise<boolean>,
): Promise<void> {
  const due = followUpsDue(sql);
  if (due === undefined || due > now) return;
  writeMeta(sql, 'follow_ups', UNDER_WAY);
  const before = held(sql);
  const days = followUpsByDay(sql, now);
  const open = [...new Set([...days.keys(), ...Object.keys(before)])].filter(
    (key) => key >= followUpsKey(firstDay(now)),
  );
  const after: Record<string, readonly [string, number]> = {};
  const changes: { readonly key: string; readonly value: string; readonly digest: string }[] = [];
  for (const key of open) {
    const stories = days.get(key) ?? {};
    const digest = await digestOf(printFollowUps(0, stories));
    const known = before[key];
    after[key] = known?.[0] === digest ? known : [digest, now];
    if (known?.[0] !== digest) changes.push({ key, digest, value: printFollowUps(now, stories) });
  }
  const doubted = changes.map(({ key }) => [key, [UNKNOWN, 0]] as const);
  writeMeta(sql, 'follow_ups_kv', JSON.stringify({ ...after, ...Object.fromEntries(doubted) }));
  const written = await Promise.all(changes.map(({ key, value }) => write(key, value, STORY_DOCUMENT_TTL_S)));
  changes.forEach(({ key }, i) => {
    if (!written[i]) after[key] = [UNKNOWN, 0];
  });
  writeMeta(sql, 'follow_ups_kv', JSON.stringify(after));
  if (written.includes(false)) return;
  writeMeta(sql, 'follow_ups_at', now);
  sql.exec(`UPDATE meta SET value = ? WHERE key = 'follow_ups' AND value = ?`, TOLD, UNDER_WAY);
}

function held(sql: SqlStorage): Held {
  const kept = readMeta(sql, 'follow_ups_kv');
  return typeof kept === 'string' ? (JSON.parse(kept) as Held) : {};
}
