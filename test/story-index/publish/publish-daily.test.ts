import { describe, expect, it } from 'vitest';
import type { DailyDocument } from '../../../src/documents/daily.ts';
import { guidOf } from '../../../src/documents/guid.ts';
import { DEFAULT_SITE, type Site } from '../../../src/documents/site.ts';
import { type Slice, WHOLE } from '../../../src/documents/slice.ts';
import { localize } from '../../../src/localization/localization.ts';
import { decodeDaily } from '../../../src/render/daily-snapshot.ts';
import type { SealedMetadata } from '../../../src/render/sealed-value.ts';
import { knownOutlets } from '../../../src/story-index/admin/outlet-list.ts';
import { type TakedownOf, takeDown } from '../../../src/story-index/admin/takedown.ts';
import { publishDaily, slicedDays } from '../../../src/story-index/publish/publish-daily.ts';
import type { StoryIndex } from '../../../src/story-index/story-index.ts';
import { article, MORNING, outletSettings } from '../../builders.ts';
import type { Told } from '../../clustering/newsroom.ts';
import { freshIndex, partition, sqlOf } from '../fresh-index.ts';
import { type KvDouble, kvDouble } from '../kv-double.ts';
import { MALI, QUAKE, SAQQARA } from '../stories.ts';

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const dateOf = (ms: number) => new Date(ms).toISOString().slice(0, 10);
/** 06:00 UTC of the day after the morning, which every test publishes first. */
const DUE = Date.parse(`${dateOf(MORNING)}T06:00:00Z`) + DAY_MS;
const minutesTo = (ms: number) => Math.round((ms - MORNING) / 60_000);

type Index = DurableObjectStub<StoryIndex>;
const publish = (index: Index, { kv }: KvDouble, now: number, hour = 6, site: Site = DEFAULT_SITE) =>
  sqlOf(index, (_, storage) => publishDaily(storage, kv, now, hour, localize(site)));

function daysIn({ values, metadata }: KvDouble): DailyDocument {
  const bytes = new TextEncoder().encode(values.get('daily') ?? '');
  return decodeDaily(bytes, metadata.get('daily') as SealedMetadata).document();
}

const OUTLETS = { marfa: 'ليبيا', waha: 'السودان', ufuq: 'ليبيا', shiraa: 'تونس', nakheel: 'العراق' };
/** Told by these outlets, a minute apart, from `at` on. */
const told = (story: readonly Told[], at: number, ...outlets: readonly string[]) =>
  outlets.map((outlet, i) => article(outlet, story[i % story.length] as Told, minutesTo(at) + i));

async function newsroom(...batch: ReturnType<typeof told>) {
  const index = freshIndex();
  await index.replaceOutlets(Object.entries(OUTLETS).map(([id, group]) => outletSettings(id, { group })));
  if (batch.length > 0) await index.file(batch);
  return index;
}

describe('a day', () => {
  it('tells what was carried most, by publishers, then by countries, with each outlet', async () => {
    const index = await newsroom(
      ...told(SAQQARA, DUE - 5 * HOUR_MS, 'marfa', 'ufuq'),
      ...told(MALI, DUE - 9 * HOUR_MS, 'waha', 'shiraa'),
      ...told(QUAKE, DUE - 12 * HOUR_MS, 'marfa', 'waha', 'nakheel'),
    );
    const kv = kvDouble();
    expect(await publish(index, kv, DUE - 1)).toBe(false);
    expect(await publish(index, kv, DUE + 7 * 60_000)).toBe(true);
    const { changed, days } = daysIn(kv);
    expect([changed, days.map(({ date, at }) => [date, at])]).toEqual([DUE + 7 * 60_000, [[dateOf(DUE), DUE]]]);
    expect(days[0]?.stories.map((s) => [s.publishers, s.countries, s.articles.map((a) => a.outlet.name)])).toEqual([
      [3, ['ليبيا', 'السودان', 'العراق'], ['marfa', 'waha', 'nakheel']],
      [2, ['السودان', 'تونس'], ['waha', 'shiraa']],
      [2, ['ليبيا'], ['marfa', 'ufuq']],
    ]);
  });

  it('stays as it was, whatever is filed, renamed or corrected later, and KV is written once', async () => {
    const first = told(QUAKE, DUE - 2 * HOUR_MS, 'marfa', 'waha');
    const index = await newsroom(...first);
    const kv = kvDouble();
    await publish(index, kv, DUE);
    const before = kv.values.get('daily');
    await index.file([
      ...told(QUAKE, DUE + HOUR_MS, 'nakheel'),
      { ...first[0], title: 'عنوان آخر', edited: DUE + HOUR_MS } as never,
    ]);
    await index.putOutlet(outletSettings('marfa', { name: 'اسم آخر', group: 'مصر' }));
    for (const hours of [1, 5, 23]) expect(await publish(index, kv, DUE + hours * HOUR_MS)).toBe(false);
    expect([kv.values.get('daily'), kv.writes]).toEqual([before, ['daily']]);
    expect(await publish(index, kv, DUE + DAY_MS)).toBe(true);
    const [today, yesterday] = daysIn(kv).days;
    expect(yesterday).toEqual(JSON.parse(JSON.stringify(yesterday)));
    expect([today?.stories, yesterday?.stories[0]?.title]).toEqual([[], first[0]?.title]);
  });

  it('counts what was seen within it: not what was old when an outlet was first read, nor what came after', async () => {
    const old = told(MALI, DUE - 3 * DAY_MS, 'marfa', 'waha').map((a) => ({ ...a, seen: DUE - HOUR_MS }));
    const late = told(SAQQARA, DUE + HOUR_MS, 'marfa', 'waha').map((a) => ({ ...a, published: DUE - HOUR_MS }));
    const index = await newsroom(...old, ...late);
    const kv = kvDouble();
    await publish(index, kv, DUE + 2 * HOUR_MS);
    expect(daysIn(kv).days[0]?.stories).toEqual([]);
    await publish(index, kv, DUE + DAY_MS);
    expect(daysIn(kv).days[0]?.stories.map(({ publishers }) => publishers)).toEqual([2]);
  });

  it('before the first article there is none, and a day without a story of two publishers has none', async () => {
    const index = await newsroom(...told(QUAKE, DUE + HOUR_MS, 'marfa'));
    const kv = kvDouble();
    expect(await publish(index, kv, DUE + 2 * HOUR_MS)).toBe(false);
    expect(await publish(index, kv, DUE + DAY_MS)).toBe(true);
    expect(daysIn(kv).days.map(({ date, stories }) => [date, stories])).toEqual([[dateOf(DUE + DAY_MS), []]]);
  });

  it('that fell into a time without service is made up for, and of a month away only the last four days are', async () => {
    const index = await newsroom(...told(QUAKE, DUE - HOUR_MS, 'marfa', 'waha'));
    const kv = kvDouble();
    await publish(index, kv, DUE);
    await index.file(told(SAQQARA, DUE + DAY_MS - HOUR_MS, 'marfa', 'waha'));
    await publish(index, kv, DUE + 3 * DAY_MS + HOUR_MS);
    expect(daysIn(kv).days.map(({ date, stories }) => [date, stories.length])).toEqual([
      [dateOf(DUE + 3 * DAY_MS), 0],
      [dateOf(DUE + 2 * DAY_MS), 0],
      [dateOf(DUE + DAY_MS), 1],
      [dateOf(DUE), 1],
    ]);
    await publish(index, kv, DUE + 33 * DAY_MS);
    expect(daysIn(kv).days.map(({ date }) => date)).toEqual(
      [33, 32, 31, 30, 29, 3].map((days) => dateOf(DUE + days * DAY_MS)),
    );
  });

  it('is not lost when KV fails, nor when the clock was years ahead', async () => {
    const index = await newsroom(...told(QUAKE, DUE - HOUR_MS, 'marfa', 'waha'));
    const kv = kvDouble();
    kv.beforeWrite = () => {
      throw new Error('KV PUT failed: 429');
    };
    await expect(publish(index, kv, DUE)).rejects.toThrow('429');
    kv.beforeWrite = () => {};
    expect(await publish(index, kv, DUE + 1)).toBe(true);
    expect(daysIn(kv).changed).toBe(DUE);
    await publish(index, kv, DUE + 5_000 * DAY_MS);
    await publish(index, kv, DUE + DAY_MS);
    expect(daysIn(kv).days[0]?.at).toBe(DUE + DAY_MS);
    expect(daysIn(kv).days.every(({ at }) => at <= DUE + DAY_MS)).toBe(true);
  });

  it('begins where the one before it ended when the operator changes hour and zone', async () => {
    const index = await newsroom(...told(QUAKE, DUE - HOUR_MS, 'marfa', 'waha'));
    const kv = kvDouble();
    await publish(index, kv, DUE);
    const site = { ...DEFAULT_SITE, zone: 'Asia/Riyadh' };
    await publish(index, kv, DUE + 14 * HOUR_MS, 20, site);
    await publish(index, kv, DUE + 36 * HOUR_MS, 20, site);
    const times = daysIn(kv).days.map(({ since, at }) => [since - DUE, at - DUE]);
    expect(times[0]).toEqual([0, 35 * HOUR_MS]);
    expect(times).toHaveLength(2);
  });
});

describe('what happens to a story after its day', () => {
  const three = () => told(QUAKE, DUE - 3 * HOUR_MS, 'marfa', 'waha', 'nakheel');

  it('an article that is taken down leaves it, also when the index has it no longer, and the next report leads', async () => {
    const batch = three();
    const index = await newsroom(...batch);
    const kv = kvDouble();
    await publish(index, kv, DUE);
    const [first, second, third] = batch;
    const taken = (of: TakedownOf, dry = false) =>
      sqlOf(index, (_, storage) => takeDown(storage, of, { reason: 'a court order', dry, now: DUE }, () => 0));
    expect(await taken({ article: first?.id ?? '' }, true)).toMatchObject({ articles: 1, days: true });
    expect(await publish(index, kv, DUE + 1)).toBe(false);
    await taken({ article: first?.id ?? '' });
    expect(await publish(index, kv, DUE + 2)).toBe(true);
    const [story] = daysIn(kv).days[0]?.stories ?? [];
    expect(story?.articles.map(({ id }) => id)).toEqual([second?.id, third?.id]);
    expect([story?.publishers, kv.values.get('daily')?.includes(first?.url ?? '')]).toEqual([2, false]);
    await sqlOf(index, (sql) => sql.exec('DELETE FROM article'));
    expect(await taken({ article: second?.id ?? '' })).toMatchObject({ articles: 0, days: true });
    expect(await taken({ outlet: 'nakheel' })).toMatchObject({ articles: 0, days: true });
    expect(await publish(index, kv, DUE + 3)).toBe(true);
    expect(daysIn(kv).days.map(({ date, at, stories }) => [date, at, stories])).toEqual([[dateOf(DUE), DUE, []]]);
    expect(await taken({ article: 'nobody' })).toBeUndefined();
    expect(await publish(index, kv, DUE + 4)).toBe(false);
  });

  it('two stories that an editor merges are told once, in the place of the first', async () => {
    const index = await newsroom(...three(), ...told(SAQQARA, DUE - HOUR_MS, 'ufuq', 'marfa'));
    const kv = kvDouble();
    await publish(index, kv, DUE);
    const [one, other] = daysIn(kv).days[0]?.stories ?? [];
    await index.merge(one?.id ?? '', other?.id ?? '');
    await publish(index, kv, DUE + 1);
    const { days } = daysIn(kv);
    const kept = Object.values(await partition(index))[0];
    expect(days[0]?.stories.map((s) => [s.id, s.title, s.articles.map((a) => a.outlet.id)])).toEqual([
      [kept, one?.title, ['marfa', 'waha', 'nakheel', 'ufuq']],
    ]);
  });
});

it('a day costs eight rows and one KV write', async () => {
  const index = await newsroom(...told(QUAKE, DUE - HOUR_MS, 'marfa', 'waha'));
  const kv = kvDouble();
  await publish(index, kv, DUE);
  const written = await sqlOf(index, async (sql, storage) => {
    const exec = sql.exec.bind(sql);
    let rows = 0;
    const counting = new Proxy(storage, {
      get: (target, name) =>
        name === 'sql'
          ? {
              exec: (query: string, ...values: SqlStorageValue[]) => {
                const cursor = exec(query, ...values);
                rows += cursor.rowsWritten;
                return cursor;
              },
            }
          : typeof Reflect.get(target, name) === 'function'
            ? Reflect.get(target, name).bind(target)
            : Reflect.get(target, name),
    });
    await publishDaily(counting, kv.kv, DUE + DAY_MS, 6, localize(DEFAULT_SITE));
    return rows;
  });
  expect(written).toBeLessThanOrEqual(8);
  expect(kv.writes).toEqual(['daily', 'daily']);
});

describe('a slice of the days', () => {
  /** The longest word of the story's first headline. */
  const WORD = QUAKE[0].title.split(' ').sort((a, b) => b.length - a.length)[0] ?? '';
  const dayOf = async (slice: Partial<Slice>) => {
    const index = await newsroom(
      ...told(SAQQARA, DUE - 5 * HOUR_MS, 'marfa', 'ufuq'),
      ...told(QUAKE, DUE - 12 * HOUR_MS, 'marfa', 'waha', 'nakheel'),
    );
    await publish(index, kvDouble(), DUE);
    return sqlOf(index, (sql) => slicedDays(sql, { ...WHOLE, ...slice }, knownOutlets(sql)).days[0]?.stories ?? []);
  };

  it.each<readonly [string, Partial<Slice>, readonly (readonly string[])[]]>([
    ['a country', { countries: ['السودان'] }, [['marfa', 'waha', 'nakheel']]],
    [
      'one of two countries',
      { countries: ['السودان', 'ليبيا'] },
      [
        ['marfa', 'waha', 'nakheel'],
        ['marfa', 'ufuq'],
      ],
    ],
    ['an outlet', { outlets: ['ufuq'] }, [['marfa', 'ufuq']]],
    ['three publishers', { publishers: 3 }, [['marfa', 'waha', 'nakheel']]],
    ['a muted outlet', { notOutlets: ['marfa'] }, [['waha', 'nakheel'], ['ufuq']]],
    ['a muted country', { notCountries: ['ليبيا'] }, [['waha', 'nakheel']]],
    ['a muted outlet and a number', { notOutlets: ['marfa'], publishers: 3 }, []],
    ['a word of a headline', { q: WORD }, [['marfa', 'waha', 'nakheel']]],
    ['without it', { q: `-${WORD}` }, [['marfa', 'ufuq']]],
    ['a word that nobody used', { q: 'زرافة' }, []],
    ['a time after it', { since: DUE + 1 }, []],
  ])('%s', async (_, slice, outlets) => {
    expect((await dayOf(slice)).map((story) => story.articles.map((a) => a.outlet.id))).toEqual(outlets);
  });

  it('has guids of its own, which stay, and names what nobody listed', async () => {
    const index = await newsroom(...told(QUAKE, DUE - HOUR_MS, 'marfa', 'waha'));
    await publish(index, kvDouble(), DUE);
    const slice = { ...WHOLE, countries: ['السودان'] };
    const feed = await index.dailyFeed(slice, 'rss', 'https://wirefold.example');
    const [guid] = /urn:uuid:[\w-]+/.exec(feed) ?? [];
    expect(guid).not.toBe(guidOf('day', dateOf(DUE)));
    expect(feed).toContain('السودان</title>');
    expect(feed).toContain(`/days/${dateOf(DUE)}?country=`);
    await index.file(told(SAQQARA, DUE + HOUR_MS, 'waha', 'ufuq'));
    expect(await index.dailyFeed(slice, 'rss', 'https://wirefold.example')).toBe(feed);
    const unlisted = { ...WHOLE, countries: ['لا أحد'] };
    await sqlOf(index, (sql) =>
      expect(() => slicedDays(sql, unlisted, knownOutlets(sql))).toThrow('No outlet is listed'),
    );
  });
});
