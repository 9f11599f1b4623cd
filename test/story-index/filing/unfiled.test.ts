/** The plan's rows of the day are used up: every write fails until midnight, and what leaves a feed meanwhile is not lost. */
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { articleText } from '../../../src/story-index/storage/quarantine.ts';
import { article } from '../../builders.ts';
import { freshIndex, partition, sqlOf } from '../fresh-index.ts';
import { kvDouble } from '../kv-double.ts';
import { MALI, QUAKE, SAQQARA } from '../stories.ts';

const EVENING = Date.UTC(2026, 10, 22, 22);
const HOUR = 3_600_000;
const clock = { now: EVENING };

beforeEach(() => {
  clock.now = EVENING;
  vi.spyOn(Date, 'now').mockImplementation(() => clock.now);
  for (const method of ['log', 'error'] as const) vi.spyOn(console, method).mockImplementation(() => {});
});
afterEach(() => void vi.restoreAllMocks());

/** An index over a KV of its own. `full` makes its statements fail as the platform's do past the day's rows. */
async function index() {
  const stub = freshIndex();
  const double = kvDouble();
  await sqlOf(stub, (_, __, instance) => void Object.assign(instance, { env: { ...env, STORIES: double.kv } }));
  const full = (is: boolean) =>
    sqlOf(stub, (sql) => {
      const exec = Object.getPrototypeOf(sql).exec as SqlStorage['exec'];
      Object.defineProperty(sql, 'exec', {
        configurable: true,
        writable: true,
        value: (query: string, ...values: unknown[]) => {
          if (is && /^\s*(INSERT|UPDATE|DELETE)/i.test(query)) {
            throw new Error('Exceeded allowed rows written in Durable Objects free tier.');
          }
          return exec.call(sql, query, ...values);
        },
      });
    });
  const kept = () => [...double.values.keys()].filter((key) => key.startsWith('unfiled/'));
  const refused = (...batch: Parameters<typeof stub.file>[0][number][]) =>
    sqlOf(stub, (_, __, instance) => expect(instance.file(batch)).rejects.toThrow('Exceeded allowed rows written'));
  const publish = () => stub.publish().catch(() => undefined);
  return { stub, double, full, kept, refused, publish };
}

describe('articles that cannot be recorded', () => {
  it('are kept in KV with one write a round, and filed in the first round of the next day', async () => {
    const { stub, full, kept, refused, publish } = await index();
    await stub.file([article('marfa', QUAKE[0], 0, { seen: EVENING, published: EVENING })]);
    await publish();
    await full(true);
    const late = { seen: EVENING, published: EVENING };
    await refused(article('waha', QUAKE[1], 10, late), article('ufuq', MALI[0], 20, late));
    // The feed still lists one of them, and another outlet is refused too.
    await refused(article('ufuq', MALI[0], 20, late));
    await refused(article('shiraa', SAQQARA[0], 30, late));
    await publish();
    expect(kept()).toHaveLength(1);
    clock.now += HOUR;
    await publish();
    expect(kept()).toHaveLength(1);
    await full(false);
    clock.now = EVENING + 3 * HOUR;
    await publish();
    expect(kept()).toEqual([]);
    const stories = await partition(stub);
    expect(Object.keys(stories)).toHaveLength(4);
    expect(stories['waha-10']).toBe(stories['marfa-0']);
    // An outlet that sends one again changes nothing.
    expect(await stub.file([article('shiraa', SAQQARA[0], 30, late)])).toMatchObject({ filed: 0 });
  });

  it('stay in KV until they are filed, though KV or storage fails in between', async () => {
    const { stub, double, full, kept, refused, publish } = await index();
    await publish();
    await full(true);
    await refused(article('ufuq', MALI[0], 20, { seen: EVENING, published: EVENING }));
    double.beforeWrite = () => {
      throw new Error('KV PUT failed: 429');
    };
    await publish();
    expect(kept()).toEqual([]);
    double.beforeWrite = () => {};
    await publish();
    expect(kept()).toHaveLength(1);
    // Past midnight the rows are still refused: another part of the platform is slow to see the new day.
    clock.now = EVENING + 3 * HOUR;
    await publish();
    expect(kept()).toHaveLength(1);
    await full(false);
    const list = double.kv.list;
    Object.assign(double.kv, { list: () => Promise.reject(new Error('KV LIST failed: 500')) });
    await publish();
    Object.assign(double.kv, { list });
    expect(await stub.health()).toMatchObject({ articles: 0 });
    await publish();
    expect(kept()).toEqual([]);
    expect(await stub.health()).toMatchObject({ articles: 1 });
  });

  it('in another shape stop none that can be read: other code and hands write to KV too', async () => {
    const { stub, double, kept, publish } = await index();
    const sound = (n: number) => articleText(article('ufuq', MALI[0], n, { seen: EVENING, published: EVENING }));
    const changed = (over: object) => JSON.stringify({ ...JSON.parse(sound(1)), ...over });
    const values = [
      'x',
      'null',
      '{"articles":[]}',
      '"a"',
      sound(2),
      JSON.stringify([JSON.parse(sound(3))]),
      JSON.stringify([null, 7, 'x', '{}', 'null']),
      ...[
        { id: undefined },
        { id: 'من آخر' },
        { passages: undefined },
        { passages: 'one text' },
        { fingerprint: '!' },
        { fingerprint: undefined },
        { seen: 'today' },
        { published: null },
        { url: 'javascript:alert(1)' },
        { outlet: 7 },
        { title: ['a'] },
        { categories: 'a' },
      ].map((over) => JSON.stringify([changed(over), sound(4)])),
    ];
    for (const [n, value] of values.entries()) await double.kv.put(`unfiled/${n}`, value);
    await double.kv.put('unfiled/whole', JSON.stringify([sound(5), sound(6)]));
    await publish();
    expect(Object.keys(await partition(stub)).sort()).toEqual(['ufuq-4', 'ufuq-5', 'ufuq-6']);
    expect(kept()).toHaveLength(values.length);
    expect(await stub.health()).toMatchObject({ aside: 0 });
  });

  it('lets readers be answered meanwhile', async () => {
    const { stub, full, publish } = await index();
    await stub.file([article('marfa', QUAKE[0], 0, { seen: EVENING, published: EVENING })]);
    await publish();
    const id = (await partition(stub))['marfa-0'] ?? '';
    await full(true);
    expect((await stub.story(id)).kind).toBe('story');
    for (let n = 0; n < 600; n++) await stub.followUps(id);
    expect(await stub.health()).toMatchObject({ articles: 1 });
  });
});
