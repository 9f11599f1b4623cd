/** The record after a failed, an unchanged or a successful reading, next due time included. Pure. */
import { POLL_INTERVAL_MIN_MS } from '../limits.ts';
import type { Validators } from './fetch/fetch-result.ts';
import { type OutletRecord, paceOf, quickestOf } from './record.ts';
import { dueAfterFailure, dueAfterGone, dueAfterSuccess, turnover } from './schedule.ts';
import { type Failure, failureCode, type Reading, sayFailure, sayRead, UNCHANGED } from './status.ts';

export function afterFailure(record: OutletRecord, failure: Failure, outlet: string, now: number): OutletRecord {
  const failures = record.failures + 1;
  const nextDue = nextTry(failure, failures, outlet, now);
  const keepValidators = keepsValidators(failure);
  return {
    ...record,
    state: 'failing',
    detail: sayFailure(failure, failures, nextDue),
    failure: failureCode(failure),
    lastTried: now,
    nextDue,
    failures,
    refusals: failure.reason === 'index' ? record.refusals + 1 : record.refusals,
    validators: keepValidators ? record.validators : undefined,
    bodyHash: keepValidators ? record.bodyHash : undefined,
  };
}

function nextTry(failure: Failure, failures: number, outlet: string, now: number): number {
  switch (failure.reason) {
    case 'gone':
      return dueAfterGone(now);
    // The fault is ours: an index that was down for an hour must not silence every outlet for a day.
    case 'index':
    case 'internal':
      return now + POLL_INTERVAL_MIN_MS;
    case 'status':
      return dueAfterFailure(now, failures, outlet, failure.retryAfterMs);
    default:
      return dueAfterFailure(now, failures, outlet);
  }
}

/** Validators stay while the server fails, because the feed last read is still recorded. Not if our record may be wrong. */
function keepsValidators({ reason }: Failure): boolean {
  return reason !== 'internal' && reason !== 'not-modified-unasked';
}

/** `validators` are those of the answer if it had a body. */
export function afterUnchanged(
  record: OutletRecord,
  now: number,
  freshForMs: number,
  validators: Validators | undefined = record.validators,
): OutletRecord {
  return {
    ...record,
    state: 'ok',
    detail: UNCHANGED,
    lastTried: now,
    lastSuccess: now,
    // The feed is the one that the last listing told of, unless that reading left items for later.
    lastListing: record.lastListing === record.lastSuccess ? now : record.lastListing,
    nextDue: dueAfterSuccess(now, paceOf(record, now), record.ttlMs, freshForMs),
    failures: 0,
    validators,
  };
}

/** A reading of the whole feed. Without `validators` and `bodyHash` the next answer is read in any case. */
interface WholeReading extends Reading {
  /** Share of the feed, 0…1, that was replaced by new items since the last reading; 0 if there was none or the feed broke off. */
  readonly replaced: number;
  readonly validators: Validators | undefined;
  readonly bodyHash: string | undefined;
  readonly ttlMs: number | undefined;
  readonly freshForMs: number;
  readonly warnings: readonly string[];
}

export function afterReading(record: OutletRecord, now: number, reading: WholeReading): OutletRecord {
  const { fresh, replaced, validators, bodyHash, ttlMs, freshForMs, warnings } = reading;
  const { lastSuccess, firstRead } = record;
  const turnoverMs = turnover(replaced, now - (lastSuccess ?? now));
  const known = { ...record, firstRead: firstRead ?? now, quickest: quickestOf(record, now, turnoverMs) };
  return {
    ...known,
    state: 'ok',
    detail: sayRead(reading),
    warnings: warnings.slice(0, WARNINGS_MAX),
    lastTried: now,
    lastSuccess: now,
    lastItem: fresh > 0 ? now : record.lastItem,
    nextDue: dueAfterSuccess(now, paceOf(known, now), ttlMs, freshForMs),
    failures: 0,
    refusals: 0,
    validators,
    bodyHash,
    ttlMs,
  };
}

const WARNINGS_MAX = 12;
