/**
 * From rows to the documents readers are served. Reads only. A story's document is made of its own rows, its outlets' names
 * and the titles of the stories it names as related, and of nothing else: whoever changes one of these puts it into the outbox.
 */
import { EXCERPT_CHARS_MAX, RELATED_MAX } from '../core/limits.ts';
import type { ArticleDocument, FrontStory, LeadReason, RelatedStory, StoryDocument } from '../feeds/document.ts';
import type { OutletSettings } from '../feeds/outlet.ts';
import type { StoryAnswer } from './api.ts';
import { evidenceInWords } from './evidence.ts';
import { type Carrier, clip, type SharedEdge, sharedTexts } from './shared-passages.ts';

/** RFC 4151; 'wirefold' is the tagging entity of every deployment, so that a feed's guids survive a change of address. */
const guid = (kind: 'story' | 'article' | 'update', id: string) => `tag:wirefold,2026:${kind}/${id}`;

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

interface ArticleRow extends Record<string, SqlStorageValue> {
  number: number;
  id: string;
  story: number;
  outlet: string;
  publisher: string;
  url: string;
  title: string;
  summary: string;
  author: string | null;
  image: string | null;
  published: number;
  seen: number;
  passages: string;
  similarity: number | null;
  nearest: string | null;
  shared: string;
}

const ARTICLE =
  'number, id, story, outlet, publisher, url, title, summary, author, image, published, seen, passages, similarity, nearest, shared';

export type KnownOutlets = ReadonlyMap<string, OutletSettings>;

/** undefined when none of its articles is kept any longer. */
export function storyDocument(
  sql: SqlStorage,
  story: StoryRow,
  outlets: KnownOutlets,
): Undated<StoryDocument> | undefined {
  const members = articlesOf(sql, [story.number]);
  if (members.length === 0) return undefined;
  const shared = sharedTexts(members.map(carrier));
  const byNumber = new Map(members.map((r) => [r.number, r]));
  const articles = withoutRepeats(members).map((row): ArticleDocument => {
    const texts = shared.get(row.number) ?? [];
    return {
      ...identity(row, outlets),
      guid: guid('article', row.id),
      excerpt: excerpt(row),
      author: row.author ?? undefined,
      image: row.image ?? undefined,
      similarity: row.similarity ?? undefined,
      evidence: evidence(row, byNumber, outlets, texts),
      shared: texts,
    };
  });
  return {
    ...storyHead(story, byNumber.get(story.lead)),
    articles,
    related: relatedStories(sql, story.number),
  };
}

/** Newest first seen first. */
export function frontStories(
  sql: SqlStorage,
  stories: readonly StoryRow[],
  outlets: KnownOutlets,
): Undated<FrontStory>[] {
  const members = Map.groupBy(
    articlesOf(
      sql,
      stories.map((s) => s.number),
    ),
    (row) => row.story,
  );
  return stories.flatMap((story) => {
    const rows = members.get(story.number);
    if (!rows) return [];
    const lead = rows.find((r) => r.number === story.lead);
    return [
      {
        ...storyHead(story, lead),
        excerpt: lead ? excerpt(lead) : '',
        image: (lead?.image ?? rows.find((r) => r.image)?.image) || undefined,
        articles: withoutRepeats(rows).map((row) => identity(row, outlets)),
      },
    ];
  });
}

export function articleGuid(id: string): string {
  return guid('update', id);
}

function storyHead(story: StoryRow, lead: ArticleRow | undefined) {
  return {
    id: story.id,
    guid: guid('story', story.id),
    title: story.title,
    url: lead?.url ?? '',
    published: story.published,
    updated: story.updated,
    outlets: story.publishers,
    lead: { article: lead?.id ?? '', reason: story.lead_reason as LeadReason },
  };
}

export function identity(
  row: Pick<ArticleRow, 'id' | 'outlet' | 'publisher' | 'title' | 'url' | 'published' | 'seen'>,
  outlets: KnownOutlets,
) {
  const outlet = outlets.get(row.outlet);
  return {
    id: row.id,
    outlet: { id: row.outlet, name: outlet?.name ?? row.publisher, home: outlet?.home, feed: outlet?.feed ?? '' },
    publisher: row.publisher,
    title: row.title,
    url: row.url,
    published: row.published,
    seen: row.seen,
  };
}

/** undefined also where the article it was nearest to has left the story: that is no reason to stand in it. */
function evidence(
  row: ArticleRow,
  known: ReadonlyMap<number, ArticleRow>,
  outlets: KnownOutlets,
  shared: ArticleDocument['shared'],
) {
  const nearest = row.nearest ? (JSON.parse(row.nearest) as { article: number; words: string[] }) : undefined;
  const other = nearest && known.get(nearest.article);
  if (!nearest || !other) return undefined;
  return evidenceInWords(
    { id: other.id, outlet: outlets.get(other.outlet)?.name ?? other.publisher, words: nearest.words },
    shared,
  );
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

function articlesOf(sql: SqlStorage, stories: readonly number[]): ArticleRow[] {
  return sql
    .exec<ArticleRow>(
      `SELECT ${ARTICLE} FROM article WHERE story IN (SELECT value FROM json_each(?)) ORDER BY number`,
      JSON.stringify(stories),
    )
    .toArray();
}

function carrier(row: ArticleRow): Carrier {
  return {
    number: row.number,
    id: row.id,
    published: row.published,
    passages: JSON.parse(row.passages) as string[],
    shared: JSON.parse(row.shared) as SharedEdge[],
  };
}

/** One house often lists one article in several feeds: the same address of the same publisher is shown once. */
function withoutRepeats(rows: readonly ArticleRow[]): ArticleRow[] {
  const seen = new Set<string>();
  return rows.filter((row) => {
    const key = `${row.publisher} ${row.url}`;
    return seen.has(key) ? false : seen.add(key);
  });
}

/** The outlet's own summary where it wrote one, else the first sentences of its text. */
function excerpt(row: ArticleRow): string {
  const text = (JSON.parse(row.passages) as string[]).join(' ');
  return clip(text.length > row.summary.length ? text : row.summary, EXCERPT_CHARS_MAX);
}

/** What the index says of an id that KV does not hold: one outlet only, very fresh, merged, or long past. */
export function answerStory(sql: SqlStorage, id: string, outlets: KnownOutlets): StoryAnswer {
  const row = sql
    .exec<StoryRow & { moved_to: string | null }>(
      `SELECT ${STORY}, (SELECT id FROM story AS s WHERE s.number = story.merged_into) AS moved_to FROM story WHERE id = ?`,
      id,
    )
    .toArray()[0];
  if (!row) return { kind: 'unknown' };
  if (row.moved_to !== null) return { kind: 'moved', to: row.moved_to };
  const document = storyDocument(sql, row, outlets);
  return document ? { kind: 'story', story: { ...document, changed: row.changed || row.updated } } : { kind: 'gone' };
}
