/**
 * An outlet's SQLite: its record (one row) and the items it has seen (one row a key). The free plan counts row writes, so
 * `seen` has no index but its primary key, and the row of a known item is not written again.
 */
import type { OutletRecord } from './record.ts';

/** One key (from a guid or a link) of an item that was seen, and how the item was filed. */
export interface SeenRow {
  readonly key: string;
  readonly article: string;
  /** Hash of title and text as last filed. */
  readonly content: string;
  /** Hashes of what counts of its title, and of title and text, as last filed: see significant-text.ts. */
  readonly title: string;
  readonly version: string;
  /** Hash of its link and picture as last filed: shown-details.ts. */
  readonly details: string;
  /** What its words are told from another article's by: text-sketch.ts. */
  readonly sketch: string;
  /** Edits sent on `day`, counted in days since the epoch. */
  readonly edits: number;
  readonly day: number;
  /** Date it was filed under, ms; undefined if it was never filed (too old, or over the daily limit). */
  readonly published: number | undefined;
  /** First sight, ms. Moved up when an item leaves the feed after weeks, so that it is remembered for longer. */
  readonly seen: number;
}

export interface OutletStore {
  load(): OutletRecord | undefined;
  save(record: OutletRecord): void;
  /** The rows of `keys`, by key. */
  known(keys: readonly string[]): ReadonlyMap<string, SeenRow>;
  /** The `contents` that a seen item has. Reads the whole table. */
  knownContent(contents: readonly string[]): ReadonlySet<string>;
  /** Writes rows and record in one transaction. A row replaces the one with its key. */
  accept(rows: readonly SeenRow[], record: OutletRecord): void;
  /** For the `keys` first seen before `before`: moves their first sight up to `as`. */
  moveUpFirstSight(keys: readonly string[], before: number, as: number): void;
  /**
   * Deletes rows first seen before `before` or, by a wrong clock, after `after`, then the oldest beyond `rowsMax`, but none of
   * `inFeed`. Returns rows left.
   */
  prune(inFeed: readonly string[], before: number, after: number, rowsMax: number): number;
}

/** Numbered and applied in order. A released migration is never edited. */
const MIGRATIONS = [
  `CREATE TABLE outlet (one INTEGER PRIMARY KEY CHECK (one = 1), record TEXT NOT NULL);
   CREATE TABLE seen (
     key TEXT PRIMARY KEY,
     article TEXT NOT NULL,
     content TEXT NOT NULL,
     title TEXT NOT NULL,
     version TEXT NOT NULL,
     details TEXT NOT NULL,
     sketch TEXT NOT NULL,
     edits INTEGER NOT NULL,
     day INTEGER NOT NULL,
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
      const rows = sql
        .exec<{
          key: string;
          article: string;
          content: string;
          title: string;
          version: string;
          details: string;
          sketch: string;
          edits: number;
          day: number;
          published: number | null;
          seen: number;
        }>('SELECT s.* FROM json_each(?) AS k CROSS JOIN seen AS s ON s.key = k.value', JSON.stringify(keys))
        .toArray();
      return new Map(rows.map((row) => [row.key, { ...row, published: row.published ?? undefined }]));
    },
    knownContent(contents) {
      const rows = sql
        .exec<{ content: string }>(
          'SELECT DISTINCT content FROM seen WHERE content IN (SELECT value FROM json_each(?))',
          JSON.stringify(contents),
        )
        .toArray();
      return new Set(rows.map((row) => row.content));
    },
    accept(rows, record) {
      storage.transactionSync(() => {
        if (rows.length > 0) sql.exec(REPLACE, JSON.stringify(rows));
        save(record);
      });
    },
    moveUpFirstSight(keys, before, as) {
      const those = 'key IN (SELECT value FROM json_each(?))';
      sql.exec(`UPDATE seen SET seen = ? WHERE ${those} AND seen < ?`, as, JSON.stringify(keys), before);
    },
    prune(inFeed, before, after, rowsMax) {
      const keys = JSON.stringify(inFeed);
      return storage.transactionSync(() => {
        const those = '(seen < ? OR seen > ?) AND key NOT IN (SELECT value FROM json_each(?))';
        sql.exec(`DELETE FROM seen WHERE ${those}`, before, after, keys);
        const { rows } = sql.exec<{ rows: number }>('SELECT COUNT(*) AS rows FROM seen').one();
        if (rows <= rowsMax) return rows;
        const cut = sql
          .exec(
            `DELETE FROM seen WHERE key IN (SELECT key FROM seen WHERE key NOT IN (SELECT value FROM json_each(?))
           ORDER BY seen LIMIT ?) RETURNING 1`,
            keys,
            rows - rowsMax,
          )
          .toArray();
        return rows - cut.length;
      });
    },
  };
}

const SAVE = `INSERT INTO outlet (one, record) VALUES (1, ?)
  ON CONFLICT (one) DO UPDATE SET record = excluded.record`;

/** One statement for a whole batch. */
const REPLACE = `INSERT OR REPLACE INTO seen (key, article, content, title, version, details, sketch, edits, day, published, seen)
  SELECT value ->> 'key', value ->> 'article', value ->> 'content', value ->> 'title', value ->> 'version', value ->> 'details',
    value ->> 'sketch', value ->> 'edits',
    value ->> 'day', value ->> 'published', value ->> 'seen'
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
