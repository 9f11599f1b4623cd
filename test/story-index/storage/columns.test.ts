/** Compares the lists of columns in the code with the tables, because a column missing from a list would be lost silently. */
import { expect, it } from 'vitest';
import { TABLES } from '../../../src/story-index/admin/backup.ts';
import { ARTICLE_COLUMNS } from '../../../src/story-index/storage/article-columns.ts';
import { freshIndex, sqlOf } from '../fresh-index.ts';

/** What a backup leaves out: derived from the rest, or a matter of this deployment: its KV, its readers' answers, its watches and their secrets. */
const LEFT_OUT = [
  '_cf_KV',
  '_cf_METADATA',
  'alert',
  'answer',
  'filing.front_dirty',
  'outbox',
  'receiver',
  'schema_version',
  'search_edited',
  'search_segment',
  'segment',
  'story.kv_digest',
  'watch',
];

const columnsOf = (sql: SqlStorage, table: string) =>
  [...sql.exec<{ name: string }>(`PRAGMA table_info(${table})`)].map(({ name }) => name);

it('the list of an article’s columns is the table', async () => {
  const columns = await sqlOf(freshIndex(), (sql) => columnsOf(sql, 'article'));
  expect(ARTICLE_COLUMNS.toSorted()).toEqual(columns.toSorted());
});

it('a backup holds every table and column but those it leaves out by name', async () => {
  const inSchema = await sqlOf(freshIndex(), (sql) =>
    [...sql.exec<{ name: string }>(`SELECT name FROM sqlite_master WHERE type = 'table'`)].flatMap(({ name }) =>
      LEFT_OUT.includes(name) ? [] : columnsOf(sql, name).map((column) => `${name}.${column}`),
    ),
  );
  const inBackup = TABLES.flatMap(({ name, columns }) => columns.map((column) => `${name}.${column}`));
  expect(inBackup.toSorted()).toEqual(inSchema.filter((column) => !LEFT_OUT.includes(column)).toSorted());
});

it('the key of a table in a backup is its primary key', async () => {
  const primary = await sqlOf(freshIndex(), (sql) =>
    TABLES.map(({ name: table }) =>
      [...sql.exec<{ name: string; pk: number }>(`PRAGMA table_info(${table})`)]
        .filter(({ pk }) => pk > 0)
        .sort((a, b) => a.pk - b.pk)
        .map(({ name }) => name),
    ),
  );
  expect(TABLES.map(({ key }) => key)).toEqual(primary);
});
