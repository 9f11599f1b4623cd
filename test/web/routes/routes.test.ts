import { describe, expect, it } from 'vitest';
import { GOLD, MUSEUM, outletOf, SHIP } from '../../render/documents.ts';
import { ROUTES, serve, TOKEN } from '../service.ts';

describe('every public address answers, with its type', () => {
  const addresses = [
    ['/', 'text/html; charset=UTF-8'],
    ['/?sort=carried&publishers=2', 'text/html; charset=UTF-8'],
    ['/feed.xml', 'application/rss+xml; charset=utf-8'],
    ['/feed.atom', 'application/atom+xml; charset=utf-8'],
    ['/feed.json', 'application/feed+json; charset=utf-8'],
    ['/feed.xml?publishers=2', 'application/rss+xml; charset=utf-8'],
    ['/updates.xml', 'application/rss+xml; charset=utf-8'],
    ['/updates.atom', 'application/atom+xml; charset=utf-8'],
    ['/updates.json', 'application/feed+json; charset=utf-8'],
    ['/daily.xml', 'application/rss+xml; charset=utf-8'],
    ['/daily.atom', 'application/atom+xml; charset=utf-8'],
    ['/daily.json', 'application/feed+json; charset=utf-8'],
    ['/days', 'text/html; charset=UTF-8'],
    ['/days/2026-11-22', 'text/html; charset=UTF-8'],
    [`/stories/${SHIP.id}`, 'text/html; charset=UTF-8'],
    [`/stories/${SHIP.id}/feed.xml`, 'application/rss+xml; charset=utf-8'],
    [`/stories/${SHIP.id}/feed.atom`, 'application/atom+xml; charset=utf-8'],
    [`/stories/${SHIP.id}/feed.json`, 'application/feed+json; charset=utf-8'],
    ['/w/ships', 'text/html; charset=UTF-8'],
    ['/w/ships/feed.xml', 'application/rss+xml; charset=utf-8'],
    ['/w/ships/feed.atom', 'application/atom+xml; charset=utf-8'],
    ['/w/ships/feed.json', 'application/feed+json; charset=utf-8'],
    ['/outlets', 'text/html; charset=UTF-8'],
    [`/outlets/${outletOf('sada').id}`, 'text/html; charset=UTF-8'],
    ['/subscribe?feed=%2Ffeed.xml', 'text/html; charset=UTF-8'],
    ['/outlets.opml', 'text/x-opml; charset=utf-8'],
    ['/api', 'text/html; charset=UTF-8'],
    ['/api/stories', 'application/json; charset=utf-8'],
    [`/api/stories/${SHIP.id}`, 'application/json; charset=utf-8'],
    ['/api/outlets', 'application/json; charset=utf-8'],
    [`/api/outlets/${outletOf('sada').id}`, 'application/json; charset=utf-8'],
    ['/api/health', 'application/json; charset=utf-8'],
    ['/openapi.json', 'application/json; charset=utf-8'],
    ['/style.css', 'text/css; charset=utf-8'],
    ['/operator.css', 'text/css; charset=utf-8'],
    ['/icon.svg', 'image/svg+xml'],
    ['/icon.png', 'image/png'],
    ['/icon-144.png', 'image/png'],
    ['/about', 'text/html; charset=UTF-8'],
    ['/sitemap.xml', 'application/xml; charset=utf-8'],
    ['/robots.txt', 'text/plain; charset=utf-8'],
  ] as const;

  it('all of them are asked', () => {
    const asked = addresses.map(([path]) =>
      path
        .replace(/\?.*/, '')
        .replace('2026-11-22', ':date')
        .replace('ships', ':name')
        .replace(SHIP.id, ':id')
        .replace(outletOf('sada').id, ':id'),
    );
    const open = ROUTES.filter((r) => !r.operation?.operator && !r.operate).map((r) => r.path);
    expect(new Set(asked)).toEqual(new Set(open));
  });

  it.each(addresses)('%s', async (path, type) => {
    const { get, send } = serve({ settings: { SITEMAP: '1' } });
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toBe(type);
    expect(response.headers.get('X-Content-Type-Options')).toBe('nosniff');
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect((await response.text()).length).toBeGreaterThan(20);
    const head = await send('HEAD', path);
    expect([head.status, head.headers.get('Content-Type'), await head.text()]).toEqual([200, type, '']);
  });
});

it('readers never touch the index while KV has the document, but for what followed a story and, once an hour, the list', async () => {
  const { get, asked } = serve();
  const read = async (...paths: readonly string[]) => {
    for (const path of paths) await (await get(path)).text();
    return asked.splice(0);
  };
  const story = `/stories/${SHIP.id}`;
  expect(
    await read('/feed.xml', '/feed.json?publishers=3', '/updates.xml', '/api/stories', `${story}/feed.atom`),
  ).toEqual([]);
  expect(await read('/', '/?publishers=2', '/?sort=carried')).toEqual(['outlets']);
  const rest = await read(story, `/api${story}`, `/stories/${MUSEUM.id}`);
  expect(rest.toSorted()).toEqual(['followUps', 'followUps']);
});

it.each([2, 3, 12])('a page of stories of %i outlets names their feed as it names itself', async (outlets) => {
  const { get } = serve();
  const page = await (await get(`/?publishers=${outlets}`)).text();
  const feed = await (await get(`/feed.xml?publishers=${outlets}`)).text();
  const title = `wirefold — قصص عدد مصادرها ${outlets} فأكثر`;
  expect(page).toContain(`title="${title} (RSS)" href="/feed.xml?publishers=${outlets}"`);
  expect(feed).toContain(`<title>${title}</title>`);
});

it.each([
  ['/?publishers=12', '<a href="/">كل القصص</a>'],
  ['/?cursor=0.a', '<h2>لا قصص أقدم</h2>'],
])('%s has nothing to show and says where to go on', async (path, way) => {
  expect(await (await serve().get(path)).text()).toContain(way);
});

it('a story of one outlet is read from the index', async () => {
  const { get, asked } = serve();
  const response = await get(`/api/stories/${GOLD.id}`);
  expect(await response.json()).toMatchObject({ id: GOLD.id, outlets: 1 });
  expect(asked).toEqual(['story']);
});

it.each([
  ['/stories/storyolder0001', `/stories/${SHIP.id}`],
  ['/stories/storyolder0001/feed.xml', `/stories/${SHIP.id}/feed.xml`],
  ['/stories/storyolder0001/feed.atom', `/stories/${SHIP.id}/feed.atom`],
  ['/stories/storyolder0001/feed.json', `/stories/${SHIP.id}/feed.json`],
  ['/api/stories/storyolder0001', `/api/stories/${SHIP.id}`],
])('%s of a merged story leads to %s for good', async (from, to) => {
  const response = await serve().get(from);
  expect([response.status, response.headers.get('Location')]).toEqual([301, to]);
});

describe('an address in another spelling', () => {
  const [SINCE, CURSOR] = ['2026-11-22T10:00:00Z', 'mhg3abcd.a'];
  const CANONICAL_SINCE = `since=${encodeURIComponent(SINCE)}`;
  it.each([
    ['/feed.xml?', '/feed.xml'],
    ['/feed.xml?publishers=1', '/feed.xml'],
    ['/feed.xml?publishers=02', '/feed.xml?publishers=2'],
    ['/feed.atom?publishers=2&n=1', '/feed.atom?publishers=2'],
    ['/feed.json?utm_source=x', '/feed.json'],
    ['/feed.xml?publishers=%32', '/feed.xml?publishers=2'],
    [`/feed.xml?cursor=${CURSOR}&publishers=2`, `/feed.xml?publishers=2&cursor=${CURSOR}`],
    ['/updates.xml?x', '/updates.xml'],
    ['/?sort=new', '/'],
    [`/?cursor=${CURSOR}&sort=carried`, `/?sort=carried&cursor=${CURSOR}`],
    ['/outlets?a=1', '/outlets'],
    ['/outlets.opml?a=1', '/outlets.opml'],
    ['/api/outlets?a=1', '/api/outlets'],
    ['/api/health?a=1', '/api/health'],
    ['/api/stories?limit=50', '/api/stories'],
    ['/api/stories?publishers=3&limit=7', '/api/stories?limit=7&publishers=3'],
    [`/api/stories?since=${SINCE}`, `/api/stories?${CANONICAL_SINCE}`],
    ['/api/stories?since=2026-11-22T12:00:00.000%2B02:00', `/api/stories?${CANONICAL_SINCE}`],
    [`/stories/${SHIP.id}?x=1`, `/stories/${SHIP.id}`],
    [`/stories/${SHIP.id}?x=1&article=a`, `/stories/${SHIP.id}?article=a`],
    [`/stories/${SHIP.id}/feed.xml?x=1`, `/stories/${SHIP.id}/feed.xml`],
    [`/api/stories/${SHIP.id}?x=1`, `/api/stories/${SHIP.id}`],
  ])('%s leads to %s, which answers itself', async (from, to) => {
    const { send, asked } = serve();
    const response = await send('GET', from);
    expect([response.status, response.headers.get('Location'), asked]).toEqual([301, to, []]);
    expect((await send('GET', to)).status).toBeLessThan(300);
  });
});

describe('refusals', () => {
  it.each([
    ['/api/nothing', 404],
    ['/api/stories/nosuchstory', 404],
    ['/stories/nosuchstory/feed.xml', 404],
    ['/api/stories?limit=0', 400],
    ['/api/stories?limit=many', 400],
    ['/api/stories?limit=2&limit=3', 400],
    ['/api/stories?since=yesterday', 400],
    ['/feed.xml?publishers=-1', 400],
  ])('%s is a problem with %i', async (path, status) => {
    const response = await serve().get(path);
    expect(response.status).toBe(status);
    expect(response.headers.get('Content-Type')).toContain('application/problem+json');
    const body = (await response.json()) as { status: number; detail: string };
    expect(body.status).toBe(status);
    expect(body.detail).toMatch(/\.$/);
  });

  it('people get a page instead', async () => {
    const response = await serve().get('/stories/nosuchstory', { Accept: 'text/html,*/*' });
    expect([response.status, response.headers.get('Content-Type')]).toEqual([404, 'text/html; charset=UTF-8']);
    expect(await response.text()).toContain('dir="rtl"');
  });

  it.each([
    ['DELETE', '/feed.xml', 'GET, HEAD'],
    ['POST', '/api/stories', 'GET, HEAD'],
    ['GET', '/api/ingest', 'POST'],
    ['PATCH', '/api/outlets', 'GET, HEAD, PUT, POST'],
  ])('%s %s is 405 and names %s', async (method, path, allow) => {
    const response = await serve().send(method, path, { token: TOKEN });
    expect(response.status).toBe(405);
    expect(new Set(response.headers.get('Allow')?.split(', '))).toEqual(new Set(allow.split(', ')));
  });

  it('an API client that wants anything but JSON is told so', async () => {
    const response = await serve().get('/api/stories', { Accept: 'text/html' });
    expect(response.status).toBe(406);
    expect(response.headers.get('Content-Type')).toContain('application/problem+json');
  });

  it('a story no longer kept is gone', async () => {
    const response = await serve({ index: { story: async () => ({ kind: 'gone' }) } }).get(
      '/stories/oldstory/feed.xml',
    );
    expect(response.status).toBe(410);
  });
});
