/** The RPC contract of Outlet objects. */

import type { OutletFailure, OutletSettings, TickReport } from '../documents/outlet.ts';
import type { Rows } from '../documents/usage.ts';
import type { AnnouncedFeed } from '../feeds/announced-feeds.ts';
import type { Published } from '../story-index/api.ts';

/** `now` is ms since the epoch; the object itself never reads a clock for decisions. */
export interface OutletApi {
  tick(settings: OutletSettings, now: number, force: boolean): Promise<MeteredReport>;
  /** One look at a site's or a feed's address, by the address guard and within the limits of every reading. Stores nothing. */
  find(address: string, userAgent: string | undefined, now: number): Promise<FoundFeeds>;
  /** Ticks every outlet. Called on one object only: see poll-all.ts. */
  pollAll(now: number, force: boolean): Promise<Round>;
}

export type FoundFeeds =
  | {
      readonly kind: 'feed';
      /** After redirects. */
      readonly address: string;
      readonly title: string | undefined;
      readonly home: string | undefined;
      readonly items: number;
      /** Titles of the first items. */
      readonly newest: readonly string[];
      readonly warnings: readonly string[];
    }
  | {
      readonly kind: 'page';
      readonly address: string;
      readonly title: string | undefined;
      readonly feeds: readonly AnnouncedFeed[];
    }
  /** `detail`: one sentence. */
  | { readonly kind: 'failed'; readonly failure: OutletFailure; readonly detail: string };

/** The report of a tick, with the rows that the outlet's object read and wrote for it. */
export interface MeteredReport extends TickReport {
  readonly rows: Rows;
  /** Rows that the index wrote for its articles. */
  readonly filingRows: number;
}

/** The result of ticking every outlet once. */
export interface Round {
  /** In the order of the list. */
  readonly reports: readonly RoundReport[];
  readonly published: Published;
}

/** One outlet's result. It holds no more of the status than one line, because a list may have hundreds. */
export interface RoundReport {
  readonly outlet: string;
  readonly name: string;
  readonly outcome: TickReport['outcome'];
  /** Articles newly accepted by StoryIndex. */
  readonly filed: number;
  readonly detail: string;
}
