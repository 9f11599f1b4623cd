/**
 * The Outlet object, one per feed: what `tick.ts` decides, over this object's SQLite, the real network and the real index.
 * Its settings come with each tick, so it needs no list of outlets and nothing to tell it that one was edited. One more of
 * them reads nothing, stores nothing and rings the others (round.ts).
 */
import { DurableObject } from 'cloudflare:workers';
import { type Env, readConfig } from '../config.ts';
import { OUTLETS_AT_ONCE } from '../core/limits.ts';
import type { OutletSettings, TickReport } from '../feeds/outlet.ts';
import type { OutletApi, Round } from './api.ts';
import { FETCH_LIMITS, fetchFeed } from './http.ts';
import { logTick } from './log.ts';
import { ringOutlets, turns } from './round.ts';
import { type OutletStore, openStore } from './store.ts';
import { tickOutlet } from './tick.ts';

export class Outlet extends DurableObject<Env> implements OutletApi {
  #store: OutletStore | undefined;
  #running: Promise<TickReport> | undefined;
  readonly #turns = turns(OUTLETS_AT_ONCE);

  /** Rung while it is still reading, it answers with that reading's report: an outlet is never asked twice at once. */
  tick(settings: OutletSettings, now: number, force: boolean): Promise<TickReport> {
    this.#running ??= this.#read(settings, now, force).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  /** Rounds that overlap share the turns: never more outlets at once than one round rings. */
  ring(now: number, force: boolean): Promise<Round> {
    return ringOutlets(this.env, now, force, this.#turns);
  }

  async #read(settings: OutletSettings, now: number, force: boolean): Promise<TickReport> {
    const { allowLoopback, contactUrl } = readConfig(this.env);
    this.#store ??= openStore(this.ctx.storage);
    const report = await tickOutlet(settings, now, force, {
      fetch: ({ feed, userAgent }, validators, at) =>
        fetchFeed({ url: feed, userAgent: agent(userAgent, contactUrl), validators, allowLoopback }, FETCH_LIMITS, at),
      file: (batch) => this.env.STORY_INDEX.getByName('index').file(batch),
      store: this.#store,
    });
    logTick(settings, report);
    return report;
  }
}

/** Header-safe: whatever an operator pasted, a control character must not become a failure of every fetch. */
function agent(own: string | undefined, contactUrl: string): string {
  return own?.replace(/[^\x20-\x7e]+/g, ' ').trim() || `wirefold/1 (+${contactUrl})`;
}
