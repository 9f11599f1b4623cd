import { describe, expect, it } from 'vitest';
import { newestFirst } from '../../../src/documents/story-cursor.ts';
import { article, front, NOON, story } from '../../render/documents.ts';
import { itemsOf } from '../../render/items.ts';
import { fakeIndex, serve } from '../service.ts';

/** In order of arrival, newest first; every seventh arrived long after it was published. */
const STORIES = Array.from({ length: 200 }, (_, i) => {
  const published = NOON - i * 60_000 - (i % 7 === 0 ? 86_400_000 : 0);
  return story(`many${i}`, [article('sada', { id: `one${i}`, published, seen: NOON - i * 60_000 })]);
});
const IN_ORDER = STORIES.toSorted(newestFirst);
const given = { kv: { front: front(IN_ORDER.slice(0, 120)) }, index: fakeIndex(STORIES) };

const NEXT = {
  xml: (text: string) => /<atom:link href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&'),
  atom: (text: string) => /<link href="([^"]+)" rel="next"/.exec(text)?.[1]?.replaceAll('&amp;', '&'),
  json: (text: string) => (JSON.parse(text) as { next_url?: string }).next_url,
};

describe.each(['xml', 'atom', 'json'] as const)('/feed.%s', (suffix) => {
  it('leads a new subscriber back through every story, none twice', async () => {
    const { get } = serve(given);
    const guids: (string | undefined)[] = [];
    let path: string | undefined = `/feed.${suffix}`;
    for (let pages = 0; path && pages < 10; pages++) {
      const text: string = await (await get(path)).text();
      guids.push(...itemsOf(text).map((i) => i.guid));
      const next: string | undefined = NEXT[suffix](text);
      path = next && new URL(next).pathname + new URL(next).search;
    }
    expect(guids).toEqual(IN_ORDER.map((s) => s.guid));
  });
});

it('/api/stories leaves nothing out that the front leaves out for its publisher’s share', async () => {
  const cut = { ...front(IN_ORDER.filter((_, i) => i % 3 > 0)), cut: true };
  const { get } = serve({ ...given, kv: { front: cut } });
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page: { stories: { id: string }[]; next?: string } = await (
      await get(`/api/stories?limit=60${cursor ? `&cursor=${cursor}` : ''}`)
    ).json();
    ids.push(...page.stories.map(({ id }) => id));
    cursor = page.next;
  } while (cursor);
  expect(ids).toEqual(IN_ORDER.map(({ id }) => id));
  // What readers poll stays in KV, and so do pages that no share cuts.
  for (const path of ['/', '/feed.xml', '/api/stories?publishers=2']) {
    const reader = serve({ ...given, kv: { front: cut } });
    expect((await reader.get(path)).status).toBe(200);
    expect(reader.asked.filter((call) => call === 'stories')).toEqual([]);
  }
});

it.each([1, 7, 45, 119, 120, 121, 200])('/api/stories pages by cursor, %i a page, in one order', async (limit) => {
  const { get } = serve(given);
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ limit: String(limit), ...(cursor ? { cursor } : {}) });
    const page = (await (await get(`/api/stories?${query}`)).json()) as { stories: { id: string }[]; next?: string };
    ids.push(...page.stories.map((s) => s.id));
    cursor = page.next;
  } while (cursor);
  expect(ids).toEqual(IN_ORDER.map((s) => s.id));
});

it('/api/stories?since= gives what was updated since', async () => {
  const since = new Date(NOON - 10 * 60_000).toISOString();
  const page = (await (await serve(given).get(`/api/stories?since=${since}`)).json()) as { stories: { id: string }[] };
  expect(page.stories.map((s) => s.id)).toEqual(
    IN_ORDER.filter((s) => s.updated >= NOON - 10 * 60_000).map((s) => s.id),
  );
});

it('a page for people leads on and back', async () => {
  const { get } = serve(given);
  const first = await (await get('/')).text();
  const older = (html: string) => /href="(\/\?cursor=[^"]+)"/.exec(html)?.[1] ?? '';
  const second = await (await get(older(first))).text();
  const third = await (await get(older(second))).text();
  expect(second).toContain('إلى الأحدث');
  const ids = [first, second, third].flatMap((html) =>
    [...html.matchAll(/<h2><a href="\/stories\/(many\d+)"/g)].map(([, id]) => id),
  );
  expect(ids).toEqual(IN_ORDER.slice(0, 90).map((s) => s.id));
});

it('a day that fits on one page has no older one', async () => {
  const text = await (await serve().get('/feed.xml')).text();
  expect(NEXT.xml(text)).toBeUndefined();
});

it.each([
  ...['', 'older', '1', '%00', 'mhg3abcd', 'mhg3abcd.', '.x', 'zzzzzzzzzzz.a', 'mhg3abcd.a.b', "x'--", 'خبر'].map(
    (text) => [text],
  ),
])('the cursor %j is refused with its reason, wherever it is given', async (text) => {
  const { get, asked } = serve(given);
  for (const path of ['/', '/feed.xml', '/feed.atom', '/feed.json', '/api/stories']) {
    const response = await get(`${path}?cursor=${text}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      detail: 'The query cannot be used. "cursor": not a cursor: take `next` of the page before.',
    });
  }
  expect(asked).toEqual([]);
});

it('those that three publishers carry are paged from the front on without a gap', async () => {
  const carried = Array.from({ length: 150 }, (_, i) =>
    story(
      `carried${i}`,
      (['sada', 'manbar', 'nahar'] as const).map((outlet) => article(outlet, { published: NOON - i * 60_000 })),
    ),
  );
  const { get } = serve({ kv: { front: front(carried.slice(0, 120)) }, index: fakeIndex(carried) });
  for (const outlets of [1, 2, 3, 4]) {
    const ids: string[] = [];
    let query = `?publishers=${outlets}&limit=60`;
    while (query) {
      const page = (await (await get(`/api/stories${query}`)).json()) as { stories: { id: string }[]; next?: string };
      ids.push(...page.stories.map((s) => s.id));
      query = page.next ? `?publishers=${outlets}&limit=60&cursor=${page.next}` : '';
    }
    expect(ids).toEqual(outlets < 4 ? carried.map((s) => s.id) : []);
  }
});
