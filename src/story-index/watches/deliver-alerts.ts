/**
 * Sends what the outbox of alerts holds, signed as Standard Webhooks says, and apart from filing and publishing: a receiver that hangs holds
 * nothing up, no other receiver either. Delivered at least once. An alert that is sent again, because its answer was lost or the object ended before
 * it was recorded, has the same `webhook-id`.
 *
 * A receiver that fails is tried again ever later, with one alert, another each time, so that one alert that it never takes does not keep the others. It costs a row
 * a try. What a receiver has not taken for a day is given up and shown to the operator; one that answers 410 is sent nothing any longer.
 */
import { Webhook } from 'standardwebhooks';
import { checkAddress } from '../../feeds/address-guard.ts';
import type { Localized } from '../../localization/localization.ts';
import { alertMessage, testMessage } from '../../render/alert-message.ts';
import { knownOutlets } from '../admin/outlet-list.ts';
import type { TestedWatch } from '../api.ts';
import { storyInSlice } from '../read/front.ts';
import { ringBy } from '../storage/alarm.ts';
import { ALERT, type AlertRow, type Receiver, receivers, storedWatch } from '../storage/watch-rows.ts';
import { publishersInWatch } from './tell-watches.ts';

/** Longest wait for a receiver's answer. Standard Webhooks asks for 15 to 30 s. */
const RECEIVER_TIMEOUT_MS = 15_000;
/** Alerts sent to one receiver in one go, one after the other. */
const ALERTS_AT_ONCE = 10;
/** Receivers served at once: the platform opens six connections an invocation. */
const RECEIVERS_AT_ONCE = 4;
/** The wait after a failure doubles from the first to the second: some eighteen tries in a day. */
const RETRY_MIN_MS = 60_000;
const RETRY_MAX_MS = 2 * 60 * 60_000;
/** The longest that a receiver may ask for with Retry-After: it is tried some times before its alerts are given up. */
const RETRY_AFTER_MAX_MS = 6 * 60 * 60_000;
const GIVEN_UP_AFTER_MS = 24 * 60 * 60_000;
const REASON_CHARS_MAX = 200;
/** How soon the alarm goes on with what one go did not send. */
const DELIVERY_WAIT_MS = 5_000;

type Send = (address: string, init: RequestInit) => Promise<Response>;

interface Circumstances {
  /** Scheme and host for links; undefined for those at which the watch was made. */
  readonly origin: string | undefined;
  readonly allowLoopback: boolean;
  readonly by: Localized;
}

/** When a receiver is to be tried next, ms since the epoch; undefined while no alert waits. */
export function nextDelivery(sql: SqlStorage): number | undefined {
  const waiting = new Set(
    sql
      .exec<{ watch: string }>(`SELECT DISTINCT watch FROM alert WHERE state = 'waiting'`)
      .toArray()
      .map(({ watch }) => watch),
  );
  if (waiting.size === 0) return undefined;
  const times = receivers(sql).flatMap((receiver) => (waiting.has(receiver.watch) ? nextTry(receiver) : []));
  return times.length > 0 ? Math.min(...times) : undefined;
}

function nextTry({ failures, failedAt, retryAt }: Receiver): number {
  if (failures === 0) return 0;
  const asked = Math.min(retryAt, failedAt + RETRY_AFTER_MAX_MS);
  return Math.max(asked, failedAt + Math.min(RETRY_MAX_MS, RETRY_MIN_MS * 2 ** (failures - 1)));
}

/** Sends what is due at `now`, ms since the epoch, and sets the alarm for the next try. */
export async function deliverDue(storage: DurableObjectStorage, now: number, circumstances: Circumstances) {
  try {
    await deliverAlerts(storage.sql, now, circumstances);
  } finally {
    const next = nextDelivery(storage.sql);
    if (next !== undefined) await ringBy(storage, Math.max(next, Date.now() + DELIVERY_WAIT_MS));
  }
}

/** Sends what is due at `now`, ms since the epoch. Never throws for a receiver. */
export async function deliverAlerts(
  sql: SqlStorage,
  now: number,
  circumstances: Circumstances,
  send: Send = (address, init) => fetch(address, init),
): Promise<void> {
  // A clock that was ahead must not silence a receiver.
  const due = receivers(sql).filter((receiver) => nextTry(receiver) <= now || receiver.failedAt > now);
  for (let i = 0; i < due.length; i += RECEIVERS_AT_ONCE) {
    const some = due.slice(i, i + RECEIVERS_AT_ONCE);
    await Promise.all(some.map((receiver) => serve(sql, receiver, now, circumstances, send)));
  }
}

async function serve(
  sql: SqlStorage,
  receiver: Receiver,
  now: number,
  circumstances: Circumstances,
  send: Send,
): Promise<void> {
  const { watch } = receiver;
  let { failures } = receiver;
  for (const alert of inTurn(waitingFor(sql, watch), failures).slice(0, ALERTS_AT_ONCE)) {
    const request = requestOf(sql, alert, receiver, now, circumstances);
    if (request === undefined) {
      sql.exec(`DELETE FROM alert WHERE id = ? AND watch = ?`, alert.id, watch);
      continue;
    }
    const outcome = 'fault' in request ? { why: request.fault, retryAt: 0 } : await post(request, now, send);
    // Another watch may have got the name meanwhile.
    if (!isStill(sql, receiver)) return;
    if (outcome === 'gone') {
      sql.exec('UPDATE receiver SET ended = ?, detail = ? WHERE watch = ?', now, 'it answered 410', watch);
      giveUp(sql, watch, Number.MAX_SAFE_INTEGER);
      return;
    }
    if (outcome !== 'taken') {
      sql.exec(
        'UPDATE receiver SET failures = ?, failed_at = ?, retry_at = ?, detail = ? WHERE watch = ?',
        ...[failures + 1, now, outcome.retryAt, outcome.why.slice(0, REASON_CHARS_MAX), watch],
      );
      giveUp(sql, watch, now - GIVEN_UP_AFTER_MS);
      console.error(JSON.stringify({ event: 'alert-failed', watch, failures: failures + 1 }));
      return;
    }
    sql.exec(`UPDATE alert SET state = 'delivered' WHERE id = ? AND watch = ?`, alert.id, watch);
    if (failures > 0 || Math.abs(now - (receiver.delivered ?? 0)) > RETRY_MAX_MS) {
      sql.exec(`UPDATE receiver SET failures = 0, detail = '', delivered = ? WHERE watch = ?`, now, watch);
    }
    failures = 0;
  }
}

/**
 * Sends the receiver of a watch an alert that tells no story, at once, and records how it was taken as that of any other.
 * undefined: no such watch, or one without a receiver.
 */
export async function sendTest(
  sql: SqlStorage,
  watch: string,
  now: number,
  { origin, allowLoopback, by }: Circumstances,
  send: Send = (address, init) => fetch(address, init),
): Promise<TestedWatch | undefined> {
  const receiver = receivers(sql).find((one) => one.watch === watch);
  if (!receiver) return undefined;
  const message = testMessage(watch, receiver, origin ?? receiver.origin, now, by);
  const request = signed(message, `test_${crypto.randomUUID()}`, receiver, now, allowLoopback);
  const outcome = 'fault' in request ? { why: request.fault, retryAt: 0 } : await post(request, now, send);
  if (outcome === 'taken') {
    sql.exec(`UPDATE receiver SET failures = 0, detail = '', delivered = ?, ended = NULL WHERE watch = ?`, now, watch);
    return { taken: true };
  }
  const { why, retryAt } = outcome === 'gone' ? { why: 'it answered 410', retryAt: 0 } : outcome;
  const detail = why.slice(0, REASON_CHARS_MAX);
  sql.exec(
    'UPDATE receiver SET failures = failures + 1, failed_at = ?, retry_at = ?, detail = ? WHERE watch = ?',
    ...[now, retryAt, detail, watch],
  );
  return { taken: false, detail };
}

function isStill(sql: SqlStorage, { watch, url, secret }: Receiver): boolean {
  return receivers(sql).some((one) => one.watch === watch && one.url === url && one.secret === secret);
}

function waitingFor(sql: SqlStorage, watch: string): readonly AlertRow[] {
  return sql
    .exec<AlertRow>(`SELECT ${ALERT} FROM alert WHERE watch = ? AND state = 'waiting' ORDER BY made, id`, watch)
    .toArray();
}

/** Another first at each try. */
function inTurn<T>(list: readonly T[], tries: number): readonly T[] {
  const from = list.length > 0 ? tries % list.length : 0;
  return [...list.slice(from), ...list.slice(0, from)];
}

function giveUp(sql: SqlStorage, watch: string, before: number): void {
  sql.exec(
    `UPDATE alert SET state = 'given-up' WHERE watch = ? AND state = 'waiting' AND made <= ?`,
    ...[watch, before],
  );
}

interface Signed {
  readonly url: string;
  readonly init: RequestInit;
}

/** undefined when nothing is to be told any longer: the story has left the watch or is gone, or its other half was told. */
function requestOf(
  sql: SqlStorage,
  { story: id, reason, id: webhookId, made }: AlertRow,
  receiver: Receiver,
  now: number,
  { origin, allowLoopback, by }: Circumstances,
): Signed | { readonly fault: string } | undefined {
  const watch = storedWatch(sql, receiver.watch);
  const found = sql
    .exec<{ number: number; told: number }>(
      `SELECT coalesce(s.merged_into, s.number) AS number, s.merged_into IS NOT NULL AND EXISTS
         (SELECT 1 FROM alert AS a JOIN story AS t ON t.id = a.story
          WHERE a.watch = ?2 AND a.reason = ?3 AND (t.number = s.merged_into OR t.merged_into = s.merged_into) AND a.id <> ?4
            AND (a.state = 'delivered' OR t.number = s.merged_into)) AS told
       FROM story AS s WHERE s.id = ?1`,
      ...[id, receiver.watch, reason, webhookId],
    )
    .toArray()[0];
  if (!watch || !found || found.told === 1) return undefined;
  const publishers = publishersInWatch(sql, watch, found.number);
  const story = publishers > 0 ? storyInSlice(sql, found.number, watch.slice, knownOutlets(sql)) : undefined;
  const tooFew = reason === 'publishers' && publishers < (receiver.publishers ?? 0);
  if (!story || tooFew) return undefined;
  const alert = { watch: watch.name, reason, made, story, publishers };
  const message = alertMessage(alert, receiver, origin ?? receiver.origin, by);
  return signed(message, webhookId, receiver, now, allowLoopback);
}

function signed(
  { url, body }: ReturnType<typeof alertMessage>,
  webhookId: string,
  { secret }: Receiver,
  now: number,
  allowLoopback: boolean,
): Signed | { readonly fault: string } {
  const verdict = checkAddress(url, allowLoopback);
  if (!verdict.ok) return { fault: `it was refused: ${verdict.detail}` };
  const headers = {
    'Content-Type': 'application/json',
    'webhook-id': webhookId,
    'webhook-timestamp': String(Math.floor(now / 1000)),
    'webhook-signature': new Webhook(secret).sign(webhookId, new Date(now), body),
  };
  return { url: verdict.url.href, init: { method: 'POST', headers, body, redirect: 'manual' } };
}

interface Refused {
  /** Never tells the address. */
  readonly why: string;
  /** When the receiver asked to be tried again, ms since the epoch; 0: it did not. */
  readonly retryAt: number;
}

async function post({ url, init }: Signed, now: number, send: Send): Promise<'taken' | 'gone' | Refused> {
  try {
    const response = await send(url, { ...init, signal: AbortSignal.timeout(RECEIVER_TIMEOUT_MS) });
    await response.body?.cancel();
    if (response.ok) return 'taken';
    if (response.status === 410) return 'gone';
    return { why: `it answered ${response.status}`, retryAt: retryAfter(response.headers, now) };
  } catch (error) {
    const isLate = error instanceof DOMException && error.name === 'TimeoutError';
    const why = isLate ? `it did not answer within ${RECEIVER_TIMEOUT_MS / 1000} s` : 'it could not be reached';
    return { why, retryAt: 0 };
  }
}

/** RFC 9110 §10.2.3: seconds or a date. ms since the epoch; 0 for neither. */
function retryAfter(headers: Headers, now: number): number {
  const asked = headers.get('Retry-After')?.trim() ?? '';
  const at = /^\d+$/.test(asked) ? now + Number(asked) * 1000 : Date.parse(asked);
  return Number.isFinite(at) ? at : 0;
}
