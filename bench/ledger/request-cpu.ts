/**
 * CPU of single requests, ms, as the process's thread tells it: from before a request until nothing more is done for it. What a
 * request leaves behind (a stream let go, garbage) would otherwise be put on the next one, whatever that is.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningWorker } from './workerd.ts';

export interface Asked {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The edge compresses, not the Worker; the local stand-in for it would do so at our process's expense. */
export const PLAIN = { 'accept-encoding': 'identity' };

/** NaN where CPU is not told. Throws at an answer of 400 and more. */
export async function costOf(worker: RunningWorker, { path, headers }: Asked): Promise<number> {
  const before = worker.cpuMs() ?? Number.NaN;
  const answer = await fetch(new URL(path, worker.url), { headers: { ...PLAIN, ...headers } });
  await answer.arrayBuffer();
  if (answer.status >= 400) throw new Error(`${path} answered ${answer.status}.`);
  return (await quiet(worker)) - before;
}

/** Of each, so many: one of each in turn, so that what else the machine does then weighs on all of them alike. */
export async function costsInTurn(worker: RunningWorker, asked: readonly Asked[], turns: number): Promise<number[][]> {
  const costs = asked.map(() => [] as number[]);
  for (let turn = 0; turn < turns; turn++) {
    for (const [i, one] of asked.entries()) costs[i]?.push(await costOf(worker, one));
  }
  return costs;
}

async function quiet(worker: RunningWorker): Promise<number> {
  for (let used = worker.cpuMs(); ; ) {
    await pause(1);
    const now = worker.cpuMs();
    if (now === used) return now ?? Number.NaN;
    used = now;
  }
}
