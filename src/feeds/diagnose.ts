/** Diagnoses a document that is not a feed, in one sentence that an operator can act upon. */

import { cleanLine } from './clean-line.ts';
import { plainText } from './html.ts';
import type { NotAFeed } from './item.ts';

const HTML_ELEMENTS = new Set(
  'html head body title meta link script style div p br b h1 h2 center table span a'.split(' '),
);
/** Part of a page in which its title and links are looked for. UTF-16 units. */
const HEAD_CHARS_MAX = 20_000;
const TITLE = /<title\b[^>]*>([^<]*)/i;
const TITLE_CHARS_MAX = 120;
const LINK = /<link\b[^<>]*>/gi;
const FEED_TYPE = /type\s*=\s*["']?application\/(?:rss|atom|feed)\+(?:xml|json)/i;
const HREF = /\shref\s*=\s*["']?([^\s"'<>]{1,200})/i;

/** `first` is the name of the first element in lower case; undefined if there is no element. */
export function diagnose(text: string, first: string | undefined): { readonly ok: false } & NotAFeed {
  const head = text.slice(0, HEAD_CHARS_MAX);
  if ((first !== undefined && HTML_ELEMENTS.has(first)) || /<!doctype\s+html/i.test(head)) {
    const title = plainText(TITLE.exec(head)?.[1] ?? '', TITLE_CHARS_MAX).slice(0, TITLE_CHARS_MAX);
    const named = title === '' ? '' : `, titled "${title}"`;
    const feed = announcedFeed(head);
    const advice = feed === undefined ? '' : ` The page names ${feed} as its feed.`;
    return { ok: false, reason: 'html', detail: `The address answers with an HTML page, not a feed${named}.${advice}` };
  }
  if (first === undefined) return { ok: false, reason: 'not-xml', detail: 'The text is neither XML nor JSON.' };
  const name = cleanLine(first.slice(0, 40));
  return { ok: false, reason: 'not-a-feed', detail: `The root element <${name}> is not that of a feed.` };
}

/** The feed's address that a page names in its head, as written there. */
function announcedFeed(head: string): string | undefined {
  const link = head.match(LINK)?.find((tag) => FEED_TYPE.test(tag));
  return link === undefined ? undefined : cleanLine(HREF.exec(link)?.[1] ?? '') || undefined;
}
