/**
 * HTML as feeds carry it → clean paragraphs, or one clean line. Promises what `cleanLine` does of every paragraph, and a
 * bounded cost for any source; refuses nothing. Text that feeds escaped once too often is read once more.
 */
import { rawParagraphs } from './markup.ts';
import { cleanLine } from './text.ts';

/** A closing tag, or a lone tag that feeds use: what double-escaped HTML looks like once it has been unescaped. */
const LOOKS_LIKE_HTML = /<\/[a-z][a-z0-9]*\s*>|<(?:br|p|img|hr|div|a)\b[^<>]*>/i;
const LOOKS_ESCAPED = /&(?:#\d{1,7}|#x[\da-f]{1,6}|amp|lt|gt|quot|apos|nbsp|[lr][sd]quo|laquo|raquo|hellip|[nm]dash);/i;

export function looksLikeHtml(text: string): boolean {
  return text.includes('<') && LOOKS_LIKE_HTML.test(text);
}

/** Text that stands for itself in HTML. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}

/**
 * Paragraphs in order, each non-empty, at most `maxChars` UTF-16 units in all (what exceeds it is left out); [] when there
 * is no text. Block elements and two line breaks in a row part paragraphs; in source without any tag, blank lines do.
 * HTML that was escaped twice is read again once.
 */
export function htmlParagraphs(html: string, maxChars: number): readonly string[] {
  const raw = rawParagraphs(html, maxChars);
  const once = cleaned(raw, maxChars);
  if (!once.some(looksLikeHtml) || LOOKS_LIKE_HTML.test(html)) return once;
  return cleaned(rawParagraphs(raw.join('\n\n'), maxChars), maxChars);
}

/** What is read of a line, as many times its bound: tags and white space come out of it. */
const PLAIN_ROOM = 8;

/** One line of text for titles and names: tags out, entities decoded, also where the feed escaped them twice. */
export function plainText(html: string, maxChars: number): string {
  if (!html.includes('<') && !html.includes('&')) return cleanLine(html.slice(0, maxChars * PLAIN_ROOM));
  let text = html;
  for (let pass = 0; pass < 2; pass++) {
    text = rawParagraphs(closedTags(text), (maxChars * PLAIN_ROOM) / 2).join(' ');
    if (!(text.includes('&') && LOOKS_ESCAPED.test(text)) && !looksLikeHtml(text)) break;
  }
  return cleanLine(text);
}

/** A '<' that no '>' follows is a sign, not a tag: "5 < 6". */
function closedTags(html: string): string {
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
