/** A page used again, a picture and a link that change, through the running Worker: read back from RSS, Atom, JSON Feed, page and API. */
import { env } from 'cloudflare:workers';
import { parseFeed } from 'feedsmith';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import worker from '../../src/index.ts';
import { type Entry, rss } from '../outlet/feed.ts';
import { scripted } from '../outlet/scripting.ts';

const BASE = 'https://wirefold.example';
const operator = { authorization: `Bearer ${env.ADMIN_TOKEN}` };
const get = (path: string, init?: RequestInit) => worker.fetch(new Request(BASE + path, init), env);
const text = async (path: string) => (await get(path)).text();

const HOUR = 3_600_000;
const NOW = Math.floor(Date.now() / HOUR) * HOUR;

interface Story {
  readonly id: string;
  readonly guid: string;
  readonly title: string;
  readonly published: string;
  readonly updated: string;
  readonly outlets: number;
  readonly articles: readonly {
    id: string;
    guid: string;
    title: string;
    url: string;
    image?: string;
    edited?: string;
  }[];
}

const all = async () => (JSON.parse(await text('/api/stories?limit=100')) as { stories: Story[] }).stories;
async function storyWith(words: string): Promise<Story> {
  const found = (await all()).filter((story) => story.articles.some(({ title }) => title.includes(words)));
  expect(found.length, words).toBe(1);
  return JSON.parse(await text(`/api/stories/${found[0]?.id}`)) as Story;
}

const MATCH = {
  title: 'مباشر: النجم والساحل',
  description:
    'افتتح فريقا النجم والساحل دوري المدارس على ملعب البلدية بعد ظهر السبت. وقال المدرب هاني البرغوثي إن لاعبيه استعدوا شهرين. وامتلأت المدرجات قبل ساعة من البداية.',
};
const NEXT = {
  title: 'مباشر: الهضاب واللؤلؤ',
  description:
    'يستقبل الهضاب ضيفه اللؤلؤ في نصف نهائي كأس الجزيرة. ويغيب الحارس ناصر بن عيسى للإصابة، وتقام المباراة دون جمهور بعد قرار لجنة الانضباط.',
};
const live = (over: Partial<Entry>): Entry => ({
  guid: 'https://marfa.example/live',
  link: 'https://marfa.example/live',
  date: NOW - 40 * HOUR,
  ...MATCH,
  ...over,
});
const picture = (name: string) => `https://marfa.example/img/${name}.jpg`;
const bridge = (link: string, image: string): Entry => ({
  guid: 'bridge',
  link,
  title: 'إغلاق جسر الوادي الشرقي في المرسى بعد ظهور شقوق',
  description:
    'أغلقت بلدية المرسى جسر الوادي الشرقي أمام السيارات فجر اليوم بعد ظهور شقوق في دعاماته. وقال المهندس فارس العمري إن ثلاثا منها تحتاج إلى تدعيم.',
  date: NOW - 3 * HOUR,
  extra: `<enclosure type="image/jpeg" length="1" url="${image.replaceAll('&', '&amp;')}"/>`,
});

const now = Date.now;
let aheadMs = 0;
beforeAll(() => {
  vi.spyOn(Date, 'now').mockImplementation(() => now() + aheadMs);
});

const ingest = async () => {
  // A second apart: feeds tell seconds.
  aheadMs += 1_100;
  expect((await get('/api/ingest?force=1', { method: 'POST', headers: operator })).status).toBe(200);
};
const guidsIn = async (path: string): Promise<readonly (string | undefined)[]> => {
  const { format, feed } = parseFeed(await text(path));
  if (format === 'rss') return (feed.items ?? []).map((item) => item.guid?.value);
  if (format === 'atom') return (feed.entries ?? []).map((entry) => entry.id);
  if (format !== 'json') throw new Error(format);
  return (feed.items ?? []).map((item) => item.id);
};
const FORMATS = ['xml', 'atom', 'json'];

let first: { match: Story; bridge: Story };
let guids: readonly (readonly (string | undefined)[])[];

beforeAll(async () => {
  const [old, moved] = ['https://marfa.example/bridge', 'https://marfa.example/archive/bridge-east'];
  const marfa = await scripted(
    { body: rss([live({}), bridge(old, picture('placeholder'))]) },
    { body: rss([live({ ...NEXT, date: NOW - HOUR }), bridge(moved, picture('cracks'))]) },
    { body: rss([live({ ...NEXT, date: NOW - HOUR }), bridge(moved, `${picture('cracks')}?v=2`)]) },
  );
  const waha = await scripted({
    body: rss([
      { ...live({}), guid: 'w1', link: 'https://waha.example/1', title: 'النجم والساحل يفتتحان دوري المدارس' },
      { ...bridge('https://waha.example/2', picture('w')), guid: 'w2', date: NOW - 2 * HOUR },
    ]),
  });
  const list = async (...outlines: string[]) => {
    const body = `<opml version="2.0" xmlns:wirefold="urn:wirefold:opml"><head/><body>${outlines.join('')}</body></opml>`;
    const headers = { ...operator, 'content-type': 'text/x-opml' };
    expect((await get('/api/outlets', { method: 'PUT', headers, body })).status).toBe(200);
  };
  const outline = (name: string, url: string, publisher: string) =>
    `<outline type="rss" text="${name}" xmlUrl="${url}" wirefold:publisher="${publisher}"/>`;
  await list(outline('المرفأ', marfa.url, 'marfa.example'));
  await ingest();
  await list(outline('المرفأ', marfa.url, 'marfa.example'), outline('الواحة', waha.url, 'waha.example'));
  expect((await get('/api/ingest', { method: 'POST', headers: operator })).status).toBe(200);
  first = { match: await storyWith('النجم والساحل'), bridge: await storyWith('جسر الوادي') };
  guids = await Promise.all(FORMATS.map((ending) => guidsIn(`/feed.${ending}`)));
  await ingest();
});

describe('a page used again', () => {
  it('is another article in a story of its own; the story before stays as it was, in every format', async () => {
    expect(first.match.outlets).toBe(2);
    const before = await storyWith('النجم والساحل');
    expect(before).toEqual(first.match);
    const after = await storyWith('الهضاب واللؤلؤ');
    expect(after.id).not.toBe(before.id);
    expect(after).toMatchObject({
      title: NEXT.title,
      outlets: 1,
      published: new Date(NOW - HOUR).toISOString().replace('.000Z', 'Z'),
    });
    for (const [i, ending] of FORMATS.entries()) {
      const now = await guidsIn(`/feed.${ending}`);
      expect(
        now.filter((guid) => !guids[i]?.includes(guid)),
        ending,
      ).toEqual([after.guid]);
      expect(await guidsIn(`/stories/${after.id}/feed.${ending}`), ending).toEqual(
        after.articles.map(({ guid }) => guid),
      );
    }
    expect(await text(`/stories/${before.id}`)).not.toContain('الهضاب');
    const page = await text(`/stories/${after.id}`);
    expect(page).toContain(NEXT.title);
    expect(page).not.toContain('النجم والساحل');
  });
});

describe('a picture and a link', () => {
  it('follow the outlet in every format, and move neither the date nor `updated`', async () => {
    const after = await storyWith('جسر الوادي');
    const { id, guid, published, updated } = first.bridge;
    expect(after).toMatchObject({ id, guid, published, updated, outlets: 2 });
    expect(after.articles[0]).toMatchObject({
      url: 'https://marfa.example/archive/bridge-east',
      image: picture('cracks'),
    });
    expect(after.articles[0]?.edited).toBeUndefined();
    for (const path of [...FORMATS.map((e) => `/stories/${id}/feed.${e}`), `/stories/${id}`]) {
      const shown = await text(path);
      expect(shown, path).toContain('archive/bridge-east');
      expect(shown, path).not.toContain('https://marfa.example/bridge"');
    }
    for (const path of [...FORMATS.map((e) => `/feed.${e}`), '/']) {
      expect(await text(path), path).toContain('cracks.jpg');
      expect(await text(path), path).not.toContain('placeholder.jpg');
    }
  });

  it('that only counts moves nothing', async () => {
    const before = await storyWith('جسر الوادي');
    const bytes = await text('/feed.xml');
    await ingest();
    expect(await storyWith('جسر الوادي')).toEqual(before);
    expect(await text('/feed.xml')).toBe(bytes);
  });
});
