/** Readers of slices and watches, for the ledger: what they ask in a day. */
import { FEED_FRESH_S } from '../../src/limits.ts';
import type { Vocabulary } from '../made-up-news.ts';
import { COUNTRIES } from './outlet-feeds.ts';
import { ROUND_MS } from './simulation.ts';

/** Feed readers ask once an hour, unless a feed says otherwise. */
const ASKED_EVERY_MS = 60 * 60_000;
/** In the order of frequency: a word among the hundred commonest stands in one article of three. */
const WORDS_FROM = 400;

/** A watch as POST /api/watches takes it. */
type WatchInput = Readonly<Record<string, unknown>> & { readonly name: string };

export interface Readers {
  /** Feeds of twenty slices and ten watches. */
  readonly paths: readonly string[];
  readonly watches: readonly WatchInput[];
  /** Requests that reach the Worker in a round. */
  readonly perRound: number;
}

/**
 * `readers` of thirty feeds, as many of each. `cached`: a cache of one data centre stands in front of the Worker, else each request reaches
 * it. `receiver`: where half of the watches send their alerts.
 */
export function readersOf({ words }: Vocabulary, readers: number, cached: boolean, receiver: string): Readers {
  const [a = '', b = '', c = '', d = '', e = '', f = '', g = ''] = words.slice(WORDS_FROM);
  const [one = '', two = '', three = '', four = '', five = ''] = COUNTRIES;
  const slices: readonly (readonly [string, string])[][] = [
    ...[one, two, three, four, five].map((country) => [['country', country] as const]),
    ...[1, 2, 4, 5, 8].map((n) => [['outlet', `outlet${n}`] as const]),
    [['not-country', one]],
    [['not-outlet', 'outlet2']],
    [
      ['publishers', '2'],
      ['not-country', two],
    ],
    [
      ['not-country', one],
      ['not-country', two],
    ],
    [
      ['country', three],
      ['not-outlet', 'outlet5'],
    ],
    [['q', a]],
    [['q', `${b} ${c}`]],
    [['q', `${d} OR ${e}`]],
    [
      ['q', f],
      ['country', four],
    ],
    [['q', `${g} -${a}`]],
  ];
  const watched = [
    ...[one, two, three].map((country) => ({ country: [country] })),
    ...[a, b, `${c} OR ${d}`, `${e} -${f}`].map((q) => ({ q })),
    { outlet: ['outlet2'] },
    { country: [four], publishers: 2 },
    { 'not-country': [one], publishers: 3 },
  ];
  const watches = watched.map((slice, i) => ({
    name: `watch-${i}`,
    ...slice,
    ...(i % 2 === 0 ? { alert: { url: receiver, publishers: 2 } } : {}),
  }));
  const paths = [
    ...slices.map((slice) => `/feed.xml?${new URLSearchParams(slice.map((one) => [...one]))}`),
    ...watches.map(({ name }) => `/w/${name}/feed.xml`),
  ];
  const asked = (readers * ROUND_MS) / ASKED_EVERY_MS;
  const missed = paths.length * (ROUND_MS / 1000 / FEED_FRESH_S);
  return { paths, watches, perRound: Math.round(cached ? Math.min(asked, missed) : asked) };
}
