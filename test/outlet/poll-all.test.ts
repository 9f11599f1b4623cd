/** Which outlets a round polls, how many at once, and what a hanging or failing one costs the others. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OutletSettings, OutletStatus, TickReport } from '../../src/documents/outlet.ts';
import type { Env } from '../../src/env.ts';
import type { MeteredReport } from '../../src/outlet/api.ts';
import { OUTLETS_AT_ONCE, pollOutlets, semaphore, TICK_TIMEOUT_MS } from '../../src/outlet/poll-all.ts';
import { NO_ROUNDS, type RoundStore, type Rounds } from '../../src/outlet/round.ts';
import { MINUTE, NOW, settingsFor } from './subject.ts';

const PUBLISHED = { written: 1, left: 0, rationed: false, failure: undefined };
const statusOf = (outlet: string): OutletStatus => ({
  ...{ outlet, state: 'ok', detail: `of ${outlet}`, notes: [], failures: 0, nextDue: NOW },
  ...{ lastTried: undefined, lastSuccess: undefined, lastItem: undefined },
});
const settings = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    ...settingsFor(`https://o${n}.example/`),
    id: `o${n}`,
    name: `الواحة ${n}`,
  }));

/** What the scheduling object remembers between rounds. */
function remembered(start: Rounds = NO_ROUNDS): RoundStore {
  let rounds = start;
  return {
    load: () => rounds,
    save(next) {
      rounds = next;
    },
  };
}

/** An index that lists these, and outlets that answer as `tick` does. */
function press(listed: readonly OutletSettings[], tick: (id: string) => Promise<MeteredReport>) {
  const told: (readonly OutletStatus[])[] = [];
  let published = 0;
  const index = {
    outlets: async () => listed.map((one) => ({ settings: one, status: statusOf(one.id) })),
    report: async (statuses: readonly OutletStatus[]) => {
      if (statuses.length > 0) told.push(statuses);
      return 0;
    },
    publish: async () => {
      published++;
      return PUBLISHED;
    },
  };
  const env = {
    STORY_INDEX: { getByName: () => index },
    OUTLET: { getByName: (id: string) => ({ tick: () => tick(id) }) },
  } as unknown as Env;
  return { env, told, published: () => published };
}

const answer = (id: string, outcome: TickReport['outcome']): MeteredReport => ({
  status: statusOf(id),
  outcome,
  filed: 1,
  turnoverMs: undefined,
  rows: { rowsRead: 3, rowsWritten: 2 },
  filingRows: 0,
});

afterEach(() => void vi.useRealTimers());

describe('a round', () => {
  it('polls all outlets, at most twelve at once, and reports them in the order of the list', async () => {
    let underWay = 0;
    let most = 0;
    const { env, told } = press(settings(50), async (id) => {
      most = Math.max(most, ++underWay);
      for (let turn = 0; turn <= Number(id.slice(1)) % 7; turn++) await null;
      underWay--;
      return answer(id, 'read');
    });
    const { reports, published } = await pollOutlets(env, NOW, false, semaphore(OUTLETS_AT_ONCE), remembered());
    expect(reports.map((one) => one.outlet)).toEqual(settings(50).map((one) => one.id));
    expect(reports[3]).toEqual({ outlet: 'o3', name: 'الواحة 3', outcome: 'read', filed: 1, detail: 'of o3' });
    expect(published).toEqual(PUBLISHED);
    expect(most).toBe(OUTLETS_AT_ONCE);
    expect(told.flat()).toHaveLength(50);
  });

  it('reports to the index only outlets that were read', async () => {
    const quiet = press(settings(3), async (id) => answer(id, 'not-due'));
    await pollOutlets(quiet.env, NOW, false, semaphore(OUTLETS_AT_ONCE), remembered());
    expect([quiet.told, quiet.published()]).toEqual([[], 1]);
  });

  it('goes on without one that breaks and one that hangs, and says so', async () => {
    vi.useFakeTimers();
    const { env, told } = press(settings(30), (id) => {
      if (id === 'o1') return Promise.reject(new Error('reset'));
      return id === 'o2' ? new Promise(() => {}) : Promise.resolve(answer(id, 'read'));
    });
    const round = pollOutlets(env, NOW, false, semaphore(OUTLETS_AT_ONCE), remembered());
    await vi.advanceTimersByTimeAsync(TICK_TIMEOUT_MS - 1);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(1);
    const { reports } = await round;
    expect(reports.map((one) => one.outcome).join()).toBe(['read,failed,failed', ...Array(27).fill('read')].join());
    expect(reports[1]?.detail).toContain('(reset)');
    expect(reports[2]?.detail).toContain('no answer for too long');
    expect(told[0]?.[2]).toMatchObject({ outlet: 'o2', state: 'failing', failures: 1, nextDue: NOW + 15 * MINUTE });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('two rounds at once', () => {
  it('poll every outlet twice, at most twelve at once in both together', async () => {
    let underWay = 0;
    let most = 0;
    const rung: string[] = [];
    const { env } = press(settings(30), async (id) => {
      rung.push(id);
      most = Math.max(most, ++underWay);
      await null;
      underWay--;
      if (id === 'o7') throw new Error('reset');
      return answer(id, 'read');
    });
    const slots = semaphore(OUTLETS_AT_ONCE);
    const store = remembered();
    const both = await Promise.all([
      pollOutlets(env, NOW, true, slots, store),
      pollOutlets(env, NOW, true, slots, store),
    ]);
    expect(both.map(({ reports }) => reports.filter((one) => one.outcome === 'read').length)).toEqual([29, 29]);
    expect(rung.toSorted()).toEqual([...settings(30), ...settings(30)].map((one) => one.id).toSorted());
    expect(most).toBe(OUTLETS_AT_ONCE);
  });
});
