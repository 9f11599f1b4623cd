import { describe, expect, it } from 'vitest';
import { count, countOf, decodeCounts, encodeCounts, noCounts } from '../../src/core/counts.ts';
import { COUNTED_ARTICLES_MAX, COUNTED_WORDS } from '../../src/core/limits.ts';
import { fingerprint } from '../../src/core/profile.ts';
import { hashStem } from '../../src/core/stemmed.ts';
import { ONE_STORY } from './newsroom.ts';

const told = Object.values(ONE_STORY).flat();
const profiles = told.map((text) => fingerprint({ summary: '', ...text }).profile);

describe("today's vocabulary", () => {
  it('counts articles, not occurrences', () => {
    const counts = noCounts();
    for (const profile of profiles) count(counts, profile);
    expect(counts.documents).toBe(profiles.length);
    expect(countOf(counts, hashStem('سقاره'))).toBe(2);
    expect(countOf(counts, hashStem('بطاطا'))).toBe(0);
  });

  it('never counts too low', () => {
    const counts = noCounts();
    const exact = new Map<number, number>();
    for (const profile of profiles) {
      count(counts, profile);
      for (const stem of new Set([...profile.title, ...profile.text.subarray(0, COUNTED_WORDS)])) {
        exact.set(stem, (exact.get(stem) ?? 0) + 1);
      }
    }
    for (const [stem, times] of exact) expect(countOf(counts, stem)).toBeGreaterThanOrEqual(times);
  });

  it('fades: half of everything goes when it is full', () => {
    const counts = noCounts();
    const [profile] = profiles;
    for (let i = 0; i < COUNTED_ARTICLES_MAX && profile; i++) count(counts, profile);
    expect(counts.documents).toBe(COUNTED_ARTICLES_MAX / 2);
    expect(countOf(counts, profile?.title[0] ?? 0)).toBe(COUNTED_ARTICLES_MAX / 2);
  });

  it('survives storage, and refuses bytes of another version', () => {
    const counts = noCounts();
    for (const profile of profiles) count(counts, profile);
    const bytes = encodeCounts(counts);
    expect(bytes.length).toBeLessThanOrEqual(256 * 1024);
    expect(decodeCounts(bytes)).toEqual(counts);
    expect(decodeCounts(bytes.with(0, 0))).toBeUndefined();
    expect(decodeCounts(bytes.subarray(1))).toBeUndefined();
  });
});
