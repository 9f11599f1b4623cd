/**
 * The index as NDJSON, to move it to another account: one line with the format and each table's columns, one per row, and one with
 * the number of rows.
 * Derived state is left out: postings are packed again from each article's terms, and KV belongs to the deployment. The stream
 * holds one page of rows in memory, while the caller holds the write lock. A restored backup exports the same bytes.
 */
import { ARTICLE_COLUMNS } from '../storage/article-columns.ts';
import { META_KEYS } from './backup-rows.ts';
import type { WriteLease } from './write-lock.ts';

/** Version of the format: its first line. Format 1 named no columns. */
export const FORMAT = 2;
/** Rows read or written at once. */
export const PAGE_ROWS = 100;

type Row = Record<string, SqlStorageValue>;

export interface Table {
  readonly name: string;
  /** The primary key. Rows are exported in its order. */
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

/** In an order in which rows can be inserted. SQL takes names from here, never from a backup. */
export const TABLES: readonly Table[] = [
  { name: 'meta', key: ['key'], columns: ['value'] },
  { name: 'filing', key: ['one'], columns: ['next', 'articles', 'stories', 'last_filed', 'sketch'] },
  {
    name: 'story',
    key: ['number'],
    columns: [
      'id',
      'title',
      'published',
      'updated',
      'lead',
      'lead_reason',
      'publishers',
      'merged_into',
      'changed',
      'digest',
    ],
  },
  {
    name: 'article',
    key: ['number'],
    columns: ARTICLE_COLUMNS.filter((name) => name !== 'number'),
  },
  { name: 'past_story', key: ['bucket', 'part'], columns: ['stories'] },
  { name: 'related', key: ['other', 'story'], columns: [] },
  { name: 'apart', key: ['story', 'other'], columns: [] },
  { name: 'aside', key: ['article'], columns: ['outlet', 'seen', 'tried', 'reason', 'sent'] },
  {
    name: 'taken_down',
    key: ['article'],
    columns: ['outlet', 'publisher', 'page', 'story', 'at', 'reason', 'kept'],
  },
  { name: 'day', key: ['date'], columns: ['since', 'at', 'stories'] },
  { name: 'outlet', key: ['id'], columns: ['position', 'listed', 'settings'] },
  { name: 'outlet_status', key: ['part'], columns: ['statuses'] },
];

/** All columns of a table, the key's first. */
export function columnsOf({ key, columns }: Table): readonly string[] {
  return [...key, ...columns];
}

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
  const named = TABLES.map((table) => [table.name, columnsOf(table)]);
  yield `${JSON.stringify({ wirefold: FORMAT, columns: Object.fromEntries(named) })}\n`;
  let count = 0;
  for (const table of TABLES) {
    const key = table.key.join(', ');
    const columns = columnsOf(table).join(', ');
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
