import { describe, expect, it } from 'vitest';
import {
  dueAfterFailure,
  dueAfterGone,
  dueAfterSuccess,
  freshForMs,
  isDue,
  retryAfterMs,
} from '../../src/outlet/schedule.ts';

const NOW = Date.UTC(2026, 10, 22, 3);
const MIN = 60_000;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;

describe('after success', () => {
  it.each([
    ['says nothing: the floor', undefined, 0, 15 * MIN],
    ['asks for less than the floor', 5 * MIN, 60_000, 15 * MIN],
    ['has a ttl of two hours', 2 * HOUR, 0, 2 * HOUR],
    ['is fresh for half an hour', undefined, 30 * MIN, 30 * MIN],
    ['says both: the longer', 20 * MIN, 40 * MIN, 40 * MIN],
    ['has a ttl of a week: the ceiling', 7 * DAY, 0, DAY],
    ['is fresh for a year: asked again within the hour', undefined, 365 * DAY, HOUR],
  ])('a feed that %s', (_, ttl, fresh, wait) => {
    expect(dueAfterSuccess(NOW, ttl, fresh) - NOW).toBe(wait);
  });
});

describe('after failures', () => {
  it('doubles from a quarter of an hour to a day, and stays there', () => {
    const waits = Array.from({ length: 12 }, (_, i) => dueAfterFailure(NOW, i + 1, '', 0) - NOW);
    expect(waits).toEqual([0.25, 0.5, 1, 2, 4, 8, 16, 24, 24, 24, 24, 24].map((hours) => hours * HOUR));
  });

  it('spreads outlets, each always to the same place, by a fifth at most', () => {
    const waits = ['aaaaaaaaaaaaa', 'aaaaaaaaaaaab', '0gulfnews0000'].map((id) => dueAfterFailure(NOW, 3, id) - NOW);
    expect(new Set(waits).size).toBe(3);
    for (const wait of waits) {
      expect(wait).toBeGreaterThanOrEqual(HOUR);
      expect(wait).toBeLessThan(1.2 * HOUR);
    }
    expect(dueAfterFailure(NOW, 3, 'aaaaaaaaaaaaa') - NOW).toBe(waits[0]);
  });

  it('honours Retry-After, up to a day', () => {
    expect(dueAfterFailure(NOW, 1, '', 2 * HOUR) - NOW).toBe(2 * HOUR);
    expect(dueAfterFailure(NOW, 1, '', 60_000) - NOW).toBe(15 * MIN);
    expect(dueAfterFailure(NOW, 1, '', 30 * DAY) - NOW).toBe(DAY);
  });

  it('asks once a day for what is gone', () => {
    expect(dueAfterGone(NOW) - NOW).toBe(DAY);
  });
});

describe('is due', () => {
  it.each([
    ['at its time', 0, true],
    ['later', -HOUR, true],
    ['not before', 1, false],
    ['not a day before', DAY, false],
    ['when the wait is longer than any we set: a clock was wrong', DAY + 1, true],
  ])('%s', (_, ahead, due) => {
    expect(isDue(NOW + ahead, NOW)).toBe(due);
  });
});

describe('Retry-After', () => {
  it.each([
    [null, undefined],
    ['120', 120_000],
    [' 120 ', 120_000],
    ['0', undefined],
    ['-5', undefined],
    ['Sun, 22 Nov 2026 03:10:00 GMT', 10 * MIN],
    ['Sun, 22 Nov 2026 02:00:00 GMT', undefined],
    ['tomorrow', undefined],
    ['', undefined],
  ])('%j', (header, ms) => {
    expect(retryAfterMs(header, NOW)).toBe(ms);
  });
});

describe('freshness', () => {
  it.each([
    [{}, 0],
    [{ 'cache-control': 'max-age=600' }, 10 * MIN],
    [{ 'cache-control': 'public, max-age="600"' }, 10 * MIN],
    [{ 'cache-control': 'max-age=600', age: '60' }, 9 * MIN],
    [{ 'cache-control': 'max-age=600, no-cache' }, 0],
    [{ 'cache-control': 'no-store' }, 0],
    [{ 'cache-control': 's-maxage=600' }, 0],
    [{ expires: 'Sun, 22 Nov 2026 03:30:00 GMT' }, 30 * MIN],
    // Counted from the server's clock, here a year behind.
    [{ date: 'Sat, 22 Nov 2025 03:00:00 GMT', expires: 'Sat, 22 Nov 2025 03:30:00 GMT' }, 30 * MIN],
    [{ date: 'nonsense', expires: 'Sun, 22 Nov 2026 03:30:00 GMT' }, 30 * MIN],
    [{ expires: '0' }, 0],
    [{ 'last-modified': 'Wed, 22 Nov 2006 03:30:00 GMT' }, 0],
  ])('%j', (headers, ms) => {
    expect(freshForMs('https://example.com/feed', new Headers(headers as Record<string, string>), NOW)).toBe(ms);
  });
});
