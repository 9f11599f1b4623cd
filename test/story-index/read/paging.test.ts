import { describe, expect, it } from 'vitest';
import { WHOLE } from '../../../src/documents/slice.ts';
import { newestFirst } from '../../../src/documents/story-cursor.ts';
import { FORMATS } from '../../../src/render/formats.ts';
import { frontAddress } from '../../../src/render/front-address.ts';
import { renderFront } from '../../../src/render/render.ts';
import type { StoriesQuery } from '../../../src/story-index/api.ts';
import { frontDocument } from '../../../src/story-index/read/front.ts';
import { article, MORNING } from '../../builders.ts';
import { complaintsOfAtom, complaintsOfRss } from '../../render/rules.ts';
import { freshIndex, sqlOf } from '../fresh-index.ts';
import { carryAll } from '../index-state.ts';
import { MALI } from '../stories.ts';

const ORIGIN = 'https://wirefold.example';
const ALL: StoriesQuery = { limit: 4, cursor: undefined, slice: WHOLE };
const HOUR = 60;

/** An index of single reports, published at these minutes and filed in this order. */
async function filed(minutes: readonly number[] = Array.from({ length: 10 }, (_, i) => i)) {
  const index = freshIndex();
  await index.file(minutes.map((minute, i) => article('marfa', MALI[0], minute, { id: `report${i}`, unmerged: true })));
  return index;
}

/** Every page from the newest on, as ids and dates. */
async function pages(index: Awaited<ReturnType<typeof filed>>, query: Partial<StoriesQuery> = {}) {
  const all: (readonly { readonly id: string; readonly published: number }[])[] = [];
  let cursor: string | undefined;
  do {
    const page = await index.stories({ ...ALL, ...query, cursor });
    all.push(page.stories.map(({ id, published }) => ({ id, published })));
    cursor = page.next;
  } while (cursor !== undefined && all.length < 50);
  return all;
}

describe('pages of stories', () => {
  it.each([
    ['filed as they were published', Array.from({ length: 10 }, (_, i) => i)],
    ['filed the other way round', Array.from({ length: 10 }, (_, i) => 10 - i)],
    ['of one minute', Array.from({ length: 11 }, () => 7)],
    ['of two minutes, in turn', Array.from({ length: 12 }, (_, i) => i % 2)],
    ['late ones among fresh ones', [500, 2, 501, 1, 502, 3, 503, 0, 504]],
    [
      'of a new outlet that brings its last days',
      [9000, 8990, 8995, ...Array.from({ length: 9 }, (_, i) => 8000 - i * HOUR * 12)],
    ],
    ['of an outlet that was quiet for months', [9000, 8999, -150_000, -150_001, -149_000, 8998, -400_000]],
    ['exactly one page', [1, 2, 3, 4]],
    ['exactly two pages', [1, 2, 3, 4, 8, 7, 6, 5]],
    ['one', [1]],
  ])('%s: keep one order, none twice and none missing', async (_, minutes) => {
    const index = await filed(minutes);
    for (const limit of [1, 3, 4, 200]) {
      const all = (await pages(index, { limit })).flat();
      expect(new Set(all.map(({ id }) => id)).size).toBe(minutes.length);
      expect(all).toHaveLength(minutes.length);
      expect(all).toEqual(all.toSorted(newestFirst));
    }
  });

  it('keep it for those that several publishers carry', async () => {
    const index = await filed([500, 2, 501, 1, 502, 3, 503, 0, 504]);
    await sqlOf(index, (sql) => carryAll(sql, 3));
    for (const outlets of [2, 3]) {
      const all = (await pages(index, { slice: { ...WHOLE, publishers: outlets } })).flat();
      expect(all).toHaveLength(9);
      expect(all).toEqual(all.toSorted(newestFirst));
    }
    expect(await pages(index, { slice: { ...WHOLE, publishers: 4 } })).toEqual([[]]);
  });

  it('begin where the front ends, whatever was filed since', async () => {
    const index = await filed([500, 2, 501, 1, 502, 3, 503, 0, 504]);
    const front = await sqlOf(index, (sql) => frontDocument(sql, new Map()).stories.map(({ id }) => id));
    expect((await pages(index)).flat().map(({ id }) => id)).toEqual(front);
    const first = await index.stories(ALL);
    await index.file([600, 250, 1].map((m) => article('waha', MALI[0], m, { id: `later${m}`, unmerged: true })));
    const behind = await index.stories({ ...ALL, limit: 200, cursor: first.next });
    expect(behind.stories.map(({ id }) => id)).toEqual([
      'report0',
      'later250',
      'report5',
      'report1',
      'report3',
      'later1',
      'report7',
    ]);
  });

  it('end where there are no more', async () => {
    expect(await freshIndex().stories(ALL)).toEqual({ stories: [], next: undefined, names: {} });
    const index = await filed();
    const last = (await pages(index)).flat().at(-1);
    expect(last?.id).toBe('report0');
  });
});

describe('stories updated since a time', () => {
  it('are those published since, and older ones that a publisher joined or its outlet corrected', async () => {
    const index = await filed([0, 10, 20, 30, 40]);
    const page = async (minute: number, publishers = 1) =>
      (
        await index.stories({ ...ALL, limit: 50, slice: { ...WHOLE, publishers, since: MORNING + minute * 60_000 } })
      ).stories.map((s) => s.id);
    expect(await page(25)).toEqual(['report4', 'report3']);
    await sqlOf(index, (sql) => {
      sql.exec(`UPDATE story SET updated = ? WHERE id = 'report1'`, MORNING + 50 * 60_000);
      sql.exec(`UPDATE story SET updated = ?, publishers = 2 WHERE id = 'report0'`, MORNING + 60 * 60_000);
    });
    expect(await page(25)).toEqual(['report4', 'report3', 'report1', 'report0']);
    expect(await page(25, 2)).toEqual(['report0']);
    expect(await page(55)).toEqual(['report0']);
    expect(await page(61)).toEqual([]);
    const whole = (await pages(index, { limit: 1, slice: { ...WHOLE, since: MORNING + 25 * 60_000 } }))
      .flat()
      .map(({ id }) => id);
    expect(whole).toEqual(['report4', 'report3', 'report1', 'report0']);
  });
});

describe('a page as a feed', () => {
  it.each([
    ['the newest', false],
    ['by a cursor', true],
  ])('%s is the page, rendered at its address', async (_, further) => {
    const index = await filed();
    const cursor = further ? (await index.stories(ALL)).next : undefined;
    const query: StoriesQuery = { ...ALL, cursor };
    const { stories, next } = await index.stories(query);
    const changed = Math.max(...stories.map((s) => s.changed));
    for (const format of FORMATS) {
      const address = frontAddress(ORIGIN, format, { slice: WHOLE, cursor, next });
      const text = renderFront(format, { changed, stories, slice: WHOLE, names: {} }, address);
      expect(await index.feed(query, format, ORIGIN)).toBe(text);
    }
  });
});

it('a feed without stories is dated by the front, and breaks no rule', async () => {
  const index = freshIndex();
  for (const outlets of [1, 4, 50]) {
    const query = { ...ALL, slice: { ...WHOLE, publishers: outlets }, cursor: outlets === 1 ? '0.a' : undefined };
    expect(complaintsOfRss(await index.feed(query, 'rss', ORIGIN), Date.now())).toEqual([]);
    expect(complaintsOfAtom(await index.feed(query, 'atom', ORIGIN), Date.now())).toEqual([]);
  }
  await index.front();
  const again = await index.feed({ ...ALL, slice: { ...WHOLE, publishers: 9 } }, 'atom', ORIGIN);
  await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await index.feed({ ...ALL, slice: { ...WHOLE, publishers: 9 } }, 'atom', ORIGIN)).toBe(again);
});
