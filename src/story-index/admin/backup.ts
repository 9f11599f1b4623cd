/**
 * The index as NDJSON, to move it to another account: one line with the format and each table's columns, one per row, and one with
 * the number of rows.
 * Derived state is left out: postings are packed again from each article's terms, and KV belongs to the deployment. The stream
 * holds one page of rows in memory, while the caller holds the write lock. A restored backup exports the same bytes.
 */
import { META_KEYS, ROW_SCHEMAS } from './backup-rows.ts';
import type { WriteLease } from './write-lock.ts';

/** Version of the format: its first line. Format 1 named no columns. */
export const FORMAT = 2;
/** Rows read or written at once. */
export const PAGE_ROWS = 100;

type Row = Record<string, SqlStorageValue>;

export interface Table {
  readonly name: string;
  /** Those of the primary key first. */
  readonly columns: readonly string[];
  /** The primary key. Rows are exported in its order. */
  readonly key: readonly string[];
}

/** Columns of the primary key, where it has more than one. */
const KEY_COLUMNS: Readonly<Record<string, number>> = { past_story: 2, related: 2, apart: 2 };

/** In an order in which rows can be inserted. SQL takes names from here, never from a backup. */
export const TABLES: readonly Table[] = Object.entries(ROW_SCHEMAS).map(([name, row]) => {
  const columns = Object.keys(row);
  return { name, columns, key: columns.slice(0, KEY_COLUMNS[name] ?? 1) };
});

/** Sends the lease a heartbeat before each page, and releases it when the stream ends, fails or is cancelled. */
export function exportBackup(sql: SqlStorage, lease: WriteLease): ReadableStream<Uint8Array> {
  const lines = backupLines(sql);
  const encoder = new TextEncoder();
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      try {
        lease.heartbeat();
        const { value, done } = lines.next();
        if (!done) return controller.enqueue(encoder.encode(value));
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      lease.release();
    },
    cancel: lease.release,
  });
}

/** Yields one page of lines at a time. Each page starts behind the last key of the page before. */
function* backupLines(sql: SqlStorage): Generator<string> {
  const named = TABLES.map((table) => [table.name, table.columns]);
  yield `${JSON.stringify({ wirefold: FORMAT, columns: Object.fromEntries(named) })}\n`;
  let count = 0;
  for (const table of TABLES) {
    const key = table.key.join(', ');
    const columns = table.columns.join(', ');
    const where = table.name === 'meta' ? `key IN (SELECT value FROM json_each('${META_KEYS}'))` : 'TRUE';
    const placeholders = table.key.map(() => '?').join(', ');
    let after: SqlStorageValue[] | undefined;
    for (;;) {
      const rows: Row[] = sql
        .exec<Row>(
          `SELECT ${columns} FROM ${table.name} WHERE ${where} ${after ? `AND (${key}) > (${placeholders})` : ''} ORDER BY ${key} LIMIT ${PAGE_ROWS}`,
          ...(after ?? []),
        )
        .toArray();
      const last = rows.at(-1);
      if (!last) break;
      yield rows.map((row) => `${JSON.stringify([table.name, ...Object.values(row).map(encodeValue)])}\n`).join('');
      count += rows.length;
      after = table.key.map((column) => last[column] ?? null);
    }
  }
  // Without the count, a file cut off between two lines would look whole.
  yield `${JSON.stringify({ end: count })}\n`;
}

/** JSON has no bytes, so a BLOB is written as {"b": base64}. */
function encodeValue(value: SqlStorageValue): unknown {
  return value instanceof ArrayBuffer ? { b: new Uint8Array(value).toBase64() } : value;
}
