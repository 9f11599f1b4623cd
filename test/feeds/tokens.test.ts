/** The tokenizer that is given tags only finds what it finds when it is given the whole document. */
import fc from 'fast-check';
import { Tokenizer } from 'htmlparser2';
import { describe, expect, it } from 'vitest';
import { readTokens } from '../../src/feeds/tokens.ts';

type Token = readonly [kind: string, ...what: unknown[]];
type Language = 'xml' | 'html';

/** Text and values are told in any pieces. */
function collector() {
  const tokens: Token[] = [];
  const put = (...token: Token) => {
    const last = tokens.at(-1);
    const [kind, piece] = token;
    if (kind !== 'text' && kind !== 'value') tokens.push(token);
    else if (last?.[0] === kind) tokens[tokens.length - 1] = [kind, `${last[1]}${piece}`];
    else if (piece !== '') tokens.push(token);
  };
  return { tokens, put };
}

function ours(document: string, language: Language, most = Number.POSITIVE_INFINITY): readonly Token[] {
  const { tokens, put } = collector();
  readTokens(document, language, {
    onText: (from, to) => put('text', document.slice(from, to)),
    onCharacter: (code) => put('text', String.fromCodePoint(code)),
    onName: (name, start) => put('name', name, start),
    onOpen: (end, empty) => put('open', end, empty),
    onClose: (name, end) => put('close', name, end),
    onAttribute: (from, to) => put('attribute', document.slice(from, to)),
    onValue: (from, to) => put('value', document.slice(from, to)),
    onValueCharacter: (code) => put('value', String.fromCodePoint(code)),
    onAttributeEnd: () => put('attribute end'),
    stopped: () => tokens.length >= most,
  });
  return tokens;
}

function itsOwn(document: string, language: Language): readonly Token[] {
  const { tokens, put } = collector();
  const ignore = () => {};
  const tokenizer = new Tokenizer(
    { xmlMode: language === 'xml' },
    {
      ontext: (from, to) => from >= 0 && put('text', document.slice(from, to)),
      ontextentity: (code) => put('text', String.fromCodePoint(code)),
      oncdata: (from, to, offset) => put('text', document.slice(from, to - offset)),
      onopentagname: (from, to) => put('name', document.slice(from, to).toLowerCase(), from - 1),
      onopentagend: (end) => put('open', end, false),
      onselfclosingtag: (end) => put('open', end, true),
      onclosetag: (from, to) => put('close', document.slice(from, to).toLowerCase(), to),
      onattribname: (from, to) => put('attribute', document.slice(from, to)),
      onattribdata: (from, to) => put('value', document.slice(from, to)),
      onattribentity: (code) => put('value', String.fromCodePoint(code)),
      onattribend: () => put('attribute end'),
      oncomment: ignore,
      ondeclaration: ignore,
      onprocessinginstruction: ignore,
      onend: ignore,
    },
  );
  tokenizer.write(document);
  if (language === 'html') tokenizer.end();
  return tokens;
}

/** What is not ended may hold its last text back: XML that breaks off in it is cut there anyway. */
function settled(tokens: readonly Token[], language: Language): readonly Token[] {
  return language === 'xml' && tokens.at(-1)?.[0] === 'text' ? tokens.slice(0, -1) : tokens;
}

const LONG = 'وصل الوفد إلى العاصمة صباح اليوم، وكان في استقباله وزير الخارجية.';
const FRAGMENTS = [
  LONG, LONG, LONG, 'خبر', '😀', ' ', '\n', '<p>', '</p>', '<P class="a>b">', "<p title='>'>", '<a href="?a=1&amp;b=2&c">',
  '<a b=&quot;x>', '<br>', '<br/>', '<br / >', '</br >', '</p', '</ p>', '</>', '<>', '<', '>', '<3', '<!', '<!>', '<!-', '<!---->',
  '<!--', '-->', '--!>', '<![CDATA[', ']]>', ']]', '<![CDATA[]]>', '<![cdata[', '<?xml version="1.0"?>', '<?', '?>', '<!DOCTYPE x [',
  '<!ENTITY a "b">', ']>', '&', '&amp;', '&amp', '&lt;p&gt;', '&nbsp;', '&nbsp', '&notit;', '&#1605;', '&#x6', '&#', ';', '&unknown;',
  '<script>', '</script>', '<Script src=x>', '<style>', '</style >', '<title>', '</title>', '<textarea>', '</textarea>', '<iframe/>',
  '</iframe>', '<xmp>', '<plaintext>', '<svg>', '"', "'", '=', '/', '<item rdf:about="x">', '</item>', '<x:y/>', '\0', '\u000b',
]; // biome-ignore format: a vocabulary
const text = fc.array(fc.constantFrom(...FRAGMENTS), { maxLength: 14 }).map((parts) => parts.join(''));

describe.each<Language>(['xml', 'html'])('%s', (language) => {
  it('gives the same tokens', () => {
    fc.assert(
      fc.property(text, (document) => {
        expect(settled(ours(document, language), language)).toEqual(settled(itsOwn(document, language), language));
      }),
      { seed: 21, numRuns: 8_000 },
    );
  });

  it('gives the first of them where no more are wanted', () => {
    fc.assert(
      fc.property(text, fc.nat({ max: 12 }), (document, most) => {
        const all = ours(document, language);
        const some = ours(document, language, most);
        expect(some.slice(0, most - 1)).toEqual(all.slice(0, Math.max(0, most - 1)));
        // Asked in the middle of a tag, it ends after one more attribute: its name, its value, its end and the tag's.
        expect(some.length).toBeLessThanOrEqual(most + 4);
      }),
      { seed: 22, numRuns: 1_000 },
    );
  });

  it.each([
    ['entities that never end', '&'.repeat(200_000)],
    ['entities far from any tag', `${'&amp;'.repeat(40_000)}<p>`],
    ['signs that begin nothing', '<'.repeat(200_000)],
    ['ends of nothing', '>'.repeat(200_000)],
    ['ends in a value that never ends', `<a b="${'>'.repeat(200_000)}`],
    ['CDATA that never ends', `<![CDATA[${'x]>'.repeat(60_000)}`],
    ['CDATA in CDATA', '<![CDATA['.repeat(20_000)],
    // Each of them takes minutes where it is looked for over and over.
  ])('comes to an end with %s', (_, document) => {
    expect(settled(ours(document, language), language)).toEqual(settled(itsOwn(document, language), language));
  });
});
