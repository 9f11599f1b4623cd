/** Runs the Worker through some days of a press, a round every ten minutes, and keeps the books of the last day. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { type RunningWorker, startWorker } from '../workerd.ts';
import { addCounts, type Counts, type Invocation, noCounts, type RoundLedger } from './counts.ts';
import { documentsOf, type Fresh, freshAnswers, ofFreshWorker } from './fresh.ts';
import { feedOf, type Section, settingsOf } from './press.ts';
import { besideHello, type Cost, readSite, type Serving, type Throughput, workerAlone } from './serving.ts';

const ROUND_MS = 10 * 60_000;
const DAY_MS = 86_400_000;

export interface DayLedger {
  readonly counts: Record<'worker' | 'outlets' | 'index', Counts>;
  readonly invocations: readonly Invocation[];
  readonly filed: number;
  /** What rounds said of outlets that failed; none should. */
  readonly failed: readonly string[];
  readonly bytes: { readonly index: number; readonly outlets: number };
  readonly residentBytes: number | undefined;
  readonly serving: readonly Serving[];
  readonly workerAlone: Cost | undefined;
  readonly throughput: readonly Throughput[];
  readonly fresh: readonly Fresh[];
}

/** `days` in all, from `start` (ms since the epoch); the books are those of the last one. */
export async function keepBooks(sections: readonly Section[], start: number, days: number): Promise<DayLedger> {
  const clock = { now: start };
  const feeds = await serve(feedAnswers(sections, clock));
  let worker: RunningWorker | undefined;
  const meter = await serve(() => ({ status: 200, body: String(worker?.cpuMs() ?? '') }));
  worker = await startWorker({
    config: join(import.meta.dirname, 'wrangler.toml'),
    entry: 'entry',
    vars: { ALLOW_LOOPBACK: '1', CPU_METER: originOf(meter) },
  });
  try {
    const ask = (path: string, init?: RequestInit) => answered(new URL(path, worker?.url), init);
    const settings = sections.map((section) => settingsOf(section, originOf(feeds)));
    await ask(`/ledger/outlets?at=${start}`, { method: 'PUT', body: JSON.stringify(settings) });
    const round = async (at: number): Promise<RoundLedger> => {
      clock.now = at;
      return (await (await ask(`/ledger/round?at=${at}&until=${at + ROUND_MS}`)).json()) as RoundLedger;
    };
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
    const bytes = await (await ask(`/ledger/bytes?outlets=${settings.map((s) => s.id).join()}`)).json();
    const residentBytes = worker.residentBytes();
    const serving = await readSite(worker);
    const alone = await workerAlone(worker);
    const documents = await documentsOf(worker);
    const throughput = await ofFreshWorker(documents, besideHello);
    const fresh = await freshAnswers(documents);
    return {
      counts,
      invocations,
      filed,
      failed,
      bytes: bytes as DayLedger['bytes'],
      residentBytes,
      serving,
      throughput,
      fresh,
      workerAlone: alone,
    };
  } finally {
    await worker.stop();
    for (const server of [feeds, meter]) server.closeAllConnections();
    for (const server of [feeds, meter]) server.close();
  }
}

interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly etag?: string;
}

/** Each feed as it stands at the clock's time, with a validator as most servers send. */
function feedAnswers(sections: readonly Section[], clock: { readonly now: number }) {
  const byPath = new Map(sections.map((section) => [`/${section.id}.xml`, section]));
  return (path: string, ifNoneMatch: string | undefined): Answer => {
    const section = byPath.get(path);
    if (!section) return { status: 404 };
    const { body, etag } = feedOf(section, clock.now);
    return ifNoneMatch === etag ? { status: 304, etag } : { status: 200, body, etag };
  };
}

function serve(answer: (path: string, ifNoneMatch: string | undefined) => Answer): Promise<Server> {
  const server = createServer((request, response) => {
    const { status, body, etag } = answer(request.url ?? '/', request.headers['if-none-match']);
    response
      .writeHead(status, { 'content-type': 'application/rss+xml; charset=utf-8', ...(etag ? { etag } : {}) })
      .end(body);
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function answered(url: URL, init?: RequestInit): Promise<Response> {
  const answer = await fetch(url, init);
  if (!answer.ok) throw new Error(`${url.pathname} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}
