/**
 * A candidate index of any number of articles, in little memory: stems drawn like those of a day's news, all in one array.
 * It shows what 100,000 or a million articles do to a decision without a million texts.
 */
import { addDocument, emptySketch } from '../../src/clustering/document-frequency.ts';
import { type Fingerprint, fingerprintArticle } from '../../src/clustering/fingerprint.ts';
import type { IncomingArticle, IndexPort, Member, Posting } from '../../src/clustering/index-port.ts';
import { INDEX_TERMS_MAX, indexTerms } from '../../src/clustering/index-terms.ts';
import { termOf } from '../../src/text/analyzer.ts';
import type { Vocabulary } from '../made-up-news.ts';
import { integersOf, weightedPlace } from '../random.ts';

const TITLE_WORDS = 9;
const TEXT_WORDS = 120;
const WORDS = TITLE_WORDS + TEXT_WORDS;
const NAMES = 12;
/** Only the newest events are reported on again. */
const EVENTS_OPEN = 200;
/** The articles span four days, however many there are. */
const WINDOW_MS = 4 * 86_400_000;
const EMPTY = fingerprintArticle({ title: '', summary: '', paragraphs: [] }).fingerprint;

export interface Window {
  readonly port: IndexPort;
  /** One more article of the same news. It is not filed. */
  incoming(): IncomingArticle;
}

/** Every article is a story of its own: the cost of a decision does not depend on which articles belong together. */
export function windowOf({ words, sums }: Vocabulary, articles: number, seed = 3): Window {
  const random = integersOf(seed);
  const stems = Uint32Array.from(words, termOf);
  const terms = new Uint32Array(WORDS * articles);
  const counts = emptySketch();
  /** The newest posting of each key. */
  const heads = new Map<number, number>();
  /** For each posting, its article and the key's posting before it. */
  const posted = new Uint32Array(INDEX_TERMS_MAX * articles);
  const before = new Int32Array(INDEX_TERMS_MAX * articles);
  let postings = 0;
  const events: Uint32Array[] = [];

  const common = (): number => {
    return stems[weightedPlace(sums, random)] ?? 0;
  };
  const write = (at: number): void => {
    const told = events.length > 0 && random(10) >= 6 ? events[random(events.length)] : undefined;
    const names = told ?? Uint32Array.from({ length: NAMES }, () => (random(2 ** 32) & ~1) >>> 0);
    events.push(names);
    if (events.length > EVENTS_OPEN) events.shift();
    for (let i = 0; i < WORDS; i++) terms[at * WORDS + i] = i % 4 === 3 ? (names[random(NAMES)] ?? 0) : common();
  };
  const profileAt = (words: Uint32Array): Fingerprint => ({
    ...EMPTY,
    title: words.subarray(0, TITLE_WORDS),
    text: words.subarray(TITLE_WORDS),
  });
  const published = (article: number) => Math.floor((article * WINDOW_MS) / articles);
  const memberAt = (article: number): Member => ({
    article,
    story: article,
    publisher: `outlet${article % 25}`,
    published: published(article),
    fingerprint: profileAt(terms.subarray((article - 1) * WORDS, article * WORDS)),
    pinned: false,
    moved: false,
    lookAlikes: 0,
  });

  for (let article = 1; article <= articles; article++) {
    write(article - 1);
    const { fingerprint: profile } = memberAt(article);
    for (const key of indexTerms(profile)) {
      before[postings] = heads.get(key) ?? -1;
      posted[postings] = article;
      heads.set(key, postings++);
    }
    addDocument(counts, profile);
  }
  const scratch = new Uint32Array(WORDS);
  return {
    port: {
      posting(key, limit) {
        const found: Posting[] = [];
        for (let at = heads.get(key) ?? -1; at >= 0 && found.length < limit; at = before[at] ?? -1) {
          found.push({ article: posted[at] ?? 0, voice: (posted[at] ?? 0) % 25 });
        }
        return found;
      },
      members: (numbers) => numbers.map(memberAt),
      membersOf: (stories) => stories.map(memberAt),
      documentFrequencies: () => counts,
      apart: () => false,
    },
    incoming() {
      write(articles - 1);
      scratch.set(terms.subarray((articles - 1) * WORDS));
      return {
        article: articles + 1,
        publisher: 'outlet7',
        published: WINDOW_MS,
        fingerprint: profileAt(scratch.slice()),
      };
    },
  };
}
