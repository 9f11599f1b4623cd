/**
 * Which items of a reading are new, which were edited, which are left out. Pure: what was seen before comes in.
 * Promises: an item met before, under any of its names, is never new; an edit keeps id and date; what is left out for
 * being old or past the day's number is recorded as seen, so that it never comes back as new, and said in a note.
 */
import { EDITS_MAX, FEED_ITEMS_MAX, STORY_WINDOW_MS } from '../core/limits.ts';
import type { FeedItem } from '../feeds/item.ts';
import { datesOf, oldBefore } from './dating.ts';
import { type Candidate, rowsKnown } from './recognition.ts';
import type { SeenRow } from './store.ts';

/** An item to be filed, and the rows that record it once it is. */
export interface Pending {
  readonly article: string;
  readonly item: FeedItem;
  readonly published: number;
  readonly seen: number;
  readonly edited: boolean;
  readonly rows: readonly SeenRow[];
}

export interface Selection {
  /** Oldest first, as the index numbers arrivals; edits last. */
  readonly pending: readonly Pending[];
  /** Of items that are recorded and not filed, and how many items they are. */
  readonly leftOut: readonly SeenRow[];
  readonly leftOutItems: number;
  /** Names that items bore which were known by their text alone, the latest first: not recorded, for some change at each fetch. */
  readonly metByText: readonly string[];
  readonly notes: readonly string[];
}

export interface Circumstances {
  readonly known: ReadonlyMap<string, SeenRow>;
  /** Hashes of words met before. Asked only when most names are new: feeds that mint new guids and links at each fetch. */
  readonly knownContent: (contents: readonly string[]) => ReadonlySet<string>;
  /** As the reading before gave them. */
  readonly metByText: readonly string[];
  /** No reading of this outlet has succeeded before. */
  readonly first: boolean;
  /** Articles the outlet may still file today; may be Infinity. */
  readonly mayFile: number;
  /** Items it may still bring today at all; others are passed over without a trace. */
  readonly mayMeet: number;
  readonly now: number;
}

/** Fewer new names than this are news, not churn. */
const CHURN_ITEMS_MIN = 4;

export function select(all: readonly Candidate[], given: Circumstances): Selection {
  const { known, first, now } = given;
  const items = all.map((one) => one.item);
  const dates = datesOf(items, now, first);
  const horizon = oldBefore(dates, now, first);
  const rows = rowsKnown(all, known);
  const dated = all.map((one, i) => ({ ...one, published: dates[i] ?? now, row: rows[i] }));

  // Where a feed has changed all its names for good, what is left of it must not be news once most of it is.
  const renamed = new Set(given.metByText);
  const nameless = dated.filter((one) => one.row === undefined);
  const strangers = nameless.filter((one) => !renamed.has(one.keys[0]));
  const churn = !first && strangers.length >= CHURN_ITEMS_MIN && strangers.length > all.length / 2;
  const met = churn ? given.knownContent(strangers.map((one) => one.content)) : new Set<string>();
  const named = strangers.filter((one) => !met.has(one.content));
  const metByText = nameless.filter((one) => !named.includes(one)).map((one) => one.keys[0]);
  // Newest first where not all may come; the feed's order is no guide to that.
  const welcome = named.toSorted((a, b) => b.published - a.published).slice(0, Math.max(0, given.mayMeet));
  const young = welcome.filter((one) => one.published >= horizon);
  const fresh = young.slice(0, Math.max(0, given.mayFile));
  const leftOut = [...welcome.filter((one) => one.published < horizon), ...young.slice(fresh.length)];
  const edits = dated.flatMap((one) => editOf(one, one.row, now, known) ?? []);

  return {
    pending: [...fresh.toReversed().map((one) => pendingOf(one, one.published, now)), ...edits],
    leftOut: leftOut.flatMap((one) => rowsOf(one, undefined, now)),
    leftOutItems: leftOut.length,
    metByText: [...new Set([...metByText, ...given.metByText])].slice(0, FEED_ITEMS_MAX),
    notes: [
      ...note(welcome.length - young.length, 'not filed: already old when first met'),
      ...note(young.length - fresh.length, 'not filed: past the items a day this outlet may bring'),
      ...note(named.length - welcome.length, 'passed over: more new items in a day than any outlet publishes'),
      ...note(metByText.length, 'known in spite of a new guid and link, by their text'),
    ],
  };
}

/**
 * The item as it is sent again because its words changed; undefined when they did not, when it was never filed, when it
 * was edited often enough, or when it was met so long ago that the index may have let it go and would take it for new.
 */
function editOf(
  { keys, content, item }: Candidate,
  row: SeenRow | undefined,
  now: number,
  known: ReadonlyMap<string, SeenRow>,
): Pending | undefined {
  if (row?.published === undefined || row.content === content || row.edits >= EDITS_MAX) return undefined;
  if (row.seen < now - STORY_WINDOW_MS) return undefined;
  const rows = keys.flatMap((key) => {
    const old = known.get(key);
    return old?.article === row.article ? [{ ...old, content, edits: row.edits + 1 }] : [];
  });
  return { article: row.article, item, published: row.published, seen: row.seen, edited: true, rows };
}

function pendingOf(one: Candidate, published: number, seen: number): Pending {
  return { article: one.keys[0], item: one.item, published, seen, edited: false, rows: rowsOf(one, published, seen) };
}

function rowsOf({ keys, content }: Candidate, published: number | undefined, seen: number): readonly SeenRow[] {
  return keys.map((key) => ({ key, article: keys[0], content, edits: 0, published, seen }));
}

function note(items: number, what: string): readonly string[] {
  return items > 0 ? [`${items} ${what}`] : [];
}
