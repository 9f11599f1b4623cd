/**
 * From rows to the documents readers are served. Reads only. A story's document is made of its own rows, its outlets' names
 * and the titles of the stories it names as related, and of nothing else: whoever changes one of these puts it into the outbox.
 */

import { itemDetails } from '../../documents/article.ts';
import type { ArticleDocument, LeadReason, RelatedStory, StoryDocument } from '../../documents/document.ts';
import { relatedBothWays } from '../../documents/follow-ups.ts';
import { guidOf } from '../../documents/guid.ts';
import { RELATED_MAX } from '../../limits.ts';
import type { StoryAnswer } from '../api.ts';
import { type ArticleRow, articlesOf } from '../storage/article-columns.ts';
import { carrier, excerpt, identity, type KnownOutlets, shownFor } from './article-rows.ts';
import { evidenceInWords } from './evidence.ts';
import { followUpsOf } from './find-follow-ups.ts';
import { type SharedPassages, sharedPassages } from './shared-passages.ts';

/** A document but for `changed`, which is set when its bytes are found to differ from those last published. */
export type Undated<T> = Omit<T, 'changed'>;

export interface StoryRow extends Record<string, SqlStorageValue> {
  number: number;
  id: string;
  title: string;
  published: number;
  updated: number;
  lead: number;
  lead_reason: string;
  publishers: number;
  changed: number;
}

export const STORY = 'number, id, title, published, updated, lead, lead_reason, publishers, changed';

/** undefined when none of its articles is kept any longer. */
export function storyDocument(
  sql: SqlStorage,
  story: StoryRow,
  outlets: KnownOutlets,
): Undated<StoryDocument> | undefined {
  const members = articlesOf(sql, [story.number]);
  if (members.length === 0) return undefined;
  const shown = shownFor(members);
  const rows = [...new Set(shown.values())];
  const shared = sharedPassages(rows.map((row) => carrier(row, shown)));
  const articles = rows.map(
    (row): ArticleDocument => ({
      ...identity(row, outlets),
      guid: guidOf('article', row.id),
      excerpt: excerpt(row),
      ...itemDetails(row),
      similarity: row.similarity ?? undefined,
      evidence: evidence(row, shown, outlets, shared),
      shared: shared.of.get(row.number) ?? [],
    }),
  );
  return {
    ...storyHead(story, shown.get(story.lead)),
    articles,
    passages: shared.passages,
    related: relatedStories(sql, story.number),
  };
}

/** What every document says of a story. */
export function storyHead(story: StoryRow, lead: ArticleRow | undefined) {
  return {
    id: story.id,
    guid: guidOf('story', story.id),
    title: story.title,
    url: lead?.url ?? '',
    published: story.published,
    updated: story.updated,
    outlets: story.publishers,
    lead: { article: lead?.id ?? '', reason: story.lead_reason as LeadReason },
  };
}

/** undefined also where the article it was nearest to has left the story: that is no reason to stand in it. */
function evidence(
  row: ArticleRow,
  shown: ReadonlyMap<number, ArticleRow>,
  outlets: KnownOutlets,
  { passages, of }: SharedPassages,
) {
  const nearest = row.nearest ? (JSON.parse(row.nearest) as { article: number; words: string[] }) : undefined;
  const other = nearest && shown.get(nearest.article);
  if (!nearest || !other) return undefined;
  const own = of.get(row.number) ?? [];
  return evidenceInWords({
    outlet: outlets.get(other.outlet)?.name ?? other.publisher,
    words: nearest.words,
    passages: own.filter(([passage]) => passages[passage]?.carriers.includes(other.id)).length,
  });
}

/** The newest. How many carry each is left out: that changes by the hour, and with it would every document that names it. */
function relatedStories(sql: SqlStorage, story: number): RelatedStory[] {
  return sql
    .exec<RelatedStory & Record<string, SqlStorageValue>>(
      `SELECT s.id, s.title, s.published FROM related r JOIN story s ON s.number = r.other
       WHERE r.story = ? ORDER BY r.other DESC LIMIT ?`,
      story,
      RELATED_MAX,
    )
    .toArray();
}

/** What the index says of an id that KV does not hold: one outlet only, very fresh, merged, or long past. */
export function storyAnswer(sql: SqlStorage, id: string, outlets: KnownOutlets): StoryAnswer {
  const row = sql
    .exec<StoryRow & { moved_to: string | null }>(
      `SELECT ${STORY}, (SELECT id FROM story AS s WHERE s.number = story.merged_into) AS moved_to FROM story WHERE id = ?`,
      id,
    )
    .toArray()[0];
  if (!row) return { kind: 'unknown' };
  if (row.moved_to !== null) return { kind: 'moved', to: row.moved_to };
  const document = storyDocument(sql, row, outlets);
  if (!document) return { kind: 'gone' };
  const related = relatedBothWays(followUpsOf(sql, row.id).stories, document.related);
  // What joined since the document was last written, if ever it was, changed it no earlier than it was seen.
  const changed = document.articles.reduce((latest, { seen }) => Math.max(latest, seen), row.changed || row.updated);
  return { kind: 'story', story: { ...document, related, changed } };
}
