import { describe, expect, it } from 'vitest';
import {
  addDocument,
  decodeSketch,
  emptySketch,
  encodeSketch,
  estimateFrequency,
} from '../../src/clustering/document-frequency.ts';
import { fingerprintArticle } from '../../src/clustering/fingerprint.ts';
import { COUNTED_ARTICLES_MAX, COUNTED_WORDS } from '../../src/core/limits.ts';
import { termOfNormalized } from '../../src/text/analyzer.ts';
import { ONE_STORY } from './newsroom.ts';

const told = Object.values(ONE_STORY).flat();
const profiles = told.map((text) => fingerprintArticle({ summary: '', ...text }).fingerprint);

describe("today's vocabulary", () => {
  it('counts articles, not occurrences', () => {
    const counts = emptySketch();
    for (const profile of profiles) addDocument(counts, profile);
    expect(counts.documents).toBe(profiles.length);
    expect(estimateFrequency(counts, termOfNormalized('سقاره'))).toBe(2);
    expect(estimateFrequency(counts, termOfNormalized('بطاطا'))).toBe(0);
  });

  it('never counts too low', () => {
    const counts = emptySketch();
    const exact = new Map<number, number>();
    for (const profile of profiles) {
      addDocument(counts, profile);
      for (const stem of new Set([...profile.title, ...profile.text.subarray(0, COUNTED_WORDS)])) {
        exact.set(stem, (exact.get(stem) ?? 0) + 1);
      }
    }
    for (const [stem, times] of exact) expect(estimateFrequency(counts, stem)).toBeGreaterThanOrEqual(times);
  });

  it('fades: half of everything goes when it is full', () => {
    const counts = emptySketch();
    const [profile] = profiles;
    for (let i = 0; i < COUNTED_ARTICLES_MAX && profile; i++) addDocument(counts, profile);
    expect(counts.documents).toBe(COUNTED_ARTICLES_MAX / 2);
    expect(estimateFrequency(counts, profile?.title[0] ?? 0)).toBe(COUNTED_ARTICLES_MAX / 2);
  });

  it('survives storage, and refuses bytes of another version', () => {
    const counts = emptySketch();
    for (const profile of profiles) addDocument(counts, profile);
    const bytes = encodeSketch(counts);
    expect(bytes.length).toBeLessThanOrEqual(256 * 1024);
    expect(decodeSketch(bytes)).toEqual(counts);
    expect(decodeSketch(bytes.with(0, 0))).toBeUndefined();
    expect(decodeSketch(bytes.subarray(1))).toBeUndefined();
  });
});
