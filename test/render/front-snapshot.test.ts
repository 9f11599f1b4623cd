import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrontDocument, StoryDocument } from '../../src/documents/document.ts';
import { carriedByCountry, FRONT_FEEDS, frontFeed } from '../../src/render/front-feeds.ts';
import { decodeFront, encodedLength, encodeFront, type FrontSnapshot } from '../../src/render/front-snapshot.ts';
import { serializeFrontStory } from '../../src/render/story-json.ts';
import { article, DAY, front, NOON, type OutletName, story } from './documents.ts';

const seed = 20261123;
const encode = (text: string) => new TextEncoder().encode(text);
const print = (document: FrontDocument) =>
  encodeFront(document, createHash('sha256').update(JSON.stringify(document)).digest('hex'));
const shown = (snapshot: FrontSnapshot, feed: (typeof FRONT_FEEDS)[number], origin: string) => {
  const made = snapshot.feed(feed, origin);
  return typeof made === 'string' ? made : new TextDecoder().decode(made);
};

/** What outlets write, the mark and the stand-in of an origin among it. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.string({
    unit: fc.constantFrom('\u001f', '\\u001f', 'https://wirefold.example', '.invalid', ']}', '"', '<', '&', ' ', 'خبر'),
    maxLength: 12,
  }),
);
const anyFront = fc
  .array(fc.record({ title: anyText, excerpt: anyText, name: anyText, url: fc.oneof(anyText, fc.webUrl()) }), {
    maxLength: 8,
  })
  .chain((told) =>
    fc.constantFrom(1, 15).map((times) =>
      front(
        Array.from({ length: told.length * times }, (_, i) => {
          const { name, ...given } = told[i % told.length] as (typeof told)[number];
          const carrier = (id: string) => {
            const one = article('sada', { id, ...given, published: NOON - i * 60_000, seen: NOON });
            return { ...one, outlet: { ...one.outlet, name }, publisher: id };
          };
          return story(`story${i}`, i % 3 === 0 ? [carrier(`a${i}`)] : [carrier(`a${i}`), carrier(`b${i}`)]);
        }),
      ),
    ),
  );
const ORIGINS = [
  'https://wirefold.example',
  'http://localhost:8787',
  'http://[::1]:8787',
  'https://xn--mgbh0fb.example',
  "http://a&b'c.example",
];

describe('a front snapshot', () => {
  it('gives the same stories as its document and byte-identical feeds, at any origin', () => {
    fc.assert(
      fc.property(anyFront, fc.constantFrom(...ORIGINS), (document, origin) => {
        const { value, metadata } = print(document);
        const snapshot = decodeFront(encode(value), metadata);
        for (const feed of FRONT_FEEDS) expect(shown(snapshot, feed, origin)).toBe(frontFeed(feed, document, origin));
        const plain = JSON.parse(JSON.stringify(document)) as FrontDocument;
        expect(snapshot.document()).toEqual(plain);
        expect(snapshot.changed).toBe(document.changed);
        expect(snapshot.entries()).toEqual(
          plain.stories.map(({ id, outlets, published, updated }, index) => ({
            index,
            id,
            outlets,
            published,
            updated,
          })),
        );
        for (const wanted of [(i: number) => i < 2, (i: number) => i % 3 === 1, () => true]) {
          const chosen = snapshot.entries().filter((_, i) => wanted(i));
          const stories = plain.stories.filter((_, i) => wanted(i));
          expect(snapshot.stories(chosen)).toEqual(stories);
          expect(snapshot.storiesJson(chosen, origin)).toBe(
            JSON.stringify(stories.map((s) => serializeFrontStory(s, origin))),
          );
          expect(snapshot.stories(chosen.toReversed())).toEqual(plain.stories.filter((_, i) => wanted(i)).reverse());
        }
      }),
      { seed, numRuns: 30 },
    );
  });

  it('renders feeds again that other rendering code made', () => {
    const { value, metadata } = print(DAY);
    const bytes = encode(value);
    const feeds = metadata.lengths.slice(0, FRONT_FEEDS.length).reduce((sum, n) => sum + n, 0);
    bytes.fill(0x20, 0, feeds);
    const origin = 'https://wirefold.example';
    const [same, other] = [
      decodeFront(bytes, metadata),
      decodeFront(bytes, { ...metadata, rendering: metadata.rendering + 1 }),
    ];
    for (const feed of FRONT_FEEDS) {
      expect(shown(same, feed, origin).trim()).toBe('');
      expect(shown(other, feed, origin)).toBe(frontFeed(feed, DAY, origin));
    }
  });

  it('is as long as its metadata says; metadata with other parts is not known', () => {
    const { value, metadata } = print(DAY);
    expect(encodedLength(metadata)).toBe(encode(value).byteLength);
    for (const lengths of [[1, 2], [], undefined]) {
      expect(encodedLength({ ...metadata, lengths } as typeof metadata)).toBeUndefined();
    }
  });

  it('has metadata that fits beside a value of KV', () => {
    const { metadata } = print(DAY);
    expect(JSON.stringify({ ...metadata, lengths: metadata.lengths.map(() => 25 * 1024 * 1024) }).length).toBeLessThan(
      1024,
    );
  });
});

describe('most carried by country', () => {
  const told = (id: string, minutes: number, ...outlets: readonly OutletName[]) =>
    story(
      id,
      outlets.map((outlet) => article(outlet, { id: `${id}${outlet}`, published: NOON - minutes * 60_000 })),
    );
  const ranked = (...stories: readonly StoryDocument[]) =>
    carriedByCountry(front(stories).stories).map(({ country, stories }) => [
      country,
      ...stories.map((s) => [s.id, s.publishers]),
    ]);

  it('tells each country what its publishers carried, the most agreed first', () => {
    expect(
      ranked(told('b', 5, 'sada', 'nahar'), told('a', 9, 'sada', 'manbar', 'nahar'), told('c', 1, 'sada')),
    ).toEqual([
      ['الكويت', ['a', 1], ['b', 1]],
      ['لبنان', ['a', 1]],
      ['المغرب', ['a', 1], ['b', 1]],
    ]);
  });

  it('leaves out stories of one publisher, of the days before, and outlets of no country', () => {
    expect(ranked(told('a', 5, 'sada'), told('b', 5, 'nahar'))).toEqual([]);
    const old = told('old', 3_000, 'sada', 'nahar');
    expect(ranked({ ...old, updated: NOON - 3_000 * 60_000 }, told('a', 5, 'manbar', 'jarida'))).toEqual([
      ['لبنان', ['a', 1]],
      ['تونس', ['a', 1]],
    ]);
    expect(ranked(told('a', 5, 'wakala', 'nahar'))).toEqual([['المغرب', ['a', 1]]]);
  });

  it('names three stories of a country', () => {
    const many = Array.from({ length: 9 }, (_, i) => told(`s${i}`, i, 'sada', 'nahar'));
    expect(ranked(...many).map((row) => row.length - 1)).toEqual([3, 3]);
  });
});
