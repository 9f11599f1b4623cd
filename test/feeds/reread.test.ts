import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { itemBlocks } from '../../src/feeds/blocks.ts';
import { decodeFeed } from '../../src/feeds/charset.ts';
import type { ParseResult } from '../../src/feeds/item.ts';
import { knownBlocks } from '../../src/feeds/known-blocks.ts';
import { parseFeed } from '../../src/feeds/parse.ts';
import { type Remembered, rereadFeed } from '../../src/feeds/reread.ts';
import { encode } from './encode.ts';

const BASE = 'https://feeds.example/rss.xml';
const utf8 = (text: string) => new TextEncoder().encode(text);

/** An answer of the server. */
interface Answer {
  readonly bytes: Uint8Array;
  readonly type?: string | undefined;
}

const reread = ({ bytes, type }: Answer, known?: Remembered) => rereadFeed(bytes, type, BASE, known);

/** What reading again is measured by: all is decoded and parsed. */
function whole({ bytes, type }: Answer): ParseResult {
  const decoded = decodeFeed(bytes, type);
  if (!decoded.ok) return decoded;
  const parsed = parseFeed(decoded.text, BASE);
  return parsed.ok ? { ...parsed, notes: [...decoded.notes, ...parsed.notes] } : parsed;
}

/** What a reading leaves to be remembered: its own items, whole. */
function remember(answer: Answer, earlier?: Remembered): Remembered {
  const { result, context, keys } = reread(answer, earlier);
  const items = result.ok ? result.items : [];
  return {
    context,
    items: new Map(
      items.flatMap((item, i) => {
        const key = keys[i];
        return key === undefined ? [] : [[key, item] as const];
      }),
    ),
  };
}

/** Past the bytes that are always read. */
const PADDING = `<description>${'نشرة المدينة 😀 '.repeat(50)}</description>`;
const rss = (items: string, channel = PADDING) =>
  `<?xml version="1.0"?><rss version="2.0"><channel><title>ص</title><link>https://s.example/</link>${channel}${items}</channel></rss>`;
const item = (n: number) => `<item><title>خبر ${n}</title><link>/a/${n}</link><guid>${n}</guid></item>\n`;

describe('where items stand', () => {
  it.each([
    ['RSS', rss(item(1) + item(2)), 2],
    ['attributes and prefixes', '<r:rdf><r:item r:about="1"> </r:item>\n<r:item\nr:about="2"/></r:item></r:rdf>', 2],
    ['Atom', '<feed><title>x</title><entry><id>1</id></entry></feed><!-- made in 3 ms -->', 1],
    ['a list of items is none', '<RDF><channel><items/></channel><item> </item></RDF>', 1],
    ['a slash and a sign are no end', '<x><item>a/item></ item><</item></item>', 1],
    ['something between them', rss(`${item(1)}<image/>${item(2)}`), undefined],
    ['something after them', rss(`${item(1)}<image/>`), undefined],
    ['words between them and no element', rss(`${item(1)}x${item(2)}`), undefined],
    ['a space that is none of XML between them', rss(`${item(1)}\u00a0${item(2)}`), undefined],
    ['no end tag', rss('<item><title>x</title>'), undefined],
    ['an end tag cut off', '<x><item></item', undefined],
    ['a tag cut off', '<x><item', undefined],
    ['none', rss(''), undefined],
    ['nothing', '', undefined],
    ['JSON', '{"items":[]}', undefined],
  ])('%s', (_, text, count) => {
    const bytes = utf8(text);
    const found = itemBlocks(bytes);
    expect(found?.blocks.length).toBe(count);
    for (const { start, end } of found?.blocks ?? []) {
      const [, name] = /^<([\w:]+)[\s>].*<\/\1>$/s.exec(new TextDecoder().decode(bytes.subarray(start, end))) ?? [];
      expect(name).toBe(found?.name);
    }
  });
});

describe('what was met before', () => {
  const bytes = utf8(rss([1, 2, 3, 4].map(item).join('')));
  const { keys, blocks } = knownBlocks(bytes, []) ?? { keys: [], blocks: [] };
  it.each<[string, readonly string[]]>([
    ['in its order', keys],
    ['in another order', keys.toReversed()],
    ['in part', keys.filter((_, i) => i !== 1)],
    ['among others', ['1b.0', 'zz.zz', '', 'x', ...keys, '0.']],
  ])('stands where it stands, expected %s', (_, expected) => {
    expect(knownBlocks(bytes, expected)).toMatchObject({ keys, blocks });
    expect(new Set(keys).size).toBe(4);
  });

  it('is looked for no more often than there are bytes, be the one expected a megabyte and all others nothing', () => {
    const big = (length: number) => `<item><title>x</title>${'>'.repeat(length)}</item>`;
    const expected = knownBlocks(utf8(rss(big(2_000_000))), [])?.keys ?? [];
    const many = utf8(rss('<item></item>'.repeat(300_000) + big(2_000_001)));
    expect(knownBlocks(many, expected)?.blocks.length).toBe(300_001);
  });
});

const marked = (known: Remembered): Remembered => ({
  ...known,
  items: new Map([...known.items].map(([key, one]) => [key, { ...one, title: 'ذكرى' }])),
});
const titles = (result: ParseResult) => result.ok && result.items.map((one) => one.title);

describe('a feed read again', () => {
  const before = rss(item(1) + item(2) + item(3));
  const after = rss(item(4) + item(1) + item(3));
  const AFTER = ['خبر 4', 'ذكرى', 'ذكرى'];

  it.each<[string, Answer, Answer]>([
    ['UTF-8', { bytes: utf8(before) }, { bytes: utf8(after) }],
    ['with a byte order mark', { bytes: utf8(`\ufeff${before}`) }, { bytes: utf8(`\ufeff${after}`) }],
    [
      'windows-1256',
      { bytes: written(before, 'windows-1256'), type: 'text/xml; charset=windows-1256' },
      { bytes: written(after, 'windows-1256'), type: 'text/xml; charset=windows-1256' },
    ],
    ['with two marks', { bytes: utf8(before) }, { bytes: utf8(`\ufeff\ufeff${after}`) }],
    ['windows-1256, then UTF-8', { bytes: written(before, 'windows-1256') }, { bytes: utf8(after) }],
    ['UTF-16', { bytes: encode(`\ufeff${before}`, 'utf-16le') }, { bytes: encode(`\ufeff${after}`, 'utf-16be') }],
    ['UTF-8 under another name', { bytes: utf8(before), type: 'text/xml; charset=cp1256' }, { bytes: utf8(after) }],
  ])('%s: is not parsed where it was read before', (_, one, other) => {
    const known = remember(one);
    expect(titles(reread(other, marked(known)).result)).toEqual(AFTER);
    expect(reread(other, known).result).toEqual(whole(other));
  });

  it('remembers no item whose signs depend on those of others', () => {
    const strange = item(2).replace('خ', '\ufdd0');
    const known = remember({ bytes: utf8(rss(item(1) + strange)) });
    const next = { bytes: utf8(rss(item(4).replace('خ', '<3') + strange)) };
    expect(reread(next, known).result).toEqual(whole(next));
    const also = { bytes: utf8(rss(item(4).replace('خ', '\ufdd0 <3') + item(1))) };
    expect(titles(reread(also, marked(remember({ bytes: utf8(before) }))).result)).toEqual(['< <3بر 4', 'خبر 1']);
  });

  it('is not parsed at all where all of it was read before', () => {
    const known = marked(remember({ bytes: utf8(before) }));
    for (const items of [[1, 2, 3], [3, 1], [2]]) {
      const { result } = reread({ bytes: utf8(rss(items.map(item).join(''), '')) }, known);
      expect(titles(result)).toEqual(items.map(() => 'ذكرى'));
    }
  });

  it('has the charset that its first bytes tell, be they of an item that is skipped', () => {
    const prolog = item(2).replace('<guid>', '<![CDATA[<?xml encoding="windows-1256"?>]]><guid>');
    const known = remember({ bytes: utf8(rss(prolog + item(1))) });
    const next = { bytes: utf8(rss(prolog + item(1), '')) };
    expect(reread(next, known).result).toEqual(whole(next));
    expect(whole(next)).toMatchObject({ notes: ['declared windows-1256, is utf-8', '2 of 2 items have no date'] });
  });

  it.each([
    ['its tag alone says what it is', '<i:item xmlns:i="http://purl.org/rss/1.0/"><i:title>خبر 1</i:title></i:item>'],
    ['its tag moves its links', '<item xml:base="https://t.example/"><title>خبر</title><link>/1</link></item>'],
  ])('gives the same where, of its first item, %s', (_, first) => {
    const known = remember({ bytes: utf8(rss(first + item(2))) });
    const next = { bytes: utf8(rss(first + item(3) + item(2))) };
    expect(reread(next, known).result).toEqual(whole(next));
  });

  it('gives the same where an item ends what only another spelling of the root has open', () => {
    const RSS = 'http://backend.userland.com/rss2';
    const items = item(1).replace('</item>', '</x:rss></item>') + item(2);
    const known = remember({ bytes: utf8(`<rss xmlns:x="${RSS}"><channel>${items}</channel></rss>`) });
    const next = { bytes: utf8(`<x:rss xmlns:x="${RSS}"><channel>${items}</channel></x:rss>`) };
    expect(reread(next, known).result).toEqual(whole(next));
  });

  /** A head in windows-1256 with words enough for all to be taken for it, were there no items but the first. */
  const mixed = Uint8Array.from([
    ...encode(
      rss('').replace(PADDING, '').replace('ص', 'وصل الوفد '.repeat(4)).split('</channel>')[0] ?? '',
      'windows-1256',
    ),
    ...utf8(
      `${' '.repeat(1_100)}${item(0).replace('خبر', 'a')}${item(1)}${item(2)}${item(3).replace('خبر', 'خبر عاجل '.repeat(9))}</channel></rss>`,
    ),
  ]);
  const damaged = (text: string) => utf8(text).map((byte) => (byte === 0x7e ? 0xff : byte));
  it.each<[string, string | Answer]>([
    ['the site moved, and with it relative links', before.replace('s.example', 't.example')],
    ['a namespace was declared', before.replace('<rss ', '<rss xmlns:a="http://www.w3.org/2005/Atom" ')],
    ['one item has no end tag', rss(item(1) + item(2).replace('</title>', '') + item(3))],
    ['an item in a comment', rss(`<!--${item(1)}-->${item(2)}`)],
    ['the end is missing', before.slice(0, -16)],
    [
      'an item that moves the site',
      rss(item(1) + item(2).replace('<title>', '<channel><link>/b/</link></channel><title>')),
    ],
    [
      'a sign that stands for itself, and one that begins nothing',
      rss(item(1) + item(2) + item(3).replace('خ', '\ufdd0 <3')),
    ],
    ['bytes that are no UTF-8', { bytes: damaged(rss(item(1).replace('خ', '~') + item(2) + item(3))) }],
    ['bytes that are no UTF-8 in the head', { bytes: damaged(rss(item(1) + item(2), `<ttl>~</ttl>${PADDING}`)) }],
    [
      'a prolog in an item',
      rss(item(1) + item(2).replace('<guid>', '<![CDATA[<?xml encoding="windows-1256"?>]]><guid>') + item(3), ''),
    ],
    ['a head in another charset than the items', { bytes: mixed }],
    ['another charset claimed', { bytes: utf8(before), type: 'text/xml; charset=windows-1256' }],
    ['a charset nobody knows', { bytes: utf8(before), type: 'text/xml; charset=arabic' }],
  ])('%s: as if it had never been read', (_, given) => {
    const answer = typeof given === 'string' ? { bytes: utf8(given) } : given;
    const known = remember({ bytes: utf8(before) });
    expect(reread(answer, known).result).toEqual(whole(answer));
    expect(reread(answer, remember(answer, known)).result).toEqual(whole(answer));
  });
});

const FRAGMENTS = [
  '<item>', '</item>', '<item/>', '<Item>', '</Item >', '<item rdf:about="x">', '<entry>', '</entry>',
  '<title>', '</title>', 'خبر', '😀', ' ', '\n', '<![CDATA[', ']]>', '<!--', '-->', '&lt;item&gt;', '&am', 'p;', '<',
  '<channel>', '</channel>', '<link>/a/1</link>', '<guid>1</guid>', '<guid>2</guid>', '</rss>', '<br>', '<image/>',
  '<x:item>', '</x:item>', '<?php', '?>', '<description>', '</description>', '<item\u00a0>', '<3', '\ufdd0', '\0', '\u000b',
  '<?xml version="1.0" encoding="windows-1256"?>', '\ufeff',
]; // biome-ignore format: a vocabulary
const oddBlock = fc
  .array(fc.constantFrom(...FRAGMENTS), { maxLength: 6 })
  .map((parts) => `<item>${parts.join('')}</item>`);
const plainBlock = fc.integer({ min: 1, max: 8 }).map(item);
const block = fc.oneof({ weight: 25, arbitrary: plainBlock }, { weight: 1, arbitrary: oddBlock });
const heap = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 12 }).map((parts) => parts.join(''));
const head = fc.oneof(
  { weight: 16, arbitrary: fc.constantFrom(PADDING, `<ttl>5</ttl>${PADDING}`) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '',
      ...['<link>/b/</link>', '<!-- <item> -->', '<image><url>/i</url></image>', '<item>'].map((odd) => odd + PADDING),
    ),
  },
);
const text = fc.oneof(
  { weight: 18, arbitrary: fc.tuple(fc.array(block, { maxLength: 8 }), head).map(([all, h]) => rss(all.join(''), h)) },
  { weight: 1, arbitrary: fc.tuple(fc.array(block, { maxLength: 4 }), heap).map(([all, odd]) => rss(all.join(odd))) },
  { weight: 1, arbitrary: heap.map((odd) => rss(odd)) },
  { weight: 1, arbitrary: fc.array(block, { maxLength: 4 }).map((all) => all.join('')) },
);
const type = fc.oneof(
  { weight: 12, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('windows-1256', 'utf-8', 'x-none', 'iso-8859-1').map((c) => `text/xml; charset=${c}`),
  },
);
/** How the text goes over the wire; letters that a charset lacks become its question mark. */
const charset = fc.oneof(
  { weight: 12, arbitrary: fc.constant('utf-8') },
  { weight: 1, arbitrary: fc.constantFrom('utf-8 with a mark', 'windows-1256', 'utf-16le') },
);
/** Some bytes replaced, put in or left out, wherever they stand. */
const damage = fc.oneof(
  { weight: 12, arbitrary: fc.constant([]) },
  {
    weight: 1,
    arbitrary: fc.array(
      fc.record({ at: fc.nat(), out: fc.integer({ min: 0, max: 2 }), put: fc.uint8Array({ maxLength: 2 }) }),
      { minLength: 1, maxLength: 3 },
    ),
  },
);

function written(document: string, how: string): Uint8Array {
  if (how === 'windows-1256') return encode(document.replace(/[\u{10000}-\u{10ffff}\ufdd0\ufeff]/gu, '?'), how);
  if (how === 'utf-16le') return encode(`\ufeff${document}`, how);
  return utf8(how === 'utf-8' ? document : `\ufeff${document}`);
}

const answer = fc.tuple(text, type, charset, damage).map(([document, sent, how, changes]): Answer => {
  let bytes = written(document, how);
  for (const { at, out, put } of changes) {
    const from = at % (bytes.length + 1);
    bytes = Uint8Array.from([...bytes.subarray(0, from), ...put, ...bytes.subarray(from + out)]);
  }
  return { bytes, type: sent };
});

describe('laws', () => {
  it('whatever was read before, a feed read again gives what reading it whole gives', () => {
    let skipped = 0;
    let rewritten = 0;
    fc.assert(
      fc.property(fc.array(answer, { minLength: 2, maxLength: 4 }), (answers) => {
        let known: Remembered | undefined;
        for (const one of answers) {
          const again = reread(one, known);
          expect(again.result).toEqual(whole(one));
          const remembered = new Set(known?.items.values());
          if (again.result.ok && again.result.items.some((each) => remembered.has(each))) {
            skipped++;
            if (one.bytes[0] !== 0x3c) rewritten++;
          }
          known = remember(one, known);
        }
      }),
      { seed: 6, numRuns: 2_000 },
    );
    expect(skipped).toBeGreaterThan(800);
    expect(rewritten).toBeGreaterThan(25);
  });

  it('and so it does when the very bytes that were read come back damaged', () => {
    fc.assert(
      fc.property(
        fc.array(plainBlock, { minLength: 2, maxLength: 5 }),
        fc.nat(),
        fc.nat({ max: 255 }),
        (all, at, byte) => {
          const bytes = utf8(rss(all.join('')));
          const known = remember({ bytes });
          const other = { bytes: bytes.with(at % bytes.length, byte) };
          expect(reread(other, known).result).toEqual(whole(other));
        },
      ),
      { seed: 7, numRuns: 1_500 },
    );
  });

  const folder = resolve(import.meta.dirname, '../../fixtures/parse');
  it.each(readdirSync(folder).filter((name) => name.endsWith('.xml')))('%s, read again', (name) => {
    const fixture = { bytes: new Uint8Array(readFileSync(`${folder}/${name}`)) };
    expect(reread(fixture).result).toEqual(whole(fixture));
    expect(reread(fixture, remember(fixture)).result).toEqual(whole(fixture));
  });
});
