import { describe, expect, it } from 'vitest';
import type { DailyDocument, DayDocument } from '../../src/documents/daily.ts';
import { DEFAULT_SITE } from '../../src/documents/site.ts';
import { localize } from '../../src/localization/localization.ts';
import { decodeDaily, encodeDaily } from '../../src/render/daily-snapshot.ts';
import { readFeedMetadata } from '../../src/render/feed-snapshot.ts';
import { FORMATS } from '../../src/render/formats.ts';
import { MUSEUM, NOON, SHIP } from './documents.ts';
import { itemsOf } from './items.ts';
import { complaintsOfAtom, complaintsOfJson, complaintsOfRss } from './rules.ts';

const ORIGIN = 'https://wirefold.example';
const DAY_MS = 86_400_000;
const COMPLAINTS = { rss: complaintsOfRss, atom: complaintsOfAtom, json: complaintsOfJson };
const BY = localize(DEFAULT_SITE);

const told = [SHIP, MUSEUM].map((story) => ({
  id: story.id,
  title: story.title,
  url: story.url,
  publishers: story.outlets,
  countries: ['الكويت', 'لبنان'],
  articles: story.articles.map(({ id, outlet, title, url }) => ({
    id,
    outlet: { id: outlet.id, name: outlet.name },
    title,
    url,
  })),
}));
const day = (n: number, stories: DayDocument['stories'] = told): DayDocument => ({
  date: `2026-11-${22 - n}`,
  since: NOON - (n + 1) * DAY_MS,
  at: NOON - n * DAY_MS,
  stories,
});
const DAILY: DailyDocument = { changed: NOON, days: [day(0), day(1, []), day(2)] };

const snapshot = (document: DailyDocument, by = BY) => {
  const { value, metadata } = encodeDaily(document, 'ab'.repeat(32), by);
  return decodeDaily(new TextEncoder().encode(value), metadata, by);
};
const feed = (format: (typeof FORMATS)[number], document = DAILY, origin = ORIGIN, by = BY) => {
  const text = snapshot(document, by).feed(format, origin);
  return typeof text === 'string' ? text : new TextDecoder().decode(text);
};

describe.each(FORMATS)('the daily feed as %s', (format) => {
  const suffix = format === 'rss' ? 'xml' : format;

  it('is as the golden file has it', async () => {
    await expect(feed(format)).toMatchFileSnapshot(`../../fixtures/served/daily.${suffix}`);
  });

  it.each([
    ['days', DAILY],
    ['none yet', { changed: NOON, days: [] }],
  ])('breaks no rule of the validator: %s', (_, document) => {
    expect(COMPLAINTS[format](feed(format, document), NOON)).toEqual([]);
  });

  it('has one item a day that had stories, dated when it was due, each story with its outlets', () => {
    const items = itemsOf(feed(format));
    expect(items.map(({ published, link }) => [published, link])).toEqual([
      [NOON, `${ORIGIN}/days/2026-11-22`],
      [NOON - 2 * DAY_MS, `${ORIGIN}/days/2026-11-20`],
    ]);
    for (const { articles, id } of told) {
      expect(items[0]?.html).toContain(`${ORIGIN}/stories/${id}`);
      for (const { url, outlet } of articles) expect(items[0]?.html).toContain(`<a href="${url}">${outlet.name}</a>`);
    }
  });

  it('keeps guid and date of a day when others are published, another loses a story, and the language changes', () => {
    const known = new Map(itemsOf(feed(format)).map(({ guid, published }) => [guid, published]));
    const later = { changed: NOON + DAY_MS, days: [day(-1), day(0, told.slice(1)), day(2)] };
    const english = localize({ ...DEFAULT_SITE, language: 'en', zone: 'Asia/Riyadh' });
    for (const items of [itemsOf(feed(format, later)), itemsOf(feed(format, later, ORIGIN, english))]) {
      expect(items).toHaveLength(3);
      for (const { guid, published } of items.slice(1)) expect(known.get(guid)).toBe(published);
    }
  });

  it('holds two weeks', () => {
    const days = Array.from({ length: 22 }, (_, n) => ({
      ...day(n),
      date: `2026-11-${String(22 - n).padStart(2, '0')}`,
    }));
    expect(itemsOf(feed(format, { changed: NOON, days }))).toHaveLength(14);
  });

  it('is the same at an origin that cannot be filled in', () => {
    const strange = feed(format, DAILY, 'https://xn--mgbh0fb.example:8443');
    expect(strange).toContain('https://xn--mgbh0fb.example:8443/days/2026-11-22');
  });
});

it('a value that other code wrote is none', () => {
  const { metadata } = encodeDaily(DAILY, 'ab'.repeat(32), BY);
  expect(readFeedMetadata(metadata)).toEqual(metadata);
  for (const other of [undefined, null, {}, { ...metadata, version: 1 }, { ...metadata, lengths: [1] }])
    expect(readFeedMetadata(other)).toBeUndefined();
  expect(JSON.stringify(metadata).length).toBeLessThan(1_024);
});
