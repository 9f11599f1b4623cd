/** What a page of search results says besides the stories: how many days were searched, and where the words stand. */
import type { FrontStory } from '../../documents/document.ts';
import { EXCERPT_CHARS_MAX } from '../../limits.ts';
import { clip } from '../../text/clip.ts';
import { rangesOf, type Search } from '../../text/search.ts';
import type { Searched } from '../api.ts';
import { searchedSince } from '../storage/search-postings.ts';

const DAY_MS = 86_400_000;

export function searched(sql: SqlStorage, stories: readonly FrontStory[], search: Search): Searched {
  const since = searchedSince(sql);
  const days = since === undefined ? 0 : Math.max(1, Math.ceil((Date.now() - since) / DAY_MS));
  const marks = stories.map(({ id, title, excerpt }) => [
    id,
    { title: rangesOf(search, title), excerpt: rangesOf(search, excerpt) },
  ]);
  return { days, marks: Object.fromEntries(marks) };
}

/** Where the opening shows none of the words, the sentences around them are told instead. */
export function tellingExcerpt<S extends Pick<FrontStory, 'title' | 'excerpt' | 'articles'>>(
  sql: SqlStorage,
  story: S,
  search: Search,
): S {
  if (search.all.length === 0 || rangesOf(search, story.title).length > 0) return story;
  if ((rangesOf(search, story.excerpt)[0]?.[1] ?? Number.POSITIVE_INFINITY) < SHOWN_CHARS) return story;
  for (const passage of passagesOf(sql, story)) {
    const [first] = rangesOf(search, passage);
    if (!first) continue;
    const from = first[0] < BEFORE_CHARS ? 0 : passage.indexOf(' ', first[0] - BEFORE_CHARS) + 1;
    return { ...story, excerpt: clip((from > 0 ? '… ' : '') + passage.slice(from), EXCERPT_CHARS_MAX) };
  }
  return story;
}

/** UTF-16 units of an excerpt that a page surely shows, and how many a shown word has before it. */
const SHOWN_CHARS = 200;
const BEFORE_CHARS = 80;

function passagesOf(sql: SqlStorage, { articles }: Pick<FrontStory, 'articles'>): readonly string[] {
  return sql
    .exec<{ summary: string; passages: string }>(
      'SELECT summary, passages FROM article WHERE id IN (SELECT value FROM json_each(?)) ORDER BY number',
      JSON.stringify(articles.map(({ id }) => id)),
    )
    .toArray()
    .flatMap(({ summary, passages }) => [...(JSON.parse(passages) as string[]), summary]);
}
