/** The RPC contract of Outlet objects. */

import type { OutletSettings, TickReport } from '../documents/outlet.ts';
import type { Rows } from '../documents/usage.ts';
import type { Published } from '../story-index/api.ts';

/** `now` is ms since the epoch; the object itself never reads a clock for decisions. */
export interface OutletApi {
  tick(settings: OutletSettings, now: number, force: boolean): Promise<MeteredReport>;
  /** Ticks every outlet. Called on one object only: see poll-all.ts. */
  pollAll(now: number, force: boolean): Promise<Round>;
}

/** The report of a tick, with the rows that the outlet's object read and wrote for it. */
export interface MeteredReport extends TickReport {
  readonly rows: Rows;
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
