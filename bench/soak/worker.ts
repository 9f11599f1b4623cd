/** The production Worker over a KV that fails: a share of reads and writes fails, before or after it took effect. */
import type { Env } from '../../src/env.ts';
import worker, { StoryIndex as ShippedIndex, Outlet as ShippedOutlet } from '../../src/index.ts';
import type { StoryIndexApi } from '../../src/story-index/api.ts';

/** Share of KV calls that fail. GET /soak/kv?failing=0 ends it. */
let failing = 0.05;

/** Calls that failed since this process started. */
let failed = 0;

/** Time of each batch from an outlet to the index and back, ms. */
const times: number[] = [];

export class Outlet extends ShippedOutlet {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, { ...env, STORY_INDEX: timed(env.STORY_INDEX) });
  }
}

export class StoryIndex extends ShippedIndex {
  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, faulty(env));
  }
}

export default {
  async fetch(request, env, ctx) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname === '/soak/kv') {
      failing = Number(searchParams.get('failing') ?? failing);
      return Response.json({ failed });
    }
    if (pathname === '/soak/times') return Response.json(times);
    return worker.fetch(request, faulty(env), ctx);
  },
  scheduled: (controller, env) => worker.scheduled(controller, faulty(env)),
} satisfies ExportedHandler<Env>;

function timed(namespace: Env['STORY_INDEX']): Env['STORY_INDEX'] {
  const getByName = (name: string) => {
    const stub = namespace.getByName(name);
    const file: StoryIndexApi['file'] = async (batch) => {
      const begun = performance.now();
      const answer = await stub.file(batch);
      times.push(performance.now() - begun);
      return answer;
    };
    // The calls of the scheduling object.
    return {
      file,
      outlets: () => stub.outlets(),
      report: (...args: Parameters<StoryIndexApi['report']>) => stub.report(...args),
      publish: () => stub.publish(),
    } satisfies Partial<Record<keyof StoryIndexApi, unknown>>;
  };
  return { getByName } as unknown as Env['STORY_INDEX'];
}

function faulty(env: Env): Env {
  const { STORIES: kv } = env;
  const STORIES = {
    async get(...args: Parameters<KVNamespace['get']>) {
      fail('GET');
      return await kv.get(...args);
    },
    async getWithMetadata(...args: Parameters<KVNamespace['getWithMetadata']>) {
      fail('GET');
      return await kv.getWithMetadata(...args);
    },
    async put(...args: Parameters<KVNamespace['put']>) {
      fail('PUT');
      await kv.put(...args);
      fail('PUT, answered');
    },
  };
  return { ...env, STORIES: STORIES as unknown as KVNamespace };
}

function fail(what: string): void {
  if (Math.random() >= failing) return;
  failed++;
  throw new Error(`KV ${what} failed: 500 Internal Server Error`);
}
