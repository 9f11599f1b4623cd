/**
 * The ledger's entry point: the production Worker and its two objects, with counters around every binding, on a
 * simulated clock. Never deployed. Outlets are polled one at a time, so that the CPU between two moments belongs to
 * one invocation.
 */
import { DurableObject } from 'cloudflare:workers';
import { Hono } from 'hono';
import type { OutletSettings } from '../../src/documents/outlet.ts';
import type { Env } from '../../src/env.ts';
import worker, { StoryIndex as ProductionIndex, Outlet as ProductionOutlet } from '../../src/index.ts';
import type { OutletApi, Round } from '../../src/outlet/api.ts';
import { openStore } from '../../src/outlet/store.ts';
import { decodeFront, encodedLength, type FrontMetadata } from '../../src/render/front-snapshot.ts';
import type { OutletEntry } from '../../src/story-index/api.ts';
import { type CountingStorage, countingKv, countingStorage, countingStub } from './counting-bindings.ts';
import {
  addCounts,
  type Counts,
  type Invocation,
  type InvocationKind,
  noCounts,
  noReading,
  type Reading,
  type RoundLedger,
  type StatementRows,
} from './counts.ts';
import type { KvEntry } from './fresh-isolate.ts';
import type { CarriedArticle, WrittenFront } from './freshness.ts';

/** What each outlet has seen and what the index has filed is to look older by these times, ms. */
export interface Aged {
  readonly outlets: readonly string[];
  readonly seenMs: number;
  readonly filedMs: number;
}

interface LedgerEnv extends Env {
  /** This address answers with the CPU that the process has used so far, ms. */
  readonly CPU_METER: string;
  readonly ECHO: DurableObjectNamespace<Echo>;
}

let now = 0;
Date.now = () => now;

const counts = { worker: noCounts(), outlets: noCounts(), index: noCounts() };
const statements: StatementRows = {};
let invocations: Invocation[] = [];

const networkFetch = globalThis.fetch;
globalThis.fetch = (...args: Parameters<typeof fetch>) => {
  counts.outlets.external++;
  const frame = frames.at(-1);
  if (frame) frame.external++;
  return networkFetch(...args);
};

/** Open invocations, innermost last. */
const frames: { nestedMs: number; external: number; internal: number }[] = [];
let meter: string | undefined;
/** CPU of one question to the meter, ms. Measured first. */
let meterMs = 0;

async function cpuSoFar(): Promise<number> {
  return Number(await (await networkFetch(meter ?? '')).text());
}

async function calibrate(): Promise<void> {
  const costs: number[] = [];
  let last = await cpuSoFar();
  for (let i = 0; i < 60; i++) {
    const next = await cpuSoFar();
    costs.push(next - last);
    last = next;
  }
  meterMs = costs.sort((a, b) => a - b)[30] ?? 0;
}

async function invoke<R>(kind: InvocationKind, name: string, call: () => Promise<R>): Promise<R> {
  const frame = { nestedMs: 0, external: 0, internal: 0 };
  countInternal();
  const before = meter === undefined ? 0 : await cpuSoFar();
  frames.push(frame);
  try {
    return await call();
  } finally {
    frames.splice(frames.indexOf(frame), 1);
    const used = meter === undefined ? undefined : (await cpuSoFar()) - before;
    const outer = frames.at(-1);
    if (outer && used !== undefined) outer.nestedMs += used + meterMs;
    const cpuMs = used === undefined ? undefined : Math.max(0, used - frame.nestedMs - meterMs);
    invocations.push({ kind, name, cpuMs, external: frame.external, internal: frame.internal });
  }
}

function countInternal(): void {
  const frame = frames.at(-1);
  if (frame) frame.internal++;
}

let fronts: WrittenFront[] = [];

function watchedFronts(kv: KVNamespace): KVNamespace {
  const put = async (key: string, value: string, options?: KVNamespacePutOptions) => {
    await kv.put(key, value, options);
    if (key !== 'front') return;
    const { stories, updates } = decodeFront(
      new TextEncoder().encode(value),
      options?.metadata as FrontMetadata,
    ).document();
    const articles = stories.flatMap((story) => story.articles.map(({ id }) => id));
    fronts.push({ at: now, articles, updates: updates.map(({ article }) => article.id) });
  };
  return new Proxy(kv, {
    get(target, name) {
      const value: unknown = name === 'put' ? put : Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });
}

const POLL_ALL: keyof OutletApi = 'pollAll';

let queue: Promise<unknown> = Promise.resolve();
function inTurn<R>(call: () => Promise<R>): Promise<R> {
  const turn = queue.then(call);
  queue = turn.catch(() => undefined);
  return turn;
}

function counted(env: LedgerEnv, owner: Counts): LedgerEnv {
  const index = {
    getByName: (name: string) =>
      countingStub(env.STORY_INDEX.getByName(name), owner, (method, call) => invoke('index', method, call)),
  };
  const outlet = {
    getByName: (name: string) =>
      countingStub(env.OUTLET.getByName(name), owner, (method, call) =>
        // A round waits for ticks. In the same queue it would wait for ever.
        method === POLL_ALL ? invoke('tick', method, call) : inTurn(() => invoke('tick', method, call)),
      ),
  };
  return {
    ...env,
    STORIES: watchedFronts(countingKv(env.STORIES, owner, countInternal)),
    STORY_INDEX: index as unknown as Env['STORY_INDEX'],
    OUTLET: outlet as unknown as Env['OUTLET'],
  };
}

/** Counts the object's storage, and settles the count when one of its methods ends. */
/** Rows that may still be written before every write fails, as past the plan's. */
let rowsLeft = Number.POSITIVE_INFINITY;

function withCounter(ctx: DurableObjectState, who: 'outlets' | 'index'): CountingStorage {
  const counter = countingStorage(ctx.storage, counts[who], who, statements, (rows) => {
    rowsLeft -= rows;
    return rowsLeft > 0;
  });
  Object.defineProperty(ctx, 'storage', { value: counter.storage });
  return counter;
}

const counters = new WeakMap<object, CountingStorage>();

function settleAfterEach(of: object, production: object): void {
  for (const name of Object.getOwnPropertyNames(production)) {
    const method: unknown = Reflect.get(production, name);
    if (name === 'constructor' || typeof method !== 'function') continue;
    Object.defineProperty(of, name, {
      async value(this: object, ...args: unknown[]) {
        try {
          return await (method as (...a: unknown[]) => unknown).apply(this, args);
        } finally {
          counters.get(this)?.settle();
        }
      },
    });
  }
}

export class Outlet extends ProductionOutlet {
  readonly #real: DurableObjectStorage;
  constructor(ctx: DurableObjectState, env: LedgerEnv) {
    const real = ctx.storage;
    const counter = withCounter(ctx, 'outlets');
    super(ctx, counted(env, counts.outlets));
    this.#real = real;
    counters.set(this, counter);
  }
  /** Remembers as many more items as it has seen so far, first seen `ms` earlier, that no feed lists any longer. */
  async age(ms: number): Promise<void> {
    const store = openStore(this.#real);
    const old = store.all().map((row) => ({ ...row, key: `old ${row.key}`, seen: row.seen - ms }));
    const record = store.load();
    if (record) store.accept(old, record);
  }
  async bytes(): Promise<number> {
    return this.ctx.storage.sql.databaseSize;
  }
}
settleAfterEach(Outlet.prototype, ProductionOutlet.prototype);

export class StoryIndex extends ProductionIndex {
  readonly #real: DurableObjectStorage;
  constructor(ctx: DurableObjectState, env: LedgerEnv) {
    const real = ctx.storage;
    const counter = withCounter(ctx, 'index');
    super(ctx, counted(env, counts.index));
    this.#real = real;
    counters.set(this, counter);
  }
  /** Moves the first sight of its articles to `ms` earlier. */
  async age(ms: number): Promise<void> {
    this.#real.sql.exec('UPDATE article SET seen = seen - ?', ms);
  }
  /** Articles of stories that two publishers or more carry. */
  async carried(): Promise<readonly CarriedArticle[]> {
    return this.#real.sql
      .exec<{ id: string; url: string; seen: number; publisher: string; story: number }>(
        'SELECT a.id, a.url, a.seen, a.publisher, a.story FROM article a JOIN story s ON s.number = a.story WHERE s.publishers > 1',
      )
      .toArray();
  }
  /** The links of all articles. */
  async links(): Promise<readonly string[]> {
    return this.#real.sql
      .exec<{ url: string }>('SELECT url FROM article')
      .toArray()
      .map(({ url }) => url);
  }
  async bytes(): Promise<number> {
    return this.ctx.storage.sql.databaseSize;
  }
  /** Runs the alarm if it is due by `until`, ms. An alarm may set the next one. */
  async alarmsUntil(until: number): Promise<void> {
    for (;;) {
      const at = counters.get(this)?.takeAlarm() ?? null;
      if (at === null) return;
      if (at > until) {
        await this.ctx.storage.setAlarm(at);
        counts.index.rowsWritten--;
        return;
      }
      now = Math.max(now, at);
      counts.index.objectRequests++;
      await invoke('index', 'alarm', () => this.alarm());
    }
  }
}
settleAfterEach(StoryIndex.prototype, ProductionIndex.prototype);

/** The smallest Worker with routes. */
const hello = new Hono().get('/ledger/hello', (c) => c.text('hello'));

/** Stands in for the scheduling object and repeats its last answer at once. */
export class Echo extends DurableObject<LedgerEnv> implements Pick<OutletApi, 'pollAll'> {
  #round: Round | undefined;
  async remember(entries: readonly OutletEntry[]): Promise<void> {
    this.#round = {
      reports: entries.map(({ settings: { id, name }, status: { detail } }) => {
        return { outlet: id, name, outcome: 'read', filed: 1, detail };
      }),
      published: { written: 0, left: 0, rationed: false, failure: undefined },
    };
  }
  /** Does no work: in the same thread its CPU would count as the Worker's. */
  async pollAll(): Promise<Round> {
    if (this.#round === undefined) throw new Error('Nothing to echo.');
    return this.#round;
  }
}

/** A round with every outlet due, as the Worker alone sees it. */
async function workerAlone(env: LedgerEnv, at: number): Promise<Response> {
  const echo = { getByName: () => env.ECHO.getByName('echo') };
  const alone = { ...env, OUTLET: echo } as unknown as LedgerEnv;
  await worker.scheduled({ scheduledTime: at, cron: '*/10 * * * *', noRetry() {} } as ScheduledController, alone);
  return new Response();
}

async function round(env: LedgerEnv, at: number, until: number): Promise<RoundLedger> {
  const failed: string[] = [];
  now = at;
  Object.assign(counts.worker, noCounts());
  Object.assign(counts.outlets, noCounts());
  Object.assign(counts.index, noCounts());
  invocations = [];
  fronts = [];
  for (const name of Object.keys(statements)) delete statements[name];
  const log = console.log;
  let filed = 0;
  let batches = 0;
  let kept = 0;
  const errors = console.error;
  console.error = (line: string) => {
    if (line.startsWith('{"event":"articles-kept-in-kv"')) kept += (JSON.parse(line) as { articles: number }).articles;
    else if (rowsLeft > 0) errors(line);
  };
  console.log = (line: string) => {
    if (!line.startsWith('{')) return log(line);
    const event = JSON.parse(line) as { filed?: number; outcome?: string; detail?: string };
    filed += event.filed ?? 0;
    if (event.filed) batches++;
    if (event.outcome === 'failed') failed.push(event.detail ?? line);
  };
  try {
    const controller = { scheduledTime: at, cron: '*/10 * * * *', noRetry() {} };
    await invoke('round', 'scheduled', async () =>
      worker.scheduled(controller as ScheduledController, counted(env, counts.worker)),
    );
    await (env.STORY_INDEX.getByName('index') as unknown as StoryIndex).alarmsUntil(until);
  } catch (error) {
    // Past the day's rows a round cannot publish.
    if (rowsLeft > 0) throw error;
  } finally {
    console.log = log;
    console.error = errors;
  }
  const refused = rowsLeft <= 0;
  return { counts, statements, invocations, filed, batches, failed, fronts, kept, refused };
}

const READERS_ORIGIN = 'https://wirefold.example';

/** Asks for these feeds of the production Worker one after the other, spread over the time until the next round. */
async function read(env: LedgerEnv, paths: readonly string[], gapMs: number, ctx: ExecutionContext): Promise<Reading> {
  const reading = { ...noReading(), counts: noCounts(), statuses: {} as Record<string, number> };
  Object.assign(counts.index, noCounts());
  const measured = counted(env, reading.counts);
  for (const path of paths) {
    now += gapMs;
    const answer = await worker.fetch(new Request(READERS_ORIGIN + path), measured, ctx);
    await answer.arrayBuffer();
    reading.statuses[answer.status] = (reading.statuses[answer.status] ?? 0) + 1;
  }
  addCounts(reading.counts, counts.index);
  invocations = [];
  return { ...reading, requests: paths.length };
}

/** As though the time before had been so much longer ago. */
async function age(env: LedgerEnv, { outlets, seenMs, filedMs }: Aged): Promise<Response> {
  for (const id of outlets) await (env.OUTLET.getByName(id) as unknown as Outlet).age(seenMs);
  await (env.STORY_INDEX.getByName('index') as unknown as StoryIndex).age(filedMs);
  return new Response();
}

async function bytes(env: LedgerEnv, outlets: readonly string[]): Promise<{ index: number; outlets: number }> {
  let sum = 0;
  for (const id of outlets) sum += await (env.OUTLET.getByName(id) as unknown as Outlet).bytes();
  return { index: await (env.STORY_INDEX.getByName('index') as unknown as StoryIndex).bytes(), outlets: sum };
}

/**
 * Reads a KV key as the Worker does, and nothing more. The local KV runs in this process, so its CPU must be
 * subtracted. With `unread` the value is not read, as when the Worker knows it already.
 */
async function idle(env: LedgerEnv, key: string, unread: boolean): Promise<Response> {
  if (key !== 'front') {
    await env.STORIES.getWithMetadata(key, 'arrayBuffer');
    return new Response();
  }
  const { value, metadata } = await env.STORIES.getWithMetadata<FrontMetadata>(key, 'stream');
  const bytes = metadata ? encodedLength(metadata) : undefined;
  if (unread || bytes === undefined) await value?.cancel();
  else await value?.getReader({ mode: 'byob' }).readAtLeast(bytes + 1, new Uint8Array(bytes + 1));
  return new Response();
}

export default {
  async fetch(request: Request, env: LedgerEnv, ctx: ExecutionContext): Promise<Response> {
    const url = new URL(request.url);
    now += Number(request.headers.get('x-later') ?? 0);
    switch (url.pathname) {
      case '/ledger/outlets': {
        const settings = (await request.json()) as OutletSettings[];
        now = Number(url.searchParams.get('at'));
        await env.STORY_INDEX.getByName('index').replaceOutlets(settings);
        return new Response();
      }
      case '/ledger/age':
        return age(env, (await request.json()) as Aged);
      case '/ledger/meter':
        meter = (url.searchParams.get('on') ?? '1') === '1' ? env.CPU_METER : undefined;
        if (meter !== undefined) await calibrate();
        return Response.json({ meterMs });
      case '/ledger/round':
        return Response.json(
          await round(env, Number(url.searchParams.get('at')), Number(url.searchParams.get('until'))),
        );
      case '/ledger/read':
        return Response.json(
          await read(env, (await request.json()) as string[], Number(url.searchParams.get('gap')), ctx),
        );
      case '/ledger/carried':
        return Response.json(await (env.STORY_INDEX.getByName('index') as unknown as StoryIndex).carried());
      case '/ledger/rows':
        rowsLeft = Number(url.searchParams.get('left'));
        return new Response();
      case '/ledger/links':
        return Response.json(await (env.STORY_INDEX.getByName('index') as unknown as StoryIndex).links());
      case '/ledger/bytes':
        return Response.json(await bytes(env, (url.searchParams.get('outlets') ?? '').split(',')));
      case '/ledger/echo':
        await env.ECHO.getByName('echo').remember(await env.STORY_INDEX.getByName('index').outlets());
        return new Response();
      case '/ledger/alone':
        return workerAlone(env, Number(url.searchParams.get('at')));
      case '/ledger/wake-index':
        await env.STORY_INDEX.getByName('index').health();
        return new Response();
      case '/ledger/nothing':
        return new Response();
      case '/ledger/kv': {
        const key = url.searchParams.get('key') ?? 'front';
        if (request.method === 'PUT') {
          const { value, metadata } = (await request.json()) as KvEntry;
          await env.STORIES.put(key, value ?? '', { metadata });
          return new Response();
        }
        return Response.json(await env.STORIES.getWithMetadata(key));
      }
      case '/ledger/hello':
        return hello.fetch(request);
      case '/ledger/idle':
        return idle(env, url.searchParams.get('key') ?? 'front', url.searchParams.has('unread'));
      default:
        return worker.fetch(request, env, ctx);
    }
  },
} satisfies ExportedHandler<LedgerEnv>;
