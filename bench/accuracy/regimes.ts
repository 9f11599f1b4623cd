/**
 * The circumstances in which labelled sets are judged. A service in use is neither empty nor of one kind of outlets, so a figure from an empty
 * index says little about it:
 *   cold    each set by itself, from an empty index, as its articles are dated
 *   warm    after the articles of the days before, and articles dated by crawls spread over their day
 *   mixed   the same, with a Saudi day among the pan-Arab days of another set, in one index
 */
import type { IncomingArticle } from '../../src/clustering/index-port.ts';
import { type MemoryIndex, memoryIndex } from '../../src/clustering/memory-index.ts';
import type { Model } from '../../src/clustering/model.ts';
import type { Background, BenchArticle, View } from '../articles.ts';
import type { LabelledSet } from './labelled-sets.ts';
import { incomingArticles } from './replay.ts';

export const REGIMES = ['cold', 'warm', 'mixed'] as const;
export type Regime = (typeof REGIMES)[number];

/** Articles that are filed before a set: more than ten days of the pan-Arab background. */
const BEFORE = 2_000;
const DAY_MS = 86_400_000;
/** A set dated within so short a time is dated by a crawl. */
const CRAWL_MS = DAY_MS / 2;

/** One run of an index: what it holds before, and the articles that arrive, of one set or of two. */
export interface Run {
  readonly before: MemoryIndex;
  readonly arriving: readonly IncomingArticle[];
  /** The sets in it, and for each of its articles the place in `arriving`. */
  readonly sets: readonly { readonly set: LabelledSet; readonly places: readonly number[] }[];
}

/** The runs of a regime: each set once, except that a mixed regime meets the fewer Saudi days several times. Backgrounds are found by the first part of a set's name. */
export function runsOf(
  regime: Regime,
  sets: readonly LabelledSet[],
  backgrounds: readonly Background[],
  view: View,
): Run[] {
  if (regime === 'cold') {
    const own = (set: LabelledSet) => [{ set, places: set.articles.map((_, i) => i) }];
    return sets.map((set) => ({ before: memoryIndex(), arriving: set.filed[view], sets: own(set) }));
  }
  if (regime === 'warm') return sets.map((set) => run([set], backgrounds, view));
  const crawled = sets.filter(isCrawled);
  const dated = sets.filter((set) => !isCrawled(set));
  return dated.flatMap((set, i) => {
    const other = crawled[i % crawled.length];
    return other ? [run([set, other], backgrounds, view)] : [];
  });
}

function run(sets: readonly LabelledSet[], backgrounds: readonly Background[], view: View): Run {
  const [first] = sets;
  // The second set's day is moved into the first one's middle day.
  const base = Math.min(...(first?.articles ?? []).map(time));
  const arriving: { readonly article: BenchArticle; readonly set: number; readonly place: number }[] = [];
  const before: BenchArticle[] = [];
  sets.forEach((set, n) => {
    const start = n === 0 ? startOf(set) : base + DAY_MS;
    timed(set.articles, start, isCrawled(set)).forEach((article, place) => {
      arriving.push({ article, set: n, place });
    });
    const background = backgrounds.find(({ name }) => name.startsWith(`${kindOf(set)}-`));
    const end = n === 0 ? startOf(set) : base;
    before.push(...previous(background?.articles ?? [], set, BEFORE / sets.length, end));
  });
  before.sort((a, b) => time(a) - time(b));
  arriving.sort((a, b) => time(a.article) - time(b.article));
  const index = memoryIndex();
  // One list, so that an outlet's boilerplate is learned from its earlier articles too.
  const filed = incomingArticles([...before, ...arriving.map(({ article }) => article)], view);
  for (const incoming of filed.slice(0, before.length)) index.file(incoming);
  return {
    before: index,
    arriving: filed.slice(before.length),
    sets: sets.map((set, n) => {
      const places: number[] = [];
      arriving.forEach((of, at) => {
        if (of.set === n) places[of.place] = at;
      });
      return { set, places };
    }),
  };
}

/** The articles of the background that appeared last before the set, moved so that the last one appeared at `end`; of a day without earlier ones the next later. */
function previous(background: readonly BenchArticle[], set: LabelledSet, most: number, end: number): BenchArticle[] {
  const own = new Set(set.articles.map(({ id }) => id));
  const day = set.articles[0]?.published.slice(0, 10) ?? '';
  const others = background.filter(({ id, published }) => !own.has(id) && published.slice(0, 10) !== day);
  const earlier = others.filter(({ published }) => published < day).slice(-most);
  const later = others.filter(({ published }) => published > day);
  const chosen = [...earlier, ...later.slice(0, most - earlier.length)];
  const span = isCrawled(set) ? DAY_MS : Math.max(DAY_MS, Math.abs(time(chosen.at(-1)) - time(chosen[0])));
  return timed(chosen, end - span, true, span);
}

/** Articles in their order, dated from `start` on: spread evenly over `span`, or as they are dated. */
function timed(articles: readonly BenchArticle[], start: number, spread: boolean, span = DAY_MS): BenchArticle[] {
  if (!spread) return [...articles];
  const step = span / Math.max(1, articles.length);
  return articles.map((article, i) => ({ ...article, published: new Date(start + i * step).toISOString() }));
}

function isCrawled(set: LabelledSet): boolean {
  const times = set.articles.map(time);
  return Math.max(...times) - Math.min(...times) < CRAWL_MS;
}

/** `ant` or `snn`: the first part of its name. */
export function kindOf(set: LabelledSet): string {
  return set.name.split('-')[0] ?? '';
}

function startOf(set: LabelledSet): number {
  return Date.parse(`${set.articles[0]?.published.slice(0, 10)}T00:00:00Z`);
}

function time(article: BenchArticle | undefined): number {
  return Date.parse(article?.published ?? '');
}

/** Files a run by a model. For each set the story of each article, only compared for equality. */
export function storiesOf({ before, arriving, sets }: Run, model?: Model): number[][] {
  const index = before.copy(model);
  for (const incoming of arriving) index.file(incoming);
  return sets.map(({ places }) => places.map((at) => index.storyOf(arriving[at]?.article ?? 0) ?? 0));
}
