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
import { termOf } from '../../src/text/analyzer.ts';
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
