/** One outlet over many ticks: which items it takes for new, edited, known or skipped while the feed changes its guids and links. */
import { describe, expect, it } from 'vitest';
import {
  DETAIL_EDITS_PER_DAY_MAX,
  EDITS_PER_DAY_MAX,
  OUTLET_DETAIL_EDITS_PER_DAY_MAX,
  TEXT_EDITS_PER_DAY_MAX,
} from '../../src/outlet/items/select.ts';
import { type Entry, rss, stories } from './feed.ts';
import { scripted } from './scripting.ts';
import { DAY, HOUR, MINUTE, NOW, outletAt } from './subject.ts';

/** Ticks once an hour through all the feeds given; what was filed at each, and the outlet. */
async function through(...feeds: readonly (readonly Entry[])[]) {
  const { url } = await scripted(...feeds.map((entries) => ({ body: rss(entries) })));
  const outlet = outletAt(url);
  const filed: number[] = [];
  for (let i = 0; i < feeds.length; i++) filed.push((await outlet.tick(NOW + i * HOUR)).filed);
  return { outlet, filed };
}

const NEWS = stories(6, NOW);

describe('names', () => {
  it('that change every fetch: the link tells', async () => {
    const { filed } = await through(
      ...[1, 2, 3, 4].map((n) => NEWS.map((one) => ({ ...one, guid: `${one.guid}-${n}` }))),
    );
    expect(filed).toEqual([6, 0, 0, 0]);
  });

  it('that change every fetch, links too: the words tell, and the status says so', async () => {
    const { filed, outlet } = await through(
      ...[1, 2, 3].map((n) =>
        NEWS.map((one) => ({ ...one, guid: `${one.guid}-${n}`, link: `${one.link}/session/${n}` })),
      ),
    );
    expect(filed).toEqual([6, 0, 0]);
    const { status } = await outlet.ring(NOW + 2 * HOUR);
    expect(status.notes).toEqual(['6 recognised by their text in spite of a new guid and link']);
  });

  it('that changed for good: what is left of the feed is no news when most of it is, nor edited, nor when it comes back', async () => {
    const moved = NEWS.map((one) => ({ ...one, guid: `https://${one.guid}`, link: `${one.link}?amp=1` }));
    const edited = { ...moved[0], title: 'عنوان آخر بعد التعديل' };
    const fresh = stories(8, NOW + 4 * HOUR, 6);
    const { filed } = await through(NEWS, moved, [...fresh.slice(4), edited, ...moved.slice(1)], fresh, [
      ...fresh,
      ...moved.slice(3),
    ]);
    expect(filed).toEqual([6, 0, 4, 4, 0]);
  });

  const LONG = 'تفاصيل الخبر كما نشرته الصحيفة في عددها الصادر اليوم. '.repeat(4);
  const gold = (n: number, over: Partial<Entry> = {}): Entry => ({
    guid: `https://alwaha.example/gold-${n}`,
    link: `https://alwaha.example/gold-${n}`,
    title: 'أسعار الذهب اليوم',
    description: LONG,
    date: NOW - HOUR,
    ...over,
  });
  const other = { ...gold(9), title: 'خبر آخر', description: `${LONG} آخر` };

  it.each<readonly [string, Partial<Entry>, Partial<Entry>]>([
    ['scheme and host', {}, { guid: 'http://www.alwaha.example/gold-1/', link: 'http://www.alwaha.example/gold-1/' }],
    [
      'the words of the headline, which is another now',
      { guid: 'https://alwaha.example/12345-old-one', link: 'https://alwaha.example/12345-old-one' },
      { guid: 'https://alwaha.example/12345-new-one', link: 'https://alwaha.example/12345-new-one', title: 'آخر' },
    ],
    ['all of the address', {}, { guid: 'g', link: 'https://new.alwaha.example/gold/x' }],
    ['all of the address, and the date by an hour', {}, { guid: 'g', link: 'https://n.example/x', date: NOW }],
  ])('of one item that change: %s', async (_, before, after) => {
    const moved = gold(1, after);
    const { filed, outlet } = await through(
      [gold(1, before), other],
      [moved, other],
      [moved, other],
      [other],
      [moved, other],
    );
    expect(filed).toEqual([2, 0, 0, 0, 0]);
    expect(outlet.accepted.size).toBe(2);
  });

  it('of one item that change, without a date', async () => {
    const { date: _, ...undated } = gold(1);
    const moved = { ...undated, guid: 'g', link: 'https://n.example/x' };
    expect((await through([undated, other], [moved, other], [moved, other])).filed).toEqual([2, 0, 0]);
  });

  it.each<readonly [string, Partial<Entry>, Partial<Entry>]>([
    [
      'another id in the query',
      { link: 'https://alwaha.example/?id=1' },
      { link: 'https://alwaha.example/?id=2', description: `${LONG} بسعر جديد` },
    ],
    [
      'another id in the query, in the same words',
      { guid: 'a', link: 'https://alwaha.example/news.php?news_id=1' },
      { guid: 'b', link: 'https://alwaha.example/news.php?news_id=2' },
    ],
    ['other words', {}, { description: `${LONG} بسعر جديد` }],
    ['a title alone', { description: '' }, { description: '' }],
    ['the same words a day later', {}, { date: NOW + 23 * HOUR }],
  ])('of two items under one headline: %s', async (_, one, two) => {
    const [a, b] = [gold(1, one), gold(2, two)];
    expect((await through([a, other], [b, other])).filed).toEqual([2, 1]);
    expect((await through([a, other], [b, a, other])).filed).toEqual([2, 1]);
  });

  it('of one item listed twice, in two sections: once, whichever is dropped', async () => {
    const twice = gold(1, { guid: 's', link: 'https://alwaha.example/sections/gold-1' });
    const { filed } = await through([gold(1), twice, other], [twice, gold(1), other], [twice, other], [gold(1), other]);
    expect(filed).toEqual([2, 0, 0, 0]);
  });

  it('that are all the same', async () => {
    const same = NEWS.map((one) => ({ ...one, guid: 'one' }));
    const { filed } = await through(same, [
      ...stories(1, NOW + HOUR, 6).map((one) => ({ ...one, guid: 'one' })),
      ...same,
    ]);
    expect(filed).toEqual([6, 1]);
  });

  it('that are missing', async () => {
    const nameless = NEWS.map(({ guid: _, ...one }) => one);
    const { filed } = await through(nameless, [...stories(1, NOW + HOUR, 6), ...nameless]);
    expect(filed).toEqual([6, 1]);
  });

  it('that are missing, links too: title and date tell', async () => {
    const bare = NEWS.map(({ guid: _, link: __, ...one }) => one);
    const { filed } = await through(bare, bare.slice(1), bare);
    expect(filed).toEqual([6, 0, 0]);
  });

  it('that come back after the item had left the feed', async () => {
    const { filed } = await through(NEWS, NEWS.slice(0, 2), NEWS);
    expect(filed).toEqual([6, 0, 0]);
  });

  it('of one page for each day’s coverage: each day is its own article', async () => {
    const live = 'https://alwaha.example/live';
    const day = (n: number): Entry => ({
      guid: `live-${n}`,
      link: live,
      title: `التغطية المباشرة لليوم ${n}`,
      description: `أحداث اليوم ${n}`,
      date: NOW + n * DAY,
    });
    const { url } = await scripted(...[0, 1, 2].map((n) => ({ body: rss([day(n)]) })));
    const outlet = outletAt(url);
    for (const n of [0, 1, 2]) expect(await outlet.tick(NOW + n * DAY)).toMatchObject({ filed: 1 });
    expect(new Set([...outlet.accepted.values()].map((one) => one.id)).size).toBe(3);
  });
});

describe('edits', () => {
  const version = (n: number): readonly Entry[] =>
    NEWS.map((one, i) => (i === 0 ? { ...one, title: `${one.title} (تحديث ${n})`, date: NOW + n * HOUR } : one));

  it('are sent again under the same id and date', async () => {
    const { outlet, filed } = await through(...Array.from({ length: 10 }, (_, n) => version(n)));
    expect(filed).toEqual([6, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    const sent = outlet.batches.slice(1).flat();
    expect(sent).toHaveLength(9);
    expect(new Set(sent.map((one) => one.id)).size).toBe(1);
    expect(new Set(sent.map((one) => one.published))).toEqual(new Set([NOW]));
    expect(new Set(sent.map((one) => one.seen))).toEqual(new Set([NOW]));
    expect(sent.map((one) => one.edited)).toEqual(sent.map((_, n) => NOW + (n + 1) * HOUR));
    expect(sent.at(-1)?.title).toContain('(تحديث 9)');
  });

  const told = (over: Partial<Entry>) => NEWS.map((one, i) => (i === 0 ? { ...one, ...over } : one));
  const [{ title = '', description = '' } = {}] = NEWS;
  /** The titles and summaries sent as edits of these states of the first item, read every quarter of an hour. */
  const sentFor = async (...states: readonly Partial<Entry>[]) => {
    const { url } = await scripted({ body: rss(NEWS) }, ...states.map((over) => ({ body: rss(told(over)) })));
    const outlet = outletAt(url);
    for (let n = 0; n <= states.length; n++) await outlet.tick(NOW + n * 15 * MINUTE);
    return outlet.batches.slice(1).flat();
  };

  it.each<[string, (n: number) => Partial<Entry>]>([
    ['a view counter', (n) => ({ description: `${description} المشاهدات: ${100 + n}` })],
    ['a counter before the text', (n) => ({ description: `(${100 + n} مشاهدة) ${description}` })],
    ['how long ago it was', (n) => ({ description: `${description} | قبل ${n + 2} دقائق` })],
    ['figures of the weather beside it', (n) => ({ description: `${description} الحرارة ${n} والرطوبة ${2 * n}.` })],
    ['white space', (n) => ({ title: title.replaceAll(' ', ' '.repeat(n + 2)) })],
    ['links to more', (n) => ({ content: `<p>${description}</p><p>اقرأ أيضا: خبر ${'آخر '.repeat(n + 1)}</p>` })],
  ])('do not count %s, and the correction after a day of it is sent', async (_, state) => {
    const states = Array.from({ length: 2 * TEXT_EDITS_PER_DAY_MAX }, (__, n) => state(n));
    const correction = { ...states.at(-1), title: `تصحيح: ${title}` };
    const sent = await sentFor(...states, correction);
    expect(sent.length).toBeLessThanOrEqual(2);
    expect(sent.at(-1)?.title).toBe(correction.title);
  });

  it('of figures in a title or in the first sentence are sent', async () => {
    const toll = (n: number) => ({
      title: `${n} قتلى في انهيار مبنى`,
      description: `لقي ${n} أشخاص حتفهم. ${description}`,
    });
    const sent = await sentFor(toll(3), toll(5), { ...toll(5), description: toll(6).description });
    expect(sent.map((one) => [one.title, one.summary.slice(0, 8)])).toEqual([
      ['3 قتلى في انهيار مبنى', 'لقي 3 أش'],
      ['5 قتلى في انهيار مبنى', 'لقي 5 أش'],
      ['5 قتلى في انهيار مبنى', 'لقي 6 أش'],
    ]);
  });

  it('of a text that never rests are held back for the day and told; a changed title is sent all the same', async () => {
    const words = (n: number) => ({ description: `${description} ${'ثم '.repeat(n + 1)}` });
    const states = Array.from({ length: 20 }, (_, n) => words(n));
    const { url } = await scripted(
      { body: rss(NEWS) },
      ...[...states, { ...words(19), title: `تصحيح: ${title}` }].map((over) => ({ body: rss(told(over)) })),
    );
    const outlet = outletAt(url);
    for (let n = 0; n <= 20; n++) await outlet.tick(NOW + n * 15 * MINUTE);
    expect(outlet.batches.slice(1).flat()).toHaveLength(TEXT_EDITS_PER_DAY_MAX);
    const { status } = await outlet.tick(NOW + 21 * 15 * MINUTE);
    expect(outlet.batches.at(-1)?.[0]).toMatchObject({ title: `تصحيح: ${title}` });
    expect(status.notes.join()).not.toContain('held back');
  });

  it('that are held back are told, and the newest of them is sent the day after, though the feed no longer changes', async () => {
    const states = Array.from({ length: 12 }, (_, n) => ({ description: `${description} ${'ثم '.repeat(n + 1)}` }));
    const { url } = await scripted({ body: rss(NEWS) }, ...states.map((over) => ({ body: rss(told(over)) })));
    const outlet = outletAt(url);
    for (let n = 0; n < 12; n++) await outlet.tick(NOW + n * 15 * MINUTE);
    const { status } = await outlet.tick(NOW + 12 * 15 * MINUTE);
    expect(status.notes).toEqual(['1 edited more often than is followed in a day: held back until tomorrow']);
    await outlet.tick(NOW + DAY);
    expect(outlet.batches.at(-1)?.[0]?.summary).toBe(states.at(-1)?.description.trim());
    expect((await outlet.tick(NOW + DAY + HOUR)).outcome).toBe('unchanged');
  });

  it('of a title at each reading end for the day at their own bound', async () => {
    const titles = Array.from({ length: EDITS_PER_DAY_MAX + 8 }, (_, n) => ({
      title: `${title} ${'ثم '.repeat(n + 1)}`,
    }));
    expect(await sentFor(...titles)).toHaveLength(EDITS_PER_DAY_MAX);
  });

  const pictured = (name: string): Partial<Entry> => ({
    extra: `<enclosure type="image/jpeg" length="1" url="https://alwaha.example/img/${name}"/>`,
  });

  it('of a picture or a link alone are sent, and are no edit of the words', async () => {
    const link = 'https://alwaha.example/archive/moved';
    const sent = await sentFor(pictured('1.jpg'), pictured('2.jpg'), pictured('2.jpg'));
    expect(sent.map(({ image }) => image)).toEqual([1, 2].map((n) => `https://alwaha.example/img/${n}.jpg`));
    const [moved] = await sentFor({ link }, { link });
    expect(moved).toMatchObject({ url: link, title });
  });

  it('of a link are remembered: a guid that changes later names no new article', async () => {
    const link = 'https://alwaha.example/archive/moved';
    expect(await sentFor({ link }, { link, guid: 'other' }, { link, guid: 'third' })).toHaveLength(1);
  });

  it.each<[string, (n: number) => Partial<Entry>, number]>([
    ['a picture with a counter', (n) => pictured(`bridge.jpg?v=${n}`), 1],
    ['a picture with a time', (n) => pictured(`photo?id=7&amp;t=${n}`), 1],
    ['another picture at each reading', (n) => pictured(`${n}.jpg`), DETAIL_EDITS_PER_DAY_MAX],
    ['another link at each reading', (n) => ({ link: `https://alwaha.example/s/${n}` }), DETAIL_EDITS_PER_DAY_MAX],
  ])('of %s end soon, and the correction after a day of it is sent', async (_, state, most) => {
    const states = Array.from({ length: 5 * DETAIL_EDITS_PER_DAY_MAX }, (__, n) => state(n));
    const sent = await sentFor(...states, { ...states.at(-1), description: `${description} ثم نفت البلدية ذلك.` });
    expect(sent).toHaveLength(most + 1);
    expect(sent.at(-1)?.summary).toContain('نفت');
  });

  it('of all an outlet’s pictures leave room for its corrections, and hold nothing back', async () => {
    const many = stories(OUTLET_DETAIL_EDITS_PER_DAY_MAX + 20, NOW).map((one) => ({ ...one, date: NOW }));
    const state = (n: number) => many.map((one, i) => ({ ...one, ...pictured(`${i}-${n}.jpg`) }));
    const { url } = await scripted({ body: rss(many) }, ...[1, 2, 3].map((n) => ({ body: rss(state(n)) })));
    const outlet = outletAt(url);
    for (let n = 0; n < 4; n++) await outlet.tick(NOW + n * HOUR);
    const { status } = await outlet.tick(NOW + 4 * HOUR);
    const edits = outlet.batches.flat().filter(({ edited }) => edited !== undefined);
    expect(edits).toHaveLength(OUTLET_DETAIL_EDITS_PER_DAY_MAX);
    expect(status.notes).toEqual([]);
  });

  it('are told apart from news in the status', async () => {
    const { url } = await scripted(
      { body: rss(version(0)) },
      { body: rss([...stories(1, NOW + HOUR, 6), ...version(1)]) },
    );
    const outlet = outletAt(url);
    await outlet.tick(NOW);
    expect((await outlet.tick(NOW + HOUR)).status.detail).toBe('Read 7 items, 1 new, 1 edited.');
  });

  it('that the index refused are sent again', async () => {
    const { url } = await scripted({ body: rss(version(0)) }, { body: rss(version(1)) });
    const outlet = outletAt(url);
    await outlet.tick(NOW);
    outlet.beforeFile = () => {
      throw new Error('busy');
    };
    await outlet.tick(NOW + HOUR);
    outlet.beforeFile = () => undefined;
    await outlet.tick(NOW + 2 * HOUR);
    expect(outlet.batches.at(-1)?.[0]?.title).toContain('(تحديث 1)');
  });

  it('of articles past the window are ignored, because the index may have pruned them', async () => {
    const { url } = await scripted({ body: rss(version(0)) }, { body: rss(version(1)) });
    const outlet = outletAt(url);
    await outlet.tick(NOW);
    expect(await outlet.tick(NOW + 4 * DAY + HOUR)).toMatchObject({ outcome: 'read', filed: 0 });
    expect(outlet.batches).toHaveLength(1);
  });

  it('to nothing are ignored', async () => {
    const { outlet } = await through(NEWS, [
      { guid: NEWS[0]?.guid ?? '', link: NEWS[0]?.link ?? '' },
      ...NEWS.slice(1),
    ]);
    expect(outlet.batches).toHaveLength(1);
  });
});

describe('age', () => {
  it('an archive at first sight is recorded and not filed, and never filed later', async () => {
    const archive = stories(3, NOW - 300 * DAY);
    const { outlet, filed } = await through([...stories(2, NOW, 3), ...archive], [...archive, ...stories(2, NOW, 3)]);
    expect(filed).toEqual([2, 0]);
    expect([...outlet.accepted.values()].every((one) => one.published > NOW - 5 * DAY)).toBe(true);
  });

  it('an old item brought up again by a feed we know is not filed', async () => {
    const { outlet, filed } = await through(NEWS, [...stories(1, NOW - 40 * DAY, 90), ...NEWS]);
    expect(filed).toEqual([6, 0]);
    expect((await outlet.ring(NOW + HOUR)).status.notes).toEqual(['1 skipped: already old when first seen']);
  });

  it('a quiet outlet comes with its last days of news, under their own dates', async () => {
    const { outlet } = await through([...stories(2, NOW - 200 * DAY, 3), ...stories(3, NOW - 300 * DAY)]);
    expect([...outlet.accepted.values()].map((one) => one.published)).toEqual([
      NOW - 200 * DAY - HOUR,
      NOW - 200 * DAY,
    ]);
  });

  it('dates of 1970 count as none, those of 2099 as now', async () => {
    const { outlet, filed } = await through([
      { ...NEWS[0], date: Date.UTC(2099, 0, 1) },
      { ...NEWS[1], date: 0 },
      { ...NEWS[2], date: NOW - 2 * HOUR },
    ]);
    expect(filed).toEqual([3]);
    expect([...outlet.accepted.values()].map((one) => one.published)).toEqual(
      [NOW - 2 * HOUR, NOW, NOW].map((d, i) => (i === 1 ? d - 1 : d)),
    );
  });
});

describe('floods', () => {
  it('of invented items end at the day’s limit, and cost no more rows', async () => {
    const { url } = await scripted(
      ...Array.from({ length: 7 }, (_, n) => ({ body: rss(stories(500, NOW + n * 20 * MINUTE, n * 500)) })),
    );
    const outlet = outletAt(url);
    let filed = 0;
    for (let n = 0; n < 7; n++) filed += (await outlet.tick(NOW + n * 20 * MINUTE)).filed;
    expect(filed).toBeLessThanOrEqual(2_500);
    expect(await outlet.inside((store) => store.all().length)).toBe(2 * 2_500);
    const { status } = await outlet.ring(NOW + 121 * MINUTE);
    expect(status.notes).toContain('500 skipped: more new items in a day than any outlet publishes');
  });
});

const UNDATED = stories(3, NOW).map(({ date: _, ...one }) => one);
it.each([
  ['breaks off', rss(UNDATED).slice(0, rss(UNDATED).lastIndexOf('<item>'))],
  ['is empty', rss([])],
  ['lists another item alone', rss(stories(1, NOW, 90))],
])('what stood in a feed for long is not new after it %s for once', async (_, odd) => {
  const { url } = await scripted({ body: rss(UNDATED) }, { body: odd }, { body: rss(UNDATED) });
  const outlet = outletAt(url);
  expect(await outlet.tick(NOW)).toMatchObject({ filed: 3 });
  for (const later of [0, HOUR]) expect(await outlet.tick(NOW + 40 * DAY + later)).toMatchObject({ outcome: 'read' });
  // By then the index has pruned the articles.
  const ids = outlet.batches.flat().map((one) => one.id);
  expect(ids).toHaveLength(new Set(ids).size);
});

it('what a clock a year ahead counted is no part of a later day’s limit', async () => {
  const { url } = await scripted({ body: rss(NEWS) }, { body: rss([...stories(3, NOW, 6), ...NEWS]) });
  const outlet = outletAt(url, { itemsPerDay: 6 });
  expect(await outlet.tick(NOW + 365 * DAY)).toMatchObject({ filed: 6 });
  expect(await outlet.tick(NOW)).toMatchObject({ filed: 3 });
});
