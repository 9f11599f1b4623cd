/**
 * Random crash schedules around a takedown: the index dies between any two of its steps, KV refuses or loses answers, and other work goes on.
 * The laws: afterwards the article is gone from the index and from all that KV holds, or it is there as before; nothing in between. A
 * further reading of its feed does not bring it back, and KV holds what the index would write.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { kvIsTheIndex } from './laws.ts';
import { inOneObject } from './live.ts';
import { busyOpening, steps } from './plan.ts';

const RUNS = Math.min(250, Math.ceil(Number(process.env.FAULTS_RUNS) / 3));
const clock = { now: 0 };
beforeEach(() => {
  vi.spyOn(Date, 'now').mockImplementation(() => clock.now);
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(() => void vi.restoreAllMocks());

/** Steps around the takedown: without those that change the list or let so much time pass that articles leave by age. */
const around = steps.map((list) =>
  list.filter(
    (step) => !['unlist', 'relist', 'rename'].includes(step.do) && !(step.do === 'wait' && step.minutes > 120),
  ),
);

it(`an article is taken down whole or not at all, in ${RUNS} runs`, { timeout: 600_000 }, async () => {
  const seen = { gone: 0, killed: 0 };
  await inOneObject(clock, (live) =>
    fc.assert(
      fc.asyncProperty(busyOpening, around, fc.nat(1_000), fc.boolean(), async (opening, after, pick, whole) => {
        const world = await live(opening);
        const { sql, index } = world;
        const all = sql
          .exec<{ id: string; outlet: string; url: string }>('SELECT id, outlet, url FROM article ORDER BY number')
          .toArray();
        const victim = all[pick % Math.max(1, all.length)];
        if (!victim) return;
        const gone = whole ? all.filter(({ outlet }) => outlet === victim.outlet) : [victim];
        await world.take({ do: 'publish' });
        index
          .call((i) =>
            whole ? i.takeDownOutlet(victim.outlet, 'asked', false) : i.takeDownArticle(victim.id, 'asked', false),
          )
          .catch(() => {});
        for (const step of after) await world.take(step);
        await world.calm();
        const left = () =>
          gone.filter(({ id }) => sql.exec('SELECT 1 FROM article WHERE id = ?', id).toArray().length > 0);
        expect([0, gone.length]).toContain(left().length);
        const isGone = left().length === 0;
        if (isGone) {
          seen.gone++;
          // The feed lists it still.
          await world.calm();
          expect(left()).toEqual([]);
          const held = [...index.kv.values()].join('\n');
          for (const { url } of gone) expect(held.includes(`"${url}"`), `KV shows ${url}`).toBe(false);
        }
        await kvIsTheIndex(sql, { values: index.kv, metadata: index.metadata });
        const front = await index.call((i) => i.health());
        expect(front.unpublished).toBe(0);
        expect(index.kv.has('front')).toBe(true);
        seen.killed += world.gates.faults.killed;
      }),
      { seed: 20_261_129, numRuns: RUNS },
    ),
  );
  expect(seen.gone).toBeGreaterThan(RUNS / 2);
  expect(seen.killed).toBeGreaterThan(0);
});
