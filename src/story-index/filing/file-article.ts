/** Files one article that was not filed before: decided, recorded, and put into its story. Part of the transaction of its batch. */

import { decide } from '../../clustering/decide.ts';
import { addDocument, type DocumentFrequencySketch } from '../../clustering/document-frequency.ts';
import { type Fingerprint, fingerprintArticle } from '../../clustering/fingerprint.ts';
import { decodeFingerprint } from '../../clustering/fingerprint-codec.ts';
import type { Decision, IncomingArticle, IndexPort, StoryNumber } from '../../clustering/index-port.ts';
import { indexTerms } from '../../clustering/index-terms.ts';
import { voiceOf } from '../../clustering/voice-share.ts';
import { type Article, earliest } from '../../documents/article.ts';
import { passageEarliest, type SharedEdge } from '../read/shared-passages.ts';
import { detailColumns, EARLIEST, insertArticle } from '../storage/article-columns.ts';
import type { Counters } from '../storage/meta.ts';
import { articleKeys } from '../storage/outlet-postings.ts';
import type { Postings } from '../storage/postings.ts';
import {
  canonicalStory,
  foundStory,
  othersThan,
  type PriorityOf,
  REPEATED_CHARS_MIN,
  REPEATED_WITHIN_MS,
  refreshStory,
} from '../storage/story-rows.ts';
import { isReport } from './lead.ts';
import { applyReassignments } from './reassignment.ts';

export const ALONE: Decision = {
  told: [],
  lookAlikes: 0,
  story: undefined,
  similarity: undefined,
  nearest: undefined,
  merges: [],
  moves: [],
  shared: [],
  copies: [],
  related: [],
};

/** The state shared by the articles of one batch: read at its start, written at its end. */
export interface FilingContext {
  readonly sql: SqlStorage;
  readonly sketch: DocumentFrequencySketch;
  readonly postings: Postings;
  readonly index: IndexPort;
  readonly counters: Counters;
  readonly priorityOf: PriorityOf;
}

export function fileArticle(
  { sql, sketch, postings, index, counters, priorityOf }: FilingContext,
  article: Article,
): void {
  const number = counters.next++;
  const fingerprint = fingerprintOf(article);
  const incoming: IncomingArticle = {
    article: number,
    publisher: article.publisher,
    published: earliest(article),
    fingerprint,
  };
  const decision = article.unmerged ? ALONE : decide(incoming, index);
  const touched = applyReassignments(sql, decision, counters);

  const story = decision.story === undefined ? number : canonicalStory(sql, decision.story);
  const joined = decision.story === undefined || !carriedBy(sql, story, article.publisher);
  if (!article.unmerged) addDocument(sketch, fingerprint, decision.told);
  const terms = articleKeys(article.outlet, article.unmerged ? [] : indexTerms(fingerprint));
  insertArticle(sql, {
    ...detailColumns(article),
    number,
    id: article.id,
    story,
    outlet: article.outlet,
    publisher: article.publisher,
    url: article.url,
    page: pageOfRepeated(sql, story, article) ?? article.page,
    title: article.title,
    summary: article.summary,
    published: article.published,
    not_before: article.notBefore ?? null,
    seen: article.seen,
    passages: JSON.stringify(article.passages),
    profile: bytesOf(article.fingerprint),
    keys: bytesOf(terms),
    similarity: decision.similarity ?? null,
    look_alikes: decision.lookAlikes,
    nearest: decision.nearest ? JSON.stringify(decision.nearest) : null,
    shared: JSON.stringify(edgesOf(sql, decision.shared)),
    related: JSON.stringify(
      othersThan(
        story,
        decision.related.map((other) => canonicalStory(sql, other)),
      ),
    ),
    report: isReport(article) ? 1 : 0,
    joined: joined ? 1 : 0,
    unmerged: article.unmerged ? 1 : 0,
  });
  postings.add(number, terms, voiceOf(article.publisher));
  if (decision.story === undefined) foundStory(sql, number, { ...article, number }, counters);
  for (const changed of new Set([...touched, story]))
    refreshStory(sql, changed, article.seen, priorityOf, { by: article.publisher });
}

/** The article's fingerprint, made again from the text if another version of the code encoded it. */
export function fingerprintOf(of: Pick<Article, 'fingerprint' | 'title' | 'summary' | 'passages'>): Fingerprint {
  const { title, summary, passages } = of;
  return decodeFingerprint(of.fingerprint) ?? fingerprintArticle({ title, summary, paragraphs: passages }).fingerprint;
}

/** An edge carries all that is shown of the other article, which may leave the index before this one does. */
export function edgesOf(sql: SqlStorage, shared: Decision['shared']): readonly SharedEdge[] {
  if (shared.length === 0) return [];
  const others = sql
    .exec<{ number: number; id: string; earliest: number; added: string | null }>(
      `SELECT number, id, ${EARLIEST} AS earliest, added FROM (SELECT value AS wanted FROM json_each(?)) CROSS JOIN article ON number = wanted`,
      JSON.stringify([...new Set(shared.map(({ other }) => other))]),
    )
    .toArray();
  const byNumber = new Map(others.map((row) => [row.number, row]));
  return shared.flatMap(({ kind, passage, other, otherPassage }) => {
    const row = byNumber.get(other);
    return row
      ? [[passage, other, otherPassage, row.id, passageEarliest(row.earliest, row.added, otherPassage), kind] as const]
      : [];
  });
}

/** A house lists one text in several feeds under several addresses: the page of the one that is in the story already. */
function pageOfRepeated(sql: SqlStorage, story: StoryNumber, article: Article): string | undefined {
  const passages = JSON.stringify(article.passages);
  if (passages.length < REPEATED_CHARS_MIN) return undefined;
  return sql
    .exec<{ page: string }>(
      'SELECT page FROM article WHERE story = ? AND publisher = ? AND outlet <> ? AND abs(published - ?) <= ? AND passages = ? ORDER BY number LIMIT 1',
      story,
      article.publisher,
      article.outlet,
      article.published,
      REPEATED_WITHIN_MS,
      passages,
    )
    .toArray()[0]?.page;
}

function carriedBy(sql: SqlStorage, story: StoryNumber, publisher: string): boolean {
  return (
    sql.exec('SELECT 1 FROM article WHERE story = ? AND publisher = ? LIMIT 1', story, publisher).toArray().length > 0
  );
}

/** The bytes of a view, as the ArrayBuffer that SQL takes. */
export function bytesOf(view: Uint8Array | Uint32Array): ArrayBuffer {
  return view.buffer.slice(view.byteOffset, view.byteOffset + view.byteLength) as ArrayBuffer;
}
