/**
 * What the first answer of a fresh isolate costs. The plan allows 10 ms. Each is measured in a new process, with a
 * day's documents in its KV, after one request that runs none of the Worker's code.
 */
import { join } from 'node:path';
import { decodeFront, type FrontMetadata } from '../../src/render/front-snapshot.ts';
import { median } from '../timing.ts';
import { kvReadsOf } from './answers.ts';
import { costOf, costsInTurn } from './request-cpu.ts';
import { buildWorker, type RunningWorker, startBuilt, startWorker } from './workerd.ts';

export interface Fresh {
  readonly path: string;
  /** CPU, ms, medians: the first answer, and the same answer a second time from the same documents. */
  readonly first: number;
  readonly second: number;
}

const TIMES = 5;
const OPTIONS = { config: join(import.meta.dirname, 'wrangler.toml'), entry: 'entry', vars: { ALLOW_LOOPBACK: '1' } };

/** A KV entry. */
export interface KvEntry {
  readonly value: string | null;
  readonly metadata: unknown;
}

/** Name of the watch whose document is served, where the index has it. */
export const WATCH = 'bench';
const OTHERS = ['daily', `watch/${WATCH}`];

/** The front, the days, a watch, and the most carried of the stories in KV. A story may be missing there: it waits for the day's write budget. */
export async function documentsOf(worker: RunningWorker): Promise<ReadonlyMap<string, KvEntry>> {
  const read = async (key: string) =>
    (await (await fetch(new URL(`/ledger/kv?key=${key}`, worker.url))).json()) as KvEntry;
  const front = await read('front');
  const snapshot = decodeFront(new TextEncoder().encode(front.value ?? ''), front.metadata as FrontMetadata);
  const stories = snapshot.document().stories;
  const carried = stories.filter(({ outlets }) => outlets > 1).toSorted((a, b) => b.outlets - a.outlets);
  const documents = new Map([['front', front]]);
  for (const key of [...OTHERS, ...carried.map(({ id }) => `story/${id}`)]) {
    if (key.startsWith('story/') && [...documents.keys()].some((known) => known.startsWith('story/'))) break;
    const document = await read(key);
    if (document.value !== null) documents.set(key, document);
  }
  return documents;
}

/** `documents` is the content of KV, by key. Returns [] where the system does not report CPU time. */
export async function freshAnswers(documents: ReadonlyMap<string, KvEntry>): Promise<readonly Fresh[]> {
  const story = [...documents.keys()].find((key) => key.startsWith('story/'));
  const paths = [
    ...['/feed.xml', '/feed.xml?publishers=2', '/feed.atom?publishers=3', '/feed.json?publishers=2'],
    ...['/', '/?publishers=2', '/?sort=carried', '/api/stories', '/api/stories?limit=200'],
    ...['/daily.xml', '/days', '/subscribe?feed=%2Ffeed.xml', '/about'],
    ...(documents.has(`watch/${WATCH}`) ? [`/w/${WATCH}`, `/w/${WATCH}/feed.xml`] : []),
  ];
  if (story !== undefined) {
    const at = `/${story.replace('story', 'stories')}`;
    paths.push(at, `${at}/feed.xml`, `/api${at}`);
  }
  const built = await buildWorker(OPTIONS.config);
  const all: Fresh[] = [];
  try {
    for (const path of paths) {
      const runs: (readonly [number, number])[] = [];
      for (let n = 0; n < TIMES; n++) {
        const worker = await startBuilt(built, OPTIONS);
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

/** Runs `ask` on a Worker with these documents in its KV, in a process where no object has worked before. */
export async function ofFreshWorker<T>(
  documents: ReadonlyMap<string, KvEntry>,
  ask: (worker: RunningWorker) => Promise<T>,
): Promise<T> {
  const worker = await startWorker(OPTIONS);
  try {
    await putDocuments(worker, documents);
    return await ask(worker);
  } finally {
    await worker.stop();
  }
}

async function putDocuments(worker: RunningWorker, documents: ReadonlyMap<string, KvEntry>): Promise<void> {
  for (const [key, entry] of documents) {
    const body = JSON.stringify(entry);
    await fetch(new URL(`/ledger/kv?key=${encodeURIComponent(key)}`, worker.url), { method: 'PUT', body });
  }
}

async function firstTwo(worker: RunningWorker, documents: ReadonlyMap<string, KvEntry>, path: string) {
  await putDocuments(worker, documents);
  // Deployed, the index is an invocation of its own, and its start does not count for the Worker.
  await fetch(new URL('/ledger/wake-index', worker.url));
  // The first calls of workerd's HTTP and local KV cost extra. That is not the Worker's cost.
  const idle = [kvReadsOf(path, false), kvReadsOf(path)];
  await costsInTurn(worker, idle, 5);
  const [read = 0, again = 0] = (await costsInTurn(worker, idle, 5)).map(median);
  const first = (await costOf(worker, { path })) - read;
  // A minute later, so that a page is rendered anew. KV's metadata then says that the front is unchanged.
  return [first, (await costOf(worker, { path, headers: { 'x-later': '60000' } })) - again] as const;
}
