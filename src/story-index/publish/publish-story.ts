/** Writes one story to KV: its document, or the redirect to the story it was merged into. */

import {
  DOCUMENT_VERSION,
  type DocumentMetadata,
  type StoryDocument,
  type StoryRedirect,
} from '../../documents/document.ts';
import { STORY_DOCUMENT_TTL_S } from '../../limits.ts';
import { isTakenDown } from '../admin/takedown.ts';
import type { KnownOutlets } from '../read/article-rows.ts';
import { STORY, type StoryRow, storyDocument, type Undated } from '../read/story-document.ts';
import { DIRTY, digestOf } from '../storage/digest.ts';
import { frontDirty, markFrontDirty } from '../storage/meta.ts';
import { documentDate } from './document-date.ts';

export interface OutboxRow extends Record<string, SqlStorageValue> {
  story: number;
  version: number;
}

type PublishedRow = StoryRow & { digest: string | null; kv_digest: string | null; moved_to: string | null };

/** KV no longer holds documents written before this time, ms since the epoch. */
export function keptInKvSince(now: number): number {
  return now - STORY_DOCUMENT_TTL_S * 1000;
}

/** True when it was written; throws when KV does. */
export async function publishStory(
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
  const document =
    story.moved_to === null ? storyDocument(sql, story, outlets) : { id: story.id, movedTo: story.moved_to };
  if (document === undefined && story.kv_digest !== null && isTakenDown(sql, story.number)) {
    await kv.delete(`story/${story.id}`);
    sql.exec('UPDATE story SET kv_digest = NULL WHERE number = ?', story.number);
    return settle(sql, entry, null, false);
  }
  // The index has none of its articles any longer, so the document in KV stays until it expires.
  if (document === undefined) return settle(sql, entry, story.kv_digest, false);

  const digest = await digestOf(JSON.stringify(document));
  if (digest === story.kv_digest) return settle(sql, entry, digest, false);
  const changed = digest === story.digest ? story.changed : documentDate(now, momentsIn(document));
  sql.exec(
    'UPDATE story SET digest = ?, changed = ?, kv_digest = ? WHERE number = ?',
    digest,
    changed,
    DIRTY,
    story.number,
  );
  // The front shows when each of its stories changed.
  if (changed !== story.changed && frontDirty(sql) === 0) markFrontDirty(sql);
  const metadata: DocumentMetadata = { version: DOCUMENT_VERSION };
  await kv.put(`story/${story.id}`, JSON.stringify({ ...document, changed }), {
    expirationTtl: STORY_DOCUMENT_TTL_S,
    metadata,
  });
  return settle(sql, entry, digest, true);
}

function momentsIn(document: Undated<StoryDocument> | StoryRedirect): readonly number[] {
  if (!('articles' in document)) return [];
  const { published, updated, articles } = document;
  return [published, updated, ...articles.map(({ seen, edited }) => Math.max(seen, edited ?? 0))];
}

function settle(sql: SqlStorage, entry: OutboxRow, kvDigest: string | null, written: boolean): boolean {
  if (written) sql.exec('UPDATE story SET kv_digest = ? WHERE number = ?', kvDigest, entry.story);
  sql.exec('DELETE FROM outbox WHERE story = ? AND version = ?', entry.story, entry.version);
  return written;
}
