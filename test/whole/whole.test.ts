/** The main job from one end to the other, inside workerd: the cron rings, real feeds are read over HTTP, merged feeds come out. */
import { createScheduledController } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { parseFeed } from 'feedsmith';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import worker from '../../src/index.ts';

const BASE = 'https://wirefold.example';
const get = (path: string, init?: RequestInit) => worker.fetch(new Request(BASE + path, init), env);
const json = async <T>(path: string) => (await get(path)).json() as Promise<T>;

interface Story {
  readonly id: string;
  readonly title: string;
  readonly outlets: number;
  readonly articles: readonly {
    id: string;
    outlet: { name: string };
    title: string;
    shared?: readonly { text: string; with: string; first: string }[];
  }[];
}

async function ringTheCron(): Promise<void> {
  const controller = createScheduledController({ scheduledTime: new Date(), cron: '*/10 * * * *' });
  await worker.scheduled(controller, env);
}

const stories = async (query = '') => (await json<{ stories: Story[] }>(`/api/stories?limit=100${query}`)).stories;
const storyOf = async (words: string) => {
  const found = (await stories()).filter((s) => s.articles.some((a) => a.title.includes(words)));
  expect(found.length, words).toBe(1);
  return json<Story>(`/api/stories/${found[0]?.id}`);
};

beforeAll(async () => {
  const answer = await get('/api/outlets', {
    method: 'PUT',
    headers: { authorization: `Bearer ${env.ADMIN_TOKEN}`, 'content-type': 'text/x-opml' },
    body: inject('fixtureOpml'),
  });
  expect(answer.status).toBe(200);
  await ringTheCron();
});

describe('from the cron to the merged feeds', () => {
  it('reads every format and puts one item a story on the front feed', async () => {
    const answer = await get('/feed.xml');
    expect(answer.headers.get('content-type')).toBe('application/rss+xml; charset=utf-8');
    const { format, feed } = parseFeed(await answer.text());
    expect(format).toBe('rss');
    const all = await stories();
    expect((feed as { items: unknown[] }).items.length).toBe(all.length);
    expect(all.flatMap((s) => s.articles).length).toBe(24);
    expect(all.length).toBe(11);
  });

  it('merges the visit to Almaty, told by four outlets in other words and orders', async () => {
    const story = await storyOf('ألما آتا');
    expect(new Set(story.articles.map((a) => a.outlet.name))).toEqual(
      new Set(['صحيفة المرفأ', 'وكالة النخيل', 'بوابة السنديان', 'منصة الأفق']),
    );
    const feed = await (await get(`/stories/${story.id}/feed.xml`)).text();
    for (const { title } of story.articles) expect(feed).toContain(title);
    const shared = story.articles.flatMap((a) => a.shared ?? []);
    expect(shared.some((s) => s.text.includes('منظمة معاهدة الأمن الجماعي'))).toBe(true);
  });

  it.each([
    ['two congratulation telegrams', 'فنلندا', 'كينيا'],
    ["two days' gold prices", 'السبت', 'الأحد'],
  ])('keeps %s apart', async (_, one, other) => {
    const all = await stories();
    const of = (word: string) => all.filter((s) => s.articles.some((a) => a.title.includes(word))).map((s) => s.id);
    expect(of(one).length).toBe(1);
    expect(of(other).length).toBe(1);
    expect(of(one)).not.toEqual(of(other));
  });

  it('reports the failing outlet with its reason, and puts no item of it into a feed', async () => {
    const { outlets } = await json<{ outlets: { name: string; status: { state: string; detail: string } }[] }>(
      '/api/outlets',
    );
    const broken = outlets.find((o) => o.name === 'راديو البرق');
    expect(broken).toMatchObject({ status: { state: 'failing', detail: expect.stringContaining('HTML') } });
    expect(outlets.filter((o) => o.status.state === 'ok').length).toBe(6);
    const feed = await (await get('/feed.xml')).text();
    expect(feed).not.toContain('راديو البرق');
  });

  it('answers 304 to who has the feed already', async () => {
    const first = await get('/feed.xml');
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"/);
    expect((await get('/feed.xml', { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  it('changes nothing when the cron rings again', async () => {
    const before = await (await get('/feed.xml')).text();
    await ringTheCron();
    expect(await (await get('/feed.xml')).text()).toBe(before);
  });

  it('reads windows-1256 as it was meant', async () => {
    expect((await storyOf('الإسعاف الليبي: لا وفيات')).articles.map((a) => a.outlet.name)).toContain('جريدة الشراع');
  });
});
