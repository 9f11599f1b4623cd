/** Searching the index: packed or not, edited, taken down, pruned and restored, alone and with other conditions. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Article } from '../../../src/documents/article.ts';
import { type Slice, WHOLE } from '../../../src/documents/slice.ts';
import { meter } from '../../../src/metering.ts';
import { packWords, pruneWords } from '../../../src/story-index/storage/search-postings.ts';
import { article, outletSettings } from '../../builders.ts';
import { complaintsOfRss } from '../../render/rules.ts';
import { freshIndex, sqlOf } from '../fresh-index.ts';
import { articleNumber, tellOneStory } from '../index-state.ts';

const ORIGIN = 'https://wirefold.example';
const TEXTS = [
  ['marfa', 'توكاييف يصل إلى ألماتي', 'وصل الرئيس إلى المدينة، واستقبله محافظها أيمن الحداد.'],
  ['waha', 'زيارة رسمية لتوكاييف', 'حط الوفد في ألما آتا مساء أمس بعد رحلة طويلة.'],
  ['sada', 'افتتاح الميناء القديم', 'قال وزير النقل سامر العلي إن الميناء القديم سيستقبل السفن.'],
  ['nabaa', 'وزير النقل يزور الجسر', 'زار الوزير الجسر الجديد، وتحدث عن الميناء والسفن القديمة.'],
  ['marfa', 'مباراة الواحة والنخيل', 'انتهت المباراة بالتعادل في ملعب المدينة.'],
  ['waha', 'أسعار الزيتون', 'ارتفعت الأسعار في أسواق المدينة.'],
] as const;

const reports = TEXTS.map(([outlet, title, text], i) =>
  article(outlet, { title, paragraphs: [text] }, i * 10, {
    id: `report${i}`,
    url: `https://${outlet}.example/r${i}`,
    unmerged: true,
  }),
);
const idOf = (i: number) => `report${i}`;

async function filed(packed: boolean) {
  const index = freshIndex();
  await index.replaceOutlets(
    [...new Set(TEXTS.map(([outlet]) => outlet))].map((id) =>
      outletSettings(id, { group: id === 'sada' ? 'تونس' : 'مصر' }),
    ),
  );
  await index.file(reports);
  await sqlOf(index, (sql) => {
    // Told by two outlets: the visit.
    tellOneStory(sql, [idOf(0), idOf(1)]);
    if (packed) packAll(sql);
  });
  return index;
}

function packAll(sql: SqlStorage) {
  const numbers = sql.exec<{ number: number }>('SELECT number FROM article ORDER BY number').toArray();
  packWords(
    sql,
    numbers.map(({ number }) => number),
  );
}

type Index = Awaited<ReturnType<typeof filed>>;
const found = async (index: Index, q: string, part: Partial<Slice> = {}) => {
  const page = await index.stories({ limit: 10, cursor: undefined, slice: { ...WHOLE, q, ...part } });
  return page.stories.map(({ id }) => Number(id.slice('report'.length)));
};

describe.each([
  ['read from its rows', false],
  ['packed', true],
])('the index, %s', (_, packed) => {
  let index: Index;
  beforeAll(async () => {
    index = await filed(packed);
  });

  it.each<[q: string, part: Partial<Slice>, stories: number[]]>([
    ['توكاييف', {}, [0]],
    ['ألماتي', {}, [0]],
    ['المدينة', {}, [5, 4, 0]],
    ['وزير ميناء', {}, [3, 2]],
    ['"الميناء القديم"', {}, [2]],
    ['ميناء -جسر', {}, [2]],
    ['زيتون OR مباراة', {}, [5, 4]],
    ['-المدينة', {}, [3, 2]],
    ['توكاييف ميناء', {}, []],
    ['محافظها "ألما آتا"', {}, []],
    ['المدينة', { outlets: ['waha'] }, [5, 0]],
    ['المدينة', { notOutlets: ['marfa'] }, [5]],
    ['توكاييف', { notOutlets: ['marfa'] }, [0]],
    ['وزير', { countries: ['تونس'] }, [2]],
    ['المدينة', { publishers: 2 }, [0]],
    ['-توكاييف', { countries: ['مصر'] }, [5, 4, 3]],
    ['غائبة', {}, []],
  ])('%s %j', async (q, part, stories) => {
    expect(await found(index, q, part)).toEqual(stories);
    const feed = await index.feed({ limit: 10, cursor: undefined, slice: { ...WHOLE, q, ...part } }, 'rss', ORIGIN);
    expect(complaintsOfRss(feed, Date.now())).toEqual([]);
    expect(feed.match(/<item>/g)?.length ?? 0).toBe(stories.length);
  });

  it('says how many days it searched and where the words stand, and tells the sentences around them', async () => {
    const page = await index.stories({ limit: 10, cursor: undefined, slice: { ...WHOLE, q: 'وزير سفن' } });
    expect(page.search?.days).toBe(3);
    for (const { id, title, excerpt } of page.stories) {
      const marks = page.search?.marks[id];
      const words = [
        ...(marks?.title ?? []).map(([from, to]) => title.slice(from, to)),
        ...(marks?.excerpt ?? []).map(([from, to]) => excerpt.slice(from, to)),
      ];
      expect(words.join(' ')).toMatch(/السفن/);
    }
    const none = await index.stories({ limit: 10, cursor: undefined, slice: { ...WHOLE, q: 'غائبة' } });
    expect(none.search).toEqual({ days: 3, marks: {} });
  });

  it('pages by a cursor, none twice and none missing', async () => {
    const all: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await index.stories({ limit: 1, cursor, slice: { ...WHOLE, q: 'المدينة' } });
      all.push(...page.stories.map(({ id }) => id));
      cursor = page.next;
    } while (cursor !== undefined && all.length < 9);
    expect(all).toEqual([idOf(5), idOf(4), idOf(0)]);
  });

  it('has the updates that answer', async () => {
    const news = await index.updates({ ...WHOLE, q: 'المدينة' }, 'rss', ORIGIN);
    expect(complaintsOfRss(news, Date.now())).toEqual([]);
    expect(news.match(/<item>/g)?.length).toBe(3);
    expect(news).toContain('«المدينة»');
  });
});

describe('what happens to a packed article', () => {
  const edited: Article = {
    ...(reports[5] as Article),
    title: 'أسعار التمور',
    passages: ['انخفضت الأسعار في القرى.'],
    summary: '',
    edited: (reports[5] as Article).seen + 60_000,
  };

  it('an edit is found by its new words alone', async () => {
    const index = await filed(true);
    await index.file([edited]);
    expect(await found(index, 'تمور')).toEqual([5]);
    expect(await found(index, 'زيتون')).toEqual([]);
    await sqlOf(index, packAgain);
    expect(await found(index, 'القرى')).toEqual([5]);
  });

  it('taken down it is not found, and restored it is', async () => {
    const index = await filed(true);
    await index.takeDownArticle(idOf(4), 'a court order', false);
    expect(await found(index, 'مباراة')).toEqual([]);
    expect(await found(index, 'المدينة')).toEqual([5, 0]);
    await index.putBack(idOf(4));
    expect(await found(index, 'مباراة')).toEqual([4]);
  });

  it('pruned it is not found', async () => {
    const index = await filed(true);
    await sqlOf(index, (sql) => {
      const number = articleNumber(sql, idOf(5));
      sql.exec('DELETE FROM article');
      pruneWords(sql, number);
      expect(sql.exec<{ n: number }>('SELECT count(*) AS n FROM search_segment').one().n).toBe(0);
    });
    expect(await found(index, 'المدينة')).toEqual([]);
  });

  it('a backup brings it back, found as before', async () => {
    const index = await filed(true);
    const backup = await new Response(await index.backup()).arrayBuffer();
    const other = freshIndex();
    await other.file([article('marfa', { title: 'غريب', paragraphs: ['نص آخر في المدينة.'] }, 5, { unmerged: true })]);
    expect(await other.restore(new Response(backup).body as ReadableStream<Uint8Array>)).toMatchObject({ ok: true });
    expect(await found(other, 'المدينة')).toEqual([5, 4, 0]);
    expect(await found(other, 'غريب')).toEqual([]);
  });
});

function packAgain(sql: SqlStorage) {
  sql.exec('DELETE FROM search_edited');
  sql.exec('DELETE FROM search_segment');
  packAll(sql);
}

it('packing the words of a segment writes four rows', async () => {
  const index = freshIndex();
  await index.file([reports[0] as Article]);
  const written = await sqlOf(index, (sql, real) => {
    const numbers = Array.from({ length: 128 }, (_, i) => i + 1_000);
    for (const number of numbers) {
      sql.exec(
        `INSERT INTO article (number, id, story, outlet, publisher, url, page, title, summary, published, seen, keys, profile, passages, shared, joined, unmerged)
         SELECT ?1, 'copy' || ?1, story, outlet, publisher, url, page, title, summary, published, seen, keys, profile, passages, shared, joined, unmerged FROM article WHERE id = 'report0'`,
        number,
      );
    }
    const { storage, take } = meter(real);
    take();
    packWords(storage.sql, numbers);
    return take().rowsWritten;
  });
  expect(written).toBe(4);
});
