/**
 * The features of a pair by their definitions, in plain maps, sets and lists. The kernel must compute the same numbers,
 * faster; the laws compare them.
 */

import type { Fingerprint } from '../../../src/clustering/fingerprint.ts';
import type { IncomingArticle } from '../../../src/clustering/index-port.ts';
import { comparedTermsOf } from '../../../src/clustering/kernel/compared-terms.ts';
import type { FeatureName } from '../../../src/clustering/pair-features.ts';

type Idf = (term: number) => number;

/** The title and the first 200 words of the text. */
const titleAndText = (fingerprint: Fingerprint, words: number): readonly number[] => {
  const { title, text } = comparedTermsOf(fingerprint);
  return [...title, ...text.subarray(0, words)];
};
const compared = (fingerprint: Fingerprint): readonly number[] => titleAndText(fingerprint, 200);
const lead = (fingerprint: Fingerprint): ReadonlySet<number> => new Set(titleAndText(fingerprint, 35));
const opening = (fingerprint: Fingerprint): readonly number[] => titleAndText(fingerprint, 35).slice(0, 45);
const sum = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);

/** Cosine of the vectors (1 + ln tf) · idf. */
export function plainCosine(one: Fingerprint, other: Fingerprint, idf: Idf): number {
  const vector = (fingerprint: Fingerprint): Map<number, number> =>
    new Map(
      [...Map.groupBy(compared(fingerprint), (term) => term)].map(([term, occurrences]) => [
        term,
        (1 + Math.log(occurrences.length)) * idf(term),
      ]),
    );
  const norm = (of: Map<number, number>): number => Math.sqrt(sum([...of.values()].map((weight) => weight ** 2)));
  const [a, b] = [vector(one), vector(other)];
  const dot = sum([...a].map(([term, weight]) => weight * (b.get(term) ?? 0)));
  return dot === 0 ? 0 : dot / (norm(a) * norm(b));
}

/** Sum of the three greatest idf among the terms of both leads. */
export function plainRareShared(one: Fingerprint, other: Fingerprint, idf: Idf): number {
  const shared = [...lead(one)].filter((term) => lead(other).has(term)).map(idf);
  return sum(shared.toSorted((x, y) => y - x).slice(0, 3));
}

/** The share of a title's idf that the other article has, of the title that is covered less. */
export function plainTitleCoverage(one: Fingerprint, other: Fingerprint, idf: Idf): number {
  const coverage = (a: Fingerprint, b: Fingerprint): number => {
    const known = new Set(compared(b));
    const title = [...comparedTermsOf(a).title];
    const shared = title.filter((term) => known.has(term));
    return sum(shared.map(idf)) / (sum(title.map(idf)) || 1);
  };
  return Math.min(coverage(one, other), coverage(other, one));
}

/** The longest common subsequence of two openings by dynamic programming, as a share of the shorter one. */
export function plainLeadLcs(one: Fingerprint, other: Fingerprint): number {
  const [a, b] = [opening(one), opening(other)];
  let row = b.map(() => 0);
  for (const word of a) {
    const next: number[] = [];
    for (const [j, theirs] of b.entries()) {
      next[j] = word === theirs ? (row[j - 1] ?? 0) + 1 : Math.max(row[j] ?? 0, next[j - 1] ?? 0);
    }
    row = next;
  }
  return (row.at(-1) ?? 0) / (Math.min(a.length, b.length) || 1);
}

/** Distinct bigrams of both openings, as a share of the opening with fewer. */
export function plainBigramOverlap(one: Fingerprint, other: Fingerprint): number {
  const bigrams = (words: readonly number[]) => new Set(words.slice(1).map((word, i) => `${words[i]} ${word}`));
  const [a, b] = [bigrams(opening(one)), bigrams(opening(other))];
  return [...a].filter((bigram) => b.has(bigram)).length / (Math.min(a.size, b.size) || 1);
}

/** All features by name. */
export function plainFeatures(
  one: IncomingArticle,
  other: IncomingArticle,
  idf: Idf,
): Readonly<Record<FeatureName, number>> {
  const [a, b] = [one.fingerprint, other.fingerprint];
  const hours = Math.abs(one.published - other.published) / 3_600_000;
  return {
    samePublisher: one.publisher === other.publisher ? 1 : 0,
    days: Math.max(0, hours - 3) / 24,
    cosine: Math.log(1 + 50 * plainCosine(a, b, idf)),
    rareShared: plainRareShared(a, b, idf),
    titleCoverage: plainTitleCoverage(a, b, idf),
    leadLcs: Math.log(1 + 20 * plainLeadLcs(a, b)),
    bigramOverlap: plainBigramOverlap(a, b),
    lookAlikes: Math.max(one.lookAlikes ?? 0, other.lookAlikes ?? 0),
  };
}
