import { describe, expect, it } from 'vitest';
import { DAY, front, GOLD, MUSEUM, SHIP } from '../feeds/render/documents.ts';
import { itemsOf } from '../feeds/render/items.ts';
import { DAY_IN_KV, fakeIndex, published, serve } from './service.ts';

const WHOLE = [...DAY.stories].map((s) => s.guid);
const guids = async (response: Response) => itemsOf(await response.text()).map((i) => i.guid);
const broken = async () => {
  throw new Error('The object is overloaded.');
};

describe('readers see an older feed, never a broken or empty one', () => {
  it.each([
    ['KV says "not found"', { kv: {} }],
    ['KV fails', { kvFails: true }],
    ['KV holds half a document', { kv: { front: '{"stories":[{"id":"st' } }],
    ['KV holds something else', { kv: { front: '[]' } }],
    ['KV holds null', { kv: { front: 'null' } }],
  ])('%s: the index answers', async (_, given) => {
    const { get, asked } = serve(given);
    const response = await get('/feed.xml');
    expect([response.status, await guids(response)]).toEqual([200, WHOLE]);
    expect(asked).toEqual(['front']);
  });

  it('KV is stale: the older feed, whole, without asking the index', async () => {
    const { get, asked } = serve({ kv: { front: front([MUSEUM]) } });
    expect(await guids(await get('/feed.xml'))).toEqual([MUSEUM.guid]);
    expect(asked).toEqual([]);
  });

  it('KV holds a front that is not what its notes say: the index answers', async () => {
    const { value, notes } = await published(DAY);
    for (const kv of [{ front: { value: value.slice(0, -9), notes } }, { front: { value, notes: {} } }]) {
      const { get, asked } = serve({ kv });
      expect(await guids(await get('/feed.xml'))).toEqual(WHOLE);
      expect(asked).toEqual(['front']);
    }
  });

  it.each([
    '/feed.xml',
    '/feed.atom',
    '/feed.json',
    '/updates.xml',
    '/',
    '/?sort=carried',
    '/api/stories',
    '/feed.json?outlets=2',
  ])(
    '%s is the same, its ETag too, from KV as it is now, as a former version wrote it, and from the index',
    async (path) => {
      const former = JSON.stringify(DAY);
      const answers = [serve(), serve({ kv: { front: former } }), serve({ kv: {} })].map(async ({ get, asked }) => {
        const answer = await get(path);
        const { status, headers } = answer;
        return [status, headers.get('ETag'), headers.get('Last-Modified'), await answer.text(), asked.length];
      });
      const [now, before, index] = await Promise.all(answers);
      expect(before).toEqual(now);
      expect(index).toEqual([...(now ?? []).slice(0, 4), 1]);
    },
  );

  it('the index is down and KV works: nobody notices', async () => {
    const { get } = serve({ index: { front: broken, story: broken, stories: broken } });
    for (const path of ['/', '/feed.xml', `/stories/${SHIP.id}`, `/stories/${SHIP.id}/feed.json`, '/api/stories']) {
      expect((await get(path)).status).toBe(200);
    }
  });

  it.each([
    '/',
    '/feed.xml',
    '/feed.atom',
    '/updates.xml',
    `/stories/${SHIP.id}`,
    `/stories/${SHIP.id}/feed.xml`,
    '/api/stories',
    `/api/stories/${SHIP.id}`,
  ])('both are down: %s says when to ask again', async (path) => {
    const { get } = serve({ kvFails: true, index: { front: broken, story: broken, stories: broken } });
    const response = await get(path);
    expect([response.status, response.headers.get('Retry-After'), response.headers.get('Cache-Control')]).toEqual([
      503,
      '60',
      'no-store',
    ]);
    expect(await response.json()).toMatchObject({ status: 503 });
  });

  it.each(['/outlets', '/outlets.opml', '/api/outlets', '/api/health'])(
    'the index is down: %s says so too',
    async (path) => {
      const response = await serve({ index: { outlets: broken, health: broken } }).get(path);
      expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '60']);
    },
  );

  it('a story KV has not yet heard of is read from the index', async () => {
    const response = await serve({ kv: { front: DAY } }).get(`/stories/${SHIP.id}/feed.atom`);
    expect((await guids(response)).length).toBe(SHIP.articles.length);
  });
});

describe('health', () => {
  it('is 503 with the reason when not ready', async () => {
    const health = {
      ...(await fakeIndex().health()),
      ready: false,
      detail: 'Nothing has been filed for 3 hours; look at /api/outlets.',
    };
    const response = await serve({ index: { health: async () => health } }).get('/api/health');
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ detail: health.detail });
  });
});

it('?outlets=N keeps the stories of at least N publishers', async () => {
  const { get } = serve();
  expect(await guids(await get('/feed.xml?outlets=2'))).toEqual([SHIP.guid, MUSEUM.guid]);
  expect(await guids(await get('/feed.json?outlets=3'))).toEqual([SHIP.guid]);
});

it('a count beyond what the front document keeps is asked of the index', async () => {
  const { get, asked } = serve({ kv: DAY_IN_KV });
  expect(await guids(await get('/feed.xml?outlets=4'))).toEqual([SHIP.guid]);
  expect(asked).toEqual(['stories']);
  expect(GOLD.outlets).toBe(1);
});
