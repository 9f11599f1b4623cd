import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFeed } from '../../src/feeds/charset.ts';
import { identify } from '../../src/feeds/identity.ts';
import type { ParseResult } from '../../src/feeds/item.ts';
import { parseFeed } from '../../src/feeds/read-feed.ts';
import { FEED_ITEMS_MAX, SUMMARY_CHARS_MAX, TEXT_CHARS_MAX, TITLE_CHARS_MAX } from '../../src/limits.ts';

/** Limit of one test, ms: what a crowded machine needs, not what the code does. */
const SLOW_MS = 60_000;
/** `.ci/run` asks for 10,000. */
const MUTANTS = Number(process.env.MUTANTS || 500);
const BASE = 'https://feeds.example/rss.xml';
const REASONS = ['empty', 'html', 'truncated', 'not-xml', 'not-a-feed', 'too-deep', 'charset'];
const UNSEEN = /[\p{Cc}\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/u;

const folder = resolve(import.meta.dirname, '../../fixtures/parse');
const fixtures = readdirSync(folder)
  .filter((name) => /\.xml$|\.feed\.json$/.test(name))
  .map((name) => readFileSync(join(folder, name)));

function read(bytes: Uint8Array): ParseResult {
  const decoded = decodeFeed(bytes, undefined);
  return decoded.ok ? parseFeed(decoded.text, BASE) : decoded;
}

/** Faults of a result, in words for the failure's message. No input may cause any. */
function faultsOf(result: ParseResult): readonly string[] {
  if (!result.ok) return REASONS.includes(result.reason) && /\S/.test(result.detail) ? [] : ['no reason given'];
  const faults: string[] = [];
  const hold = (fits: boolean, fault: string) => {
    if (!fits) faults.push(fault);
  };
  const addresses = [result.home, result.hub, result.self, ...result.items.flatMap((item) => [item.url, item.image])];
  hold(
    addresses.every((address) => /^https?:\/\//.test(address ?? 'http://')),
    'an address is not http(s)',
  );
  hold(result.items.length <= FEED_ITEMS_MAX, 'too many items');
  for (const { title, summary, paragraphs, author, categories, published, updated } of result.items) {
    const lines = [title ?? 'x', author ?? 'x', ...categories, ...paragraphs, ...(summary?.split('\n') ?? [])];
    hold(!lines.some((text) => UNSEEN.test(text)), 'a control or bidi character');
    hold(!lines.includes(''), 'an empty text');
    hold(
      lines.every((text) => text.isWellFormed()),
      'half a character',
    );
    hold((title?.length ?? 0) <= TITLE_CHARS_MAX, 'a long title');
    hold((summary?.length ?? 0) <= SUMMARY_CHARS_MAX, 'a long summary');
    hold(paragraphs.join('').length <= TEXT_CHARS_MAX, 'a long body');
    hold(
      [published, updated].every((date) => Number.isSafeInteger(date ?? 0)),
      'a date that is no number',
    );
  }
  const keys = identify(result.items).map(({ key }) => key);
  hold(new Set(keys).size === keys.length, 'one key for two items');
  return faults;
}

const rss = (inside: string) => `<rss version="2.0"><channel><title>ع</title>${inside}</channel></rss>`;
const title = (text: string) => `<item><title>${text}</title><link>https://news.example/1</link></item>`;
const many = (count: number, text: string) => text.repeat(count);

const prefixes = (count: number, n: number) =>
  Array.from({ length: count }, (_, i) => `xmlns:p${n}.${i}="http://purl.org/pie"`).join(' ');

describe('documents made to hurt', () => {
  it.each<readonly [string, string, object]>([
    [
      '100,000 items',
      rss(many(100_000, '<item><title>أ</title></item>')),
      { ok: true, warnings: expect.arrayContaining([`only the first ${FEED_ITEMS_MAX} items are read`]) },
    ],
    ['100,000 items, none of them closed', rss(many(100_000, '<item><title>أ')), { ok: true }],
    [
      '100,000 entries',
      `<feed xmlns="http://www.w3.org/2005/Atom">${many(100_000, '<entry><title>أ</title></entry>')}</feed>`,
      { ok: true },
    ],
    ['100,000 JSON items', `{"title":"أ","items":[${many(100_000, '{"id":"1"},')}{}]}`, { ok: true }],
    [
      'an item of 5 MB',
      rss(`<item><title>أ</title><description><![CDATA[${many(500_000, '<p>كلمة وكلمة</p>')}]]></description></item>`),
      { ok: true },
    ],
    ['a title of 8 MB', rss(title(many(2_000_000, 'كلم '))), { ok: true }],
    ['a title of 2 MB of entities', rss(title(many(400_000, '&amp;'))), { ok: true }],
    ['marks without end on one letter', rss(title(`ب${many(1_000_000, '\u064b\u0650')}`)), { ok: true }],
    [
      '10,000 elements inside one another',
      rss(`<item>${many(10_000, '<a>')}${many(10_000, '</a>')}</item>`),
      { ok: false, reason: 'too-deep' },
    ],
    ['2,000,000 before any root', many(2_000_000, '<a>'), { ok: false }],
    [
      'nesting in escaped HTML',
      rss(`<item><title>أ</title><description>${many(500_000, '&lt;div&gt;')}نص</description></item>`),
      { ok: true, items: [{ summary: 'نص' }] },
    ],
    [
      'JSON of 100,000 items that breaks off',
      `{"title":"أ","items":[${many(100_000, '{"id":"1"},')}{"id"`,
      { ok: true, whole: false },
    ],
    ['2,000,000 quotation marks in JSON', `{"title":"أ","items":[${many(2_000_000, '"')}`, { ok: false }],
    ['JSON nested 2,000,000 deep', `{"items":${many(2_000_000, '[')}`, { ok: false }],
    [
      '300,000 empty elements in the channel',
      rss(`${many(300_000, '<x/>')}${title('أ')}`),
      { ok: true, items: [{ title: 'أ' }] },
    ],
    ['300,000 empty elements in an item', rss(`<item><title>أ</title>${many(300_000, '<x/>')}</item>`), { ok: true }],
    [
      '500,000 attributes',
      rss(`<item ${Array.from({ length: 500_000 }, (_, i) => `a${i}=""`).join(' ')}/>`),
      { ok: false, reason: 'too-deep' },
    ],
    [
      '190,000 prefixes in 1,000 elements inside one another',
      rss(
        `<item><title>أ</title>${Array.from({ length: 1_000 }, (_, n) => `<a ${prefixes(190, n)}>`).join('')}</item>`,
      ),
      { ok: true, items: [{ title: 'أ' }] },
    ],
    [
      '400,000 stray end tags where 45,000 elements are open',
      rss(many(24, `${title('أ').replace('</item>', '')}${many(1_900, '<a>')}`) + many(400_000, '</z>')),
      { ok: true },
    ],
    [
      'a million elements that items without end leave open',
      rss(many(499, `${title('أ').replace('</item>', '')}${many(1_990, '<a>')}`)),
      { ok: false, reason: 'too-deep' },
    ],
    [
      'spaces that might be base64',
      `<feed xmlns="http://www.w3.org/2005/Atom"><entry><title>أ</title><content type="image/png">a${many(1_000_000, ' ')}!</content></entry></feed>`,
      { ok: true, items: [{ title: 'أ' }] },
    ],
    [
      'a prefix of 1 MB around 700 elements around an item',
      `<rss xmlns:${many(1_000_000, 'p')}="http://purl.org/pie"><channel>${many(700, '<a>')}${title('أ')}`,
      { ok: true, items: [{ title: 'أ' }] },
    ],
    [
      'an address of 8 MB',
      rss(`<item><title>أ</title><link>https://news.example/${many(8_000_000, 'a')}</link></item>`),
      { ok: true, items: [{ url: undefined }] },
    ],
    [
      'at signs without end',
      rss(`<item><title>أ</title><author>&lt;${many(4_000_000, '@')}</author></item>`),
      { ok: true },
    ],
    [
      'slashes without end',
      `<rss xmlns:a="${many(4_000_000, '/')}x"><channel>${title('أ')}</channel></rss>`,
      { ok: true },
    ],
    [
      'img without end',
      rss(`<item><title>أ</title><description>${many(200_000, '&lt;img ')}</description></item>`),
      { ok: true },
    ],
    ...['aside', 'iframe', 'form', 'script', 'title'].map(
      (name) =>
        [
          `200,000 <${name}> without end in HTML`,
          rss(`<item><title>أ</title><description>${many(200_000, `&lt;${name}&gt;`)}</description></item>`),
          { ok: true },
        ] as const,
    ),
    [
      '200,000 <nav> and </aside> in turn, in HTML',
      rss(`<item><title>أ</title><description>${many(200_000, '&lt;nav&gt;x&lt;/aside&gt;')}</description></item>`),
      { ok: true },
    ],
    ['a comment that never ends', `${rss(title('أ'))}<!-- ${many(1_000_000, '- ')}`, { ok: true }],
    ['CDATA that never ends', rss('<item><title><![CDATA[أ</title></item>'), { ok: true, items: [{ title: 'أ' }] }],
    ['200,000 CDATA sections without end', rss(many(200_000, '<item><title><![CDATA[أ</title></item>')), { ok: true }],
    ['a million comments without end', `<rss>${many(1_000_000, '<!--')}`, { ok: false, reason: 'truncated' }],
    [
      'fields of 300,000 names around CDATA',
      `<rss>${Array.from({ length: 300_000 }, (_, i) => `<a${i}><![CDATA[`).join('')}`,
      { ok: false },
    ],
    [
      '100,000 items inside one another',
      rss(many(100_000, '<item><title>أ</title>') + many(100_000, '</item>')),
      { ok: true },
    ],
    [
      '150 items inside one another, 5,000 elements each',
      rss(many(150, `<item><title>أ</title>${many(5_000, '<x/>')}`)),
      { ok: true },
    ],
    [
      'an entity bomb',
      `<!DOCTYPE rss [<!ENTITY a "${many(1000, 'ha')}"><!ENTITY b "${many(1000, '&a;')}">]>${rss(title('&b;'))}`,
      { ok: true, items: [{ title: '&b;' }] },
    ],
    [
      'an external entity',
      `<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>${rss(title('&x;'))}`,
      { ok: true, items: [{ title: '&x;' }] },
    ],
    ['entities that never end', rss(title(many(1_000_000, '&'))), { ok: true }],
    ['entities that never end in HTML', rss(title(many(400_000, '&amp;&lt;'))), { ok: true }],
    ['a million bare <', rss(title(many(1_000_000, '<'))), { ok: true, items: [{ title: '<'.repeat(300) }] }],
    ['ends in a value that never ends', `<rss a="${many(1_000_000, '>')}`, { ok: false }],
    ['CDATA that nearly ends', `<rss><![CDATA[${many(300_000, 'x]>')}`, { ok: false, reason: 'truncated' }],
    ['CDATA in CDATA', `<rss>${many(200_000, '<![CDATA[')}`, { ok: false, reason: 'truncated' }],
    [
      '300,000 elements where 45,000 are open',
      rss(many(24, `${title('أ').replace('</item>', '')}${many(1_900, '<a>')}`) + many(300_000, '<a></a>')),
      { ok: true },
    ],
    [
      'names that objects have',
      '<rss><channel><item><title>أ</title><__proto__>x</__proto__><constructor a="b"/></item></channel></rss>',
      { ok: true, items: [{ title: 'أ' }] },
    ],
    [
      'JSON that claims a prototype',
      '{"title":"أ","items":[{"id":"1","__proto__":{"title":"ب"}}]}',
      { ok: true, items: [{ title: undefined }] },
    ],
  ])(
    '%s',
    (_, text, expected) => {
      const result = parseFeed(text, BASE);
      expect(result).toMatchObject(expected);
      expect(faultsOf(result)).toEqual([]);
    },
    SLOW_MS,
  );

  it('takes items in the feed’s order up to the limit, and no half item', () => {
    const result = parseFeed(rss(Array.from({ length: 600 }, (_, i) => title(`خبر ${i}`)).join('')), BASE);
    expect(result.ok && result.items.map((item) => item.title)).toEqual(
      Array.from({ length: FEED_ITEMS_MAX }, (_, i) => `خبر ${i}`),
    );
  });
});

/** Pieces that end, begin or reorder something. */
const SPIKES =
  '<item> </item> <entry> </entry> <channel> </channel> </rss> <![CDATA[ ]]> <!-- --> <title> </title> <link> <p> </p> < > & " \' / = &lt; &#0; &#xd800; &#x202e; \u202e \0 \ufeff <?xml <!DOCTYPE xmlns="" javascript:alert(1) data:, {" : , } ] \\u0000'.split(
    ' ',
  );
const TAG = /<[^<>]*>/g;

const change = fc.oneof(
  fc.record({ kind: fc.constant('byte' as const), at: fc.nat(), value: fc.nat(255) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.nat(), length: fc.nat(200) }),
  fc.record({ kind: fc.constant('copy' as const), at: fc.nat(), length: fc.nat(200), to: fc.nat() }),
  fc.record({ kind: fc.constant('spike' as const), at: fc.nat(), spike: fc.constantFrom(...SPIKES) }),
  fc.record({ kind: fc.constant('tag' as const), at: fc.nat(), spike: fc.constantFrom('', ...SPIKES) }),
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(bytes: Buffer, edit: Change): Buffer {
  const at = edit.at % (bytes.length + 1);
  switch (edit.kind) {
    case 'byte': {
      const copy = Buffer.from(bytes);
      if (at < copy.length) copy[at] = edit.value;
      return copy;
    }
    case 'cut':
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + edit.length)]);
    case 'copy': {
      const to = edit.to % (bytes.length + 1);
      return Buffer.concat([bytes.subarray(0, to), bytes.subarray(at, at + edit.length), bytes.subarray(to)]);
    }
    case 'spike':
      return Buffer.concat([bytes.subarray(0, at), Buffer.from(edit.spike), bytes.subarray(at)]);
    case 'tag': {
      // Latin-1 keeps every byte as it is.
      const text = bytes.toString('latin1');
      const tags = [...text.matchAll(TAG)];
      const tag = tags[edit.at % Math.max(1, tags.length)];
      if (tag === undefined) return bytes;
      const spike = Buffer.from(edit.spike).toString('latin1');
      return Buffer.from(text.slice(0, tag.index) + spike + text.slice(tag.index + tag[0].length), 'latin1');
    }
  }
}

describe('any bytes at all', () => {
  it(
    `give a feed or a reason, and nothing unsound: ${MUTANTS} documents mutated from the fixtures`,
    () => {
      const mutant = fc
        .tuple(fc.constantFrom(...fixtures), fc.array(change, { minLength: 1, maxLength: 8 }))
        .map(([bytes, edits]) => edits.reduce(changed, bytes));
      fc.assert(
        fc.property(mutant, (bytes) => {
          expect(faultsOf(read(bytes))).toEqual([]);
        }),
        { seed: 20261122, numRuns: MUTANTS },
      );
    },
    SLOW_MS,
  );

  it('whatever they are', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(faultsOf(read(bytes))).toEqual([]);
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });
});
