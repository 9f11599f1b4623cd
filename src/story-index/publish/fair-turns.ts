/**
 * Shares the day's KV writes out among publishers. A document is written because articles changed it, so the write counts for their publisher: of
 * several for the one that has used least. Who has used least is served first, and nobody gets more than SHARES_MAX equal shares, so that no
 * feed, however much it files and edits, keeps another's stories from being published. What nobody's article caused has no share.
 */
import { dayOf } from '../../documents/usage.ts';
import { publisherOf } from '../../feeds/publisher.ts';
import { listOutlets } from '../admin/outlet-list.ts';
import { readMeta, writeMeta } from '../storage/meta.ts';
import { writesAllowed } from './day-budget.ts';

/** Equal shares that one publisher may use of the writes allowed so far. The busiest of a usual list files three times the average. */
const SHARES_MAX = 3;

/** A document that waits for its write. */
export interface Waiting {
  /** Publishers whose articles changed it, as JSON; null: an editor or the index itself did. */
  readonly causes: string | null;
  /** Lower goes first, before anybody's use is looked at. */
  readonly class: number;
}

interface Turn<T> {
  readonly of: T;
  /** Whom the write counts for. */
  readonly publisher: string | undefined;
  /** How many writes they have had before it. */
  readonly turn: number;
}

/** The writes of a UTC day by publisher. */
type Use = ReadonlyMap<string, number>;

interface StoredUse {
  readonly day: number;
  readonly writes: Readonly<Record<string, number>>;
}

export function usedByPublishers(sql: SqlStorage, now: number): Use {
  const stored = readMeta(sql, 'kv_use');
  const { day, writes } = typeof stored === 'string' ? (JSON.parse(stored) as StoredUse) : { day: 0, writes: {} };
  return new Map(day === dayOf(now) ? Object.entries(writes) : []);
}

/** Adds a write for each of `publishers`. One row. */
export function recordUse(sql: SqlStorage, now: number, publishers: readonly string[]): void {
  if (publishers.length === 0) return;
  const writes = new Map(usedByPublishers(sql, now));
  for (const publisher of publishers) writes.set(publisher, (writes.get(publisher) ?? 0) + 1);
  writeMeta(sql, 'kv_use', JSON.stringify({ day: dayOf(now), writes: Object.fromEntries(writes) } satisfies StoredUse));
}

/** How many writes one publisher may have caused by `now`; at least one. */
export function shareOfWrites(sql: SqlStorage, now: number, writesADay: number): number {
  const listed = new Set(listOutlets(sql).flatMap((outlet) => (outlet.disabled ? [] : [publisherOf(outlet)])));
  return Math.max(1, Math.floor((SHARES_MAX * writesAllowed(now, writesADay)) / Math.max(1, listed.size)));
}

/**
 * The documents in the order in which they are written, each with the publisher whom the write counts for, and how many are held back because
 * all who caused them have had their share. `waiting` comes in the order in which they would be written if nobody had used anything.
 */
export function inTurn<T extends Waiting>(
  waiting: readonly T[],
  use: Use,
  share: number,
): { readonly turns: readonly Turn<T>[]; readonly heldBack: number } {
  const counts = new Map(use);
  const used = (publisher: string) => counts.get(publisher) ?? 0;
  const causesOf = ({ causes }: T) => (causes === null ? [] : (JSON.parse(causes) as string[]));
  // What nobody caused goes in turns with whoever has used least.
  let ours = Math.min(...waiting.flatMap(causesOf).map(used));
  const turns = waiting.flatMap((of): readonly Turn<T>[] => {
    const causes = causesOf(of);
    if (causes.length === 0) return [{ of, publisher: undefined, turn: ours++ }];
    const publisher = causes.reduce((least, other) => (used(other) < used(least) ? other : least));
    const turn = used(publisher);
    if (turn >= share) return [];
    counts.set(publisher, turn + 1);
    return [{ of, publisher, turn }];
  });
  return {
    turns: turns.sort((a, b) => a.of.class - b.of.class || a.turn - b.turn),
    heldBack: waiting.length - turns.length,
  };
}
