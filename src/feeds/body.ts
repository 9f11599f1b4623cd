/**
 * What an item says, from the fields its format says it in: the body by paragraphs and the summary, each bounded. A feed
 * that gives one text only gives a summary if it is short and the article if it is long, whatever the field is called.
 */
import { BODY_CHARS_MAX, SUMMARY_CHARS_MAX } from '../core/limits.ts';
import { htmlParagraphs } from './html.ts';
import type { FeedItem } from './item.ts';
import { bounded } from './text.ts';

const IMAGE = /<img\b[^<>]*?\ssrc\s*=\s*(?:"([^"]+)"|'([^']+)'|([^\s"'>]+))/i;
/** Where an article's own picture stands; what comes later is share buttons. UTF-16 units. */
const IMAGE_CHARS_MAX = 10_000;

/** Both as HTML, undefined for absent. */
export function bodyOf(
  content: string | undefined,
  description: string | undefined,
): Pick<FeedItem, 'summary' | 'paragraphs'> {
  const one = content === undefined ? [] : htmlParagraphs(content, BODY_CHARS_MAX);
  const other = description === undefined ? [] : htmlParagraphs(description, BODY_CHARS_MAX);
  // Some feeds put a link or a picture's caption where the article belongs, and the article in the description.
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

/** However it is cut into paragraphs. */
function isSame(one: readonly string[], other: readonly string[]): boolean {
  const chars = length(one) + one.length === length(other) + other.length;
  return chars && one.join(' ') === other.join(' ');
}

function length(paragraphs: readonly string[]): number {
  return paragraphs.reduce((sum, text) => sum + text.length, 0);
}
