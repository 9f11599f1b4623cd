/**
 * CPU of single requests, ms, read from the process's thread. A measurement ends only when the process is idle: work
 * left behind, such as garbage, would otherwise count for the next request.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { RunningWorker } from './workerd.ts';

export interface Asked {
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Asks for no compression: the edge compresses, but locally our process would have to. */
export const PLAIN = { 'accept-encoding': 'identity' };

/** Returns NaN where the system does not report CPU time. Throws on a status of 400 or more. */
export async function costOf(worker: RunningWorker, { path, headers }: Asked): Promise<number> {
  const before = worker.cpuMs() ?? Number.NaN;
  const answer = await fetch(new URL(path, worker.url), { headers: { ...PLAIN, ...headers } });
  await answer.arrayBuffer();
  if (answer.status >= 400) throw new Error(`${path} answered ${answer.status}.`);
  return (await quiet(worker)) - before;
}

/** Measures all requests in turns, so that other load on the machine affects all of them alike. */
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
