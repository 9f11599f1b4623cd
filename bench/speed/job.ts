/** The whole job of `npm run cluster`, from texts to stories, beside rules that compare all pairs. */
import { createRequire } from 'node:module';
import { normalize } from '../../src/text/normalize.ts';
import { tokenize } from '../../src/text/tokenize.ts';
import { BASELINES } from '../accuracy/baselines.ts';
import { incomingArticles, replay } from '../accuracy/replay.ts';
import type { BenchArticle } from '../articles.ts';
import { cpuUs, median, type Timing } from '../timing.ts';

const { SimHash } = createRequire(import.meta.url)('simhash-js') as typeof import('simhash-js');
const { LshIndex, Minhash } = createRequire(import.meta.url)('minhash') as typeof import('minhash');

/** Turns of ours and of the title rules; the median counts. The others take too long and have one. */
const TURNS = 3;
const TITLE_OVERLAP_MIN = 0.6;
const SIMHASH_BITS_MAX = 3;

/** µs an article of CPU, after everything was read from the file. */
export function timeJob(articles: readonly BenchArticle[]): readonly Timing[] {
  const filed = incomingArticles(articles, 'full');
  const baseline = (name: string) => () =>
    BASELINES.find((one) => one.name.startsWith(name))?.cluster(articles, filed, 'full');
  const contenders = [
    { name: 'wirefold, clean to story', turns: TURNS, run: () => replay(incomingArticles(articles, 'full')) },
    { name: 'title words, a Set each, all pairs', turns: TURNS, run: () => titleOverlap(articles) },
    { name: 'title words as sorted hashes, all pairs', turns: TURNS, run: baseline('title word overlap') },
    { name: 'simhash-js, all pairs', turns: 1, run: () => simhashPairs(articles) },
    { name: 'minhash and its LSH index', turns: 1, run: () => minhashIndex(articles) },
    { name: 'TF-IDF, average link, of words already stemmed', turns: 1, run: baseline('TF-IDF') },
  ];
  const times = contenders.map((): number[] => []);
  for (let turn = 0; turn < TURNS; turn++) {
    contenders.forEach(({ turns, run }, i) => {
      if (turn >= turns) return;
      const before = cpuUs();
      run();
      times[i]?.push((cpuUs() - before) / articles.length);
    });
  }
  return contenders.map(({ name }, i) => ({ name, us: median(times[i] ?? []) }));
}

/** As most people write it first. For each article the most alike earlier one, by words of the shorter title; -1 for none. */
function titleOverlap(articles: readonly BenchArticle[]): number[] {
  const titles = articles.map(({ title }) => new Set(tokenize(normalize(title))));
  return titles.map((mine, i) => {
    let best = -1;
    let most = TITLE_OVERLAP_MIN;
    for (let j = 0; j < i; j++) {
      const theirs = titles[j] ?? mine;
      let shared = 0;
      for (const word of mine) if (theirs.has(word)) shared++;
      const overlap = shared / Math.max(1, Math.min(mine.size, theirs.size));
      if (overlap >= most) [best, most] = [j, overlap];
    }
    return best;
  });
}

function simhashPairs(articles: readonly BenchArticle[]): number[] {
  const hashes = Uint32Array.from(articles, ({ title, text }) => new SimHash().hash(`${title}\n${text}`));
  return Array.from(hashes, (mine, i) => {
    for (let j = 0; j < i; j++) {
      let bits = 0;
      for (let left = mine ^ (hashes[j] ?? 0); left !== 0; left &= left - 1) bits++;
      if (bits <= SIMHASH_BITS_MAX) return j;
    }
    return -1;
  });
}

function minhashIndex(articles: readonly BenchArticle[]): number {
  const index = new LshIndex();
  let found = 0;
  articles.forEach(({ title, text }, i) => {
    const hash = new Minhash();
    for (const word of new Set(tokenize(normalize(`${title}\n${text}`)))) hash.update(word);
    index.insert(i, hash);
    found += index.query(hash).length;
  });
  return found;
}
