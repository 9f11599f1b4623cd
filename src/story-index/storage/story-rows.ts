/**
 * The rows of stories: founding, refreshing after members came or went, merging. Every function runs inside the caller's
 * transaction, and none of them waits.
 */
import type { ArticleNumber, StoryNumber } from '../../clustering/index-port.ts';
import type { LeadReason } from '../../documents/document.ts';
import { chooseLead, type Lead } from '../filing/lead.ts';
import { isSupported } from '../filing/supported-report.ts';
import { CHOSEN, EARLIEST } from './article-columns.ts';
import type { Counters } from './meta.ts';
import { isStoryId } from './past-stories.ts';
import { touchStory } from './touched-stories.ts';

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
  related: string;
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
  const taken = isStoryId(sql, founder.id);
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
 * becomes `updated` when a publisher joined, or the lead changed or is the article `corrected`. `by` is the publisher whose article caused this;
 * undefined: no article did. Throws for a story without members: merge it instead.
 */
export function refreshStory(
  sql: SqlStorage,
  number: StoryNumber,
  at: number,
  priorityOf: PriorityOf,
  { corrected, by }: { readonly corrected?: ArticleNumber | undefined; readonly by?: string } = {},
): void {
  touchStory(sql, number);
  const story = sql
    .exec<StoryRow>(
      'SELECT id, title, published, lead, lead_reason, publishers, kv_digest FROM story WHERE number = ?',
      number,
    )
    .one();
  const members = sql
    .exec<CandidateRow>(
      `SELECT number, outlet, publisher, ${EARLIEST} AS earliest, title, report, pinned, related FROM article WHERE story = ? ORDER BY number`,
      number,
    )
    .toArray();
  const current: Lead = { number: story.lead, reason: story.lead_reason as LeadReason };
  const reports = reportsThatMayLead(sql, number, members, story.lead);
  const lead = chooseLead(
    members.map((m) => ({
      ...m,
      report: reports.has(m.number),
      chosen: m.pinned === CHOSEN,
      priority: priorityOf(m.outlet),
    })),
    current,
  );
  const publishers = new Set(members.map((m) => m.publisher)).size;
  const leadChanged = lead.number !== story.lead;
  const title = members.find((m) => m.number === lead.number)?.title ?? story.title;
  const retitled = title !== story.title;
  const renewed = leadChanged || retitled || lead.reason !== story.lead_reason || publishers !== story.publishers;
  const redated = leadChanged || lead.number === corrected || publishers > story.publishers;
  if (renewed || redated) {
    // An edit has dated a story that is not in KV by `changed`: what happens to it later must not be older.
    sql.exec(
      `UPDATE story SET title = ?1, lead = ?2, lead_reason = ?3, publishers = ?4, updated = max(updated, coalesce(?5, updated)),
         changed = CASE WHEN kv_digest IS NULL AND changed > 0 THEN max(changed, coalesce(?5, changed)) ELSE changed END
       WHERE number = ?6`,
      title,
      lead.number,
      lead.reason,
      publishers,
      redated ? at : null,
      number,
    );
  }
  if (retitled) enqueueNaming(sql, number, by);
  if (publishers > 1 || story.kv_digest !== null) {
    linkBack(
      sql,
      number,
      members.flatMap(({ related }) => JSON.parse(related) as StoryNumber[]),
    );
    enqueue(sql, number, by);
  }
}

/**
 * The reports among the members that may lead. Where a flash leads, or led and is gone, these are the reports of its own publisher and those that an
 * article of another publisher supports. In doubt the flash goes on leading until another publisher's report is there.
 */
function reportsThatMayLead(
  sql: SqlStorage,
  story: StoryNumber,
  members: readonly CandidateRow[],
  current: ArticleNumber,
): ReadonlySet<ArticleNumber> {
  const reports = members.filter((m) => m.report === 1);
  const incumbent = members.find((m) => m.number === current);
  if (reports.length === 0 || reports.length === members.length || incumbent?.report === 1)
    return new Set(reports.map((m) => m.number));
  const told = sql
    .exec<{ number: number; publisher: string; title: string; passages: string }>(
      'SELECT number, publisher, title, passages FROM article WHERE story = ? ORDER BY number LIMIT ?',
      story,
      SUPPORTERS_READ_MAX,
    )
    .toArray()
    .map((row) => ({ ...row, passages: JSON.parse(row.passages) as string[] }));
  const mayLead = told.filter(
    (one) =>
      one.publisher === incumbent?.publisher ||
      isSupported(
        one,
        told.filter((other) => other.publisher !== one.publisher),
      ),
  );
  const numbers = new Set(mayLead.map((one) => one.number));
  return new Set(reports.flatMap((m) => (numbers.has(m.number) ? [m.number] : [])));
}

/** Members, the first filed, among which a report that may lead is looked for. */
const SUPPORTERS_READ_MAX = 40;

/** Articles of two outlets of one publisher with the same text are one, if the text says so much, UTF-16 units of JSON. */
export const REPEATED_CHARS_MIN = 100;
/** And if no more lies between them: a daily notice in yesterday's words is another. */
export const REPEATED_WITHIN_MS = 12 * 60 * 60_000;

/**
 * Puts articles into a story. Of several listings of one article that meet there, the one that was shown goes on being shown, and those
 * that come stand behind it: a feed reader knows it by its guid.
 */
export function moveMembers(sql: SqlStorage, articles: readonly ArticleNumber[], into: StoryNumber): void {
  const moving = JSON.stringify(articles);
  const stories = sql
    .exec<{ story: number }>(
      'SELECT DISTINCT story FROM article WHERE number IN (SELECT value FROM json_each(?))',
      moving,
    )
    .toArray();
  sql.exec('UPDATE article SET story = ? WHERE number IN (SELECT value FROM json_each(?))', into, moving);
  // What one house lists in two feeds is one article: see pageOfRepeated in file-article.ts.
  sql.exec(
    `UPDATE article SET page = r.page FROM (
       SELECT b.number, a.page, min(a.number) FROM article b JOIN article a ON a.story = b.story AND a.publisher = b.publisher
         AND a.outlet <> b.outlet AND abs(a.published - b.published) <= ?3 AND a.passages = b.passages
       WHERE b.number IN (SELECT value FROM json_each(?1)) AND a.story = ?2 AND length(b.passages) >= ?4
         AND a.number NOT IN (SELECT value FROM json_each(?1)) GROUP BY b.number) AS r
     WHERE article.number = r.number AND article.page <> r.page`,
    moving,
    into,
    REPEATED_WITHIN_MS,
    REPEATED_CHARS_MIN,
  );
  sql.exec(
    `UPDATE article SET behind = 1 WHERE behind = 0 AND number IN (SELECT value FROM json_each(?1)) AND EXISTS
       (SELECT 1 FROM article AS a WHERE a.story = ?2 AND a.publisher = article.publisher AND a.page = article.page
          AND a.number NOT IN (SELECT value FROM json_each(?1)))`,
    moving,
    into,
  );
  // Where the listing that was shown has left, the first of the others is shown.
  sql.exec(
    `UPDATE article SET behind = 0 WHERE behind = 1 AND story IN (SELECT value FROM json_each(?1)) AND NOT EXISTS
       (SELECT 1 FROM article AS a WHERE a.story = article.story AND a.publisher = article.publisher AND a.page = article.page
          AND (a.behind = 0 OR a.number < article.number))`,
    JSON.stringify([into, ...stories.map(({ story }) => story)]),
  );
}

/** Moves the members of `from` to `into`. From now on `from` answers with a redirect. */
export function mergeStory(sql: SqlStorage, from: StoryNumber, into: StoryNumber): void {
  touchStory(sql, from);
  const members = sql.exec<{ number: number }>('SELECT number FROM article WHERE story = ?', from).toArray();
  moveMembers(
    sql,
    members.map(({ number }) => number),
    into,
  );
  enqueueNaming(sql, from);
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
  sql.exec(
    `INSERT OR IGNORE INTO apart SELECT min(?1, o), max(?1, o) FROM
       (SELECT CASE WHEN story = ?2 THEN other ELSE story END AS o FROM apart WHERE story = ?2 OR other = ?2) WHERE o <> ?1`,
    into,
    from,
  );
  sql.exec('DELETE FROM apart WHERE story = ?1 OR other = ?1', from);
}

/** Distinct, without `story`: no story is related to itself. */
export function othersThan(story: StoryNumber, others: readonly StoryNumber[]): readonly StoryNumber[] {
  return [...new Set(others)].filter((other) => other !== story);
}

/**
 * Links `others` from the story of an article, because the article found them. They do not link back, because that would rewrite
 * the documents of stories long done; find-follow-ups.ts reads the link backwards when a reader asks. The caller refreshes the story.
 */
export function relateArticle(sql: SqlStorage, article: ArticleNumber, others: readonly StoryNumber[]): void {
  const row = sql
    .exec<{ story: number; related: string }>('SELECT story, related FROM article WHERE number = ?', article)
    .one();
  const known = JSON.parse(row.related) as StoryNumber[];
  const all = othersThan(row.story, [...known, ...others.map((other) => canonicalStory(sql, other))]);
  if (all.length > known.length)
    sql.exec('UPDATE article SET related = ? WHERE number = ?', JSON.stringify(all), article);
}

/** Links `others` from `story`, whichever of its articles found them. */
export function relate(sql: SqlStorage, story: StoryNumber, ...others: readonly StoryNumber[]): void {
  const newest = sql
    .exec<{ number: number | null }>('SELECT max(number) AS number FROM article WHERE story = ?', story)
    .one().number;
  if (newest !== null) relateArticle(sql, newest, others);
  const shown = 'SELECT 1 FROM story WHERE number = ? AND (publishers > 1 OR kv_digest IS NOT NULL)';
  if (sql.exec(shown, story).toArray().length > 0) linkBack(sql, story, others);
}

function linkBack(sql: SqlStorage, story: StoryNumber, others: readonly StoryNumber[]): void {
  const named = othersThan(story, others);
  if (named.length === 0) return;
  // A long story goes on naming stories that are past.
  sql.exec(
    `INSERT OR IGNORE INTO related (other, story)
       SELECT value, ?1 FROM json_each(?2) WHERE value IN (SELECT number FROM story)`,
    story,
    JSON.stringify(named),
  );
}

/**
 * Takes back all links from and to a story whose only article has become a report of something else. Of stories that one publisher
 * carries, the links to it are looked for in the rows of the next `rows` articles.
 */
export function forgetRelated(sql: SqlStorage, story: StoryNumber, article: ArticleNumber, rows: number): void {
  enqueueNaming(sql, story);
  sql.exec(
    `DELETE FROM related WHERE story = ? AND other IN
       (SELECT value FROM json_each((SELECT related FROM article WHERE number = ?)))`,
    story,
    article,
  );
  sql.exec(`UPDATE article SET related = '[]' WHERE number = ? AND related <> '[]'`, article);
  const naming = sql
    .exec<{ number: number; related: string }>(
      `SELECT number, related FROM article WHERE related <> '[]' AND number IN (
         SELECT number FROM article WHERE number > ?1 AND number <= ?1 + ?2
         UNION SELECT a.number FROM related r JOIN article a ON a.story = r.story WHERE r.other = ?3)`,
      article,
      rows,
      story,
    )
    .toArray();
  for (const { number, related } of naming) {
    const named = JSON.parse(related) as StoryNumber[];
    if (!named.includes(story)) continue;
    const left = JSON.stringify(othersThan(story, named));
    sql.exec('UPDATE article SET related = ? WHERE number = ?', left, number);
  }
  sql.exec('DELETE FROM related WHERE other = ?', story);
}

/** Whoever else changes a document that waits is noted too. What no article caused counts for nobody from then on. */
const NOTE_CAUSE = `ON CONFLICT (story) DO UPDATE SET version = version + 1, causes = CASE
  WHEN outbox.causes IS NULL OR excluded.causes IS NULL THEN NULL
  WHEN EXISTS (SELECT 1 FROM json_each(outbox.causes) WHERE value = excluded.causes ->> 0) THEN outbox.causes
  ELSE json_insert(outbox.causes, '$[#]', excluded.causes ->> 0) END`;

function causes(by: string | undefined): string | null {
  return by === undefined ? null : JSON.stringify([by]);
}

/** Enqueues the stories that link to `number`: they now show another title or another story for it. `by`: as for `enqueue`. */
export function enqueueNaming(sql: SqlStorage, number: StoryNumber, by?: string): void {
  sql.exec(
    `INSERT INTO outbox (story, version, causes)
       SELECT DISTINCT s.number, 1, ?2 FROM related r JOIN story f ON f.number = r.story
         JOIN story s ON s.number = coalesce(f.merged_into, f.number)
       WHERE r.other IN (SELECT number FROM story WHERE number = ?1 OR merged_into = ?1) AND s.number <> ?1
         AND (s.publishers > 1 OR s.kv_digest IS NOT NULL)
     ${NOTE_CAUSE}`,
    number,
    causes(by),
  );
}

/** `by`: the publisher whose article changed the story; undefined: none did, and the write counts for nobody. */
export function enqueue(sql: SqlStorage, story: StoryNumber, by?: string): void {
  sql.exec(`INSERT INTO outbox (story, version, causes) VALUES (?, 1, ?) ${NOTE_CAUSE}`, story, causes(by));
}

export function isInKv(sql: SqlStorage, story: StoryNumber): boolean {
  return sql.exec('SELECT 1 FROM story WHERE number = ? AND kv_digest IS NOT NULL', story).toArray().length > 0;
}

/** Whether the story has one article. */
export function isAlone(sql: SqlStorage, story: StoryNumber): boolean {
  return sql.exec('SELECT 1 FROM article WHERE story = ? LIMIT 2', story).toArray().length === 1;
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
