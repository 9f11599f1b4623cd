/** The index's own settings and counts, a row each. */
export type MetaKey =
  | 'tally'
  | 'counts'
  | 'documents_by'
  | 'front_dirty'
  | 'front_digest'
  | 'front_kv_digest'
  | 'front_changed'
  | 'kv_spent'
  | 'last_filed'
  | 'last_published'
  | 'pruned_at'
  | 'outlets_by';

export function readMeta(sql: SqlStorage, key: MetaKey): SqlStorageValue | undefined {
  return sql.exec<{ value: SqlStorageValue }>('SELECT value FROM meta WHERE key = ?', key).toArray()[0]?.value;
}

/** The number kept under `key`; undefined when there is none. */
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

/** Counts that would cost a row read per article to take anew. One row, written once a batch. */
export interface Tally {
  /** The next number for an article or a story: drawn from one counter, so none is ever used twice. */
  next: number;
  /** Articles kept. */
  articles: number;
  /** Stories ever founded. */
  stories: number;
}

export function openTally(sql: SqlStorage): Tally {
  const kept = readMeta(sql, 'tally');
  return typeof kept === 'string' ? (JSON.parse(kept) as Tally) : { next: 1, articles: 0, stories: 0 };
}

export function saveTally(sql: SqlStorage, tally: Tally): void {
  writeMeta(sql, 'tally', JSON.stringify(tally));
}

/** The front no longer shows what is decided. Counts up, so that a change made while it is being written is not forgotten; 0 = clean. */
export function markFront(sql: SqlStorage): void {
  writeMeta(sql, 'front_dirty', (readNumber(sql, 'front_dirty') ?? 0) + 1);
}
