/**
 * The index as NDJSON, to move it to another account: a line for the format, then a line per row, then one that
 * counts them. What is derived stays out (postings are packed anew from each article's keys; what KV holds is KV's own
 * matter), so what goes out comes back the same bytes. Streams: memory holds one page of rows. Whoever asks for it sees to
 * it that nothing changes meanwhile.
 */
import { ARTICLE_COLUMNS } from './article-columns.ts';

/** Version of the format: its first line. */
export const FORMAT = 1;
/** Rows read, or written, between two breaths. */
export const PAGE_ROWS = 100;

type Row = Record<string, SqlStorageValue>;

export interface Table {
  readonly name: string;
  /** The primary key: rows go out in its order. */
  readonly key: readonly string[];
  readonly columns: readonly string[];
}

/** In an order in which rows can be inserted. Names and columns are ours: never a backup's. */
export const TABLES: readonly Table[] = [
  { name: 'meta', key: ['key'], columns: ['value'] },
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
  { name: 'related', key: ['story', 'other'], columns: [] },
  { name: 'apart', key: ['story', 'other'], columns: [] },
  { name: 'aside', key: ['article'], columns: ['outlet', 'seen', 'tried', 'reason', 'sent'] },
  { name: 'outlet', key: ['id'], columns: ['position', 'listed', 'settings'] },
  { name: 'outlet_status', key: ['outlet'], columns: ['status'] },
];

/** Settings that say what KV holds, not what the index knows. */
const KV_META = `('documents_by', 'front_dirty', 'front_kv_digest', 'last_published', 'kv_spent')`;

export interface Export {
  /** Called before each page; throws when something may have changed since the page before. */
  readonly goOn: () => void;
  /** Called once, however it ends. */
  readonly end: () => void;
}

export function exportBackup(sql: SqlStorage, { goOn, end }: Export): ReadableStream<Uint8Array> {
  const lines = backupLines(sql);
  const encoder = new TextEncoder();
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      try {
        goOn();
        const { value, done } = lines.next();
        if (!done) return controller.enqueue(encoder.encode(value));
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      end();
    },
    cancel: end,
  });
}

/** A page of lines at a time, each page read when it is asked for, after the last key of the page before. */
function* backupLines(sql: SqlStorage): Generator<string> {
  yield `${JSON.stringify({ wirefold: FORMAT })}\n`;
  let count = 0;
  for (const table of TABLES) {
    const key = table.key.join(', ');
    const columns = [...table.key, ...table.columns].join(', ');
    const where = table.name === 'meta' ? `key NOT IN ${KV_META}` : 'TRUE';
    const marks = table.key.map(() => '?').join(', ');
    let after: SqlStorageValue[] | undefined;
    for (;;) {
      const rows: Row[] = sql
        .exec<Row>(
          `SELECT ${columns} FROM ${table.name} WHERE ${where} ${after ? `AND (${key}) > (${marks})` : ''} ORDER BY ${key} LIMIT ${PAGE_ROWS}`,
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
  // Without it, a file cut off between two lines would look whole.
  yield `${JSON.stringify({ end: count })}\n`;
}

/** JSON has no bytes: a BLOB travels as {"b": base64}. */
function encodeValue(value: SqlStorageValue): unknown {
  return value instanceof ArrayBuffer ? { b: new Uint8Array(value).toBase64() } : value;
}
