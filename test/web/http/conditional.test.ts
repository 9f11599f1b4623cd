import { describe, expect, it } from 'vitest';
import { RENDERED_BYTES_MAX, renderedBytes } from '../../../src/web/http/conditional.ts';
import { front, GOLD, MUSEUM, NOON, SHIP } from '../../render/documents.ts';
import { DAY_IN_KV, fakeIndex, serve } from '../service.ts';

const FEEDS = ['/feed.xml', '/feed.atom', '/feed.json', `/stories/${SHIP.id}/feed.xml`, `/api/stories/${SHIP.id}`];

describe.each(FEEDS)('%s', (path) => {
  it('answers 304 to its own ETag, weakened or in a list, and to its own date', async () => {
    const { get } = serve();
    const first = await get(path);
    const tag = first.headers.get('ETag') ?? '';
    const modified = first.headers.get('Last-Modified') ?? '';
    expect(tag).toMatch(/^"[0-9a-f]{24}"$/);
    expect(new Date(modified).getTime()).toBe(path.startsWith('/feed') ? GOLD.changed : SHIP.changed);
    for (const headers of [
      { 'If-None-Match': tag },
      { 'If-None-Match': `W/${tag}` },
      { 'If-None-Match': `"other", ${tag}` },
      { 'If-None-Match': '*' },
      { 'If-Modified-Since': modified },
    ]) {
      const again = await get(path, headers);
      expect([again.status, again.headers.get('ETag'), await again.text()]).toEqual([304, tag, '']);
      expect(again.headers.get('Cache-Control')).toMatch(/max-age=300, stale-while-revalidate=\d+, stale-if-error=\d+/);
      expect(again.headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect(again.headers.has('Content-Security-Policy')).toBe(false);
    }
  });

  it('answers whole to another ETag, whatever the date says', async () => {
    const headers = {
      'If-None-Match': '"000000000000000000000000"',
      'If-Modified-Since': new Date(NOON + 1e9).toUTCString(),
    };
    expect((await serve().get(path, headers)).status).toBe(200);
  });
});

it.each(['/feed.xml', '/feed.json', '/api/stories'])(
  'an older page of %s that lost a story is another, of no date',
  async (path) => {
    const given = (known: readonly (typeof SHIP)[]) => serve({ index: fakeIndex(known) }).get;
    const first = await given([SHIP, GOLD, MUSEUM])(`${path}?cursor=mzzzzzzz.a`);
    const tag = first.headers.get('ETag') ?? '';
    for (const headers of [
      { 'If-None-Match': tag },
      { 'If-Modified-Since': first.headers.get('Last-Modified') ?? new Date(NOON + 1e9).toUTCString() },
    ]) {
      expect((await given([SHIP, GOLD])(`${path}?cursor=mzzzzzzz.a`, headers)).status).toBe(200);
    }
    expect((await given([SHIP, GOLD, MUSEUM])(`${path}?cursor=mzzzzzzz.a`, { 'If-None-Match': tag })).status).toBe(304);
  },
);

it('the ETag differs by document, format and query', async () => {
  const tag = async (path: string, kv: Record<string, unknown> = DAY_IN_KV) =>
    (await serve({ kv }).get(path)).headers.get('ETag');
  const tags = await Promise.all([
    tag('/feed.xml'),
    tag('/feed.atom'),
    tag('/feed.xml?publishers=2'),
    tag('/feed.xml', { ...DAY_IN_KV, front: front([SHIP, MUSEUM]) }),
  ]);
  expect(new Set(tags).size).toBe(4);
  expect(await tag('/feed.xml')).toBe(tags[0]);
});

it('a page is fresh for the minute it was rendered in', async () => {
  let now = NOON;
  const { get } = serve({ now: () => now });
  const tag = (await get('/')).headers.get('ETag') ?? '';
  now += 59_000;
  expect((await get('/', { 'If-None-Match': tag })).status).toBe(304);
  now += 1_000;
  expect((await get('/', { 'If-None-Match': tag })).status).toBe(200);
});

it('serves a cached rendering of the same bytes, and renders again when they change', async () => {
  const kv: Record<string, unknown> = { ...DAY_IN_KV };
  const { get } = serve({ kv });
  const first = await (await get('/feed.xml')).text();
  const again = await get('/feed.xml');
  expect(await again.text()).toBe(first);
  kv.front = front([SHIP]);
  const changed = await get('/feed.xml');
  expect(changed.headers.get('ETag')).not.toBe(again.headers.get('ETag'));
  const titles = (await changed.text()).match(/<item>/g) ?? [];
  expect(titles.length).toBe(1);
  // Many variants of one document evict each other, and none is served for another.
  for (let minute = 0; minute < 30; minute++) {
    expect(await (await get(`/feed.atom?publishers=${(minute % 3) + 1}&n=${minute}`)).text()).toContain('<feed');
  }
  expect(await (await get('/feed.xml')).text()).toBe(await (await get('/feed.xml')).text());
});

it('keeps no more bytes of answers than an isolate has room for, addresses included', async () => {
  const { get } = serve();
  for (let i = 0; i < 60; i++) {
    const size = 400_000 + i;
    const big = { ...SHIP, articles: SHIP.articles.map((one) => ({ ...one, excerpt: 'ن'.repeat(size) })) };
    const { get: other } = serve({ kv: { [`story/${SHIP.id}`]: big } });
    expect((await other(`/api/stories/${SHIP.id}?n=${'a'.repeat(3_000)}`)).status).toBe(200);
    expect(renderedBytes()).toBeLessThanOrEqual(RENDERED_BYTES_MAX);
  }
  expect((await get('/feed.xml')).status).toBe(200);
  expect(renderedBytes()).toBeGreaterThan(0);
});
