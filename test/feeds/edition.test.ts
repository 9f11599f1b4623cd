import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FrontDocument } from '../../src/feeds/document.ts';
import { type Edition, editionBytes, openEdition, printEdition } from '../../src/feeds/edition.ts';
import { FRONT_FEEDS, frontFeed } from '../../src/feeds/first-page.ts';
import { frontStory } from '../../src/feeds/render/story-json.ts';
import { article, DAY, front, NOON, story } from './render/documents.ts';

const seed = 20261123;
const encode = (text: string) => new TextEncoder().encode(text);
const print = (document: FrontDocument) =>
  printEdition(document, createHash('sha256').update(JSON.stringify(document)).digest('hex'));
const shown = (edition: Edition, feed: (typeof FRONT_FEEDS)[number], origin: string) => {
  const made = edition.feed(feed, origin);
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

describe('an edition', () => {
  it('says what its document says, and its feeds are to the byte what the document gives, at any origin', () => {
    fc.assert(
      fc.property(anyFront, fc.constantFrom(...ORIGINS), (document, origin) => {
        const { value, notes } = print(document);
        const edition = openEdition(encode(value), notes);
        for (const feed of FRONT_FEEDS) expect(shown(edition, feed, origin)).toBe(frontFeed(feed, document, origin));
        const plain = JSON.parse(JSON.stringify(document)) as FrontDocument;
        expect(edition.whole()).toEqual(plain);
        expect(edition.changed).toBe(document.changed);
        expect(edition.places()).toEqual(
          plain.stories.map(({ id, outlets, published, updated }, index) => ({
            index,
            id,
            outlets,
            published,
            updated,
          })),
        );
        for (const wanted of [(i: number) => i < 2, (i: number) => i % 3 === 1, () => true]) {
          const chosen = edition.places().filter((_, i) => wanted(i));
          const stories = plain.stories.filter((_, i) => wanted(i));
          expect(edition.stories(chosen)).toEqual(stories);
          expect(edition.listed(chosen, origin)).toBe(JSON.stringify(stories.map((s) => frontStory(s, origin))));
          expect(edition.stories(chosen.toReversed())).toEqual(plain.stories.filter((_, i) => wanted(i)).reverse());
        }
      }),
      { seed, numRuns: 30 },
    );
  });

  it('whose feeds other rendering code made gives feeds made anew', () => {
    const { value, notes } = print(DAY);
    const bytes = encode(value);
    const feeds = notes.lengths.slice(0, FRONT_FEEDS.length).reduce((sum, n) => sum + n, 0);
    bytes.fill(0x20, 0, feeds);
    const origin = 'https://wirefold.example';
    const [same, other] = [openEdition(bytes, notes), openEdition(bytes, { ...notes, rendering: notes.rendering + 1 })];
    for (const feed of FRONT_FEEDS) {
      expect(shown(same, feed, origin).trim()).toBe('');
      expect(shown(other, feed, origin)).toBe(frontFeed(feed, DAY, origin));
    }
  });

  it('is as long as its notes say; of notes with other parts nobody knows', () => {
    const { value, notes } = print(DAY);
    expect(editionBytes(notes)).toBe(encode(value).byteLength);
    for (const lengths of [[1, 2], [], undefined]) {
      expect(editionBytes({ ...notes, lengths } as typeof notes)).toBeUndefined();
    }
  });

  it('has notes that fit beside a value of KV', () => {
    const { notes } = print(DAY);
    expect(JSON.stringify({ ...notes, lengths: notes.lengths.map(() => 25 * 1024 * 1024) }).length).toBeLessThan(1024);
  });
});
