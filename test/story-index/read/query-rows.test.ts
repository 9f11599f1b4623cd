/** Rows that readers' queries read in an index of 15,000 stories and 60,000 older ones without articles, and the share of the day that they may take. */
import { describe, expect, it } from 'vitest';
import { type Slice, WHOLE } from '../../../src/documents/slice.ts';
import type { Env } from '../../../src/env.ts';
import { FREE_PLAN_A_DAY, QUERY_ROWS_SHARE } from '../../../src/limits.ts';
import { DEFAULT_LOCALIZED } from '../../../src/localization/localization.ts';
import { meter } from '../../../src/metering.ts';
import { outletEntries } from '../../../src/story-index/admin/outlet-list.ts';
import { recordUsage } from '../../../src/story-index/publish/day-budget.ts';
import { currentDaily } from '../../../src/story-index/publish/publish-daily.ts';
import { followUpsOf } from '../../../src/story-index/read/find-follow-ups.ts';
import { frontDocument, storiesPage, updatesFeed } from '../../../src/story-index/read/front.ts';
import { healthOf } from '../../../src/story-index/read/health.ts';
import { outletReports } from '../../../src/story-index/read/outlet-reports.ts';
import { storyAnswer } from '../../../src/story-index/read/story-document.ts';
import { readCounters, writeCounters } from '../../../src/story-index/storage/meta.ts';
import { openPostings } from '../../../src/story-index/storage/postings.ts';
import { packWords } from '../../../src/story-index/storage/search-postings.ts';
import { createApp } from '../../../src/web/app.ts';
import { article, MORNING, outletSettings } from '../../builders.ts';
import { nothingDue, ROUTES } from '../../web/service.ts';
import { freshIndex, sqlOf } from '../fresh-index.ts';
import { addOlderStories, multiply } from '../index-state.ts';
import { MALI } from '../stories.ts';

const STORIES = 15_000;

async function big() {
  const index = freshIndex();
  await index.file([article('marfa', MALI[0], 0, { id: 'first', unmerged: true })]);
  await sqlOf(index, (sql) => {
    multiply(sql, STORIES);
    addOlderStories(sql, 4 * STORIES, MORNING - 6 * 86_400_000);
    sql.exec(`UPDATE article SET outlet = 'waha' WHERE number % 5 = 1`);
    writeCounters(sql, { ...readCounters(sql), articles: STORIES });
    for (const articles of openPostings(sql).seal()) packWords(sql, articles);
  });
  return index;
}

/** Routes whose answers are made without the index, or are bounded by a test of their own. */
const NO_INDEX = [
  '/style.css',
  '/operator.css',
  '/icon.svg',
  '/icon.png',
  '/icon-144.png',
  '/robots.txt',
  '/openapi.json',
  '/about',
  '/api',
  '/subscribe',
];

/** What each public route asks of the index at most, and how many rows one such answer may read. */
const CEILINGS: readonly (readonly [what: string, rows: number, paths: RegExp])[] = [
  ['front', 16_000, /^\/($|feed\.|updates\.|api\/stories$|sitemap\.xml)/],
  ['daily', 12_000, /^\/(daily\.|days)/],
  ['newest', 2_000, /^\/(api\/stories|feed\.)/],
  ['further', 2_000, /^\/($|api\/stories|feed\.)/],
  ['since', 3_000, /^\/api\/stories$/],
  ['slice', 17_000, /^\/($|api\/stories|feed\.|w\/)/],
  ['search', 16_000, /^\/($|api\/stories|feed\.|w\/)/],
  ['updates of a slice', 16_000, /^\/updates\./],
  ['behind all', 16_000, /^\/($|api\/stories|feed\.)/],
  ['carried', 17_000, /^\/($|api\/stories|feed\.)/],
  ['story', 200, /^\/(api\/)?stories\/:id/],
  ['unknown story', 20, /^\/(api\/)?stories\/:id/],
  ['follow-ups', 200, /^\/(api\/)?stories\/:id/],
  ['outlet', 2_000, /^\/outlets\/:id/],
  ['outlets', 2_000, /^\/(api\/)?outlets/],
  ['health', 2_500, /^\/api\/health$/],
];

const LISTED = new Map(['marfa', 'waha', 'sada'].map((id) => [id, outletSettings(id, { group: id })]));
/** The worst of each kind: an outlet of nearly all articles, of a fifth of them, of none; and mutes that leave all, a fifth or none. */
const SLICES: readonly Slice[] = [
  ...['marfa', 'waha', 'sada'].flatMap((id) => [
    { ...WHOLE, outlets: [id] },
    { ...WHOLE, notCountries: [id] },
    { ...WHOLE, countries: [id], publishers: 2 },
    { ...WHOLE, outlets: [id], since: MORNING - 3_600_000 },
    { ...WHOLE, outlets: [id], since: Date.now() + 60_000 },
  ]),
  { ...WHOLE, countries: ['marfa'], outlets: ['waha'] },
  { ...WHOLE, notOutlets: ['marfa', 'waha'] },
  { ...WHOLE, notOutlets: ['marfa'], publishers: 3 },
];

/** Words that every story has, that none may have, and as many as a search may have. */
const SEARCHES: readonly Slice[] = [
  { ...WHOLE, q: 'باماكو' },
  { ...WHOLE, q: '-باماكو' },
  { ...WHOLE, q: Array.from({ length: 12 }, (_, i) => `كلمة${'ابتثجحخدذرزس'[i]}`).join(' OR ') },
  { ...WHOLE, q: 'باماكو -كوناتيه', outlets: ['waha'] },
];

describe('an index of 15,000 stories', () => {
  it('reads at most so many rows for each answer', async () => {
    const index = await big();
    const all = { limit: 200, cursor: undefined, slice: WHOLE };
    const read = await sqlOf(index, async (_, real) => {
      const { storage, take } = meter(real);
      const { sql } = storage;
      const none = new Map();
      const rows = (ask: () => unknown) => {
        take();
        ask();
        return take().rowsRead;
      };
      const next = storiesPage(sql, all, none).next;
      take();
      await currentDaily(sql, Date.now(), DEFAULT_LOCALIZED);
      const daily = take().rowsRead;
      return {
        daily,
        front: rows(() => frontDocument(sql, none)),
        newest: rows(() => storiesPage(sql, all, none)),
        further: rows(() => storiesPage(sql, { ...all, cursor: next }, none)),
        since: Math.max(
          ...[Date.now() + 60_000, MORNING, MORNING - 3_600_000, 0].map((since) =>
            rows(() => storiesPage(sql, { ...all, slice: { ...WHOLE, since } }, none)),
          ),
        ),
        'behind all': Math.max(
          ...[1, 2, 3, 9].map((publishers) =>
            rows(() => storiesPage(sql, { ...all, cursor: '0.a', slice: { ...WHOLE, publishers } }, none)),
          ),
        ),
        carried: Math.max(
          ...[2, 3, 9].map((publishers) =>
            rows(() => storiesPage(sql, { ...all, slice: { ...WHOLE, publishers } }, none)),
          ),
        ),
        slice: Math.max(...SLICES.map((slice) => rows(() => storiesPage(sql, { ...all, slice }, LISTED)))),
        search: Math.max(...SEARCHES.map((slice) => rows(() => storiesPage(sql, { ...all, slice }, LISTED)))),
        'updates of a slice': Math.max(
          ...[...SLICES, ...SEARCHES].map((slice) =>
            rows(() => updatesFeed(sql, slice, LISTED, 'rss', 'https://wirefold.example', 0)),
          ),
        ),
        story: rows(() => storyAnswer(sql, 'first', none)),
        'unknown story': rows(() => storyAnswer(sql, 'never-was', none)),
        'follow-ups': rows(() => followUpsOf(sql, 'first')),
        outlet: Math.max(...['marfa', 'waha', 'sada'].map((id) => rows(() => outletReports(sql, id, LISTED)))),
        outlets: rows(() => outletEntries(sql)),
        health: rows(() => healthOf(sql, { thrift: 0, of: 'rowsRead', share: 0 })),
      };
    });
    for (const [what, ceiling] of CEILINGS) expect(read[what as keyof typeof read], what).toBeLessThanOrEqual(ceiling);
  });

  it('has a ceiling for every public route', () => {
    const open = ROUTES.filter(
      ({ operation, path }) => !operation?.operator && !path.startsWith('/operate') && !NO_INDEX.includes(path),
    );
    for (const { path } of open)
      expect(
        CEILINGS.some(([, , paths]) => paths.test(path)),
        path,
      ).toBe(true);
  });
});

describe('an answer to a reader’s query', () => {
  const query = { limit: 5, cursor: undefined, slice: { ...WHOLE, publishers: 1, since: 1 } };
  const ids = async (index: ReturnType<typeof freshIndex>) => (await index.stories(query)).stories.map(({ id }) => id);

  it('is used again until something is written, and while queries are ahead of the day for longer', async () => {
    const index = freshIndex();
    await index.file([article('marfa', MALI[0], 0, { unmerged: true })]);
    expect(await ids(index)).toEqual(['marfa-0']);
    await index.file([article('waha', MALI[1] ?? MALI[0], 10, { unmerged: true })]);
    expect(await ids(index)).toEqual(['waha-10', 'marfa-0']);
    const share = QUERY_ROWS_SHARE * FREE_PLAN_A_DAY.rowsRead;
    await sqlOf(index, (sql) => recordUsage(sql, Date.now(), { queryRows: share * 0.9999 }));
    await index.file([article('sada', MALI[0], 20, { unmerged: true })]);
    const early = Date.now() % 86_400_000 < 0.99 * 86_400_000;
    if (early) expect(await ids(index)).toEqual(['waha-10', 'marfa-0']);
    await index.takeDownArticle('waha-10', 'a court order', false);
    expect(await ids(index)).toEqual(['sada-20', 'marfa-0']);
  });
});

describe('the share of readers’ queries', () => {
  it('once read, leaves them for the next day, and the rest goes on', async () => {
    const index = freshIndex();
    await index.file([article('marfa', MALI[0], 0)]);
    const app = createApp({ ingest: nothingDue, now: Date.now });
    const env = {
      STORIES: { getWithMetadata: async () => ({ value: null, metadata: null }) },
      STORY_INDEX: { getByName: () => index },
      OUTLET: {},
    } as unknown as Env;
    const get = (path: string) => app.request(`https://wirefold.example${path}`, {}, env);
    const queries = [
      '/api/stories?publishers=9',
      '/?publishers=9',
      '/feed.xml?publishers=9',
      '/api/stories?cursor=0.a',
    ];
    for (const path of queries) expect([path, (await get(path)).status]).toEqual([path, 200]);
    const share = QUERY_ROWS_SHARE * FREE_PLAN_A_DAY.rowsRead;
    await sqlOf(index, (sql) => recordUsage(sql, Date.now(), { queryRows: share }));
    // What was answered lately is answered again: it reads nothing.
    for (const path of queries) expect([path, (await get(path)).status]).toEqual([path, 200]);
    for (const path of queries.map((one) => one.replace('9', '8').replace('0.a', '0.b'))) {
      const response = await get(path);
      const wait = Number(response.headers.get('Retry-After'));
      expect([path, response.status]).toEqual([path, 503]);
      expect(wait).toBeGreaterThan(0);
      expect(wait).toBeLessThanOrEqual(86_400);
    }
    for (const path of ['/', '/feed.xml', '/updates.atom', '/api/stories', '/stories/marfa-0', '/api/outlets']) {
      expect([path, (await get(path)).status]).toEqual([path, 200]);
    }
    expect(await index.file([article('waha', MALI[1] ?? MALI[0], 10)])).toMatchObject({ filed: 1 });
    expect(MORNING).toBeLessThan(Date.now());
  });
});
