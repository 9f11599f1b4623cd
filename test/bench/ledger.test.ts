import { describe, expect, it } from 'vitest';
import { freshnessOf } from '../../bench/ledger/freshness.ts';
import { feedOf, outletFeeds, spreadFeeds } from '../../bench/ledger/outlet-feeds.ts';
import { dollarsAMonth, PLAN_DOLLARS, PRICES, type Resource } from '../../bench/ledger/plan.ts';
import { newsStream, vocabulary } from '../../bench/made-up-news.ts';
import { parseFeed } from '../../src/feeds/read-feed.ts';

const DAY_MS = 86_400_000;
const words = vocabulary();
const articles = [...newsStream(words, 120, 0)];

describe('the outlet feeds of the ledger', () => {
  const sections = outletFeeds([articles.slice(0, 60), [], articles.slice(60)], 0, 30);

  it('list every article once, on its day, in one section', () => {
    expect(sections.length).toBe(30);
    const printed = sections.flatMap((section) =>
      section.reports.map(({ at, article }) => [article.id, Math.floor(at / DAY_MS)]),
    );
    expect(printed.toSorted()).toEqual(articles.map(({ id }, i) => [id, i < 60 ? 0 : 2]).toSorted());
  });

  it('lists in a feed what has appeared, the newest first, so that it reads back', () => {
    const section = sections.toSorted((a, b) => b.reports.length - a.reports.length)[0];
    if (!section) throw new Error('No section.');
    const feed = parseFeed(feedOf(section, 3 * DAY_MS).body, 'https://example.com/');
    expect(feed.ok && feed.items.map((item) => item.guid)).toEqual(
      section.reports.map(({ article }) => article.id).toReversed(),
    );
    expect(feedOf(section, -1).body).not.toContain('<item>');
  });
});

describe('outlets that publish as real ones do', () => {
  const feeds = spreadFeeds(words, 9, 0, 2);

  it('are few items of a third, some of a third, many of a third, each in its order and once', () => {
    const sum = (from: number) =>
      feeds.filter((_, i) => i % 3 === from).reduce((n, { reports }) => n + reports.length, 0);
    const aDay = [0, 1, 2].map((third) => sum(third) / 3 / 2);
    for (const [i, wanted] of [5, 40, 150].entries())
      expect(Math.abs((aDay[i] ?? 0) - wanted)).toBeLessThan(wanted / 2);
    const ids = feeds.flatMap(({ reports }) => reports.map(({ article }) => article.id));
    expect(new Set(ids).size).toBe(ids.length);
    for (const { reports } of feeds)
      expect(reports.map(({ at }) => at)).toEqual(reports.map(({ at }) => at).sort((a, b) => a - b));
  });
});

describe('the paid plan', () => {
  const nothing = Object.fromEntries(Object.keys(PRICES).map((name) => [name, 0])) as Record<Resource, number>;

  it('costs its base and what goes beyond the month it includes', () => {
    expect(dollarsAMonth(nothing, 0)).toBe(PLAN_DOLLARS);
    expect(dollarsAMonth({ ...nothing, kvWrites: 1e6 / 30 }, 5e9)).toBeCloseTo(PLAN_DOLLARS);
    expect(dollarsAMonth({ ...nothing, kvWrites: 2e6 / 30, rowsWritten: 51e6 / 30 }, 6e9)).toBeCloseTo(
      PLAN_DOLLARS + 5 + 1 + 0.2,
    );
  });
});

it('made-up news is the same each time, and most of its words are known to the background', () => {
  expect([...newsStream(vocabulary(), 5, 0)]).toEqual(articles.slice(0, 5));
  expect(new Set(articles.map((a) => a.source)).size).toBeGreaterThan(10);
});

describe('freshness', () => {
  const MINUTE = 60_000;
  const report = (id: string, minute: number) => ({
    at: minute * MINUTE,
    article: { ...(articles[0] as (typeof articles)[number]), id, url: '' },
  });
  const feeds = [{ id: 'marfa', outlet: 'marfa', reports: [report('a', 0), report('b', 5), report('c', 40)] }];
  const seen = (id: string, minute: number) => ({
    id: `x${id}`,
    url: `https://example.com/${id}`,
    seen: minute * MINUTE,
    publisher: id,
    story: 1,
  });
  const fronts = [
    { at: 10 * MINUTE, articles: ['xa'], updates: ['xa'] },
    { at: 30 * MINUTE, articles: ['xa', 'xb'], updates: ['xa'] },
    { at: 70 * MINUTE, articles: ['xa'], updates: ['xc'] },
  ];

  it('counts from publication to the first reading, and from there to the first front or update', () => {
    const carried = [seen('a', 10), seen('b', 10), seen('c', 60), seen('d', 60)];
    expect(freshnessOf(feeds, carried, fronts, 0)).toEqual({
      articles: 4,
      tooOld: { inUpdates: 1, onPage: 1 },
      toReading: { p50: 10, p95: 20, worst: 20 },
      toFront: { p50: 20, p95: 20, worst: 20 },
      toEither: { p50: 10, p95: 20, worst: 20 },
    });
  });

  it('counts only what was first read on the day', () => {
    expect(freshnessOf(feeds, [seen('a', 10), seen('c', 60)], fronts, 30 * MINUTE)).toMatchObject({ articles: 1 });
  });
});
