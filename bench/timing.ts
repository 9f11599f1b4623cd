/**
 * Times contenders beside each other. Each runs once a round, in turns, so that other load affects all of them alike.
 * The median round counts. Measures this thread's CPU time where the system reports it, not wall time.
 */
import { existsSync, readFileSync } from 'node:fs';

export interface Contender {
  readonly name: string;
  /** One pass over all the work, `units` units in all. */
  readonly run: () => unknown;
}

export interface Timing {
  readonly name: string;
  /** Median, µs a unit. */
  readonly us: number;
}

/**
 * Length of a turn, ms. Quick contenders run many times in it, because a busy kernel counts CPU in ticks of some 4
 * ms.
 */
const TURN_MS = 100;

/** At least one. The first turn warms up the compiler. */
function runsInATurn({ run }: Contender): number {
  let runs = 0;
  for (let turn = 0; turn < 2; turn++) {
    const end = performance.now() + TURN_MS;
    for (runs = 0; runs === 0 || performance.now() < end; runs++) run();
  }
  return runs;
}

/** `units` is how many articles, feeds or the like one run handles. The first round warms up and does not count. */
export function timed(contenders: readonly Contender[], units: number, rounds = 9): readonly Timing[] {
  const repeats = contenders.map(runsInATurn);
  const all = contenders.map(() => [] as number[]);
  for (let round = -1; round < rounds; round++) {
    contenders.forEach((_, turn) => {
      // Rotates the order, so that none always runs after the same neighbour's garbage.
      const i = (turn + round + 1) % contenders.length;
      const times = repeats[i] ?? 1;
      const before = cpuUs();
      for (let n = 0; n < times; n++) contenders[i]?.run();
      if (round >= 0) all[i]?.push((cpuUs() - before) / times / units);
    });
  }
  return contenders.map(({ name }, i) => ({ name, us: median(all[i] ?? []) }));
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? 0;
}

/** Linux reports it in nanoseconds, Node in ticks. */
export function cpuUs(): number {
  if (LINUX) return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[0]) / 1_000;
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

const LINUX = existsSync('/proc/self/schedstat');
