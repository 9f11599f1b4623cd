/**
 * Takes over an outlet's edit of an article that was filed before. Everything copied out of an article is renewed: what is
 * shown, what is compared, and what other rows say of its words. Its id, dates, outlet and publisher stay. Filing the same
 * version again changes nothing, and editing back and forth ends where it began.
 *
 * An article stays in its story when its words change, because a correction belongs where the error was read. It leaves only
 * if it has become a report of something else. If it stands alone, it may join an older story. An edit moves no other article
 * and redirects no story that others carry, so that no outlet takes over a story by rewriting an old item.
 */
import { isAnotherText } from '../../clustering/another-text.ts';
import { candidates } from '../../clustering/candidates.ts';
import { decide } from '../../clustering/decide.ts';
import { addDocument } from '../../clustering/document-frequency.ts';
import type { Fingerprint } from '../../clustering/fingerprint.ts';
import type { Decision, IncomingArticle, StoryNumber } from '../../clustering/index-port.ts';
import { indexTerms } from '../../clustering/index-terms.ts';
import { weighting } from '../../clustering/kernel/tf-idf.ts';
import { sharedWords } from '../../clustering/shared-words.ts';
import { verbatimPassages } from '../../clustering/verbatim-passages.ts';
import { voiceOf } from '../../clustering/voice-share.ts';
import { type Article, earliest } from '../../documents/article.ts';
import { significantText, significantTitle } from '../../text/significant-text.ts';
import type { SharedEdge } from '../read/shared-passages.ts';
import { detailColumns, type FiledArticle, filedArticle, updateArticle } from '../storage/article-columns.ts';
import { forgetFingerprint } from '../storage/fingerprint-cache.ts';
import { articleKeys } from '../storage/outlet-postings.ts';
import { noteEdited } from '../storage/search-postings.ts';
import { areApart } from '../storage/sql-index.ts';
import { forgetRelated, isAlone, isEmpty, refreshStory, relateArticle } from '../storage/story-rows.ts';
import { ALONE, bytesOf, edgesOf, type FilingContext, fingerprintOf } from './file-article.ts';
import { isReport } from './lead.ts';
import { moveArticle } from './reassignment.ts';

/** Whether it was filed before, and if so whether anything of it changed. */
export function editArticle(context: FilingContext, article: Article): 'unknown' | 'same' | 'edited' {
  const { sql, priorityOf } = context;
  const before = filedArticle(sql, article.id);
  if (!before) return 'unknown';
  const { url, title, summary } = article;
  const passages = JSON.stringify(article.passages);
  const shown = { ...detailColumns(article), url, title, summary, passages };
  const recompared = !sameBytes(before.profile, article.fingerprint);
  const changed = Object.entries(shown).some(([name, value]) => before[name as keyof typeof shown] !== (value ?? null));
  if (!changed && !recompared) return 'same';

  const at = article.edited ?? article.seen;
  const corrected = isCorrected(before, article);
  const fingerprint = fingerprintOf(article);
  const terms = articleKeys(before.outlet, before.unmerged === 1 ? [] : indexTerms(fingerprint));
  updateArticle(sql, before.number, {
    ...shown,
    profile: bytesOf(article.fingerprint),
    keys: bytesOf(terms),
    report: before.report === 1 || isReport(article) ? 1 : 0,
    ...(corrected ? { edited: at } : {}),
    ...(recompared ? { added: addedBy(article, fingerprint, before) } : {}),
  });
  if (title !== before.title || summary !== before.summary || passages !== before.passages)
    noteEdited(sql, before.number);
  const touched = recompared ? compareAgain(context, before, article, fingerprint, terms) : new Set([before.story]);
  for (const story of touched) {
    refreshStory(sql, story, at, priorityOf, {
      corrected: corrected ? before.number : undefined,
      by: before.publisher,
    });
    // KV's writer dates the others. A slow outlet's edit may be of an earlier time than a story that was filed meanwhile and that it touches.
    sql.exec('UPDATE story SET changed = max(changed, updated, ?) WHERE number = ? AND kv_digest IS NULL', at, story);
  }
  return 'edited';
}

/** Whether title or opening changed in meaning. Later figures, white space, boilerplate and counters are no correction. */
function isCorrected(before: FiledArticle, { title, summary, passages }: Article): boolean {
  const opening = (own: readonly string[], otherwise: string) => significantText([own[0] ?? otherwise]);
  return (
    significantTitle(before.title) !== significantTitle(title) ||
    opening(JSON.parse(before.passages) as string[], before.summary) !== opening(passages, summary)
  );
}

/**
 * For each passage of this version the reading that did not have it yet, as JSON; null for what stood in the version before. So nobody had
 * first what an edit put into an older article.
 */
function addedBy({ passages, notBefore }: Article, fingerprint: Fingerprint, before: FiledArticle): string | null {
  const old = JSON.parse(before.passages) as string[];
  const known = JSON.parse(before.added ?? '[]') as (number | null)[];
  const same = Map.groupBy(
    verbatimPassages(fingerprint, fingerprintOfRow(before), before.number),
    ({ passage }) => passage,
  );
  const added = passages.map((text, i) => {
    const sources = [old.indexOf(text), ...(same.get(i) ?? []).map(({ otherPassage }) => otherPassage)];
    const stood = sources.filter((source) => source >= 0).map((source) => known[source] ?? 0);
    return stood.length > 0 ? Math.min(...stood) || null : (notBefore ?? null);
  });
  return added.some((bound) => bound !== null) ? JSON.stringify(added) : null;
}

function fingerprintOfRow(row: FiledArticle): Fingerprint {
  return fingerprintOf({ ...row, passages: JSON.parse(row.passages), fingerprint: new Uint8Array(row.profile) });
}

/** Renews all that was derived from its words. Returns the stories in which something shown may have changed. */
function compareAgain(
  context: FilingContext,
  before: FiledArticle,
  article: Article,
  fingerprint: Fingerprint,
  terms: Uint32Array,
): Set<StoryNumber> {
  const { sql, sketch, postings, index } = context;
  const { number } = before;
  const version = (fingerprint: Fingerprint): IncomingArticle => {
    return {
      article: number,
      publisher: before.publisher,
      published: earliest({ published: before.published, notBefore: before.not_before }),
      fingerprint,
    };
  };
  const old = version(fingerprintOfRow(before));
  const now = version(fingerprint);
  const unmerged = before.unmerged === 1;
  const neighbours = unmerged ? [] : candidates(old, index).map((member) => member.article);
  forgetFingerprint(sql, number);
  postings.replace(number, terms, voiceOf(before.publisher));

  const another = !unmerged && isAnotherText(old, now, weighting(sketch)) && isReport(article);
  if (another && isAlone(sql, before.story)) forgetRelated(sql, before.story, number, LATER_ROWS_READ);
  const decision = unmerged ? ALONE : decideAgain(now, context);
  if (another) addDocument(sketch, now.fingerprint, decision.told);
  const joins = decision.nearest && storyOf(sql, decision.nearest.article);
  const touched = new Set([before.story, ...reassign(context, before, joins, another)]);
  for (const story of renewEvidence(context, before, article, now, decision, neighbours)) touched.add(story);
  const home = storyOf(sql, number);
  relateArticle(sql, number, [...decision.related, joins ?? home]);
  return new Set([...touched].filter((story) => !isEmpty(sql, story)));
}

/** A text that the engine cannot compare is shown all the same, without anything that rests on comparing. */
function decideAgain(version: IncomingArticle, { index }: FilingContext): Decision {
  try {
    return decide(version, index);
  } catch (error) {
    console.error(JSON.stringify({ event: 'edit-not-compared', article: version.article, reason: String(error) }));
    return ALONE;
  }
}

/** Moves the article to the story it now belongs to. `joins` is the story it fits best. Returns the stories whose members changed. */
function reassign(
  { sql, counters }: FilingContext,
  before: FiledArticle,
  joins: StoryNumber | undefined,
  another: boolean,
): readonly StoryNumber[] {
  const { number, story, pinned, moved } = before;
  if (pinned > 0) return [];
  const alone = isAlone(sql, story);
  const free = joins !== undefined && moved === 0 && !areApart(sql, story, joins) && (!alone || joins < story);
  if (joins === story || (alone ? !free : !another)) return [];
  const row = sql
    .exec<{ id: string; title: string; published: number }>(
      'SELECT id, title, published FROM article WHERE number = ?',
      number,
    )
    .one();
  return moveArticle(sql, { ...row, number, story }, free ? joins : undefined, counters);
}

/**
 * Articles filed next after the edited one whose rows are searched for what they tell of it: two thirds of a day of 25 outlets. An edit
 * comes within hours as a rule, and each row counts as read. Later ones are renewed if they are its candidates or in its story.
 */
const LATER_ROWS_READ = 2_000;

/**
 * Renews the evidence stored in rows: which passages the article shares with whom, and which rare words brought an article to
 * its story. A later article points at an earlier one, so some of it is in the rows of other articles.
 */
function renewEvidence(
  { sql, sketch, index }: FilingContext,
  before: FiledArticle,
  { passages }: Article,
  now: IncomingArticle,
  decision: Decision,
  neighbours: readonly number[],
): readonly StoryNumber[] {
  const { number } = before;
  const home = storyOf(sql, number);
  const joined = decision.nearest !== undefined && storyOf(sql, decision.nearest.article) === home;
  const weights = weighting(sketch);
  const wordsOf = (one: Fingerprint, other: number) => {
    const [member] = index.members([other]);
    return member ? sharedWords(one, member.fingerprint, weights) : [];
  };
  const own = before.nearest === null ? undefined : (JSON.parse(before.nearest) as Nearest);
  const stays = home === before.story;
  const nearest =
    joined && (own || !stays) ? decision.nearest : own && { ...own, words: wordsOf(now.fingerprint, own.article) };
  const similarity =
    joined && (before.similarity !== null || !stays) ? (decision.similarity ?? null) : before.similarity;
  const evidence = {
    shared: JSON.stringify(
      edgesOf(
        sql,
        decision.shared.filter(({ other }) => other < number),
      ),
    ),
    nearest: nearest ? JSON.stringify(nearest) : null,
    similarity: joined || stays ? similarity : null,
  };
  const renewed = (['shared', 'nearest', 'similarity'] as const).some((name) => evidence[name] !== before[name]);
  if (renewed) updateArticle(sql, number, evidence);

  const later = new Map(
    [...Map.groupBy(decision.shared, ({ other }) => other)].map(([other, shared]) => [
      other,
      shared.map((one) => ({ ...one, passage: one.otherPassage, other: number, otherPassage: one.passage })),
    ]),
  );
  const rows = sql
    .exec<{ number: number; story: number; shared: string; nearest: string | null }>(
      `SELECT number, story, shared, nearest FROM article
       WHERE number <> ?1 AND number IN (
         SELECT number FROM article WHERE story IN (?2, ?3)
         UNION SELECT value FROM json_each(?4)
         UNION SELECT number FROM article WHERE number > ?1 AND number <= ?1 + ${LATER_ROWS_READ}
           AND (instr(shared, ?5) > 0 OR nearest ->> 'article' = ?1))`,
      number,
      before.story,
      home,
      JSON.stringify([...neighbours, ...later.keys()]),
      // As it stands in an edge. SQLite would write the number with a point.
      `,${number},`,
    )
    .toArray();
  const old = JSON.parse(before.passages) as string[];
  // Of those that are no candidates any longer, what stands in the same words in both versions is still shared.
  const kept = ([passage, other, otherPassage, ...rest]: SharedEdge): readonly SharedEdge[] => {
    const place = passages.indexOf(old[otherPassage] ?? '');
    return place < 0 ? [] : [[passage, other, place, ...rest]];
  };
  const touched: StoryNumber[] = [];
  for (const row of rows) {
    const [mine, edges] = partitioned(JSON.parse(row.shared) as SharedEdge[], ([, other]) => other === number);
    const found = later.get(row.number);
    const renewed = row.number < number ? [] : found ? edgesOf(sql, found) : mine.flatMap(kept);
    const shared = JSON.stringify([...edges, ...renewed].sort((a, b) => a[1] - b[1] || a[0] - b[0]));
    const why = row.nearest === null ? undefined : (JSON.parse(row.nearest) as Nearest);
    const fingerprint = why?.article === number ? index.members([row.number])[0]?.fingerprint : undefined;
    const nearestNow = fingerprint ? JSON.stringify({ ...why, words: wordsOf(fingerprint, number) }) : row.nearest;
    if (shared === row.shared && nearestNow === row.nearest) continue;
    updateArticle(sql, row.number, { shared, nearest: nearestNow });
    touched.push(row.story);
  }
  return touched;
}

function partitioned<T>(all: readonly T[], of: (one: T) => boolean): readonly [readonly T[], readonly T[]] {
  const { yes = [], no = [] } = Object.groupBy(all, (one) => (of(one) ? 'yes' : 'no'));
  return [yes, no];
}

interface Nearest {
  readonly article: number;
  readonly words: readonly string[];
}

function storyOf(sql: SqlStorage, article: number): StoryNumber {
  return sql.exec<{ story: number }>('SELECT story FROM article WHERE number = ?', article).one().story;
}

function sameBytes(one: ArrayBuffer, other: Uint8Array): boolean {
  const bytes = new Uint8Array(one);
  return bytes.length === other.length && bytes.every((byte, i) => byte === other[i]);
}
