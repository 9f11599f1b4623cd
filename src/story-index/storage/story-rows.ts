/**
 * The rows of stories: founding, refreshing after members came or went, merging. Every function runs inside the caller's
 * transaction, and none of them waits.
 */
import type { ArticleNumber, StoryNumber } from '../../clustering/index-port.ts';
import type { LeadReason } from '../../documents/document.ts';
import { chooseLead, type Lead } from '../filing/lead.ts';
import { CHOSEN, EARLIEST } from './article-columns.ts';
import type { Counters } from './meta.ts';

interface StoryRow extends Record<string, SqlStorageValue> {
  id: string;
  title: string;
  published: number;
  lead: number;
  lead_reason: string;
  publishers: number;
  kv_digest: string | null;
}

interface CandidateRow extends Record<string, SqlStorageValue> {
  number: number;
  outlet: string;
  publisher: string;
  earliest: number;
  title: string;
  report: number;
  pinned: number;
}

/** The operator's preference for an outlet, higher first; 0 for an outlet no longer listed. */
export type PriorityOf = (outlet: string) => number;

export interface Founder {
  readonly number: ArticleNumber;
  readonly id: string;
  readonly title: string;
  readonly published: number;
}

/** A story takes the id of its founder. If the founder founded another story before, the story's number is appended. */
export function foundStory(sql: SqlStorage, number: StoryNumber, founder: Founder, counters: Counters): void {
  const taken = sql.exec('SELECT 1 FROM story WHERE id = ?', founder.id).toArray().length > 0;
  sql.exec(
    `INSERT INTO story (number, id, title, published, updated, lead, lead_reason, publishers) VALUES (?, ?, ?, ?, ?, ?, 'only', 1)`,
    number,
    taken ? `${founder.id}-${number.toString(36)}` : founder.id,
    founder.title,
    founder.published,
    founder.published,
    founder.number,
  );
  counters.stories++;
}

/**
 * Brings a story's row in line with its members and puts it into the outbox if readers can see the difference. `at` (ms)
 * becomes `updated` when a publisher joined, or the lead changed or is the article `corrected`. Throws for a story without
 * members: merge it instead.
 */
export function refreshStory(
  sql: SqlStorage,
  number: StoryNumber,
  at: number,
  priorityOf: PriorityOf,
  corrected?: ArticleNumber,
): void {
  const story = sql
    .exec<StoryRow>(
      'SELECT id, title, published, lead, lead_reason, publishers, kv_digest FROM story WHERE number = ?',
      number,
    )
    .one();
  const members = sql
    .exec<CandidateRow>(
      `SELECT number, outlet, publisher, ${EARLIEST} AS earliest, title, report, pinned FROM article WHERE story = ? ORDER BY number`,
      number,
    )
    .toArray();
  const current: Lead = { number: story.lead, reason: story.lead_reason as LeadReason };
  const lead = chooseLead(
    members.map((m) => ({ ...m, report: m.report === 1, chosen: m.pinned === CHOSEN, priority: priorityOf(m.outlet) })),
    current,
  );
  const publishers = new Set(members.map((m) => m.publisher)).size;
  const leadChanged = lead.number !== story.lead;
  const title = members.find((m) => m.number === lead.number)?.title ?? story.title;
  const retitled = title !== story.title;
  if (leadChanged || retitled || lead.reason !== story.lead_reason || publishers !== story.publishers) {
    sql.exec(
      'UPDATE story SET title = ?, lead = ?, lead_reason = ?, publishers = ? WHERE number = ?',
      title,
      lead.number,
      lead.reason,
      publishers,
      number,
    );
    if (retitled) enqueueNaming(sql, number);
  }
  if (leadChanged || lead.number === corrected || publishers > story.publishers) {
    // An edit has dated a story that is not in KV by `changed`: what happens to it later must not be older.
    sql.exec(
      `UPDATE story SET updated = max(updated, ?1),
         changed = CASE WHEN kv_digest IS NULL AND changed > 0 THEN max(changed, ?1) ELSE changed END WHERE number = ?2`,
      at,
      number,
    );
  }
  if (publishers > 1 || story.kv_digest !== null) enqueue(sql, number);
}

/** Moves the members of `from` to `into`. From now on `from` answers with a redirect. */
export function mergeStory(sql: SqlStorage, from: StoryNumber, into: StoryNumber): void {
  sql.exec('UPDATE article SET story = ? WHERE story = ?', into, from);
  // Stories merged into `from` earlier now point at `into`, so that a redirect is always one hop, in KV too.
  const redirects = sql
    .exec<{ number: number }>(
      'SELECT number FROM story WHERE (number = ?1 OR merged_into = ?1) AND kv_digest IS NOT NULL',
      from,
    )
    .toArray();
  for (const { number } of redirects) enqueue(sql, number);
  sql.exec('UPDATE story SET merged_into = ?1 WHERE merged_into = ?2', into, from);
  sql.exec('UPDATE story SET merged_into = ? WHERE number = ?', into, from);
  enqueueNaming(sql, from);
  sql.exec('INSERT OR IGNORE INTO related SELECT ?1, other FROM related WHERE story = ?2 AND other <> ?1', into, from);
  sql.exec('INSERT OR IGNORE INTO related SELECT story, ?1 FROM related WHERE other = ?2 AND story <> ?1', into, from);
  sql.exec('DELETE FROM related WHERE story = ?1', from);
  sql.exec('DELETE FROM related WHERE other = ?1', from);
  sql.exec(
    `INSERT OR IGNORE INTO apart SELECT min(?1, o), max(?1, o) FROM
       (SELECT CASE WHEN story = ?2 THEN other ELSE story END AS o FROM apart WHERE story = ?2 OR other = ?2) WHERE o <> ?1`,
    into,
    from,
  );
  sql.exec('DELETE FROM apart WHERE story = ?1 OR other = ?1', from);
}

/**
 * Links `other` from `story`, because an article of `story` found it. `other` does not link back, because that would rewrite
 * the documents of stories long done. find-follow-ups.ts reads the link backwards when a reader asks.
 */
export function relate(sql: SqlStorage, story: StoryNumber, other: StoryNumber): void {
  if (story !== other) sql.exec('INSERT OR IGNORE INTO related (story, other) VALUES (?, ?)', story, other);
}

/** Takes back all links from and to a story whose only article has become a report of something else. */
export function forgetRelated(sql: SqlStorage, story: StoryNumber): void {
  enqueueNaming(sql, story);
  sql.exec('DELETE FROM related WHERE story = ?', story);
  sql.exec('DELETE FROM related WHERE other = ?', story);
}

/** Enqueues the stories that link to `number`: they now show another title or another story for it. */
function enqueueNaming(sql: SqlStorage, number: StoryNumber): void {
  sql.exec(
    `INSERT INTO outbox (story, version)
       SELECT s.number, 1 FROM related r JOIN story s ON s.number = r.story
       WHERE r.other = ? AND (s.publishers > 1 OR s.kv_digest IS NOT NULL)
     ON CONFLICT (story) DO UPDATE SET version = version + 1`,
    number,
  );
}

export function enqueue(sql: SqlStorage, story: StoryNumber): void {
  sql.exec(
    'INSERT INTO outbox (story, version) VALUES (?, 1) ON CONFLICT (story) DO UPDATE SET version = version + 1',
    story,
  );
}

export function isInKv(sql: SqlStorage, story: StoryNumber): boolean {
  return sql.exec('SELECT 1 FROM story WHERE number = ? AND kv_digest IS NOT NULL', story).toArray().length > 0;
}

export function isEmpty(sql: SqlStorage, story: StoryNumber): boolean {
  return sql.exec('SELECT 1 FROM article WHERE story = ? LIMIT 1', story).toArray().length === 0;
}

/** The story that answers for `number` today: itself, or the one it was merged into. */
export function canonicalStory(sql: SqlStorage, number: StoryNumber): StoryNumber {
  return (
    sql
      .exec<{ to: number }>('SELECT coalesce(merged_into, number) AS "to" FROM story WHERE number = ?', number)
      .toArray()[0]?.to ?? number
  );
}
