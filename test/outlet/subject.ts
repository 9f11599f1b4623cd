/** An outlet under test: real HTTP, real SQLite of an object of its own, an index that remembers and can be made to refuse. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import type { Article } from '../../src/documents/article.ts';
import type { OutletSettings, TickReport } from '../../src/documents/outlet.ts';
import type { Env } from '../../src/env.ts';
import { FETCH_LIMITS, type FetchLimits, fetchFeed } from '../../src/outlet/fetch/fetch-feed.ts';
import { type OutletStore, openStore } from '../../src/outlet/store.ts';
import { tickOutlet } from '../../src/outlet/tick.ts';
import { outletSettings } from '../builders.ts';

export const NOW = Date.UTC(2026, 10, 22, 3);
export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** For upstreams that never come to an end: no test waits the real 25 s, and a loaded machine still gets a byte through. */
export const SHORT: Partial<FetchLimits> = { timeoutMs: 1_000 };

export function settingsFor(feed: string, over: Partial<OutletSettings> = {}): OutletSettings {
  return outletSettings('alwaha0000000', { feed, name: 'الواحة', ...over });
}

export interface Subject {
  readonly settings: OutletSettings;
  /** Ticks at `now`, due or not. */
  tick(now: number): Promise<TickReport>;
  /** Ticks as the cron does, so only when due. */
  ring(now: number): Promise<TickReport>;
  /** Everything the index accepted, by article id; of an article sent twice the latest text. */
  readonly accepted: Map<string, Article>;
  readonly batches: (readonly Article[])[];
  /** Consulted before each batch: throw to refuse it. */
  beforeFile: (batch: readonly Article[]) => void;
  /** Looks into the object's own storage. */
  inside<T>(look: (store: OutletStore, sql: SqlStorage) => T | Promise<T>): Promise<T>;
}

export function outletAt(feed: string, over: Partial<OutletSettings> = {}, limits: Partial<FetchLimits> = {}): Subject {
  const settings = settingsFor(feed, over);
  const stub = (env as unknown as Env).OUTLET.getByName(crypto.randomUUID());
  const accepted = new Map<string, Article>();
  const batches: (readonly Article[])[] = [];
  const inside: Subject['inside'] = (look) =>
    runInDurableObject(stub, (_, state) => look(openStore(state.storage), state.storage.sql));
  const run = (now: number, force: boolean) =>
    inside((store) =>
      tickOutlet(settings, now, force, {
        store,
        fetch: ({ feed: url }, validators, at) =>
          fetchFeed(
            { url, userAgent: 'wirefold/1 (+https://example.org)', validators, allowLoopback: true },
            { ...FETCH_LIMITS, ...limits },
            at,
          ),
        file: async (batch) => {
          await Promise.resolve();
          subject.beforeFile(batch);
          batches.push(batch);
          const filed = batch.filter((one) => !accepted.has(one.id)).length;
          for (const one of batch) accepted.set(one.id, one);
          return { filed };
        },
      }),
    );
  const subject: Subject = {
    settings,
    accepted,
    batches,
    beforeFile: () => undefined,
    inside,
    tick: (now) => run(now, true),
    ring: (now) => run(now, false),
  };
  return subject;
}

export function titles({ accepted }: Subject): readonly string[] {
  return [...accepted.values()].map((one) => one.title);
}
