/**
 * Decides when an item under a known name is another article: a page or a guid used again, as for each week's column or the next
 * match. Pure. Three signs together: another title, words that have nothing in common with those before, and a date more than
 * half a day later. In doubt it is the same article, because a correction belongs where the error was read.
 *
 * The other article takes a name of its own, made from the article before it on that page alone. So it is named alike when a crash
 * makes us read it twice. An outlet gains nothing by it: a new guid would do the same, and both count as new items.
 */
import { areStrangers } from '../../clustering/text-sketch.ts';
import { articleId } from '../../feeds/identity.ts';
import type { FeedItem } from '../../feeds/item.ts';
import { normalize } from '../../text/normalize.ts';
import type { SeenRow } from '../store.ts';
import { claimedDate } from './dating.ts';
import type { IdentifiedItem } from './matching.ts';

/** The next episode of a page comes a day or a week later; a live page and an agency's updates end within hours. */
const REUSED_AFTER_MS = 12 * 60 * 60_000;

/** `listedLast`: the keys in the last reading. `now` is ms since the epoch. */
export function isAnotherArticle(
  { item, keys, content, version, sketch }: IdentifiedItem,
  row: SeenRow,
  listedLast: ReadonlySet<string>,
  now: number,
): boolean {
  if (row.content === content || !isLater(item, row, now, () => keys.some((key) => listedLast.has(key)))) return false;
  if (row.title === version().title || row.version === version().version) return false;
  return areStrangers(row.sketch, sketch()) && !isCorrection(item);
}

/** Without a date, what stood in the last reading is what it was: an outlet that gives no dates edits its items in place. */
function isLater(item: FeedItem, row: SeenRow, now: number, stoodInLast: () => boolean): boolean {
  const claimed = claimedDate(item);
  if (claimed === undefined) return now - row.seen > REUSED_AFTER_MS && !stoodInLast();
  return Math.min(claimed, now) - (row.published ?? row.seen) > REUSED_AFTER_MS;
}

/** What a retraction says in place of the article; it may have no word in common with it. Normalized. */
const CORRECTION =
  /(?<!\p{L})(?:و|ف)?(?:ال)?(?:تصحيح|تصويب|استدراك|توضيح|تنويه|تنبيه|اعتذار|[تين]عتذر|حذفنا|سحبنا|لا صحه|غير صحيح(?:ه)?|تم (?:حذف|سحب|تعديل)|(?:حذف|سحب)ت? (?:الخبر|الماده|المقال|التقرير)|[تين]نفي|correct(?:ed|ion)|retract(?:ed|ion)|apolog(?:y|ise|ize)s?|withdrawn|removed)(?!\p{L})/iu;
/** UTF-16 units: a correction says so at once. */
const CORRECTION_CHARS_READ = 300;

function isCorrection({ title, summary, paragraphs }: FeedItem): boolean {
  const opening = `${title ?? ''}\n${summary ?? paragraphs[0] ?? ''}`.slice(0, CORRECTION_CHARS_READ);
  return CORRECTION.test(normalize(opening));
}

/** Id of the article that follows `article` on its page. No feed's guid or link can be made to give the same. */
export function idAfter(outlet: string, article: string): string {
  return articleId(outlet, `after:${article}`);
}
