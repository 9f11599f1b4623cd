/** The index's own settings and counts, one row each. */

type MetaKey =
  | 'tally'
  | 'counts'
  | 'documents_by'
  | 'front_dirty'
  | 'front_digest'
  | 'front_kv_digest'
  | 'front_changed'
  | 'usage'
  | 'last_filed'
  | 'last_published'
  | 'pruned_at'
  | 'outlets_by';

export function readMeta(sql: SqlStorage, key: MetaKey): SqlStorageValue | undefined {
  return sql.exec<{ value: SqlStorageValue }>('SELECT value FROM meta WHERE key = ?', key).toArray()[0]?.value;
}

/** The number stored under `key`; undefined when there is none. */
export function readNumber(sql: SqlStorage, key: MetaKey): number | undefined {
  const value = readMeta(sql, key);
  return typeof value === 'number' ? value : undefined;
}

export function writeMeta(sql: SqlStorage, key: MetaKey, value: string | number | ArrayBuffer): void {
  sql.exec(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
    key,
    value,
  );
}

/** Stored counts, because counting the rows would read one row per article. One row (key `tally`), written once a batch. */
export interface Counters {
  /** The next number for an article or a story. Both take theirs from this counter, so none is used twice. */
  next: number;
  /** Articles in the index now. */
  articles: number;
  /** Stories ever founded. */
  stories: number;
}

export function readCounters(sql: SqlStorage): Counters {
  const stored = readMeta(sql, 'tally');
  return typeof stored === 'string' ? (JSON.parse(stored) as Counters) : { next: 1, articles: 0, stories: 0 };
}

export function writeCounters(sql: SqlStorage, counters: Counters): void {
  writeMeta(sql, 'tally', JSON.stringify(counters));
}

/** Invalidates the front. The value counts up, so that a change during a write is not lost; 0 is clean. */
export function markFrontDirty(sql: SqlStorage): void {
  writeMeta(sql, 'front_dirty', (readNumber(sql, 'front_dirty') ?? 0) + 1);
}
