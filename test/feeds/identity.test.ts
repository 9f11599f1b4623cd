import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { articleId, identify, outletId } from '../../src/feeds/identity.ts';
import type { FeedItem } from '../../src/feeds/item.ts';
import { itemOf as item } from '../builders.ts';

const page = (n: number) => `https://news.example/a/${n}`;

/** Keys of the items that an Outlet would take for new after it has seen `before`. */
function fresh(before: readonly FeedItem[], after: readonly FeedItem[]): readonly string[] {
  const seen = new Set(identify(before).flatMap(({ key, aliases }) => [key, ...aliases]));
  return identify(after)
    .filter(({ key, aliases }) => ![key, ...aliases].some((name) => seen.has(name)))
    .map(({ key }) => key);
}

describe('identify', () => {
  it('goes by the guid, with the link as another name', () => {
    expect(identify([item({ guid: 'g1', url: page(1) })])).toMatchObject([
      { key: 'guid:g1', aliases: ['page:news.example/a/1'] },
    ]);
  });

  it.each<readonly [string, readonly FeedItem[], readonly string[]]>([
    ['no guid: link', [item({ url: page(1) })], ['page:news.example/a/1']],
    [
      'the same guid on every item: link',
      [1, 2, 3].map((n) => item({ guid: 'x', url: page(n) })),
      [1, 2, 3].map((n) => `page:news.example/a/${n}`),
    ],
    [
      'the guid of another item: link for both',
      [item({ guid: 'x', url: page(1) }), item({ guid: 'x', url: page(2) }), item({ guid: 'y', url: page(3) })],
      ['page:news.example/a/1', 'page:news.example/a/2', 'guid:y'],
    ],
    [
      'the same link on every item: guid',
      [1, 2, 3].map((n) => item({ guid: `g${n}`, url: 'https://news.example/' })),
      ['guid:g1', 'guid:g2', 'guid:g3'],
    ],
    [
      'listed twice: once',
      [
        item({ guid: 'x', url: page(1), title: 'new' }),
        item({ guid: 'x', url: page(1) }),
        ...['w', 'y', 'z'].map((guid) => item({ guid })),
      ],
      ['guid:x', 'guid:w', 'guid:y', 'guid:z'],
    ],
    [
      'the same guid and link on every item: none is lost',
      ['a', 'b', 'c'].map((title) => item({ guid: 'x', url: page(0), title })),
      ['a', 'b', 'c'].map((title) => `text:${JSON.stringify([null, null, JSON.stringify([title, null])])}`),
    ],
  ])('%s', (_, items, keys) => {
    expect(identify(items).map(({ key }) => key)).toEqual(keys);
  });

  it.each<readonly [string, readonly FeedItem[], readonly FeedItem[]]>([
    [
      'guids change every fetch, links stay',
      [1, 2, 3].map((n) => item({ guid: `a${n}`, url: page(n) })),
      [1, 2, 3].map((n) => item({ guid: `b${n}`, url: page(n) })),
    ],
    [
      'the link changes with the title',
      [item({ guid: 'g', url: page(1) })],
      [item({ guid: 'g', url: page(2), title: 'edited' })],
    ],
    ['guids appear later', [item({ url: page(1) })], [item({ guid: 'g', url: page(1) })]],
    ['edited', [item({ guid: 'g', title: 'a', updated: 1 })], [item({ guid: 'g', title: 'b', updated: 2 })]],
    [
      'neither guid nor link, edited',
      [item({ title: 'a', published: 5, updated: 6 })],
      [item({ title: 'a', published: 5, updated: 7 })],
    ],
    [
      'guid and link go over to https and www',
      [item({ guid: 'http://news.example/a/1', url: 'http://news.example/a/1' })],
      [item({ guid: 'https://www.news.example/a/1/', url: 'https://www.news.example/a/1/' })],
    ],
    [
      'the words of guid and link follow the headline',
      [item({ guid: 'https://news.example/12345-old-one', url: 'https://news.example/12345-old-one' })],
      [item({ guid: 'https://news.example/12345-new-one', url: 'https://news.example/12345-new-one' })],
    ],
    [
      'the link’s words follow the headline, without a guid',
      [item({ url: 'https://news.example/12345-old-one' })],
      [item({ url: 'https://m.news.example/12345-new-one' })],
    ],
    [
      'a guid of WordPress goes over to https',
      [item({ guid: 'http://news.example/?p=123', url: page(1) })],
      [item({ guid: 'https://news.example/?p=123', url: page(2) })],
    ],
    [
      'a guid all items share, changing every fetch',
      [1, 2, 3].map((n) => item({ guid: 'build 1', url: page(n) })),
      [1, 2, 3].map((n) => item({ guid: 'build 2', url: page(n) })),
    ],
  ])('nothing is new when %s', (_, before, after) => {
    expect(fresh(before, after)).toEqual([]);
  });

  it('a short feed that lists one item twice brings nothing new', () => {
    const [one, two] = [1, 2].map((n) => item({ guid: `g${n}`, url: page(n), title: `خبر ${n}` })) as [
      FeedItem,
      FeedItem,
    ];
    expect(fresh([two, one], [two, one, two])).toEqual([]);
    expect(fresh([two, one], [{ ...two, title: 'خبر معدل' }, one, two])).toEqual([]);
  });

  it.each<readonly [string, FeedItem, FeedItem]>([
    ['ids in the query', item({ url: 'https://news.example/?id=1' }), item({ url: 'https://news.example/?id=2' })],
    [
      'guids that differ in the fragment alone',
      item({ guid: 'https://news.example/live#1', url: 'https://news.example/' }),
      item({ guid: 'https://news.example/live#2', url: 'https://news.example/' }),
    ],
    [
      'ids before one headline',
      item({ url: 'https://news.example/12345-gold-today' }),
      item({ url: 'https://news.example/12346-gold-today' }),
    ],
  ])('two items stay two: %s', (_, one, other) => {
    expect(fresh([one], [other]).length).toBe(1);
    expect(identify([one, other]).length).toBe(2);
  });

  it('keeps two pages apart that a number in their headlines makes look alike', () => {
    const pages = ['gold-at-85123', 'silver-at-85123'].map((path) => item({ url: `https://news.example/${path}` }));
    expect(identify(pages).map(({ key }) => key)).toEqual([
      'page:news.example/gold-at-85123',
      'page:news.example/silver-at-85123',
    ]);
  });

  it('takes a page listed under two of its addresses once', () => {
    const both = ['http://news.example/a/1', 'https://www.news.example/a/1/'].map((url) => item({ guid: url, url }));
    expect(identify(both).map(({ key }) => key)).toEqual(['page:news.example/a/1']);
  });

  it('gives an item whose guid is its link one name, and another where its id stands among words', () => {
    const named = (url: string) => identify([item({ guid: url, url })])[0];
    expect(named('https://news.example/a')).toMatchObject({ key: 'page:news.example/a', aliases: [] });
    expect(named('https://news.example/12345-a-b')).toMatchObject({
      key: 'page:news.example/12345-a-b',
      aliases: ['page:news.example/12345'],
    });
  });

  it('an item without a page of its own is new when its guid is', () => {
    const before = [item({ guid: 'g1', url: 'https://news.example/' })];
    expect(fresh(before, [item({ guid: 'g2', url: 'https://news.example/' })])).toEqual(['guid:g2']);
  });

  it('gives every item one key, no name to two items, and loses none that differs', () => {
    const some = fc.record({
      guid: fc.option(fc.constantFrom('a', 'b', 'c'), { nil: undefined }),
      url: fc.option(fc.constantFrom(page(1), page(2), page(3), 'https://news.example/'), { nil: undefined }),
      title: fc.constantFrom('x', 'y', 'z'),
    });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 8 }), (fields) => {
        const items = fields.map(item);
        const identified = identify(items);
        const names = identified.flatMap(({ key, aliases }) => [key, ...aliases]);
        expect(new Set(names).size).toBe(names.length);
        for (const one of items) {
          const kept = identified.some(
            ({ item: other }) =>
              other === one || (other.url === one.url && one.url !== undefined) || other.title === one.title,
          );
          expect(kept).toBe(true);
        }
      }),
      { seed: 8, numRuns: 3_000 },
    );
  });
});

describe('ids', () => {
  it('are thirteen characters of [0-9a-z], the same for ever', () => {
    expect(articleId(outletId('https://news.example/feed'), 'guid:1')).toBe('361n3n0eyf1sb');
    expect(outletId('https://news.example/feed')).toBe('1b6nbad63145g');
    fc.assert(
      fc.property(fc.string(), fc.string(), (outlet, key) => {
        expect(articleId(outlet, key)).toMatch(/^[0-9a-z]{13}$/);
      }),
      { seed: 9, numRuns: 500 },
    );
  });
});
