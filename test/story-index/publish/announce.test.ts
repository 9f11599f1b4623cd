import { describe, expect, it } from 'vitest';
import { DEFAULT_SITE } from '../../../src/documents/site.ts';
import { localize } from '../../../src/localization/localization.ts';
import {
  announce,
  announcementsDue,
  describeHub,
  recordDaily,
  recordFront,
  recordOrigin,
} from '../../../src/story-index/publish/announce.ts';
import { publishChanges } from '../../../src/story-index/publish/publication.ts';
import { article } from '../../builders.ts';
import { DAY, front, GOLD, MUSEUM, SHIP } from '../../render/documents.ts';
import { freshIndex, sqlOf } from '../fresh-index.ts';
import { kvDouble } from '../kv-double.ts';
import { QUAKE } from '../stories.ts';

const HUB = 'https://hub.superfeedr.com/';
const SITE = 'https://news.example.org';
const ROUND_MS = 10 * 60_000;
const SUFFIXES = ['xml', 'atom', 'json'];
const inAll = (...topics: readonly string[]) =>
  topics.flatMap((topic) => SUFFIXES.map((suffix) => SITE + topic.replace('*', suffix)));

/** A hub that answers so, and what it was told. */
function hubOf(answer: () => Response | Promise<Response>) {
  const told: string[] = [];
  const send = async (_: string, init: RequestInit) => {
    const body = new URLSearchParams(String(init.body));
    expect([init.method, init.redirect, body.get('hub.mode')]).toEqual(['POST', 'manual', 'publish']);
    told.push(body.get('hub.url') ?? '');
    return answer();
  };
  return { told, send };
}

const round = async (
  sql: SqlStorage,
  now: number,
  send: ReturnType<typeof hubOf>['send'],
  origin: string | undefined = SITE,
) => announce(sql, HUB, origin, announcementsDue(sql, now), now, send);

describe('a change is announced', () => {
  it('once a feed and format, a round after KV was written, and only of feeds whose items changed', () =>
    sqlOf(freshIndex(), async (sql) => {
      const { told, send } = hubOf(() => new Response(null, { status: 204 }));
      recordFront(sql, DAY, 0);
      await round(sql, 59_000, send);
      expect(told).toEqual([]);
      await round(sql, ROUND_MS, send);
      expect(told.splice(0)).toEqual(inAll('/feed.*', '/feed.*?publishers=2', '/feed.*?publishers=3', '/updates.*'));
      await round(sql, 2 * ROUND_MS, send);
      recordFront(sql, { ...DAY }, 2 * ROUND_MS);
      await round(sql, 3 * ROUND_MS, send);
      expect(told).toEqual([]);
      // A story of one publisher leaves the front: who reads the others has nothing new.
      recordFront(sql, { ...DAY, stories: front([SHIP, MUSEUM]).stories }, 3 * ROUND_MS);
      recordDaily(sql, [], 3 * ROUND_MS);
      await round(sql, 4 * ROUND_MS, send);
      expect(told).toEqual(inAll('/feed.*', '/daily.*'));
    }));

  it('also when the feed changes in every round', () =>
    sqlOf(freshIndex(), async (sql) => {
      const { told, send } = hubOf(() => new Response('ok'));
      const fronts = [[SHIP], [MUSEUM], [SHIP, GOLD], [GOLD]].map((stories) => front(stories));
      for (const [i, document] of fronts.entries()) {
        const due = announcementsDue(sql, i * ROUND_MS);
        recordFront(sql, document, i * ROUND_MS);
        await announce(sql, HUB, SITE, due, i * ROUND_MS, send);
      }
      expect(told.filter((topic) => topic.endsWith('/feed.xml'))).toHaveLength(3);
    }));

  it('at the origin that an operator’s request told where SITE_URL is not set, and nowhere before', () =>
    sqlOf(freshIndex(), async (sql) => {
      const { told, send } = hubOf(() => new Response('ok'));
      recordDaily(sql, [], 0);
      await announce(sql, HUB, undefined, announcementsDue(sql, ROUND_MS), ROUND_MS, send);
      expect([told, describeHub(sql, false)]).toEqual([[], expect.stringContaining('set SITE_URL')]);
      recordOrigin(sql, SITE);
      await announce(sql, HUB, undefined, announcementsDue(sql, ROUND_MS), ROUND_MS, send);
      expect([told, describeHub(sql, false)]).toEqual([inAll('/daily.*'), undefined]);
    }));
});

describe('a hub that fails', () => {
  it.each<readonly [string, () => Response | Promise<Response>, string]>([
    ['refuses', () => new Response('no', { status: 403 }), 'it answered 403'],
    ['is broken', () => new Response('no', { status: 502 }), 'it answered 502'],
    [
      'leads elsewhere',
      () => new Response(null, { status: 302, headers: { Location: 'http://10.0.0.1/' } }),
      'it answered 302',
    ],
    ['is gone', () => Promise.reject(new Error('Network connection lost.')), 'Network connection lost.'],
    [
      'is silent',
      () => Promise.reject(new DOMException('The operation was aborted due to timeout', 'TimeoutError')),
      'timeout',
    ],
  ])('%s: it is asked once a round, ever more seldom, health says so, and nothing is lost', async (_, answer, why) => {
    await sqlOf(freshIndex(), async (sql) => {
      const failing = hubOf(answer);
      recordFront(sql, DAY, 0);
      for (let now = ROUND_MS; now <= 24 * 60 * 60_000; now += ROUND_MS) await round(sql, now, failing.send);
      // After 10, 20, 40, 80, 160 and 320 minutes, then every six hours.
      expect(failing.told.length).toBeGreaterThan(5);
      expect(failing.told.length).toBeLessThan(12);
      expect(describeHub(sql, true)).toContain(why);
      const well = hubOf(() => new Response('ok'));
      await round(sql, 48 * 60 * 60_000, well.send);
      expect([well.told.length, describeHub(sql, true)]).toEqual([12, undefined]);
    });
  });

  it('half-way is told the rest again, and not what it took', () =>
    sqlOf(freshIndex(), async (sql) => {
      let left = 4;
      const tiring = hubOf(() => new Response('', { status: left-- > 0 ? 200 : 503 }));
      recordFront(sql, DAY, 0);
      await round(sql, ROUND_MS, tiring.send);
      const well = hubOf(() => new Response('ok'));
      await round(sql, 3 * ROUND_MS, well.send);
      expect(well.told).toEqual(inAll('/feed.*?publishers=2', '/feed.*?publishers=3', '/updates.*'));
    }));
});

it('a publication records what it wrote when a hub is set, and nothing when none is', async () => {
  const index = freshIndex();
  await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10)]);
  const publish = (hub: string | undefined, now: number) =>
    sqlOf(index, (_, storage) =>
      publishChanges(storage, kvDouble().kv, now, undefined, localize({ ...DEFAULT_SITE, hub })),
    );
  await publish(undefined, 1_000);
  expect(await sqlOf(index, (sql) => announcementsDue(sql, ROUND_MS))).toEqual([]);
  await index.file([article('nakheel', QUAKE[0], 20)]);
  await publish(HUB, 2_000);
  expect((await sqlOf(index, (sql) => announcementsDue(sql, ROUND_MS))).map(([topic]) => topic)).toEqual([
    '/feed.*',
    '/feed.*?publishers=2',
    '/feed.*?publishers=3',
    '/updates.*',
  ]);
});

it('a publication does not wait for a hub that hangs', async () => {
  const index = freshIndex();
  await index.file([article('marfa', QUAKE[0])]);
  await sqlOf(index, async (sql, __, instance) => {
    const env = { ...(instance as unknown as { env: object }).env, WEBSUB_HUB: HUB, SITE_URL: SITE };
    Object.assign(instance, { env });
    recordFront(sql, DAY, 0);
    const hung = Promise.withResolvers<Response>();
    const { fetch } = globalThis;
    const asked: string[] = [];
    globalThis.fetch = async (address) => {
      asked.push(String(address));
      return hung.promise;
    };
    try {
      expect(await instance.publish()).toMatchObject({ failure: undefined });
      expect(await instance.publish()).toMatchObject({ failure: undefined });
      expect(asked).toEqual([HUB]);
    } finally {
      hung.resolve(new Response(null, { status: 500 }));
      globalThis.fetch = fetch;
    }
  });
});
