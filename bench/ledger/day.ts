/** Replays some days of outlet feeds, a round every ten minutes, and records what the last day used. */
import { addCounts, type Counts, type Invocation, noCounts } from './counts.ts';
import type { OutletFeed } from './outlet-feeds.ts';
import { measureServing, type ServingReport } from './serving.ts';
import { openSimulation, ROUND_MS } from './simulation.ts';

const DAY_MS = 86_400_000;

export interface DayLedger {
  readonly counts: Record<'worker' | 'outlets' | 'index', Counts>;
  readonly invocations: readonly Invocation[];
  readonly filed: number;
  /** Outlets that failed. None should. */
  readonly failed: readonly string[];
  readonly bytes: { readonly index: number; readonly outlets: number };
  readonly residentBytes: number | undefined;
  readonly readers: ServingReport;
}

/** Replays `days` days from `start` (ms since the epoch) and records the last one. */
export async function recordLastDay(sections: readonly OutletFeed[], start: number, days: number): Promise<DayLedger> {
  const { worker, outlets, ask, round, close } = await openSimulation(sections, start);
  try {
    const end = start + days * DAY_MS;
    for (let at = start; at < end - DAY_MS; at += ROUND_MS) await round(at);

    if (worker.cpuMs() !== undefined) await ask('/ledger/meter?on=1');
    const counts = { worker: noCounts(), outlets: noCounts(), index: noCounts() };
    const invocations: Invocation[] = [];
    const failed: string[] = [];
    let filed = 0;
    for (let at = end - DAY_MS; at < end; at += ROUND_MS) {
      const ledger = await round(at);
      for (const who of ['worker', 'outlets', 'index'] as const) addCounts(counts[who], ledger.counts[who]);
      invocations.push(...ledger.invocations);
      failed.push(...ledger.failed);
      filed += ledger.filed;
    }
    await ask('/ledger/meter?on=0');
    const bytes = (await (await ask(`/ledger/bytes?outlets=${outlets.join()}`)).json()) as DayLedger['bytes'];
    const residentBytes = worker.residentBytes();
    return { counts, invocations, filed, failed, bytes, residentBytes, readers: await measureServing(worker) };
  } finally {
    await close();
  }
}

/** Measures only what readers cost at the end of these days, which takes a fraction of the time. */
export async function servingAfter(
  sections: readonly OutletFeed[],
  start: number,
  days: number,
): Promise<ServingReport> {
  const { worker, round, close } = await openSimulation(sections, start);
  try {
    for (let at = start; at < start + days * DAY_MS; at += ROUND_MS) await round(at);
    return await measureServing(worker);
  } finally {
    await close();
  }
}
