/** Slices of one index against a plain filter over the same stories: whatever is asked, pages hold exactly what fits. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { inOrder, type Slice, sliceQuery, WHOLE } from '../../../src/documents/slice.ts';
import { newestFirst } from '../../../src/documents/story-cursor.ts';
import { openPostings } from '../../../src/story-index/storage/postings.ts';
import { article, MORNING, outletSettings } from '../../builders.ts';
import { complaintsOfAtom, complaintsOfRss } from '../../render/rules.ts';
import { freshIndex, sqlOf } from '../fresh-index.ts';
import { multiply, tellOneStory } from '../index-state.ts';
import { MALI } from '../stories.ts';

const ORIGIN = 'https://wirefold.example';
const MINUTE_MS = 60_000;
const OUTLETS = [
  ['marfa', 'مصر'],
  ['waha', 'مصر'],
  ['sada', 'الأردن'],
  ['nabaa', 'الأردن'],
  ['ufuq', 'تونس والمغرب'],
  ['rawda', undefined],
] as const;
const IDS = OUTLETS.map(([id]) => id);
const COUNTRIES = ['مصر', 'الأردن', 'تونس والمغرب'];
const countryOf = new Map<string, string | undefined>(OUTLETS);

/** Stories as outlets and minutes: the first report founds it. Every outlet carries some alone and some with others. */
const STORIES = Array.from({ length: 40 }, (_, i) => ({
  outlets: IDS.filter((_, o) => ((i * 37 + 11) >> o) % 2 === 1 || o === i % IDS.length),
  minute: (i * 17) % 300,
}));

interface Expected {
  readonly id: string;
  readonly published: number;
  readonly updated: number;
  readonly reports: readonly { readonly id: string; readonly outlet: string }[];
}
let expected: readonly Expected[] = [];
let index: ReturnType<typeof freshIndex>;

beforeAll(async () => {
  index = freshIndex();
  await index.replaceOutlets(OUTLETS.map(([id, group]) => outletSettings(id, { group, name: `صحيفة ${id}` })));
  for (const [i, { outlets, minute }] of STORIES.entries()) {
    const reports = outlets.map((outlet, o) =>
      article(outlet, MALI[0], minute + o, {
        id: `s${i}x${outlet}`,
        url: `https://${outlet}.example/${i}`,
        unmerged: true,
      }),
    );
    await index.file(reports);
    await sqlOf(index, (sql) =>
      tellOneStory(
        sql,
        reports.map(({ id }) => id),
      ),
    );
  }
  expected = STORIES.map(({ outlets, minute }, i) => {
    const at = MORNING + minute * MINUTE_MS;
    const reports = outlets.map((outlet) => ({ id: `s${i}x${outlet}`, outlet }));
    return { id: reports[0]?.id ?? '', published: at, updated: at, reports };
  }).toSorted(newestFirst);
});

/** What a slice must hold, by a filter over the stories. */
function fitting(slice: Slice): readonly Expected[] {
  return expected.flatMap((story) => {
    const reports = story.reports.filter(
      ({ outlet }) => !slice.notOutlets.includes(outlet) && !slice.notCountries.includes(countryOf.get(outlet) ?? '-'),
    );
    const carriedBy = (fits: (outlet: string) => boolean) => reports.some(({ outlet }) => fits(outlet));
    const fits =
      new Set(reports.map(({ outlet }) => outlet)).size >= slice.publishers &&
      (slice.countries.length === 0 || carriedBy((o) => slice.countries.includes(countryOf.get(o) ?? '-'))) &&
      (slice.outlets.length === 0 || carriedBy((o) => slice.outlets.includes(o))) &&
      story.updated >= (slice.since ?? 0);
    return fits ? [{ ...story, reports }] : [];
  });
}

async function pages(slice: Slice, limit: number) {
  const all: { id: string; outlets: number; reports: readonly string[]; lead: string; title: string }[] = [];
  let cursor: string | undefined;
  do {
    const page = await index.stories({ limit, cursor, slice });
    for (const { id, outlets, articles, lead, title } of page.stories) {
      all.push({ id, outlets, reports: articles.map((a) => a.id), lead: lead.article, title });
    }
    cursor = page.next;
  } while (cursor !== undefined && all.length < 100);
  return all;
}

const some = (of: readonly string[]) => fc.subarray([...of], { maxLength: 3 }).map(inOrder);
const slices: fc.Arbitrary<Slice> = fc.record(
  {
    q: fc.constant(undefined),
    countries: fc.oneof(fc.constant([]), some(COUNTRIES)),
    outlets: fc.oneof(fc.constant([]), some(IDS)),
    publishers: fc.constantFrom(1, 1, 2, 3),
    since: fc.option(
      fc.nat(300).map((minute) => MORNING + minute * MINUTE_MS),
      { nil: undefined },
    ),
    notCountries: fc.oneof(fc.constant([]), some(COUNTRIES)),
    notOutlets: fc.oneof(fc.constant([]), some(IDS)),
  },
  { noNullPrototype: true },
);

describe('a slice', () => {
  it('holds exactly the stories that fit, page by page, in order, each told by its own reports', async () => {
    await fc.assert(
      fc.asyncProperty(slices, fc.constantFrom(3, 200), async (slice, limit) => {
        const found = await pages(slice, limit);
        expect(found.map(({ id, reports }) => ({ id, reports: reports.toSorted() }))).toEqual(
          fitting(slice).map(({ id, reports }) => ({ id, reports: reports.map((r) => r.id).toSorted() })),
        );
        for (const { outlets, reports, lead, title } of found) {
          expect(outlets).toBe(new Set(reports.map((id) => id.split('x')[1])).size);
          expect(reports).toContain(lead);
          expect(title).toBe(MALI[0].title);
        }
      }),
      { numRuns: 60 },
    );
  });

  it.each([
    ['مصر', { countries: ['مصر'] }, 'مصر'],
    ['two countries', { countries: ['الأردن', 'مصر'] }, 'الأردن أو مصر'],
    ['an outlet', { outlets: ['sada'] }, 'صحيفة sada'],
    ['both', { countries: ['مصر'], outlets: ['sada'], publishers: 2 }, 'مصر · صحيفة sada · قصص عدد مصادرها 2 فأكثر'],
    ['a mute', { notOutlets: ['rawda'], notCountries: ['مصر'] }, 'بلا مصر، صحيفة rawda'],
  ] as const)(
    'of %s is a feed of just that, under its own name and address, and so are its updates',
    async (_, part, title) => {
      const slice: Slice = { ...WHOLE, ...part };
      const query = { limit: 60, cursor: undefined, slice };
      const [feed, atom] = [await index.feed(query, 'rss', ORIGIN), await index.feed(query, 'atom', ORIGIN)];
      const news = await index.updates(slice, 'rss', ORIGIN);
      expect([complaintsOfRss(feed, Date.now()), complaintsOfAtom(atom, Date.now())]).toEqual([[], []]);
      expect(complaintsOfRss(news, Date.now())).toEqual([]);
      const self = (path: string) => `${ORIGIN}${path}${sliceQuery(slice)}`.replaceAll('&', '&amp;');
      expect(feed).toContain(`<title>wirefold — ${title}</title>`);
      expect(feed).toContain(`href="${self('/feed.xml')}"`);
      expect(feed).toMatch(/<link>(<!\[CDATA\[)?https:\/\/wirefold\.example\/\?/);
      expect(news).toContain(`<title>wirefold — كل جديد · ${title}</title>`);
      expect(news).toContain(`href="${self('/updates.xml')}"`);
      expect(feed.match(/<item>/g)?.length ?? 0).toBe(fitting(slice).length);
      const told = new Set([...news.matchAll(/https:\/\/([a-z]+)\.example/g)].map(([, host = '']) => host));
      told.delete('wirefold');
      expect([...told].filter((id) => slice.notOutlets.includes(id))).toEqual([]);
      if (slice.outlets.length > 0 && slice.countries.length === 0) expect([...told]).toEqual(slice.outlets);
    },
  );

  it('is as empty as it is: nobody carries it, or what is asked for is muted', async () => {
    for (const slice of [
      { ...WHOLE, publishers: 7 },
      { ...WHOLE, outlets: ['sada'], notCountries: ['الأردن'] },
      { ...WHOLE, notOutlets: IDS },
    ]) {
      expect((await index.stories({ limit: 5, cursor: undefined, slice })).stories).toEqual([]);
      expect(
        complaintsOfRss(await index.feed({ limit: 5, cursor: undefined, slice }, 'rss', ORIGIN), Date.now()),
      ).toEqual([]);
    }
  });

  it.each([
    ['outlet', { outlets: ['nobody'] }, /There is no outlet "nobody"; \/api\/outlets/],
    ['muted outlet', { notOutlets: ['nobody'] }, /There is no outlet "nobody"/],
    ['country', { countries: ['اليابان'] }, /No outlet is listed under the country "اليابان"; \/api\/outlets/],
    ['muted country', { notCountries: ['اليابان'] }, /country "اليابان"/],
  ] as const)('names an unknown %s', async (_, part, why) => {
    const slice: Slice = { ...WHOLE, ...part };
    expect(await index.stories({ limit: 5, cursor: undefined, slice }).then(() => '', String)).toMatch(why);
    expect(await index.updates(slice, 'atom', ORIGIN).then(() => '', String)).toMatch(why);
  });
});

it('of an outlet among thousands of stories is found by its reports, whole and in order, sealed or not', async () => {
  const many = freshIndex();
  await many.file([article('marfa', MALI[0], 0, { id: 'first', unmerged: true })]);
  await sqlOf(many, (sql) => {
    multiply(sql, 2_000);
    sql.exec(`UPDATE article SET outlet = 'waha', keys = x'01000000' WHERE number % 7 <> 1`);
    openPostings(sql).seal();
  });
  await many.replaceOutlets(['marfa', 'waha'].map((id) => outletSettings(id)));
  const slice = { ...WHOLE, outlets: ['marfa'] };
  const [found, cursors] = [new Set<string>(), [undefined as string | undefined]];
  for (const cursor of cursors) {
    const page = await many.stories({ limit: 60, cursor, slice });
    expect(page.stories.every(({ articles }) => articles[0]?.outlet.id === 'marfa')).toBe(true);
    for (const { id } of page.stories) found.add(id);
    if (page.next !== undefined) cursors.push(page.next);
  }
  expect(found.size).toBe(
    await sqlOf(
      many,
      (sql) => sql.exec<{ n: number }>(`SELECT count(*) AS n FROM article WHERE outlet = 'marfa'`).one().n,
    ),
  );
});
