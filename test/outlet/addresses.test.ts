/**
 * One outlet over random histories: its items move to other addresses and back, are spelled otherwise, get other guids, leave, return, are
 * edited, and stand twice in the same words, while readings break off or are refused by the index. No item is lost or shown as new again.
 */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/documents/article.ts';
import type { TickReport } from '../../src/documents/outlet.ts';
import type { Env } from '../../src/env.ts';
import { pageKey } from '../../src/feeds/page-key.ts';
import { DETAIL_EDITS_PER_DAY_MAX } from '../../src/outlet/items/select.ts';
import { openStore } from '../../src/outlet/store.ts';
import { tickOutlet } from '../../src/outlet/tick.ts';
import { type Entry, rss } from './feed.ts';
import { MINUTE, NOW, settingsFor } from './subject.ts';

type Reading = 'whole' | 'broken off' | 'empty' | 'refused';

/** An outlet whose feed is given at each reading, and what the index has of it. */
interface Outlet {
  read(entries: readonly Entry[], reading?: Reading): Promise<TickReport>;
  readonly accepted: ReadonlyMap<string, Article>;
}

const settings = settingsFor('https://alwaha.example/feed.xml');

/** Runs `look` with a fresh outlet for each call of `outlet`, all in one object. */
function inOneObject(look: (outlet: () => Promise<Outlet>) => Promise<void>): Promise<void> {
  const stub = (env as unknown as Env).OUTLET.getByName(crypto.randomUUID());
  return runInDurableObject(stub, (_, { storage }) =>
    look(async () => {
      await storage.deleteAll();
      const store = openStore(storage);
      const accepted = new Map<string, Article>();
      let now = NOW;
      const read: Outlet['read'] = (entries, reading = 'whole') => {
        now += 15 * MINUTE;
        const text = rss(reading === 'empty' ? [] : entries);
        const body = reading === 'broken off' ? text.slice(0, text.length / 2) : text;
        return tickOutlet(settings, now, true, {
          store,
          fetch: async () => ({
            kind: 'body',
            bytes: new TextEncoder().encode(body),
            contentType: 'application/rss+xml',
            url: settings.feed,
            validators: undefined,
            freshForMs: 0,
            warnings: [],
          }),
          file: async (batch) => {
            if (reading === 'refused') throw new Error('refused');
            const filed = batch.filter(({ id }) => !accepted.has(id)).length;
            for (const one of batch) accepted.set(one.id, one);
            return { filed };
          },
        });
      };
      return { read, accepted };
    }),
  );
}

const SITE = 'https://alwaha.example';
const words = (number: number, version = 0) => ({
  title: `مجلس البلدة يعرض المشروع ${number}${version > 0 ? ` (تحديث ${version})` : ''}`,
  description: `قالت رئيسة المجلس نهلة الراوي إن المشروع ${number} يعرض على سكان الحي الشرقي مدة ${number + 20} يوما قبل التصويت عليه.`,
});

/** An item of the outlet. Twins have one `told`. */
interface Item {
  readonly number: number;
  readonly told: number;
  readonly date: number | undefined;
  version: number;
  /** Its address among those it has had, and the highest. */
  at: number;
  moves: number;
  spelling: number;
  guids: number;
  changes: number;
}

const SPELLINGS = [
  (path: string) => `https://alwaha.example${path}`,
  (path: string) => `http://www.alwaha.example${path}`,
  (path: string) => `https://alwaha.example${path}/`,
  (path: string) => `https://m.alwaha.example${path}?utm_source=rss&amp;utm_medium=feed`,
];

function entryOf({ number, told, date, version, at, spelling, guids }: Item): Entry {
  return {
    guid: `${number}/${at}/${guids}`,
    link: SPELLINGS[spelling % SPELLINGS.length]?.(`/projects/${number}/at-${at}`) ?? '',
    ...words(told, version),
    ...(date === undefined ? {} : { date }),
  };
}

const DEEDS = ['gain', 'gain', 'drop', 'return', 'twin', 'edit', 'move', 'back', 'spell', 'reguid'] as const;
const step = fc.record({
  deed: fc.constantFrom(...DEEDS),
  pick: fc.nat(1_000),
  reading: fc.constantFrom<readonly Reading[]>(
    [],
    ['whole'],
    ['broken off'],
    ['empty'],
    ['refused'],
    ['broken off', 'refused'],
  ),
});

async function live(
  outlet: Outlet,
  steps: readonly { deed: string; pick: number; reading: readonly Reading[] }[],
  twins: boolean,
) {
  const listed: Item[] = [];
  const dropped: Item[] = [];
  const all: Item[] = [];
  const ids = new Map<number, Set<string>>();
  const addresses = new Map<string, string>();
  const read = async (reading: Reading) => {
    await outlet.read(listed.map(entryOf), reading);
    for (const { id, title, url } of outlet.accepted.values()) {
      const told = Number(/\d+/.exec(title)?.[0]);
      ids.set(told, (ids.get(told) ?? new Set()).add(id));
      const page = pageKey(url) ?? '';
      if (!twins) expect(addresses.get(page) ?? id, `the id at ${page}`).toBe(id);
      addresses.set(page, id);
    }
  };
  for (const { deed, pick, reading } of steps) {
    const item = listed[pick % Math.max(1, listed.length)];
    const changes = ['edit', 'move', 'back', 'spell', 'reguid'].includes(deed);
    // What changes in all at once, words, guid and address, is another item to anybody.
    if (changes) await read('whole');
    if (deed === 'gain' || (deed === 'twin' && twins)) {
      const twin = deed === 'twin' ? all[pick % Math.max(1, all.length)] : undefined;
      const number = all.length + 1;
      const date = twin
        ? [twin.date, twin.date && twin.date + 1_000, undefined][pick % 3]
        : pick % 3 === 0
          ? undefined
          : NOW - pick * MINUTE;
      const one: Item = {
        number,
        told: twin?.told ?? number,
        date,
        version: 0,
        at: 0,
        moves: 0,
        spelling: 0,
        guids: 0,
        changes: 0,
      };
      all.push(one);
      listed.unshift(one);
    } else if (deed === 'drop' && item) dropped.push(...listed.splice(listed.indexOf(item), 1));
    else if (deed === 'return') listed.push(...dropped.splice(pick % Math.max(1, dropped.length), 1));
    else if (item && changes) {
      if (deed === 'edit') item.version++;
      if (deed === 'move') item.at = ++item.moves;
      if (deed === 'back') item.at = pick % (item.moves + 1);
      if (deed === 'spell') item.spelling++;
      if (deed === 'reguid') item.guids++;
      if (deed !== 'spell') item.changes++;
    }
    for (const one of reading) await read(one);
    if (changes) await read('whole');
  }
  await read('whole');
  await read('whole');
  return { listed, all, ids };
}

describe('an address', () => {
  const at = (address: string, over: Partial<Entry> = {}): Entry => ({
    guid: `${SITE}/${address}`,
    link: `${SITE}/${address}`,
    date: NOW - 60 * MINUTE,
    ...words(1),
    ...over,
  });
  const others = [2, 3].map((n) => at(`other-${n}`, words(n)));
  const A = at('a');
  const B = at('b');
  const told = words(1, 1);
  const PAGES = [8, 9, 10, 11].map((n) => at(`page-${n}`, words(n)));
  const onNewSite = (one: Entry): Entry => {
    const link = one.link?.replace(SITE, `${SITE}/new`);
    return { ...one, guid: `${link}`, link: `${link}` };
  };
  const later = at('b', { date: NOW - 59 * MINUTE });

  /** Readings, each of a whole feed unless it is told otherwise; what is filed at each, and what is shown of the articles told first. */
  it.each<readonly [string, readonly (readonly [readonly Entry[], Reading?])[], readonly number[], readonly string[]]>([
    ['that changes is shown at once', [[[A]], [[B]]], [1, 0], ['b: 1']],
    ['that alternates with another is one article, shown where it stands', [[[A]], [[B]], [[A]]], [1, 0, 0], ['a: 1']],
    [
      'that alternates shows the words of its listing',
      [[[A]], [[B]], [[at('b', told)]], [[A]]],
      [1, 0, 0, 0],
      ['a: 1'],
    ],
    ['that comes back after a pause is known', [[[A]], [[B]], [[]], [[]], [[A]]], [1, 0, 0, 0, 0], ['a: 1']],
    ['that comes back beside the other brings nothing new', [[[A]], [[B]], [[A, B]], [[B, A]]], [1, 0, 0, 0], ['b: 1']],
    ['that comes back beside the other, whichever is dropped', [[[A]], [[B]], [[A, B]], [[B]]], [1, 0, 0, 0], ['b: 1']],
    [
      'that two items share a text with, at once, is one article',
      [[[A, B]], [[B, A]], [[B]], [[A]]],
      [1, 0, 0, 0],
      ['a: 1'],
    ],
    [
      'whose text becomes another’s own makes two of one',
      [[[A]], [[B]], [[A, B]], [[A, at('b', told)]], [[A, at('b', told)]]],
      [1, 0, 0, 1, 0],
      ['a: 1', 'b: 1 (تحديث 1)'],
    ],
    [
      'that changes in a small feed with much news',
      [[[A]], [[B, ...[4, 5, 6, 7].map((n) => at(`more-${n}`, words(n)))]], [[B]]],
      [1, 4, 0],
      ['b: 1'],
    ],
    [
      'that changes with the whole site’s is followed once the names come again',
      [[PAGES], [PAGES.map(onNewSite)], [[...PAGES.map(onNewSite), at('more-4', words(4))]]],
      [4, 0, 1],
      [11, 10, 9, 8].map((n) => `new/page-${n}: ${n}`),
    ],
    [
      'that changes with the whole site’s is known by its new name when its words change later',
      [
        [PAGES],
        [PAGES.map(onNewSite)],
        [[...PAGES.map(onNewSite), at('more-4', words(4))]],
        [PAGES.map((one, i) => ({ ...onNewSite(one), ...words(8 + i, 1) }))],
      ],
      [4, 0, 1, 0],
      [11, 10, 9, 8].map((n) => `new/page-${n}: ${n} (تحديث 1)`),
    ],
    [
      'minted at every fetch is none',
      [1, 2, 3, 4].map(
        (n) => [PAGES.map((one) => ({ ...one, guid: `${one.guid}-${n}`, link: `${one.link}/${n}` }))] as const,
      ),
      [4, 0, 0, 0],
      [11, 10, 9, 8].map((n) => `page-${n}/1: ${n}`),
    ],
    [
      'that a feed which breaks off seems to have left is two items all the same',
      [[[A]], [[later, later, later, A], 'broken off'], [[A, later]]],
      [1, 0, 1],
      ['a: 1', 'b: 1'],
    ],
    [
      'that changes while the feed breaks off is one item',
      [[[A]], [[B, B, B], 'broken off'], [[B, B, B], 'broken off'], [[B]]],
      [1, 0, 0, 0],
      ['b: 1'],
    ],
    ['that changes while the feed is empty', [[[A]], [[], 'empty'], [[B]]], [1, 0, 0], ['b: 1']],
    ['that changes while the index refuses', [[[A]], [[B], 'refused'], [[B]], [[A]]], [1, 0, 0, 0], ['a: 1']],
    [
      'with another name beside it: scheme, host, mark and closing stroke',
      [
        [[A]],
        ...['http://www.alwaha.example/a/', `${SITE}/a?utm_source=rss`, 'http://m.alwaha.example/a'].map(
          (link) => [[at('a', { guid: link, link })]] as const,
        ),
      ],
      [1, 0, 0, 0],
      ['a: 1'],
    ],
    [
      'whose words are changed while most of the feed still stands in them',
      [
        [['a', 'b', 'c'].map((name) => at(name))],
        [['e', 'd', 'c', 'b'].map((name) => at(name)).concat(at('a', words(9)))],
      ],
      [1, 1],
      ['a: 9', 'e: 1'],
    ],
    [
      'whose guid another text takes within the hour is corrected',
      [[[A]], [[at('a', { link: `${SITE}/c`, ...words(9) })]]],
      [1, 0],
      ['c: 9'],
    ],
  ])('%s', async (_, readings, filed, shown) => {
    await inOneObject(async (fresh) => {
      const { read, accepted } = await fresh();
      await read(others);
      const counts: number[] = [];
      for (const [entries, reading] of readings) counts.push((await read([...entries, ...others], reading)).filed);
      const own = [...accepted.values()].filter(({ title }) => !/ (?:[2-7])(?: |$)/.test(title));
      expect(own.map(({ url, title }) => `${url.slice(SITE.length + 1)}: ${title.replace(/^\D+/, '')}`)).toEqual(shown);
      expect(counts).toEqual(filed);
    });
  });
});

describe('an outlet’s items, whatever happens to them', () => {
  it.each([
    ['in words of their own', false, 30],
    ['some of them twice in the same words', true, 40],
  ])('%s: none is lost, none gets another id, and what is shown is what is listed', async (_, twins, numRuns) => {
    await inOneObject(async (fresh) => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
          const outlet = await fresh();
          const { listed, all, ids } = await live(outlet, steps, twins);
          const shown = [...outlet.accepted.values()];
          for (const item of listed) {
            const { title } = words(item.told, item.version);
            const found = shown.filter((one) => one.title === title);
            const same = listed.filter((one) => one.told === item.told && one.version === item.version);
            expect(found.length, `articles that show “${title}”`).toBeGreaterThan(0);
            const changes = all.filter(({ told }) => told === item.told).reduce((sum, one) => sum + one.changes, 0);
            const pages = new Set(same.map((one) => pageKey(`${SITE}/projects/${one.number}/at-${one.at}`)));
            if (changes <= DETAIL_EDITS_PER_DAY_MAX)
              expect(
                found.some(({ url }) => pages.has(pageKey(url))),
                `“${title}” at its address`,
              ).toBe(true);
          }
          for (const [told, own] of ids) {
            const items = all.filter((one) => one.told === told).length;
            expect(own.size, `ids of “${words(told).title}”`).toBeLessThanOrEqual(items);
          }
        }),
        { seed: 15, numRuns },
      );
    });
  });
});
