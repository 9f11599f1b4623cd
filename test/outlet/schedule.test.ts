import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { afterReading } from '../../src/outlet/outcome.ts';
import { countItems, newRecord, type OutletRecord, paceOf, quickestOf } from '../../src/outlet/record.ts';
import {
  dueAfterFailure,
  dueAfterGone,
  dueAfterSuccess,
  freshForMs,
  isDue,
  PACE_WAIT_MAX_MS,
  type Pace,
  paceWait,
  retryAfterMs,
  turnover,
} from '../../src/outlet/schedule.ts';

const NOW = Date.UTC(2026, 10, 22, 3);
const MIN = 60_000;
const HOUR = 60 * MIN;
const DAY = 24 * HOUR;

const pace = (itemsADay: number | undefined, turnoverMs = Number.POSITIVE_INFINITY): Pace => ({
  itemsADay,
  turnoverMs,
});
const UNKNOWN = pace(undefined);

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
    expect(dueAfterSuccess(NOW, UNKNOWN, ttl, fresh) - NOW).toBe(wait);
  });
});

describe('the wait an outlet asks for by its pace', () => {
  it.each([
    ['is not known yet: the floor', undefined, undefined, 15 * MIN],
    ['brings nothing: the longest we choose', 0, undefined, HOUR],
    ['brings one item a day', 1, undefined, HOUR],
    ['brings 5 a day', 5, undefined, HOUR],
    ['brings 12 a day', 12, undefined, HOUR],
    ['brings 20 a day: half of 72 minutes', 20, undefined, 36 * MIN],
    ['brings 40 a day: half of 36 minutes', 40, undefined, 18 * MIN],
    ['brings 150 a day: the floor', 150, undefined, 15 * MIN],
    ['brings 5 a day, once ten within the hour in a feed of ten', 5, HOUR, 30 * MIN],
    ['brings 5 a day in a feed of one item', 5, 20 * MIN, 15 * MIN],
    ['is not known, with a feed that lasts for days', undefined, 3 * DAY, 15 * MIN],
    ['brings 20 a day in a feed that lasts for days', 20, 3 * DAY, 36 * MIN],
  ])('%s', (_, itemsADay, turnoverMs, wait) => {
    expect(paceWait(pace(itemsADay, turnoverMs))).toBe(wait);
  });

  it('is never below the floor, never above the ceiling, and never longer for more items or a shorter feed', () => {
    const items = fc.double({ min: 0, max: 5_000, noNaN: true });
    const ms = fc.double({ min: 1, max: 10 * DAY, noNaN: true });
    fc.assert(
      fc.property(items, ms, fc.double({ min: 1, max: 20, noNaN: true }), (itemsADay, turnoverMs, factor) => {
        const wait = paceWait(pace(itemsADay, turnoverMs));
        expect(wait).toBeGreaterThanOrEqual(15 * MIN);
        expect(wait).toBeLessThanOrEqual(PACE_WAIT_MAX_MS);
        expect(paceWait(pace(itemsADay * factor, turnoverMs))).toBeLessThanOrEqual(wait);
        expect(paceWait(pace(itemsADay, turnoverMs / factor))).toBeLessThanOrEqual(wait);
      }),
    );
  });

  it('honours ttl and Cache-Control whatever the pace, and asks no sooner than the pace', () => {
    const wait = fc.nat(2 * DAY);
    fc.assert(
      fc.property(
        wait,
        wait,
        fc.double({ min: 0, max: 500, noNaN: true }),
        fc.nat(2 * DAY),
        (ttl, fresh, n, window) => {
          const lately = pace(n, window);
          const due = dueAfterSuccess(NOW, lately, ttl, fresh) - NOW;
          expect(due).toBeGreaterThanOrEqual(Math.max(15 * MIN, Math.min(ttl, DAY), Math.min(fresh, HOUR)));
          expect(due).toBe(Math.max(paceWait(lately), Math.min(ttl, DAY), Math.min(fresh, HOUR)));
        },
      ),
    );
  });
});

describe('how fast a feed turns over', () => {
  it.each([
    ['nothing', 0, HOUR, Number.POSITIVE_INFINITY],
    ['half of it within an hour', 0.5, HOUR, 2 * HOUR],
    ['a twentieth within 20 minutes', 0.05, 20 * MIN, 400 * MIN],
    ['all of it: at most the time since the last reading', 1, 40 * MIN, 40 * MIN],
    ['a tenth within a minute, read by hand', 0.1, MIN, 150 * MIN],
    ['half, by a clock that was set back', 0.5, -HOUR, 30 * MIN],
  ])('if it replaced %s', (_, share, elapsed, ms) => {
    expect(turnover(share, elapsed)).toBe(ms);
  });
});

describe('the pace of an outlet', () => {
  const hour = Math.floor(NOW / HOUR);
  const record = (over: Partial<OutletRecord>): OutletRecord => ({ ...newRecord('https://o.example/', NOW), ...over });
  const seen = (hoursAgo: number, n: number) => ({ hour: hour - hoursAgo, seen: n, filed: n, edited: 0 });

  it.each([
    ['never read', record({}), undefined],
    ['first read less than a day ago', record({ firstRead: NOW - DAY + 1, hours: [seen(23, 50)] }), undefined],
    ['its first feed no longer counts after a day', record({ firstRead: NOW - DAY, hours: [seen(24, 50)] }), 0],
    ['spread over the day', record({ firstRead: 0, hours: [seen(20, 10), seen(10, 10), seen(5, 4)] }), 24],
    ['awake since three hours ago', record({ firstRead: 0, hours: [seen(2, 3), seen(1, 3), seen(0, 3)] }), 72],
    ['hours that a wrong clock counted', record({ firstRead: 0, hours: [seen(-5, 90), seen(6, 12)] }), 12],
  ])('%s', (_, one, itemsADay) => {
    expect(paceOf(one, NOW).itemsADay).toBe(itemsADay);
  });

  it('keeps the quickest turnover for two days, through the same rush of the next day', () => {
    const rush = record({ quickest: quickestOf(record({}), NOW, HOUR) });
    expect(quickestOf(rush, NOW + DAY, 5 * HOUR)).toEqual({ at: NOW, turnoverMs: HOUR });
    expect(quickestOf(rush, NOW + DAY, HOUR)).toEqual({ at: NOW + DAY, turnoverMs: HOUR });
    expect(paceOf(rush, NOW + 2 * DAY - 1).turnoverMs).toBe(HOUR);
    expect(paceOf(rush, NOW + 2 * DAY).turnoverMs).toBe(Number.POSITIVE_INFINITY);
    expect(quickestOf(rush, NOW + 2 * DAY, Number.POSITIVE_INFINITY)).toBeUndefined();
    // Set by a clock that ran ahead.
    expect(paceOf(rush, NOW - 1).turnoverMs).toBe(Number.POSITIVE_INFINITY);
  });
});

/** An outlet as rounds of ten minutes read it: its feed lists the newest `window` items published at `times`. */
function simulated(times: readonly number[], window: number, days: number) {
  let record = newRecord('https://o.example/', NOW);
  const read = new Set<number>();
  let listed: readonly number[] = [];
  const polls: number[] = [];
  for (let now = NOW; now < NOW + days * DAY; now += 10 * MIN) {
    if (!isDue(record.nextDue, now)) continue;
    polls.push(now);
    const out = times.flatMap((at, n) => (at <= now ? [n] : []));
    const feed = out.slice(-window);
    const arrived = feed.filter((n) => !read.has(n));
    const left = listed.filter((n) => !feed.includes(n));
    const replaced = Math.min(arrived.length / feed.length, left.length / listed.length) || 0;
    listed = feed;
    for (const n of arrived) read.add(n);
    record = afterReading({ ...record, hours: countItems(record, now, { seen: arrived.length }) }, now, {
      ...{ items: feed.length, fresh: arrived.length, edited: 0, replaced },
      ...{ validators: undefined, bodyHash: undefined, ttlMs: undefined, freshForMs: 0, warnings: [] },
    });
  }
  const missed = times.filter((at, n) => at <= (polls.at(-1) ?? 0) && !read.has(n));
  const waits = polls.slice(1).map((at, n) => at - (polls[n] ?? 0));
  return { polls, waits, missed };
}

describe('an outlet over days', () => {
  const DAYS = 4;
  const steady = (perDay: number) =>
    Array.from({ length: Math.ceil(perDay * DAYS) }, (_, n) => NOW + ((n + 0.5) * DAY) / perDay);
  const lastDay = (polls: readonly number[]) => polls.filter((at) => at >= NOW + (DAYS - 1) * DAY).length;

  it.each([
    // Two items within three hours are 16 a day for a while, so 12 a day cost a few polls more than 5.
    [5, 24],
    [12, 27],
    [40, 72],
    [150, 72],
  ])('is polled as often as %i items a day ask for', (perDay, polls) => {
    expect(lastDay(simulated(steady(perDay), 50, DAYS).polls)).toBe(polls);
  });

  it('is never polled within a quarter of an hour, and at the latest a round after the hour', () => {
    const times = fc
      .array(fc.integer({ min: 0, max: DAYS * DAY }), { maxLength: 400 })
      .map((all) => all.map((at) => NOW + at).toSorted((a, b) => a - b));
    fc.assert(
      fc.property(times, fc.integer({ min: 1, max: 60 }), (published, window) => {
        const { waits } = simulated(published, window, DAYS);
        expect(Math.min(...waits)).toBeGreaterThanOrEqual(15 * MIN);
        expect(Math.max(...waits)).toBeLessThanOrEqual(PACE_WAIT_MAX_MS);
      }),
      { numRuns: 60 },
    );
  });

  it('misses nothing of a feed whose items stand in it for 20 minutes and more, at any steady pace', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.double({ min: 20, max: 3_000, noNaN: true }),
        (window, minutes) => {
          const perDay = Math.min(1_000, (window * DAY) / (minutes * MIN));
          expect(simulated(steady(perDay), window, DAYS).missed).toEqual([]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('misses nothing of a daily rush once it has seen one, up to half as fast again', () => {
    // Two items a day, and at noon `rush` more, one every `gap` minutes, in a feed of ten.
    const day = (n: number, rush: number, gap: number) => [
      NOW + n * DAY,
      ...Array.from({ length: rush }, (_, i) => NOW + n * DAY + 9 * HOUR + i * gap * MIN),
      NOW + n * DAY + 20 * HOUR,
    ];
    const { missed, polls } = simulated(
      [...day(0, 30, 6), ...day(1, 30, 6), ...day(2, 30, 4), ...day(3, 30, 4)],
      10,
      4,
    );
    expect(missed).toEqual([]);
    const second = polls.filter((at) => at >= NOW + DAY && at < NOW + 2 * DAY);
    expect(second.length).toBeLessThanOrEqual(56);
  });

  it('catches up within a few readings with an outlet that suddenly publishes a feed an hour', () => {
    const { missed, waits } = simulated([...steady(2).filter((at) => at < NOW + 2 * DAY), ...rushOf(2, 20, 60)], 10, 4);
    expect(missed.length).toBeLessThanOrEqual(10);
    expect(missed.every((at) => at < NOW + 2 * DAY + 2 * HOUR)).toBe(true);
    expect(waits.slice(-50).every((wait) => wait <= 20 * MIN)).toBe(true);
  });
  const rushOf = (day: number, perHour: number, items: number) =>
    Array.from({ length: items * 8 }, (_, n) => NOW + day * DAY + (n * HOUR) / perHour);
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
