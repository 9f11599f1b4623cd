/** Writes the encoded front, with the feeds rendered from it, to KV, and returns it to a reader who finds none there. */
import type { FrontDocument } from '../../documents/document.ts';
import type { Localized } from '../../localization/localization.ts';
import { type EncodedFront, encodeFront } from '../../render/front-snapshot.ts';
import { siteKey } from '../../render/render.ts';
import { knownOutlets } from '../admin/outlet-list.ts';
import { frontDocument } from '../read/front.ts';
import { DIRTY, digestOf } from '../storage/digest.ts';
import { frontDirty, markFrontClean, readMeta, readNumber, writeMeta } from '../storage/meta.ts';
import { recordFront } from './announce.ts';
import { documentDate } from './document-date.ts';

/** True when it was written; throws when KV does. */
export async function publishFront(
  storage: DurableObjectStorage,
  kv: KVNamespace,
  now: number,
  by: Localized,
): Promise<boolean> {
  const { sql } = storage;
  const version = frontDirty(sql);
  if (version === 0) return false;
  const document = frontDocument(sql, knownOutlets(sql));
  const digest = await digestOfFront(document, by);
  const changes = digest !== readMeta(sql, 'front_kv_digest');
  if (changes) {
    const changed = dated(sql, digest, documentDate(now, momentsIn(document)));
    writeMeta(sql, 'front_kv_digest', DIRTY);
    const { value, metadata } = await encoded({ ...document, changed }, by);
    await kv.put('front', value, { metadata });
    writeMeta(sql, 'front_kv_digest', digest);
    if (by.site.hub !== undefined) recordFront(sql, document, now);
  }
  markFrontClean(sql, version);
  return changes;
}

/** The front for a reader who finds none in KV. The index encodes it, because rendering exceeds the Worker's 10 ms CPU. */
export async function currentFront(sql: SqlStorage, now: number, by: Localized): Promise<EncodedFront> {
  const document = frontDocument(sql, knownOutlets(sql));
  const at = documentDate(now, momentsIn(document));
  return encoded({ ...document, changed: dated(sql, await digestOfFront(document, by), at) }, by);
}

function momentsIn({ stories, updates }: Omit<FrontDocument, 'changed'>): readonly number[] {
  return [...stories.map(({ changed }) => changed), ...updates.map(({ at }) => at)];
}

/** When the front that was last given to anyone came to be, ms since the epoch. undefined: never yet. */
export function frontChanged(sql: SqlStorage): number | undefined {
  return readNumber(sql, 'front_changed');
}

/** When the front that KV holds came to be, ms since the epoch; -Infinity if KV may hold none or a broken one, or the clock was wrong. */
export function frontWrittenAt(sql: SqlStorage, now: number): number {
  const held = readMeta(sql, 'front_kv_digest');
  const changed = frontChanged(sql) ?? Number.POSITIVE_INFINITY;
  return held !== undefined && held !== DIRTY && changed <= now ? changed : Number.NEGATIVE_INFINITY;
}

/**
 * When the front with this digest was first served. A new front gets `now`, which is stored so that KV gets the same date even
 * if it already holds this front with an earlier one.
 */
function dated(sql: SqlStorage, digest: string, now: number): number {
  const changed = frontChanged(sql);
  if (changed !== undefined && digest === readMeta(sql, 'front_digest')) return changed;
  writeMeta(sql, 'front_digest', digest);
  writeMeta(sql, 'front_changed', now);
  writeMeta(sql, 'front_kv_digest', DIRTY);
  return now;
}

/** Feeds in other words have changed although no story did, and their build date says so. */
function digestOfFront(document: Omit<FrontDocument, 'changed'>, { site }: Localized): Promise<string> {
  return digestOf(JSON.stringify(document) + siteKey(site));
}

/** The front encoded last, so that an unchanged front is not encoded again. */
let lastEncoded: EncodedFront | undefined;

async function encoded(front: FrontDocument, by: Localized): Promise<EncodedFront> {
  const digest = await digestOf(JSON.stringify(front));
  if (lastEncoded?.metadata.digest !== digest) lastEncoded = encodeFront(front, digest, by);
  return lastEncoded;
}
