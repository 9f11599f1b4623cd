import fc from 'fast-check';
import { parseDocument } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import type { ArticleDocument } from '../../src/documents/document.ts';
import { selfDirected } from '../../src/render/direction.ts';
import { FORMATS } from '../../src/render/formats.ts';
import { escapeHtml, httpAddress, legalXml, oneLine, plainTitle } from '../../src/render/plain-text.ts';
import { renderStory } from '../../src/render/render.ts';
import { article, NOON, story } from './documents.ts';
import { itemsOf } from './items.ts';
import { complaintsOfAtom, complaintsOfJson, complaintsOfRss } from './rules.ts';

const seed = 20261122;
const at = {
  origin: 'https://wirefold.example',
  self: 'https://wirefold.example/f',
  current: 'https://wirefold.example/f',
  next: undefined,
};
const COMPLAINTS = { rss: complaintsOfRss, atom: complaintsOfAtom, json: complaintsOfJson };

/** Markup, control characters, lone surrogates and Arabic in one heap. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({
    unit: fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      "'",
      ']]>',
      '&lt;',
      '&#60;',
      'خبر',
      ' ',
      '\n',
      '\u0000',
      '\ud800',
      '\ufffe',
      '<b>',
      '-->',
      '\u202e',
    ),
    maxLength: 20,
  }),
);
const anyAddress = fc.oneof(
  fc.webUrl(),
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  anyText,
  fc.constant('javascript:alert(1)'),
);
const anyArticle = fc.record({
  title: anyText,
  excerpt: anyText,
  url: anyAddress,
  image: fc.option(anyAddress, { nil: undefined }),
  author: fc.option(anyText, { nil: undefined }),
  evidence: fc.option(fc.record({ outlet: anyText, words: fc.array(anyText), passages: fc.nat() }), { nil: undefined }),
  published: fc.integer({ min: Date.UTC(2020, 0), max: NOON }),
  name: anyText,
});
const asArticle = ({ name, ...given }: { name: string } & Partial<ArticleDocument>, i: number) => {
  const plain = article('sada', { id: `any${i}`, seen: NOON, ...given });
  return { ...plain, outlet: { ...plain.outlet, name } };
};

describe.each(FORMATS)('%s', (format) => {
  it('whatever outlets write, parses back to the same items and breaks no rule', () => {
    fc.assert(
      fc.property(fc.array(anyArticle, { minLength: 1, maxLength: 4 }), (given) => {
        const articles = given.map(asArticle);
        const text = renderStory(format, story('anystory', articles, { changed: NOON }), at);
        const expected = articles.map((a) => ({
          guid: a.guid,
          title: selfDirected(plainTitle(a.title)) || 'بلا عنوان',
          link: httpAddress(a.url) ?? 'https://wirefold.example/stories/anystory',
          image: httpAddress(a.image),
          published: format === 'rss' ? Math.floor(a.published / 1000) * 1000 : a.published,
        }));
        const read = itemsOf(text).map(({ html: _, ...rest }) => rest);
        expect(read).toEqual(expected.reverse());
        expect(COMPLAINTS[format](text, NOON + 1000)).toEqual([]);
      }),
      { seed, numRuns: 150 },
    );
  });

  it('the excerpt survives: a browser reading the body sees the same line of text', () => {
    fc.assert(
      fc.property(anyText, (excerpt) => {
        const text = renderStory(
          format,
          story('anystory', [article('sada', { id: 'one', excerpt })], { changed: NOON }),
          at,
        );
        const body = parseDocument(itemsOf(text)[0]?.html ?? '');
        const shown = textOf(body.children[0]);
        expect(shown.trimStart().startsWith(oneLine(excerpt))).toBe(true);
      }),
      { seed, numRuns: 150 },
    );
  });
});

type Node = ReturnType<typeof parseDocument>['children'][number];

function textOf(node: Node | undefined): string {
  if (!node) return '';
  if ('data' in node) return node.data;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

it('legal XML keeps every character but the forbidden, and is stable', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const kept = legalXml(text);
      expect(legalXml(kept)).toBe(kept);
      expect(kept.isWellFormed()).toBe(true);
      expect([...kept].every((c) => text.includes(c))).toBe(true);
    }),
    { seed },
  );
});

it.each([
  ['\u0000\u0008\u000b\u001f\ufffe\uffff', ''],
  ['\ud800خبر\udfff', 'خبر'],
  ['\t\n\r خبر 😀', '\t\n\r خبر 😀'],
])('legalXml(%j) is %j', (text, legal) => expect(legalXml(text)).toBe(legal));

it('text that the quick check leaves alone needs no cleaning, for every UTF-16 unit alone, between letters and beside a blank', () => {
  const legal = (text: string) => text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '');
  const wrong: string[] = [];
  for (let unit = 0; unit <= 0xffff; unit++) {
    const c = String.fromCharCode(unit);
    for (const text of [c, `أ${c}ب`, `أ ${c}`, `${c} `, `\ud83d${c}`]) {
      const line = legal(text).replace(/\s+/gu, ' ').trim();
      if (legalXml(text) !== legal(text) || oneLine(text) !== line) wrong.push(text);
    }
  }
  expect(wrong).toEqual([]);
});

it.each([
  ['<b>عاجل</b>', '‹b›عاجل‹/b›'],
  ['AT&T و5 & 6', 'AT&T و5 & 6'],
  ['&lt;script&gt;', '＆lt;script＆gt;'],
  ['  سطر\n\nثانٍ ', 'سطر ثانٍ'],
])('plainTitle(%j) is %j', (text, title) => expect(plainTitle(text)).toBe(title));

it.each([
  ['https://example.org/خبر?a=1', 'https://example.org/%D8%AE%D8%A8%D8%B1?a=1'],
  ['http://example.org', 'http://example.org/'],
  ['javascript:alert(1)', undefined],
  ['/relative', undefined],
  ['', undefined],
  [undefined, undefined],
])('httpAddress(%j) is %j', (text, address) => expect(httpAddress(text)).toBe(address));

it('escaping leaves nothing that ends a text or an attribute', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      expect(escapeHtml(text)).not.toMatch(/[<>"']|&(?!amp;|lt;|gt;|quot;|#39;)/);
    }),
    { seed },
  );
});
