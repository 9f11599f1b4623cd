/**
 * Times things beside each other: every contender runs once a round, in turns, so that whatever else the machine does
 * meets all of them; of the rounds the median counts. CPU of this thread, not wall time, where Node tells it.
 */
import { existsSync, readFileSync } from 'node:fs';

export interface Contender {
  readonly name: string;
  /** One pass over all the work, so many units of it as `units` says. */
  readonly run: () => unknown;
}

export interface Timing {
  readonly name: string;
  /** Median, µs for one unit. */
  readonly us: number;
}

/** A turn lasts about so long, quick contenders running many times in it: a busy kernel counts CPU by ticks of some 4 ms. */
const TURN_MS = 100;

/** At least one. The first turn is for the compiler. */
function runsInATurn({ run }: Contender): number {
  let runs = 0;
  for (let turn = 0; turn < 2; turn++) {
    const end = performance.now() + TURN_MS;
    for (runs = 0; runs === 0 || performance.now() < end; runs++) run();
  }
  return runs;
}

/** `units`: how many articles, feeds or the like one run handles. The first rounds warm up and do not count. */
export function timed(contenders: readonly Contender[], units: number, rounds = 9): readonly Timing[] {
  const repeats = contenders.map(runsInATurn);
  const all = contenders.map(() => [] as number[]);
  for (let round = -1; round < rounds; round++) {
    contenders.forEach((_, turn) => {
      // Another one first each time: none always runs right after the same neighbour's garbage.
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

/** Linux tells it to the nanosecond, Node to the tick. */
export function cpuUs(): number {
  if (LINUX) return Number(readFileSync('/proc/self/schedstat', 'utf8').split(' ')[0]) / 1_000;
  const { user, system } = process.threadCpuUsage();
  return user + system;
}

const LINUX = existsSync('/proc/self/schedstat');
