/**
 * Random crash schedules against the code that ships. A schedule is a list of steps: news, crons, ticks and corrections, with a
 * failure, a lost answer or a crash at any await. After each schedule the laws of laws.ts must hold.
 *
 * A failing schedule prints its seed, its path and the shortest failing list of steps. FAULTS_SEED and FAULTS_RUNS replay it.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { checkLaws, feedsAreShown } from './laws.ts';
import { inOneObject, waited } from './live.ts';
import { opening, steps } from './plan.ts';

const SEED = Number(process.env.FAULTS_SEED || 20_261_122);
const RUNS = Number(process.env.FAULTS_RUNS);
const DAY_MINUTES = 24 * 60;

const clock = { now: 0 };
beforeEach(() => {
  vi.spyOn(Date, 'now').mockImplementation(() => clock.now);
  vi.spyOn(console, 'log').mockImplementation(() => {});
});
afterEach(() => void vi.restoreAllMocks());

describe('crash schedules', () => {
  it(`lose nothing in ${RUNS} runs`, { timeout: 600_000 }, async () => {
    const seen = { schedules: 0, steps: 0, accepted: 0, refused: 0, unanswered: 0, killed: 0 };
    await inOneObject(clock, (live) =>
      fc.assert(
        fc.asyncProperty(opening, steps, async (first, rest) => {
          const world = await live([...first, ...rest]);
          await checkLaws(world);
          if (waited(rest) < DAY_MINUTES) feedsAreShown(world);
          seen.schedules++;
          seen.steps += first.length + rest.length;
          seen.accepted += world.index.accepted.size;
          for (const kind of ['refused', 'unanswered', 'killed'] as const) seen[kind] += world.gates.faults[kind];
        }),
        { seed: SEED, numRuns: RUNS },
      ),
    );
    console.info('crash schedules', seen);
    expect(seen.schedules).toBeGreaterThanOrEqual(RUNS);
    // Schedules without faults would prove nothing.
    expect(Math.min(seen.refused, seen.unanswered, seen.killed)).toBeGreaterThan(RUNS / 2);
    expect(seen.accepted).toBeGreaterThan(3 * RUNS);
  });
});
