/** The real StoryIndex over real SQLite, with KV and alarm driven by the schedule. It can be killed at any await. */

import type { Article } from '../../src/documents/article.ts';
import type { Env } from '../../src/env.ts';
import { StoryIndex } from '../../src/story-index/story-index.ts';
import type { Gates } from './gates.ts';
import type { Witness } from './witness.ts';

export interface IndexHost {
  /** Calls the object as over the network: the call fails when the object dies. */
  call<T>(method: (index: StoryIndex) => Promise<T>): Promise<T>;
  /** Runs the alarm if one is set, however late; with `twice` it runs again at once. */
  ring(twice: boolean): void;
  alarmAt(): number | undefined;
  kill(arrives: boolean): void;
  /** Whether the next alarm operation of storage fails. */
  breakAlarm(broken: boolean): void;
  readonly kv: Map<string, string>;
  /** KV's metadata of the values that have any. */
  readonly metadata: ReadonlyMap<string, unknown>;
  /** Every article that was ever recorded, in a story or in quarantine: as last sent, but first seen when it was recorded. */
  readonly accepted: Map<string, Article>;
}

export function createIndexHost(state: DurableObjectState, gates: Gates, witness: Witness): IndexHost {
  const kv = new Map<string, string>();
  const metadata = new Map<string, unknown>();
  const accepted = new Map<string, Article>();
  const underway = new Set<string>();
  let life = 0;
  let instance: StoryIndex | undefined;
  let broken = Promise.withResolvers<never>();
  broken.promise.catch(() => {});
  let alarm: number | undefined;
  let alarmBroken = false;

  const alarmOperation = async <T>(effect: () => T): Promise<T> => {
    if (!alarmBroken) return effect();
    alarmBroken = false;
    throw new Error('storage is overloaded');
  };
  Object.assign(state.storage, {
    getAlarm: () => alarmOperation(() => alarm ?? null),
    setAlarm: (at: number) =>
      alarmOperation(() => {
        alarm = at;
      }),
    deleteAlarm: () =>
      alarmOperation(() => {
        alarm = undefined;
      }),
  });

  /** Listing and reading succeed; only writes pass a gate. */
  const reads = {
    list: async ({ prefix }: { prefix: string }) => ({
      keys: [...kv.keys()].filter((name) => name.startsWith(prefix)).map((name) => ({ name })),
    }),
    get: async (key: string) => JSON.parse(kv.get(key) ?? 'null') as unknown,
  };
  const put = (owner: string) => (key: string, value: string, options?: KVNamespacePutOptions) => {
    if (underway.has(key)) witness.fault(`${key} was written twice at once`);
    underway.add(key);
    const landing = gates.pass(owner, `put ${key}`, () => {
      witness.written(key, value, options?.metadata);
      kv.set(key, value);
      metadata.set(key, options?.metadata);
    });
    const end = () => void underway.delete(key);
    landing.then(end, end);
    return landing;
  };
  const withdraw = (owner: string) => (key: string) =>
    gates.pass(owner, `delete ${key}`, () => {
      kv.delete(key);
      metadata.delete(key);
    });
  const running = () =>
    (instance ??= new StoryIndex(state, {
      STORIES: { ...reads, put: put(`index ${life}`), delete: withdraw(`index ${life}`) },
    } as unknown as Env));
  const ring = (): Promise<unknown> => {
    alarm = undefined;
    return host
      .call((index) => index.alarm())
      .catch(() => {
        // Alarms run at least once: a failed one runs again.
        alarm ??= Date.now();
      });
  };
  const host: IndexHost = {
    kv,
    metadata,
    accepted,
    call(method) {
      const answer = Promise.race([method(watched(running(), state.storage.sql, accepted)), broken.promise]);
      answer.catch(() => {});
      return answer;
    },
    ring(twice) {
      if (alarm === undefined) return;
      void ring();
      if (twice) void ring();
    },
    alarmAt: () => alarm,
    breakAlarm(next) {
      alarmBroken = next;
    },
    kill(arrives) {
      gates.kill(`index ${life++}`, arrives);
      instance = undefined;
      underway.clear();
      broken.reject(new Error('the index was reset'));
      broken = Promise.withResolvers();
      broken.promise.catch(() => {});
    },
  };
  return host;
}

/** Records what `file` stored, whether or not its answer arrived: SQLite decides, not the promise. */
function watched(index: StoryIndex, sql: SqlStorage, accepted: Map<string, Article>): StoryIndex {
  return new Proxy(index, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof value !== 'function') return value;
      if (name !== 'file') return value.bind(target);
      return (batch: readonly Article[]) => {
        const answer = target.file(batch);
        // The decision is made before the first await, so it is recorded now or never.
        for (const article of batch) {
          const row = sql
            .exec<{ seen: number }>(
              'SELECT seen FROM article WHERE id = ?1 UNION ALL SELECT seen FROM aside WHERE article = ?1',
              article.id,
            )
            .toArray()[0];
          if (row) accepted.set(article.id, { ...article, seen: row.seen });
        }
        return answer;
      };
    },
  });
}
