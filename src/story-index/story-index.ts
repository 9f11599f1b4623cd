/**
 * The StoryIndex object, the single writer. Every decision about stories is one transaction in one SQLite database, and
 * nothing waits inside a decision. Only this object writes to KV, which is a copy.
 */
import { DurableObject } from 'cloudflare:workers';
import type { Article } from '../documents/article.ts';
import type { FollowUps } from '../documents/follow-ups.ts';
import type { OutletSettings, OutletStatus } from '../documents/outlet.ts';
import type { Slice } from '../documents/slice.ts';
import { NO_USAGE, type Thrift } from '../documents/usage.ts';
import { type Env, missingBindings, readConfig, siteOf } from '../env.ts';
import { type Localized, localize } from '../localization/localization.ts';
import type { RenderFormat } from '../render/formats.ts';
import type { EncodedFront } from '../render/front-snapshot.ts';
import type { SealedValue } from '../render/sealed-value.ts';
import { watchKey } from '../render/watch-snapshot.ts';
import { exportBackup } from './admin/backup.ts';
import { chooseLeadOf, merge, split } from './admin/corrections.ts';
import {
  changeOutlet,
  knownOutlets,
  outletEntries,
  priorities,
  putOutlet,
  removeOutlet,
  replaceOutlets,
} from './admin/outlet-list.ts';
import { pruneWhenDue } from './admin/prune.ts';
import { dropStaged, replaceByStaged, stageBackup } from './admin/restore.ts';
import { putBack, type TakedownOf, takeDown, takedowns } from './admin/takedown.ts';
import { createWriteLock } from './admin/write-lock.ts';
import type {
  Correction,
  Health,
  NewWatch,
  OutletChanges,
  OutletEntry,
  OutletOverview,
  Published,
  Restored,
  SlicedDays,
  StoriesPage,
  StoriesQuery,
  StoryAnswer,
  StoryIndexApi,
  TakedownRecord,
  TakenDown,
  TestedWatch,
  Today,
  WatchChange,
  WatchState,
} from './api.ts';
import { fileBatch, retryQuarantined } from './filing/file-batch.ts';
import { fileKept, keepUnfiled } from './filing/unfiled.ts';
import { inBackground } from './in-background.ts';
import { announce, announcementsDue, describeHub, recordOrigin } from './publish/announce.ts';
import { isSettled } from './publish/day-budget.ts';
import {
  countWaiting,
  invalidateAll,
  invalidateDirtyWatches,
  invalidateOutdated,
  invalidateStories,
  publishChanges,
} from './publish/publication.ts';
import { currentDaily, slicedDailyFeed, slicedDays } from './publish/publish-daily.ts';
import { currentFront, frontChanged } from './publish/publish-front.ts';
import { keptInKvSince } from './publish/publish-story.ts';
import { currentWatch, watchPage } from './publish/publish-watches.ts';
import { followUpsOf } from './read/find-follow-ups.ts';
import { storiesFeed, storiesPage, updatesFeed } from './read/front.ts';
import { healthOf } from './read/health.ts';
import { outletReports } from './read/outlet-reports.ts';
import { createQueryAnswers } from './read/query-answers.ts';
import { storyAnswer } from './read/story-document.ts';
import { todayOf } from './read/today.ts';
import { ringBy } from './storage/alarm.ts';
import { answerStore } from './storage/answer-rows.ts';
import { recordStatuses } from './storage/outlet-statuses.ts';
import { migrate } from './storage/schema.ts';
import { storedWatch } from './storage/watch-rows.ts';
import { createUsageCounter } from './usage-counter.ts';
import { deliverDue, nextDelivery, sendTest } from './watches/deliver-alerts.ts';
import { addWatch, listWatches, removeWatch } from './watches/watch-list.ts';

/** How long the alarm waits after a failed write, and after a batch whose round did not publish. */
const PUBLISH_RETRY_MS = 60_000;

/** Takedowns listed for the operator. */
const TAKEDOWNS_LISTED_MAX = 1_000;
/** Keys deleted from KV at once by one takedown: the plan allows 1,000 deletes a day. The others are overwritten. */
const KV_DELETES_MAX = 200;

function counts({ articles, stories, emptied }: TakenDown): TakenDown {
  return { articles, stories, emptied };
}

export class StoryIndex extends DurableObject<Env> implements StoryIndexApi {
  readonly #usage = createUsageCounter(this.ctx.storage, () => readConfig(this.env).plan);
  readonly #storage = this.#usage.storage;
  /** Articles that could not be recorded and are not in KV yet. */
  #unfiled: readonly Article[] = [];
  readonly #answers = createQueryAnswers(answerStore(this.#storage.sql));
  /** The publication under way. A second call waits for it and then runs itself, so no key is written twice at once. */
  #publishing: Promise<unknown> = Promise.resolve();

  readonly #announcing = inBackground(this.ctx, 'hub-failed');
  readonly #delivering = inBackground(this.ctx, 'alerts-failed');

  readonly #writeLock = createWriteLock();

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env);
    migrate(this.#storage);
    dropStaged(this.#storage.sql);
    invalidateOutdated(this.#storage, siteOf(env));
  }

  async file(batch: readonly Article[]): Promise<{ filed: number; rowsWritten: number }> {
    this.#usage.call();
    this.#writeLock.assertFree();
    const [filed, { rowsWritten }] = this.#usage.counted(() => this.#fileOrKeep(batch));
    await this.#publishSoon();
    return { filed, rowsWritten };
  }

  publish(): Promise<Published> {
    this.#usage.call();
    const turn = this.#publishing.then(() => this.#publishNow());
    this.#publishing = turn.catch(() => {});
    return turn;
  }

  override async alarm(): Promise<void> {
    await this.publish();
  }

  front(): Promise<EncodedFront> {
    this.#usage.call();
    return currentFront(this.#storage.sql, Date.now(), this.#localized());
  }

  daily(): Promise<SealedValue> {
    this.#usage.call();
    return currentDaily(this.#storage.sql, Date.now(), this.#localized());
  }

  async watch(name: string): Promise<SealedValue | undefined> {
    this.#usage.call();
    const { sql } = this.#storage;
    const watch = storedWatch(sql, name);
    if (!watch) return undefined;
    const page = this.#query(`watch ${name} ${watch.created}`, () => watchPage(sql, watch));
    return currentWatch(sql, watch, page, Date.now(), this.#localized());
  }

  async addWatch(watch: NewWatch): Promise<WatchChange> {
    this.#writeLock.assertFree();
    const change = addWatch(this.#storage, watch, Date.now());
    if (change.ok) await this.#publishSoon();
    return change;
  }

  async removeWatch(name: string): Promise<boolean> {
    this.#writeLock.assertFree();
    const removed = removeWatch(this.#storage, name);
    await this.env.STORIES.delete(watchKey(name)).catch(() => {});
    return removed;
  }

  async testWatch(name: string): Promise<TestedWatch | undefined> {
    this.#writeLock.assertFree();
    return sendTest(this.#storage.sql, name, Date.now(), this.#delivery());
  }

  async watches(): Promise<readonly WatchState[]> {
    return listWatches(this.#storage.sql, Date.now());
  }

  async days(slice: Slice): Promise<SlicedDays> {
    this.#usage.call();
    return this.#query(`days ${JSON.stringify(slice)}`, () =>
      slicedDays(this.#storage.sql, slice, knownOutlets(this.#storage.sql)),
    );
  }

  async dailyFeed(slice: Slice, format: RenderFormat, origin: string): Promise<string> {
    this.#usage.call();
    const { sql } = this.#storage;
    const key = `daily ${JSON.stringify([slice, format, origin])}`;
    return this.#query(key, () => slicedDailyFeed(sql, slice, knownOutlets(sql), format, origin, this.#localized()));
  }

  async story(id: string): Promise<StoryAnswer> {
    this.#usage.call();
    return storyAnswer(this.#storage.sql, id, knownOutlets(this.#storage.sql));
  }

  async followUps(id: string): Promise<FollowUps> {
    this.#usage.call();
    return followUpsOf(this.#storage.sql, id);
  }

  async stories(query: StoriesQuery): Promise<StoriesPage> {
    this.#usage.call();
    const { sql } = this.#storage;
    return this.#query(JSON.stringify(query), () => storiesPage(sql, query, knownOutlets(sql)));
  }

  async feed(query: StoriesQuery, format: RenderFormat, origin: string): Promise<string> {
    this.#usage.call();
    const empty = frontChanged(this.#storage.sql) ?? Date.now();
    const { sql } = this.#storage;
    const page = this.#query(`feed ${JSON.stringify(query)}`, () => storiesPage(sql, query, knownOutlets(sql), true));
    return storiesFeed(page, query, format, origin, empty, this.#localized());
  }

  async updates(slice: Slice, format: RenderFormat, origin: string): Promise<string> {
    this.#usage.call();
    const changed = frontChanged(this.#storage.sql) ?? Date.now();
    const { sql } = this.#storage;
    const key = JSON.stringify([slice, format, origin]);
    return this.#query(key, () =>
      updatesFeed(sql, slice, knownOutlets(sql), format, origin, changed, this.#localized()),
    );
  }

  async outlets(): Promise<readonly OutletEntry[]> {
    this.#usage.call();
    return outletEntries(this.#storage.sql);
  }

  async outlet(id: string): Promise<OutletOverview | undefined> {
    this.#usage.call();
    const { sql } = this.#storage;
    const entry = outletEntries(sql).find(({ settings }) => settings.id === id);
    return entry && { entry, ...this.#query(`outlet ${id}`, () => outletReports(sql, id, knownOutlets(sql))) };
  }

  async report(statuses: readonly OutletStatus[], spent = NO_USAGE): Promise<Thrift> {
    this.#usage.call();
    this.#usage.add(spent);
    recordStatuses(this.#storage, statuses);
    return this.#usage.shortage(Date.now()).thrift;
  }

  async replaceOutlets(outlets: readonly OutletSettings[]): Promise<void> {
    this.#writeLock.assertFree();
    replaceOutlets(this.#storage, outlets);
    this.#answers.forget();
    await this.#publishSoon();
  }

  async putOutlet(outlet: OutletSettings): Promise<boolean> {
    this.#writeLock.assertFree();
    const put = putOutlet(this.#storage, outlet);
    this.#answers.forget();
    await this.#publishSoon();
    return put;
  }

  async changeOutlet(id: string, changes: OutletChanges): Promise<OutletSettings | undefined> {
    this.#writeLock.assertFree();
    const changed = changeOutlet(this.#storage, id, changes);
    this.#answers.forget();
    if (changed) await this.#publishSoon();
    return changed;
  }

  async removeOutlet(id: string): Promise<boolean> {
    this.#writeLock.assertFree();
    this.#answers.forget();
    return removeOutlet(this.#storage, id);
  }

  takeDownArticle(id: string, reason: string, dry: boolean): Promise<TakenDown | undefined> {
    return this.#takeDown({ article: id }, reason, dry);
  }

  async takeDownOutlet(id: string, reason: string, dry: boolean): Promise<TakenDown | undefined> {
    if (!knownOutlets(this.#storage.sql).has(id)) return undefined;
    this.#writeLock.assertFree();
    if (!dry) removeOutlet(this.#storage, id);
    return this.#takeDown({ outlet: id }, reason, dry);
  }

  async putBack(article: string): Promise<string | undefined> {
    this.#writeLock.assertFree();
    const story = putBack(this.#storage, article, Date.now(), priorities(this.#storage.sql));
    this.#answers.forget();
    await this.#publishSoon();
    return story;
  }

  async takedowns(): Promise<readonly TakedownRecord[]> {
    return takedowns(this.#storage.sql, TAKEDOWNS_LISTED_MAX);
  }

  /** Readers must not wait for the day's writes: what KV holds of it is deleted at once, and the index answers until it is written anew. */
  async #takeDown(of: TakedownOf, reason: string, dry: boolean): Promise<TakenDown | undefined> {
    this.#writeLock.assertFree();
    const done = takeDown(this.#storage, of, { reason, dry, now: Date.now() }, priorities(this.#storage.sql));
    if (done === undefined || dry) return done && counts(done);
    this.#answers.forget();
    await this.#publishSoon();
    const documents = done.documents.slice(0, KV_DELETES_MAX);
    // In turn with publications: none may write between the deletes and be deleted itself, while the index takes it for held.
    const turn = this.#publishing.then(async () => {
      invalidateStories(this.#storage, documents, done.days);
      const watches = invalidateDirtyWatches(this.#storage.sql).map(watchKey);
      for (const key of [
        'front',
        ...(done.days ? ['daily'] : []),
        ...watches,
        ...documents.map((id) => `story/${id}`),
      ]) {
        await this.env.STORIES.delete(key).catch(() => {});
      }
      return this.#publishNow();
    });
    this.#publishing = turn.catch(() => {});
    await turn;
    return counts(done);
  }

  merge(story: string, into: string, dry = false): Promise<Correction> {
    return this.#correct(dry, (circumstances) => merge(this.#storage, story, into, circumstances));
  }

  split(story: string, articles: readonly string[], dry = false): Promise<Correction> {
    return this.#correct(dry, (circumstances) => split(this.#storage, story, articles, circumstances));
  }

  lead(story: string, article: string | undefined, dry = false): Promise<Correction> {
    return this.#correct(dry, (circumstances) => chooseLeadOf(this.#storage, story, article, circumstances));
  }

  async #correct(dry: boolean, make: (by: Parameters<typeof merge>[3]) => Correction): Promise<Correction> {
    this.#usage.call();
    this.#writeLock.assertFree();
    const correction = make({ now: Date.now(), dry, priorityOf: priorities(this.#storage.sql) });
    if (!dry && correction.ok) {
      this.#answers.forget();
      await this.#publishSoon();
    }
    return correction;
  }

  async republish(): Promise<{ marked: number }> {
    this.#writeLock.assertFree();
    const marked = invalidateAll(this.#storage, keptInKvSince(Date.now()));
    await this.#publishSoon();
    return { marked };
  }

  async servedAt(origin: string): Promise<void> {
    recordOrigin(this.#storage.sql, origin);
  }

  async health(): Promise<Health> {
    this.#usage.call();
    const { site, siteUrl } = readConfig(this.env);
    const hub = site.hub === undefined ? undefined : describeHub(this.#storage.sql, siteUrl !== undefined);
    return healthOf(this.#storage.sql, this.#usage.shortage(Date.now()), hub);
  }

  async today(): Promise<Today> {
    this.#usage.call();
    return todayOf(this.#storage.sql, this.#usage.used(Date.now()), this.#unfiled.length);
  }

  async backup(): Promise<ReadableStream<Uint8Array>> {
    await this.#publishing;
    const lease = this.#writeLock.acquire('A backup is being written');
    return exportBackup(this.#storage.sql, lease);
  }

  async restore(body: ReadableStream<Uint8Array>): Promise<Restored> {
    const lease = this.#writeLock.acquire('A backup is being restored');
    try {
      const refused = await stageBackup(this.#storage, body, lease.heartbeat);
      if (refused) return refused;
      // A publication under way would record its writes for stories of the old index.
      await this.#publishing;
      lease.heartbeat();
      const now = Date.now();
      return replaceByStaged(this.#storage, keptInKvSince(now), now, this.#usage.rowsLeft(now));
    } finally {
      lease.release();
      this.#answers.forget();
      await this.#publishSoon();
    }
  }

  /** Throws when storage does; the batch is then kept for KV. */
  #fileOrKeep(batch: readonly Article[]): number {
    try {
      return fileBatch(this.#storage, batch, priorities(this.#storage.sql));
    } catch (error) {
      this.#unfiled = [...this.#unfiled, ...batch];
      throw error;
    }
  }

  /**
   * Moves to KV what could not be recorded, and files what KV keeps: when the day's rows are there again, so in the day's
   * first publication. False: KV or storage failed, and it is tried again in the next one.
   */
  async #settleUnfiled(now: number): Promise<boolean> {
    try {
      if (this.#unfiled.length > 0) {
        const unfiled = this.#unfiled;
        await keepUnfiled(this.env.STORIES, unfiled, now);
        this.#unfiled = this.#unfiled.slice(unfiled.length);
        console.error(JSON.stringify({ event: 'articles-kept-in-kv', articles: unfiled.length }));
      }
      if (isSettled(this.#storage.sql, now)) return true;
      const file = (batch: readonly Article[]) => fileBatch(this.#storage, batch, priorities(this.#storage.sql));
      const filed = await fileKept(this.env.STORIES, file);
      if (filed > 0) console.log(JSON.stringify({ event: 'kept-articles-filed', filed }));
      return true;
    } catch (error) {
      console.error(JSON.stringify({ event: 'unfiled-not-settled', reason: String(error) }));
      return false;
    }
  }

  /** Answers a reader's query and counts the rows that it reads. */
  #query<T extends object | string>(key: string, ask: () => T): T {
    const now = Date.now();
    const { written } = this.#storage.sql.exec<{ written: number }>('SELECT total_changes() AS written').one();
    const spent = this.#usage.queriesSpent(now);
    return this.#answers.answer(key, { now, written, spent }, () => this.#usage.query(now, ask));
  }

  /** A round of all outlets publishes at its end. The alarm publishes if no round is under way or the round dies. */
  async #publishSoon(): Promise<void> {
    await ringBy(this.#storage, Date.now() + PUBLISH_RETRY_MS);
  }

  #delivery() {
    const { allowLoopback, siteUrl: origin } = readConfig(this.env);
    return { allowLoopback, origin, by: this.#localized() };
  }

  async #publishNow(): Promise<Published> {
    const now = Date.now();
    const locked = this.#writeLock.reason();
    if (locked !== undefined) {
      await this.#storage.setAlarm(now + PUBLISH_RETRY_MS);
      return { written: 0, left: countWaiting(this.#storage.sql), rationed: false, failure: `${locked}.` };
    }
    const unbound = missingBindings(this.env).find(({ name }) => name === 'STORIES');
    if (unbound !== undefined) {
      await this.#storage.setAlarm(now + PUBLISH_RETRY_MS);
      return { written: 0, left: countWaiting(this.#storage.sql), rationed: false, failure: unbound.fault };
    }
    const settled = await this.#settleUnfiled(now);
    retryQuarantined(this.#storage, now, priorities(this.#storage.sql));
    // Deleting costs rows and can wait for tomorrow's.
    const mayPrune = this.#usage.shortage(now).thrift < 2;
    const more = mayPrune && pruneWhenDue(this.#storage, now, priorities(this.#storage.sql));
    const { kvWritesADay, dailyHour, site, siteUrl } = readConfig(this.env);
    const due = site.hub === undefined ? [] : announcementsDue(this.#storage.sql, now);
    const published = await publishChanges(
      this.#storage,
      this.env.STORIES,
      now,
      kvWritesADay,
      this.#localized(),
      dailyHour,
    );
    this.#usage.add({ kvWrites: published.written });
    const { sql } = this.#storage;
    const { hub } = site;
    if (hub !== undefined && due.length > 0) this.#announcing(() => announce(sql, hub, siteUrl, due, now));
    this.#usage.save(now, settled);
    const unfinished = (published.left > 0 && !published.rationed) || more;
    if (unfinished) await this.#storage.setAlarm(now + PUBLISH_RETRY_MS);
    else await this.#storage.deleteAlarm();
    if (nextDelivery(sql) !== undefined) this.#delivering(() => deliverDue(this.#storage, now, this.#delivery()));
    if (published.written > 0 || published.failure !== undefined) {
      console.log(JSON.stringify({ event: 'publish', ...published, ms: Date.now() - now }));
    }
    return published;
  }

  #localized(): Localized {
    return localize(siteOf(this.env));
  }
}
