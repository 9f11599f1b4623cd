/** What one incoming article costs, step by step, beside the baselines on the same text. */
import { createRequire } from 'node:module';
import { candidates } from '../../src/clustering/candidates.ts';
import { decide } from '../../src/clustering/decide.ts';
import { fingerprintArticle } from '../../src/clustering/fingerprint.ts';
import { encodeFingerprint } from '../../src/clustering/fingerprint-codec.ts';
import type { IncomingArticle } from '../../src/clustering/index-port.ts';
import { memoryIndex } from '../../src/clustering/memory-index.ts';
import { decodeFeed } from '../../src/feeds/charset.ts';
import type { FeedItem } from '../../src/feeds/item.ts';
import { parseFeed } from '../../src/feeds/read-feed.ts';
import { cutPassages } from '../../src/text/passages.ts';
import { tokenize } from '../../src/text/tokenize.ts';
import { incomingArticles } from '../accuracy/replay.ts';
import type { BenchArticle } from '../articles.ts';
import { type Timing, timed } from '../timing.ts';
import { rssOf } from './feed.ts';
import { tfIdfScan } from './tfidf-scan.ts';

const { SimHash } = createRequire(import.meta.url)('simhash-js') as typeof import('simhash-js');
const { Minhash } = createRequire(import.meta.url)('minhash') as typeof import('minhash');

/**
 * Articles timed, spread evenly over the last SPREAD. News comes in bursts, in which a decision costs several times
 * as much.
 */
const TIMED = 40;
const SPREAD = 1_000;

/**
 * µs an article. TIMED of `articles` are incoming, the others fill the index. Throws an Error when there are too few.
 */
export function timeArticles(articles: readonly BenchArticle[]): readonly Timing[] {
  if (articles.length <= TIMED) throw new Error(`The benchmark times ${TIMED} articles and wants more than that.`);
  const step = Math.floor(Math.min(SPREAD, articles.length) / TIMED);
  const isNew = (_: unknown, i: number) => {
    const back = articles.length - 1 - i;
    return back % step === 0 && back < TIMED * step;
  };
  const isKnown = (_: unknown, i: number) => !isNew(_, i);
  const fresh = articles.filter(isNew);
  const index = memoryIndex();
  const all = incomingArticles(articles, 'full');
  const arriving = all.filter(isNew);
  for (const incoming of all.filter(isKnown)) index.file(incoming);
  const scan = tfIdfScan(articles.filter(isKnown).map((a) => `${a.title} ${a.text}`));

  const texts = fresh.map((a) => ({ title: a.title, summary: a.summary, paragraphs: a.text.split('\n') }));
  const plain = fresh.map((a) => `${a.title}\n${a.text}`);
  const bytes = plain.map((text) => new TextEncoder().encode(text));
  const json = fresh.map((a) => JSON.stringify({ title: a.title, text: a.text }));
  const feeds = fresh.map((a) => new TextEncoder().encode(rssOf([a])));
  const feed = new TextEncoder().encode(rssOf(fresh));
  const made = arriving.map(({ fingerprint }) => fingerprint);
  /** Fresh objects, without memoized values. */
  const anew = (): IncomingArticle[] => arriving.map((n) => ({ ...n, fingerprint: { ...n.fingerprint } }));
  const read = (feed: Uint8Array) => {
    const decoded = decodeFeed(feed, undefined);
    return decoded.ok ? parseFeed(decoded.text, 'https://example.com/') : undefined;
  };
  const itemsOf = (feed: Uint8Array) => {
    const parsed = read(feed);
    if (!parsed?.ok) throw new Error('A feed of the benchmark could not be read.');
    return parsed.items;
  };
  const decideOn = ({ title, summary, paragraphs }: FeedItem, i: number) => {
    const known = arriving[i % TIMED];
    if (!known) throw new Error('A feed of the benchmark has lost its items.');
    const { fingerprint } = fingerprintArticle({ title: title ?? '', summary: summary ?? '', paragraphs });
    encodeFingerprint(fingerprint);
    return decide({ ...known, fingerprint }, index);
  };
  const decoder = new TextDecoder();
  return timed(
    [
      { name: 'TextDecoder', run: () => bytes.map((b) => decoder.decode(b)) },
      { name: 'JSON.parse', run: () => json.map((text) => JSON.parse(text)) },
      { name: 'a Set of its words, cut at white space', run: () => plain.map((text) => new Set(text.split(/\s+/))) },
      { name: 'simhash-js hash', run: () => plain.map((text) => new SimHash().hash(text)) },
      { name: 'minhash, 128 permutations', run: () => plain.map(minhash) },
      { name: `TF-IDF scan of ${articles.length - TIMED}`, run: () => plain.map((text) => scan.nearest(text)) },
      { name: 'wirefold: parse, each a feed', run: () => feeds.map(read) },
      { name: `wirefold: parse, ${TIMED} in one feed`, run: () => read(feed) },
      { name: 'wirefold: clean', run: () => texts.map(cutPassages) },
      { name: 'wirefold: clean and fingerprint', run: () => texts.map(fingerprintArticle) },
      { name: 'wirefold: encode', run: () => made.map(encodeFingerprint) },
      { name: 'wirefold: candidates', run: () => anew().map((n) => candidates(n, index)) },
      { name: 'wirefold: candidates and decide', run: () => anew().map((n) => decide(n, index)) },
      { name: 'wirefold: parse to decision, each a feed', run: () => feeds.flatMap(itemsOf).map(decideOn) },
      { name: `wirefold: parse to decision, ${TIMED} in one feed`, run: () => itemsOf(feed).map(decideOn) },
    ],
    TIMED,
  );
}

function minhash(text: string): unknown {
  const hash = new Minhash();
  for (const word of tokenize(text)) hash.update(word);
  return hash;
}
