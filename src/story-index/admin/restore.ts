/**
 * Replaces everything the index holds by a backup, whole or not at all. The lines are first read to the end and staged in a
 * table; one transaction then replaces the rows. A failure before that transaction changes nothing.
 */
import type { Restored } from '../api.ts';
import { invalidateAll } from '../publish/publication.ts';
import { forgetFingerprints } from '../storage/fingerprint-cache.ts';
import { readCounters, readMeta, writeMeta } from '../storage/meta.ts';
import { forgetSegments } from '../storage/postings.ts';
import { FORMAT, PAGE_ROWS, TABLES } from './backup.ts';
import { knownOutlets, priorities } from './outlet-list.ts';
import { alignPublishers } from './publishers.ts';

/** One line of a backup, UTF-16 units. Rows of articles stay under 100,000; a quarantined one must fit SQLite's 2 MB a row. */
export const BACKUP_LINE_CHARS_MAX = 512 * 1024;

type Unreadable = Extract<Restored, { ok: false }>;

/** Stages the lines of a backup. Returns undefined on success. `heartbeat` is called before each page and may throw. */
export async function stageBackup(
  storage: DurableObjectStorage,
  body: ReadableStream<Uint8Array>,
  heartbeat: () => void,
): Promise<Unreadable | undefined> {
  const { sql } = storage;
  dropStaged(sql);
  sql.exec('CREATE TABLE restore_line (number INTEGER PRIMARY KEY, text TEXT NOT NULL)');
  let line = 0;
  let ended = false;
  let page: string[] = [];
  const stagePage = () => {
    heartbeat();
    const first = line - page.length + (ended ? 0 : 1);
    storage.transactionSync(() => {
      for (const [i, text] of page.entries())
        sql.exec('INSERT INTO restore_line (number, text) VALUES (?, ?)', first + i, text);
    });
    page = [];
  };
  try {
    for await (const text of linesOf(body)) {
      line++;
      if (ended) throw new Error('There is more after the end.');
      if (line === 1) {
        checkFormat(text);
        continue;
      }
      ended = isEnd(text, line - 2);
      if (ended) continue;
      readRow(text);
      page.push(text);
      if (page.length === PAGE_ROWS) stagePage();
    }
    if (line === 0) throw new Error('The body is empty: send what GET /api/backup gave.');
    if (!ended) throw new Error('The backup is cut off: its last line is missing.');
    stagePage();
    return undefined;
  } catch (error) {
    dropStaged(sql);
    return { ok: false, line, detail: messageOf(error) };
  }
}

/** Replaces all rows by the staged ones. `since`, ms: KV no longer holds documents that last changed before it. */
export function replaceByStaged(storage: DurableObjectStorage, since: number): Restored {
  const { sql } = storage;
  let line = 0;
  try {
    const rows = storage.transactionSync(() => {
      const spent = readMeta(sql, 'usage');
      const inKv = sql
        .exec<{ id: string }>('SELECT id FROM story WHERE kv_digest IS NOT NULL AND changed >= ?', since)
        .toArray();
      for (const { name } of [...TABLES, { name: 'segment' }, { name: 'outbox' }]) sql.exec(`DELETE FROM ${name}`);
      for (const { number, text } of stagedLines(sql)) {
        line = number;
        insertRow(sql, text);
      }
      checkWhole(sql);
      // The write budget belongs to this deployment, so the day's writes stay spent.
      if (spent !== undefined && spent !== null) writeMeta(sql, 'usage', spent);
      // KV still holds the documents of the old index, which must be overwritten.
      const ids = JSON.stringify(inKv.map((row) => row.id));
      sql.exec(`UPDATE story SET kv_digest = '' WHERE id IN (SELECT value FROM json_each(?))`, ids);
      alignPublishers(sql, knownOutlets(sql), priorities(sql));
      invalidateAll(storage, 0);
      return Math.max(0, line - 1);
    });
    return { ok: true, rows };
  } catch (error) {
    return { ok: false, line, detail: messageOf(error) };
  } finally {
    // The caches in memory may hold rows of the old index.
    forgetSegments(sql);
    forgetFingerprints(sql);
    dropStaged(sql);
  }
}

/** Reads one page at a time, because a table cannot be dropped under an open cursor. */
function* stagedLines(sql: SqlStorage): Generator<{ readonly number: number; readonly text: string }> {
  for (let after = 0, size = PAGE_ROWS; size === PAGE_ROWS; ) {
    const page = sql
      .exec<{ number: number; text: string }>(
        'SELECT number, text FROM restore_line WHERE number > ? ORDER BY number LIMIT ?',
        after,
        PAGE_ROWS,
      )
      .toArray();
    yield* page;
    size = page.length;
    after = page.at(-1)?.number ?? after;
  }
}

/** Also called when the object starts, because a restore may have been cut off when it ended. */
export function dropStaged(sql: SqlStorage): void {
  sql.exec('DROP TABLE IF EXISTS restore_line');
}

/** Throws when the rows do not fit together, although each can be inserted. */
function checkWhole(sql: SqlStorage): void {
  const orphaned = sql
    .exec<{ n: number }>('SELECT count(*) AS n FROM article WHERE story NOT IN (SELECT number FROM story)')
    .one().n;
  if (orphaned > 0)
    throw new Error(`${orphaned} articles belong to stories that the backup does not have: it was cut or edited.`);
  const used = sql
    .exec<{ n: number }>(
      'SELECT max((SELECT coalesce(max(number), 0) FROM story), (SELECT coalesce(max(number), 0) FROM article)) AS n',
    )
    .one().n;
  if (readCounters(sql).next <= used)
    throw new Error(`Number ${used} is taken and would be assigned again: the backup was cut or edited.`);
}

function readRow(text: string): {
  readonly name: string;
  readonly columns: readonly string[];
  readonly row: SqlStorageValue[];
} {
  const line: unknown = JSON.parse(text);
  if (!Array.isArray(line)) throw new Error('A row is an array: its table, then its values.');
  const [name, ...values] = line as unknown[];
  const table = TABLES.find((t) => t.name === name);
  if (!table) throw new Error(`There is no table ${JSON.stringify(name)}; was this written by a newer version?`);
  const columns = [...table.key, ...table.columns];
  if (values.length !== columns.length)
    throw new Error(`A row of ${table.name} has ${columns.length} values, this one has ${values.length}.`);
  return { name: table.name, columns, row: values.map(decodeValue) };
}

function insertRow(sql: SqlStorage, text: string): void {
  const { name, columns, row } = readRow(text);
  sql.exec(`INSERT INTO ${name} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`, ...row);
}

/** Throws when the number in the last line is not the number of rows read. */
function isEnd(text: string, rows: number): boolean {
  if (!text.startsWith('{')) return false;
  const { end } = JSON.parse(text) as { end?: unknown };
  if (end !== rows) throw new Error(`The last line says ${String(end)} rows, but there were ${rows}.`);
  return true;
}

function checkFormat(text: string): void {
  const head: unknown = JSON.parse(text);
  if (typeof head !== 'object' || head === null || !('wirefold' in head))
    throw new Error('This is not a backup of wirefold.');
  if (head.wirefold !== FORMAT)
    throw new Error(`This backup is of format ${String(head.wirefold)}; this version reads ${FORMAT}.`);
}

function decodeValue(value: unknown): SqlStorageValue {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'object' && 'b' in value && typeof value.b === 'string')
    return Uint8Array.fromBase64(value.b).buffer;
  throw new Error('A value is neither text, number, null nor bytes.');
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of body.pipeThrough(new TextDecoderStream('utf-8', { fatal: true }))) {
    const lines = (rest + chunk).split('\n');
    if (lines.some((line) => line.length > BACKUP_LINE_CHARS_MAX))
      throw new Error(`A line is longer than ${BACKUP_LINE_CHARS_MAX} characters.`);
    rest = lines.pop() ?? '';
    yield* lines.filter((line) => line !== '');
  }
  if (rest !== '') yield rest;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
