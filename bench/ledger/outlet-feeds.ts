/**
 * Puts articles into the feeds of a number of outlets, each with the moment it appears. Large outlets are divided
 * into sections, as real ones are. Crawlers find articles in bursts, so a day's articles are spread evenly over it in
 * their order. Each feed lists its newest FEED_ITEMS with full text.
 */
import { createHash } from 'node:crypto';
import type { OutletSettings } from '../../src/documents/outlet.ts';
import type { BenchArticle } from '../articles.ts';
import { newsStream, type Vocabulary } from '../made-up-news.ts';
import { integersOf, weightedPlace } from '../random.ts';
import { addressOf } from './freshness.ts';

export interface ListedArticle {
  /** The moment the feed first lists it, ms since the epoch. */
  readonly at: number;
  readonly article: BenchArticle;
}

export interface OutletFeed {
  readonly id: string;
  readonly outlet: string;
  /** In order of appearance. */
  readonly reports: readonly ListedArticle[];
}

const DAY_MS = 86_400_000;
const FEED_ITEMS = 50;
/** As many as the list that ships names most outlets of. */
export const COUNTRIES = Array.from({ length: 8 }, (_, i) => `country${i}`);

/** `days[i]` holds the articles of day i, in order. Day 0 begins at `start`, ms since the epoch. */
export function outletFeeds(
  days: readonly (readonly BenchArticle[])[],
  start: number,
  outlets: number,
): readonly OutletFeed[] {
  const sectionsOf = shares(days.flat(), outlets);
  const sections = [...sectionsOf].flatMap(([outlet, count]) =>
    Array.from({ length: count }, (_, i) => ({ id: `${outlet}-${i + 1}`, outlet, reports: [] as ListedArticle[] })),
  );
  const byOutlet = Map.groupBy(sections, (section) => section.outlet);
  days.forEach((articles, day) => {
    articles.forEach((article, i) => {
      const own = byOutlet.get(article.source) ?? [];
      const at = Math.floor(start + DAY_MS * (day + (i + 0.5) / articles.length));
      own[hashOf(article.id) % own.length]?.reports.push({ at, article });
    });
  });
  return sections;
}

/** Of ten new events. As related as on a real day: each article finds some three stories near its own. */
const FOLLOW_UPS = 8;
/** Items a day: a third of the outlets publishes as many as the first, a third as the second, a third as the last. */
const ITEMS_A_DAY = [5, 40, 150] as const;

/**
 * Outlets that publish as real ones do, each at its own pace and moments: made-up news of `days` days from `start`, ms since
 * the epoch. Two articles in five tell what another outlet told within the last two hours, partly word for word.
 */
export function spreadFeeds(words: Vocabulary, outlets: number, start: number, days: number): readonly OutletFeed[] {
  let aDay = 0;
  const sums = Float64Array.from({ length: outlets }, (_, i) => {
    aDay += ITEMS_A_DAY[i % ITEMS_A_DAY.length] ?? 0;
    return aDay;
  });
  const feeds = Array.from({ length: outlets }, (_, i) => {
    return { id: `outlet${i}`, outlet: `outlet${i}`, reports: [] as ListedArticle[] };
  });
  const random = integersOf(outlets);
  for (const article of newsStream(words, aDay * days, start, 2, { aDay, followUps: FOLLOW_UPS })) {
    feeds[weightedPlace(sums, random)]?.reports.push({ at: Date.parse(article.published), article });
  }
  return feeds;
}

/** Sections of each outlet: at least one; the rest go to the outlets with most articles a section. */
function shares(articles: readonly BenchArticle[], outlets: number): ReadonlyMap<string, number> {
  const volume = new Map<string, number>();
  for (const { source } of articles) volume.set(source, (volume.get(source) ?? 0) + 1);
  const sections = new Map([...volume.keys()].map((source) => [source, 1]));
  for (let left = outlets - sections.size; left > 0; left--) {
    const [busiest] = [...volume].sort((a, b) => b[1] / (sections.get(b[0]) ?? 1) - a[1] / (sections.get(a[0]) ?? 1));
    if (busiest) sections.set(busiest[0], (sections.get(busiest[0]) ?? 1) + 1);
  }
  return sections;
}

function hashOf(id: string): number {
  return createHash('sha256').update(id).digest().readUInt32LE(0);
}

export function settingsOf({ id, outlet }: OutletFeed, origin: string): OutletSettings {
  return {
    id,
    feed: `${origin}/${id}.xml`,
    name: id,
    // Sections of one outlet are one publisher.
    home: `https://${outlet.replace(/[^a-z0-9]/gi, '').toLowerCase()}.com/`,
    publisher: undefined,
    group: COUNTRIES[Number(/\d+$/.exec(outlet)?.[0] ?? 0) % COUNTRIES.length],
    priority: 0,
    summaryOnly: false,
    disabled: false,
    unmerged: false,
    userAgent: undefined,
    itemsPerDay: undefined,
  };
}

/** The section's feed at `now`: RSS 2.0 with full text. */
export function feedOf(section: OutletFeed, now: number): { readonly body: string; readonly etag: string } {
  const listed = section.reports
    .filter((report) => report.at <= now)
    .slice(-FEED_ITEMS)
    .reverse();
  const body = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>${section.id}</title><link>https://${section.outlet}.com/</link><description>${section.id}</description>
${listed.map(item).join('\n')}
</channel></rss>`;
  return { body, etag: `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"` };
}

function item({ at, article }: ListedArticle): string {
  const paragraphs = article.text
    .split('\n')
    .map((p) => `<p>${escaped(p)}</p>`)
    .join('\n');
  return `<item><title>${escaped(article.title)}</title><link>${escaped(addressOf(article))}</link>
<guid isPermaLink="false">${escaped(article.id)}</guid><pubDate>${new Date(at).toUTCString()}</pubDate>
<description>${escaped(article.summary)}</description><content:encoded><![CDATA[${paragraphs.replaceAll(']]>', ']]&gt;')}]]></content:encoded></item>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
