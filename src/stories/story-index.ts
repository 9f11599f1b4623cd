/**
 * The single writer: every decision about stories is made here, in one SQLite database, one transaction each, with no
 * waiting inside a decision. KV is written from here only, and is a copy.
 */
import { DurableObject } from 'cloudflare:workers';
import { type Env, readConfig } from '../config.ts';
import { PUBLISH_RETRY_MS } from '../core/limits.ts';
import type { Article } from '../feeds/article.ts';
import type { FollowUps } from '../feeds/follow-ups.ts';
import type { OutletSettings, OutletStatus } from '../feeds/outlet.ts';
import type { RenderFormat } from '../feeds/render/formats.ts';
import type { EncodedFront } from '../feeds/render/front-snapshot.ts';
import type {
  Correction,
  Health,
  OutletEntry,
  Published,
  Restored,
  StoriesPage,
  StoriesQuery,
  StoryAnswer,
  StoryIndexApi,
} from './api.ts';
import { exportBackup } from './backup.ts';
import { merge, split } from './corrections.ts';
import { answerStory } from './documents.ts';
import { fileAside, fileBatch } from './filing.ts';
import { followUpsOf } from './follow-ups.ts';
import { storiesFeed, storiesPage } from './front.ts';
import { healthOf } from './health.ts';
import { createHold } from './hold.ts';
import {
  knownOutlets,
  listOutlets,
  outletEntries,
  putOutlet,
  recordStatuses,
  removeOutlet,
  replaceOutlets,
} from './outlet-list.ts';
import { pruneWhenDue } from './prune.ts';
import { countWaiting, lookAgain, markEverything, publishChanges } from './publication.ts';
import { currentFront } from './publish-front.ts';
import { keptInKvSince } from './publish-story.ts';
import { dropAside, putInPlace, setAside } from './restore.ts';
import { migrate } from './schema.ts';

export class StoryIndex extends DurableObject<Env> implements StoryIndexApi {
  readonly #storage: DurableObjectStorage;
  /** The publication under way: a second call waits for it, then looks again, so no key is written twice at once. */
  #publishing: Promise<unknown> = Promise.resolve();

  readonly #hold = createHold();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    this.#storage = ctx.storage;
    readConfig(env);
    migrate(ctx.storage);
    dropAside(ctx.storage.sql);
    lookAgain(ctx.storage);
  }

  async file(batch: readonly Article[]): Promise<{ filed: number }> {
    this.#hold.refuse();
    const filed = fileBatch(this.#storage, batch, this.#priorityOf());
    await this.#publishSoon();
    return { filed };
  }

  publish(): Promise<Published> {
    const turn = this.#publishing.then(() => this.#publishNow());
    this.#publishing = turn.catch(() => {});
    return turn;
  }

  override async alarm(): Promise<void> {
    await this.publish();
  }

  front(): Promise<EncodedFront> {
    return currentFront(this.#storage.sql, Date.now());
  }

  async story(id: string): Promise<StoryAnswer> {
    return answerStory(this.#storage.sql, id, knownOutlets(this.#storage.sql));
  }

  async followUps(id: string): Promise<FollowUps> {
    return followUpsOf(this.#storage.sql, id);
  }

  async stories(query: StoriesQuery): Promise<StoriesPage> {
    return storiesPage(this.#storage.sql, query, knownOutlets(this.#storage.sql));
  }

  async feed(query: StoriesQuery, format: RenderFormat, origin: string): Promise<string> {
    return storiesFeed(await this.stories(query), query, format, origin);
  }

  async outlets(): Promise<readonly OutletEntry[]> {
    return outletEntries(this.#storage.sql);
  }

  async report(statuses: readonly OutletStatus[]): Promise<void> {
    recordStatuses(this.#storage, statuses);
  }

  async replaceOutlets(outlets: readonly OutletSettings[]): Promise<void> {
    this.#hold.refuse();
    replaceOutlets(this.#storage, outlets);
    await this.#publishSoon();
  }

  async putOutlet(outlet: OutletSettings): Promise<boolean> {
    this.#hold.refuse();
    const put = putOutlet(this.#storage, outlet);
    await this.#publishSoon();
    return put;
  }

  async removeOutlet(id: string): Promise<boolean> {
    this.#hold.refuse();
    return removeOutlet(this.#storage, id);
  }

  async merge(story: string, into: string): Promise<Correction> {
    this.#hold.refuse();
    const correction = merge(this.#storage, story, into, Date.now(), this.#priorityOf());
    await this.#publishSoon();
    return correction;
  }

  async split(story: string, articles: readonly string[]): Promise<Correction> {
    this.#hold.refuse();
    const correction = split(this.#storage, story, articles, Date.now(), this.#priorityOf());
    await this.#publishSoon();
    return correction;
  }

  async republish(): Promise<{ marked: number }> {
    this.#hold.refuse();
    const marked = markEverything(this.#storage, keptInKvSince(Date.now()));
    await this.#publishSoon();
    return { marked };
  }

  async health(): Promise<Health> {
    return healthOf(this.#storage.sql);
  }

  async backup(): Promise<ReadableStream<Uint8Array>> {
    await this.#publishing;
    const hold = this.#hold.take('A backup is being written');
    return exportBackup(this.#storage.sql, { goOn: hold.goOn, end: hold.end });
  }

  async restore(body: ReadableStream<Uint8Array>): Promise<Restored> {
    const hold = this.#hold.take('A backup is being restored');
    try {
      const refused = await setAside(this.#storage, body, hold.goOn);
      if (refused) return refused;
      // After the publication under way, which would else note down its writes for stories of another index.
      await this.#publishing;
      hold.goOn();
      return putInPlace(this.#storage, keptInKvSince(Date.now()));
    } finally {
      hold.end();
      await this.#publishSoon();
    }
  }

  /** Whoever rings the outlets publishes at the end of the round; should that never come, or nobody ring, the alarm does. */
  async #publishSoon(): Promise<void> {
    const soon = Date.now() + PUBLISH_RETRY_MS;
    const alarm = await this.#storage.getAlarm();
    if (alarm === null || alarm > soon) await this.#storage.setAlarm(soon);
  }

  async #publishNow(): Promise<Published> {
    const now = Date.now();
    const held = this.#hold.why();
    if (held !== undefined) {
      await this.#storage.setAlarm(now + PUBLISH_RETRY_MS);
      return { written: 0, left: countWaiting(this.#storage.sql), rationed: false, failure: `${held}.` };
    }
    fileAside(this.#storage, now, this.#priorityOf());
    const more = pruneWhenDue(this.#storage, now, this.#priorityOf());
    const { kvWritesADay } = readConfig(this.env);
    const published = await publishChanges(this.#storage, this.env.STORIES, now, kvWritesADay);
    const unfinished = (published.left > 0 && !published.rationed) || more;
    if (unfinished) await this.#storage.setAlarm(now + PUBLISH_RETRY_MS);
    else await this.#storage.deleteAlarm();
    if (published.written > 0 || published.failure !== undefined) {
      console.log(JSON.stringify({ event: 'publish', ...published, ms: Date.now() - now }));
    }
    return published;
  }

  #priorityOf(): (outlet: string) => number {
    const priorities = new Map(listOutlets(this.#storage.sql).map((o) => [o.id, o.priority]));
    return (outlet) => priorities.get(outlet) ?? 0;
  }
}
