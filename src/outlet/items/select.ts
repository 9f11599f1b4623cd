/**
 * Decides which items of a reading are new, which were edited and which are skipped. Pure: the caller passes the seen rows.
 * An item that matches a known article is never new, and an edit keeps the article's id and date; another article on a page
 * used again is new. Items skipped as too old or over the daily limit are recorded as seen, so they never come back as new, and
 * counted in a warning.
 */

import type { FeedItem } from '../../feeds/item.ts';
import { FEED_ITEMS_MAX, STORY_WINDOW_MS } from '../../limits.ts';
import type { SeenRow } from '../store.ts';
import { isAnotherArticle } from './another-article.ts';
import { datesOf, oldBefore } from './dating.ts';
import { type IdentifiedItem, isTelling, matchedByWords, matchedRows } from './matching.ts';

/**
 * Edits of one article that are sent a day, its text's only up to the first number, its title's up to the second: a wrong
 * headline must not stand because a live page has been edited all day, and a feed that changes a title at each reading must
 * not write without end. Edits past the bound are held back, and the newest version follows when the day is over.
 */
export const TEXT_EDITS_PER_DAY_MAX = 8;
export const EDITS_PER_DAY_MAX = 32;
/** Edits of all an outlet's articles that are sent a day, changed titles first: some ten rows each of the 100,000 of the plan. */
export const OUTLET_EDITS_PER_DAY_MAX = 600;
/**
 * A new link or picture under the same words is sent while its article had fewer edits today than the first number, and its outlet
 * fewer than the second: a feed whose addresses change at each reading must not use up what corrections need.
 */
export const DETAIL_EDITS_PER_DAY_MAX = 2;
export const OUTLET_DETAIL_EDITS_PER_DAY_MAX = 100;

/** An item to file, and the rows that record it afterwards. */
export interface Pending {
  readonly article: string;
  readonly item: FeedItem;
  readonly published: number;
  readonly seen: number;
  /** Last reading of the whole feed that did not list the item, or not this version of it, ms; undefined: none. */
  readonly notBefore: number | undefined;
  readonly edited: boolean;
  /** Its page or guid was another article's before. */
  readonly reused: boolean;
  /** When this version was seen, ms. */
  readonly at: number;
  readonly rows: readonly SeenRow[];
}

export interface Selection {
  /** Oldest first, because the index numbers articles as they arrive; edits last. */
  readonly pending: readonly Pending[];
  /** Rows that are recorded though nothing is filed: of `skippedItems` items, and new names of known articles. */
  readonly skipped: readonly SeenRow[];
  readonly skippedItems: number;
  /** Keys of items matched only by text, newest first. No rows are stored for them until they come again: some feeds mint new ones on every fetch. */
  readonly matchedByText: readonly string[];
  /** Items that are neither filed nor recorded for now. */
  readonly leftOut: number;
  /** Edits that are not sent for now. While there are any, the next reading must look again. */
  readonly heldBack: number;
  readonly warnings: readonly string[];
}

/** What the outlet may still bring today. */
interface Quota {
  /** Items that are recorded as seen. Further items are ignored. */
  readonly items: number;
  /** Articles that are filed. */
  readonly articles: number;
  /** The same for a whole day, as the status tells it. */
  readonly articlesADay: number;
  /** Edits that are sent. */
  readonly edits: number;
}

interface SelectionInput {
  /** Rows of the items' keys, by key. */
  readonly known: ReadonlyMap<string, SeenRow>;
  /** Rows of the seen items with these `contents`. Reads all rows, so it is called only if most keys are new, or were at an earlier reading. */
  readonly rowsOf: (contents: readonly string[]) => readonly SeenRow[];
  /** Rows of the keys that the last reading listed and this one does not. Called only if some item has an unknown key. */
  readonly left: () => readonly SeenRow[];
  /** As the last reading returned it. */
  readonly matchedByText: readonly string[];
  /** The feed did not break off: an item that it does not list has left it. */
  readonly whole: boolean;
  /** All keys of the last successful reading. */
  readonly listedLast: ReadonlySet<string>;
  /** Id of the article that follows another on its page. */
  readonly articleAfter: (article: string) => string;
  /** No reading of this outlet has succeeded before. */
  readonly first: boolean;
  /** The last reading that told of every item in the feed, ms; undefined: none. */
  readonly lastListing: number | undefined;
  readonly quota: Quota;
  readonly now: number;
}

const DAY_MS = 24 * 60 * 60_000;
/** Fewer new keys than this are news, not a feed that renames its items. */
const RENAMED_ITEMS_MIN = 4;

export function select(all: readonly IdentifiedItem[], input: SelectionInput): Selection {
  const { known, first, quota, now } = input;
  // A clock that was set back must not date an item after its first sight.
  const notBefore = input.lastListing === undefined ? undefined : Math.min(input.lastListing, now);
  const items = all.map((one) => one.item);
  const dates = datesOf(items, now, first);
  const horizon = oldBefore(dates, now, first);
  const rows = matchedRows(all, known);
  const dated = all.flatMap((one, i): readonly Dated[] => {
    const [row, published] = [rows[i], dates[i] ?? now];
    if (row === 'repeat') return [];
    if (row !== undefined && isAnotherArticle(one, row, input.listedLast, now))
      return [{ ...one, article: input.articleAfter(row.article), reused: true, published, row: undefined }];
    return [{ ...one, article: row?.article ?? one.keys[0], reused: false, published, row }];
  });
  const unmatched = dated.filter((one) => one.row === undefined);
  const listed = dated.filter((one) => one.row !== undefined);

  // If a feed renames all its items for good, the items it still has must not become news once most of them are gone.
  const before = new Set(input.matchedByText);
  const renamed = unmatched.filter((one) => one.reused || !before.has(one.keys[0]));
  const mostRenamed = !first && renamed.length >= RENAMED_ITEMS_MIN && renamed.length > all.length / 2;
  // If guids are places in the feed, what moved up is on another place and no other article.
  const asked = mostRenamed ? renamed : renamed.filter((one) => one.reused);
  // What stood in the words that its outlet has just changed does not stand in them any more: who lists them now is somebody else.
  const reworded = new Set(listed.flatMap(({ row, content }) => (row && row.content !== content ? [row.article] : [])));
  const textsOf = (some: readonly Dated[]) =>
    some.length > 0 ? input.rowsOf(some.map((one) => one.content)).filter(({ article }) => !reworded.has(article)) : [];
  const knownTexts = new Set(textsOf(asked).map((row) => row.content));
  // If a feed renames a few, their new names are recorded: the old ones have left the feed. What one that breaks off does not list may
  // still be in it: then the next whole reading tells whether its words have moved or stand there twice.
  const mints = mostRenamed && renamed.filter((one) => knownTexts.has(one.content)).length >= RENAMED_ITEMS_MIN;
  const byWords = mints || renamed.length === 0 ? undefined : matchedByWords(renamed, listed, input.left());
  const movedTo = (some: readonly Dated[], found: ReturnType<typeof matchedByWords> = new Map()) =>
    some.flatMap((one, i): readonly Dated[] => {
      const row = found.get(i);
      return row === undefined || row === 'repeat' ? [] : [{ ...one, article: row.article, reused: false, row }];
    });
  const movedNow = input.whole ? movedTo(renamed, byWords) : [];
  // A name that comes again was not minted for one fetch: the site has moved. Its names are recorded, and its links followed.
  const stable = unmatched.filter((one) => !one.reused && before.has(one.keys[0]) && isTelling(one));
  const movedBefore = movedTo(stable, matchedByWords(stable, [...listed, ...movedNow], textsOf(stable)));
  const moved = [...movedNow, ...movedBefore];
  const unknown = renamed.filter((one, i) => !byWords?.has(i) && !knownTexts.has(one.content));
  const recognised = new Set(moved.map((one) => one.keys[0]));
  const matchedByText = unmatched
    .filter((one) => !one.reused && (before.has(one.keys[0]) || knownTexts.has(one.content)))
    .map((one) => one.keys[0])
    .filter((key) => !recognised.has(key));

  // If the quota does not suffice, the newest are taken: the feed's own order says nothing about age.
  const newestFirst = unknown.toSorted((a, b) => b.published - a.published);
  const accepted = newestFirst.slice(0, Math.max(0, quota.items));
  const recent = accepted.filter((one) => one.published >= horizon);
  const fresh = recent.slice(0, Math.max(0, quota.articles));
  const skipped = [...accepted.filter((one) => one.published < horizon), ...recent.slice(fresh.length)];
  const edits = [...dated, ...moved].flatMap((one) => editOf(one, now, notBefore, known) ?? []);
  const wordEdits = edits.filter((one) => one.kind !== 'details');
  const sentWordEdits = wordEdits
    .filter((one) => one.within)
    .toSorted((a, b) => Number(b.kind === 'title') - Number(a.kind === 'title'))
    .slice(0, Math.max(0, quota.edits));
  const sentDetails = edits
    .filter((one) => one.kind === 'details' && one.within)
    .slice(0, Math.max(0, quota.edits - (OUTLET_EDITS_PER_DAY_MAX - OUTLET_DETAIL_EDITS_PER_DAY_MAX)));
  const sent = [...sentWordEdits, ...sentDetails].map((one) => one.pending);
  const told = new Set(sent.map(({ article }) => article));
  const readdressed = moved.flatMap(({ keys, article, row }) =>
    row === undefined || told.has(article) ? [] : keys.map((key): SeenRow => ({ ...row, key })),
  );
  const heldBack = wordEdits.length - sentWordEdits.length;

  return {
    pending: [...fresh.toReversed().map((one) => pendingOf(one, one.published, now, notBefore)), ...sent],
    skipped: [...skipped.flatMap((one) => rowsOf(one, undefined, now)), ...readdressed],
    skippedItems: skipped.length,
    matchedByText: [...new Set([...matchedByText, ...input.matchedByText])].slice(0, FEED_ITEMS_MAX),
    leftOut: unknown.length - accepted.length,
    heldBack,
    warnings: [
      ...warning(accepted.length - recent.length, 'skipped: already old when first seen'),
      ...warning(
        recent.length - fresh.length,
        `skipped: over the ${quota.articlesADay} items a day of this outlet (itemsPerDay in the list)`,
      ),
      ...warning(unknown.length - accepted.length, 'skipped: more new items in a day than any outlet publishes'),
      ...warning(heldBack, 'edited more often than is followed in a day: held back until tomorrow'),
      ...warning(matchedByText.length, 'recognised by their text in spite of a new guid and link'),
    ],
  };
}

interface Dated extends IdentifiedItem {
  /** The known article's id, or the one it is filed under. */
  readonly article: string;
  readonly reused: boolean;
  readonly published: number;
  readonly row: SeenRow | undefined;
}

interface Edit {
  readonly pending: Pending;
  /** The most that changed: the title, the text, or only link and picture. */
  readonly kind: 'title' | 'text' | 'details';
  /** Whether the article's own bound lets it through. */
  readonly within: boolean;
}

/**
 * The item to send again because its words changed, not its figures alone, white space or a counter, or its link or picture.
 * undefined if nothing did, if it was never filed, or if it was first seen so long ago that the index may have dropped it and would
 * take it for new.
 */
function editOf(
  { keys, content, version: versionOf, details: detailsOf, sketch, item, row }: Dated,
  now: number,
  notBefore: number | undefined,
  known: ReadonlyMap<string, SeenRow>,
): Edit | undefined {
  if (row?.published === undefined || row.seen < now - STORY_WINDOW_MS) return undefined;
  const details = detailsOf();
  if (row.content === content && row.details === details) return undefined;
  const { title, version } = row.content === content ? row : versionOf();
  if (row.version === version && row.details === details) return undefined;
  const { article, published, seen } = row;
  const day = Math.floor(now / DAY_MS);
  const edits = (row.day === day ? row.edits : 0) + 1;
  const rows = keys.flatMap((key) => {
    const old = known.get(key);
    // A new link is recorded too, so that the item is known by it when its guid changes later.
    if (old !== undefined && old.article !== article) return [];
    return [{ ...(old ?? row), key, content, title, version, details, sketch: sketch(), edits, day }];
  });
  const kind = row.version === version ? 'details' : row.title === title ? 'text' : 'title';
  return {
    pending: { article, item, published, seen, notBefore, edited: true, reused: false, at: now, rows },
    kind,
    within: edits <= EDITS_MAX[kind],
  };
}

const EDITS_MAX = { title: EDITS_PER_DAY_MAX, text: TEXT_EDITS_PER_DAY_MAX, details: DETAIL_EDITS_PER_DAY_MAX };

function pendingOf(one: Dated, published: number, seen: number, notBefore: number | undefined): Pending {
  return {
    article: one.article,
    item: one.item,
    published,
    seen,
    notBefore,
    edited: false,
    reused: one.reused,
    at: seen,
    rows: rowsOf(one, published, seen),
  };
}

function rowsOf(
  { article, keys, content, version, details, sketch }: Dated,
  published: number | undefined,
  seen: number,
): readonly SeenRow[] {
  const words = { content, ...version(), details: details(), sketch: sketch() };
  return keys.map((key) => ({ key, article, ...words, edits: 0, day: 0, published, seen }));
}

function warning(items: number, what: string): readonly string[] {
  return items > 0 ? [`${items} ${what}`] : [];
}
