/**
 * Tells a WebSub hub which feeds have changed. A feed is announced in a round after KV was written, because for up to a minute some places
 * still see the old value, and a hub that fetched it would wait for the next change. The hub is asked apart from filing and publishing and
 * never keeps them; when it fails, the feeds wait for it, ever longer.
 *
 * Only the feeds that KV holds rendered are announced and name the hub. It costs two rows a round that changes any.
 */
import type { DailyDocument } from '../../documents/daily.ts';
import type { FrontDocument } from '../../documents/document.ts';
import { FEED_PAGE_ITEMS_MAX } from '../../limits.ts';
import { FEED_FORMATS } from '../../render/formats.ts';
import { FRONT_OUTLETS_MAX, withMinPublishers } from '../../render/front-feeds.ts';
import { hashText } from '../../text/hash.ts';
import { readMeta, writeMeta } from '../storage/meta.ts';

/** How long KV may show an old value somewhere. */
const KV_SHOWS_MS = 60_000;
/** Longest wait for the hub's answer to one announcement. */
const HUB_TIMEOUT_MS = 10_000;
/** The wait after a failure doubles from the first to the second. */
const RETRY_MIN_MS = 10 * 60_000;
const RETRY_MAX_MS = 6 * 60 * 60_000;
const REASON_CHARS_MAX = 200;

/** A feed in all its formats: its path and query, with `*` for the format's suffix. */
type Topic = string;

/** The row `hub` of meta. */
interface HubState {
  /** Scheme and host at which readers reach the site, as an operator's request told; '' while none has. */
  readonly origin: string;
  /** What KV holds of each feed: a hash of its items, and when it was written, ms. */
  readonly written: Readonly<Record<Topic, readonly [hash: number, at: number]>>;
  /** What the hub was told of. */
  readonly announced: Readonly<Record<Topic, number>>;
  /** Failures in a row, when the last was, ms, and why. */
  readonly failures: number;
  readonly failedAt: number;
  readonly reason: string;
}

const NOTHING: HubState = { origin: '', written: {}, announced: {}, failures: 0, failedAt: 0, reason: '' };

function stateOf(sql: SqlStorage): HubState {
  const stored = readMeta(sql, 'hub');
  return typeof stored === 'string' ? (JSON.parse(stored) as HubState) : NOTHING;
}

function save(sql: SqlStorage, state: HubState): void {
  writeMeta(sql, 'hub', JSON.stringify(state));
}

/** Remembers where readers reach the site, for a deployment that has not set SITE_URL. */
export function recordOrigin(sql: SqlStorage, origin: string): void {
  const state = stateOf(sql);
  if (state.origin !== origin) save(sql, { ...state, origin });
}

/** KV was written with this front at `now`, ms. Only feeds whose items changed count: the date of the build is none of them. */
export function recordFront(sql: SqlStorage, { stories, updates }: Omit<FrontDocument, 'changed'>, now: number): void {
  const fronts = Array.from({ length: FRONT_OUTLETS_MAX }, (_, i) => {
    const topic = `/feed.*${i > 0 ? `?publishers=${i + 1}` : ''}`;
    return [topic, withMinPublishers(i + 1, stories).slice(0, FEED_PAGE_ITEMS_MAX)] as const;
  });
  recordWritten(sql, [...fronts, ['/updates.*', updates]], now);
}

/** KV was written with these days at `now`, ms. */
export function recordDaily(sql: SqlStorage, days: DailyDocument['days'], now: number): void {
  recordWritten(sql, [['/daily.*', days]], now);
}

function recordWritten(sql: SqlStorage, feeds: readonly (readonly [Topic, unknown])[], now: number): void {
  const state = stateOf(sql);
  const changed = feeds
    .map(([topic, items]) => [topic, hashText(JSON.stringify(items))] as const)
    .filter(([topic, hash]) => state.written[topic]?.[0] !== hash)
    .map(([topic, hash]) => [topic, [hash, now]] as const);
  if (changed.length > 0) save(sql, { ...state, written: { ...state.written, ...Object.fromEntries(changed) } });
}

/** A feed to announce, and the hash of what KV holds of it. */
type Announcement = readonly [topic: Topic, hash: number];

/**
 * What KV has shown long enough at `now`, ms since the epoch, and the hub was not told of; [] while a failing hub is left alone. Asked before
 * a publication, which may write the same feeds anew.
 */
export function announcementsDue(sql: SqlStorage, now: number): readonly Announcement[] {
  const { written, announced, failures, failedAt } = stateOf(sql);
  const wait = Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** (failures - 1));
  if (failures > 0 && now >= failedAt && now - failedAt < wait) return [];
  return Object.entries(written).flatMap(([topic, [hash, at]]) =>
    announced[topic] !== hash && Math.abs(now - at) >= KV_SHOWS_MS ? [[topic, hash] as const] : [],
  );
}

/**
 * A request for each feed in each format. Stops at the first that the hub does not take. Never throws for a failing hub.
 * `origin`: undefined for the one that was recorded.
 */
export async function announce(
  sql: SqlStorage,
  hub: string,
  origin: string | undefined,
  due: readonly Announcement[],
  now: number,
  send: (hub: string, init: RequestInit) => Promise<Response> = (address, init) => fetch(address, init),
): Promise<void> {
  const site = origin ?? stateOf(sql).origin;
  if (site === '' || due.length === 0) return;
  const told: Announcement[] = [];
  let reason: string | undefined;
  for (const [topic, hash] of due) {
    reason = await tell(topic, site, hub, send);
    if (reason !== undefined) break;
    told.push([topic, hash]);
  }
  // Read again: a publication may have recorded others meanwhile.
  const state = stateOf(sql);
  const announced = { ...state.announced, ...Object.fromEntries(told) };
  const failed = { failures: state.failures + 1, failedAt: now, reason: reason?.slice(0, REASON_CHARS_MAX) ?? '' };
  save(sql, { ...state, announced, ...(reason === undefined ? { failures: 0, failedAt: 0, reason: '' } : failed) });
  if (reason !== undefined) console.error(JSON.stringify({ event: 'hub-failed', reason }));
}

/** Why the hub did not take one of the feed's formats; undefined when it took all. */
async function tell(
  topic: Topic,
  site: string,
  hub: string,
  send: (hub: string, init: RequestInit) => Promise<Response>,
): Promise<string | undefined> {
  for (const { suffix } of Object.values(FEED_FORMATS)) {
    const body = new URLSearchParams({ 'hub.mode': 'publish', 'hub.url': site + topic.replace('*', suffix) });
    try {
      const signal = AbortSignal.timeout(HUB_TIMEOUT_MS);
      const response = await send(hub, { method: 'POST', body, redirect: 'manual', signal });
      await response.body?.cancel();
      if (!response.ok) return `it answered ${response.status}`;
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
  return undefined;
}

/** A sentence for the operator; undefined when the hub takes what it is told. `isSet`: SITE_URL is. */
export function describeHub(sql: SqlStorage, isSet: boolean): string | undefined {
  const { origin, failures, reason } = stateOf(sql);
  if (!isSet && origin === '') {
    return 'Nothing is announced to the WebSub hub: set SITE_URL, or POST /api/ingest at the address of the site once.';
  }
  if (failures === 0) return undefined;
  const times = failures === 1 ? '' : ` ${failures} times in a row`;
  return `The WebSub hub did not take an announcement${times} (${reason}); it is tried again, at most every six hours.`;
}
