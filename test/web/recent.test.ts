import { describe, expect, it } from 'vitest';
import type { Env } from '../../src/config.ts';
import { RECENT_ANSWER_MS, RECENT_ANSWERS_BYTES_MAX } from '../../src/core/limits.ts';
import { createApp } from '../../src/web/app.ts';
import { recently } from '../../src/web/recent.ts';
import { front, GOLD, NOON, SHIP } from '../feeds/render/documents.ts';
import { bindings, DAY_IN_KV, nothingDue, ORIGIN, TOKEN } from './service.ts';

/** The app behind what is under test, its KV reads counted, its clock in our hands. */
function site() {
  const kv: Record<string, unknown> = { ...DAY_IN_KV };
  const env = bindings({ kv }, []);
  const state = { now: NOON, reads: 0 };
  const counted =
    (method: 'get' | 'getWithMetadata') =>
    (...args: unknown[]) => {
      state.reads++;
      return (env.STORIES[method] as (...a: unknown[]) => unknown)(...args);
    };
  const counting = {
    ...env,
    STORIES: {
      get: counted('get'),
      getWithMetadata: counted('getWithMetadata'),
    },
  } as unknown as Env;
  const app = createApp({ ingest: nothingDue, now: () => state.now });
  const fetch = recently<Env>(
    (request, given) => app.fetch(request, given),
    () => state.now,
  );
  const ask = async (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(new Request(ORIGIN + path, { headers, method }), counting);
  return { kv, state, ask };
}

const shown = async (answer: Response) => ({
  status: answer.status,
  headers: [...answer.headers].filter(([name]) => name !== 'content-length').sort(),
  body: await answer.text(),
});

describe('an answer given a moment ago', () => {
  it.each(['/feed.xml', '/feed.atom?outlets=2', `/stories/${SHIP.id}/feed.json`, '/', '/style.css'])(
    '%s: is given again to the letter, without asking KV',
    async (path) => {
      const { state, ask } = site();
      const first = await shown(await ask(path));
      expect(first.status).toBe(200);
      const { reads } = state;
      state.now += RECENT_ANSWER_MS - 1;
      expect(await shown(await ask(path))).toEqual(first);
      expect(state.reads).toBe(reads);
    },
  );

  it('is a 304 to whoever has it: by tag, weakened or in a list, or by date', async () => {
    const { state, ask } = site();
    const first = await ask('/feed.xml');
    const tag = first.headers.get('ETag') ?? '';
    const modified = first.headers.get('Last-Modified') ?? '';
    const { reads } = state;
    const others = { 'If-None-Match': '"000000000000000000000000"', 'If-Modified-Since': modified };
    for (const [status, headers] of [
      [304, { 'If-None-Match': tag }],
      [304, { 'If-None-Match': `"other", W/${tag}` }],
      [304, { 'If-None-Match': '*' }],
      [304, { 'If-Modified-Since': modified }],
      [200, others],
      [200, { 'If-Modified-Since': new Date(GOLD.changed - 1000).toUTCString() }],
      [200, { 'If-Modified-Since': 'yesterday' }],
    ] as const) {
      const again = await ask('/feed.xml', headers);
      expect([again.status, again.headers.get('ETag')]).toEqual([status, tag]);
      expect(again.headers.get('Cache-Control')).toContain('max-age=300');
      expect(again.headers.has('Content-Type')).toBe(status === 200);
    }
    expect(state.reads).toBe(reads);
  });

  it('that was a 304 is given to who has it, never to who has not', async () => {
    const { state, ask } = site();
    const tag = (await ask('/feed.xml')).headers.get('ETag') ?? '';
    state.now += RECENT_ANSWER_MS;
    expect((await ask('/feed.xml', { 'If-None-Match': tag })).status).toBe(304);
    const { reads } = state;
    expect((await ask('/feed.xml', { 'If-None-Match': tag })).status).toBe(304);
    expect(state.reads).toBe(reads);
    const whole = await ask('/feed.xml');
    expect([whole.status, (await whole.text()).includes('<item>')]).toEqual([200, true]);
  });

  it('is made anew after ten seconds', async () => {
    const { kv, state, ask } = site();
    const before = (await ask('/feed.xml')).headers.get('ETag');
    kv.front = front([SHIP]);
    expect((await ask('/feed.xml')).headers.get('ETag')).toBe(before);
    state.now += RECENT_ANSWER_MS;
    expect((await ask('/feed.xml')).headers.get('ETag')).not.toBe(before);
  });

  it('is forgotten when an operator changes something here', async () => {
    const { kv, ask } = site();
    const before = (await ask('/feed.xml')).headers.get('ETag');
    kv.front = front([SHIP]);
    await ask('/api/republish', { Authorization: `Bearer ${TOKEN}` }, 'POST');
    expect((await ask('/feed.xml')).headers.get('ETag')).not.toBe(before);
  });
});

describe('is never given again:', () => {
  it.each([
    ['what the API says', `/api/stories/${SHIP.id}`],
    ['what is not there', '/stories/nowhere'],
    ['a story that moved', '/stories/storyolder0001'],
  ])('%s', async (_, path) => {
    const { state, ask } = site();
    await ask(path);
    const { reads } = state;
    await ask(path);
    expect(state.reads).toBe(reads * 2);
  });

  it('a body to HEAD, or an answer to another address', async () => {
    const { ask } = site();
    await ask('/feed.xml');
    const head = await ask('/feed.xml', {}, 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
    expect(await (await ask('/feed.xml?outlets=3')).text()).not.toBe(await (await ask('/feed.xml')).text());
  });
});

it('all that is kept stays bounded', async () => {
  let asked = 0;
  const body = 'x'.repeat(RECENT_ANSWERS_BYTES_MAX / 4);
  const fetch = recently<undefined>(
    () => {
      asked++;
      return new Response(body, { headers: { ETag: '"x"', 'Cache-Control': 'public, max-age=300' } });
    },
    () => 0,
  );
  const ask = (n: number) => fetch(new Request(`${ORIGIN}/${n}`), undefined);
  for (let n = 0; n < 4; n++) await ask(n);
  await ask(3);
  expect(asked).toBe(4);
  await ask(0);
  expect(asked).toBe(5);
});
