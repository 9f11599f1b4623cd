/** Texts of one shape, and the pure code that reads what strangers send. */
import { decodeFeed } from '../../src/feeds/charset.ts';
import { cleanLine } from '../../src/feeds/clean-line.ts';
import { withoutCutMarkup } from '../../src/feeds/cut-markup.ts';
import { parseDate } from '../../src/feeds/dates/parse-date.ts';
import { diagnose } from '../../src/feeds/diagnose.ts';
import { htmlParagraphs, plainText } from '../../src/feeds/html.ts';
import { itemsDigest } from '../../src/feeds/items-digest.ts';
import { jsonStructureFault } from '../../src/feeds/json-structure.ts';
import { parseOpml } from '../../src/feeds/opml.ts';
import { articlePageKey, pageKey } from '../../src/feeds/page-key.ts';
import { publisherName } from '../../src/feeds/publisher.ts';
import { parseFeed } from '../../src/feeds/read-feed.ts';
import { canonicalUrl, httpUrl, shownAddress } from '../../src/feeds/url.ts';
import { endSections } from '../../src/feeds/xml/unended-sections.ts';
import { beginsInLatin } from '../../src/render/direction.ts';
import { cutDateline, cutTitle } from '../../src/text/boilerplate.ts';
import { clip } from '../../src/text/clip.ts';
import { displayWords } from '../../src/text/display-terms.ts';
import { cutLearned, firstAndLastWords, learnBoilerplate } from '../../src/text/learned-boilerplate.ts';
import { normalize } from '../../src/text/normalize.ts';
import { cutPassages } from '../../src/text/passages.ts';
import { SENTENCE_END } from '../../src/text/sentences.ts';
import { significantText, significantTitle } from '../../src/text/significant-text.ts';
import { cutStockPhrases } from '../../src/text/stock-phrases.ts';

const BASE = 'https://outlet.example/feed';
const rss = (inside: string) => `<rss version="2.0"><channel>${inside}</channel></rss>`;
const article = (text: string) => ({ title: text, summary: text, paragraphs: [text] });

/** Every pure function that a stranger's text reaches. */
export const ENTRIES: Readonly<Record<string, (text: string) => unknown>> = {
  'feed of this text': (text) => parseFeed(text, BASE),
  'feed with this item': (text) => parseFeed(rss(`<item>${text}</item>`), BASE),
  'feed with this title': (text) => parseFeed(rss(`<item><title>${text}</title></item>`), BASE),
  'feed with this description': (text) =>
    parseFeed(rss(`<item><description><![CDATA[${text}]]></description></item>`), BASE),
  'feed with this escaped description': (text) =>
    parseFeed(rss(`<item><description>${text.replaceAll('<', '&lt;')}</description></item>`), BASE),
  'feed with this channel': (text) => parseFeed(rss(text), BASE),
  'JSON Feed with this text': (text) =>
    parseFeed(JSON.stringify({ title: 'a', items: [{ id: '1', content_html: text }] }), BASE),
  'broken JSON of this text': (text) => parseFeed(`{"title":"a","items":[{"id":"${text}`, BASE),
  'sections without end': endSections,
  'JSON structure': (text) => jsonStructureFault(text),
  'page instead of a feed': (text) => diagnose(`<html>${text}`, 'html', BASE),
  'Content-Type': (text) => decodeFeed(new Uint8Array([0x3c, 0xff]), text),
  'bytes to text': (text) => decodeFeed(new TextEncoder().encode(text), undefined),
  'digest of the items': (text) => itemsDigest(new TextEncoder().encode(text)),
  OPML: (text) => parseOpml(`<opml version="2.0"><body>${text}</body></opml>`),
  'OPML of this name': (text) =>
    parseOpml(`<opml><body><outline text="${text.replace(/["<&]/g, ' ')}" xmlUrl="https://a.example/"/></body></opml>`),
  date: (text) => parseDate(text),
  'HTML to paragraphs': (text) => htmlParagraphs(text, 20_000),
  'line of text': (text) => plainText(text, 300),
  'clean line': cleanLine,
  'cut markup': withoutCutMarkup,
  'article’s address': (text) => canonicalUrl(`https://outlet.example/${text}`, BASE),
  address: (text) => httpUrl(text, BASE),
  'address as shown': shownAddress,
  'page behind an address': (text) => [
    pageKey(`https://outlet.example/${text}`),
    articlePageKey(`https://outlet.example/${text}`),
  ],
  publisher: publisherName,
  normalize,
  sentences: (text) => text.split(SENTENCE_END),
  'stock phrases': (text) => cutStockPhrases([text]),
  'stock phrases of lines': (text) => cutStockPhrases(text.split(' ')),
  'label of a title': cutTitle,
  dateline: cutDateline,
  'learned boilerplate': (text) => {
    const item = firstAndLastWords(article(text));
    return cutLearned(article(text), learnBoilerplate([], new Array(12).fill(item)));
  },
  passages: (text) => cutPassages(article(text)),
  'what counts of a title': significantTitle,
  'what counts of a text': (text) => significantText([text]),
  'words shown': (text) => displayWords(text, 5),
  clip: (text) => clip(text, text.length - 1),
  direction: beginsInLatin,
};

/** What a text is made of again and again, and what it ends with. */
export const SHAPES: readonly (readonly [piece: string, end?: string])[] = [
  [' ', 'x'],
  ['\t', 'x'],
  ['\n', 'x'],
  ['a'],
  ['a '],
  ['خبر '],
  ['ب\u064b'],
  ['\u064b', 'ب'],
  ['<'],
  ['<a'],
  ['<a ', '<'],
  ['<a>'],
  ['</a>'],
  ['<p>'],
  ['<p', '>'],
  ['<br>'],
  ['<item>'],
  ['<title>'],
  ['<!--'],
  ['<![CDATA['],
  [']]'],
  [']]>'],
  ['] ', 'x'],
  ['&'],
  ['&amp;'],
  ['&lt;p&gt;'],
  ['&#'],
  ['"'],
  ["'"],
  ['a="'],
  ['<a b="'],
  ["<a b='c' "],
  ['<img '],
  ['<img src='],
  ['<script>'],
  ['<title '],
  ['<aside>'],
  ['</aside>'],
  ['<meta '],
  ['<link '],
  ['charset='],
  ['charset ', '='],
  ['='],
  ['/'],
  ['//'],
  ['../'],
  ['%20'],
  ['?'],
  ['?a=1&'],
  ['#'],
  [';'],
  ['@'],
  ['a@'],
  ['a@b.'],
  ['-'],
  [' - '],
  [' | '],
  ['|'],
  [':'],
  ['…'],
  ['. '],
  ['.'],
  ['.. '],
  ['! '],
  ['؟ '],
  ['«'],
  ['» '],
  ['('],
  ['()'],
  [')'],
  ['1'],
  ['1 '],
  ['1:'],
  ['1/'],
  ['٣ '],
  ['12:00 '],
  ['{'],
  ['['],
  ['[,'],
  ['{"a":'],
  ['\\'],
  ['\\"'],
  ['عاجل: '],
  ['رويترز '],
  ['أ ف ب '],
  ['اقرأ أيضا '],
  ['اقرأ أيضا: '],
  ['للمزيد '],
  ['تابعونا على '],
  ['شارك '],
  ['ظهرت هذه المقالة '],
  ['ظهر '],
  ['المصدر: '],
  ['قد يهمك '],
  ['الكاتب '],
  ['https://a.example/ '],
  ['ﷺ'],
  ['\ufdfa '],
  ['Ⅰ'],
  ['\ud83d\ude00'],
  ['\ud800'],
  ['\u202e'],
  ['\u0000'],
  ['<outline text="a">'],
  ['<outline text="a" xmlUrl="https://a.example/"/>'],
];

/** A text of at most `chars` UTF-16 units and its end. */
export function madeOf([piece, end = '']: (typeof SHAPES)[number], chars: number): string {
  return piece.repeat(Math.floor(chars / piece.length)) + end;
}
