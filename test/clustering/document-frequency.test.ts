import { describe, expect, it } from 'vitest';
import {
  addDocument,
  COUNTED_ARTICLES_MAX,
  COUNTED_WORDS,
  decodeSketch,
  emptySketch,
  encodeSketch,
  estimateFrequency,
} from '../../src/clustering/document-frequency.ts';
import { fingerprintArticle } from '../../src/clustering/fingerprint.ts';
import { comparedTermsOf } from '../../src/clustering/kernel/compared-terms.ts';
import { weighting } from '../../src/clustering/kernel/tf-idf.ts';
import { termOf } from '../../src/text/analyzer.ts';
import { backgroundFrequency } from '../../src/text/background-frequency.ts';
import { DOCUMENTS } from '../../src/text/model/background.ts';
import { variantTerm } from '../../src/text/variants.ts';
import { ONE_STORY } from './newsroom.ts';

const told = Object.values(ONE_STORY).flat();
const fingerprints = told.map((text) => fingerprintArticle({ summary: '', ...text }).fingerprint);

describe("today's vocabulary", () => {
  it('counts articles, not occurrences', () => {
    const counts = emptySketch();
    for (const fingerprint of fingerprints) addDocument(counts, fingerprint);
    expect(counts.documents).toBe(fingerprints.length);
    expect(estimateFrequency(counts, variantTerm(termOf('سقارة')))).toBe(2);
    expect(estimateFrequency(counts, variantTerm(termOf('بطاطا')))).toBe(0);
  });

  it('counts what one publisher repeats six times at most', () => {
    const [fingerprint] = fingerprints;
    if (!fingerprint) throw new Error('no text');
    const counts = emptySketch();
    for (let n = 0; n < 40; n++) addDocument(counts, fingerprint, Array(n).fill(fingerprint));
    expect(counts.documents).toBe(40);
    expect(estimateFrequency(counts, comparedTermsOf(fingerprint).title[0] ?? 0)).toBe(6);
  });

  it('never counts too low', () => {
    const counts = emptySketch();
    const exact = new Map<number, number>();
    for (const fingerprint of fingerprints) {
      addDocument(counts, fingerprint);
      const { title, text } = comparedTermsOf(fingerprint);
      for (const stem of new Set([...title, ...text.subarray(0, COUNTED_WORDS)])) {
        exact.set(stem, (exact.get(stem) ?? 0) + 1);
      }
    }
    for (const [stem, times] of exact) expect(estimateFrequency(counts, stem)).toBeGreaterThanOrEqual(times);
  });

  it('halves all counts when it is full', () => {
    const counts = emptySketch();
    const [fingerprint] = fingerprints;
    for (let i = 0; i < COUNTED_ARTICLES_MAX && fingerprint; i++) addDocument(counts, fingerprint);
    expect(counts.documents).toBe(COUNTED_ARTICLES_MAX / 2);
    expect(estimateFrequency(counts, variantTerm(fingerprint?.title[0] ?? 0))).toBe(COUNTED_ARTICLES_MAX / 2);
  });

  it('is decoded as it was encoded, and refuses bytes of another version', () => {
    const counts = emptySketch();
    for (const fingerprint of fingerprints) addDocument(counts, fingerprint);
    const bytes = encodeSketch(counts);
    expect(bytes.length).toBeLessThanOrEqual(256 * 1024);
    expect(decodeSketch(bytes)).toEqual(counts);
    expect(decodeSketch(bytes.with(0, 0))).toBeUndefined();
    expect(decodeSketch(bytes.subarray(1))).toBeUndefined();
  });
});

describe('how much a word weighs while the index fills', () => {
  const name = variantTerm(termOf('قرطبال'));
  const known = variantTerm(termOf('الحكومة'));

  /** A word's idf after so many articles, of which one in `every` has it, and the latest `lately` besides. */
  function idfAfter(articles: number, word: number, every: number, lately: number): number {
    const counts = emptySketch();
    for (let i = 0; i < articles; i++) {
      const has = i % every === every - 1 || i >= articles - lately;
      const text = Uint32Array.of(...(has ? [word] : []), termOf('قال'));
      addDocument(counts, { title: new Uint32Array(), text, passages: [], displayTerms: [], isPart: false });
    }
    return weighting(counts).idf(word);
  }

  it.each([
    { told: 'a name of one article', word: name, every: Number.POSITIVE_INFINITY, lately: 1 },
    { told: 'a name of two articles', word: name, every: Number.POSITIVE_INFINITY, lately: 2 },
    { told: 'a name of a story of eight', word: name, every: Number.POSITIVE_INFINITY, lately: 8 },
    {
      told: 'a word as often as before',
      word: known,
      every: Math.round(DOCUMENTS / backgroundFrequency(known)),
      lately: 0,
    },
  ])('$told: as much in a new index as in a filled one', ({ word, every, lately }) => {
    const weights = [100, 300, 500, 700, 999, 1_500].map((articles) => idfAfter(articles, word, every, lately));
    expect(Math.max(...weights) - Math.min(...weights)).toBeLessThan(0.7);
  });

  it('a word of today soon weighs less than the background says', () => {
    expect(idfAfter(500, name, Number.POSITIVE_INFINITY, 50)).toBeLessThan(idfAfter(500, name, 501, 1) - 3);
  });

  it('a name keeps its weight when the counts are halved', () => {
    const [before, after] = [999, 1_000].map((articles) => idfAfter(articles, name, Number.POSITIVE_INFINITY, 1));
    expect(Math.abs((before ?? 0) - (after ?? 0))).toBeLessThan(0.7);
  });
});
