/** An outlet, which is one feed: the operator's settings, its status, and the report of one tick. */

export interface OutletSettings {
  /** Stable for ever: made from the feed's address. 13 characters, [0-9a-z]. */
  readonly id: string;
  readonly feed: string;
  readonly name: string;
  readonly home: string | undefined;
  /** Whom it counts as, where the addresses do not tell (feeds/publisher.ts): a registrable domain or a name. */
  readonly publisher: string | undefined;
  /** The OPML folder it is listed in, e.g. 'Egypt'; undefined at top level. */
  readonly group: string | undefined;
  /** Preference when choosing the lead, higher first; 0 is ordinary. */
  readonly priority: number;
  /** Use title and summary only, even where the feed carries the full text. */
  readonly summaryOnly: boolean;
  readonly disabled: boolean;
  /** Its articles always stand alone. */
  readonly unmerged: boolean;
  /** User-Agent header for this outlet; undefined = ours. */
  readonly userAgent: string | undefined;
  /** Most items filed in 24 hours; undefined = ITEMS_PER_DAY_DEFAULT. */
  readonly itemsPerDay: number | undefined;
  /** Month, 2026-11, in which somebody last said that the feed's address works; of a public list, in which it was looked up. */
  readonly checked?: string | undefined;
}

/** Why a feed was not read: a code for programs, and for pages in other languages than `detail`. */
export type FailureReason =
  | (
      | 'address'
      | 'unreachable'
      | 'silent'
      | 'slow'
      | 'cut-off'
      | 'encoding'
      | 'too-large'
      | 'gone'
      | 'index'
      | 'internal'
    )
  | ('redirect-loop' | 'too-many-redirects' | 'bad-redirect' | 'status' | 'not-modified-unasked')
  | ('empty' | 'html' | 'truncated' | 'not-xml' | 'not-a-feed' | 'too-deep' | 'charset');

export interface OutletFailure {
  readonly reason: FailureReason;
  /** HTTP status of the answer, where it tells the reason. */
  readonly httpStatus?: number | undefined;
  /** What the sentence is about, as it may be told in public: the content encoding, or the address that a page leads to. */
  readonly about?: string | undefined;
}

/** Pages and monitors branch on `state`; `detail` explains it in an English sentence or two. */
export interface OutletStatus {
  readonly outlet: string;
  readonly state: 'new' | 'ok' | 'failing' | 'disabled';
  readonly detail: string;
  /** undefined unless `state` is 'failing'. */
  readonly failure?: OutletFailure | undefined;
  /** Warnings about a feed that could be read. */
  readonly notes: readonly string[];
  /** ms since the epoch; undefined: never. */
  readonly lastTried: number | undefined;
  readonly lastSuccess: number | undefined;
  /** When the newest item was first seen. */
  readonly lastItem: number | undefined;
  readonly nextDue: number;
  /** Failures in a row; 0 when the last try succeeded. */
  readonly failures: number;
}

/** What one tick did. */
export interface TickReport {
  readonly status: OutletStatus;
  readonly outcome: 'not-due' | 'unchanged' | 'read' | 'failed' | 'disabled';
  /** Articles newly accepted by StoryIndex. */
  readonly filed: number;
  /** The shortest time in which the feed was replaced whole lately, ms; undefined: it was not. */
  readonly turnoverMs: number | undefined;
}
