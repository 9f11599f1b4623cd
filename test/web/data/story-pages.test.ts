import { describe, expect, it } from 'vitest';
import { article, front, NOON, story } from '../../render/documents.ts';
import { itemsOf } from '../../render/items.ts';
import { fakeIndex, serve } from '../service.ts';

/** In order of arrival, newest first; every seventh arrived long after it was published. */
const STORIES = Array.from({ length: 200 }, (_, i) => {
  const published = NOON - i * 60_000 - (i % 7 === 0 ? 86_400_000 : 0);
  return story(`many${i}`, [article('sada', { id: `one${i}`, published, seen: NOON - i * 60_000 })]);
});
const given = { kv: { front: front(STORIES.slice(0, 120)) }, index: fakeIndex(STORIES) };

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
    expect(guids).toHaveLength(STORIES.length);
    expect(new Set(guids)).toEqual(new Set(STORIES.map((s) => s.guid)));
  });
});

it('/api/stories pages by cursor with any limit', async () => {
  const { get } = serve(given);
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ limit: '45', ...(cursor ? { cursor } : {}) });
    const page = (await (await get(`/api/stories?${query}`)).json()) as { stories: { id: string }[]; next?: string };
    ids.push(...page.stories.map((s) => s.id));
    cursor = page.next;
  } while (cursor);
  expect(new Set(ids)).toEqual(new Set(STORIES.map((s) => s.id)));
  expect(ids).toHaveLength(STORIES.length);
});

it('/api/stories?since= gives what was updated since', async () => {
  const since = new Date(NOON - 10 * 60_000).toISOString();
  const page = (await (await serve(given).get(`/api/stories?since=${since}`)).json()) as { stories: { id: string }[] };
  expect(page.stories.map((s) => s.id)).toEqual(STORIES.slice(0, 11).map((s) => s.id));
});

it('a page for people leads on and back', async () => {
  const { get } = serve(given);
  const first = await (await get('/')).text();
  expect(first).toContain('href="/?cursor=older"');
  const second = await (await get('/?cursor=older')).text();
  expect(second).toContain('إلى الأحدث');
  const times = [...second.matchAll(/<article.*?datetime="([^"]+)"/g)].map(([, time]) => time ?? '');
  expect(times).toHaveLength(30);
  expect(times).toEqual(times.toSorted().reverse());
});

it('a day that fits on one page has no older one', async () => {
  const text = await (await serve().get('/feed.xml')).text();
  expect(NEXT.xml(text)).toBeUndefined();
});
