/**
 * Decides which items of a reading are new, which were edited and which are skipped. Pure: the caller passes the seen rows.
 * An item that matches a known article is never new, and an edit keeps the article's id and date. Items skipped as too old
 * or over the daily limit are recorded as seen, so they never come back as new, and counted in a warning.
 */

import type { FeedItem } from '../../feeds/item.ts';
import { FEED_ITEMS_MAX, STORY_WINDOW_MS } from '../../limits.ts';
import type { SeenRow } from '../store.ts';
import { datesOf, oldBefore } from './dating.ts';
import { type IdentifiedItem, matchedByWords, matchedRows } from './matching.ts';

/**
 * Edits of one article that are sent a day, its text's only up to the first number, its title's up to the second: a wrong
 * headline must not stand because a live page has been edited all day, and a feed that changes a title at each reading must
 * not write without end. Edits past the bound are held back, and the newest version follows when the day is over.
 */
export const TEXT_EDITS_PER_DAY_MAX = 8;
export const EDITS_PER_DAY_MAX = 32;
/** Edits of all an outlet's articles that are sent a day, changed titles first: some ten rows each of the 100,000 of the plan. */
export const OUTLET_EDITS_PER_DAY_MAX = 600;

/** An item to file, and the rows that record it afterwards. */
export interface Pending {
  readonly article: string;
  readonly item: FeedItem;
  readonly published: number;
  readonly seen: number;
  /** Last reading of the whole feed that did not list the item, or not this version of it, ms; undefined: none. */
  readonly notBefore: number | undefined;
  readonly edited: boolean;
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
  /** Keys of items matched only by text, newest first. No rows are stored for them: some feeds mint new ones on every fetch. */
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
  /** Articles that are filed; may be Infinity. */
  readonly articles: number;
  /** Edits that are sent. */
  readonly edits: number;
}

interface SelectionInput {
  /** Rows of the items' keys, by key. */
  readonly known: ReadonlyMap<string, SeenRow>;
  /** The `contents` that a seen item has. Called only if most keys are new: some feeds mint guids and links on every fetch. */
  readonly knownContent: (contents: readonly string[]) => ReadonlySet<string>;
  /** Rows of the keys that the last reading listed and this one does not. Called only if some item has an unknown key. */
  readonly left: () => readonly SeenRow[];
  /** As the last reading returned it. */
  readonly matchedByText: readonly string[];
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
  const dated = all.map((one, i) => ({ ...one, published: dates[i] ?? now, row: rows[i] }));
  const unmatched = dated.filter((one) => one.row === undefined);
  const listed = dated.filter((one) => one.row !== undefined);

  // If a feed renames all its items for good, the items it still has must not become news once most of them are gone.
  const before = new Set(input.matchedByText);
  const renamed = unmatched.filter((one) => !before.has(one.keys[0]));
  const mostRenamed = !first && renamed.length >= RENAMED_ITEMS_MIN && renamed.length > all.length / 2;
  const knownTexts = mostRenamed ? input.knownContent(renamed.map((one) => one.content)) : new Set<string>();
  // If a feed renames a few, their new names are recorded: the old ones have left the feed.
  const byWords = mostRenamed || renamed.length === 0 ? undefined : matchedByWords(renamed, listed, input.left());
  const readdressed = renamed.flatMap((one, i) => {
    const row = byWords?.get(i);
    return row === undefined || row === 'repeat' ? [] : one.keys.map((key): SeenRow => ({ ...row, key }));
  });
  const unknown = renamed.filter((one, i) => !byWords?.has(i) && !knownTexts.has(one.content));
  const matchedByText = unmatched
    .filter((one) => before.has(one.keys[0]) || knownTexts.has(one.content))
    .map((one) => one.keys[0]);

  // If the quota does not suffice, the newest are taken: the feed's own order says nothing about age.
  const newestFirst = unknown.toSorted((a, b) => b.published - a.published);
  const accepted = newestFirst.slice(0, Math.max(0, quota.items));
  const recent = accepted.filter((one) => one.published >= horizon);
  const fresh = recent.slice(0, Math.max(0, quota.articles));
  const skipped = [...accepted.filter((one) => one.published < horizon), ...recent.slice(fresh.length)];
  const edits = dated.flatMap((one) => editOf(one, one.row, now, notBefore, known) ?? []);
  const sent = edits
    .filter((one) => one.within)
    .toSorted((a, b) => Number(b.retitled) - Number(a.retitled))
    .slice(0, Math.max(0, quota.edits))
    .map((one) => one.pending);

  return {
    pending: [...fresh.toReversed().map((one) => pendingOf(one, one.published, now, notBefore)), ...sent],
    skipped: [...skipped.flatMap((one) => rowsOf(one, undefined, now)), ...readdressed],
    skippedItems: skipped.length,
    matchedByText: [...new Set([...matchedByText, ...input.matchedByText])].slice(0, FEED_ITEMS_MAX),
    leftOut: unknown.length - accepted.length,
    heldBack: edits.length - sent.length,
    warnings: [
      ...warning(accepted.length - recent.length, 'skipped: already old when first seen'),
      ...warning(recent.length - fresh.length, "skipped: over this outlet's daily limit"),
      ...warning(unknown.length - accepted.length, 'skipped: more new items in a day than any outlet publishes'),
      ...warning(edits.length - sent.length, 'edited more often than is followed in a day: held back until tomorrow'),
      ...warning(matchedByText.length, 'recognised by their text in spite of a new guid and link'),
    ],
  };
}

interface Edit {
  readonly pending: Pending;
  readonly retitled: boolean;
  /** Whether the article's own bound lets it through. */
  readonly within: boolean;
}

/**
 * The item to send again because its words changed: not its figures alone, white space or a counter. undefined if they did
 * not, if it was never filed, or if it was first seen so long ago that the index may have dropped it and would take it for new.
 */
function editOf(
  { keys, content, version: versionOf, item }: IdentifiedItem,
  row: SeenRow | undefined,
  now: number,
  notBefore: number | undefined,
  known: ReadonlyMap<string, SeenRow>,
): Edit | undefined {
  if (row?.published === undefined || row.content === content) return undefined;
  if (row.seen < now - STORY_WINDOW_MS) return undefined;
  const { title, version } = versionOf();
  if (row.version === version) return undefined;
  const { article, published, seen } = row;
  const day = Math.floor(now / DAY_MS);
  const edits = (row.day === day ? row.edits : 0) + 1;
  const rows = keys.flatMap((key) => {
    const old = known.get(key);
    return old?.article === article ? [{ ...old, content, title, version, edits, day }] : [];
  });
  const retitled = row.title !== title;
  return {
    pending: { article, item, published, seen, notBefore, edited: true, at: now, rows },
    retitled,
    within: edits <= (retitled ? EDITS_PER_DAY_MAX : TEXT_EDITS_PER_DAY_MAX),
  };
}

function pendingOf(one: IdentifiedItem, published: number, seen: number, notBefore: number | undefined): Pending {
  return {
    article: one.keys[0],
    item: one.item,
    published,
    seen,
    notBefore,
    edited: false,
    at: seen,
    rows: rowsOf(one, published, seen),
  };
}

function rowsOf(
  { keys, content, version }: IdentifiedItem,
  published: number | undefined,
  seen: number,
): readonly SeenRow[] {
  return keys.map((key) => ({ key, article: keys[0], content, ...version(), edits: 0, day: 0, published, seen }));
}

function warning(items: number, what: string): readonly string[] {
  return items > 0 ? [`${items} ${what}`] : [];
}
