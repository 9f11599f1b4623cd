import { describe, expect, it } from 'vitest';
import { DOCUMENT_VERSION } from '../../../src/documents/document.ts';
import { article, DAY, front, GOLD, MUSEUM, NOON, type OutletName, SHIP, story } from '../../render/documents.ts';
import { itemsOf } from '../../render/items.ts';
import { DAY_IN_KV, fakeIndex, published, serve } from '../service.ts';

const OUTLETS: readonly OutletName[] = ['sada', 'manbar', 'nahar', 'wakala'];
/** More than one page, whoever carries them; some of the day before. */
const STORIES = Array.from({ length: 150 }, (_, i) => {
  const published = NOON - i * 20 * 60_000;
  const image = i % 5 === 0 ? 'https://sada.example/picture.jpg' : undefined;
  const carriers = OUTLETS.slice(0, 1 + ((i * i) % 4));
  return story(
    `many${i}`,
    carriers.map((outlet, n) => article(outlet, { id: `many${i}by${n}`, image, published, seen: published })),
  );
});
const MANY = front(STORIES);
const VARIATIONS = [
  ...['', '?publishers=1', '?publishers=2', '?publishers=3', '?publishers=03'].flatMap((query) =>
    ['/feed.xml', '/feed.atom', '/feed.json', '/', '/api/stories'].map((path) => path + query),
  ),
  ...[
    '/updates.xml',
    '/?sort=carried',
    '/?sort=carried&publishers=2',
    '/?sort=carried&publishers=4',
    '/api/stories?limit=1',
    '/?publishers=03&cursor=mhg3abcd.a',
  ],
  ...['/api/stories?limit=200', '/api/stories?limit=61&publishers=2', '/api/stories?limit=200&publishers=3'],
];

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

  it('KV holds a front that is not what its metadata says: the index answers', async () => {
    const { value, metadata } = await published(DAY);
    const others = [
      { value: value.slice(0, -9), metadata },
      { value: `${value} `, metadata },
      { value, metadata: {} },
      { value: JSON.stringify(DAY), metadata: null },
    ];
    for (const held of others) {
      const kv = { front: held };
      const { get, asked } = serve({ kv });
      expect(await guids(await get('/feed.xml'))).toEqual(WHOLE);
      expect(asked).toEqual(['front']);
    }
  });

  it.each(VARIATIONS)('%s is the same, its ETag too, from KV and from the index', async (path) => {
    const answers = [{ front: MANY }, {}].map(async (kv) => {
      const { get, asked } = serve({ kv, index: fakeIndex(STORIES, MANY) });
      const answer = await get(path);
      const { status, headers } = answer;
      return [
        [status, headers.get('ETag'), headers.get('Last-Modified'), await answer.text()],
        asked.includes('front'),
      ];
    });
    const [kv, fallback] = await Promise.all(answers);
    expect(kv?.[0]).toEqual(fallback?.[0]);
    expect([kv?.[1], fallback?.[1]]).toEqual([false, true]);
  });

  it('the index is down and KV works: readers notice nothing', async () => {
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

  it.each([DOCUMENT_VERSION + 1, DOCUMENT_VERSION - 1, undefined])(
    'KV holds documents of version %s: the index answers',
    async (version) => {
      const { value, metadata } = await published(front([GOLD]));
      const kv = {
        front: { value, metadata: { ...metadata, version } },
        [`story/${SHIP.id}`]: { value: JSON.stringify(MUSEUM), metadata: { version } },
      };
      const { get, asked } = serve({ kv });
      expect(await guids(await get('/feed.xml'))).toEqual(WHOLE);
      expect((await guids(await get(`/stories/${SHIP.id}/feed.xml`))).length).toBe(SHIP.articles.length);
      expect(asked).toEqual(['front', 'story']);
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

it('?publishers=N keeps the stories of at least N publishers', async () => {
  const { get } = serve();
  expect(await guids(await get('/feed.xml?publishers=2'))).toEqual([SHIP.guid, MUSEUM.guid]);
  expect(await guids(await get('/feed.json?publishers=3'))).toEqual([SHIP.guid]);
});

it('a count beyond what the front document keeps is asked of the index', async () => {
  const { get, asked } = serve({ kv: DAY_IN_KV });
  expect(await guids(await get('/feed.xml?publishers=4'))).toEqual([SHIP.guid]);
  expect(asked).toEqual(['feed']);
  expect(GOLD.outlets).toBe(1);
});
