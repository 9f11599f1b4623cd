/**
 * HTML as feeds carry it → clean paragraphs, or one clean line. Every paragraph went through `cleanLine`, and the cost is
 * bounded for any source. HTML that a feed escaped twice is read a second time.
 */

import { cleanLine } from './clean-line.ts';
import { withoutCutMarkup } from './cut-markup.ts';
import { rawParagraphs } from './html-paragraphs.ts';

/** A closing tag, or a tag that needs none: what HTML that was escaped twice looks like after one reading. */
const LOOKS_LIKE_HTML = /<\/[a-z][a-z0-9]*\s*>|<(?:br|p|img|hr|div|a)\b[^<>]*>/i;
const LOOKS_ESCAPED = /&(?:#\d{1,7}|#x[\da-f]{1,6}|amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|laquo|raquo|hellip|[nm]dash);/i;

export function looksLikeHtml(text: string): boolean {
  return text.includes('<') && LOOKS_LIKE_HTML.test(text);
}

/** Part of a plain text that is read: far more than is kept of an article. Escaped it may be five times as long. UTF-16 units. */
const PLAIN_CHARS_MAX = 400_000;

/** Plain text → HTML that is read back as the same text. */
export function textToHtml(text: string): string {
  return text.slice(0, PLAIN_CHARS_MAX).replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/**
 * Paragraphs in order, each non-empty, cut at `maxChars` UTF-16 units in all; [] when there is no text. Block elements and line
 * breaks end a paragraph; in a source without block elements blank lines do too.
 */
export function htmlParagraphs(html: string, maxChars: number): readonly string[] {
  const raw = rawParagraphs(html, maxChars);
  const once = cleaned(raw, maxChars);
  if (!once.some(looksLikeHtml) || LOOKS_LIKE_HTML.test(html)) return once;
  return cleaned(rawParagraphs(raw.join('\n\n'), maxChars), maxChars);
}

/** A line is read up to this many times its bound, because tags and white space are removed from it. */
const SOURCE_FACTOR = 8;

/** One line of text for titles and names: no tags, entities decoded, also when the feed escaped them twice; of markup that is cut, nothing. */
export function plainText(html: string, maxChars: number): string {
  if (!html.includes('<') && !html.includes('&')) return cleanLine(html.slice(0, maxChars * SOURCE_FACTOR));
  let text = html;
  for (let pass = 0; pass < 2; pass++) {
    text = rawParagraphs(escapeBareLessThan(withoutCutMarkup(text)), (maxChars * SOURCE_FACTOR) / 2).join(' ');
    // A cut end tag too shows that the tags before it were escaped.
    const isMarkup = looksLikeHtml(text) || (text.includes('</') && withoutCutMarkup(text) !== text);
    if (!(text.includes('&') && LOOKS_ESCAPED.test(text)) && !isMarkup) break;
  }
  return cleanLine(withoutCutMarkup(text));
}

/** Escapes a '<' that no '>' follows, which is a sign and not a tag: "5 < 6". */
function escapeBareLessThan(html: string): string {
  const close = html.lastIndexOf('>');
  const open = html.indexOf('<', close + 1);
  return open < 0 ? html : html.slice(0, open) + html.slice(open).replaceAll('<', '&lt;');
}

function cleaned(raw: readonly string[], maxChars: number): readonly string[] {
  const out: string[] = [];
  let left = maxChars;
  for (const piece of raw) {
    const text = cleanLine(piece);
    if (text === '') continue;
    if (text.length > left) {
      if (left > 0) out.push(cleanLine(text.slice(0, left)));
      break;
    }
    out.push(text);
    left -= text.length;
  }
  return out.at(-1) === '' ? out.slice(0, -1) : out;
}
