/** Backups that are damaged or hostile. Each is refused whole with a sentence, or is harmless; the index goes on either way. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { WHOLE } from '../../../src/documents/slice.ts';
import { replaceByStaged, stageBackup } from '../../../src/story-index/admin/restore.ts';
import type { StoryIndexApi } from '../../../src/story-index/api.ts';
import { publishChanges } from '../../../src/story-index/publish/publication.ts';
import { quarantine } from '../../../src/story-index/storage/quarantine.ts';
import { article, MORNING, outletSettings } from '../../builders.ts';
import { freshIndex, partition, sqlOf } from '../fresh-index.ts';
import { frontIn, kvDouble } from '../kv-double.ts';
import { MALI, QUAKE, SAQQARA } from '../stories.ts';

type Index = ReturnType<typeof freshIndex>;
type Row = [table: string, ...values: unknown[]];

const text = (stream: ReadableStream<Uint8Array>) => new Response(stream).text();
const body = (content: string) => new Response(content).body as ReadableStream<Uint8Array>;

beforeAll(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

/** An index with every table in use. */
async function full(): Promise<Index> {
  const index = freshIndex();
  await index.replaceOutlets(['marfa', 'waha', 'ufuq', 'shiraa'].map((id) => outletSettings(id)));
  await index.file([
    article('marfa', QUAKE[0]),
    article('waha', QUAKE[1], 10),
    article('ufuq', MALI[0], 20),
    article('shiraa', SAQQARA[0], 30),
    article('marfa', SAQQARA[1], 40),
    article('waha', { title: 'افتتاح مكتبة الحي', paragraphs: ['افتتحت البلدية مكتبة الحي بعد ترميمها.'] }, 50),
  ]);
  const ids = await partition(index);
  await index.merge(ids['ufuq-20'] ?? '', ids['waha-50'] ?? '');
  await index.split(ids['shiraa-30'] ?? '', ['marfa-40']);
  const status = { state: 'ok', detail: 'Read.', notes: [], nextDue: MORNING, failures: 0 } as const;
  await index.report([{ ...status, outlet: 'marfa', lastTried: MORNING, lastSuccess: MORNING, lastItem: MORNING }]);
  await sqlOf(index, (sql) => {
    quarantine(sql, article('ufuq', QUAKE[0], 60), new Error('a fault of ours'), MORNING);
    const [one, other] = sql.exec<{ number: number }>('SELECT number FROM story ORDER BY number').toArray();
    sql.exec('INSERT OR IGNORE INTO related (story, other) VALUES (?, ?)', other?.number ?? 0, one?.number ?? 0);
  });
  return index;
}

const linesOf = (saved: string) => saved.trim().split('\n');
/** With a last line that counts the rows. */
const whole = (lines: readonly string[]) => `${[...lines, JSON.stringify({ end: lines.length - 1 })].join('\n')}\n`;
const rowsOf = (saved: string) =>
  linesOf(saved)
    .slice(1, -1)
    .map((line) => JSON.parse(line) as Row);
const headOf = (saved: string) => linesOf(saved)[0] ?? '';
const backupOf = (head: string, rows: readonly Row[]) => whole([head, ...rows.map((row) => JSON.stringify(row))]);

const VALUES: readonly unknown[] = [null, -1, 0.5, 8.64e15, '', 'خبر', '{', '[[1]]', 'null', { b: 'AQID' }];
/** Of these each column tries so many, other ones than its neighbour; with FAULTS_RUNS=1000 all. */
const TRIED = Math.min(VALUES.length, Math.ceil(Number(process.env.FAULTS_RUNS) / 25));

let calls = 0;
/** The index files, publishes, answers, and takes the good backup. */
async function isAlive(index: Index, good: string, what: string): Promise<void> {
  const api = index as unknown as StoryIndexApi;
  const minute = 1000 + ++calls;
  expect(await api.health(), what).toMatchObject({ outlets: expect.anything() });
  expect((await api.outlets()).length, what).toBeGreaterThan(0);
  const fresh = article('waha', { title: `خبر رقم ${minute}`, paragraphs: [`نص الخبر ${minute}.`] }, minute);
  await api.file([fresh, article('marfa', QUAKE[0]), article('ufuq', MALI[1] ?? MALI[0], minute)]);
  await api.republish();
  const double = kvDouble();
  const published = await sqlOf(index, (_, storage) => publishChanges(storage, double.kv, Date.now(), 10_000));
  expect(published, what).toMatchObject({ failure: undefined });
  expect(frontIn(double).stories.length, what).toBeGreaterThan(0);
  await api.stories({ limit: 50, cursor: undefined, slice: WHOLE });
  await api.report([]);
  expect(await index.restore(body(good)), what).toMatchObject({ ok: true });
  expect(await text(await index.backup()), what).toBe(good);
}

describe('a backup with one value of another kind', () => {
  it.each(['meta', 'filing', 'story', 'article', 'related', 'apart', 'aside', 'outlet', 'outlet_status'])(
    'in %s is refused with the line, or harmless',
    async (table) => {
      const index = await full();
      const good = await text(await index.backup());
      const rows = rowsOf(good);
      const own = rows.map((row, i) => ({ row, i })).filter(({ row }) => row[0] === table);
      expect(own.length, `rows of ${table}`).toBeGreaterThan(0);
      const spoiled = (table === 'meta' ? own : own.slice(-1)).flatMap(({ row, i }) =>
        row
          .slice(1)
          .flatMap((_, at) =>
            Array.from({ length: TRIED }, (_, n) => ({ i, at, value: VALUES[(at * 3 + n) % VALUES.length] })),
          ),
      );
      let accepted = 0;
      for (const { i, at, value } of spoiled) {
        const bad = backupOf(headOf(good), rows.with(i, (rows[i] as Row).with(at + 1, value) as Row));
        const what = `${table}, value ${at}: ${JSON.stringify(value)?.slice(0, 40)}`;
        const answer = await index.restore(body(bad));
        if (answer.ok) {
          accepted++;
          await isAlive(index, good, what);
        } else {
          expect(answer.detail, what).toMatch(/^[A-Z0-9].*\.$/s);
          expect(await text(await index.backup()), what).toBe(good);
        }
      }
      await isAlive(index, good, table);
      expect(accepted / spoiled.length, 'of all, what is harmless').toBeLessThan(0.45);
    },
    120_000,
  );
});

describe('a backup that is', () => {
  const drop = (table: string) => (rows: readonly Row[]) => rows.filter((row) => row[0] !== table);
  const of = (table: string, rows: readonly Row[]) => rows.find((row) => row[0] === table) as Row;
  /** Each row of the table with one value changed, by its place behind the table's name. */
  const set =
    (table: string, at: number, to: (row: Row) => unknown) =>
    (rows: readonly Row[]): readonly Row[] =>
      rows.map((row) => (row[0] === table ? (row.with(at + 1, to(row)) as Row) : row));
  const eachStatus = (change: (status: Record<string, unknown>) => unknown) =>
    set('outlet_status', 1, (row) =>
      JSON.stringify((JSON.parse(String(row[2])) as Record<string, unknown>[]).map(change)),
    );
  const inJson = (table: string, at: number, change: (value: Record<string, unknown>) => unknown) =>
    set(table, at, (row) => {
      const text = String(row[at + 1]);
      return text.startsWith('{') || text.startsWith('[') ? JSON.stringify(change(JSON.parse(text))) : row[at + 1];
    });
  const at = (table: string, column: string, named: Record<string, string[]>) => named[table]?.indexOf(column) ?? -1;

  const byRows: readonly (readonly [
    string,
    (rows: readonly Row[], named: Record<string, string[]>) => readonly Row[],
  ])[] = [
    ['without stories', drop('story')],
    ['without its last story', (rows) => rows.filter((row) => row !== rows.filter((r) => r[0] === 'story').at(-1))],
    ['with one row of a story twice', (rows) => [...rows, of('story', rows)]],
    ['with one article twice', (rows) => [...rows, of('article', rows)]],
    ['with a table that is not one', (rows) => [...rows, ['sqlite_master', 1]]],
    ['with a row of a table of the platform', (rows) => [...rows, ['_cf_KV', 'a', 'b']]],
    ['with a row too long', (rows) => [...rows, [...of('related', rows), 1] as Row]],
    ['with a row too short', (rows) => [...rows, ['related', 1]]],
    [
      'with a story merged into itself',
      (rows, named) => set('story', at('story', 'merged_into', named), (r) => r[1])(rows),
    ],
    [
      'with stories merged in a circle',
      (rows, named) => set('story', at('story', 'merged_into', named), (r) => (r[1] === 1 ? 2 : 1))(rows),
    ],
    [
      'with stories merged into none',
      (rows, named) => set('story', at('story', 'merged_into', named), () => 999)(rows),
    ],
    ['led by an article of no story', (rows, named) => set('story', at('story', 'lead', named), () => 998)(rows)],
    ['led by another story’s article', (rows, named) => set('story', at('story', 'lead', named), () => 1)(rows)],
    ['with the same id for all stories', (rows, named) => set('story', at('story', 'id', named), () => 'same')(rows)],
    [
      'with all articles in one story that is merged',
      (rows, named) => set('article', at('article', 'story', named), () => 5)(rows),
    ],
    [
      'with addresses that are scripts',
      (rows, named) => set('article', at('article', 'url', named), () => 'javascript:alert(1)')(rows),
    ],
    [
      'with pictures that are scripts',
      (rows, named) => set('article', at('article', 'image', named), () => 'data:text/html,x')(rows),
    ],
    [
      'with dates past the calendar',
      (rows, named) => set('article', at('article', 'published', named), () => 8.64e15)(rows),
    ],
    ['with dates in text', (rows, named) => set('article', at('article', 'seen', named), () => '2026-11-22')(rows)],
    [
      'with titles of 450,000 letters',
      (rows, named) => set('article', at('article', 'title', named), () => 'س'.repeat(450_000))(rows),
    ],
    [
      'with passages that are numbers',
      (rows, named) => inJson('article', at('article', 'passages', named), () => [1, 2])(rows),
    ],
    [
      'with passages that are an object',
      (rows, named) => inJson('article', at('article', 'passages', named), () => ({ a: 'b' }))(rows),
    ],
    ['with passages cut off', (rows, named) => set('article', at('article', 'passages', named), () => '["نص')(rows)],
    [
      'with edges of two numbers',
      (rows, named) => set('article', at('article', 'shared', named), () => '[[0,1]]')(rows),
    ],
    [
      'with edges to passages it does not have',
      (rows, named) => set('article', at('article', 'shared', named), () => '[[77,1,88,"marfa-0",0,"verbatim"]]')(rows),
    ],
    [
      'near an article that is text',
      (rows, named) => set('article', at('article', 'nearest', named), () => '{"article":"x","words":[]}')(rows),
    ],
    [
      'near an article in other words',
      (rows, named) => set('article', at('article', 'nearest', named), () => '{"article":1,"words":[{}]}')(rows),
    ],
    [
      'with empty fingerprints',
      (rows, named) => set('article', at('article', 'profile', named), () => ({ b: '' }))(rows),
    ],
    [
      'with fingerprints of another version',
      (rows, named) => set('article', at('article', 'profile', named), () => ({ b: 'CQAAAAAAAAA=' }))(rows),
    ],
    [
      'with fingerprints that promise more than they hold',
      (rows, named) => set('article', at('article', 'profile', named), () => ({ b: 'Af///////w==' }))(rows),
    ],
    [
      'with index terms of three bytes',
      (rows, named) => set('article', at('article', 'keys', named), () => ({ b: 'AQID' }))(rows),
    ],
    ['without a sketch', set('filing', 5, () => null)],
    ['with a sketch of five bytes', set('filing', 5, () => ({ b: 'AQIDBAU=' }))],
    [
      'with a sketch of text, and passages that cannot be read',
      (rows, named) =>
        set('article', at('article', 'passages', named), () => '[')(set('filing', 5, () => 'text')(rows)),
    ],
    ['without counters', drop('filing')],
    ['with counters twice', (rows) => [...rows, of('filing', rows)]],
    ['with a counter that is text', set('filing', 1, () => 'many')],
    ['with counters that are negative', set('filing', 2, () => -1)],
    ['with a next number below those that are taken', set('filing', 1, () => 1)],
    ['with a counter past exact numbers', set('filing', 1, () => 9007199254740992)],
    ['with a last filing in text', set('filing', 4, () => 'today')],
    ['with a setting of this deployment', (rows) => [...rows, ['meta', 'kv_spent', '[0,"x"]']]],
    ['with a pruning in ten years', (rows) => [...rows, ['meta', 'pruned_at', Date.now() + 3.2e11]]],
    [
      'with outlets of a list it does not have',
      (rows) => rows.map((row) => (row[1] === 'outlets_by' ? ['meta', 'outlets_by', 7] : row)),
    ],
    ['with an outlet whose settings are null', set('outlet', 3, () => 'null')],
    ['with an outlet whose settings are a list', set('outlet', 3, () => '[]')],
    ['with an outlet whose settings are another’s', inJson('outlet', 3, (value) => ({ ...value, id: 'other' }))],
    ['with an outlet whose home is a number', inJson('outlet', 3, (value) => ({ ...value, home: 5 }))],
    ['with an outlet whose feed is a file', inJson('outlet', 3, (value) => ({ ...value, feed: 'file:///etc/passwd' }))],
    ['with an outlet without priority', inJson('outlet', 3, ({ priority: _, ...rest }) => rest)],
    ['with an outlet whose header breaks', inJson('outlet', 3, (value) => ({ ...value, userAgent: 'a\r\nb' }))],
    ['with an outlet whose name is an object', inJson('outlet', 3, (value) => ({ ...value, name: {} }))],
    [
      'with an outlet of a quoted id',
      (rows) => rows.map((row) => (row[0] === 'article' ? (row.with(4, 'a"b') as Row) : row)),
    ],
    ['with a status without notes', eachStatus(({ notes: _, ...rest }) => rest)],
    ['with a status of a state unknown', eachStatus((value) => ({ ...value, state: 'fine' }))],
    ['with a status of dates in text', eachStatus((value) => ({ ...value, nextDue: 'soon' }))],
    ['with a status of null', eachStatus(() => null)],
    ['with statuses that are no list', set('outlet_status', 1, () => '{}')],
    ['with statuses in another part than their own', set('outlet_status', 0, (row) => (Number(row[1]) + 1) % 4)],
    ['with statuses of a fifth part', set('outlet_status', 0, () => 4)],
    ['with a quarantined article that is none', set('aside', 5, () => '{}')],
    ['with a quarantined article without a fingerprint', inJson('aside', 5, ({ fingerprint: _, ...rest }) => rest)],
    [
      'with a quarantined article whose fingerprint is no base64',
      inJson('aside', 5, (value) => ({ ...value, fingerprint: '§' })),
    ],
    ['with a quarantined article under another’s id', set('aside', 0, () => 'other')],
    ['with a story kept apart from itself', (rows) => [...rows, ['apart', 1, 1]]],
    ['with a story kept apart from none', (rows) => [...rows, ['apart', 1, 99999]]],
    ['with a story related to none', (rows) => [...rows, ['related', 1, 99999]]],
    ['with numbers in text', (rows) => rows.map((row) => (row[0] === 'related' ? ['related', '1', '2'] : row))],
  ];

  // One index for all of them: each leaves it as its backup says.
  let index: Index;
  let good: string;
  let named: Record<string, string[]>;
  beforeAll(async () => {
    index = await full();
    good = await text(await index.backup());
    named = JSON.parse(headOf(good)).columns;
  });

  it.each(byRows)('%s does no harm', async (what, spoil) => {
    const answer = await index.restore(body(backupOf(headOf(good), spoil(rowsOf(good), named))));
    if (answer.ok) await isAlive(index, good, what);
    else expect(await text(await index.backup())).toBe(good);
  });

  const byText: readonly (readonly [string, (saved: string) => string, RegExp])[] = [
    ['empty', () => '', /empty/],
    ['one line feed', () => '\n', /empty/],
    ['a page', () => '<!DOCTYPE html><title>x</title>', /JSON|Unexpected/],
    ['JSON of something else', () => '{"stories":[]}\n{"end":0}\n', /not a backup of wirefold/],
    ['null', () => 'null\n', /not a backup/],
    ['of format 1', (saved) => saved.replace(/^.*\n/, '{"wirefold":1}\n'), /format 1; this version reads 2/],
    ['of a later format', (saved) => saved.replace(/"wirefold":\d+/, '"wirefold":9'), /format 9; this version reads 2/],
    ['of a format in words', (saved) => saved.replace(/"wirefold":\d+/, '"wirefold":"2"'), /this version reads 2/],
    ['without columns', (saved) => saved.replace(/^.*\n/, '{"wirefold":2}\n'), /does not name the columns/],
    ['without a column', (saved) => saved.replace('"lead",', ''), /no story\.lead, which this version needs/],
    ['with a column more', (saved) => saved.replace('"lead",', '"lead","shade",'), /does not know story\."shade"/],
    ['with a column twice', (saved) => saved.replace('"lead",', '"lead","lead",'), /twice/],
    ['with a table more', (saved) => saved.replace('"columns":{', '"columns":{"watch":["name"],'), /no table "watch"/],
    ['cut in the middle of a line', (saved) => saved.slice(0, saved.length / 2), /JSON|cut off|Unterminated|Expected/],
    ['cut between two lines', (saved) => `${linesOf(saved).slice(0, 5).join('\n')}\n`, /cut off/],
    ['without its last line', (saved) => `${linesOf(saved).slice(0, -1).join('\n')}\n`, /cut off/],
    ['with a last line of another count', (saved) => saved.replace(/"end":\d+/, '"end":3'), /3 rows, but there were/],
    ['in two halves glued together', (saved) => saved + saved, /more after the end|JSON|Unexpected/],
    ['with a byte that is no text', (saved) => saved.replace('خبر', '\ud800'), /./],
    ['with a line of null', (saved) => saved.replace(/\n\["story".*\n/, '\nnull\n'), /row is an array/],
    ['with a line of text', (saved) => saved.replace(/\n\["story".*\n/, '\nstory\n'), /./],
  ];

  it.each(byText)('%s is refused with a true sentence', async (what, spoil, why) => {
    const answer = await index.restore(body(spoil(good)));
    if (answer.ok) {
      expect(what).toBe('with a byte that is no text');
      await isAlive(index, good, what);
    } else {
      expect(answer.detail).toMatch(why);
      expect(await text(await index.backup())).toBe(good);
    }
  });

  it('refused leaves an index that goes on', async () => {
    expect(await index.restore(body(''))).toMatchObject({ ok: false });
    await isAlive(index, good, 'after a refusal');
  });
});

describe('a restore', () => {
  it('says what the backup cannot bring back', async () => {
    const index = await full();
    const answer = await index.restore(body(await text(await index.backup())));
    expect(answer).toMatchObject({ ok: true, notes: [expect.stringContaining('newest article'), expect.any(String)] });
  });

  it('that needs more rows than are left today is refused with the figure, and changes nothing', async () => {
    const index = await full();
    const good = await text(await index.backup());
    const [answer, written] = await sqlOf(index, async (_, storage) => {
      expect(await stageBackup(storage, body(good), () => {})).toBeUndefined();
      const refused = replaceByStaged(storage, 0, Date.now(), 20);
      expect(await stageBackup(storage, body(good), () => {})).toBeUndefined();
      return [refused, replaceByStaged(storage, 0, Date.now(), 100_000)] as const;
    });
    expect(answer).toMatchObject({ ok: false, detail: expect.stringMatching(/about \d+ rows, and 20 are left/) });
    expect(written).toMatchObject({ ok: true });
    await isAlive(index, good, 'after a refusal');
  });

  it('takes the columns of a table in any order', async () => {
    const index = await full();
    const good = await text(await index.backup());
    const head = JSON.parse(headOf(good)) as { columns: Record<string, string[]> };
    const turned = { ...head, columns: { ...head.columns, article: head.columns.article?.toReversed() } };
    const rows = rowsOf(good).map((row): Row => (row[0] === 'article' ? ['article', ...row.slice(1).reverse()] : row));
    const other = freshIndex();
    expect(await other.restore(body(backupOf(JSON.stringify(turned), rows)))).toMatchObject({ ok: true });
    expect(await text(await other.backup())).toBe(good);
  });
});
