/** What an outlet's page says of it: counts only of what was seen. */
import { expect, it } from 'vitest';
import type { Article } from '../../../src/documents/article.ts';
import { article, MORNING, outletSettings } from '../../builders.ts';
import { freshIndex, sqlOf } from '../fresh-index.ts';
import { MALI, QUAKE, SAQQARA } from '../stories.ts';

const HOUR = 3_600_000;
const WITNESSED = { notBefore: MORNING - HOUR };

async function told(articles: readonly Article[]) {
  const index = freshIndex();
  await index.replaceOutlets(['marfa', 'waha', 'ufuq'].map((id) => outletSettings(id)));
  for (const one of articles) await index.file([one]);
  const pages = await Promise.all(['marfa', 'waha'].map((id) => index.outlet(id)));
  return pages.map((page) => {
    if (!page) throw new Error('not listed');
    const { shared, first, later, copied, copiedByOthers } = page;
    return { reports: page.reports.length, shared, first, later, copied, copiedByOthers };
  });
}

const SOURCE = { reports: 1, shared: 1, first: 1, later: 0, copied: 0, copiedByOthers: 1 };
const COPY = { reports: 1, shared: 1, first: 0, later: 1, copied: 1, copiedByOthers: 0 };
const UNKNOWN = { reports: 1, shared: 1, first: 0, later: 0, copied: 0, copiedByOthers: 0 };

it.each<readonly [string, readonly Article[], readonly unknown[]]>([
  [
    'a copy after what was seen to be new',
    [article('marfa', QUAKE[0], 0, WITNESSED), article('waha', QUAKE[1], 30)],
    [SOURCE, COPY],
  ],
  [
    'a copy filed after the other was read, whatever the other claims',
    [article('marfa', QUAKE[0], 0), article('waha', QUAKE[1], 30)],
    [SOURCE, COPY],
  ],
  [
    'nobody by the word of a feed that was read for the first time',
    [article('marfa', QUAKE[0], 60, { published: MORNING - 5 * HOUR }), article('waha', QUAKE[1], 30, WITNESSED)],
    [UNKNOWN, UNKNOWN],
  ],
  [
    'the source, though the copy is dated back',
    [
      article('marfa', QUAKE[0], 0, WITNESSED),
      article('waha', QUAKE[1], 30, { published: MORNING - 40 * HOUR, notBefore: MORNING + HOUR / 3 }),
    ],
    [SOURCE, COPY],
  ],
  [
    'an outlet alone with its story',
    [article('marfa', SAQQARA[0], 0, WITNESSED), article('waha', MALI[0], 30)],
    [
      { ...UNKNOWN, shared: 0 },
      { ...UNKNOWN, shared: 0 },
    ],
  ],
])('counts %s', async (_, articles, expected) => {
  expect(await told(articles)).toEqual(expected);
});

it('counts nobody in two feeds of one publisher', async () => {
  const index = freshIndex();
  await index.replaceOutlets(['marfa', 'waha'].map((id) => outletSettings(id, { publisher: 'dar.example' })));
  await index.file([article('marfa', QUAKE[0], 0, WITNESSED), article('waha', QUAKE[1], 30)]);
  expect(await index.outlet('marfa')).toMatchObject({ shared: 0, first: 0, later: 0, copied: 0, copiedByOthers: 0 });
});

it('lists the newest first, each once, and of no outlet that is not listed', async () => {
  const index = freshIndex();
  await index.replaceOutlets([outletSettings('marfa')]);
  const twice = { publisher: 'marfa.example', url: 'https://marfa.example/quake' };
  await index.file([
    article('marfa', QUAKE[0], 0, twice),
    article('marfa', QUAKE[0], 5, twice),
    article('marfa', MALI[0], 10),
    article('waha', SAQQARA[0], 20),
  ]);
  expect((await index.outlet('marfa'))?.reports.map(({ id }) => id)).toEqual(['marfa-10', 'marfa-0']);
  expect(await index.outlet('waha')).toBeUndefined();
});

it('reads some sixteen rows a report, and counts them to the queries of readers', async () => {
  const index = freshIndex();
  await index.replaceOutlets([outletSettings('marfa')]);
  const day = Array.from({ length: 200 }, (_, i) =>
    article('marfa', { title: `خبر رقم ${i}`, paragraphs: [`الفقرة ${i} عن البلدة ${i * 7}`] }, i, { unmerged: true }),
  );
  for (let at = 0; at < day.length; at += 50) await index.file(day.slice(at, at + 50));
  const read = () => sqlOf(index, async (_, __, instance) => (await instance.today()).used.queryRows);
  const before = await read();
  expect((await index.outlet('marfa'))?.reports.length).toBe(60);
  const rows = (await read()) - before;
  expect(rows).toBeGreaterThan(60);
  expect(rows).toBeLessThan(60 * 18);
});
