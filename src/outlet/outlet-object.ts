/**
 * The Outlet object, one per feed: runs `tickOutlet` over its own SQLite, the network and the index. Its settings come with
 * each tick, so it stores no list of outlets. One more object of this class, the scheduler, runs the rounds (poll-all.ts).
 */
import { DurableObject } from 'cloudflare:workers';
import type { OutletSettings } from '../documents/outlet.ts';
import { type Env, readConfig } from '../env.ts';
import { meter } from '../metering.ts';
import type { FoundFeeds, MeteredReport, OutletApi, Round } from './api.ts';
import { FETCH_LIMITS, fetchFeed } from './fetch/fetch-feed.ts';
import { findFeeds } from './find-feeds.ts';
import { logTick } from './log.ts';
import { OUTLETS_AT_ONCE, pollOutlets, semaphore } from './poll-all.ts';
import { openRounds, type RoundStore } from './round.ts';
import { type OutletStore, openStore } from './store.ts';
import { tickOutlet } from './tick.ts';

export class Outlet extends DurableObject<Env> implements OutletApi {
  #store: OutletStore | undefined;
  #rounds: RoundStore | undefined;
  #running: Promise<MeteredReport> | undefined;
  readonly #meter = meter(this.ctx.storage);
  readonly #slots = semaphore(OUTLETS_AT_ONCE);

  /** A tick during another tick gets that one's report, so a feed is never fetched twice at once. */
  tick(settings: OutletSettings, now: number, force: boolean): Promise<MeteredReport> {
    this.#running ??= this.#read(settings, now, force).finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async find(address: string, userAgent: string | undefined, now: number): Promise<FoundFeeds> {
    const { allowLoopback, contactUrl } = readConfig(this.env);
    const request = { url: address, userAgent: agent(userAgent, contactUrl), validators: undefined, allowLoopback };
    return findFeeds(await fetchFeed(request, FETCH_LIMITS, now), allowLoopback);
  }

  /** Rounds that overlap share the slots, so together they poll no more outlets at once than one round does. */
  pollAll(now: number, force: boolean): Promise<Round> {
    this.#rounds ??= openRounds(this.#meter.storage);
    return pollOutlets(this.env, now, force, this.#slots, this.#rounds);
  }

  async #read(settings: OutletSettings, now: number, force: boolean): Promise<MeteredReport> {
    const { allowLoopback, contactUrl } = readConfig(this.env);
    this.#store ??= openStore(this.#meter.storage);
    let filingRows = 0;
    const report = await tickOutlet(settings, now, force, {
      fetch: ({ feed, userAgent }, validators, at) =>
        fetchFeed({ url: feed, userAgent: agent(userAgent, contactUrl), validators, allowLoopback }, FETCH_LIMITS, at),
      file: async (batch) => {
        const done = await this.env.STORY_INDEX.getByName('index').file(batch);
        filingRows += done.rowsWritten;
        return done;
      },
      store: this.#store,
    });
    logTick(settings, report);
    return { ...report, rows: this.#meter.take(), filingRows };
  }
}

/** The User-Agent, safe in a header: a control character that an operator pasted must not make every fetch fail. */
function agent(own: string | undefined, contactUrl: string | undefined): string {
  return (
    own?.replace(/[^\x20-\x7e]+/g, ' ').trim() ||
    (contactUrl === undefined ? 'wirefold/1' : `wirefold/1 (+${contactUrl})`)
  );
}
