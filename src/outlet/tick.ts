/**
 * One tick of one outlet, over ports: checks whether it is due, fetches its feed, files what is new, and records that after
 * the index has accepted it. Throws only when storage does; any other failure is reported.
 *
 * Nothing is lost. Rows of `seen` are written batch by batch, each after its `file`. The validators that let the server
 * answer "not modified" are written with the last batch. After a crash or a refusal in between, the rest is unseen, so it is
 * fetched and sent again. The index knows an article by its id, so sending it twice changes nothing.
 */

import type { OutletSettings, TickReport } from '../documents/outlet.ts';
import { itemsDigest } from '../feeds/items-digest.ts';
import { ARTICLE_RETENTION_MS, FEED_ITEMS_MAX, POLL_INTERVAL_MIN_MS, SEEN_RETENTION_MS } from '../limits.ts';
import { deliver, type FilePort } from './deliver.ts';
import type { FetchResult, Validators } from './fetch/fetch-result.ts';
import { composeArticle } from './items/compose.ts';
import { readItems } from './items/read-items.ts';
import type { Selection } from './items/select.ts';
import { missedWarning, readingWarnings } from './items/warnings.ts';
import { afterFailure, afterReading, afterUnchanged } from './outcome.ts';
import { countItems, newRecord, type OutletRecord, paceOf, statusOf } from './record.ts';
import { isDue } from './schedule.ts';
import type { Failure } from './status.ts';
import type { OutletStore } from './store.ts';

/**
 * When a long-lived item leaves the feed, its first sight moves up to this age: it is remembered for most of another month,
 * but a change to it no longer counts as an edit.
 */
const SEEN_LEFT_MS = ARTICLE_RETENTION_MS;
/** Keys kept per outlet, at most two an item: 30 days of the busiest real outlets, 300 items a day; about 3 MB. */
const SEEN_ROWS_MAX = 20_000;
/** Keys of two readings at most: a feed that always breaks off must not grow its record without end. */
const LISTED_KEYS_MAX = 4 * FEED_ITEMS_MAX;
/** How often old rows are pruned. Pruning reads every row of `seen`, so it is not done at each reading. */
const SEEN_PRUNE_INTERVAL_MS = 24 * 60 * 60_000;

export interface TickPorts {
  readonly fetch: (settings: OutletSettings, validators: Validators | undefined, now: number) => Promise<FetchResult>;
  readonly file: FilePort;
  readonly store: OutletStore;
}

interface Tick {
  readonly settings: OutletSettings;
  readonly now: number;
  readonly record: OutletRecord;
  readonly ports: TickPorts;
}

export async function tickOutlet(
  settings: OutletSettings,
  now: number,
  force: boolean,
  ports: TickPorts,
): Promise<TickReport> {
  const record = recordOf(settings, now, ports.store);
  const idle = (outcome: TickReport['outcome']) => reportOf(record, settings, now, outcome, 0);
  if (settings.disabled) return idle('disabled');
  // A try in the future was dated by a wrong clock, and so was the next due time that followed from it.
  const misdated = (record.lastTried ?? now) - now > POLL_INTERVAL_MIN_MS;
  if (!force && !misdated && !isDue(record.nextDue, now)) return idle('not-due');

  const tick: Tick = { settings, now, record, ports };
  try {
    return await settle(tick, await ports.fetch(settings, record.validators, now));
  } catch (error) {
    // Loaded again, because batches may have been recorded before the failure.
    const latest = recordOf(settings, now, ports.store);
    return failed({ ...tick, record: latest }, { reason: 'internal', message: messageOf(error) });
  }
}

function recordOf({ feed }: OutletSettings, now: number, store: OutletStore): OutletRecord {
  const stored = store.load();
  return stored?.feed === feed ? stored : newRecord(feed, now);
}

async function settle(tick: Tick, result: FetchResult): Promise<TickReport> {
  switch (result.kind) {
    case 'failed':
      return failed(tick, result);
    case 'gone':
      return failed(tick, { reason: 'gone' });
    case 'not-modified':
      return saved(tick, 'unchanged', afterUnchanged(tick.record, tick.now, result.freshForMs));
    case 'body':
      return await read(tick, result);
  }
}

async function read(tick: Tick, body: Extract<FetchResult, { kind: 'body' }>): Promise<TickReport> {
  const { settings, now, record, ports } = tick;
  const bodyHash = itemsDigest(body.bytes);
  // The same bytes hold the same items, so a server without validators costs a download and no parsing.
  if (bodyHash === record.bodyHash) {
    return saved(tick, 'unchanged', afterUnchanged(record, now, body.freshForMs, body.validators));
  }
  const chosen = readItems(body, tick);
  if (!chosen.ok) return failed(tick, { reason: 'not-a-feed', why: chosen });
  const { feed, keys, selection, boilerplate } = chosen;
  const compose = (one: Selection['pending'][number]) => composeArticle(one, settings, feed, boilerplate);
  const filing = await deliver(selection.pending, compose, { ...record, boilerplate }, now, ports.file, ports.store);
  if (!filing.ok) {
    const failure: Failure = { reason: 'index', message: messageOf(filing.error), waiting: filing.waiting };
    return failed({ ...tick, record: filing.record }, failure, filing.filed);
  }
  const fresh = selection.pending.filter((one) => !one.edited).length;
  const settled = feed.whole && selection.heldBack === 0;
  const inFeed = new Set(keys);
  const unlisted = record.keysInFeed.filter((key) => !inFeed.has(key));
  // A feed that breaks off or is empty does not say what left it.
  const tells = feed.whole && keys.length > 0;
  const left = tells ? unlisted : [];
  const arrived = fresh + selection.skippedItems + selection.leftOut;
  // Both must have happened: a short feed grows and drops nothing, and some feeds mint new names for what they list.
  const replaced = Math.min(arrived / feed.items.length, left.length / record.keysInFeed.length) || 0;
  const done = afterReading(filing.record, now, {
    items: feed.items.length,
    fresh,
    edited: selection.pending.length - fresh,
    replaced,
    // Without digest and validators the next answer is read in any case: of a feed that broke off, or with edits to come.
    bodyHash: settled ? bodyHash : undefined,
    validators: settled ? body.validators : undefined,
    ttlMs: feed.whole ? feed.ttlMs : undefined,
    freshForMs: feed.whole ? body.freshForMs : 0,
    warnings: [
      ...body.warnings,
      ...feed.warnings,
      ...readingWarnings(feed.items, now),
      ...selection.warnings,
      ...missedWarning(feed.items.length, replaced),
    ],
  });
  const recorded: OutletRecord = {
    ...done,
    lastListing: settled && selection.leftOut === 0 ? now : record.lastListing,
    matchedByText: selection.matchedByText,
    keysInFeed: tells ? keys : [...keys, ...unlisted].slice(0, LISTED_KEYS_MAX),
    hours: countItems(done, now, { seen: selection.skippedItems }),
    seenRows: done.seenRows + selection.skipped.length,
  };
  ports.store.accept([...filing.rows, ...selection.skipped], recorded);
  if (left.length > 0) ports.store.moveUpFirstSight(left, now - SEEN_RETENTION_MS / 2, now - SEEN_LEFT_MS);
  const pruned = prune(recorded, keys, feed.whole, now, ports.store);
  return reportOf(pruned, settings, now, 'read', filing.filed);
}

/**
 * Deletes old rows once a day, or when the table is full. A feed that is empty or breaks off does not say which items left it,
 * so the daily pruning waits: otherwise long-lived items would come back as new.
 */
function prune(
  record: OutletRecord,
  keys: readonly string[],
  whole: boolean,
  now: number,
  store: OutletStore,
): OutletRecord {
  const age = now - record.prunedAt;
  // A pruning in the future was made by a wrong clock, and must not put off the next one until then.
  const due = whole && keys.length > 0 && (age >= SEEN_PRUNE_INTERVAL_MS || age < 0);
  if (!due && record.seenRows <= SEEN_ROWS_MAX) return record;
  const seenRows = store.prune(keys, now - SEEN_RETENTION_MS, now + SEEN_PRUNE_INTERVAL_MS, SEEN_ROWS_MAX);
  const pruned = { ...record, seenRows, prunedAt: now };
  store.save(pruned);
  return pruned;
}

function failed(tick: Tick, failure: Failure, filed = 0): TickReport {
  return saved(tick, 'failed', afterFailure(tick.record, failure, tick.settings.id, tick.now), filed);
}

function saved(
  { settings, now, ports }: Tick,
  outcome: TickReport['outcome'],
  record: OutletRecord,
  filed = 0,
): TickReport {
  ports.store.save(record);
  return reportOf(record, settings, now, outcome, filed);
}

function reportOf(
  record: OutletRecord,
  settings: OutletSettings,
  now: number,
  outcome: TickReport['outcome'],
  filed: number,
): TickReport {
  const { turnoverMs } = paceOf(record, now);
  const known = Number.isFinite(turnoverMs) ? turnoverMs : undefined;
  return { status: statusOf(record, settings), outcome, filed, turnoverMs: known };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
