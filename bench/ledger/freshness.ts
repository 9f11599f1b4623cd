/**
 * How late news is: from an article's publication at its outlet to its first reading, and from there to the first front that
 * shows it. The front is what `/feed.xml` is cut from: the newest stories, by the date of their first article, which never changes.
 * An article that joins a story older than those is shown in `/updates.xml` and on the story's page, and counted apart. Only
 * articles of stories that two publishers or more carry count, and their wait begins when the second of the publishers is read:
 * before that it is no story that two carry.
 */
import type { OutletFeed } from './outlet-feeds.ts';

/** A front that was written to KV at `at`, ms since the epoch: the ids of the articles of its stories, and of its updates. */
export interface WrittenFront {
  readonly at: number;
  readonly articles: readonly string[];
  readonly updates: readonly string[];
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
  /** Articles in whose time the front had only newer stories: of them, those that `/updates.xml` showed, and those on their story's page alone. */
  readonly tooOld: { readonly inUpdates: number; readonly onPage: number };
  readonly toReading: Minutes;
  /** Of those in `/feed.xml`. */
  readonly toFront: Minutes;
  /** Of those in `/feed.xml` or `/updates.xml`. */
  readonly toEither: Minutes;
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
  const shownAt = firsts(fronts.map(({ at, articles }) => ({ at, ids: articles })));
  const eitherAt = firsts(fronts.map(({ at, articles, updates }) => ({ at, ids: [...articles, ...updates] })));
  const counted = carried.filter(({ seen }) => seen >= since);
  const carriedFrom = new Map(
    [...Map.groupBy(carried, ({ story }) => story)].map(([story, all]) => [story, secondOf(all)]),
  );
  const from = ({ story, seen }: CarriedArticle) => Math.max(seen, carriedFrom.get(story) ?? seen);
  const waits = (at: ReadonlyMap<string, number>) =>
    counted.flatMap((one) => (at.has(one.id) ? [Math.max(0, (at.get(one.id) ?? 0) - from(one))] : []));
  const [toFront, toEither] = [waits(shownAt), waits(eitherAt)];
  return {
    articles: counted.length,
    tooOld: { inUpdates: toEither.length - toFront.length, onPage: counted.length - toEither.length },
    toReading: minutes(counted.map(({ url, seen }) => seen - (publishedAt.get(url) ?? seen))),
    toFront: minutes(toFront),
    toEither: minutes(toEither),
  };
}

/** When each id was first shown. */
function firsts(
  shown: readonly { readonly at: number; readonly ids: readonly string[] }[],
): ReadonlyMap<string, number> {
  const first = new Map<string, number>();
  for (const { at, ids } of shown) for (const id of ids) if (!first.has(id)) first.set(id, at);
  return first;
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

export function printFreshness({ articles, tooOld, toReading, toFront, toEither }: Freshness): string {
  const of = ({ p50, p95, worst }: Minutes) =>
    `p50 ${p50.toFixed(0)}, p95 ${p95.toFixed(0)}, worst ${worst.toFixed(0)}`;
  return [
    `minutes, of ${articles} articles whose stories two publishers or more carry:`,
    `  from publication to first reading   ${of(toReading)}`,
    `  from there to /feed.xml             ${of(toFront)}; of ${articles - tooOld.inUpdates - tooOld.onPage} in the stories it has room for`,
    `  from there to it or /updates.xml    ${of(toEither)}; ${tooOld.inUpdates} joined older stories and are in the updates, ${tooOld.onPage} on their story's page alone`,
  ].join('\n');
}
