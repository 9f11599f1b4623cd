/** A whole wirefold in one database: outlets, index, KV and the cron, driven step by step through the code that ships. */
import type { Env } from '../../src/env.ts';
import { OUTLETS_AT_ONCE, pollOutlets, semaphore } from '../../src/outlet/poll-all.ts';
import { openRounds } from '../../src/outlet/round.ts';
import type { StoryIndexApi } from '../../src/story-index/api.ts';
import { createGates, type Gates, rest } from './gates.ts';
import { createIndexHost, type IndexHost } from './index-host.ts';
import { createOutletHost, type OutletHost } from './outlet-host.ts';
import type { Step } from './step.ts';
import { emptyTables } from './tables.ts';
import { createWitness, type Witness } from './witness.ts';

export interface World {
  readonly sql: SqlStorage;
  readonly index: IndexHost;
  readonly outlets: readonly OutletHost[];
  readonly gates: Gates;
  readonly witness: Witness;
  now(): number;
  take(step: Step): Promise<void>;
  /** Ends the faults: work under way finishes, then one round runs without a fault. */
  calm(): Promise<void>;
}

export const START = Date.UTC(2026, 10, 20, 6);
/** Far more than any invocation may take. */
const INVOCATION_ENDS_MINUTES = 24 * 60;
const MINUTE_MS = 60_000;
const NAMES = ['marfa', 'waha', 'ufuq'];

export async function createWorld(state: DurableObjectState, clock: { now: number }): Promise<World> {
  const { storage } = state;
  clock.now = START;
  const gates = createGates();
  const witness = createWitness();
  const index = createIndexHost(state, gates, witness);
  const outlets = NAMES.map((name, place) =>
    createOutletHost({ name, place, storage, gates, file: (batch) => index.call((i) => i.file(batch)) }),
  );
  emptyTables(storage.sql);
  await index.call((i) => i.replaceOutlets(outlets.map((o) => o.settings)));
  const at = (pick: number) => outlets[pick % outlets.length] as OutletHost;
  let lives = 0;

  /** The scheduling object, restarted after a kill. */
  const ringer = () => {
    const owner = `ringer ${lives++}`;
    const far = <T>(name: string, call: () => Promise<T>) => gates.pass(owner, name, call);
    const env = {
      STORY_INDEX: {
        getByName: () => ({
          outlets: () => far('outlets', () => index.call((i) => i.outlets())),
          report: (...args: Parameters<StoryIndexApi['report']>) =>
            far('report', () => index.call((i) => i.report(...args))),
          publish: () => far('publish', () => index.call((i) => i.publish())),
        }),
      },
      OUTLET: {
        getByName: (id: string) => ({
          tick: (...args: Parameters<OutletHost['tick']>) =>
            far('tick', async () => {
              const report = await (outlets.find((o) => o.settings.id === id) as OutletHost).tick(...args);
              return { ...report, rows: { rowsRead: 0, rowsWritten: 0 }, filingRows: 0 };
            }),
        }),
      },
    } as unknown as Env;
    const slots = semaphore(OUTLETS_AT_ONCE);
    return (now: number, force: boolean) => pollOutlets(env, now, force, slots, openRounds(storage));
  };
  let round = ringer();
  const cron = (force: boolean) => void round(clock.now, force).catch(() => {});

  const ids = (query: string, ...values: string[]) =>
    storage.sql
      .exec<{ id: string }>(query, ...values)
      .toArray()
      .map((row) => row.id);
  const storyAt = (pick: number) => {
    const all = ids('SELECT id FROM story ORDER BY number');
    return all[pick % Math.max(1, all.length)] ?? '';
  };
  const membersOf = (story: string) =>
    ids('SELECT a.id FROM article a JOIN story s ON s.number = a.story WHERE s.id = ?', story);

  const take = (step: Step): void => {
    switch (step.do) {
      case 'news':
        at(step.outlet).feed.change(step.change, step.pick, clock.now);
        break;
      case 'cron':
        cron(step.force);
        break;
      case 'tick':
        at(step.outlet)
          .tick(at(step.outlet).settings, clock.now, true)
          .catch(() => {});
        break;
      case 'publish':
        index.call((i) => i.publish());
        break;
      case 'alarm':
        clock.now = Math.max(clock.now, index.alarmAt() ?? 0);
        index.ring(step.twice);
        break;
      case 'go':
        gates.open(step.pick, step.fate);
        break;
      case 'flow':
        break;
      case 'kill':
        kill(step.pick, step.arrives);
        break;
      case 'break-alarm':
        index.breakAlarm(true);
        break;
      case 'merge':
        index.call((i) => i.merge(storyAt(step.one), storyAt(step.other)));
        break;
      case 'split': {
        const leaving = membersOf(storyAt(step.pick)).filter((_, n) => (step.articles >> n) & 1);
        index.call((i) => i.split(storyAt(step.pick), leaving));
        break;
      }
      case 'lead':
        // Past the last member the choice is taken back.
        index.call((i) => i.lead(storyAt(step.pick), membersOf(storyAt(step.pick))[step.article]));
        break;
      case 'republish':
        index.call((i) => i.republish());
        break;
      case 'rename': {
        const outlet = at(step.outlet);
        outlet.settings = { ...outlet.settings, name: `${outlet.settings.name}*` };
        index.call((i) => i.putOutlet(outlet.settings));
        break;
      }
      case 'unlist':
        index.call((i) => i.removeOutlet(at(step.outlet).settings.id));
        break;
      case 'relist':
        index.call((i) => i.putOutlet(at(step.outlet).settings));
        break;
      case 'wait':
        // The platform lets no invocation live for a day: what then still waits has died.
        if (step.minutes >= INVOCATION_ENDS_MINUTES) while (gates.waiting().length > 0) kill(0, true);
        clock.now += step.minutes * MINUTE_MS;
    }
  };

  /** Kills the owner of the gate that `pick` selects: an outlet, the index or the scheduler. */
  const kill = (pick: number, arrives: boolean) => {
    const waiting = gates.waiting();
    const owner = waiting[pick % Math.max(1, waiting.length)]?.owner.split(' ');
    if (owner === undefined || owner[0] === 'index') index.kill(arrives);
    else if (owner[0] === 'outlet') outlets[NAMES.indexOf(owner[1] ?? '')]?.kill(arrives);
    else {
      gates.kill(owner.join(' '), arrives);
      round = ringer();
    }
  };

  const drain = async () => {
    await rest();
    while (gates.open(0, 'done')) await rest();
  };

  return {
    sql: storage.sql,
    index,
    outlets,
    gates,
    witness,
    now: () => clock.now,
    async take(step) {
      take(step);
      await rest();
      if (step.do !== 'flow') return;
      for (let n = 0; n < step.gates && gates.open(n, 'done'); n++) await rest();
    },
    async calm() {
      index.breakAlarm(false);
      await drain();
      // Long enough for all hourly work: retries of the quarantine, pruning, an outlet's next due time.
      clock.now += 140 * MINUTE_MS;
      cron(true);
      await drain();
    },
  };
}
