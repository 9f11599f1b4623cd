/**
 * Replaces everything the index holds by a backup, whole or not at all. The lines are first read to the end, checked each by its
 * table's schema, and staged; one transaction then replaces the rows, and checks what they say of each other. A failure at any
 * point changes nothing, and leaves nothing that could disturb the next restore.
 */
import { ARTICLE_RETENTION_MS } from '../../limits.ts';
import type { Restored } from '../api.ts';
import { invalidateAll } from '../publish/publication.ts';
import { forgetFingerprints } from '../storage/fingerprint-cache.ts';
import { lastFiled, readCounters } from '../storage/meta.ts';
import { PAST_BUCKETS, packPast } from '../storage/past-stories.ts';
import { forgetSegments } from '../storage/postings.ts';
import { refillWatches } from '../storage/watch-rows.ts';
import { FORMAT, PAGE_ROWS, TABLES, type Table } from './backup.ts';
import { faultOf, META_KEYS } from './backup-rows.ts';
import { knownOutlets, priorities, stampOutlets } from './outlet-list.ts';
import { alignPublishers } from './publishers.ts';
import { takeDownAgain, takenDownRows, takenDownStories } from './takedown.ts';

/** One line of a backup, UTF-16 units. Rows of articles stay under 100,000; a quarantined one must fit SQLite's 2 MB a row. */
export const BACKUP_LINE_CHARS_MAX = 512 * 1024;
/** Lines staged in one row, UTF-16 units: with one more line they fit SQLite's 2 MB. */
const STAGED_CHARS_MAX = 128 * 1024;

type Unreadable = Extract<Restored, { ok: false }>;

/** The first line: how the values of a row are named. */
type Header = ReadonlyMap<string, readonly string[]>;

/** Stages the lines of a backup. Returns undefined on success. `heartbeat` is called before each page and may throw. */
export async function stageBackup(
  storage: DurableObjectStorage,
  body: ReadableStream<Uint8Array>,
  heartbeat: () => void,
): Promise<Unreadable | undefined> {
  const { sql } = storage;
  dropStaged(sql);
  sql.exec('CREATE TABLE IF NOT EXISTS restore_line (number INTEGER PRIMARY KEY, text TEXT NOT NULL)');
  let line = 0;
  let ended = false;
  let header: Header | undefined;
  let page: string[] = [];
  let chars = 0;
  /** A row of the table is a page of lines, under the number of its first. */
  const stagePage = (first: number) => {
    heartbeat();
    if (page.length > 0) sql.exec('INSERT INTO restore_line (number, text) VALUES (?, ?)', first, page.join('\n'));
    page = [];
    chars = 0;
  };
  try {
    for await (const text of linesOf(body)) {
      line++;
      if (ended) throw new Error('There is more after the end.');
      if (!header) {
        header = readHeader(text);
        // The pages need it again when they are put in place.
        page.push(text);
        stagePage(1);
        continue;
      }
      ended = isEnd(text, line - 2);
      if (ended) continue;
      const { table, row } = readRow(header, text);
      const fault = faultOf(table.name, row);
      if (fault) throw new Error(fault);
      page.push(text);
      chars += text.length;
      if (page.length === PAGE_ROWS || chars >= STAGED_CHARS_MAX) stagePage(line - page.length + 1);
    }
    if (line === 0) throw new Error('The body is empty: send what GET /api/backup gave.');
    if (!ended) throw new Error('The backup is cut off: its last line is missing.');
    stagePage(line - page.length);
    return undefined;
  } catch (error) {
    dropStaged(sql);
    return { ok: false, line, detail: messageOf(error) };
  }
}

/**
 * Replaces all rows by the staged ones. `since`, ms: KV no longer holds documents that last changed before it. `now`, ms since the
 * epoch. `rowsLeft`: rows that may still be written today; a restore that needs more is refused.
 */
export function replaceByStaged(storage: DurableObjectStorage, since: number, now: number, rowsLeft: number): Restored {
  const { sql } = storage;
  let line = 0;
  try {
    const stays = storiesThatStay(sql);
    const needed = rowsNeeded(sql, stays);
    if (needed > rowsLeft) return { ok: false, line: 0, detail: tooMany(needed, rowsLeft), rowsNeeded: needed };
    let packed = 0;
    const rows = storage.transactionSync(() => {
      const inKv = sql
        .exec<{ id: string }>('SELECT id FROM story WHERE kv_digest IS NOT NULL AND changed >= ?', since)
        .toArray();
      const takenDown = takenDownRows(sql);
      sql.exec('DELETE FROM meta WHERE key IN (SELECT value FROM json_each(?))', META_KEYS);
      const others = TABLES.filter(({ name }) => name !== 'meta');
      for (const { name } of [...others, ...DERIVED]) sql.exec(`DELETE FROM ${name}`);
      const past: Row[] = [];
      for (const { number, table, row } of stagedRows(sql)) {
        line = number;
        if (table.name === 'story' && !stays(row.number)) past.push(row);
        else if (!LINKS.has(table.name) || (stays(row.story) && stays(row.other))) insertRow(sql, table, row);
      }
      packed = packRows(sql, past);
      checkWhole(sql);
      // KV still holds the documents of the old index, which must be overwritten.
      const ids = JSON.stringify(inKv.map((row) => row.id));
      sql.exec(`UPDATE story SET kv_digest = '' WHERE id IN (SELECT value FROM json_each(?))`, ids);
      stampOutlets(sql);
      alignPublishers(sql, knownOutlets(sql), priorities(sql));
      takeDownAgain(storage, takenDown, priorities(sql));
      refillWatches(sql);
      invalidateAll(storage, 0);
      return Math.max(0, line - 1);
    });
    return { ok: true, rows, notes: notesOn(sql, now, packed) };
  } catch (error) {
    return { ok: false, line, detail: messageOf(error) };
  } finally {
    // The caches in memory may hold rows of the old index.
    forgetSegments(sql);
    forgetFingerprints(sql);
    dropStaged(sql);
  }
}

/** Tables that no backup has, because they are made from the others. */
const DERIVED = ['segment', 'search_segment', 'search_edited', 'outbox'].map((name) => ({ name }));

/** The staged rows in their order, with the number of their line. */
function* stagedRows(
  sql: SqlStorage,
): Generator<{ readonly number: number; readonly table: Table; readonly row: Row }> {
  let header: Header | undefined;
  for (let after = 0; ; ) {
    const page = sql
      .exec<{ number: number; text: string }>(
        'SELECT number, text FROM restore_line WHERE number > ? ORDER BY number LIMIT 1',
        after,
      )
      .toArray()[0];
    if (!page) return;
    after = page.number;
    for (const [i, text] of page.text.split('\n').entries()) {
      if (header) yield { number: page.number + i, ...readRow(header, text) };
      else header = readHeader(text);
    }
  }
}

/** Also called when the object starts, because a restore may have been cut off when it ended. */
export function dropStaged(sql: SqlStorage): void {
  const staged = sql.exec(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'restore_line'`).toArray();
  if (staged.length === 0) return;
  // Emptied first: SQLite refuses to drop a table while any cursor is open, and the lines of a restore that was given up must go.
  sql.exec('DELETE FROM restore_line');
  try {
    sql.exec('DROP TABLE restore_line');
  } catch (error) {
    console.warn(JSON.stringify({ event: 'staging-kept', error: messageOf(error) }));
  }
}

/**
 * Tells which stories are put in place as rows: those that have articles or kept takedowns, and those merged into them. Of the others only the ids
 * are needed, in a few packed rows: a year of stories fits into a day. True also of a number that the backup does not have.
 */
function storiesThatStay(sql: SqlStorage): (number: SqlStorageValue | undefined) => boolean {
  const into = new Map<SqlStorageValue, SqlStorageValue>();
  const needed = takenDownStories(sql).map(Number) as SqlStorageValue[];
  for (const { table, row } of stagedRows(sql)) {
    if (table.name === 'story') into.set(row.number ?? null, row.merged_into ?? row.number ?? null);
    if (table.name === 'article' || table.name === 'taken_down') needed.push(row.story ?? null);
  }
  const canonical = (number: SqlStorageValue) => into.get(number) ?? number;
  const kept = new Set(needed.map(canonical));
  return (number = null) => !into.has(number) || kept.has(canonical(number));
}

/** Tables whose rows are pairs of stories, `story` and `other`. */
const LINKS: ReadonlySet<string> = new Set(['related', 'apart']);

/** Packs stories whose rows are not put in place. Returns how many. */
function packRows(sql: SqlStorage, past: readonly Row[]): number {
  const ids = new Map(past.filter((row) => row.merged_into === null).map((row) => [row.number, String(row.id)]));
  const movedTo = (into: SqlStorageValue | undefined) => (into === null || into === undefined ? '' : ids.get(into));
  const stories = past.map((row) => ({ id: String(row.id), movedTo: movedTo(row.merged_into) }));
  const lost = stories.filter((story) => story.movedTo === undefined).length;
  if (lost > 0)
    throw new Error(
      `${lost} merged stories lead to stories that the backup does not have, or that were merged themselves: it was cut or edited.`,
    );
  packPast(
    sql,
    stories.map(({ id, movedTo = '' }) => ({ id, movedTo })),
  );
  return stories.length;
}

/** Rows that a row of a backup writes: itself, its entries in indexes, and for a story of several publishers one in the outbox. */
function rowsOf(table: string, row: Row): number {
  if (table === 'article') return 3;
  if (table !== 'story') return 1;
  return 3 + (Number(row.publishers) > 1 ? 2 : 0) + (Number(row.updated) > Number(row.published) ? 1 : 0);
}

/** Publishers that have changed, takedowns that are repeated and counters write a few more. */
const FURTHER_ROWS = 100;

/** About how many rows it takes to put the staged rows in the place of today's. A deleted row counts one. Not too few: a test measures it. */
function rowsNeeded(sql: SqlStorage, stays: ReturnType<typeof storiesThatStay>): number {
  const count = (query: string) => sql.exec<{ n: number }>(`SELECT count(*) AS n FROM ${query}`).one().n;
  // What KV holds is marked and put into the outbox.
  let needed = FURTHER_ROWS + 2 * count('story WHERE kv_digest IS NOT NULL');
  for (const { name } of [...TABLES, ...DERIVED]) needed += count(name);
  let past = 0;
  for (const { table, row } of stagedRows(sql)) {
    if (table.name === 'story' && !stays(row.number)) past++;
    else needed += rowsOf(table.name, row);
  }
  return needed + Math.min(past, PAST_BUCKETS);
}

function tooMany(needed: number, left: number): string {
  const figures = `It writes about ${needed} rows, and ${Math.max(0, Math.floor(left))} are left of what the plan allows today.`;
  return `${figures} Take the paid plan for the day of the move, or restore after 00:00 UTC if a whole day is enough.`;
}

/** What the backup could not bring back, a sentence each. */
function notesOn(sql: SqlStorage, now: number, packed: number): readonly string[] {
  const filed = lastFiled(sql);
  if (filed === undefined) return ['The backup holds no article.'];
  const taken = new Date(filed).toISOString();
  const notes = [
    `The newest article in it was filed at ${taken}. What was filed later is not in it: ids of later stories answer 404, and corrections made since then are lost.`,
    'Outlets send again only what they have not recorded as seen; what they sent between the backup and now does not come back.',
  ];
  if (packed > 0)
    notes.push(
      `${packed} of its stories have no article any longer: their ids answer and redirect as before, and later stories no longer name them as related.`,
    );
  if (now - filed > ARTICLE_RETENTION_MS)
    notes.push(
      'Its articles are older than the index keeps them: they are deleted within the next hours, and the ids of their stories stay.',
    );
  return notes;
}

/** Throws when the rows do not fit together, although each can be inserted. */
function checkWhole(sql: SqlStorage): void {
  const count = (query: string) => sql.exec<{ n: number }>(`SELECT count(*) AS n FROM ${query}`).one().n;
  const known = '(SELECT number FROM story)';
  const faults: readonly (readonly [query: string, fault: string])[] = [
    [`article WHERE story NOT IN ${known}`, 'articles belong to stories that the backup does not have'],
    [
      'article WHERE story IN (SELECT number FROM story WHERE merged_into IS NOT NULL)',
      'articles belong to stories that were merged into others',
    ],
    [
      `story WHERE merged_into IS NOT NULL AND merged_into NOT IN (SELECT number FROM story WHERE merged_into IS NULL)`,
      'merged stories lead to stories that the backup does not have, or that were merged themselves',
    ],
    [
      `story AS s WHERE s.number IN (SELECT story FROM article)
         AND NOT EXISTS (SELECT 1 FROM article AS a WHERE a.number = s.lead AND a.story = s.number)`,
      'stories are led by articles that are not theirs',
    ],
    [
      `related WHERE story NOT IN ${known} OR other NOT IN ${known}`,
      'links between stories lead to stories that the backup does not have',
    ],
    [
      `apart WHERE story NOT IN ${known} OR other NOT IN ${known}`,
      'stories are kept apart from stories that the backup does not have',
    ],
  ];
  for (const [query, fault] of faults) {
    const n = count(query);
    if (n > 0) throw new Error(`${n} ${fault}: it was cut or edited.`);
  }
  const used = sql
    .exec<{ n: number }>(
      'SELECT max((SELECT coalesce(max(number), 0) FROM story), (SELECT coalesce(max(number), 0) FROM article)) AS n',
    )
    .one().n;
  const counters = readCounters(sql);
  if (counters.next <= used)
    throw new Error(`Number ${used} is taken and would be assigned again: the backup was cut or edited.`);
}

type Row = Readonly<Record<string, SqlStorageValue>>;

function readRow(header: Header, text: string): { readonly table: Table; readonly row: Row } {
  const line: unknown = JSON.parse(text);
  if (!Array.isArray(line)) throw new Error('A row is an array: its table, then its values.');
  const [name, ...values] = line as unknown[];
  const table = TABLES.find((t) => t.name === name);
  const columns = header.get(String(name));
  if (!table || !columns)
    throw new Error(`There is no table ${JSON.stringify(name)}; was this written by a newer version?`);
  if (values.length !== columns.length)
    throw new Error(`A row of ${table.name} has ${columns.length} values, this one has ${values.length}.`);
  return { table, row: Object.fromEntries(columns.map((column, i) => [column, decodeValue(values[i])])) };
}

/** The row has the table's columns: `readHeader` has seen to it. */
function insertRow(sql: SqlStorage, table: Table, row: Row): void {
  const names = table.columns;
  sql.exec(
    `INSERT INTO ${table.name} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
    ...names.map((column) => row[column] ?? null),
  );
}

/** Throws when the number in the last line is not the number of rows read. */
function isEnd(text: string, rows: number): boolean {
  if (!text.startsWith('{')) return false;
  const { end } = JSON.parse(text) as { end?: unknown };
  if (end !== rows) throw new Error(`The last line says ${String(end)} rows, but there were ${rows}.`);
  return true;
}

/** Throws, with the reason, when this version cannot restore what follows. */
function readHeader(text: string): Header {
  const head: unknown = JSON.parse(text);
  if (typeof head !== 'object' || head === null || !('wirefold' in head))
    throw new Error('This is not a backup of wirefold.');
  if (head.wirefold !== FORMAT) {
    const older = typeof head.wirefold === 'number' && head.wirefold < FORMAT;
    const way = older ? 'Restore it with the version that wrote it.' : 'Deploy the version that wrote it.';
    throw new Error(`This backup is of format ${String(head.wirefold)}; this version reads ${FORMAT}. ${way}`);
  }
  const named = 'columns' in head && typeof head.columns === 'object' && head.columns !== null ? head.columns : {};
  const header = new Map(
    Object.entries(named as Readonly<Record<string, unknown>>).map(([name, list]) => [name, listOf(list)]),
  );
  for (const table of TABLES) {
    const { name, columns } = table;
    const given = header.get(name);
    if (!given) throw new Error(`The backup does not name the columns of ${name}: another version wrote it.`);
    const missing = columns.find((column) => !given.includes(column));
    if (missing)
      throw new Error(`The backup has no ${name}.${missing}, which this version needs: an older version wrote it.`);
    const unknown = given.find((column) => !columns.includes(column));
    if (unknown !== undefined)
      throw new Error(
        `This version does not know ${name}.${JSON.stringify(unknown)}: another version wrote the backup.`,
      );
    if (new Set(given).size !== given.length) throw new Error(`The backup names a column of ${name} twice.`);
  }
  const other = [...header.keys()].find((name) => !TABLES.some((table) => table.name === name));
  if (other !== undefined)
    throw new Error(`There is no table ${JSON.stringify(other)}; was this written by a newer version?`);
  return header;
}

function listOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
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
