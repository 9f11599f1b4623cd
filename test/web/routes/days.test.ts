import { beforeAll, describe, expect, it } from 'vitest';
import { NOON, SHIP } from '../../render/documents.ts';
import { DAY_IN_KV, DAYS, serve } from '../service.ts';

const { get, asked } = serve();
const HTML = { Accept: 'text/html' };

describe('a day’s page', () => {
  let page = '';
  beforeAll(async () => {
    page = await (await get('/days/2026-11-22', HTML)).text();
  });

  it('tells its stories, each with its outlets, and leads to the day before and to its feeds', () => {
    expect(page).toContain('الأحد 22 نوفمبر 2026');
    expect(page).toContain(`href="/stories/${SHIP.id}"`);
    for (const { url } of SHIP.articles) expect(page).toContain(`href="${url}"`);
    expect(page).toContain('href="/days/2026-11-21"');
    expect(page).not.toContain('rel="next"');
    for (const suffix of ['xml', 'atom', 'json']) expect(page).toContain(`href="/daily.${suffix}"`);
    expect(page).toContain('<link rel="canonical" href="https://wirefold.example/days/2026-11-22"/>');
  });

  it('is the same an hour later, and is asked of KV alone', async () => {
    const later = serve({ now: () => NOON + 3_600_000 });
    expect(await (await later.get('/days/2026-11-22', HTML)).text()).toBe(page);
    expect([...asked, ...later.asked]).toEqual([]);
    const { headers } = await get('/days/2026-11-22');
    const again = await get('/days/2026-11-22', { 'If-None-Match': headers.get('ETag') ?? '' });
    expect(again.status).toBe(304);
  });

  it('says so when no story was carried by two', async () => {
    expect(await (await get('/days/2026-11-21', HTML)).text()).toContain('لم ينشر مصدران قصة واحدة في هذا اليوم.');
  });

  it('in English has Arabic titles marked as such', async () => {
    const english = serve({ settings: { SITE_LANGUAGE: 'en' } });
    const text = await (await english.get('/days/2026-11-22', HTML)).text();
    expect(text).toContain('Most carried: Sunday 22 November 2026');
    expect(text).toContain(`<bdi lang="ar">${SHIP.title}</bdi>`);
  });
});

it.each([
  ['2026-11-23', 404, /not published: each is at 06:00 UTC/],
  ['2026-11-20', 404, /oldest day that was published here is 2026-11-21/],
  ['2026-10-22', 410, /kept for 31 days/],
  ['2025-01-01', 410, /kept for 31 days/],
  ['2026-02-30', 404, /nothing at this address/],
  ['yesterday', 404, /nothing at this address/],
])('/days/%s: %i', async (date, status, why) => {
  const response = await get(`/days/${date}`);
  expect([response.status, ((await response.json()) as { detail: string }).detail]).toEqual([
    status,
    expect.stringMatching(why),
  ]);
});

it('/days shows the newest under its own address, and says when there will be one', async () => {
  expect(await (await get('/days', HTML)).text()).toContain(
    'rel="canonical" href="https://wirefold.example/days/2026-11-22"',
  );
  const none = serve({ kv: {} });
  const empty = await none.get('/days');
  expect([empty.status, await empty.text()]).toEqual([
    200,
    expect.stringContaining('كل يوم في الساعة 06:00 بتوقيت غرينتش'),
  ]);
  expect(none.asked).toEqual(['daily']);
});

it.each(['xml', 'atom', 'json'])('/daily.%s has validators and answers 304', async (suffix) => {
  const response = await get(`/daily.${suffix}`);
  expect(response.status).toBe(200);
  expect(response.headers.get('Last-Modified')).toBe(new Date(NOON).toUTCString());
  expect(await response.text()).toContain('https://wirefold.example/days/2026-11-22');
  const again = await get(`/daily.${suffix}`, { 'If-None-Match': response.headers.get('ETag') ?? '' });
  expect(again.status).toBe(304);
});

it('a daily document in KV that was edited is read from the index instead', async () => {
  const { value, metadata } = DAY_IN_KV.daily;
  const broken = serve({
    kv: { ...DAY_IN_KV, daily: { value: value.replace('2026', '2027'), metadata } },
    settings: { SITE_NAME: 'قارئ' },
  });
  expect((await broken.get('/daily.xml')).status).toBe(200);
  expect(broken.asked).toEqual(['daily']);
});

it.each([
  ['18', 'at 18:00 Asia/Riyadh'],
  ['24', 'at 06:00 Asia/Riyadh'],
  ['6.5', 'at 06:00 Asia/Riyadh'],
])('DAILY_HOUR=%s: %s', async (hour, said) => {
  const own = serve({ settings: { DAILY_HOUR: hour, TIME_ZONE: 'Asia/Riyadh' } });
  expect(await (await own.get('/days/2026-11-23')).text()).toContain(said);
  const health = await (await own.get('/api/health')).text();
  expect(health.includes('DAILY_HOUR must be a whole hour')).toBe(hour !== '18');
});

describe('WEBSUB_HUB', () => {
  const HUB = 'https://hub.superfeedr.com/';
  const withHub = (settings: Record<string, string>) => serve({ settings });

  it.each(['/feed.xml', '/feed.atom', '/feed.xml?publishers=2', '/updates.atom', '/daily.xml', '/daily.atom'])(
    '%s names it in the feed and in the header Link, on a 304 too',
    async (path) => {
      const { get } = withHub({ WEBSUB_HUB: HUB });
      const response = await get(path);
      const link = `<${HUB}>; rel="hub", <https://wirefold.example${path}>; rel="self"`;
      expect(response.headers.get('Link')).toBe(link);
      const text = await response.text();
      expect(text).toMatch(new RegExp(`<(?:atom:)?link href="${HUB}" rel="hub"/>`));
      expect(text).toContain(`href="https://wirefold.example${path}" rel="self"`);
      const again = await get(path, { 'If-None-Match': response.headers.get('ETag') ?? '' });
      expect([again.status, again.headers.get('Link')]).toEqual([304, link]);
    },
  );

  it('JSON Feed lists it', async () => {
    const json = await (await withHub({ WEBSUB_HUB: HUB }).get('/daily.json')).json();
    expect(json).toMatchObject({ hubs: [{ type: 'WebSub', url: HUB }] });
  });

  it.each(['/stories/storyship00001/feed.xml', '/feed.xml?publishers=9'])(
    '%s is not announced and names none',
    async (path) => {
      const response = await withHub({ WEBSUB_HUB: HUB }).get(path);
      expect([response.headers.get('Link'), (await response.text()).includes('rel="hub"')]).toEqual([null, false]);
    },
  );

  it('unset, no feed names one', async () => {
    const response = await serve().get('/feed.xml');
    expect([response.headers.get('Link'), (await response.text()).includes('hub')]).toEqual([null, false]);
  });

  it.each([
    'ftp://hub.superfeedr.com/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest',
    'http://localhost:9000/',
    'https://user:secret@hub.superfeedr.com/',
    'https://hub.superfeedr.com:25/',
    'hub.superfeedr.com',
    'https://metadata.google.internal/',
  ])('%s is refused, named without its value, and no feed names it', async (address) => {
    const { get } = withHub({ WEBSUB_HUB: address });
    const health = await (await get('/api/health')).text();
    expect(health).toContain('WEBSUB_HUB must be a public http(s) address');
    expect(health).not.toContain(address);
    expect(await (await get('/feed.xml')).text()).not.toContain('rel="hub"');
  });

  it('on this machine is a hub for local development', async () => {
    const { get } = withHub({ WEBSUB_HUB: 'http://127.0.0.1:9000/', ALLOW_LOOPBACK: '1' });
    expect(await (await get('/feed.xml')).text()).toContain('href="http://127.0.0.1:9000/" rel="hub"');
  });

  it.each([
    'https://news.example.org/path',
    'news.example.org',
    'ftp://news.example.org',
    'https://a:b@news.example.org',
  ])('SITE_URL=%s is refused', async (address) => {
    expect(await (await withHub({ SITE_URL: address }).get('/api/health')).text()).toContain('SITE_URL must be');
  });
});

describe('a slice of the days', () => {
  const sliced = serve({
    index: {
      days: async ({ countries }) => ({ changed: NOON, days: DAYS, names: {}, countries }),
      dailyFeed: async ({ countries }) => `<rss>${countries}</rss>`,
    },
  });

  it('is a page with its own feeds, title and address, and so are the days around it', async () => {
    const page = await (await sliced.get('/days/2026-11-22?country=مصر', HTML)).text();
    const query = `?country=${encodeURIComponent('مصر')}`;
    for (const address of [`/daily.xml${query}`, `/days/2026-11-21${query}`])
      expect(page).toContain(`href="${address}"`);
    expect(page).toContain(`rel="canonical" href="https://wirefold.example/days/2026-11-22${query}"`);
    expect(page).toMatch(/<title>[^<]*مصر<\/title>/);
  });

  it('is a feed that the index renders, from which nothing is kept as the whole', async () => {
    const response = await sliced.get('/daily.xml?country=مصر');
    expect([response.status, await response.text()]).toEqual([200, '<rss>مصر</rss>']);
    expect((await (await sliced.get('/daily.xml')).text()).startsWith('<?xml')).toBe(true);
  });
});
