/** An item without a date is dated by first sight. When the answer to its filing is lost, it is sent again at another time, under another date. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkLaws } from './laws.ts';
import { inOneObject } from './live.ts';
import type { Step } from './step.ts';
import { START } from './world.ts';

const clock = { now: 0 };
beforeEach(() => {
  vi.spyOn(Date, 'now').mockImplementation(() => clock.now);
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(() => void vi.restoreAllMocks());

/** Every fifth pick is an item without a date. */
const UNDATED: Step = { do: 'news', outlet: 0, change: 'gain', pick: 5 };
const TICK: Step = { do: 'tick', outlet: 0 };
const FETCHED: Step = { do: 'go', pick: 0, fate: 'done' };
const UNANSWERED: Step = { do: 'go', pick: 0, fate: 'unanswered' };
/** Kills the outlet while it waits for the answer to a filing that takes effect. */
const EVICTED: Step = { do: 'kill', pick: 0, arrives: true };

describe('an article whose first filing was accepted and never answered', () => {
  it.each<[string, readonly Step[]]>([
    ['goes on', [UNANSWERED]],
    ['is evicted', [EVICTED]],
    ['is evicted and the item edited', [EVICTED, { do: 'news', outlet: 0, change: 'edit', pick: 0 }]],
  ])('keeps its dates when its outlet %s', async (_, loss) => {
    await inOneObject(clock, async (live) => {
      const again: readonly Step[] = [{ do: 'wait', minutes: 45 }, TICK, { do: 'flow', gates: 7 }];
      const world = await live([UNDATED, TICK, FETCHED, ...loss, ...again]);
      expect(world.gates.faults.unanswered + world.gates.faults.killed).toBe(1);
      const rows = world.sql.exec('SELECT published, seen FROM article').toArray();
      expect(rows).toEqual([{ published: START, seen: START }]);
      expect(world.outlets[0]?.recorded()).toHaveLength(1);
      await checkLaws(world);
    });
  });
});
