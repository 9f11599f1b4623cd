import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bounded, cleanLine } from '../../src/feeds/clean-line.ts';
import { htmlParagraphs, plainText, textToHtml } from '../../src/feeds/html.ts';

/** What NFC moves, joins and takes apart. */
const mark = fc.constantFrom('\u0301', '\u0344', '\u064b', '\u0651', '\u0653', 'e', 'ا', ' ', '\u1100', '\u1161');

describe('cleanLine', () => {
  it.each([
    ['white space', ' a \t\n b\u00a0\u2003c ', 'a b c'],
    ['controls', 'a\u0000b\u0007c\u007fd', 'abcd'],
    ['Windows’ marks taken for controls', '\u0093a\u0094 \u0096 b\u0085\u0081', '“a” – b…'],
    ['bidi overrides, embeddings, isolates, marks', '\u202ea\u202c\u2067b\u2069\u200f\u061cc', 'abc'],
    ['zero width', 'كت\u200cاب\u200b\ufeff\u2060', 'كتاب'],
    ['soft hyphen', 'co\u00adop', 'coop'],
    ['lone surrogate and noncharacter', 'a\ud800b\uffffc', 'abc'],
    ['NFC', 'ا\u0653 e\u0301', 'آ é'],
    ['Arabic number sign and end of ayah stay', '\u0600١ ۝', '\u0600١ ۝'],
    ['harakat stay', 'مُحَمَّد', 'مُحَمَّد'.normalize('NFC')],
    ['emoji stay', 'خبر 🇸🇦 ❤️', 'خبر 🇸🇦 ❤️'],
    ['nothing visible', '\u200f \u202e', ''],
  ])('%s', (_, text, expected) => {
    expect(cleanLine(text)).toBe(expected);
  });

  it('is idempotent', () => {
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(
            fc.nat(0xffff).map((code) => String.fromCharCode(code)),
            mark,
          ),
        }),
        (text) => {
          const once = cleanLine(text);
          expect(cleanLine(once)).toBe(once);
        },
      ),
      { seed: 6, numRuns: 1_000 },
    );
  });

  it('applies the same rules to everyday text', () => {
    const everyday = fc.constantFrom(
      'ب',
      'ا',
      'é',
      '1',
      ' ',
      '\u00a0',
      '\n',
      '\u064b',
      '\u0650',
      '\u0651',
      '\u0653',
      '\u0301',
    );
    fc.assert(
      fc.property(fc.string({ unit: everyday, maxLength: 30 }), (text) => {
        // A mark of another script at the end: the rules are applied to all of it.
        expect(cleanLine(text)).toBe(cleanLine(`${text} \u0300`).slice(0, -2));
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });

  it('changes no text that the quick check takes for clean', () => {
    // The quick look must agree with the rules for every character of the basic plane, alone and after a letter.
    const untidy: string[] = [];
    for (let code = 0; code < 0x10000; code++) {
      const text = `ب${String.fromCharCode(code)}ب`;
      if (cleanLine(text) !== cleanLine(`${text} \u0300`).slice(0, -2) && code !== 0x20) untidy.push(code.toString(16));
    }
    expect(untidy).toEqual([]);
  });
});

describe('bounded', () => {
  it.each([
    ['short enough', 'خبر عاجل', 20, 'خبر عاجل'],
    ['at a space near the end', 'one two three four', 16, 'one two three'],
    ['inside a long word', 'abcdefghij', 4, 'abcd'],
    ['never half a character', 'abc😀', 4, 'abc'],
  ])('%s', (_, text, max, expected) => {
    expect(bounded(text, max)).toBe(expected);
  });
});

describe('htmlParagraphs', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['paragraphs', '<p>أولى</p><p>ثانية</p>', ['أولى', 'ثانية']],
    ['blocks of any kind', '<div>a<h2>b</h2>c<ul><li>d</li><li>e</li></ul></div>', ['a', 'b', 'c', 'd', 'e']],
    ['unclosed paragraphs', '<p>a<p>b', ['a', 'b']],
    ['two line breaks part', 'a<br><br/>b<br />\n<br>c', ['a', 'b', 'c']],
    ['one line break does too', 'a<br>b', ['a', 'b']],
    ['and in the text of a block', '<p>a<br>b</p>c', ['a', 'b', 'c']],
    ['with blank lines where there are no blocks', 'a<br>b\n\nc', ['a', 'b', 'c']],
    ['a place where a word may break does not', 'كل<wbr>مة', ['كلمة']],
    ['inline elements do not part words', 'ال<b>كتاب</b> <i>الأول</i>', ['الكتاب الأول']],
    ['table cells are apart', '<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>', ['a b', 'c']],
    ['scripts and styles', '<p>a</p><script>x("</p>")</script><style>p{}</style><p>b</p>', ['a', 'b']],
    ['frames and captions', '<figure><img src=x><figcaption>تصوير</figcaption></figure><iframe>x</iframe>a', ['a']],
    ['asides and navigation', '<nav><a>x</a></nav>a<aside>اقرأ<aside>y</aside>أيضا</aside>b', ['ab']],
    ['comments', 'a<!-- <p>x</p> -->b', ['ab']],
    ['entities', '&laquo;a&raquo; &amp; b&nbsp;&#1576;&#x628;', ['«a» & b بب']],
    ['a bare ampersand', 'a & b &c', ['a & b &c']],
    ['a sign, not a tag', '5 < 6', ['5 < 6']],
    ['text without tags: blank lines part', 'a\nb\n\nc\n \nd', ['a b', 'c', 'd']],
    ['escaped twice', '&lt;p&gt;a &amp;amp; b&lt;/p&gt;&lt;p&gt;c&lt;/p&gt;', ['a & b', 'c']],
    ['an example of a tag, in HTML', '<p>use &lt;b&gt; here</p>', ['use <b> here']],
    ['capitals', '<P>a</P><SCRIPT>x</SCRIPT><P>b</P>', ['a', 'b']],
    ['bidi tricks', '<p>\u202eabc\u202c</p>', ['abc']],
    ['nothing', '<p> &nbsp; </p><br>', []],
    ['nothing at all', '', []],
  ])('%s', (_, html, expected) => {
    expect(htmlParagraphs(html, 1_000)).toEqual(expected);
  });

  it.each(
    'figcaption button form aside video audio nav footer select svg math object iframe noscript template textarea title head noembed xmp figure section details picture dialog fieldset marquee map'.split(
      ' ',
    ),
  )('an unclosed <%s> takes nothing with it', (name) => {
    const article = '<p>فقرة أولى</p><div>ثانية</div>';
    const read = (html: string) => htmlParagraphs(html, 1_000);
    expect(read(`<${name}>${article}`)).toEqual(['فقرة أولى', 'ثانية']);
    expect(read(`<${name.toUpperCase()} class="x" src="a.mp4">${article}`)).toEqual(['فقرة أولى', 'ثانية']);
    expect(read(`<div><${name}></div>${article}`)).toEqual(['فقرة أولى', 'ثانية']);
    expect(read(`<figure><img src="a.jpg"><${name}></figure>${article}`)).toEqual(['فقرة أولى', 'ثانية']);
    expect(read(`<p>قبل</p><${name}><${name}>${article}<p>بعد</p>`)).toEqual(['قبل', 'فقرة أولى', 'ثانية', 'بعد']);
    // What has an end tag is still taken out, before and behind it.
    const closed = '<aside>اقرأ أيضا</aside><nav><a>أقسام</a></nav>';
    expect(read(`${closed}<${name}>${article}${closed}`)).toEqual(['فقرة أولى', 'ثانية']);
    expect(read(`<article><button>شارك</button><${name}>${article}</article>`)).toEqual(['فقرة أولى', 'ثانية']);
  });

  it.each('button form aside video nav footer'.split(' '))('an unclosed <%s> before a closed one', (name) => {
    const html = `<${name}><p>أولى</p><${name}><p>إعلان</p></${name}><p>ثانية</p></${name.toUpperCase()}x>`;
    expect(htmlParagraphs(html, 1_000)).toEqual(['أولى', 'ثانية']);
  });

  it('a script in a file that nothing ends takes nothing with it; code that nothing ends is not shown', () => {
    expect(htmlParagraphs('<p>أولى</p><script async src="/a.js"><p>ثانية</p>', 1_000)).toEqual(['أولى', 'ثانية']);
    expect(htmlParagraphs('<p>أولى</p><script>var x = 1; if (x', 1_000)).toEqual(['أولى']);
    expect(htmlParagraphs('<p>أولى</p><style>p { color: red', 1_000)).toEqual(['أولى']);
  });

  it.each([
    '<style>',
    '<style>p { color: red }',
    '<STYLE type="text/css">.a > p {}',
    '<script>',
    '<script>var x = "<p>لا</p>"; if (a < b) go();',
    "<script type='text/javascript'>document.write('<div>' + x);",
    '<script>(adsbygoogle = window.adsbygoogle || []).push({});\n',
    '<script></script><script>go()',
    '<style>p{}<script>go()',
    '<script>go()<style>p{}',
  ])('code that nothing ends does not take the article with it: %s', (code) => {
    expect(htmlParagraphs(`<p>أولى</p>${code}<p>ثانية</p><div>ثالثة</div>`, 1_000)).toEqual(['أولى', 'ثانية', 'ثالثة']);
    expect(htmlParagraphs(`${code}<div>ثانية</div>`, 1_000)).toEqual(['ثانية']);
  });

  it('dropped elements do not count against the limit', () => {
    expect(htmlParagraphs(`<nav>${'قسم '.repeat(1_000)}</nav><p>أولى</p>`, 100)).toEqual(['أولى']);
  });

  it('keeps at most so many characters', () => {
    expect(htmlParagraphs('<p>abcd</p><p>efgh</p><p>ijkl</p>', 6)).toEqual(['abcd', 'ef']);
  });

  it('is not slowed by nesting', () => {
    expect(htmlParagraphs(`${'<div><b>'.repeat(200_000)}a`, 1_000)).toEqual(['a']);
  });

  it('gives clean paragraphs back as they are', () => {
    const paragraph = fc.string({
      unit: fc.constantFrom('خ', 'ب', 'ر', ' ', '<', '>', '&', 'b', '/', '\u202e', '\n', '1'),
    });
    fc.assert(
      fc.property(fc.array(paragraph, { maxLength: 5 }), (raw) => {
        const html = raw.map((text) => `<p>${textToHtml(text)}</p>`).join('');
        const once = htmlParagraphs(html, 10_000);
        expect(once).toEqual(raw.map(cleanLine).filter((text) => text !== ''));
        expect(htmlParagraphs(once.map((text) => `<p>${textToHtml(text)}</p>`).join(''), 10_000)).toEqual(once);
      }),
      { seed: 7, numRuns: 2_000 },
    );
  });
});

describe('plainText', () => {
  it.each([
    ['tags out', 'عاجل: <b>خبر</b><br>مهم', 'عاجل: خبر مهم'],
    ['entities', 'a &amp; b', 'a & b'],
    ['entities escaped twice', 'a &amp;amp; &amp;quot;b&amp;quot;', 'a & "b"'],
    ['tags escaped twice', '&lt;b&gt;خبر&lt;/b&gt;', 'خبر'],
    ['a sign', '5 < 6 & 7 > 3', '5 < 6 & 7 > 3'],
    ['an arrow at the end', 'a <b', 'a <b'],
    ['script', 'a<script>alert(1)</script>', 'a'],
    ['escaped script', '&lt;script&gt;alert(1)&lt;/script&gt;خبر', 'خبر'],
    ['line breaks', 'a\n\n b', 'a b'],
  ])('%s', (_, html, expected) => {
    expect(plainText(html, 300)).toBe(expected);
  });
});

describe('a title that is cut', () => {
  const TITLE = 'افتتاح جسر جديد';
  it.each(
    [
      // inside a tag
      '<b',
      '<b cla',
      '<b class',
      '<b class=',
      '<b class="x',
      '<b class="x"',
      '<a href="https://site.example/a?b=1&c',
      "<a href='x",
      '<strong',
      '<stro',
      '<span style="color: red; ',
      '<img src="a.jpg" alt="صورة من',
      '<img src=a.jpg al',
      '<br',
      '<br /',
      '</',
      '</b',
      '</stron',
      '<p>نص</p'.slice(-3),
      '<font color=red si',
      '<a hre…',
      '<a href="x...',
      '<EM CLASS="x',
      '<a title="1 > 0',
      '<i…',
      // inside a comment
      '<!',
      '<!-',
      '<!--',
      '<!-- more',
      '<!--more--',
      '<!-- <b>x</b>',
      '<!-- a > b',
      '<!-- x -- y',
      // inside an entity
      '&q',
      '&qu',
      '&quo',
      '&quot',
      '&#',
      '&#8',
      '&#8220',
      '&#x20',
      '&laq',
      '&nbs',
      '&hell',
      '&amp',
      '&quo…',
      '&laqu...',
      '&n',
      // inside CDATA
      '<![',
      '<![C',
      '<![CDATA',
      '<![CDATA[',
    ].map((cut) => [cut]),
  )('shows nothing of %s', (cut) => {
    const escaped = cut.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
    expect(plainText(`${TITLE} ${cut}`, 300)).toBe(TITLE);
    expect(plainText(`<b>${TITLE}</b> ${cut}`, 300)).toBe(TITLE);
    expect(plainText(`5 < 6 ${TITLE} ${cut}`, 300)).toBe(`5 < 6 ${TITLE}`);
    expect(plainText(`${TITLE} ${escaped}`, 300)).toBe(TITLE);
  });

  it.each([
    [`<![CDATA[${TITLE}`, TITLE],
    [`<![CDATA[${TITLE}]`, TITLE],
    [`<![CDATA[${TITLE}]]`, TITLE],
    [`<![CDATA[<b>${TITLE}`, TITLE],
    [`&lt;![CDATA[${TITLE}`, TITLE],
    [`${TITLE} <b>في القاهرة<`, `${TITLE} في القاهرة<`],
  ])('%s', (html, expected) => {
    expect(plainText(html, 300)).toBe(expected);
  });

  it.each([
    'I <3 مصر',
    'أ <ب',
    '5 < 6',
    'x <y',
    'a <b',
    'if 5 <a and b',
    'AT&T',
    'R&D',
    'Q&a',
    'Q & A',
    'أ & ب &',
    'سؤال؟ &c;',
    'a << b',
    '<عاجل',
    'خبر …',
    'خبر...',
    'A&E',
    'شركة ناصر &',
    'C++ <-> D',
    'نص ]',
    '[صور]',
    '[[صور]]',
  ])('a sign is no cut: %s', (text) => {
    expect(plainText(text, 300)).toBe(text);
    expect(plainText(textToHtml(text), 300)).toBe(text);
  });
});
