/**
 * CPU of what the plan limits to 10 ms: the Worker's answers to readers, each address asked again and again, in full and
 * with its own ETag, and its share of a round. Less the cost of an empty answer, and of the local KV, which unlike the
 * real one runs in the same process.
 */
import { median } from '../timing.ts';
import type { RunningWorker } from '../workerd.ts';

export interface Cost {
  readonly median: number;
  readonly p99: number;
}

export interface Serving {
  readonly path: string;
  /** Bytes of the answer. */
  readonly bytes: number;
  /** CPU, ms: of the first answer, parsing and rendering included; of later ones; of a 304. */
  readonly first: number;
  readonly full: Cost;
  readonly notModified: Cost;
}

const TIMES = 100;
const TURNS = 800;
/** Past RECENT_ANSWER_MS on the simulated clock: the answer comes from KV and is not the isolate's own of a moment ago. */
const LATER = { 'x-later': '10000' };
/** The edge compresses, not the Worker; the local stand-in for it would do so at our process's expense. */
const PLAIN = { 'accept-encoding': 'identity' };

/** Of one scheduled event in which every outlet was read, its objects answering at once. undefined where CPU is not told. */
export async function workerAlone(worker: RunningWorker): Promise<Cost | undefined> {
  if (worker.cpuMs() === undefined) return undefined;
  await fetch(new URL('/ledger/echo', worker.url));
  const idle = await cost(worker, '/ledger/nothing', {});
  return less(await cost(worker, '/ledger/alone?at=1', {}), idle.median);
}

/** [] where the system does not tell what CPU a process used. */
export async function readSite(worker: RunningWorker): Promise<readonly Serving[]> {
  if (worker.cpuMs() === undefined) return [];
  const stories = (await (await fetch(new URL('/api/stories?outlets=2&limit=50', worker.url))).json()) as {
    stories: { id: string; outlets: number }[];
  };
  const widest = stories.stories.toSorted((a, b) => b.outlets - a.outlets)[0];
  const paths = ['/feed.xml', '/feed.atom', '/feed.json', '/', '/updates.xml', '/api/stories'];
  if (widest) paths.push(`/stories/${widest.id}`, `/stories/${widest.id}/feed.xml`, `/api/stories/${widest.id}`);
  const firsts = new Map<string, number>();
  for (const path of paths) {
    const before = worker.cpuMs() ?? 0;
    await (await fetch(new URL(path, worker.url), { headers: PLAIN })).arrayBuffer();
    firsts.set(path, (worker.cpuMs() ?? 0) - before);
  }
  for (const path of paths) await cost(worker, path, LATER);
  const all: Serving[] = [];
  for (const path of paths) {
    const held = /^(?:\/api)?\/stories\/(\w+)/.exec(path)?.[1];
    // A front that is known already is not read again.
    const idle = (await cost(worker, `/ledger/idle?key=${held === undefined ? 'front&unread' : `story/${held}`}`, {}))
      .median;
    const answer = await fetch(new URL(path, worker.url), { headers: PLAIN });
    const bytes = (await answer.arrayBuffer()).byteLength;
    const first = Math.max(0, (firsts.get(path) ?? 0) - idle);
    const etag = answer.headers.get('etag') ?? '';
    const full = less(await cost(worker, path, LATER), idle);
    const notModified = less(await cost(worker, path, { 'if-none-match': etag, ...LATER }), idle);
    all.push({ path, bytes, first, full, notModified });
  }
  return all;
}

export interface Throughput {
  readonly name: string;
  /** Requests a second of CPU, the local KV's share taken off. */
  readonly perSecond: number;
  readonly timesHello: number;
}

/**
 * What is made from KV and what the isolate gives again within seconds: /feed.xml and its 304 beside a bare Hono "hello", in
 * turns; [] where CPU is not told.
 */
export async function besideHello(worker: RunningWorker): Promise<readonly Throughput[]> {
  if (worker.cpuMs() === undefined) return [];
  const etag = (await fetch(new URL('/feed.xml', worker.url))).headers.get('etag') ?? '';
  const asked: readonly (readonly [string, string, Record<string, string>])[] = [
    ['hello', '/ledger/hello', {}],
    ['nothing', '/ledger/nothing', {}],
    ['KV alone', '/ledger/idle?key=front&unread', {}],
    ['/feed.xml from KV', '/feed.xml', LATER],
    ['/feed.xml again', '/feed.xml', {}],
    ['304 from KV', '/feed.xml', { 'if-none-match': etag, ...LATER }],
    ['304 again', '/feed.xml', { 'if-none-match': etag }],
  ];
  const costs = asked.map(() => [] as number[]);
  // One of each in turn: what else the machine does then weighs on all of them alike.
  for (let turn = 0; turn < TURNS; turn++) {
    for (const [i, [, path, headers]] of asked.entries()) costs[i]?.push(await costOfOne(worker, path, headers));
  }
  const [hello = 1, nothing = 0, kv = 0, ...ours] = costs.map((all) => median(all));
  const localKv = kv - nothing;
  const of = (name: string, ms: number) => ({ name, perSecond: 1000 / ms, timesHello: hello / ms });
  return [
    of('hello', hello),
    ...ours.map((ms, i) => {
      const name = asked[i + 3]?.[0] ?? '';
      return of(name, name.endsWith('KV') ? ms - localKv : ms);
    }),
  ];
}

function less(of: Cost, base: number): Cost {
  return { median: Math.max(0, of.median - base), p99: Math.max(0, of.p99 - base) };
}

async function cost(worker: RunningWorker, path: string, headers: Record<string, string>): Promise<Cost> {
  const all: number[] = [];
  for (let i = 0; i < TIMES; i++) all.push(await costOfOne(worker, path, headers));
  all.sort((a, b) => a - b);
  return { median: all[TIMES >> 1] ?? 0, p99: all[TIMES - 1] ?? 0 };
}

async function costOfOne(worker: RunningWorker, path: string, headers: Record<string, string>): Promise<number> {
  const before = worker.cpuMs() ?? 0;
  const answer = await fetch(new URL(path, worker.url), { headers: { ...PLAIN, ...headers } });
  await answer.arrayBuffer();
  if (answer.status >= 400) throw new Error(`${path} answered ${answer.status}.`);
  return (worker.cpuMs() ?? 0) - before;
}
