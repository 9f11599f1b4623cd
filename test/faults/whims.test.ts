/**
 * Crash schedules with random reassignments: stories merge, articles move, filing single texts throws. The laws must hold
 * for any decision. FAULTS_SEED and FAULTS_RUNS replay a failing schedule.
 */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as engine from '../../src/clustering/decide.ts';
import { checkLaws, feedsAreShown } from './laws.ts';
import { inOneObject, waited } from './live.ts';
import { busyOpening, steps } from './plan.ts';
import { had, whimsical } from './whims.ts';

const SEED = Number(process.env.FAULTS_SEED || 20_261_123);
const RUNS = Math.min(200, Math.ceil(Number(process.env.FAULTS_RUNS) / 3));
const DAY_MINUTES = 24 * 60;

const clock = { now: 0 };
beforeEach(() => {
  vi.spyOn(Date, 'now').mockImplementation(() => clock.now);
  const real = engine.decide;
  vi.spyOn(engine, 'decide').mockImplementation(whimsical(real));
  for (const level of ['log', 'error'] as const) vi.spyOn(console, level).mockImplementation(() => {});
});
afterEach(() => void vi.restoreAllMocks());

describe('crash schedules with random reassignments', () => {
  it(`lose nothing in ${RUNS} runs`, { timeout: 600_000 }, async () => {
    const seen = { accepted: 0, merged: 0, moved: 0, aside: 0 };
    await inOneObject(clock, (live) =>
      fc.assert(
        fc.asyncProperty(busyOpening, steps, async (first, rest) => {
          const world = await live([...first, ...rest]);
          const count = (query: string) => world.sql.exec<{ n: number }>(`SELECT count(*) AS n FROM ${query}`).one().n;
          seen.accepted += world.index.accepted.size;
          seen.merged += count('story WHERE merged_into IS NOT NULL');
          seen.moved += count('article WHERE moved = 1');
          seen.aside += count('aside');
          await checkLaws(world);
          if (waited(rest) < DAY_MINUTES) feedsAreShown(world);
        }),
        { seed: SEED, numRuns: RUNS },
      ),
    );
    console.info('whims', { ...had, ...seen });
    expect(Math.min(had.merges, had.moves, had.throws)).toBeGreaterThan(RUNS / 4);
    expect(Math.min(seen.merged, seen.moved, seen.aside)).toBeGreaterThan(RUNS / 10);
  });
});
