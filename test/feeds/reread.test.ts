import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blockDigest, itemBlocks } from '../../src/feeds/blocks.ts';
import { decodeFeed } from '../../src/feeds/decode.ts';
import { parseFeed } from '../../src/feeds/parse.ts';
import { type Remembered, rereadFeed } from '../../src/feeds/reread.ts';

const BASE = 'https://feeds.example/rss.xml';

/** What a reading of `text` leaves to be remembered: its own items, whole. */
function remember(text: string, earlier?: Remembered): Remembered {
  const { result, context, digests } = rereadFeed(text, BASE, earlier);
  const items = result.ok ? result.items : [];
  return { context, items: new Map(items.flatMap((item, i) => [[digests[i] ?? '', item] as const])) };
}

const rss = (items: string, channel = '') =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>ص</title><link>https://s.example/</link>${channel}${items}</channel></rss>`;
const item = (n: number) => `<item><title>خبر ${n}</title><link>/a/${n}</link><guid>${n}</guid></item>\n`;

describe('where items stand', () => {
  it.each([
    ['RSS', rss(item(1) + item(2)), 2],
    ['attributes and prefixes', '<r:rdf><r:item r:about="1"> </r:item>\n<r:item\nr:about="2"/></r:item></r:rdf>', 2],
    ['Atom', '<feed><title>x</title><entry><id>1</id></entry></feed><!-- made in 3 ms -->', 1],
    ['a list of items is none', '<RDF><channel><items/></channel><item> </item></RDF>', 1],
    ['something between them', rss(`${item(1)}<image/>${item(2)}`), undefined],
    ['something after them', rss(`${item(1)}<image/>`), undefined],
    ['words between them and no element', rss(`${item(1)}x${item(2)}`), undefined],
    ['no end tag', rss('<item><title>x</title>'), undefined],
    ['none', rss(''), undefined],
    ['JSON', '{"items":[]}', undefined],
  ])('%s', (_, text, count) => {
    expect(itemBlocks(text)?.length).toBe(count);
  });

  it('has a digest that tells every unit and place', () => {
    const of = (text: string) => blockDigest(`${text}.`, { start: 0, end: text.length });
    const some = ['', 'ا', 'ب', 'اب', 'با', 'ابا', ' اب', 'اب ', 'AB', 'Ab'];
    expect(new Set(some.map(of)).size).toBe(some.length);
    expect(blockDigest('-اب-', { start: 1, end: 3 })).toBe(of('اب'));
  });
});

describe('a feed read again', () => {
  it('is not parsed where it was read before, except for its first item', () => {
    const marked = remember(rss(item(1) + item(2) + item(3)));
    const known = {
      ...marked,
      items: new Map([...marked.items].map(([key, one]) => [key, { ...one, title: 'ذكرى' }])),
    };
    const { result } = rereadFeed(rss(item(4) + item(1) + item(3)), BASE, known);
    expect(result.ok && result.items.map((one) => one.title)).toEqual(['خبر 4', 'ذكرى', 'ذكرى']);
  });

  it.each<[string, string]>([
    ['the site moved, and with it relative links', rss(item(1) + item(2)).replace('s.example', 't.example')],
    [
      'a namespace was declared',
      rss(item(1) + item(2)).replace('<rss ', '<rss xmlns:a="http://www.w3.org/2005/Atom" '),
    ],
    ['one item has no end tag', rss(item(1) + item(2).replace('</title>', '') + item(3))],
    ['an item in a comment', rss(`<!--${item(1)}-->${item(2)}`)],
    ['the end is missing', rss(item(1) + item(2)).slice(0, -16)],
    [
      'an item that moves the site',
      rss(item(1) + item(2).replace('<title>', '<channel><link>/b/</link></channel><title>')),
    ],
  ])('%s: as if it had never been read', (_, text) => {
    const known = remember(rss(item(1) + item(2) + item(3)));
    expect(rereadFeed(text, BASE, known).result).toEqual(parseFeed(text, BASE));
    expect(rereadFeed(text, BASE, remember(text, known)).result).toEqual(parseFeed(text, BASE));
  });
});

const FRAGMENTS = [
  '<item>', '</item>', '<item/>', '<Item>', '</Item >', '<item rdf:about="x">', '<entry>', '</entry>',
  '<title>', '</title>', 'خبر', ' ', '\n', '<![CDATA[', ']]>', '<!--', '-->', '&lt;item&gt;', '&am', 'p;', '<',
  '<channel>', '</channel>', '<link>/a/1</link>', '<guid>1</guid>', '<guid>2</guid>', '</rss>', '<br>', '<image/>',
  '<x:item>', '</x:item>', '<?php', '?>', '<description>', '</description>', '<item\u00a0>',
]; // biome-ignore format: a vocabulary
const oddBlock = fc
  .array(fc.constantFrom(...FRAGMENTS), { maxLength: 6 })
  .map((parts) => `<item>${parts.join('')}</item>`);
const plainBlock = fc.integer({ min: 1, max: 8 }).map(item);
const block = fc.oneof({ weight: 25, arbitrary: plainBlock }, { weight: 1, arbitrary: oddBlock });
const heap = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 12 }).map((parts) => parts.join(''));
const head = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('', '<ttl>5</ttl>') },
  {
    weight: 1,
    arbitrary: fc.constantFrom('<link>/b/</link>', '<!-- <item> -->', '<image><url>/i</url></image>', '<item>'),
  },
);
const document = fc.oneof(
  { weight: 9, arbitrary: fc.tuple(fc.array(block, { maxLength: 8 }), head).map(([all, h]) => rss(all.join(''), h)) },
  { weight: 1, arbitrary: fc.tuple(fc.array(block, { maxLength: 4 }), heap).map(([all, odd]) => rss(all.join(odd))) },
  { weight: 1, arbitrary: heap.map((odd) => rss(odd)) },
  { weight: 1, arbitrary: fc.array(block, { maxLength: 4 }).map((all) => all.join('')) },
);

describe('laws', () => {
  it('whatever was read before, a feed read again gives what reading it whole gives', () => {
    let skipped = 0;
    fc.assert(
      fc.property(fc.array(document, { minLength: 2, maxLength: 4 }), (documents) => {
        let known: Remembered | undefined;
        for (const text of documents) {
          const again = rereadFeed(text, BASE, known);
          const whole = parseFeed(text, BASE);
          expect(again.result).toEqual(whole);
          if (again.result.ok && again.result.items.some((one) => [...(known?.items.values() ?? [])].includes(one))) {
            skipped++;
          }
          known = remember(text, known);
        }
      }),
      { seed: 6, numRuns: 3_000 },
    );
    expect(skipped).toBeGreaterThan(1_000);
  });

  const folder = resolve(import.meta.dirname, '../../fixtures/parse');
  it.each(readdirSync(folder).filter((name) => name.endsWith('.xml')))('%s, read again', (name) => {
    const decoded = decodeFeed(readFileSync(`${folder}/${name}`), undefined);
    if (!decoded.ok) return expect(decoded.detail).not.toBe('');
    const whole = parseFeed(decoded.text, BASE);
    expect(rereadFeed(decoded.text, BASE, remember(decoded.text)).result).toEqual(whole);
  });
});
