/**
 * From the outbox to KV: only bytes that changed are written, and an entry leaves the outbox only after its write
 * succeeded and nothing changed meanwhile. What fails stays for the alarm. Readers see the older document until then.
 * When the day's writes run short, what KV holds and is out of date goes first: what it does not hold, the index answers.
 *
 * `changed` and the digest are settled before the write, so a retry after a crash writes the same bytes; and from then until
 * the answer comes it is unknown what KV holds, for a write that is reported lost may have landed.
 */
import { KV_WRITES_A_DAY, KV_WRITES_AT_ONCE, PUBLISH_STORIES_MAX, STORY_DOCUMENT_TTL_S } from '../core/limits.ts';
import { printEdition } from '../feeds/edition.ts';
import { RENDERING } from '../feeds/render/render.ts';
import { spendWrites, writesAllowed } from './allowance.ts';
import type { Published } from './api.ts';
import type { KnownOutlets } from './article-rows.ts';
import { STORY, type StoryRow, storyDocument } from './documents.ts';
import { frontDocument } from './front.ts';
import { markFront, readMeta, readNumber, writeMeta } from './meta.ts';
import { knownOutlets, shippedPrint } from './outlet-list.ts';

/** As `kv_digest`: KV may hold something of this story, nobody knows what. */
const UNKNOWN = '';

/** `now` is ms since the epoch, `writesADay` what may be spent. Never throws for a failing KV. */
export async function publishChanges(
  storage: DurableObjectStorage,
  kv: KVNamespace,
  now: number,
  writesADay = KV_WRITES_A_DAY,
): Promise<Published> {
  const { sql } = storage;
  const allowed = writesAllowed(sql, now, writesADay);
  const waiting = sql
    .exec<OutboxRow>(
      `SELECT o.story, o.version FROM outbox o JOIN story s ON s.number = o.story
       ORDER BY s.kv_digest IS NULL, o.story DESC LIMIT ?`,
      Math.min(PUBLISH_STORIES_MAX, allowed),
    )
    .toArray();
  const failures: string[] = [];
  let written = 0;
  const attempt = async (write: () => Promise<boolean>) => {
    try {
      if (await write()) written++;
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  };
  for (let i = 0; i < waiting.length; i += KV_WRITES_AT_ONCE) {
    // Read anew before each go of writes: an outlet renamed meanwhile must not be published under its old name.
    const outlets = knownOutlets(sql);
    await Promise.all(
      waiting
        .slice(i, i + KV_WRITES_AT_ONCE)
        .map((entry) => attempt(() => publishStory(storage, kv, entry, outlets, now))),
    );
  }
  await attempt(() => publishFront(storage, kv, now));
  if (written > 0) writeMeta(sql, 'last_published', now);
  spendWrites(sql, now, written);
  return { written, left: countWaiting(sql), rationed: written >= allowed, failure: failures[0] };
}

/** Documents not yet in KV as they should be. */
export function countWaiting(sql: SqlStorage): number {
  const stories = sql.exec<{ n: number }>('SELECT count(*) AS n FROM outbox').one().n;
  return stories + ((readNumber(sql, 'front_dirty') ?? 0) > 0 ? 1 : 0);
}

/** Marks everything that can be rebuilt as not published; returns how many documents that is. */
export function markEverything(storage: DurableObjectStorage): number {
  const { sql } = storage;
  return storage.transactionSync(() => {
    sql.exec(
      `INSERT INTO outbox (story, version)
         SELECT number, 1 FROM story
         WHERE (kv_digest IS NOT NULL AND merged_into IS NOT NULL)
            OR ((kv_digest IS NOT NULL OR publishers > 1) AND EXISTS (SELECT 1 FROM article WHERE article.story = story.number))
       ON CONFLICT (story) DO UPDATE SET version = version + 1`,
    );
    sql.exec('UPDATE story SET kv_digest = ? WHERE kv_digest IS NOT NULL', UNKNOWN);
    writeMeta(sql, 'front_kv_digest', UNKNOWN);
    markFront(sql);
    return countWaiting(sql);
  });
}

/** To be raised with every change of how documents are made of the same rows. */
const DOCUMENTS_VERSION = 4;

/**
 * For the start of the object: where another version of the code, or another list of outlets that ships with it, made the
 * documents in KV, each is made anew, and written if it differs; the front, which holds feeds as well, in any case.
 */
export function lookAgain(storage: DurableObjectStorage): void {
  const { sql } = storage;
  const by = `${DOCUMENTS_VERSION}-${RENDERING}-${shippedPrint()}`;
  if (readMeta(sql, 'documents_by') === by) return;
  storage.transactionSync(() => {
    sql.exec(
      `INSERT INTO outbox (story, version) SELECT DISTINCT s.number, 1 FROM article a JOIN story s ON s.number = a.story
         WHERE s.kv_digest IS NOT NULL ON CONFLICT (story) DO UPDATE SET version = version + 1`,
    );
    if (readMeta(sql, 'front_kv_digest') !== undefined) {
      writeMeta(sql, 'front_kv_digest', UNKNOWN);
      markFront(sql);
    }
    writeMeta(sql, 'documents_by', by);
  });
}

interface OutboxRow extends Record<string, SqlStorageValue> {
  story: number;
  version: number;
}

type PublishedRow = StoryRow & { digest: string | null; kv_digest: string | null; moved_to: string | null };

async function publishStory(
  storage: DurableObjectStorage,
  kv: KVNamespace,
  entry: OutboxRow,
  outlets: KnownOutlets,
  now: number,
): Promise<boolean> {
  const { sql } = storage;
  const story = sql
    .exec<PublishedRow>(
      `SELECT ${STORY}, digest, kv_digest, (SELECT id FROM story AS s WHERE s.number = story.merged_into) AS moved_to
       FROM story WHERE number = ?`,
      entry.story,
    )
    .one();
  const document = story.moved_to === null ? storyDocument(sql, story, outlets) : { movedTo: story.moved_to };
  // None of its articles is kept any longer: what KV holds is the best there is, until it expires.
  if (document === undefined) return settle(sql, entry, story.kv_digest, false);

  const digest = await sha256(JSON.stringify(document));
  if (digest === story.kv_digest) return settle(sql, entry, digest, false);
  const changed = digest === story.digest ? story.changed : now;
  sql.exec(
    'UPDATE story SET digest = ?, changed = ?, kv_digest = ? WHERE number = ?',
    digest,
    changed,
    UNKNOWN,
    story.number,
  );
  // The front tells when each of its stories changed.
  if (changed !== story.changed && (readNumber(sql, 'front_dirty') ?? 0) === 0) markFront(sql);
  await kv.put(`story/${story.id}`, JSON.stringify({ ...document, changed }), { expirationTtl: STORY_DOCUMENT_TTL_S });
  return settle(sql, entry, digest, true);
}

function settle(sql: SqlStorage, entry: OutboxRow, kvDigest: string | null, written: boolean): boolean {
  if (written) sql.exec('UPDATE story SET kv_digest = ? WHERE number = ?', kvDigest, entry.story);
  sql.exec('DELETE FROM outbox WHERE story = ? AND version = ?', entry.story, entry.version);
  return written;
}

async function publishFront(storage: DurableObjectStorage, kv: KVNamespace, now: number): Promise<boolean> {
  const { sql } = storage;
  const version = readNumber(sql, 'front_dirty') ?? 0;
  if (version === 0) return false;
  const document = frontDocument(sql, knownOutlets(sql));
  const digest = await sha256(JSON.stringify(document));
  const changes = digest !== readMeta(sql, 'front_kv_digest');
  if (changes) {
    let changed = readNumber(sql, 'front_changed') ?? now;
    if (digest !== readMeta(sql, 'front_digest')) {
      changed = now;
      writeMeta(sql, 'front_digest', digest);
      writeMeta(sql, 'front_changed', changed);
    }
    writeMeta(sql, 'front_kv_digest', UNKNOWN);
    const edition = { ...document, changed };
    const { value, notes } = printEdition(edition, await sha256(JSON.stringify(edition)));
    await kv.put('front', value, { metadata: notes });
    writeMeta(sql, 'front_kv_digest', digest);
  }
  sql.exec(`UPDATE meta SET value = 0 WHERE key = 'front_dirty' AND value = ?`, version);
  return changes;
}

async function sha256(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return new Uint8Array(digest).toHex();
}
