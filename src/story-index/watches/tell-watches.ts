/**
 * Decides which watches a change concerns, at the end of the transaction that made it: the documents of those that show a changed story
 * or must, and the alerts, which so stand in the outbox exactly if the decision does. Stories are compared in memory; a story that no watch
 * shows or must show costs no row. Up to two rows a watch until its document is written, and three an alert.
 *
 * What a watch holds when it is first filled is not told. Articles are numbered as they arrive, so the story as it was then is the story
 * of the articles before a number. Backlog counts as if it had been there. An alert is also told of what an operator merges or puts back: it says what readers see.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { type SliceOutlets, sliceOutlets } from '../../documents/slice.ts';
import type { AlertReason } from '../../documents/watch.ts';
import { answers, hasNone, type Search, type Searchable } from '../../text/search.ts';
import { knownOutlets } from '../admin/outlet-list.ts';
import { searchOf } from '../read/front.ts';
import { wordsOf } from '../storage/search-postings.ts';
import { takeTouched } from '../storage/touched-stories.ts';
import { markWatchesDirty, type Receiver, receivers, type StoredWatch, storedWatches } from '../storage/watch-rows.ts';

const DAY_MS = 86_400_000;
/** Alerts of one watch in 24 hours: who is told more often does not read them. Twenty watches write 7,000 rows with them, of 100,000. */
export const ALERTS_A_DAY_MAX = 50;
/** How long it is remembered that a story was told: longer than any story goes on. */
const TOLD_MS = 15 * DAY_MS;

/** What its outlet published so long before it was first seen is backlog: a new outlet's first reading brings days of it. */
const BACKLOG_MS = DAY_MS;

/** A report as a slice sees it. */
interface Report {
  readonly number: number;
  readonly outlet: string;
  readonly publisher: string;
  readonly isBacklog: boolean;
  readonly text: () => Searchable;
}

interface ReportRow extends Record<string, SqlStorageValue> {
  story: number;
  number: number;
  outlet: string;
  publisher: string;
  published: number;
  seen: number;
  title: string;
  summary: string;
  passages: string;
}

/** By story, the reports of those that have any. */
function reportsOf(sql: SqlStorage, stories: readonly number[]): ReadonlyMap<number, readonly Report[]> {
  const rows = sql
    .exec<ReportRow>(
      `SELECT story, number, outlet, publisher, published, seen, title, summary, passages FROM article
       WHERE story IN (SELECT value FROM json_each(?)) ORDER BY number`,
      JSON.stringify(stories),
    )
    .toArray();
  const reports = rows.map((row) => {
    let text: Searchable | undefined;
    const once = () => {
      text ??= wordsOf(row);
      return text;
    };
    const { story, number, outlet, publisher, published, seen } = row;
    return { story, number, outlet, publisher, isBacklog: published < seen - BACKLOG_MS, text: once };
  });
  return Map.groupBy(reports, ({ story }) => story);
}

/** What a watch asks, ready to be compared. */
interface Condition {
  readonly outlets: SliceOutlets;
  readonly search: Search | undefined;
  readonly publishers: number;
}

function conditionOf({ slice }: StoredWatch, known: Parameters<typeof sliceOutlets>[1]): Condition {
  return { outlets: sliceOutlets(slice, known), search: searchOf(slice), publishers: slice.publishers };
}

/** How many publishers carry the story in the slice; 0 when it does not fit, as read/select-stories.ts decides it. */
function publishersIn(reports: readonly Report[], { outlets, search, publishers: least }: Condition): number {
  const heard = reports.filter(({ outlet }) => !outlets.muted.includes(outlet));
  const publishers = new Set(heard.map(({ publisher }) => publisher)).size;
  if (publishers < least) return 0;
  if (!outlets.any.every((ids) => heard.some(({ outlet }) => ids.includes(outlet)))) return 0;
  if (search === undefined) return publishers;
  const found = heard.some(({ text }) => answers(search, text())) && heard.every(({ text }) => hasNone(search, text()));
  return found ? publishers : 0;
}

/** `now`: ms since the epoch, when alerts are made. `isNews`: false for what only leaves with age, of which nobody is told. */
export function tellWatches(sql: SqlStorage, now = Date.now(), isNews = true): void {
  const touched = takeTouched(sql);
  if (touched.length === 0) return;
  const watches = storedWatches(sql);
  if (watches.length === 0) return;
  const known = [...knownOutlets(sql).values()];
  const told = new Map(receivers(sql).map((receiver) => [receiver.watch, receiver]));
  const reports = reportsOf(sql, touched);
  const dirty: string[] = [];
  for (const watch of watches) {
    const condition = conditionOf(watch, known);
    const receiver = told.get(watch.name);
    let changes = false;
    for (const story of touched) {
      const all = reports.get(story) ?? [];
      const publishers = publishersIn(all, condition);
      changes ||= publishers > 0 || watch.stories.includes(story);
      if (!isNews || publishers === 0 || receiver === undefined || receiver.ended !== undefined) continue;
      const { filled } = watch;
      if (filled === undefined) continue;
      const before = publishersIn(
        all.filter(({ number, isBacklog }) => number < filled || isBacklog),
        condition,
      );
      for (const reason of reasonsFor(receiver, before, publishers)) queue(sql, watch, story, reason, now);
    }
    if (changes) dirty.push(watch.name);
  }
  if (dirty.length > 0) markWatchesDirty(sql, dirty);
}

function reasonsFor({ enters, publishers }: Receiver, before: number, now: number): readonly AlertReason[] {
  const reached = publishers !== undefined && now >= publishers && before < publishers;
  return [...(enters && before === 0 ? ['entered' as const] : []), ...(reached ? ['publishers' as const] : [])];
}

function queue(sql: SqlStorage, watch: StoredWatch, story: number, reason: AlertReason, now: number): void {
  const id = storyIdUnlessTold(sql, watch.name, story, reason);
  if (id === undefined) return;
  sql.exec(`DELETE FROM alert WHERE watch = ? AND made < ? AND state <> 'waiting'`, watch.name, now - TOLD_MS);
  if (alertsOfDay(sql, watch.name, now) >= ALERTS_A_DAY_MAX) return;
  sql.exec(
    `INSERT INTO alert (watch, story, reason, id, made, state) VALUES (?, ?, ?, ?, ?, 'waiting')`,
    ...[watch.name, id, reason, webhookId(watch, id, reason), now],
  );
}

/** Its id; undefined when the watch has told it for this reason, under its own id or that of a story merged into it. */
function storyIdUnlessTold(sql: SqlStorage, watch: string, story: number, reason: AlertReason): string | undefined {
  const row = sql
    .exec<{ id: string; told: number }>(
      `SELECT id, EXISTS (SELECT 1 FROM alert WHERE watch = ?2 AND reason = ?3 AND story IN
         (SELECT id FROM story AS s WHERE s.number = ?1 OR s.merged_into = ?1)) AS told FROM story WHERE number = ?1`,
      ...[story, watch, reason],
    )
    .toArray()[0];
  return row && row.told === 0 ? row.id : undefined;
}

/** Alerts of the watch that were made in the 24 hours before `now`, ms since the epoch. What a clock that was ahead made fills no later day. */
export function alertsOfDay(sql: SqlStorage, watch: string, now: number): number {
  const made = 'SELECT count(*) AS n FROM alert WHERE watch = ? AND made BETWEEN ? AND ?';
  return sql.exec<{ n: number }>(made, watch, now - DAY_MS, now).one().n;
}

/** The same for the same watch, story and reason, whatever happens; another for a later watch of the same name. */
function webhookId({ name, created }: StoredWatch, story: string, reason: AlertReason): string {
  return `msg_${bytesToHex(sha256(utf8ToBytes(JSON.stringify([name, created, story, reason])))).slice(0, 32)}`;
}

/** The story's publishers in the watch as they are now; 0 when it does not fit it any longer. `story`: its number. */
export function publishersInWatch(sql: SqlStorage, watch: StoredWatch, story: number): number {
  const reports = reportsOf(sql, [story]).get(story) ?? [];
  return publishersIn(reports, conditionOf(watch, [...knownOutlets(sql).values()]));
}
