/** What counts as a short day, what the counts cost, and what the operator reads of it. */
import { describe, expect, it } from 'vitest';
import { WHOLE } from '../../../src/documents/slice.ts';
import { NO_USAGE, type Usage } from '../../../src/documents/usage.ts';
import { FREE_PLAN_A_DAY } from '../../../src/limits.ts';
import { describeShortage, recordUsage, shortageAt, usedToday } from '../../../src/story-index/publish/day-budget.ts';
import { article } from '../../builders.ts';
import { freshIndex, sqlOf } from '../fresh-index.ts';
import { MALI, QUAKE } from '../stories.ts';

const DAY = 86_400_000;
const MIDNIGHT = Date.UTC(2026, 10, 22);
const at = (hour: number) => MIDNIGHT + (hour / 24) * DAY;
const used = (shares: Partial<Record<keyof typeof FREE_PLAN_A_DAY, number>>): Usage => ({
  ...NO_USAGE,
  ...Object.fromEntries(Object.entries(shares).map(([of, share]) => [of, share * FREE_PLAN_A_DAY[of as 'rowsRead']])),
});

describe('a day', () => {
  it.each([
    ['a thousandth used', 0, 0.001, 0],
    ['a quarter used at once', 0, 0.25, 0],
    ['more than a quarter used at once', 0, 0.26, 1],
    ['an even day of 80 %, at noon', 12, 0.4, 0],
    ['an even day of 80 %, at its end', 23.9, 0.8, 0],
    ['a day of 134 %, at six', 6, 0.335, 0],
    ['a day of 134 %, at noon', 12, 0.67, 1],
    ['85 % used, in the evening', 20, 0.85, 2],
    ['85 % used, in the last minutes', 23.9, 0.85, 2],
    ['95 % used', 22, 0.95, 3],
    ['more used than there is', 22, 1.2, 3],
  ])('%s', (_, hour, share, thrift) => {
    for (const of of ['rowsWritten', 'rowsRead', 'objectRequests'] as const) {
      expect(shortageAt(used({ [of]: share }), at(hour), 'free')).toMatchObject({ thrift, share, of });
    }
  });

  it('is as short as what is used up most', () => {
    const usage = used({ rowsWritten: 0.3, rowsRead: 0.9, objectRequests: 0.1 });
    expect(shortageAt(usage, at(23), 'free')).toMatchObject({ thrift: 2, of: 'rowsRead' });
  });

  it('is never short on the paid plan', () => {
    expect(shortageAt(used({ rowsWritten: 9 }), at(12), 'paid').thrift).toBe(0);
  });

  it('says in a sentence what is used and what is given up', () => {
    const said = (share: number, hour: number) =>
      describeShortage(shortageAt(used({ rowsWritten: share }), at(hour), 'free'));
    expect(said(0.5, 12)).toBeUndefined();
    expect(said(0.7, 12)).toBe(
      "70 % of the plan's rows written of this day are used: until 00:00 UTC outlets are asked half as often. Nothing is lost. Switch outlets off or take the paid plan if this happens often.",
    );
    expect(said(0.9, 12)).toContain('a quarter as often, and old articles are deleted tomorrow');
    expect(said(0.96, 12)).toContain('only outlets whose feeds would lose items are asked');
  });
});

describe('the counts', () => {
  it('are those of the UTC day, and one row', async () => {
    const index = freshIndex();
    await sqlOf(index, (sql) => {
      recordUsage(sql, at(1), { rowsRead: 5, kvWrites: 1 });
      recordUsage(sql, at(23), { rowsRead: 7, rowsWritten: 2 });
      expect(usedToday(sql, at(23))).toEqual({ ...NO_USAGE, rowsRead: 12, rowsWritten: 2, kvWrites: 1 });
      expect(usedToday(sql, at(24))).toEqual(NO_USAGE);
      recordUsage(sql, at(25), { objectRequests: 3 });
      expect(usedToday(sql, at(25))).toEqual({ ...NO_USAGE, objectRequests: 3 });
      expect(sql.exec("SELECT value FROM meta WHERE key = 'usage'").toArray()).toHaveLength(1);
    });
  });

  it('hold what filing, publishing and the outlets used, and calls of readers', async () => {
    const index = freshIndex();
    await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10), article('ufuq', MALI[0], 20)]);
    for (let reader = 0; reader < 10; reader++) await index.stories({ limit: 5, cursor: undefined, slice: WHOLE });
    await index.report([], { ...NO_USAGE, rowsWritten: 1_000, objectRequests: 85 });
    await index.publish();
    const usage = await sqlOf(index, (sql) => usedToday(sql, Date.now()));
    expect(usage.objectRequests).toBe(98);
    expect(usage.rowsWritten).toBeGreaterThan(1_010);
    expect(usage.rowsWritten).toBeLessThan(1_100);
    expect(usage.rowsRead).toBeGreaterThan(10);
    // Front, story and day.
    expect(usage.kvWrites).toBe(3);
  });

  it('are written without a publication once 500 calls are not', async () => {
    const index = freshIndex();
    for (let n = 0; n < 499; n++) await index.followUps('none');
    expect((await sqlOf(index, (sql) => usedToday(sql, Date.now()))).objectRequests).toBe(0);
    await index.followUps('none');
    expect((await sqlOf(index, (sql) => usedToday(sql, Date.now()))).objectRequests).toBe(500);
  });
});

describe('a short day', () => {
  it('is told by health and to the round, and filing goes on', async () => {
    const index = freshIndex();
    expect(await index.report([], { ...NO_USAGE, rowsWritten: 96_000 })).toBe(3);
    const health = await index.health();
    expect(health.thrift).toBe(3);
    expect(health.detail).toContain("96 % of the plan's rows written of this day are used");
    expect(await index.file([article('marfa', QUAKE[0])])).toMatchObject({ filed: 1 });
  });
});
