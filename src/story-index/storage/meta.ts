/** The index's own settings, one row each, and what every batch changes, in one row. */

type MetaKey =
  | 'documents_by'
  | 'front_digest'
  | 'front_kv_digest'
  | 'front_changed'
  | 'usage'
  | 'kv_use'
  | 'last_published'
  | 'pruned_at'
  | 'packed_at'
  | 'outlets_by'
  | 'outlets_stamp'
  | 'daily'
  | 'hub';

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

/** Stored counts, because counting the rows would read one row per article. */
export interface Counters {
  /** The next number for an article or a story. Both take theirs from this counter, so none is used twice. */
  next: number;
  /** Articles in the index now. */
  articles: number;
  /** Stories ever founded. */
  stories: number;
}

interface FilingRow extends Counters, Record<string, SqlStorageValue> {
  last_filed: number | null;
  front_dirty: number;
}

function readFiling(sql: SqlStorage): FilingRow {
  return (
    sql.exec<FilingRow>('SELECT next, articles, stories, last_filed, front_dirty FROM filing').toArray()[0] ?? {
      next: 1,
      articles: 0,
      stories: 0,
      last_filed: null,
      front_dirty: 0,
    }
  );
}

export function readCounters(sql: SqlStorage): Counters {
  const { next, articles, stories } = readFiling(sql);
  return { next, articles, stories };
}

export function writeCounters(sql: SqlStorage, { next, articles, stories }: Counters): void {
  sql.exec(
    `INSERT INTO filing (one, next, articles, stories) VALUES (1, ?, ?, ?)
     ON CONFLICT (one) DO UPDATE SET next = excluded.next, articles = excluded.articles, stories = excluded.stories`,
    next,
    articles,
    stories,
  );
}

/** First sight of the newest article of the last batch, ms since the epoch; undefined: nothing was filed yet. */
export function lastFiled(sql: SqlStorage): number | undefined {
  return readFiling(sql).last_filed ?? undefined;
}

/** How often the front was invalidated since it was written; 0: it is clean. */
export function frontDirty(sql: SqlStorage): number {
  return readFiling(sql).front_dirty;
}

/** Invalidates the front. The number counts up, so that a change during a write is not lost. */
export function markFrontDirty(sql: SqlStorage): void {
  sql.exec(
    'INSERT INTO filing (one, front_dirty) VALUES (1, 1) ON CONFLICT (one) DO UPDATE SET front_dirty = front_dirty + 1',
  );
}

/** The front was written as it was when it had been invalidated `dirty` times. */
export function markFrontClean(sql: SqlStorage, dirty: number): void {
  sql.exec('UPDATE filing SET front_dirty = 0 WHERE front_dirty = ?', dirty);
}

export function readSketchBytes(sql: SqlStorage): ArrayBuffer | undefined {
  return sql.exec<{ sketch: ArrayBuffer | null }>('SELECT sketch FROM filing').toArray()[0]?.sketch ?? undefined;
}

/** Records what a batch changed, and invalidates the front. What is undefined stays as it was. */
export function recordBatch(
  sql: SqlStorage,
  { next, articles, stories }: Counters,
  filed: number | undefined,
  sketch: ArrayBuffer | undefined,
): void {
  sql.exec(
    `INSERT INTO filing (one, next, articles, stories, last_filed, sketch, front_dirty) VALUES (1, ?, ?, ?, ?, ?, 1)
     ON CONFLICT (one) DO UPDATE SET next = excluded.next, articles = excluded.articles, stories = excluded.stories,
       last_filed = coalesce(excluded.last_filed, last_filed), sketch = coalesce(excluded.sketch, sketch),
       front_dirty = front_dirty + 1`,
    next,
    articles,
    stories,
    filed ?? null,
    sketch ?? null,
  );
}
