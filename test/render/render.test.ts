import { parseFeed as readIndependently } from '@rowanmanning/feed-parser';
import { parseFeed } from 'feedsmith';
import RssParser from 'rss-parser';
import { describe, expect, it } from 'vitest';
import type { StoryDocument } from '../../src/documents/document.ts';
import { WHOLE } from '../../src/documents/slice.ts';
import { FORMATS, type RenderFormat } from '../../src/render/formats.ts';
import { renderFront, renderStory, renderUpdates } from '../../src/render/render.ts';
import { article, DAY, front, MUSEUM, NOON, SHIP, story } from './documents.ts';
import { itemsOf } from './items.ts';
import { complaintsOfAtom, complaintsOfJson, complaintsOfRss } from './rules.ts';

const ORIGIN = 'https://wirefold.example';
const SUFFIX: Record<RenderFormat, string> = { rss: 'xml', atom: 'atom', json: 'json' };

const frontAt = (format: RenderFormat, next?: string) => ({
  origin: ORIGIN,
  self: `${ORIGIN}/feed.${SUFFIX[format]}`,
  current: `${ORIGIN}/feed.${SUFFIX[format]}`,
  next,
});

const complaints: Record<RenderFormat, (text: string, now: number) => readonly string[]> = {
  rss: complaintsOfRss,
  atom: complaintsOfAtom,
  json: complaintsOfJson,
};

const frontIn = (format: RenderFormat, document = DAY) =>
  renderFront(format, { ...document, slice: WHOLE, names: {} }, frontAt(format));
const storyIn = (format: RenderFormat, story: StoryDocument = SHIP) => {
  const self = `${ORIGIN}/stories/${story.id}/feed.${SUFFIX[format]}`;
  return renderStory(format, story, { origin: ORIGIN, self, current: self, next: undefined });
};

/** Sixty stories of one batch: filed, and so updated, in the same millisecond. */
const BATCH = front(
  Array.from({ length: 60 }, (_, i) =>
    story(`batch${i}`, [article('sada', { id: `batch${i}`, published: NOON - 7_000, seen: NOON - 4_321 })]),
  ),
);

describe.each(FORMATS)('%s', (format) => {
  const suffix = SUFFIX[format];

  it.each([
    ['front', frontIn(format)],
    ['story', storyIn(format)],
    ['updates', renderUpdates(format, { ...DAY, slice: WHOLE, names: {} }, frontAt(format))],
    ['empty', frontIn(format, front([]))],
  ])('%s is as the golden file has it', async (name, text) => {
    await expect(text).toMatchFileSnapshot(`../../fixtures/served/${name}.${suffix}`);
  });

  it.each([
    ['front', frontIn(format)],
    ['story', storyIn(format)],
    ['updates', renderUpdates(format, { ...DAY, slice: WHOLE, names: {} }, frontAt(format))],
    ['empty', frontIn(format, front([]))],
    ['batch', frontIn(format, BATCH)],
  ])('%s breaks no rule of the validator', (_, text) => {
    expect(complaints[format](text, NOON)).toEqual([]);
  });

  it('feedsmith and a second parser read the same items from it', async () => {
    const text = frontIn(format);
    const first = parseFeed(text);
    expect(first.format).toBe(format);
    const expected = DAY.stories.map((s) => ({ guid: s.guid, title: s.title, link: s.url, published: s.published }));
    expect(itemsOf(text).map(({ guid, title, link, published }) => ({ guid, title, link, published }))).toEqual(
      expected.map((e) => ({
        ...e,
        published: format === 'rss' ? Math.floor(e.published / 1000) * 1000 : e.published,
      })),
    );
    if (format === 'json') return;
    const second = readIndependently(text);
    expect(second.items.map((i) => [i.id, i.title, i.url, i.published?.getTime()])).toEqual(
      expected.map((e) => [e.guid, e.title, e.link, e.published]),
    );
    expect([second.language, second.self]).toEqual(['ar', `${ORIGIN}/feed.${suffix}`]);
    const third = await new RssParser().parseString(text);
    expect(third.items.map((i) => [i.guid ?? i.id, i.title, i.link])).toEqual(
      expected.map((e) => [e.guid, e.title, e.link]),
    );
  });

  it('lists every outlet with its link under «نشرتها:»', () => {
    const html = itemsOf(frontIn(format)).find((i) => i.guid === SHIP.guid)?.html ?? '';
    expect(html).toContain('نشرتها:');
    for (const a of SHIP.articles) expect(html).toContain(`<a href="${a.url}">${a.outlet.name}</a>`);
  });

  it('one more article changes no guid and no date of publication', () => {
    const extended: StoryDocument = {
      ...SHIP,
      articles: [...SHIP.articles, article('jarida', { id: 'shipjarida001', published: NOON, seen: NOON + 60_000 })],
      outlets: 5,
      updated: NOON + 60_000,
      changed: NOON + 60_000,
    };
    const frozen = (text: string) => itemsOf(text).map(({ guid, published }) => [guid, published]);
    expect(frozen(frontIn(format, front([extended, MUSEUM])))).toEqual(frozen(frontIn(format, front([SHIP, MUSEUM]))));
    expect(frozen(storyIn(format, extended)).slice(1)).toEqual(frozen(storyIn(format)));
  });

  it('never dates an item after it was filed', () => {
    const early = article('sada', { published: NOON + 86_400_000, seen: NOON });
    const text = storyIn(format, { ...SHIP, articles: [early], changed: NOON });
    expect(itemsOf(text).map((i) => i.published)).toEqual([NOON]);
  });

  it('says where the next page is and, there, where the newest one is', () => {
    const current = `${ORIGIN}/feed.${suffix}`;
    const newest = renderFront(format, { ...DAY, slice: WHOLE, names: {} }, frontAt(format, `${current}?cursor=older`));
    const older = renderFront(
      format,
      { ...DAY, slice: WHOLE, names: {} },
      { origin: ORIGIN, self: `${current}?cursor=older`, current, next: undefined },
    );
    expect(newest).toContain(`${current}?cursor=older`);
    if (format === 'json') return expect(JSON.parse(older)).not.toHaveProperty('next_url');
    expect(newest).toMatch(/rel="prev-archive"/);
    expect(newest).not.toMatch(/rel="current"/);
    expect(older).toMatch(/rel="current"/);
    expect(older).not.toMatch(/rel="(next|prev-archive)"/);
  });
});

it('the three formats carry the same guids, titles, links and bodies', () => {
  const [rss, atom, json] = FORMATS.map((f) =>
    itemsOf(storyIn(f)).map(({ guid, title, link, html, image }) => ({ guid, title, link, html, image })),
  );
  expect(atom).toEqual(rss);
  expect(json).toEqual(rss);
});

describe('a feed says of an item', () => {
  const read = (text: string) => {
    const feed = parseFeed(text);
    if (feed.format === 'json') return feed.feed.items?.map((i) => [i.id, i.tags ?? []]);
    if (feed.format === 'atom') return feed.feed.entries?.map((e) => [e.id, e.categories?.map((c) => c.term) ?? []]);
    return (
      feed.format === 'rss' && feed.feed.items?.map((i) => [i.guid?.value, i.categories?.map((c) => c.name) ?? []])
    );
  };
  it.each(FORMATS)('%s: its countries and the categories that its outlets agree on', (format) => {
    expect(read(frontIn(format))).toContainEqual([SHIP.guid, ['الكويت', 'لبنان', 'المغرب', 'اقتصاد', 'النقل البحري']]);
    expect(read(storyIn(format))).toContainEqual([SHIP.articles[1]?.guid, ['الكويت', 'اقتصاد', 'النقل البحري']]);
    expect(JSON.stringify(read(renderUpdates(format, { ...DAY, slice: WHOLE, names: {} }, frontAt(format))))).toContain(
      'تونس',
    );
  });

  it.each(FORMATS)('%s: no category twice, none that is markup, and no more than twelve', (format) => {
    const categories = ['المغرب', '<b>', ' ', ...Array.from({ length: 30 }, (_, i) => `وسم ${i} & &lt;`)];
    const [[, told] = []] = (read(frontIn(format, front([{ ...MUSEUM, categories }]))) ?? []) as [string, string[]][];
    expect(told).toHaveLength(12);
    expect(told?.slice(0, 4)).toEqual(['المغرب', 'الكويت', '‹b›', 'وسم 0 & ＆lt;']);
  });

  it.each(['rss', 'atom'] as const)(
    '%s: the type and size of its picture, where the outlet’s feed tells them',
    (format) => {
      const [ship, museum] = [...frontIn(format).matchAll(/<media:content [^>]*>/g)].map(([tag]) => tag);
      for (const part of ['type="image/jpeg"', 'width="1200"', 'height="675"', 'fileSize="184320"', 'medium="image"'])
        expect(ship).toContain(part);
      expect(museum).toBe('<media:content url="https://nahar.example/images/museum.jpg" medium="image"/>');
    },
  );
});

it('the build date is when the document changed', () => {
  expect(frontIn('rss')).toContain(
    `<lastBuildDate>${new Date(DAY.changed).toUTCString().replace('GMT', '+0000')}</lastBuildDate>`,
  );
});

it.each(FORMATS)('%s: a line that begins in Latin is shown right-to-left, with its date intact', (format) => {
  const title = 'Apple تطلق iPhone 18';
  const [item] = itemsOf(storyIn(format, { ...SHIP, articles: [article('sada', { title })] }));
  expect(item?.title).toBe(`\u200f${title}`);
  const told = itemsOf(frontIn(format, front([{ ...SHIP, articles: [article('sada', { title })] }])))[0];
  expect(told?.html).toContain(`</a>: ${title}\u200f — <time`);
});

it('a name or title with & or < is read without a line break around it', async () => {
  const outlet = { ...article('sada').outlet, name: 'صدى & <الخليج>' };
  const rss = await new RssParser().parseString(
    storyIn('rss', { ...SHIP, articles: [article('sada', { outlet, title: 'سؤال & جواب' })] }),
  );
  expect(rss.items.map((i) => [i.title, i.creator])).toEqual([['سؤال & جواب', 'صدى & ‹الخليج›']]);
});

it('what is equal in `updated` is told apart, and an entry more changes none of the others', () => {
  const updatedOf = (text: string) => [
    ...text.matchAll(/<entry>.*?<id>(.*?)<.*?<updated>(.*?)<\/updated>\s*<\/entry>/gs),
  ];
  const times = new Map(updatedOf(frontIn('atom', BATCH)).map(([, id, updated]) => [id, updated]));
  expect(new Set(times.values()).size).toBe(60);
  const newest = story('batch60', [article('nahar', { id: 'batch60', published: NOON - 6_000, seen: NOON - 4_321 })]);
  const later = { ...BATCH, stories: [...front([newest]).stories, ...BATCH.stories] };
  for (const [, id, updated] of updatedOf(frontIn('atom', later)).slice(1)) expect(updated).toBe(times.get(id));
});

it.each(FORMATS)('%s: an item tells readers nothing of how the engine decided', (format) => {
  for (const { html } of itemsOf(storyIn(format))) expect(html).not.toMatch(/تشابه|نادرة|سبب ضمّه/);
});
