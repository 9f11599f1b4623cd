/**
 * The baselines, on the same articles in the same order. Each article joins the story of its most similar earlier
 * article if they are similar enough, or the story of the best average where the name says average link.
 */

import type { IncomingArticle } from '../../src/clustering/index-port.ts';
import { backgroundIdf } from '../../src/text/background-frequency.ts';
import { hashPair, hashText } from '../../src/text/hash.ts';
import { normalize } from '../../src/text/normalize.ts';
import { distance, simhash } from '../../src/text/simhash.ts';
import { tokenize } from '../../src/text/tokenize.ts';
import type { BenchArticle, View } from '../articles.ts';
import { simhashJs } from './simhash-js.ts';
import { cosine, sharedCount, weighted } from './vector.ts';

export interface Baseline {
  readonly name: string;
  /** Story labels, one for each article. */
  cluster(articles: readonly BenchArticle[], filed: readonly IncomingArticle[], view: View): number[];
}

type Similarity = (i: number, j: number) => number;

function nearest(n: number, like: Similarity, enough: number): number[] {
  const story: number[] = [];
  for (let i = 0; i < n; i++) {
    let best = enough;
    let home = i;
    for (let j = 0; j < i; j++) {
      const likeness = like(i, j);
      if (likeness >= best) {
        best = likeness;
        home = story[j] ?? j;
      }
    }
    story.push(home);
  }
  return story;
}

function averageLink(n: number, like: Similarity, enough: number): number[] {
  const stories: number[][] = [];
  const story: number[] = [];
  for (let i = 0; i < n; i++) {
    const sums = new Float64Array(stories.length);
    for (let j = 0; j < i; j++) sums[story[j] ?? 0] = (sums[story[j] ?? 0] ?? 0) + like(i, j);
    let best = enough;
    let home = stories.length;
    stories.forEach((members, s) => {
      const average = (sums[s] ?? 0) / members.length;
      if (average >= best) {
        best = average;
        home = s;
      }
    });
    if (home === stories.length) stories.push([]);
    stories[home]?.push(i);
    story.push(home);
  }
  return story;
}

function sorted(list: Iterable<number>): Uint32Array {
  return Uint32Array.from(new Set(list)).sort();
}

function jaccard(a: Uint32Array, b: Uint32Array): number {
  const both = sharedCount(a, b);
  return both === 0 ? 0 : both / (a.length + b.length - both);
}

/** Trigrams of each word, padded with two blanks before and one after, as in PostgreSQL's pg_trgm. */
function trigrams(title: string): Uint32Array {
  const list: number[] = [];
  for (const word of tokenize(title.toLowerCase())) {
    const padded = `  ${word} `;
    for (let i = 0; i + 3 <= padded.length; i++) {
      list.push(hashPair(hashPair(padded.charCodeAt(i), padded.charCodeAt(i + 1)), padded.charCodeAt(i + 2)));
    }
  }
  return sorted(list);
}

function stems({ fingerprint }: IncomingArticle): Uint32Array {
  return Uint32Array.of(...fingerprint.title, ...fingerprint.text);
}

function runs(list: Uint32Array, length: number): number[] {
  return Array.from({ length: Math.max(0, list.length - length + 1) }, (_, i) =>
    list.subarray(i, i + length).reduce((run, stem) => hashPair(run, stem), 0),
  );
}

function ownSimhash(bits: number): Baseline {
  return {
    name: `64-bit SimHash of stem pairs, distance ≤ ${bits}`,
    cluster(_, filed) {
      const prints = filed.map((article) => simhash(runs(stems(article), 2)));
      const none = { high: 0, low: 0 };
      return nearest(filed.length, (i, j) => 64 - distance(prints[i] ?? none, prints[j] ?? none), 64 - bits);
    },
  };
}

function text(article: BenchArticle, view: View): string {
  return `${article.title}\n${view === 'full' ? article.text : article.summary}`;
}

export const BASELINES: readonly Baseline[] = [
  {
    name: 'exact title',
    cluster(articles) {
      const first = new Map<string, number>();
      return articles.map(({ title }, i) => first.get(title) ?? first.set(title, i).get(title) ?? i);
    },
  },
  {
    name: 'title trigrams ≥ .75 (Tiny Tiny RSS)',
    cluster(articles) {
      const grams = articles.map(({ title }) => trigrams(title));
      const none = new Uint32Array();
      return nearest(articles.length, (i, j) => jaccard(grams[i] ?? none, grams[j] ?? none), 0.75);
    },
  },
  {
    name: 'title word overlap ≥ .6 (NewsBlur)',
    cluster(articles) {
      const sets = articles.map(({ title }) => sorted(tokenize(normalize(title)).map((word) => hashText(word))));
      const none = new Uint32Array();
      const like: Similarity = (i, j) => {
        const [a, b] = [sets[i] ?? none, sets[j] ?? none];
        return sharedCount(a, b) / Math.max(1, Math.min(a.length, b.length));
      };
      return nearest(articles.length, like, 0.6);
    },
  },
  {
    name: 'simhash-js 1.0.0, distance ≤ 3',
    cluster(articles, _, view) {
      const { SimHash } = simhashJs();
      const prints = articles.map((article) => ({
        high: 0,
        low: Number(new SimHash().hash(text(article, view))) >>> 0,
      }));
      const none = { high: 0, low: 0 };
      return nearest(articles.length, (i, j) => 32 - distance(prints[i] ?? none, prints[j] ?? none), 32 - 3);
    },
  },
  ownSimhash(3),
  ownSimhash(10),
  {
    name: '3-word shingles, Jaccard ≥ .3',
    cluster(_, filed) {
      const shingles = filed.map((article) => sorted(runs(stems(article), 3)));
      const none = new Uint32Array();
      return nearest(filed.length, (i, j) => jaccard(shingles[i] ?? none, shingles[j] ?? none), 0.3);
    },
  },
  {
    name: 'TF-IDF cosine ≥ .3, average link',
    cluster(_, filed) {
      const vectors = filed.map((article) => {
        const counts = new Map<number, number>();
        for (const stem of stems(article)) counts.set(stem, (counts.get(stem) ?? 0) + 1);
        const keys = sorted(counts.keys());
        return weighted(
          keys,
          Float64Array.from(keys, (key) => (1 + Math.log(counts.get(key) ?? 1)) * backgroundIdf(key)),
        );
      });
      return averageLink(
        filed.length,
        (i, j) => {
          const [a, b] = [vectors[i], vectors[j]];
          return a && b ? cosine(a, b) : 0;
        },
        0.3,
      );
    },
  },
];
