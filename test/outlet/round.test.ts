/** Whose turn it is in a round: on ordinary days, on short ones, after a crash, and while nothing can be written. */
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OutletStatus } from '../../src/documents/outlet.ts';
import { NO_USAGE, type Thrift } from '../../src/documents/usage.ts';
import type { Env } from '../../src/env.ts';
import type { MeteredReport } from '../../src/outlet/api.ts';
import { OUTLETS_AT_ONCE, pollOutlets, semaphore } from '../../src/outlet/poll-all.ts';
import {
  isTurn,
  isTurnUnwritten,
  NO_ROUNDS,
  type RoundStore,
  type Rounds,
  type Turn,
  turnDue,
} from '../../src/outlet/round.ts';
import { DAY, HOUR, MINUTE, NOW, settingsFor } from './subject.ts';

const turn = (over: Partial<Turn> = {}): Turn => ({
  polled: NOW,
  due: NOW + 15 * MINUTE,
  turnoverMs: undefined,
  ...over,
});

function remembered(start: Rounds = NO_ROUNDS): RoundStore {
  let rounds = start;
  return {
    load: () => rounds,
    save(next) {
      rounds = next;
    },
  };
}

/** Outlets o0, o1 …, due again after a quarter of an hour, o1 after an hour, and what the index was told. */
function press(outlets: number, thrift: Thrift = 0, fault?: 'hangs' | 'refuses') {
  const rung: string[] = [];
  const spent: unknown[] = [];
  let published = 0;
  const statusOf = (outlet: string, over: Partial<OutletStatus> = {}): OutletStatus => ({
    ...{ outlet, state: 'ok', detail: '', notes: [], failures: 0, nextDue: NOW },
    ...{ lastTried: undefined, lastSuccess: undefined, lastItem: undefined },
    ...over,
  });
  const tick = async (id: string, now: number): Promise<MeteredReport> => {
    if (fault === 'hangs') await new Promise(() => {});
    rung.push(id);
    const wait = (id === 'o1' ? 60 : 15) * MINUTE;
    return {
      status: statusOf(id, { lastTried: now, nextDue: now + wait }),
      ...{ outcome: 'read', filed: 1, turnoverMs: undefined, rows: { rowsRead: 3, rowsWritten: 2 } },
      filingRows: 0,
    };
  };
  const index = {
    outlets: async () =>
      Array.from({ length: outlets }, (_, n) => ({
        settings: { ...settingsFor(`https://o${n}.example/`), id: `o${n}` },
        status: statusOf(`o${n}`),
      })),
    report: async (_: unknown, used: unknown) => {
      if (fault === 'refuses') throw new Error('no rows left');
      spent.push(used);
      return thrift;
    },
    publish: async () => {
      published++;
      return { written: 0, left: 0, rationed: false, failure: undefined };
    },
  };
  const env = {
    STORY_INDEX: { getByName: () => index },
    OUTLET: { getByName: (id: string) => ({ tick: (_: unknown, now: number) => tick(id, now) }) },
  } as unknown as Env;
  return {
    spent,
    published: () => published,
    /** The outlets that a round at `now` asks. */
    async asked(store: RoundStore, now: number, force = false) {
      rung.length = 0;
      const { reports } = await pollOutlets(env, now, force, semaphore(OUTLETS_AT_ONCE), store);
      expect(reports).toHaveLength(outlets);
      expect(
        reports
          .filter(({ outcome }) => outcome === 'read')
          .map(({ outlet }) => outlet)
          .toSorted(),
      ).toEqual(rung.toSorted());
      return rung.toSorted();
    },
  };
}

afterEach(() => void vi.restoreAllMocks());

describe('a round', () => {
  it('calls no outlet that is not due, unless it is forced', async () => {
    const store = remembered();
    const { asked } = press(3);
    expect(await asked(store, NOW)).toEqual(['o0', 'o1', 'o2']);
    expect(await asked(store, NOW + 10 * MINUTE)).toEqual([]);
    expect(await asked(store, NOW + 20 * MINUTE)).toEqual(['o0', 'o2']);
    expect(await asked(store, NOW + 21 * MINUTE, true)).toEqual(['o0', 'o1', 'o2']);
    // A new outlet is read at once, and one that left the list is forgotten.
    expect(await press(4).asked(store, NOW + 30 * MINUTE)).toEqual(['o3']);
    await press(2).asked(store, NOW + 90 * MINUTE);
    expect(Object.keys(store.load().turns)).toEqual(['o0', 'o1']);
  });

  it('that died lets nobody be asked again within a quarter of an hour', async () => {
    const store = remembered();
    void press(2, 0, 'hangs')
      .asked(store, NOW)
      .catch(() => {});
    await vi.waitFor(() => expect(Object.keys(store.load().turns)).toHaveLength(2));
    const { asked } = press(2);
    expect(await asked(store, NOW + 10 * MINUTE)).toEqual([]);
    expect(await asked(store, NOW + 20 * MINUTE)).toEqual(['o0', 'o1']);
  });

  it('writes two rows if it asks somebody, and none if it asks nobody', async () => {
    const store = remembered();
    const save = vi.spyOn(store, 'save');
    const { asked } = press(50);
    await asked(store, NOW);
    expect(save).toHaveBeenCalledTimes(2);
    await asked(store, NOW + 10 * MINUTE);
    expect(save).toHaveBeenCalledTimes(2);
  });

  it('reports what it used, and the next rounds go by the answer', async () => {
    const store = remembered();
    const { asked, spent } = press(2, 1);
    await asked(store, NOW);
    expect(spent).toEqual([{ ...NO_USAGE, rowsRead: 6, rowsWritten: 4, objectRequests: 3 }]);
    expect(await asked(store, NOW + 20 * MINUTE)).toEqual([]);
    expect(await asked(store, NOW + 30 * MINUTE)).toEqual(['o0']);
  });

  it('is generous again at midnight, whatever the day was like', async () => {
    const midnight = Math.ceil(NOW / DAY) * DAY;
    const before = { polled: midnight - 40 * MINUTE, due: midnight - 25 * MINUTE };
    const turns = { o0: turn(before), o1: turn(before) };
    const store = remembered({ ...NO_ROUNDS, day: midnight / DAY - 1, thrift: 3, turns });
    const { asked } = press(2);
    expect(await asked(store, midnight - 10 * MINUTE)).toEqual([]);
    expect(await asked(store, midnight)).toEqual(['o0', 'o1']);
  });

  it('publishes though the index takes no report, and asks nobody again at once', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const store = remembered();
    const { asked, published } = press(2, 0, 'refuses');
    await asked(store, NOW);
    expect(published()).toBe(1);
    expect(await asked(store, NOW + 10 * MINUTE)).toEqual([]);
  });

  it('that cannot write asks only outlets whose feeds do not last, by the clock', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const turns = { o0: turn({ turnoverMs: HOUR }), o1: turn({ turnoverMs: 30 * DAY }), o2: turn() };
    const store = {
      ...remembered({ ...NO_ROUNDS, turns }),
      save: () => {
        throw new Error('no rows left');
      },
    };
    const { asked } = press(3);
    const hour = Math.ceil(NOW / HOUR) * HOUR + DAY;
    expect(await asked(store, hour)).toEqual(['o0']);
    expect(await asked(store, hour + 10 * MINUTE)).toEqual([]);
    expect(await asked(store, hour + 30 * MINUTE)).toEqual(['o0']);
    expect(await asked(store, hour + 40 * MINUTE, true)).toEqual(['o0', 'o1', 'o2']);
  });
});

describe('when an outlet is asked again', () => {
  it.each([
    ['on an ordinary day', 0, turn(), 15],
    ['half as often', 1, turn(), 30],
    ['a quarter as often', 2, turn(), 60],
    ['not on this day', 3, turn(), Number.POSITIVE_INFINITY],
    ['after two hours: four at most', 2, turn({ due: NOW + 2 * HOUR }), 240],
    ['after a wait that it asked for', 2, turn({ due: NOW + 12 * HOUR }), 12 * 60],
    ['if its feed is replaced in 40 minutes', 1, turn({ turnoverMs: 40 * MINUTE }), 20],
    ['the same on the shortest day', 3, turn({ turnoverMs: 40 * MINUTE }), 20],
    ['if its feed is replaced in ten minutes: the polite floor', 3, turn({ turnoverMs: 10 * MINUTE }), 15],
    ['if its feed is replaced in ten hours', 3, turn({ turnoverMs: 10 * HOUR }), 300],
    ['if it asks to wait for longer than its feed lasts', 3, turn({ due: NOW + HOUR, turnoverMs: HOUR }), 60],
  ] as const)('%s', (_, thrift, one, minutes) => {
    expect((turnDue(one, thrift) - NOW) / MINUTE).toBe(minutes);
  });

  it('is never sooner on a shorter day, and never later than twice while its feed is replaced', () => {
    const turns = fc.record({
      polled: fc.constant(NOW),
      due: fc.integer({ min: 15, max: 24 * 60 }).map((minutes) => NOW + minutes * MINUTE),
      turnoverMs: fc.option(fc.integer({ min: 1, max: 3 * DAY }), { nil: undefined }),
    });
    fc.assert(
      fc.property(turns, (one) => {
        const dues = ([0, 1, 2, 3] as const).map((thrift) => turnDue(one, thrift));
        expect(dues).toEqual(dues.toSorted((a, b) => a - b));
        expect(dues[0]).toBe(one.due);
        const window = Math.max(15 * MINUTE, (one.turnoverMs ?? Number.POSITIVE_INFINITY) / 2);
        for (const due of dues.filter((at) => at > one.due)) expect(due - NOW).toBeLessThanOrEqual(window);
      }),
    );
  });

  it.each([
    ['never asked: it waits for tomorrow only on the shortest day', undefined, [true, true, true, false]],
    ['by a clock that was a year ahead', turn({ polled: NOW + 365 * DAY, due: NOW + 365 * DAY }), Array(4).fill(true)],
    ['with a wait longer than any we set', turn({ due: NOW + 2 * DAY }), Array(4).fill(true)],
  ])('%s', (_, one, due) => {
    expect(([0, 1, 2, 3] as const).map((thrift) => isTurn(one, thrift, NOW))).toEqual(due);
  });

  it.each([
    ['was not seen to be replaced', undefined, 0],
    ['is replaced in a month: tomorrow is soon enough', 30 * DAY, 0],
    ['is replaced in ten hours', 10 * HOUR, 2],
    ['is replaced in an hour', HOUR, 24],
    ['is replaced in a quarter of an hour: every other round', 15 * MINUTE, 36],
  ])('while nothing can be written from noon to midnight, if its feed %s', (_, turnoverMs, polls) => {
    const noon = Math.floor(NOW / DAY) * DAY + DAY / 2;
    const rounds = Array.from({ length: 72 }, (_, n) => noon + n * 10 * MINUTE);
    const at = rounds.filter((now) => isTurnUnwritten(turn({ turnoverMs }), now));
    expect(Math.abs(at.length - polls)).toBeLessThanOrEqual(polls === 2 ? 1 : 0);
    for (const [n, now] of at.slice(1).entries()) expect(now - (at[n] ?? 0)).toBeGreaterThanOrEqual(20 * MINUTE);
  });
});
