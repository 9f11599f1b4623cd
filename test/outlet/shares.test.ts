/**
 * A day of forty outlets, of which some write without end. The bound: an outlet that writes more than three equal shares of the day's rows
 * is not asked again once the day is short, and the others are asked as often and as early as if it were not listed.
 */
import { describe, expect, it } from 'vitest';
import type { OutletStatus } from '../../src/documents/outlet.ts';
import { addUsage, NO_USAGE, type Usage } from '../../src/documents/usage.ts';
import type { Env } from '../../src/env.ts';
import { FREE_PLAN_A_DAY } from '../../src/limits.ts';
import type { MeteredReport } from '../../src/outlet/api.ts';
import { OUTLETS_AT_ONCE, pollOutlets, semaphore } from '../../src/outlet/poll-all.ts';
import { NO_ROUNDS, type Rounds } from '../../src/outlet/round.ts';
import { shortageAt } from '../../src/story-index/publish/day-budget.ts';
import { DAY, MINUTE, settingsFor } from './subject.ts';

const OUTLETS = 40;
const MIDNIGHT = Math.floor(Date.now() / DAY) * DAY;
/** Rows of one reading of an honest outlet: 96 of them are 1,250 rows, a hundred articles. */
const HONEST_ROWS = 13;

/** How `rows` rows come about: the outlet's own object writes them, or the index for its articles. */
type Writes = (reading: number) => { readonly own: number; readonly filing: number };

interface Day {
  /** When each outlet was asked, minutes after midnight. */
  readonly asked: ReadonlyMap<string, readonly number[]>;
  readonly usage: Usage;
  readonly statuses: ReadonlyMap<string, OutletStatus>;
}

async function day(writes: Readonly<Record<string, Writes>>, turnoverMs?: number): Promise<Day> {
  const asked = new Map<string, number[]>();
  const statuses = new Map<string, OutletStatus>();
  let usage = NO_USAGE;
  let rounds: Rounds = NO_ROUNDS;
  let now = MIDNIGHT;
  const ids = Array.from({ length: OUTLETS }, (_, n) => `o${n}`);
  const statusOf = (outlet: string): OutletStatus => ({
    ...{ outlet, state: 'ok', detail: '', notes: [], failures: 0, lastSuccess: undefined, lastItem: undefined },
    ...{ lastTried: now, nextDue: now + 15 * MINUTE },
  });
  const tick = async (id: string): Promise<MeteredReport> => {
    const times = asked.get(id) ?? [];
    asked.set(id, [...times, (now - MIDNIGHT) / MINUTE]);
    const { own, filing } = writes[id]?.(times.length) ?? { own: 3, filing: HONEST_ROWS - 3 };
    // The index counts what it writes.
    usage = addUsage(usage, { rowsWritten: filing });
    return {
      ...{ status: statusOf(id), outcome: 'read', filed: 1, turnoverMs: writes[id] && turnoverMs },
      ...{ rows: { rowsRead: 50, rowsWritten: own }, filingRows: filing },
    };
  };
  const index = {
    outlets: async () =>
      ids.map((id) => ({ settings: { ...settingsFor(`https://${id}.example/`), id }, status: statusOf(id) })),
    report: async (told: readonly OutletStatus[], spent: Partial<Usage>) => {
      for (const status of told) statuses.set(status.outlet, status);
      usage = addUsage(usage, spent);
      return shortageAt(usage, now, 'free').thrift;
    },
    publish: async () => ({ written: 0, left: 0, rationed: false, failure: undefined }),
  };
  const env = {
    STORY_INDEX: { getByName: () => index },
    OUTLET: { getByName: (id: string) => ({ tick: () => tick(id) }) },
  } as unknown as Env;
  const store = {
    load: () => rounds,
    save(next: Rounds) {
      rounds = next;
    },
  };
  for (; now < MIDNIGHT + DAY; now += 10 * MINUTE) {
    await pollOutlets(env, now, false, semaphore(OUTLETS_AT_ONCE), store);
  }
  return { asked, usage, statuses };
}

const honestOf = ({ asked }: Day, mad: readonly string[]) => [...asked].filter(([id]) => !mad.includes(id)).sort();
const calm = day({});

describe('one outlet writes without end', () => {
  it.each<readonly [string, Writes, number?]>([
    ['three hundred changed items a reading', () => ({ own: 300, filing: 3_000 })],
    ['the same in its own object alone', () => ({ own: 3_300, filing: 0 })],
    ['the same in the index alone', () => ({ own: 0, filing: 3_300 })],
    ['a little too much at each reading', () => ({ own: 100, filing: 200 })],
    ['all at once in its first reading', (n) => ({ own: 0, filing: n === 0 ? 30_000 : 0 })],
    ['more at each reading', (n) => ({ own: n * 10, filing: n * 30 })],
    ['now and then', (n) => ({ own: 0, filing: n % 7 === 0 ? 9_000 : 0 })],
    ['a feed that is replaced within minutes', () => ({ own: 300, filing: 3_000 }), 10 * MINUTE],
  ])('%s: the others are asked as ever', async (_, writes, turnoverMs) => {
    const mad = await day({ o7: writes as Writes }, turnoverMs as number);
    expect(honestOf(mad, ['o7'])).toEqual(honestOf(await calm, ['o7']));
    expect(mad.usage.rowsWritten).toBeLessThan(FREE_PLAN_A_DAY.rowsWritten);
  });

  it('is told when it is asked again', async () => {
    const { statuses } = await day({ o7: () => ({ own: 300, filing: 3_000 }) });
    expect(statuses.get('o7')).toMatchObject({ nextDue: MIDNIGHT + DAY });
    expect(statuses.get('o7')?.notes.join()).toContain('share of the day');
    expect([...statuses.values()].filter(({ notes }) => notes.length > 0)).toHaveLength(1);
  });
});

it('three that write without end, each replaced within minutes, leave the others their times', async () => {
  const ids = ['o4', 'o8', 'o12'];
  const writes: Writes = () => ({ own: 300, filing: 1_500 });
  const mad = await day(Object.fromEntries(ids.map((id) => [id, writes])), 10 * MINUTE);
  expect(honestOf(mad, ids)).toEqual(honestOf(await calm, ids));
  expect(mad.usage.rowsWritten).toBeLessThan(FREE_PLAN_A_DAY.rowsWritten);
});
