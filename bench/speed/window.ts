/**
 * An index of as many articles as one likes, in little memory: profiles of stems drawn like a day's news, their words in
 * one array. What 100,000 or a million articles do to a decision can be seen without making a million texts.
 */
import { count, noCounts } from '../../src/core/counts.ts';
import { mix } from '../../src/core/hash.ts';
import type { IndexPort, Member, Newcomer } from '../../src/core/index-port.ts';
import { indexKeys } from '../../src/core/keys.ts';
import { KEYS_FILED_MAX } from '../../src/core/limits.ts';
import { fingerprint, type Profile } from '../../src/core/profile.ts';
import { hashStem } from '../../src/core/stemmed.ts';
import type { Vocabulary } from '../newsstream.ts';
import { integersOf, weightedPlace } from '../random.ts';

const TITLE_WORDS = 9;
const TEXT_WORDS = 120;
const WORDS = TITLE_WORDS + TEXT_WORDS;
const NAMES = 12;
/** Articles of one event follow each other this closely, at most. */
const EVENT_REACH = 200;
/** The window the index keeps: whatever the count, it spans four days. */
const WINDOW_MS = 4 * 86_400_000;
const EMPTY = fingerprint({ title: '', summary: '', paragraphs: [] }).profile;

export interface Asked {
  /** Requests to shards: one for the keys of each, one for the profiles that each holds of the candidates. */
  requests: number;
  /** Postings handed over. */
  postings: number;
}

export interface Window {
  readonly port: IndexPort;
  readonly asked: Asked;
  /** Postings each shard holds. */
  readonly held: readonly number[];
  /** One more article of the same news, not filed. */
  newcomer(): Newcomer;
}

/**
 * `articles` filed, every one under its own story: what a decision costs does not depend on who was right. With several
 * shards each holds the postings of its keys, and the profiles of its articles.
 */
export function windowOf({ words, sums }: Vocabulary, articles: number, shards = 1, seed = 3): Window {
  const random = integersOf(seed);
  const stems = Uint32Array.from(words, hashStem);
  const pool = new Uint32Array(WORDS * articles);
  const counts = noCounts();
  const heads = Array.from({ length: shards }, () => new Map<number, number>());
  const held = new Array<number>(shards).fill(0);
  const shardOf = (key: number): number => mix(key) % shards;
  /** Per posting: the article, and the posting before it of the same key. */
  const posted = new Uint32Array(KEYS_FILED_MAX * articles);
  const before = new Int32Array(KEYS_FILED_MAX * articles);
  let postings = 0;
  const events: Uint32Array[] = [];

  const common = (): number => {
    return stems[weightedPlace(sums, random)] ?? 0;
  };
  const write = (at: number): void => {
    const told = events.length > 0 && random(10) >= 6 ? events[random(events.length)] : undefined;
    const names = told ?? Uint32Array.from({ length: NAMES }, () => (random(2 ** 32) & ~1) >>> 0);
    events.push(names);
    if (events.length > EVENT_REACH) events.shift();
    for (let i = 0; i < WORDS; i++) pool[at * WORDS + i] = i % 4 === 3 ? (names[random(NAMES)] ?? 0) : common();
  };
  const profileAt = (words: Uint32Array): Profile => ({
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
    profile: profileAt(pool.subarray((article - 1) * WORDS, article * WORDS)),
    pinned: false,
    moved: false,
  });

  for (let article = 1; article <= articles; article++) {
    write(article - 1);
    const { profile } = memberAt(article);
    for (const key of indexKeys(profile)) {
      const shard = shardOf(key);
      before[postings] = heads[shard]?.get(key) ?? -1;
      posted[postings] = article;
      heads[shard]?.set(key, postings++);
      held[shard] = (held[shard] ?? 0) + 1;
    }
    count(counts, profile);
  }
  const asked: Asked = { requests: 0, postings: 0 };
  const keysAsked = new Set<number>();
  const scratch = new Uint32Array(WORDS);
  return {
    asked,
    held,
    port: {
      posting(key, limit) {
        const found: number[] = [];
        const shard = shardOf(key);
        for (let at = heads[shard]?.get(key) ?? -1; at >= 0 && found.length < limit; at = before[at] ?? -1) {
          found.push(posted[at] ?? 0);
        }
        keysAsked.add(shard);
        asked.postings += found.length;
        return found;
      },
      members(numbers) {
        asked.requests += keysAsked.size + new Set(numbers.map((article) => article % shards)).size;
        keysAsked.clear();
        return numbers.map(memberAt);
      },
      membersOf: (stories) => stories.map(memberAt),
      counts: () => counts,
      apart: () => false,
    },
    newcomer() {
      write(articles - 1);
      scratch.set(pool.subarray((articles - 1) * WORDS));
      return { article: articles + 1, publisher: 'outlet7', published: WINDOW_MS, profile: profileAt(scratch.slice()) };
    },
  };
}
