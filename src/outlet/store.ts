/**
 * What an outlet keeps in its object's SQLite: its record (one row) and the items it has seen (a row per identity).
 * Row writes are what the free plan counts, so `seen` is one table whose primary key is its only index, an item already
 * seen is not touched again, and nothing is stored to say that an item is still in the feed.
 */
import type { OutletRecord } from './record.ts';

/** One identity (guid, link…) of an item that was met, and what came of it. */
export interface SeenRow {
  readonly key: string;
  readonly article: string;
  /** Hash of title and text as last sent. */
  readonly content: string;
  readonly edits: number;
  /** Date it was filed under, ms; undefined: never filed (too old, or past the day's limit). */
  readonly published: number | undefined;
  /** First sight, ms; later where it left the feed after weeks, so that it is remembered from then. */
  readonly seen: number;
}

export interface OutletStore {
  load(): OutletRecord | undefined;
  save(record: OutletRecord): void;
  /** Those of `keys` that were seen before, by key. */
  known(keys: readonly string[]): ReadonlyMap<string, SeenRow>;
  /** Those of `contents` that some seen item has. Reads the whole table. */
  knownContent(contents: readonly string[]): ReadonlySet<string>;
  /** Writes rows and record in one transaction. A row replaces the one with its key. */
  accept(rows: readonly SeenRow[], record: OutletRecord): void;
  /** Those of `keys` first seen before `before` are as if first seen at `as`. */
  putForward(keys: readonly string[], before: number, as: number): void;
  /**
   * Forgets rows first seen before `before`, and the oldest beyond `rowsMax`, but none of `inFeed`. Returns rows left.
   */
  prune(inFeed: readonly string[], before: number, rowsMax: number): number;
}

/** Numbered and applied in order. A released migration is never edited. */
const MIGRATIONS = [
  `CREATE TABLE outlet (one INTEGER PRIMARY KEY CHECK (one = 1), record TEXT NOT NULL);
   CREATE TABLE seen (
     key TEXT PRIMARY KEY,
     article TEXT NOT NULL,
     content TEXT NOT NULL,
     edits INTEGER NOT NULL,
     published INTEGER,
     seen INTEGER NOT NULL
   ) WITHOUT ROWID;`,
];

export function openStore(storage: DurableObjectStorage): OutletStore {
  const { sql } = storage;
  migrate(storage);
  const save = (record: OutletRecord): void => {
    sql.exec(SAVE, JSON.stringify(record));
  };
  return {
    load() {
      const [row] = sql.exec<{ record: string }>('SELECT record FROM outlet').toArray();
      return row === undefined ? undefined : (JSON.parse(row.record) as OutletRecord);
    },
    save,
    known(keys) {
      const rows = sql.exec<{
        key: string;
        article: string;
        content: string;
        edits: number;
        published: number | null;
        seen: number;
      }>('SELECT s.* FROM json_each(?) AS k CROSS JOIN seen AS s ON s.key = k.value', JSON.stringify(keys));
      return new Map([...rows].map((row) => [row.key, { ...row, published: row.published ?? undefined }]));
    },
    knownContent(contents) {
      const rows = sql.exec<{ content: string }>(
        'SELECT DISTINCT content FROM seen WHERE content IN (SELECT value FROM json_each(?))',
        JSON.stringify(contents),
      );
      return new Set([...rows].map((row) => row.content));
    },
    accept(rows, record) {
      storage.transactionSync(() => {
        if (rows.length > 0) sql.exec(REPLACE, JSON.stringify(rows));
        save(record);
      });
    },
    putForward(keys, before, as) {
      const those = 'key IN (SELECT value FROM json_each(?))';
      sql.exec(`UPDATE seen SET seen = ? WHERE ${those} AND seen < ?`, as, JSON.stringify(keys), before);
    },
    prune(inFeed, before, rowsMax) {
      const keys = JSON.stringify(inFeed);
      return storage.transactionSync(() => {
        sql.exec('DELETE FROM seen WHERE seen < ? AND key NOT IN (SELECT value FROM json_each(?))', before, keys);
        const { rows } = sql.exec<{ rows: number }>('SELECT COUNT(*) AS rows FROM seen').one();
        if (rows <= rowsMax) return rows;
        const cut = sql.exec(
          `DELETE FROM seen WHERE key IN (SELECT key FROM seen WHERE key NOT IN (SELECT value FROM json_each(?))
           ORDER BY seen LIMIT ?) RETURNING 1`,
          keys,
          rows - rowsMax,
        );
        return rows - cut.toArray().length;
      });
    },
  };
}

const SAVE = `INSERT INTO outlet (one, record) VALUES (1, ?)
  ON CONFLICT (one) DO UPDATE SET record = excluded.record`;

/** One statement for a whole batch. */
const REPLACE = `INSERT OR REPLACE INTO seen (key, article, content, edits, published, seen)
  SELECT value ->> 'key', value ->> 'article', value ->> 'content', value ->> 'edits', value ->> 'published', value ->> 'seen'
  FROM json_each(?)`;

function migrate(storage: DurableObjectStorage): void {
  const { sql } = storage;
  sql.exec('CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY)');
  const { done } = sql.exec<{ done: number }>('SELECT COALESCE(MAX(number), 0) AS done FROM migration').one();
  MIGRATIONS.slice(done).forEach((statements, i) => {
    storage.transactionSync(() => {
      sql.exec(statements);
      sql.exec('INSERT INTO migration (number) VALUES (?)', done + i + 1);
    });
  });
}
