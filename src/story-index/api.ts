/** What StoryIndex answers to: the Outlets file, the Worker reads, the operator corrects. Every method is one RPC. */
import type { Article } from '../documents/article.ts';
import type { FrontStory, StoryDocument } from '../documents/document.ts';
import type { FollowUps } from '../documents/follow-ups.ts';
import type { OutletSettings, OutletStatus } from '../documents/outlet.ts';
import type { RenderFormat } from '../render/formats.ts';
import type { EncodedFront } from '../render/front-snapshot.ts';

export type StoryAnswer =
  | { readonly kind: 'story'; readonly story: StoryDocument }
  /** Merged into another. */
  | { readonly kind: 'moved'; readonly to: string }
  /** Known once, its articles no longer kept. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'unknown' };

export interface StoriesQuery {
  /** 1…200. */
  readonly limit: number;
  /** Opaque, from an earlier answer's `next`. */
  readonly cursor: string | undefined;
  /** At least that many publishers. */
  readonly outlets: number;
  /** Only stories updated at or after, ms since the epoch. */
  readonly since: number | undefined;
  /** Ids of the newest page, which the front gave: asks for the page behind it. With it no cursor. */
  readonly shown?: readonly string[];
}

export interface StoriesPage {
  readonly stories: readonly FrontStory[];
  readonly next: string | undefined;
}

export type Correction =
  | { readonly ok: true; readonly story: string }
  | { readonly ok: false; readonly status: 404 | 409; readonly detail: string };

export interface Published {
  /** Documents written. */
  readonly written: number;
  /** Documents still waiting: over the limit of one go, over the day's share of writes, or their write failed. */
  readonly left: number;
  /** The day's share of KV writes is spent for now, and no write failed: what is left waits for a later round, as the day goes by. */
  readonly rationed: boolean;
  /** Why the first failed write failed; undefined when none did. */
  readonly failure: string | undefined;
}

export interface OutletEntry {
  readonly settings: OutletSettings;
  readonly status: OutletStatus;
}

export interface Health {
  readonly ready: boolean;
  readonly detail: string;
  readonly articles: number;
  readonly stories: number;
  /** Stories decided and not yet in KV. */
  readonly unpublished: number;
  /** Articles that could not be filed: kept whole, and tried again. */
  readonly aside: number;
  /** ms since the epoch; undefined: never. */
  readonly lastFiled: number | undefined;
  readonly lastPublished: number | undefined;
  readonly outlets: { readonly ok: number; readonly failing: number; readonly new: number; readonly disabled: number };
}

export type Restored =
  | { readonly ok: true; readonly rows: number }
  /** `line` counts from 1. */
  | { readonly ok: false; readonly line: number; readonly detail: string };

export interface StoryIndexApi {
  /** Records the batch whole or throws; filing an article again changes no decision. Returns how many were new. */
  file(batch: readonly Article[]): Promise<{ readonly filed: number }>;
  /** Writes what changed to KV; returns how many documents. Safe to call at any time, twice at once too. */
  publish(): Promise<Published>;
  /** As it would be published now. */
  front(): Promise<EncodedFront>;
  story(id: string): Promise<StoryAnswer>;
  /** Later stories that followed it. Reads only; none for an id that the index does not know. */
  followUps(id: string): Promise<FollowUps>;
  stories(query: StoriesQuery): Promise<StoriesPage>;
  /** The same as a feed at `origin`: an object has the time to render it, the Worker's 10 ms are too few. */
  feed(query: StoriesQuery, format: RenderFormat, origin: string): Promise<string>;
  outlets(): Promise<readonly OutletEntry[]>;
  report(statuses: readonly OutletStatus[]): Promise<void>;
  replaceOutlets(outlets: readonly OutletSettings[]): Promise<void>;
  /** False when the list is full and the outlet not in it. */
  putOutlet(outlet: OutletSettings): Promise<boolean>;
  /** False when there is none of that id. */
  removeOutlet(id: string): Promise<boolean>;
  merge(story: string, into: string): Promise<Correction>;
  /** The articles named leave the story and found one of their own, kept apart for good. */
  split(story: string, articles: readonly string[]): Promise<Correction>;
  /** Marks everything for publication anew; returns how many documents. */
  republish(): Promise<{ readonly marked: number }>;
  health(): Promise<Health>;
  /** Everything the index knows, as NDJSON. Until it is read to its end, cancelled or stands still, nothing can be filed. */
  backup(): Promise<ReadableStream<Uint8Array>>;
  /** Replaces everything by a backup, whole or not at all; says which line cannot be read. */
  restore(body: ReadableStream<Uint8Array>): Promise<Restored>;
}
