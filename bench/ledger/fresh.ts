/**
 * What the first answer of a fresh isolate costs, which the plan's 10 ms must hold: each measured in a process of its own, with
 * the documents of a day in its KV, after one request that runs none of the Worker's code.
 */
import { join } from 'node:path';
import { median } from '../timing.ts';
import { buildWorker, type RunningWorker, startBuilt } from '../workerd.ts';

export interface Fresh {
  readonly path: string;
  /** CPU, ms, medians: of the first answer, and of the same answer the second time, made from the same documents. */
  readonly first: number;
  readonly second: number;
}

const TIMES = 3;
const PLAIN = { 'accept-encoding': 'identity' };

/** The documents a worker serves: the front and, of the stories in KV, the one that most outlets carry; others wait for the day's ration. */
export async function documentsOf(worker: RunningWorker): Promise<ReadonlyMap<string, string>> {
  const read = async (key: string) => (await fetch(new URL(`/ledger/kv?key=${key}`, worker.url))).text();
  const front = await read('front');
  const { stories } = JSON.parse(front) as {
    readonly stories: readonly { readonly id: string; readonly outlets: number }[];
  };
  const carried = stories.filter(({ outlets }) => outlets > 1).toSorted((a, b) => b.outlets - a.outlets);
  for (const { id } of carried) {
    const story = await read(`story/${id}`);
    if (story !== '') {
      return new Map([
        ['front', front],
        [`story/${id}`, story],
      ]);
    }
  }
  return new Map([['front', front]]);
}

/** `documents`: the values of KV by key. [] where CPU is not told. */
export async function freshAnswers(documents: ReadonlyMap<string, string>): Promise<readonly Fresh[]> {
  const story = [...documents.keys()].find((key) => key !== 'front');
  const paths = ['/feed.xml', '/feed.atom', '/feed.json', '/', '/api/stories'];
  if (story !== undefined) paths.push(`/${story.replace('story', 'stories')}`);
  const built = await buildWorker(join(import.meta.dirname, 'wrangler.toml'));
  const all: Fresh[] = [];
  try {
    for (const path of paths) {
      const runs: (readonly [number, number])[] = [];
      for (let n = 0; n < TIMES; n++) {
        const worker = await startBuilt(built, { entry: 'entry', vars: { ALLOW_LOOPBACK: '1' } });
        try {
          if (worker.cpuMs() === undefined) return [];
          runs.push(await firstTwo(worker, documents, path));
        } finally {
          await worker.stop();
        }
      }
      all.push({ path, first: median(runs.map(([first]) => first)), second: median(runs.map(([, second]) => second)) });
    }
  } finally {
    built.remove();
  }
  return all;
}

async function firstTwo(worker: RunningWorker, documents: ReadonlyMap<string, string>, path: string) {
  for (const [key, body] of documents) {
    await fetch(new URL(`/ledger/kv?key=${encodeURIComponent(key)}`, worker.url), { method: 'PUT', body });
  }
  // What workerd's own HTTP and local KV cost the first times is not the Worker's.
  const key = path.startsWith('/stories/') ? `story/${path.split('/')[2]}` : 'front';
  for (let n = 0; n < 5; n++) await cost(worker, `/ledger/idle?key=${key}`);
  const idle = median([await cost(worker, `/ledger/idle?key=${key}`), await cost(worker, `/ledger/idle?key=${key}`)]);
  const first = (await cost(worker, path)) - idle;
  // Another moment, so that it is made from KV and not given again.
  return [first, (await cost(worker, path, { 'x-later': '60000' })) - idle] as const;
}

async function cost(worker: RunningWorker, path: string, headers: Record<string, string> = {}): Promise<number> {
  const before = worker.cpuMs() ?? 0;
  const answer = await fetch(new URL(path, worker.url), { headers: { ...PLAIN, ...headers } });
  await answer.arrayBuffer();
  if (answer.status >= 400) throw new Error(`${path} answered ${answer.status}.`);
  return (worker.cpuMs() ?? 0) - before;
}
