/** A watch: a slice to which the operator gave a name, with its own address and, if wanted, alerts. */
import type { FrontStory } from './document.ts';
import type { Slice } from './slice.ts';

/** All together take a quarter of the day's KV writes, and five rows a write; more of them are each written more seldom. */
export const WATCHES_MAX = 20;
/** UTF-16 units. */
export const WATCH_NAME_CHARS_MAX = 40;

/** Latin letters in lower case, Arabic letters, digits of either, and single hyphens between them. */
export const WATCH_NAME =
  /^[a-z\d\u0620-\u063f\u0641-\u064a\u0660-\u0669\u0671-\u06d3]+(?:-[a-z\d\u0620-\u063f\u0641-\u064a\u0660-\u0669\u0671-\u06d3]+)*$/;

/** Kept for addresses of our own. */
const RESERVED = new Set(['add', 'all', 'api', 'edit', 'feed', 'index', 'list', 'new', 'null', 'undefined']);

/** Why this cannot name a watch, as an English sentence; undefined when it can. */
export function watchNameFault(name: string): string | undefined {
  if (name.length > WATCH_NAME_CHARS_MAX) return `A name has at most ${WATCH_NAME_CHARS_MAX} characters.`;
  if (!WATCH_NAME.test(name)) {
    return 'A name has lower-case Latin letters, Arabic letters and digits, with single hyphens between them.';
  }
  return RESERVED.has(name) ? `"${name}" is reserved.` : undefined;
}

/** Path of the watch's page. Its feeds are under it: /w/{name}/feed.xml. */
export function watchPath(name: string): string {
  return `/w/${encodeURIComponent(name)}`;
}

/** How an alert's body is written. */
export const ALERT_FORMATS = ['json', 'slack', 'telegram', 'ntfy'] as const;
export type AlertFormat = (typeof ALERT_FORMATS)[number];

/** A story came to fit the slice, or so many publishers as the operator asked for carry it there. */
export type AlertReason = 'entered' | 'publishers';

/** What KV holds of a watch. */
export interface WatchDocument {
  readonly name: string;
  readonly slice: Slice;
  /** When these stories were first published as they are, ms since the epoch. */
  readonly changed: number;
  readonly stories: readonly FrontStory[];
  /** Cursor of the slice's next older page; undefined when there is none. */
  readonly next: string | undefined;
  /** Names of the outlets that the slice names, by id. */
  readonly names: Readonly<Record<string, string>>;
}
