/**
 * How late news is: from an article's publication at its outlet to its first reading, and from there to the first front that
 * shows it. The front is what `/feed.xml` is cut from. Only articles of stories that two publishers or more carry count, and
 * their wait begins when the second of the publishers is read: before that it is no story that two carry.
 */
import type { OutletFeed } from './outlet-feeds.ts';

/** A front that was written to KV at `at`, ms since the epoch: the ids of the articles that it shows. */
export interface WrittenFront {
  readonly at: number;
  readonly articles: readonly string[];
}

/** An article of a story that two publishers or more carry. */
export interface CarriedArticle {
  readonly id: string;
  readonly story: number;
  readonly publisher: string;
  readonly url: string;
  /** ms since the epoch. */
  readonly seen: number;
}

export interface Freshness {
  readonly articles: number;
  /** Articles that no front showed. */
  readonly neverShown: number;
  readonly toReading: Minutes;
  readonly toFront: Minutes;
}

interface Minutes {
  readonly p50: number;
  readonly p95: number;
  readonly worst: number;
}

/** Of the articles first seen at or after `since`, ms. */
export function freshnessOf(
  feeds: readonly OutletFeed[],
  carried: readonly CarriedArticle[],
  fronts: readonly WrittenFront[],
  since: number,
): Freshness {
  const publishedAt = new Map(
    feeds.flatMap(({ reports }) => reports.map(({ at, article }) => [addressOf(article), at] as const)),
  );
  const shownAt = new Map<string, number>();
  for (const { at, articles } of fronts) for (const id of articles) if (!shownAt.has(id)) shownAt.set(id, at);
  const counted = carried.filter(({ seen }) => seen >= since);
  const carriedFrom = new Map(
    [...Map.groupBy(carried, ({ story }) => story)].map(([story, all]) => [story, secondOf(all)]),
  );
  const from = ({ story, seen }: CarriedArticle) => Math.max(seen, carriedFrom.get(story) ?? seen);
  const shown = counted.filter(({ id }) => shownAt.has(id));
  return {
    articles: counted.length,
    neverShown: counted.length - shown.length,
    toReading: minutes(counted.map(({ url, seen }) => seen - (publishedAt.get(url) ?? seen))),
    toFront: minutes(shown.map((one) => Math.max(0, (shownAt.get(one.id) ?? 0) - from(one)))),
  };
}

/** When the second publisher of a story was first read, ms. */
function secondOf(articles: readonly CarriedArticle[]): number {
  const firsts = Map.groupBy(articles, ({ publisher }) => publisher).values();
  return [...firsts].map((all) => Math.min(...all.map(({ seen }) => seen))).sort((a, b) => a - b)[1] ?? 0;
}

/** The link of an article in its feed. */
export function addressOf({ id, url }: { readonly id: string; readonly url: string }): string {
  return url || `https://example.com/${id}`;
}

function minutes(ms: readonly number[]): Minutes {
  const sorted = ms.map((one) => one / 60_000).sort((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { p50: at(0.5), p95: at(0.95), worst: sorted.at(-1) ?? 0 };
}

export function printFreshness({ articles, neverShown, toReading, toFront }: Freshness): string {
  const of = ({ p50, p95, worst }: Minutes) =>
    `p50 ${p50.toFixed(0)}, p95 ${p95.toFixed(0)}, worst ${worst.toFixed(0)}`;
  return [
    `minutes, of ${articles} articles whose stories two publishers or more carry:`,
    `  from publication to first reading   ${of(toReading)}`,
    `  from there to the front           ${of(toFront)}; ${neverShown} were never among the front's stories`,
  ].join('\n');
}
