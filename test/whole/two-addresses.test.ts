/** One article under two addresses, through the running Worker: read back from RSS, Atom, JSON Feed, page and API. */
import { env } from 'cloudflare:workers';
import { parseFeed } from 'feedsmith';
import { beforeAll, describe, expect, it } from 'vitest';
import worker from '../../src/index.ts';
import { type Entry, rss } from '../outlet/feed.ts';
import { scripted } from '../outlet/scripting.ts';

const BASE = 'https://wirefold.example';
const operator = { authorization: `Bearer ${env.ADMIN_TOKEN}` };
const get = (path: string, init?: RequestInit) => worker.fetch(new Request(BASE + path, init), env);
const json = async <T>(path: string) => (await get(path)).json() as Promise<T>;

const HOUR = 3_600_000;
const AT = Math.floor(Date.now() / HOUR) * HOUR - 5 * HOUR;
const TEXT = [
  'أعلن مجلس بلدية مدينة السدرة أن جسر الوادي الكبير سيغلق أمام الشاحنات الثقيلة ابتداء من صباح الاثنين المقبل.',
  'وقال المهندس هاني البرغوثي إن الفحص الفني كشف تشققات في ثلاث من دعامات الجسر الجنوبية تستدعي تدعيما عاجلا.',
  'وأضاف أن الأعمال ستستغرق سبعة أسابيع وأن طريقا بديلة ستفتح عبر ضاحية الزيتون طوال مدة الإصلاح.',
].join(' ');
const bridge = (link: string, over: Partial<Entry> = {}): Entry => ({
  guid: link,
  link,
  title: 'إغلاق جسر الوادي الكبير أمام الشاحنات في السدرة',
  description: TEXT,
  date: AT,
  ...over,
});
const gold = (id: number): Entry => ({
  guid: `https://marfa.example/?id=${id}`,
  link: `https://marfa.example/?id=${id}`,
  title: 'أسعار الذهب اليوم في السدرة',
  description: `بلغ سعر غرام الذهب من عيار واحد وعشرين ${id * 37} درهما في محلات الصاغة، وفق نشرة نقابة الصاغة رقم ${id}.`,
  date: AT + id * 60_000,
});

interface Story {
  readonly id: string;
  readonly guid: string;
  readonly published: string;
  readonly outlets: number;
  readonly articles: readonly { id: string; guid: string; url: string; publisher: string; title: string }[];
}

const stories = async (query = '') => (await json<{ stories: Story[] }>(`/api/stories?limit=100${query}`)).stories;
const bridgeStory = async () => {
  const found = (await stories()).filter((story) => story.articles.some(({ title }) => title.includes('جسر الوادي')));
  expect(found.length).toBe(1);
  return json<Story>(`/api/stories/${found[0]?.id}`);
};
const ingest = async (query = '?force=1') => {
  const answer = await get(`/api/ingest${query}`, { method: 'POST', headers: operator });
  return ((await answer.json()) as { filed: number }).filed;
};
const guidsIn = async (path: string) => {
  const { format, feed } = parseFeed(await (await get(path)).text());
  if (format === 'rss') return (feed.items ?? []).map((item) => item.guid?.value);
  if (format === 'atom') return (feed.entries ?? []).map((entry) => entry.id);
  if (format === 'json') return (feed.items ?? []).map((item) => item.id);
  throw new Error(format);
};

const filed: number[] = [];
let first: Story;

beforeAll(async () => {
  const old = 'http://www.marfa.example/news/12345-bridge-closes';
  const now = 'https://marfa.example/news/12345-bridge-closes-for-trucks/';
  const moved = 'https://paper.marfa.example/bridge';
  // Read three times: as first listed; with another scheme, host and headline; under an address that has nothing of it.
  const news = await scripted(
    { body: rss([bridge(old), gold(1)]) },
    { body: rss([gold(2), bridge(now), gold(1)]) },
    { body: rss([gold(2), bridge(moved), gold(1)]) },
  );
  const latest = await scripted({ body: rss([bridge('https://m.marfa.example/latest/bridge', { guid: 'latest-7' })]) });
  const waha = await scripted({
    body: rss([bridge('N/A', { guid: 'waha-1', title: 'السدرة تغلق جسر الوادي الكبير' })]),
  });
  const newsOutline = `<outline type="rss" text="المرفأ" xmlUrl="${news.url}" wirefold:publisher="marfa.example"/>`;
  const otherOutlines = `
    <outline type="rss" text="المرفأ: آخر الأخبار" xmlUrl="${latest.url}" htmlUrl="https://www.marfa.example/latest"/>
    <outline type="rss" text="الواحة" xmlUrl="${waha.url}"/>`;
  const list = async (outlines: string) => {
    const body = `<opml version="2.0" xmlns:wirefold="urn:wirefold:opml"><head/><body>${outlines}</body></opml>`;
    const headers = { ...operator, 'content-type': 'text/x-opml' };
    expect((await get('/api/outlets', { method: 'PUT', headers, body })).status).toBe(200);
  };
  // The house's news feed is read first: the report of the two feeds that is filed first is the one that is shown.
  await list(newsOutline);
  filed.push(await ingest());
  await list(newsOutline + otherOutlines);
  filed.push(await ingest(''));
  first = await bridgeStory();
  filed.push(await ingest(), await ingest());
});

describe('one article under two addresses', () => {
  it('is filed once by its outlet, while two notices under one headline are two', async () => {
    expect(filed).toEqual([2, 2, 1, 0]);
    expect(
      (await stories()).flatMap(({ articles }) => articles).filter(({ title }) => title.includes('الذهب')).length,
    ).toBe(2);
  });

  it('is shown once for its house, in API, page and feeds, and counts once', async () => {
    const story = await bridgeStory();
    expect(story.outlets).toBe(2);
    expect(story.articles.length).toBe(2);
    const [marfa, waha] = story.articles;
    expect(marfa?.publisher).toBe('marfa.example');
    // A link that is no address is none: the article leads to its outlet.
    expect(waha?.url).toBe('https://alwaha.example/');
    const guids = story.articles.map(({ guid }) => guid).sort();
    for (const ending of ['xml', 'atom', 'json']) {
      expect((await guidsIn(`/stories/${story.id}/feed.${ending}`)).sort(), ending).toEqual(guids);
      expect(await guidsIn(`/feed.${ending}?publishers=2`), ending).toEqual([story.guid]);
    }
    const page = await (await get(`/stories/${story.id}`)).text();
    expect(page).not.toContain('m.marfa.example');
    expect(page).not.toContain('N/A');
  });

  it('keeps its id, guid and date through all its addresses', async () => {
    const story = await bridgeStory();
    expect([story.id, story.guid, story.published]).toEqual([first.id, first.guid, first.published]);
    expect(story.articles.map(({ id, guid }) => [id, guid])).toEqual(first.articles.map(({ id, guid }) => [id, guid]));
  });

  it('counts as the operator says, from the next publication on', async () => {
    const { outlets } = await json<{ outlets: { id: string; name: string; feed: string; publisher: string }[] }>(
      '/api/outlets',
    );
    const [news, latest, waha] = outlets;
    expect([news?.publisher, latest?.publisher, waha?.publisher]).toEqual(['marfa.example', 'marfa.example', waha?.id]);
    const set = async (publisher: string) => {
      const answer = await get('/api/outlets', {
        method: 'POST',
        headers: { ...operator, 'content-type': 'application/json' },
        body: JSON.stringify({ feed: waha?.feed, name: waha?.name, publisher }),
      });
      await ingest();
      return answer.status;
    };
    expect(await set('https://www.marfa.example/')).toBe(200);
    expect((await bridgeStory()).outlets).toBe(1);
    expect(await stories('&publishers=2')).toEqual([]);
    expect(await set('دار الواحة')).toBe(200);
    expect((await stories('&publishers=2')).map(({ id }) => id)).toEqual([first.id]);
    expect(await (await get('/outlets.opml')).text()).toContain('wirefold:publisher="دار الواحة"');
  });
});
