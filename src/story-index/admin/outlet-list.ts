/**
 * The list of outlets and their statuses. Until the operator changes it, the list is the one that the project ships, read at
 * each start so that an upgrade brings its corrections. From the first change on it is the operator's own.
 */

import defaultOpml from '../../../outlets.opml';
import type { OutletSettings, OutletStatus } from '../../documents/outlet.ts';
import { parseOpml } from '../../feeds/opml.ts';
import { OUTLETS_MAX } from '../../limits.ts';
import { hashText } from '../../text/hash.ts';
import type { OutletChanges, OutletEntry } from '../api.ts';
import { markFrontDirty, readMeta, writeMeta } from '../storage/meta.ts';
import { outletStatuses } from '../storage/outlet-statuses.ts';
import { quarantineWarnings } from '../storage/quarantine.ts';
import { enqueue, isInKv, type PriorityOf } from '../storage/story-rows.ts';
import { markWatchesDirty } from '../storage/watch-rows.ts';
import { alignPublishers } from './publishers.ts';

let shipped: readonly OutletSettings[] | undefined;

function shippedOutlets(): readonly OutletSettings[] {
  shipped ??= readShipped();
  return shipped;
}

/** Changes whenever the shipped list does. */
export function shippedListHash(): number {
  return hashText(defaultOpml);
}

function readShipped(): readonly OutletSettings[] {
  const parsed = parseOpml(defaultOpml);
  if (!parsed.ok)
    throw new Error(
      `The list of outlets that ships with the project cannot be read: line ${parsed.line}, ${parsed.detail}`,
    );
  return parsed.outlets;
}

interface OutletLists {
  readonly listed: readonly OutletSettings[];
  readonly known: ReadonlyMap<string, OutletSettings>;
  readonly priorityOf: PriorityOf;
}

/**
 * The lists read last. Every batch asks for them, and reading them costs a row an outlet. They hold as long as the database has the
 * stamp under which they were read: each change writes a new one with its rows, so that one rolled back takes its stamp with it.
 */
let cached: { readonly stamp: string; readonly lists: OutletLists } | undefined;

function outletLists(sql: SqlStorage): OutletLists {
  const stamp = readMeta(sql, 'outlets_stamp');
  if (cached !== undefined && cached.stamp === stamp) return cached.lists;
  const lists = readLists(sql);
  // The shipped list has no stamp and no rows.
  if (typeof stamp === 'string') cached = { stamp, lists };
  return lists;
}

function readLists(sql: SqlStorage): OutletLists {
  const listed = readMeta(sql, 'outlets_by') === 'operator' ? storedOutlets(sql, 'WHERE listed = 1') : shippedOutlets();
  const known = new Map([...shippedOutlets(), ...storedOutlets(sql, '')].map((o) => [o.id, o]));
  const byOutlet = new Map(listed.map(({ id, priority }) => [id, priority]));
  return { listed, known, priorityOf: (outlet) => byOutlet.get(outlet) ?? 0 };
}

/** Called in the transaction that changes rows of `outlet`, after them. */
export function stampOutlets(sql: SqlStorage): void {
  writeMeta(sql, 'outlets_stamp', crypto.randomUUID());
}

/** The listed outlets, in the list's order. */
export function listOutlets(sql: SqlStorage): readonly OutletSettings[] {
  return outletLists(sql).listed;
}

/** Every outlet whose articles may still be shown, by id: the listed ones and those removed from the list. */
export function knownOutlets(sql: SqlStorage): ReadonlyMap<string, OutletSettings> {
  return outletLists(sql).known;
}

/** What the list says of preference; 0 for an outlet that it does not have. */
export function priorities(sql: SqlStorage): PriorityOf {
  return outletLists(sql).priorityOf;
}

export function replaceOutlets(storage: DurableObjectStorage, outlets: readonly OutletSettings[]): void {
  storage.transactionSync(() => {
    const before = knownOutlets(storage.sql);
    const changed = outlets.filter((outlet) => !looksTheSame(before.get(outlet.id), outlet));
    if (changed.length > 0) invalidateArticlesOf(storage.sql, changed);
    const ids = JSON.stringify(outlets.map(({ id }) => id));
    storage.sql.exec(
      'UPDATE outlet SET listed = 0 WHERE listed = 1 AND id NOT IN (SELECT value FROM json_each(?))',
      ids,
    );
    for (const [position, outlet] of outlets.entries()) writeOutlet(storage.sql, outlet, position);
    writeMeta(storage.sql, 'outlets_by', 'operator');
    stampOutlets(storage.sql);
    alignPublishers(storage.sql, knownOutlets(storage.sql), priorities(storage.sql));
  });
}

/** Compares the fields that documents show. For an outlet unknown so far they showed the publisher as its name. */
function looksTheSame(one: OutletSettings | undefined, other: OutletSettings): boolean {
  return one?.name === other.name && one.home === other.home && one.feed === other.feed && one.group === other.group;
}

/** Enqueues the published stories that show articles of `outlets`, whose names or addresses have changed. */
function invalidateArticlesOf(sql: SqlStorage, outlets: readonly OutletSettings[]): void {
  const stories = sql
    .exec<{ story: number }>(
      'SELECT DISTINCT story FROM article WHERE outlet IN (SELECT value FROM json_each(?))',
      JSON.stringify(outlets.map(({ id }) => id)),
    )
    .toArray();
  for (const { story } of stories) if (isInKv(sql, story)) enqueue(sql, story);
  if (stories.length > 0) markFrontDirty(sql);
  if (stories.length > 0) markWatchesDirty(sql);
}

/** False when the list is full and the outlet not in it. */
export function putOutlet(storage: DurableObjectStorage, outlet: OutletSettings): boolean {
  const list = listOutlets(storage.sql);
  const at = list.findIndex((o) => o.id === outlet.id);
  if (at < 0 && list.length >= OUTLETS_MAX) return false;
  replaceOutlets(storage, at < 0 ? [...list, outlet] : list.with(at, outlet));
  return true;
}

/** Changes what `changes` names and nothing else. undefined when the list has none of that id. */
export function changeOutlet(
  storage: DurableObjectStorage,
  id: string,
  changes: OutletChanges,
): OutletSettings | undefined {
  const list = listOutlets(storage.sql);
  const at = list.findIndex((o) => o.id === id);
  const before = list[at];
  if (!before) return undefined;
  const outlet = { ...before, ...changes };
  replaceOutlets(storage, list.with(at, outlet));
  return outlet;
}

/** False when the list has none of that id. */
export function removeOutlet(storage: DurableObjectStorage, id: string): boolean {
  const list = listOutlets(storage.sql);
  if (!list.some((o) => o.id === id)) return false;
  storage.transactionSync(() => {
    // The row must exist, also when the list was the shipped one: articles already filed still show the outlet's name.
    replaceOutlets(storage, list);
    storage.sql.exec('UPDATE outlet SET listed = 0 WHERE id = ?', id);
    stampOutlets(storage.sql);
  });
  return true;
}

export function outletEntries(sql: SqlStorage): readonly OutletEntry[] {
  const statuses = outletStatuses(sql);
  const quarantine = quarantineWarnings(sql);
  return listOutlets(sql).map((settings) => {
    const known = statuses.get(settings.id);
    const status = known === undefined || settings.disabled ? { ...unread(settings), ...pastOf(known) } : known;
    const warning = quarantine.get(settings.id);
    return { settings, status: warning === undefined ? status : { ...status, notes: [warning, ...status.notes] } };
  });
}

/** What stays true of an outlet that is paused. */
function pastOf(known: OutletStatus | undefined): Partial<OutletStatus> {
  if (known === undefined) return {};
  const { lastTried, lastSuccess, lastItem } = known;
  return { lastTried, lastSuccess, lastItem };
}

function unread(settings: OutletSettings): OutletStatus {
  return {
    outlet: settings.id,
    state: settings.disabled ? 'disabled' : 'new',
    detail: settings.disabled ? 'Switched off by the operator.' : 'Not read yet; it is due at the next tick.',
    notes: [],
    lastTried: undefined,
    lastSuccess: undefined,
    lastItem: undefined,
    nextDue: 0,
    failures: 0,
  };
}

function storedOutlets(sql: SqlStorage, where: string): OutletSettings[] {
  return sql
    .exec<{ settings: string }>(`SELECT settings FROM outlet ${where} ORDER BY position`)
    .toArray()
    .map((row) => JSON.parse(row.settings) as OutletSettings);
}

/** Writes no row of an outlet that is as it was: a change of one costs one, also in a list of hundreds. */
function writeOutlet(sql: SqlStorage, outlet: OutletSettings, position: number): void {
  sql.exec(
    `INSERT INTO outlet (id, position, listed, settings) VALUES (?, ?, 1, ?)
     ON CONFLICT (id) DO UPDATE SET position = excluded.position, listed = 1, settings = excluded.settings
       WHERE position <> excluded.position OR listed = 0 OR settings <> excluded.settings`,
    outlet.id,
    position,
    JSON.stringify(outlet),
  );
}
