/** A copy dated forty hours back, through the running Worker: read back from RSS, Atom, JSON Feed, page and API. */
import { env } from 'cloudflare:workers';
import { parseFeed } from 'feedsmith';
import { beforeAll, describe, expect, it } from 'vitest';
import worker from '../../src/index.ts';
import { type Entry, rss, stories } from '../outlet/feed.ts';
import { scripted } from '../outlet/scripting.ts';

const BASE = 'https://wirefold.example';
const operator = { authorization: `Bearer ${env.ADMIN_TOKEN}` };
const get = (path: string, init?: RequestInit) => worker.fetch(new Request(BASE + path, init), env);
const text = async (path: string) => (await get(path)).text();
const ingest = () => get('/api/ingest?force=1', { method: 'POST', headers: operator });

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const AT = Math.floor(Date.now() / MINUTE) * MINUTE - 2 * HOUR;

const COPIED = [
  'أعلنت مصلحة الآثار في مدينة السدرة العثور على مقبرة صخرية من العصر الروماني تحت أساسات السوق القديم.',
  'وقالت المنقبة سلمى الزروق إن المقبرة تضم أربعة عشر ناووسا منحوتا وأواني زجاجية لم تمس منذ ثمانية عشر قرنا.',
];
const OWN = 'وقال تجار السوق لمراسلنا إن أعمال الحفر ستغلق ثلاثة أزقة حتى نهاية الشهر من دون تعويض عن خسائرهم.';
const FLASH = 'عاجل: العثور على مقبرة رومانية تضم أربعة عشر ناووسا تحت السوق القديم في مدينة السدرة بحسب مصلحة الآثار';
const entry = (outlet: string, title: string, paragraphs: readonly string[], date: number): Entry => ({
  guid: `${outlet}-tomb`,
  link: `https://${outlet}.example/tomb`,
  title,
  description: paragraphs.join(' '),
  date,
});

interface Article {
  readonly id: string;
  readonly outlet: { readonly name: string };
  readonly title: string;
  readonly excerpt: string;
  readonly published: string;
  readonly notBefore?: string;
  readonly shared: readonly { text: string; kind: string; with: string; first: string }[];
}
interface Story {
  readonly id: string;
  readonly published: string;
  readonly articles: readonly Article[];
  readonly passages: readonly { kind: string; carriers: readonly string[]; wordings: readonly string[] }[];
}

async function tomb(): Promise<Story> {
  const all = JSON.parse(await text('/api/stories?limit=100')) as { stories: Story[] };
  const found = all.stories.filter((story) => story.articles.some(({ title }) => title.includes('مقبرة')));
  expect(found.length).toBe(1);
  return JSON.parse(await text(`/api/stories/${found[0]?.id}`)) as Story;
}

let before: Story;
let story: Story;
const of = (name: string) => story.articles.find(({ outlet }) => outlet.name === name) as Article;

beforeAll(async () => {
  const old = stories(2, AT - 50 * HOUR);
  const source = await scripted({
    body: rss([
      entry('marfa', 'العثور على مقبرة رومانية تحت السوق القديم في السدرة', COPIED, AT),
      ...stories(1, AT - 9 * HOUR, 20),
    ]),
  });
  const copier = await scripted(
    { body: rss(old) },
    { body: rss([entry('waha', 'مقبرة رومانية تحت سوق السدرة القديم', [...COPIED, OWN], AT - 40 * HOUR), ...old]) },
  );
  const flash = await scripted({ body: rss([entry('ufuq', FLASH, [FLASH], AT + MINUTE)]) });
  const body = `<opml version="2.0"><head/><body>
    <outline type="rss" text="المرفأ" xmlUrl="${source.url}"/>
    <outline type="rss" text="الواحة" xmlUrl="${copier.url}"/>
    <outline type="rss" text="الأفق" xmlUrl="${flash.url}"/>
  </body></opml>`;
  const headers = { ...operator, 'content-type': 'text/x-opml' };
  expect((await get('/api/outlets', { method: 'PUT', headers, body })).status).toBe(200);
  await ingest();
  before = await tomb();
  await ingest();
  story = await tomb();
});

describe('a copy dated forty hours back', () => {
  it('joins the story under its own date, with the reading that did not list it', () => {
    expect(story.id).toBe(before.id);
    expect(Date.parse(of('الواحة').published)).toBe(AT - 40 * HOUR);
    expect(Date.parse(of('الواحة').notBefore ?? '')).toBeGreaterThan(AT);
    expect(of('المرفأ').notBefore).toBeUndefined();
    expect(story.published).toBe(before.published);
  });

  it('does not become the source in the API', () => {
    const copied = story.passages.filter(({ kind }) => kind === 'verbatim');
    expect(copied.length).toBeGreaterThan(0);
    for (const { carriers } of copied) expect(carriers).toEqual([of('المرفأ').id, of('الواحة').id]);
    for (const name of ['المرفأ', 'الواحة']) {
      const verbatim = of(name).shared.filter(({ kind }) => kind === 'verbatim');
      expect(verbatim.length, name).toBeGreaterThan(0);
      for (const { first } of verbatim) expect(first).toBe(of('المرفأ').id);
    }
  });

  it('gives no outlet words it never wrote, and calls no paraphrase a copy', () => {
    const written: Record<string, string> = {
      المرفأ: COPIED.join(' '),
      الواحة: [...COPIED, OWN].join(' '),
      الأفق: FLASH,
    };
    for (const { outlet, shared } of story.articles) {
      for (const { text: words } of shared) expect(written[outlet.name]).toContain(words);
    }
    expect(of('الأفق').shared.filter(({ kind }) => kind === 'verbatim')).toEqual([]);
  });

  it('is not the first on the page', async () => {
    const page = (await text(`/stories/${story.id}?article=${of('الواحة').id}`))
      .replace(/<[^>]+>/g, ' ')
      .replace(/\s+/g, ' ');
    expect(page).toMatch(/أول من نشرها:\s+المرفأ\s+قبل ساعتين بحسب المصدر/);
    expect(page).toMatch(/أول نشر قبل ساعتين بحسب المصدر/);
    expect(page).not.toContain('هذا التقرير أول من نشرها');
    expect(page).toMatch(/يؤرّخه المصدر\s+قبل يوم/);
    const flash = await text(`/stories/${story.id}?article=${of('الأفق').id}`);
    expect(flash).not.toContain('أول من نشرها');
    expect(flash).not.toContain('وردت بعده');
    expect(flash).not.toContain('<mark>');
  });

  it('keeps its date in the feeds, which tell both times', async () => {
    for (const ending of ['xml', 'atom', 'json']) {
      const body = await text(`/stories/${story.id}/feed.${ending}`);
      const { format, feed } = parseFeed(body);
      const dates =
        format === 'rss'
          ? feed.items?.map((item) => item.pubDate)
          : format === 'atom'
            ? feed.entries?.map((one) => one.published)
            : format === 'json'
              ? feed.items?.map((one) => one.date_published)
              : undefined;
      expect(dates?.map((date) => Date.parse(String(date)))).toContain(AT - 40 * HOUR);
      expect(body, ending).toContain('بحسب المصدر؛ نُشر بعد');
    }
  });
});
