/** Serves the outlets' feeds on loopback and runs the production Worker in local workerd, on a simulated clock. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { RoundLedger } from './counts.ts';
import { feedOf, type OutletFeed, settingsOf } from './outlet-feeds.ts';
import { type RunningWorker, startWorker } from './workerd.ts';

/** Which plan the Worker is told it runs on. */
export type Plan = 'free' | 'paid';

/** The cron's interval. */
export const ROUND_MS = 10 * 60_000;

export interface Simulation {
  readonly worker: RunningWorker;
  /** The outlets' ids. */
  readonly outlets: readonly string[];
  /** Throws when the Worker does not answer with success. */
  readonly ask: (path: string, init?: RequestInit) => Promise<Response>;
  /** Polls every outlet that is due at `at`, ms since the epoch, and runs the alarms due before the next round. */
  readonly round: (at: number) => Promise<RoundLedger>;
  /** Takes alerts. */
  readonly receiver: string;
  readonly close: () => Promise<void>;
}

/** The list of outlets is set at `start`, ms since the epoch. */
export async function openSimulation(
  sections: readonly OutletFeed[],
  start: number,
  plan: Plan = 'free',
): Promise<Simulation> {
  const clock = { now: start };
  const answerFeed = feedAnswers(sections, clock);
  const feeds = await serve((path, known) => (path === RECEIVER ? { status: 204 } : answerFeed(path, known)));
  let running: RunningWorker | undefined;
  const meter = await serve(() => ({ status: 200, body: String(running?.cpuMs() ?? '') }));
  const worker = await startWorker({
    config: join(import.meta.dirname, 'wrangler.toml'),
    entry: 'entry',
    vars: { ALLOW_LOOPBACK: '1', CPU_METER: originOf(meter), PLAN: plan, ADMIN_TOKEN },
  });
  running = worker;
  const ask = (path: string, init?: RequestInit) => answered(new URL(path, worker.url), init);
  const close = async () => {
    await worker.stop();
    for (const server of [feeds, meter]) server.closeAllConnections();
    for (const server of [feeds, meter]) server.close();
  };
  const settings = sections.map((section) => settingsOf(section, originOf(feeds)));
  try {
    await ask(`/ledger/outlets?at=${start}`, { method: 'PUT', body: JSON.stringify(settings) });
  } catch (error) {
    await close();
    throw error;
  }
  const round = async (at: number) => {
    clock.now = at;
    return (await (await ask(`/ledger/round?at=${at}&until=${at + ROUND_MS}`)).json()) as RoundLedger;
  };
  const receiver = originOf(feeds) + RECEIVER;
  return { worker, outlets: settings.map(({ id }) => id), ask, round, receiver, close };
}

const RECEIVER = '/receiver';
const ADMIN_TOKEN = 'ledger-operator';
/** Headers of the operator's requests. */
export const OPERATOR = { authorization: `Bearer ${ADMIN_TOKEN}`, 'content-type': 'application/json' };

interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly etag?: string;
}

/** Each feed at the clock's time, with an ETag as most servers send. */
function feedAnswers(sections: readonly OutletFeed[], clock: { readonly now: number }) {
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
