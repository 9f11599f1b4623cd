/**
 * An outlet's SQLite: its record and the items it has seen. The free plan counts rows written, not bytes, so items are packed:
 * the newest stand in the record's row, which each reading writes in any case. When they are PACK_KEYS, they go to a row of `seen`.
 */
import type { OutletRecord } from './record.ts';

/** One key (from a guid or a link) of an item that was seen, and how the item was filed. The rows of one article differ in the key alone. */
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
  /** The rows of all keys. Reads the whole table. */
  all(): readonly SeenRow[];
  /** Writes rows and record in one transaction. A row replaces the one with its key, and all that its article's other rows hold. */
  accept(rows: readonly SeenRow[], record: OutletRecord): void;
  /** For the `keys` first seen before `before`: moves their first sight up to `as`. */
  moveUpFirstSight(keys: readonly string[], before: number, as: number): void;
  /**
   * Deletes rows first seen before `before` or, by a wrong clock, after `after`, then the oldest beyond `rowsMax`, but none of an
   * article with a key in `inFeed`. Returns rows left.
   */
  prune(inFeed: readonly string[], before: number, after: number, rowsMax: number): number;
}

/** Keys of one pack: two of each of some 64 items, 40 kB. A changed item of a pack rewrites it, and each reading looks through all packs' keys. */
const PACK_KEYS = 128;

/** Numbered and applied in order. A released migration is never edited. */
const MIGRATIONS = [
  `CREATE TABLE outlet (
     one INTEGER PRIMARY KEY CHECK (one = 1),
     record TEXT NOT NULL,
     recent TEXT NOT NULL  -- JSON: the items that are in no pack yet, as in \`seen\`
   );
   CREATE TABLE seen (
     pack INTEGER PRIMARY KEY,
     keys TEXT NOT NULL,   -- JSON: the keys of its items
     items TEXT NOT NULL   -- JSON: a PackedItem each
   );`,
];

type PackedItem = Omit<SeenRow, 'key'> & { readonly keys: readonly string[] };

/** By key. */
type Rows = Map<string, SeenRow>;

/** The items that are in no pack yet. */
const RECENT = 0;

export function openStore(storage: DurableObjectStorage): OutletStore {
  const { sql } = storage;
  migrate(storage);
  const save = (record: OutletRecord): void => {
    sql.exec(SAVE, JSON.stringify(record));
  };
  const rowsOf = (pack: number): Rows => {
    const [row] =
      pack === RECENT
        ? sql.exec<{ items: string }>('SELECT recent AS items FROM outlet').toArray()
        : sql.exec<{ items: string }>('SELECT items FROM seen WHERE pack = ?', pack).toArray();
    return unpacked(row?.items ?? '[]');
  };
  const allPacks = (): ReadonlyMap<number, Rows> => {
    const packs = sql.exec<{ pack: number; items: string }>('SELECT pack, items FROM seen').toArray();
    return new Map([[RECENT, rowsOf(RECENT)], ...packs.map(({ pack, items }) => [pack, unpacked(items)] as const)]);
  };
  /** Those that hold any of `keys`, and the recent items. */
  const packsOf = (keys: readonly string[]): ReadonlyMap<number, Rows> => {
    const wanted = new Set(keys);
    const packs = sql.exec<{ pack: number; keys: string }>('SELECT pack, keys FROM seen').toArray();
    const found = packs.filter((one) => (JSON.parse(one.keys) as string[]).some((key) => wanted.has(key)));
    return new Map([RECENT, ...found.map(({ pack }) => pack)].map((pack) => [pack, rowsOf(pack)]));
  };
  const write = (pack: number | undefined, rows: Rows): void => {
    if (pack === RECENT) sql.exec('UPDATE outlet SET recent = ?', packed(rows));
    else if (pack !== undefined && rows.size === 0) sql.exec('DELETE FROM seen WHERE pack = ?', pack);
    else sql.exec(WRITE_PACK, pack ?? null, JSON.stringify([...rows.keys()]), packed(rows));
  };
  return {
    load() {
      const [row] = sql.exec<{ record: string }>('SELECT record FROM outlet').toArray();
      return row === undefined ? undefined : (JSON.parse(row.record) as OutletRecord);
    },
    save,
    known(keys) {
      const all = [...packsOf(keys).values()];
      return new Map(
        keys.flatMap((key) => {
          const row = all.find((rows) => rows.has(key))?.get(key);
          return row === undefined ? [] : [[key, row]];
        }),
      );
    },
    all() {
      return [...allPacks().values()].flatMap((rows) => [...rows.values()]);
    },
    accept(rows, record) {
      storage.transactionSync(() => {
        // An article is named after its first key, so that a new key of it comes to the pack of the others.
        const names = rows.flatMap(({ key, article }) => [key, article]);
        const packs = rows.length > 0 ? packsOf(names) : new Map<number, Rows>();
        const changed = new Set<number>();
        for (const row of rows) {
          const found =
            [...packs].find(([, own]) => own.has(row.key)) ?? [...packs].find(([, own]) => own.has(row.article));
          const pack = found?.[0] ?? RECENT;
          packs.get(pack)?.set(row.key, row);
          changed.add(pack);
        }
        const latest = new Map(rows.map((row) => [row.article, row]));
        for (const pack of changed) {
          for (const [key, { article }] of packs.get(pack) ?? []) {
            const row = latest.get(article);
            if (row !== undefined) packs.get(pack)?.set(key, { ...row, key });
          }
        }
        for (const pack of changed) if (pack !== RECENT) write(pack, packs.get(pack) ?? new Map());
        if (!changed.has(RECENT)) return save(record);
        const chunks = inPacks(packs.get(RECENT) ?? new Map());
        const full = chunks.filter(({ size }) => size >= PACK_KEYS);
        for (const rows of full) write(undefined, rows);
        sql.exec(SAVE_BOTH, JSON.stringify(record), packed(chunks[full.length] ?? new Map()));
      });
    },
    moveUpFirstSight(keys, before, as) {
      storage.transactionSync(() => {
        for (const [pack, rows] of packsOf(keys)) {
          const old = keys.flatMap((key) => rows.get(key) ?? []).filter(({ seen }) => seen < before);
          for (const row of old) rows.set(row.key, { ...row, seen: as });
          if (old.length > 0) write(pack, rows);
        }
      });
    },
    prune(inFeed, before, after, rowsMax) {
      const stays = new Set(inFeed);
      return storage.transactionSync(() => {
        const packs = allPacks();
        const all = [...packs.values()].flatMap((rows) => [...rows.values()]);
        const listed = new Set(all.filter(({ key }) => stays.has(key)).map(({ article }) => article));
        const leave = all.filter(({ article }) => !listed.has(article));
        const gone = new Set(leave.filter(({ seen }) => seen < before || seen > after).map(({ key }) => key));
        const oldest = leave.filter(({ key }) => !gone.has(key)).sort((a, b) => a.seen - b.seen);
        for (const { key } of oldest.slice(0, Math.max(0, all.length - gone.size - rowsMax))) gone.add(key);
        if (gone.size === 0) return all.length;
        // Packs of which little is left are put together, so that items which stay for months do not hold a row each.
        const thin: number[] = [];
        const left: Rows = new Map();
        for (const [pack, rows] of packs) {
          const rest = new Map([...rows].filter(([key]) => !gone.has(key)));
          if (pack === RECENT && rest.size < rows.size) write(RECENT, rest);
          if (pack === RECENT || (rest.size === rows.size && rest.size >= PACK_KEYS / 2)) continue;
          thin.push(pack);
          for (const [key, row] of rest) left.set(key, row);
        }
        const repacked = inPacks(left);
        for (const [i, pack] of thin.entries()) write(pack, repacked[i] ?? new Map());
        return all.length - gone.size;
      });
    },
  };
}

/** Full packs, and what is left in the last one. An article's keys stay together. */
function inPacks(rows: Rows): Rows[] {
  const packs: Rows[] = [];
  for (const keys of Map.groupBy(rows.values(), ({ article }) => article).values()) {
    if ((packs.at(-1)?.size ?? PACK_KEYS) >= PACK_KEYS) packs.push(new Map());
    for (const row of keys) packs.at(-1)?.set(row.key, row);
  }
  return packs;
}

/** Keys whose rows are the same but for the key stand together. */
function packed(rows: Rows): string {
  const items = Map.groupBy(rows.values(), ({ key: _, ...rest }) => JSON.stringify(rest));
  return JSON.stringify([...items].map(([rest, same]) => ({ ...JSON.parse(rest), keys: same.map(({ key }) => key) })));
}

function unpacked(items: string): Rows {
  const rows: Rows = new Map();
  for (const { keys, ...rest } of JSON.parse(items) as PackedItem[]) {
    for (const key of keys) rows.set(key, { ...rest, key });
  }
  return rows;
}

const SAVE = `INSERT INTO outlet (one, record, recent) VALUES (1, ?, '[]')
  ON CONFLICT (one) DO UPDATE SET record = excluded.record`;

const SAVE_BOTH = `INSERT INTO outlet (one, record, recent) VALUES (1, ?, ?)
  ON CONFLICT (one) DO UPDATE SET record = excluded.record, recent = excluded.recent`;

/** A pack without a number gets the next one. */
const WRITE_PACK = `INSERT INTO seen (pack, keys, items) VALUES (?, ?, ?)
  ON CONFLICT (pack) DO UPDATE SET keys = excluded.keys, items = excluded.items`;

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
