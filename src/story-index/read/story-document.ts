/**
 * Makes the documents that readers are served from rows. Reads only. A story's document depends on its own rows, its outlets'
 * names and the titles of its related stories, and on nothing else. Code that changes one of these enqueues the story.
 */

import { itemDetails } from '../../documents/article.ts';
import type { ArticleDocument, Evidence, LeadReason, RelatedStory, StoryDocument } from '../../documents/document.ts';
import { relatedBothWays } from '../../documents/follow-ups.ts';
import { guidOf } from '../../documents/guid.ts';
import { RELATED_MAX } from '../../limits.ts';
import type { StoryAnswer } from '../api.ts';
import { type ArticleRow, articlesOf } from '../storage/article-columns.ts';
import { pastStory } from '../storage/past-stories.ts';
import { carrier, excerpt, identity, imageFileOf, type KnownOutlets, shownFor } from './article-rows.ts';
import { agreedCategories } from './categories.ts';
import { followUpsOf } from './find-follow-ups.ts';
import { type SharedPassages, sharedPassages } from './shared-passages.ts';

/** A document without `changed`, which is set when the bytes differ from those last published. */
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

/** undefined when the index has none of its articles any longer. */
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
      imageFile: imageFileOf(row),
      edited: row.edited ?? undefined,
      similarity: row.similarity ?? undefined,
      evidence: evidence(row, shown, outlets, shared),
      shared: shared.of.get(row.number) ?? [],
    }),
  );
  return {
    ...storyHead(story, shown.get(story.lead)),
    categories: agreedCategories(rows),
    articles,
    passages: shared.passages,
    related: relatedStories(sql, story.number, members),
  };
}

/** The fields that every document gives of a story. */
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

/** undefined also when the nearest article has left the story, because it then explains nothing. */
function evidence(
  row: ArticleRow,
  shown: ReadonlyMap<number, ArticleRow>,
  outlets: KnownOutlets,
  { passages, of }: SharedPassages,
): Evidence | undefined {
  const nearest = row.nearest ? (JSON.parse(row.nearest) as { article: number; words: string[] }) : undefined;
  const other = nearest && shown.get(nearest.article);
  if (!nearest || !other) return undefined;
  const own = of.get(row.number) ?? [];
  return {
    outlet: outlets.get(other.outlet)?.name ?? other.publisher,
    words: nearest.words,
    passages: own.filter(([passage]) => passages[passage]?.carriers.includes(other.id)).length,
  };
}

/** The newest related stories, without their number of publishers: it changes hourly, and each change would rewrite documents. */
function relatedStories(sql: SqlStorage, story: number, members: readonly ArticleRow[]): RelatedStory[] {
  const named = [...new Set(members.flatMap(({ related }) => JSON.parse(related) as number[]))];
  if (named.length === 0) return [];
  // A story whose last article was taken down has no title.
  return sql
    .exec<RelatedStory & Record<string, SqlStorageValue>>(
      `SELECT DISTINCT s.number, s.id, s.title, s.published FROM json_each(?1) AS r CROSS JOIN story n ON n.number = r.value
         CROSS JOIN story s ON s.number = coalesce(n.merged_into, n.number)
       WHERE s.number <> ?2 AND s.title <> '' ORDER BY s.number DESC LIMIT ?3`,
      JSON.stringify(named),
      story,
      RELATED_MAX,
    )
    .toArray()
    .map(({ id, title, published }) => ({ id, title, published }));
}

/** The index's answer for an id that KV does not hold: carried by one outlet, very fresh, merged, or long past. */
export function storyAnswer(sql: SqlStorage, id: string, outlets: KnownOutlets): StoryAnswer {
  const row = sql
    .exec<StoryRow & { moved_to: string | null }>(
      `SELECT ${STORY}, (SELECT id FROM story AS s WHERE s.number = story.merged_into) AS moved_to FROM story WHERE id = ?`,
      id,
    )
    .toArray()[0];
  if (!row) {
    const past = pastStory(sql, id);
    if (!past) return { kind: 'unknown' };
    // A redirect of an edited backup must not lead in a circle.
    const isMoved = past.movedTo !== '' && pastStory(sql, past.movedTo)?.movedTo === '';
    return isMoved ? { kind: 'moved', to: past.movedTo } : { kind: 'gone' };
  }
  if (row.moved_to !== null) return { kind: 'moved', to: row.moved_to };
  const document = storyDocument(sql, row, outlets);
  if (!document) return { kind: 'gone' };
  const related = relatedBothWays(followUpsOf(sql, row.id).stories, document.related);
  // An article that joined after the document was last written changed the story no earlier than it was seen.
  const changed = document.articles.reduce((latest, { seen }) => Math.max(latest, seen), row.changed || row.updated);
  return { kind: 'story', story: { ...document, related, changed } };
}
