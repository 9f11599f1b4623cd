/** KV holds a story and the index knows its follow-ups. Readers see both, and do not wait long for the index. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RelatedStory } from '../../../src/documents/document.ts';
import { NOON, SHIP } from '../../render/documents.ts';
import { DAY_IN_KV, serve } from '../service.ts';

const AFTER = { id: 'storyafter0001', title: 'القناة تعود إلى كامل طاقتها', published: NOON };
const API = `/api/stories/${SHIP.id}`;
const PAGE = `/stories/${SHIP.id}`;
const QUARTER_MS = 15 * 60_000;

/** The service with an index that tells what followed SHIP. */
const told = (stories: readonly RelatedStory[], changed = SHIP.changed) =>
  serve({ index: { followUps: async () => ({ changed, stories }) } });
const silent = () => serve({ index: { followUps: () => new Promise(() => {}) } });
const broken = () => serve({ index: { followUps: () => Promise.reject(new Error('The object is overloaded.')) } });

async function read(service: ReturnType<typeof serve>, path: string) {
  const { status, headers, ...answer } = await service.get(path).then(async (a) => ({
    status: a.status,
    headers: a.headers,
    text: await a.text(),
  }));
  const [tag, modified] = [headers.get('ETag'), headers.get('Last-Modified')];
  return { status, tag, modified, maxAge: /max-age=(\d+)/.exec(headers.get('Cache-Control') ?? '')?.[1], ...answer };
}
const idsIn = (text: string) => (JSON.parse(text) as typeof SHIP).related.map(({ id }) => id);
const OWN = SHIP.related.map(({ id }) => id);

beforeEach(() => {
  vi.useFakeTimers({ now: NOON, shouldAdvanceTime: true });
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

describe('what followed a story', () => {
  it('is named before what its own articles found', async () => {
    expect(idsIn((await read(told([AFTER]), API)).text)).toEqual([AFTER.id, ...OWN]);
    expect((await read(told([AFTER]), PAGE)).text).toContain(`href="/stories/${AFTER.id}"`);
  });

  it('is named once where each names the other', async () => {
    expect(idsIn((await read(told(SHIP.related), API)).text)).toEqual(OWN);
  });

  it.each([API, PAGE])('makes %s another answer, dated by it', async (path) => {
    const [without, one, other] = [
      await read(told([]), path),
      await read(told([AFTER], SHIP.changed + 60_000), path),
      await read(told([{ ...AFTER, title: 'عنوان آخر' }]), path),
    ];
    expect(new Set([without.tag, one.tag, other.tag]).size).toBe(3);
    expect((await read(told([AFTER]), path)).tag).toBe(one.tag);
    if (path === API) expect(Date.parse(one.modified ?? '')).toBe(SHIP.changed + 60_000);
  });

  it('leaves the feed of the story as it is, and is not asked for it', async () => {
    const service = told([AFTER]);
    const feed = `${PAGE}/feed.xml`;
    expect(await read(service, feed)).toEqual(await read(broken(), feed));
    expect(service.asked).toEqual([]);
  });

  it('is asked once a story and quarter of an hour, whatever is read', async () => {
    const service = told([AFTER]);
    for (const path of [API, PAGE, API, PAGE]) await read(service, path);
    vi.setSystemTime(NOON + QUARTER_MS - 1_000);
    await read(service, PAGE);
    const asked = () => service.asked.filter((name) => name === 'followUps');
    expect(asked()).toEqual(['followUps']);
    vi.setSystemTime(NOON + QUARTER_MS + 1_000);
    await read(service, PAGE);
    expect(asked()).toEqual(['followUps', 'followUps']);
  });

  it('is not asked for a story that KV does not hold, because the index answers with it whole', async () => {
    const service = serve({ kv: { front: DAY_IN_KV.front } });
    await read(service, API);
    expect(service.asked).toEqual(['story']);
  });
});

describe.each([
  ['is silent', silent],
  ['fails', broken],
])('where the index %s', (_, service) => {
  it.each([API, PAGE])('%s is the story alone, for half a minute', async (path) => {
    const without = service();
    const { maxAge, ...answer } = await read(without, path);
    const { maxAge: usual, ...whole } = await read(told([]), path);
    expect(answer).toEqual(whole);
    expect([maxAge, Number(usual) > 30]).toEqual(['30', true]);
  });
});

it('the index is asked again after half a minute, and its answer may be cached for the usual time', async () => {
  let works = false;
  const followUps = async () => {
    if (!works) throw new Error('The object is overloaded.');
    return { changed: 0, stories: [] };
  };
  const flaky = serve({ index: { followUps } });
  const first = await read(flaky, API);
  works = true;
  expect(await read(flaky, API)).toEqual(first);
  vi.setSystemTime(Date.now() + 31_000);
  expect(await read(flaky, API)).toMatchObject({ tag: first.tag, maxAge: '300' });
  expect(flaky.asked.filter((name) => name === 'followUps')).toEqual(['followUps', 'followUps']);
});
