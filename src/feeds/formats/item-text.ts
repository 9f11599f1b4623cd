/**
 * An item's content and description → its article by paragraphs and its summary, each bounded. Of a feed that gives only one
 * text, a short one is the summary and a long one the article, whatever the field is called.
 */
import { SUMMARY_CHARS_MAX, TEXT_CHARS_MAX } from '../../limits.ts';
import { bounded } from '../clean-line.ts';
import { htmlParagraphs } from '../html.ts';
import type { FeedItem } from '../item.ts';

const IMAGE = /<img\b[^<>]*?\ssrc\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))/i;
/** Where an article's own picture is looked for. Pictures further down are share buttons. UTF-16 units. */
const IMAGE_CHARS_MAX = 10_000;

/** Both as HTML, undefined for absent. */
export function textsOf(
  content: string | undefined,
  description: string | undefined,
): Pick<FeedItem, 'summary' | 'paragraphs'> {
  const one = content === undefined ? [] : htmlParagraphs(content, TEXT_CHARS_MAX);
  const other = description === undefined ? [] : htmlParagraphs(description, TEXT_CHARS_MAX);
  // Some feeds put a link or a caption into content:encoded and the article into the description.
  const [long, short] = 2 * length(one) >= length(other) ? [one, other] : [other, one];
  if (short.length === 0 || isSame(short, long)) {
    if (length(long) > SUMMARY_CHARS_MAX) return { summary: undefined, paragraphs: long };
    return { summary: long.join('\n') || undefined, paragraphs: [] };
  }
  return { summary: bounded(short.join('\n'), SUMMARY_CHARS_MAX), paragraphs: long };
}

/** Address of the first picture in the HTML, as written there; undefined for none. */
export function firstImage(html: string | undefined): string | undefined {
  const match = html === undefined ? null : IMAGE.exec(html.slice(0, IMAGE_CHARS_MAX));
  return (match?.[1] ?? match?.[2] ?? match?.[3])?.replaceAll('&amp;', '&');
}

/** Whether both are one text, however it is cut into paragraphs. */
function isSame(one: readonly string[], other: readonly string[]): boolean {
  const chars = length(one) + one.length === length(other) + other.length;
  return chars && one.join(' ') === other.join(' ');
}

function length(paragraphs: readonly string[]): number {
  return paragraphs.reduce((sum, text) => sum + text.length, 0);
}
