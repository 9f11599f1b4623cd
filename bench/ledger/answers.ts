/**
 * CPU of the invocations that the plan limits to 10 ms: answers to readers, in full and as a 304, and the Worker's
 * share of a round. The local KV runs in the same process, unlike the real one, so the median of an answer that only
 * reads KV is subtracted. The worst values of that answer and of a bare "hello" show how much of our worst is not
 * ours.
 */
import { median } from '../timing.ts';
import { type Asked, costOf, costsInTurn, PLAIN } from './request-cpu.ts';
import type { RunningWorker } from './workerd.ts';

export interface Cost {
  readonly median: number;
  /** Of TIMES. */
  readonly worst: number;
}

export interface AnswerCost {
  readonly path: string;
  /** Bytes of the answer. */
  readonly bytes: number;
  /** CPU, ms. `first` includes parsing and rendering. */
  readonly first: number;
  readonly full: Cost;
  readonly notModified: Cost;
  /** Worst answer that only reads KV, and worst bare "hello", each above its own median. */
  readonly kvWorst: number;
  readonly helloWorst: number;
}

const TIMES = 100;
const TURNS = 400;
/** Ten seconds of simulated time pass between requests, so pages with relative times are rendered anew once a minute. */
const LATER = { 'x-later': '10000' };
const HELLO = { path: '/ledger/hello' };
const NOTHING = { path: '/ledger/nothing' };

/**
 * The Worker's part of one round with every outlet due, its objects answering at once. undefined where the system
 * does not report CPU time.
 */
export async function workerRoundCost(worker: RunningWorker): Promise<Cost | undefined> {
  if (worker.cpuMs() === undefined) return undefined;
  await fetch(new URL('/ledger/echo', worker.url));
  const [nothing = [], alone = []] = await costsInTurn(worker, [NOTHING, { path: '/ledger/alone?at=1' }], TIMES);
  return over(alone, median(nothing));
}

/** `story` is the id of a story in KV. Returns [] where the system does not report CPU time. */
export async function answerCosts(worker: RunningWorker, story: string | undefined): Promise<readonly AnswerCost[]> {
  if (worker.cpuMs() === undefined) return [];
  const paths = ['/feed.xml', '/feed.atom', '/feed.json', '/', '/updates.xml', '/api/stories'];
  if (story) paths.push(`/stories/${story}`, `/stories/${story}/feed.xml`, `/api/stories/${story}`);
  const firsts = new Map<string, number>();
  for (const path of paths) firsts.set(path, await costOf(worker, { path }));
  const all: AnswerCost[] = [];
  for (const path of paths) {
    const answer = await fetch(new URL(path, worker.url), { headers: PLAIN });
    const bytes = (await answer.arrayBuffer()).byteLength;
    const again = { path, headers: { ...LATER, 'if-none-match': answer.headers.get('etag') ?? '' } };
    const asked = [HELLO, kvReadsOf(path), { path, headers: LATER }, again];
    await costsInTurn(worker, asked, TIMES);
    const [hello = [], kv = [], full = [], notModified = []] = await costsInTurn(worker, asked, TIMES);
    const idle = median(kv);
    all.push({
      path,
      bytes,
      first: Math.max(0, (firsts.get(path) ?? 0) - idle),
      full: over(full, idle),
      notModified: over(notModified, idle),
      kvWorst: over(kv, idle).worst,
      helloWorst: over(hello, median(hello)).worst,
    });
  }
  return all;
}

/** Reads the same KV keys as an answer at `path`, and nothing more. A front that is already known is not read again. */
export function kvReadsOf(path: string, known = true): Asked {
  const [, story, watch] = /^(?:\/api)?\/stories\/(\w+)|^\/w\/(\w+)/.exec(path) ?? [];
  const key = story ? `story/${story}` : watch ? `watch/${watch}` : /^\/da(?:ys|ily)/.test(path) ? 'daily' : 'front';
  return { path: `/ledger/idle?key=${key}${key === 'front' && known ? '&unread' : ''}` };
}

export interface Throughput {
  readonly name: string;
  /** Requests a second of CPU, without the local KV's share. */
  readonly perSecond: number;
  readonly timesHello: number;
}

/**
 * /feed.xml and its 304 beside a bare Hono "hello", asked in turns. Returns [] where the system does not report CPU time.
 */
export async function throughputBesideHello(worker: RunningWorker): Promise<readonly Throughput[]> {
  if (worker.cpuMs() === undefined) return [];
  const known = { 'if-none-match': (await fetch(new URL('/feed.xml', worker.url))).headers.get('etag') ?? '' };
  const ours: Record<string, Asked> = {
    '/feed.xml': { path: '/feed.xml' },
    '304': { path: '/feed.xml', headers: known },
  };
  const asked = [HELLO, NOTHING, kvReadsOf('/feed.xml'), ...Object.values(ours)];
  await costsInTurn(worker, asked, TIMES);
  const [hello = 1, nothing = 0, kv = 0, ...costs] = (await costsInTurn(worker, asked, TURNS)).map(median);
  const of = (name: string, ms: number) => ({ name, perSecond: 1000 / ms, timesHello: hello / ms });
  return [of('hello', hello), ...Object.keys(ours).map((name, i) => of(name, (costs[i] ?? 0) - (kv - nothing)))];
}

function over(costs: readonly number[], base: number): Cost {
  return { median: Math.max(0, median(costs) - base), worst: Math.max(0, Math.max(...costs) - base) };
}
