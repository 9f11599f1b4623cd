/** The RPC contract of StoryIndex: outlets file articles, the Worker reads, the operator corrects. Every method is one RPC. */
import type { Article } from '../documents/article.ts';
import type { DailyDocument } from '../documents/daily.ts';
import type { FrontStory, StoryDocument } from '../documents/document.ts';
import type { FollowUps } from '../documents/follow-ups.ts';
import type { OutletSettings, OutletStatus } from '../documents/outlet.ts';
import type { Slice } from '../documents/slice.ts';
import type { Thrift, Usage } from '../documents/usage.ts';
import type { AlertFormat, AlertReason } from '../documents/watch.ts';
import type { RenderFormat } from '../render/formats.ts';
import type { EncodedFront } from '../render/front-snapshot.ts';
import type { SealedValue } from '../render/sealed-value.ts';
import type { Range } from '../text/search.ts';

export type StoryAnswer =
  | { readonly kind: 'story'; readonly story: StoryDocument }
  /** Merged into the story `to`. */
  | { readonly kind: 'moved'; readonly to: string }
  /** Its articles have left the index. */
  | { readonly kind: 'gone' }
  | { readonly kind: 'unknown' };

export interface StoriesQuery {
  /** 1…200. */
  readonly limit: number;
  /** From an earlier answer's `next`, see documents/story-cursor.ts. undefined: the newest page. */
  readonly cursor: string | undefined;
  readonly slice: Slice;
}

/** In the message of the error that a query gets when readers' queries have read their share of the day's rows. Errors cross objects as text. */
export const QUERIES_SPENT = 'The day’s share of queries is spent';

/** Begins the message of the error that a slice gets when it names what the list does not know. What follows is an English sentence that says so. */
export const UNKNOWN_IN_SLICE = 'Unknown in the slice: ';

export interface StoriesPage {
  readonly stories: readonly FrontStory[];
  readonly next: string | undefined;
  /** Names of the outlets that the slice names, by id. */
  readonly names: Readonly<Record<string, string>>;
  /** Of a slice with words. */
  readonly search?: Searched | undefined;
}

export interface Searched {
  /** Days of reports that were searched, today's included. */
  readonly days: number;
  /** By story id, where title and excerpt have words of the search. */
  readonly marks: Readonly<Record<string, { readonly title: readonly Range[]; readonly excerpt: readonly Range[] }>>;
}

/** The days of a slice, and the names of the outlets that it names, by id. */
export interface SlicedDays extends DailyDocument {
  readonly names: Readonly<Record<string, string>>;
}

export type Correction =
  /** `changes`: every story that is another than before; of a dry run, that would be. */
  | { readonly ok: true; readonly story: string; readonly changes: readonly StoryChange[] }
  | { readonly ok: false; readonly status: 404 | 409; readonly detail: string };

export interface Quarantined {
  readonly article: string;
  readonly outlet: string;
  readonly title: string;
  readonly url: string;
  /** Both ms since the epoch. */
  readonly seen: number;
  readonly tried: number;
  /** The error that filing it made. */
  readonly reason: string;
}

export interface Today {
  /** On this UTC day. */
  readonly used: Usage;
  /** Kept now. */
  readonly articles: number;
  /** Ever founded. */
  readonly stories: number;
  /** Documents that KV does not hold yet. */
  readonly waiting: number;
  /** Articles that could not be recorded and are in no storage yet. */
  readonly unfiled: number;
  readonly quarantined: readonly Quarantined[];
  /** ms since the epoch; undefined: never. */
  readonly lastFiled: number | undefined;
  readonly lastPublished: number | undefined;
}

/** One outlet's last reports, at most 60, and of how many what was seen. */
export interface OutletReports {
  /** The newest first. */
  readonly reports: readonly {
    readonly id: string;
    readonly title: string;
    readonly url: string;
    readonly published: number;
    readonly notBefore: number | undefined;
    readonly seen: number;
    /** Id of its story. */
    readonly story: string;
    readonly publishers: number;
  }[];
  /** In stories of several publishers. */
  readonly shared: number;
  /** Of these: all others' reports were seen to come after it. */
  readonly first: number;
  /** Of these: another's report was seen to come before it. */
  readonly later: number;
  /** With words that another publisher was seen to have before it. */
  readonly copied: number;
  /** With words that it was seen to have first, and another publisher after it. */
  readonly copiedByOthers: number;
}

export interface OutletOverview extends OutletReports {
  readonly entry: OutletEntry;
}

/** What readers see of a story. */
export interface StoryState {
  readonly title: string;
  /** Id of the article that leads it. */
  readonly lead: string;
  /** Articles shown. */
  readonly reports: number;
  readonly publishers: number;
}

export interface StoryChange {
  readonly story: string;
  /** undefined: the correction founds it. */
  readonly before: StoryState | undefined;
  /** undefined: it redirects to `movedTo`. */
  readonly after: StoryState | undefined;
  readonly movedTo: string | undefined;
}

export interface Published {
  /** Documents written. */
  readonly written: number;
  /** Documents still waiting: over the limit of one publication, over the write budget, or their write failed. */
  readonly left: number;
  /** The write budget is spent for now and no write failed. The documents left wait for a later round. */
  readonly rationed: boolean;
  /** Why the first failed write failed; undefined when none did. */
  readonly failure: string | undefined;
}

/** What a takedown took down, or would. */
export interface TakenDown {
  readonly articles: number;
  /** Stories that live on without them. */
  readonly stories: number;
  /** Stories that have no other article: their ids answer 410. */
  readonly emptied: number;
}

export interface TakedownRecord {
  readonly article: string;
  readonly outlet: string;
  readonly title: string;
  readonly url: string;
  /** ms since the epoch. */
  readonly at: number;
  readonly reason: string;
}

/** The address stays: an outlet's id is made from it. */
export type OutletChanges = Partial<Omit<OutletSettings, 'id' | 'feed'>>;

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
  /** Articles in quarantine: filing them failed, and is tried again. */
  readonly aside: number;
  /** How sparing the day is. */
  readonly thrift: Thrift;
  /** ms since the epoch; undefined: never. */
  readonly lastFiled: number | undefined;
  readonly lastPublished: number | undefined;
  readonly outlets: { readonly ok: number; readonly failing: number; readonly new: number; readonly disabled: number };
}

export type Restored =
  /** `notes`: what the backup could not bring back, a sentence each. */
  | { readonly ok: true; readonly rows: number; readonly notes?: readonly string[] }
  /** `line` counts from 1; 0: the backup as a whole. `rowsNeeded`: it can be read, and writes more rows than are left today. */
  | { readonly ok: false; readonly line: number; readonly detail: string; readonly rowsNeeded?: number };

/** A watch as the operator asks for it, checked but for the outlets and countries that it names. */
export interface NewWatch {
  readonly name: string;
  readonly slice: Slice;
  readonly alert?: NewReceiver;
}

/** Who is told of a watch, and of what. */
export interface NewReceiver {
  readonly url: string;
  readonly format: AlertFormat;
  /** Whether a story that enters the watch is told. */
  readonly enters: boolean;
  /** From how many publishers on a story is told; undefined: never for these. */
  readonly publishers: number | undefined;
  /** As Standard Webhooks writes it: whsec_ and base64. */
  readonly secret: string;
  /** Telegram's chat; undefined for other formats. */
  readonly chat: string | undefined;
  /** Scheme and host at which the watch was made, for links unless SITE_URL is set. */
  readonly origin: string;
}

export type WatchChange =
  | { readonly ok: true }
  | { readonly ok: false; readonly status: 400 | 409; readonly detail: string };

/** How the receiver took a test. `detail` is an English sentence without its address. */
export type TestedWatch = { readonly taken: true } | { readonly taken: false; readonly detail: string };

/** Without the receiver's address and secret. */
export interface WatchState {
  readonly name: string;
  readonly slice: Slice;
  /** ms since the epoch, as all times here. */
  readonly created: number;
  readonly alert?: {
    readonly format: AlertFormat;
    readonly host: string;
    readonly enters: boolean;
    readonly publishers: number | undefined;
    /** When the receiver last took one; undefined: never. */
    readonly delivered: number | undefined;
    /** When the receiver answered that it is gone: nothing is sent any longer. */
    readonly ended: number | undefined;
    readonly waiting: number;
    /** Failures in a row, and why the last failed. */
    readonly failures: number;
    readonly failure: string | undefined;
    /** As many alerts as there may be were made in the last 24 hours: further stories are not told. */
    readonly full: boolean;
    /** The latest that the receiver did not take for a day. */
    readonly givenUp: readonly {
      readonly story: string;
      readonly title: string;
      readonly reason: AlertReason;
      readonly id: string;
      readonly made: number;
    }[];
  };
}

export interface StoryIndexApi {
  /** Records the batch whole or throws; filing an article again changes no decision. Returns how many were new, and the rows that it took. */
  file(batch: readonly Article[]): Promise<{ readonly filed: number; readonly rowsWritten: number }>;
  /** Writes changed documents to KV. Safe to call at any time, also while another call runs. */
  publish(): Promise<Published>;
  /** The front as it would be published now. */
  front(): Promise<EncodedFront>;
  /** The days as they would be published now. */
  daily(): Promise<SealedValue>;
  /** A watch as it would be published now; undefined: there is none of that name. Rejects with QUERIES_SPENT as `stories` does. */
  watch(name: string): Promise<SealedValue | undefined>;
  addWatch(watch: NewWatch): Promise<WatchChange>;
  /** False when there is none of that name. */
  removeWatch(name: string): Promise<boolean>;
  watches(): Promise<readonly WatchState[]>;
  /** Sends its receiver an alert that tells no story. undefined: no such watch, or one without a receiver. */
  testWatch(name: string): Promise<TestedWatch | undefined>;
  /** The days of a slice. Rejects as `stories` does. */
  days(slice: Slice): Promise<SlicedDays>;
  /** The same as a feed at `origin`. */
  dailyFeed(slice: Slice, format: RenderFormat, origin: string): Promise<string>;
  story(id: string): Promise<StoryAnswer>;
  /** Later stories that followed it. Writes nothing. None for an id that the index does not know. */
  followUps(id: string): Promise<FollowUps>;
  /** Rejects with QUERIES_SPENT when readers' queries have read their share of the day's rows, and with UNKNOWN_IN_SLICE, as `feed` and `updates` do. */
  stories(query: StoriesQuery): Promise<StoriesPage>;
  /** The stories as a feed at `origin`. Rendered here, because rendering exceeds the Worker's 10 ms CPU. */
  feed(query: StoriesQuery, format: RenderFormat, origin: string): Promise<string>;
  /** What is new of a slice, as a feed at `origin`. */
  updates(slice: Slice, format: RenderFormat, origin: string): Promise<string>;
  outlets(): Promise<readonly OutletEntry[]>;
  /** undefined for an outlet that is not listed. Rejects with QUERIES_SPENT as `stories` does. */
  outlet(id: string): Promise<OutletOverview | undefined>;
  /** `spent` is what the round used outside the index. Returns how sparing the day is now. */
  report(statuses: readonly OutletStatus[], spent?: Usage): Promise<Thrift>;
  replaceOutlets(outlets: readonly OutletSettings[]): Promise<void>;
  /** Adds or replaces an outlet. False when the list is full and the outlet is not in it. */
  putOutlet(outlet: OutletSettings): Promise<boolean>;
  /** Changes the named settings and no others; a setting that is there and undefined is taken away. undefined: no such outlet. */
  changeOutlet(id: string, changes: OutletChanges): Promise<OutletSettings | undefined>;
  /** False when the list has no outlet of that id. */
  removeOutlet(id: string): Promise<boolean>;
  /** Takes an article and its repeats down until it is restored; undefined for one that the index does not know. `dry`: only counts. */
  takeDownArticle(id: string, reason: string, dry: boolean): Promise<TakenDown | undefined>;
  /** Takes down all that an outlet filed, and the outlet off the list; undefined for an outlet that the index does not know. */
  takeDownOutlet(id: string, reason: string, dry: boolean): Promise<TakenDown | undefined>;
  /** Puts an article back. The id of its story; undefined when it is not taken down. */
  putBack(article: string): Promise<string | undefined>;
  /** What is taken down, newest first, for the operator only. */
  takedowns(): Promise<readonly TakedownRecord[]>;
  /** `dry`, here and below: nothing is changed, and the answer tells what would be. */
  merge(story: string, into: string, dry?: boolean): Promise<Correction>;
  /** The named articles leave the story and found their own, which no later decision merges back. */
  split(story: string, articles: readonly string[], dry?: boolean): Promise<Correction>;
  /** The article leads its story until it leaves it or another is chosen; undefined: led by rule again. */
  lead(story: string, article: string | undefined, dry?: boolean): Promise<Correction>;
  /** Invalidates every document, so that all are published again; returns how many. */
  republish(): Promise<{ readonly marked: number }>;
  /** Tells at which scheme and host readers reach the site, for announcing its feeds to a hub. */
  servedAt(origin: string): Promise<void>;
  health(): Promise<Health>;
  /** For the operator. */
  today(): Promise<Today>;
  /** Everything the index knows, as NDJSON. Nothing can be filed until the stream ends, is cancelled or stalls. */
  backup(): Promise<ReadableStream<Uint8Array>>;
  /** Replaces everything by a backup, whole or not at all. A failure names the line that cannot be read. */
  restore(body: ReadableStream<Uint8Array>): Promise<Restored>;
}
