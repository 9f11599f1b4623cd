/** What the date of an article cannot be: before the last reading of the whole feed that did not list it. */
import { expect, it } from 'vitest';
import { type Entry, rss, stories } from './feed.ts';
import { scripted } from './scripting.ts';
import { HOUR, MINUTE, NOW, outletAt } from './subject.ts';
import type { Reply } from './upstream.ts';

const OLD = stories(2, NOW - HOUR);
const COPY: Entry = {
  guid: 'copy',
  link: 'https://alwaha.example/news/copy',
  title: 'وصول قافلة المساعدات إلى بلدة الرابية',
  description: 'وصلت قافلة من اثنتي عشرة شاحنة محملة بالدقيق والأدوية صباح اليوم إلى بلدة الرابية بعد انقطاع طويل.',
  date: NOW - 40 * HOUR,
};
const WITH = rss([COPY, ...OLD]);
const WITHOUT = rss(OLD);
const { date: _, ...UNDATED } = COPY;
const boundOf = ({ accepted }: ReturnType<typeof outletAt>, title = COPY.title) =>
  [...accepted.values()].find((one) => one.title === title)?.notBefore;

it('is unknown at a first reading', async () => {
  const outlet = outletAt((await scripted({ body: WITH })).url);
  await outlet.tick(NOW);
  expect([...outlet.accepted.values()].map((one) => one.notBefore)).toEqual([undefined, undefined, undefined]);
});

it.each<readonly [string, readonly Reply[], readonly number[], number | undefined]>([
  ['is the reading before', [{ body: WITHOUT }, { body: WITH }], [0, 20], 0],
  ['is the last of several', [{ body: WITHOUT }, { body: rss(stories(3, NOW)) }, { body: WITH }], [0, 20, 40], 20],
  [
    'is the last that was told of no change',
    [{ body: WITHOUT, headers: { etag: '"1"' } }, { status: 304 }, { body: WITH }],
    [0, 20, 40],
    20,
  ],
  ['is the last that brought the same bytes', [{ body: WITHOUT }, { body: WITHOUT }, { body: WITH }], [0, 20, 40], 20],
  ['is not one that failed', [{ body: WITHOUT }, { status: 503 }, { body: WITH }], [0, 20, 40], 0],
  ['is not one that brought a page', [{ body: WITHOUT }, { body: '<html></html>' }, { body: WITH }], [0, 20, 40], 0],
  [
    'is not one of a feed that broke off',
    [{ body: WITHOUT }, { body: rss(stories(3, NOW)).slice(0, -40) }, { body: WITH }],
    [0, 20, 40],
    0,
  ],
  [
    'nor of a feed that broke off from the beginning',
    [{ body: WITHOUT.slice(0, -40) }, { body: WITH }],
    [0, 20],
    undefined,
  ],
  ['is there for an item without a date', [{ body: WITHOUT }, { body: rss([UNDATED, ...OLD]) }], [0, 20], 0],
  [
    'is there for one dated in the future',
    [{ body: WITHOUT }, { body: rss([{ ...COPY, date: NOW + 9 * HOUR }, ...OLD]) }],
    [0, 20],
    0,
  ],
  ['is never later than first sight, whatever the clock said', [{ body: WITHOUT }, { body: WITH }], [60, 20], 20],
])('%s', async (_, replies, minutes, expected) => {
  const outlet = outletAt((await scripted(...replies)).url);
  for (const minute of minutes) await outlet.tick(NOW + minute * MINUTE);
  expect(outlet.accepted.size).toBeGreaterThan(2);
  expect(boundOf(outlet)).toBe(expected === undefined ? undefined : NOW + expected * MINUTE);
});

it('stays when the index refuses the article at first', async () => {
  const outlet = outletAt((await scripted({ body: WITHOUT }, { body: WITH })).url);
  await outlet.tick(NOW);
  outlet.beforeFile = () => {
    throw new Error('no');
  };
  await outlet.tick(NOW + HOUR);
  outlet.beforeFile = () => undefined;
  await outlet.tick(NOW + 2 * HOUR);
  expect(boundOf(outlet)).toBe(NOW);
});

it('is unknown again where the outlet’s feed has another address', async () => {
  const { url } = await scripted({ body: WITHOUT });
  const outlet = outletAt(url);
  await outlet.tick(NOW);
  const moved = outletAt((await scripted({ body: WITH })).url);
  await moved.tick(NOW + HOUR);
  expect(boundOf(moved)).toBeUndefined();
});

it('changes no date', async () => {
  const outlet = outletAt((await scripted({ body: WITHOUT }, { body: WITH })).url);
  await outlet.tick(NOW);
  await outlet.tick(NOW + HOUR);
  const copy = [...outlet.accepted.values()].find((one) => one.title === COPY.title);
  expect(copy).toMatchObject({ published: NOW - 40 * HOUR, notBefore: NOW, seen: NOW + HOUR });
});

it('is the reading before, of a version that an edit brought', async () => {
  const edited = rss([{ ...COPY, title: `${COPY.title} بعد توقف المعارك` }, ...OLD]);
  const outlet = outletAt((await scripted({ body: WITH }, { body: edited })).url);
  await outlet.tick(NOW);
  await outlet.tick(NOW + HOUR);
  expect(boundOf(outlet, `${COPY.title} بعد توقف المعارك`)).toBe(NOW);
});
