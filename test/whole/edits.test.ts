/** What outlets change after publishing, through the running Worker: read back from RSS, Atom, JSON Feed, page and API. */
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

const MINUTE = 60_000;
const AT = Math.floor(Date.now() / MINUTE) * MINUTE - 300 * MINUTE;

interface Story {
  readonly id: string;
  readonly guid: string;
  readonly title: string;
  readonly published: string;
  readonly updated: string;
  readonly outlets: number;
  readonly lead: { readonly article: string; readonly reason: string };
  readonly articles: readonly { id: string; guid: string; title: string; excerpt: string; edited?: string }[];
}

async function storyWith(words: string): Promise<Story> {
  const { stories } = JSON.parse(await text('/api/stories?limit=100')) as { stories: Story[] };
  const found = stories.filter((story) => story.articles.some(({ title }) => title.includes(words)));
  expect(found.length, words).toBe(1);
  return JSON.parse(await text(`/api/stories/${found[0]?.id}`)) as Story;
}

interface Shown {
  readonly title: string | undefined;
  readonly html: string | undefined;
  readonly published: number;
  readonly updated: number | undefined;
}

/** The item with this guid in a feed of any format. Atom and JSON Feed tell when it was updated. */
async function itemIn(path: string, guid: string): Promise<Shown | undefined> {
  const { format, feed } = parseFeed(await text(path));
  const time = (date: unknown) => Math.floor(new Date(String(date)).getTime() / 1000);
  if (format === 'rss') {
    const item = feed.items?.find((one) => one.guid?.value === guid);
    return item && { title: item.title, html: item.description, published: time(item.pubDate), updated: undefined };
  }
  if (format === 'atom') {
    const item = feed.entries?.find((one) => one.id === guid);
    const { title, content, published, updated } = item ?? {};
    return item && { title: title?.value, html: content?.value, published: time(published), updated: time(updated) };
  }
  if (format !== 'json') throw new Error(format);
  const item = feed.items?.find((one) => one.id === guid);
  const { title, content_html: html, date_published: published, date_modified: updated } = item ?? {};
  return item && { title, html, published: time(published), updated: time(updated) };
}

const FORMATS = ['xml', 'atom', 'json'];

/** Everywhere a story is shown: its item on the front, its lead's item in its own feed, in every format. */
async function everywhere(story: Story): Promise<readonly Shown[]> {
  const lead = story.articles.find(({ id }) => id === story.lead.article);
  const shown: (Shown | undefined)[] = [];
  for (const format of FORMATS) {
    shown.push(await itemIn(`/feed.${format}`, story.guid));
    shown.push(await itemIn(`/stories/${story.id}/feed.${format}`, lead?.guid ?? ''));
  }
  expect(shown.every((one) => one !== undefined)).toBe(true);
  return shown as readonly Shown[];
}

const RESIGNED = [
  'أعلن وزير المالية سامي الخالدي استقالته من منصبه صباح اليوم في مؤتمر صحفي بمقر الوزارة في السدرة.',
  'وقال الخالدي إن قراره جاء لأسباب صحية بعد عامين من العمل على إصلاح نظام الضرائب الجديد.',
  'وتولى نائبه ناصر بن عيسى المهام مؤقتا إلى أن يختار مجلس الوزراء خلفا له الأسبوع المقبل.',
].join(' ');
const BRIDGE = [
  'أغلقت بلدية المرسى جسر الوادي الشرقي أمام السيارات فجر اليوم بعد ظهور شقوق في دعاماته.',
  'وقال المهندس فارس العمري إن ثلاثا من الدعامات تحتاج إلى تدعيم عاجل قبل موسم الأمطار.',
  'وتحولت حركة السير إلى نفق اللؤلؤ حيث امتدت الطوابير كيلومترين.',
  'وتجتمع لجنة السلامة مساء في مبنى البلدية لتحديد موعد الترميم.',
];
const FESTIVAL =
  'يفتتح متحف القوافل معرض الخزف الأول مساء الخميس بمشاركة أربعين حرفيا من قرى الساحل والجبل، ويستمر شهرا كاملا.';

const resigned = (over: Partial<Entry> = {}): Entry => ({
  guid: 'minister',
  link: 'https://marfa.example/minister',
  title: 'استقالة وزير المالية سامي الخالدي',
  description: RESIGNED,
  date: AT,
  ...over,
});
const flash: Entry = {
  guid: 'bridge',
  link: 'https://marfa.example/bridge',
  title: 'عاجل | إغلاق جسر الوادي الشرقي في المرسى بعد ظهور شقوق',
  description: BRIDGE[0] ?? '',
  date: AT + 10 * MINUTE,
};
const festival = (views: number, over: Partial<Entry> = {}): Entry => ({
  guid: 'festival',
  link: 'https://marfa.example/festival',
  title: 'معرض الخزف الأول في متحف القوافل',
  description: `${FESTIVAL} المشاهدات: ${views}`,
  date: AT + 20 * MINUTE,
  ...over,
});
const DENIAL = { title: 'تصحيح: وزير المالية ينفي استقالته', description: 'لا صحة لما نشر عن الوزير.' };
const POSTPONED = 'تأجيل معرض الخزف الأول في متحف القوافل';

const now = Date.now;
let aheadMs = 0;
const ingest = async () => {
  // A second apart: feeds tell seconds.
  aheadMs += 1_100;
  expect((await get('/api/ingest?force=1', { method: 'POST', headers: operator })).status).toBe(200);
};

let before: {
  minister: Story;
  bridge: Story;
  festival: Story;
  shown: readonly Shown[];
  festivalShown: readonly Shown[];
};

beforeAll(async () => {
  vi.spyOn(Date, 'now').mockImplementation(() => now() + aheadMs);
  const counted = Array.from({ length: 8 }, (_, n) => ({ body: rss([resigned(DENIAL), flash, festival(101 + n)]) }));
  const first = { body: rss([resigned(), flash, festival(100)]) };
  const marfa = await scripted(first, first, ...counted, {
    body: rss([resigned(DENIAL), flash, festival(200, { title: POSTPONED })]),
  });
  const waha = await scripted(
    { body: rss([]) },
    {
      body: rss([
        resigned({
          guid: 'w1',
          link: 'https://waha.example/1',
          title: 'وزير المالية سامي الخالدي يستقيل',
          date: AT + 3 * MINUTE,
        }),
      ]),
    },
    {
      body: rss([
        resigned({
          guid: 'w1',
          link: 'https://waha.example/1',
          title: 'وزير المالية سامي الخالدي يستقيل',
          date: AT + 3 * MINUTE,
        }),
        {
          guid: 'w2',
          link: 'https://waha.example/2',
          title: 'إغلاق جسر الوادي الشرقي في المرسى بعد ظهور شقوق في دعاماته',
          description: BRIDGE.join(' '),
          date: AT + 40 * MINUTE,
        },
      ]),
    },
  );
  const body = `<opml version="2.0" xmlns:wirefold="urn:wirefold:opml"><head/><body>
    <outline type="rss" text="المرفأ" xmlUrl="${marfa.url}" wirefold:publisher="marfa.example"/>
    <outline type="rss" text="الواحة" xmlUrl="${waha.url}" wirefold:publisher="waha.example"/>
  </body></opml>`;
  const headers = { ...operator, 'content-type': 'text/x-opml' };
  expect((await get('/api/outlets', { method: 'PUT', headers, body })).status).toBe(200);
  // One outlet after the other: who is read first leads.
  await ingest();
  await ingest();
  const minister = await storyWith('وزير المالية');
  const fair = await storyWith('معرض الخزف');
  before = {
    minister,
    bridge: await storyWith('جسر الوادي'),
    festival: fair,
    shown: await everywhere(minister),
    festivalShown: await everywhere(fair),
  };
  await ingest();
});

describe('corrections', () => {
  it('reach title, excerpt and time of update in every format, page and API; id, guid and date stay', async () => {
    expect(before.minister.outlets).toBe(2);
    const after = await storyWith('وزير المالية ينفي');
    const { id, guid, published } = before.minister;
    expect(after).toMatchObject({ id, guid, published, title: DENIAL.title, outlets: 2, lead: before.minister.lead });
    expect(after.updated > before.minister.updated).toBe(true);
    expect(after.articles[0]).toMatchObject({ title: DENIAL.title, excerpt: DENIAL.description });
    const shown = await everywhere(after);
    for (const [i, item] of shown.entries()) {
      expect(item.title).toContain(DENIAL.title);
      expect(item.html).toContain(DENIAL.description);
      expect(item.published).toBe(before.shown[i]?.published);
      if (item.updated !== undefined) expect(item.updated).toBeGreaterThan(before.shown[i]?.updated ?? 0);
    }
    const page = await text(`/stories/${id}`);
    expect(page).toContain(DENIAL.title);
    expect(page).toContain(DENIAL.description);
    expect(page).not.toContain('استقالة وزير المالية');
    expect(await text('/')).toContain(DENIAL.title);
  });
});

describe('flash then report', () => {
  it('gives the lead to the report, and the story keeps its id, guid and date', async () => {
    expect(before.bridge.title).toBe(flash.title);
    const after = await storyWith('جسر الوادي');
    const { id, guid, published } = before.bridge;
    expect(after).toMatchObject({ id, guid, published, outlets: 2, lead: { reason: 'report' } });
    expect(after.title).toBe('إغلاق جسر الوادي الشرقي في المرسى بعد ظهور شقوق في دعاماته');
    expect(after.updated > before.bridge.updated).toBe(true);
    for (const item of await everywhere(after)) expect(item.title).toContain(after.title);
  });

  it('tells on the page when somebody last published, not when it was filed', async () => {
    const page = await text(`/stories/${before.bridge.id}`);
    const at = new Date(AT + 40 * MINUTE).toISOString().replace('.000Z', '');
    expect(page.slice(page.indexOf('آخر جديد')).slice(0, 120)).toContain(at);
  });
});

describe('counter', () => {
  it('moves nothing, and the correction after it is not lost', async () => {
    for (let n = 0; n < 7; n++) await ingest();
    const counted = await storyWith('معرض الخزف');
    expect(counted).toEqual(before.festival);
    await ingest();
    const corrected = await storyWith('معرض الخزف');
    expect(corrected).toMatchObject({ id: before.festival.id, title: POSTPONED });
    for (const [i, item] of (await everywhere(corrected)).entries()) {
      expect(item.title).toContain(POSTPONED);
      expect(item.published).toBe(before.festivalShown[i]?.published);
    }
  });
});
