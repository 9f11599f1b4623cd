/**
 * An endless stream of articles that resemble a day's news in none of its words. It uses made-up words whose stems
 * the engine's background knows, as frequent as they are there, and made-up names that it does not know. Several
 * outlets tell each story, partly word for word. The same seed gives the same stream.
 */

import { termOf } from '../src/text/analyzer.ts';
import { backgroundFrequency } from '../src/text/background-frequency.ts';
import { DOCUMENTS } from '../src/text/model/background.ts';
import type { BenchArticle } from './articles.ts';
import { integersOf, weightedPlace } from './random.ts';

const LETTERS = 'ابتثجحخدذرزسشصضطظعغفقكلمنهوي';
/** How many words with a known frequency to look for. A quarter of a million tries find some twenty. */
const KNOWN_WORDS = 1_200;
const OUTLETS = 25;
const MINUTE_MS = 60_000;
/** Articles a day at 25 outlets, as on the real days that the ledger replays; the last two hours' articles are told again. */
const ARTICLES_A_DAY = 1_500;
const TOLD_AGAIN = 120;

export interface Vocabulary {
  readonly words: readonly string[];
  /** Running sums of the words' frequencies. */
  readonly sums: Float64Array;
}

/** Tries strings until enough of them are words that the background knows: a second or two. */
export function vocabulary(seed = 1): Vocabulary {
  const random = integersOf(seed);
  const found = new Map<string, number>();
  while (found.size < KNOWN_WORDS) {
    const word = invented(random, 3 + random(3));
    const documents = backgroundFrequency(termOf(word));
    if (documents > 1) found.set(word, documents);
  }
  let sum = 0;
  const sums = Float64Array.from(found.values(), (documents) => {
    sum += documents / DOCUMENTS;
    return sum;
  });
  return { words: [...found.keys()], sums };
}

function invented(random: (below: number) => number, letters: number): string {
  let word = '';
  for (let i = 0; i < letters; i++) word += LETTERS[random(LETTERS.length)];
  return word;
}

/** Names of one event, and how many of them an event has that follows another. */
const NAMES = 12;
const NAMES_KEPT = 8;

export interface NewsOptions {
  /** Articles a day. */
  readonly aDay?: number;
  /** Of ten new events, how many follow one of the last two hours: another story with some of its names. */
  readonly followUps?: number;
}

interface Told {
  readonly names: readonly string[];
  readonly paragraphs: readonly string[];
}

/** `count` articles from `start`, ms since the epoch, in order of publication. About 1,700 characters of text each. */
export function* newsStream(
  { words, sums }: Vocabulary,
  count: number,
  start: number,
  seed = 2,
  { aDay = ARTICLES_A_DAY, followUps = 0 }: NewsOptions = {},
): Generator<BenchArticle> {
  const random = integersOf(seed);
  const common = (): string => {
    return words[weightedPlace(sums, random)] ?? '';
  };
  const sentence = (names: readonly string[], length: number): string =>
    Array.from({ length }, (_, i) => (i % 5 === 3 ? (names[random(names.length)] ?? common()) : common())).join(' ');
  const paragraph = (names: readonly string[]) => `${sentence(names, 18)}. ${sentence(names, 16)}.`;
  const recent: Told[] = [];
  const event = (): Told => {
    const before = followUps > 0 && random(10) < followUps ? recent[random(recent.length)] : undefined;
    const known = before?.names.slice(0, NAMES_KEPT) ?? [];
    const names = [...known, ...Array.from({ length: NAMES - known.length }, () => invented(random, 4 + random(4)))];
    return { names, paragraphs: Array.from({ length: 8 }, () => paragraph(names)) };
  };
  for (let i = 0; i < count; i++) {
    const told = recent.length === 0 || random(10) < 6 ? event() : (recent[random(recent.length)] ?? event());
    recent.push(told);
    if (recent.length > (TOLD_AGAIN * aDay) / ARTICLES_A_DAY) recent.shift();
    const copied = told.paragraphs.filter(() => random(3) === 0);
    const own = Array.from({ length: Math.max(0, 8 - copied.length) }, () => paragraph(told.names));
    const text = [...own.slice(0, 3), ...copied, ...own.slice(3)];
    yield {
      id: `s${seed}-${i}`,
      source: `outlet${random(OUTLETS)}`,
      url: `https://example.com/${seed}/${i}`,
      title: sentence(told.names, 9),
      published: new Date(start + Math.floor((i * 1_440 * MINUTE_MS) / aDay)).toISOString(),
      summary: text[0] ?? '',
      text: text.join('\n'),
    };
  }
}
