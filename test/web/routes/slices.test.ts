/** Slices over HTTP: one address each, the same on the page, in feeds and in the API, and a true reason for what cannot be. */
import { describe, expect, it } from 'vitest';
import { SLICE_PARAMETERS, sliceQuery, WHOLE } from '../../../src/documents/slice.ts';
import { UNKNOWN_IN_SLICE } from '../../../src/story-index/api.ts';
import { SliceQuerySchema, sliceOf } from '../../../src/web/api/public-schema.ts';
import { checkQuery } from '../../../src/web/http/query.ts';
import { SHIP } from '../../render/documents.ts';
import { fakeIndex, OUTLETS, serve } from '../service.ts';

const GULF = `country=${encodeURIComponent('الخليج')}`;
const MAGHREB = `country=${encodeURIComponent('المغرب')}`;
const [SADA = '', JARIDA = ''] = OUTLETS.map(({ settings }) => settings.id);
const plus = (text: string) => encodeURIComponent(text).replaceAll('%20', '+');
const NOON = `since=${encodeURIComponent('2026-11-22T10:00:00Z')}`;
/** Ways to write one moment that are not its own spelling. */
const SINCE_NOON = [
  '2026-11-22T12:00:00+02:00',
  '2026-11-22T12:00:00%2B0200',
  '2026-11-22T12:00%2B02',
  '2026-11-22T07:30:00-02:30',
  '2026-11-22t10:00:00z',
  '2026-11-22T10:00Z',
  '2026-11-22%2010:00:00',
  '2026-11-22T10:00:00.000Z',
  encodeURIComponent('٢٠٢٦-١١-٢٢T١٠:٠٠:٠٠Z'),
  '%202026-11-22T10:00:00Z%20',
];
const unescaped = (html: string) => html.replaceAll('&amp;', '&');
const PATHS = ['/', '/feed.xml', '/feed.atom', '/feed.json', '/updates.xml', '/api/stories'];

describe('each slice has one address', () => {
  it.each([
    [`${MAGHREB}&${GULF}`, `${GULF}&${MAGHREB}`],
    [`${GULF}&${GULF}`, GULF],
    [`${GULF}&country=`, GULF],
    [`country=%20${encodeURIComponent('الخليج')}%20`, GULF],
    [`outlet=${SADA}&${GULF}`, `${GULF}&outlet=${SADA}`],
    [`not-outlet=${SADA}&outlet=${JARIDA}`, `outlet=${JARIDA}&not-outlet=${SADA}`],
    [`not-outlet=${SADA}&not-${GULF}&publishers=2`, `publishers=2&not-${GULF}&not-outlet=${SADA}`],
    [`publishers=&since=&${GULF}`, GULF],
    [`${GULF}&publishers=01`, GULF],
    [`since=2026-11-22T12:00:00%2B02:00&${GULF}`, `${GULF}&since=${encodeURIComponent('2026-11-22T10:00:00Z')}`],
    [`${GULF}&utm_source=x`, GULF],
    [`q=&${GULF}`, GULF],
    [`${GULF}&q=%20two%20%20words%20`, `q=two+words&${GULF}`],
    [`COUNTRY=${encodeURIComponent('الخليج')}`, GULF],
    [`Country=${encodeURIComponent('المغرب')}&${GULF}`, `${GULF}&${MAGHREB}`],
    [`Q=two&amp;${GULF}`, `q=two&${GULF}`],
    [`country=${encodeURIComponent(encodeURIComponent('الخليج'))}`, GULF],
    [`q=${encodeURIComponent(encodeURIComponent('بحر العرب'))}`, `q=${plus('بحر العرب')}`],
    [`country=${encodeURIComponent('\u200fالخليج\u200e')}`, GULF],
    [`q=${encodeURIComponent('الا\u0654ردن')}`, `q=${plus('الأردن')}`],
    [`q=${encodeURIComponent('ميـــناء')}`, `q=${plus('ميناء')}`],
    [`q=${encodeURIComponent('مِينَاءٌ')}`, `q=${plus('ميناء')}`],
    [`q=${encodeURIComponent('\u2067ميناء\u2069')}`, `q=${plus('ميناء')}`],
    [`q=${encodeURIComponent('ﻣﻴﻨﺎﺀ')}`, `q=${plus('ميناء')}`],
    [`q=${encodeURIComponent('٢٠٢٦')}`, 'q=2026'],
    [`q=${encodeURIComponent('ميناء\u0000')}`, `q=${plus('ميناء')}`],
    [`publishers=${encodeURIComponent('٣')}`, 'publishers=3'],
    [`publishers=${encodeURIComponent('۱۲')}`, 'publishers=12'],
    ['publishers=1e3', 'publishers=1000'],
    ['publishers=%202', 'publishers=2'],
    [`${GULF}&publishers=1`, GULF],
    ...SINCE_NOON.map((given): [string, string] => [`since=${given}`, NOON]),
    ['since=2026-11-22', `since=${encodeURIComponent('2026-11-22T00:00:00Z')}`],
    ['since=2026-11-22T10:00:00.5Z', `since=${encodeURIComponent('2026-11-22T10:00:00.500Z')}`],
    ['since=2026-11-22T24:00Z', `since=${encodeURIComponent('2026-11-23T00:00:00Z')}`],
    ['q=%22a+b%22+-c', 'q=%22a+b%22+-c&publishers=2'].map((one, i) => (i === 0 ? `publishers=2&${one}` : one)) as [
      string,
      string,
    ],
  ])('%s leads to %s', async (given, canonical) => {
    const { send, asked } = serve();
    for (const path of PATHS) {
      const response = await send('GET', `${path}?${given}`);
      expect([path, response.status, response.headers.get('Location')]).toEqual([path, 301, `${path}?${canonical}`]);
    }
    expect(asked).toEqual([]);
    expect((await send('GET', `/api/stories?${canonical}`)).status).toBe(200);
    const query = checkQuery(Object.fromEntries(params(canonical)), SliceQuerySchema);
    expect(query.ok && sliceQuery(sliceOf(query.value))).toBe(`?${canonical}`);
  });

  it('names every parameter in the API’s description', async () => {
    const document = await (await serve().get('/openapi.json')).json<{
      paths: Record<string, { get: { parameters: { name: string; schema: { type: string } }[] } }>;
    }>();
    for (const path of ['/feed.xml', '/updates.json', '/api/stories']) {
      const parameters = document.paths[path]?.get.parameters ?? [];
      expect(parameters.map(({ name }) => name)).toEqual(expect.arrayContaining([...SLICE_PARAMETERS]));
      expect(parameters.find(({ name }) => name === 'country')?.schema.type).toBe('array');
    }
  });
});

function params(query: string): [string, string[]][] {
  const all = new URLSearchParams(query);
  return [...new Set(all.keys())].map((name) => [name, all.getAll(name)]);
}

describe('a value that cannot be used has its reason', () => {
  it.each([
    ['outlet=nosuchoutlet', /There is no outlet "nosuchoutlet"; \/api\/outlets/],
    ['not-outlet=nosuchoutlet', /There is no outlet "nosuchoutlet"/],
    ['outlet=%3Cscript%3E', /"outlet\[0\]"/],
    ['country=Atlantis', /No outlet is listed under the country "Atlantis"/],
    ['not-country=Atlantis', /"Atlantis"/],
    [`country=${'a'.repeat(300)}`, /"country\[0\]"/],
    [Array.from({ length: 60 }, (_, i) => `country=c${i}`).join('&'), /"country"/],
    ['publishers=0', /"publishers"/],
    ['publishers=many', /"publishers"/],
    ['publishers=2&publishers=3', /"publishers" is given more than once/],
    ['since=yesterday', /"since"/],
    ['q=%22%22', /"q": The search has no word/],
    [`q=${'a+'.repeat(13)}`, /"q": A search has at most 12 words/],
    [`q=${'a'.repeat(201)}`, /"q": A search has at most 200 characters/],
    ['q=a&q=b', /"q" is given more than once/],
    ['since=2026-02-30T00:00:00Z', /"since": not a time/],
    ['since=2026-11-22T10:00:60Z', /"since"/],
    ['since=2026-11-22T10', /"since"/],
    ['since=2026-11', /"since"/],
    ['since=1764374400', /"since"/],
    ['since=0000-01-01T00:00:00%2B23:59', /"since"/],
    ['since=9999-12-31T23:59:59-23:59', /"since"/],
    ['since=%2B010000-01-01T00:00:00Z', /"since"/],
    ['publishers=-1', /"publishers"/],
    ['publishers=2.5', /"publishers": not a whole number/],
    ['publishers=1001', /"publishers"/],
    ['publishers=999999999999999999999', /"publishers"/],
    ['publishers=Infinity', /"publishers": not a whole number/],
    ['PUBLISHERS=2&publishers=3', /"publishers" is given more than once/],
    [`q=${encodeURIComponent('😀')}`, /"q": The search has no word/],
    ['q=%00', /"q": The search has no word/],
    ['q=OR', /"q": The search has no word/],
  ])('%s', async (query, why) => {
    for (const path of PATHS.filter((one) => !one.startsWith('/updates') || !/Atlantis|nosuch/.test(query))) {
      const response = await serve().get(`${path}?${query}`);
      expect([path, response.status]).toEqual([path, 400]);
      expect((await response.json<{ detail: string }>()).detail).toMatch(why);
    }
    const page = await (await serve().get(`/?${query}`, { Accept: 'text/html' })).text();
    expect(unescaped(page).replaceAll('&quot;', '"')).toMatch(why);
  });
});

it.each([
  ['country', 'الخَليج'],
  ['not-country', 'الخـليج'],
  ['country', 'ألخليج'],
])('%s=%s leads to the spelling of the list', async (name, typed) => {
  const unknown = async () => Promise.reject(new Error(`${UNKNOWN_IN_SLICE}No outlet is listed there.`));
  const { send } = serve({ index: { stories: unknown, feed: unknown, updates: unknown } });
  for (const path of PATHS) {
    const answer = await send('GET', `${path}?${name}=${encodeURIComponent(typed)}`);
    expect([answer.status, answer.headers.get('Location')]).toEqual([
      302,
      `${path}?${name}=${encodeURIComponent('الخليج')}`,
    ]);
  }
});

describe('the page of a slice', () => {
  const page = async (path: string) => unescaped(await (await serve().get(path)).text());

  it('has its own title, feeds, canonical address and way to subscribe', async () => {
    const html = await page(`/?${GULF}&publishers=2`);
    const called = 'wirefold — الخليج · قصص عدد مصادرها 2 فأكثر';
    expect(html).toContain(`<title>${called}</title>`);
    expect(html).toContain(`title="${called} (RSS)" href="/feed.xml?${GULF}&publishers=2"`);
    expect(html).toContain(`href="/updates.atom?${GULF}&publishers=2"`);
    expect(html).toContain(`<link rel="canonical" href="https://wirefold.example/?${GULF}&publishers=2"/>`);
    expect(html).toContain(`/subscribe?feed=${encodeURIComponent(`/feed.xml?${GULF}&publishers=2`)}`);
    expect(await (await serve().get(`/feed.xml?${GULF}&publishers=2`)).text()).toContain(`<title>${called}</title>`);
    const how = await page(`/subscribe?feed=${encodeURIComponent(`/feed.xml?${GULF}&publishers=2`)}`);
    expect(how).toContain('الخليج · قصص عدد مصادرها 2 فأكثر');
  });

  it('is offered by the front as plain links: countries, outlets, and all but one of them', async () => {
    const front = await page('/');
    for (const address of [`/?${GULF}`, `/?${MAGHREB}`, `/?outlet=${SADA}`])
      expect(front).toContain(`href="${address}"`);
    expect(await page(`/?${GULF}`)).toContain(`href="/?not-${GULF}"`);
    expect(await page(`/?publishers=2`)).toContain(`href="/?${GULF}&publishers=2"`);
    expect(front).not.toContain('<script>');
    const without = await (
      await serve({ index: { outlets: async () => Promise.reject(new Error('down')) } }).get('/')
    ).text();
    expect(without).toContain(SHIP.title.slice(0, 10));
  });

  it('offers no countries where the list has none', async () => {
    const outlets = async () => OUTLETS.map((one) => ({ ...one, settings: { ...one.settings, group: undefined } }));
    const [with_, without] = [serve(), serve({ index: { outlets } })].map(({ get }) => get('/'));
    expect(await (await with_)?.text()).toContain('<h2>حسب البلد</h2>');
    const html = await (await without)?.text();
    expect(html).toContain('حسب المصدر');
    expect(html).not.toContain('<h2>حسب البلد</h2>');
  });

  it('without stories says so, and how to widen it', async () => {
    const html = await page(`/?${MAGHREB}&publishers=12&not-outlet=${SADA}`);
    expect(html).toContain('لا قصص بهذه الشروط بعد');
    for (const wider of [
      `/?publishers=12&not-outlet=${SADA}`,
      `/?${MAGHREB}&not-outlet=${SADA}`,
      `/?${MAGHREB}&publishers=12`,
      '/',
    ]) {
      expect(html).toContain(`href="${wider}"`);
    }
  });

  it('has a search box that keeps the other conditions, and marks the words it found', async () => {
    const html = await page(`/?${GULF}&publishers=2`);
    expect(html).toMatch(/<form[^>]*method="get" action="\/">/);
    expect(html).toContain('<input type="hidden" name="country" value="الخليج"/>');
    expect(html).toContain('<input type="hidden" name="publishers" value="2"/>');
    const stories = async () => ({
      ...(await fakeIndex().stories({ limit: 9, cursor: undefined, slice: WHOLE })),
      search: { days: 5, marks: { [SHIP.id]: { title: [[0, 4]] as const, excerpt: [] } } },
    });
    const found = await serve({ index: { stories } }).get('/?q=x');
    const text = await found.text();
    expect(text).toContain(`<mark>${SHIP.title.slice(0, 4)}</mark>`);
    expect(text).toContain('خلال 5 أيام');
    expect(text).toContain('value="x"');
    const api = await (await serve({ index: { stories } }).get('/api/stories?q=x')).json<{
      search: { days: number };
    }>();
    expect(api.search.days).toBe(5);
  });

  it('shows the most carried of the slice', async () => {
    const { get, asked } = serve();
    const html = await (await get(`/?sort=carried&${GULF}`)).text();
    expect(html).toContain(`/stories/${SHIP.id}`);
    expect(asked.toSorted()).toEqual(['outlets', 'stories']);
  });
});

it('the whole is no slice', () => {
  expect(sliceQuery(WHOLE)).toBe('');
});
