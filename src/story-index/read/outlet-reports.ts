/**
 * What one outlet reported last, and how much of it others had first or copied. Counted is only what was seen: that another had words
 * or a story first must follow from readings of feeds, never from the other's own dates alone.
 */
import type { ArticleDocument, StoryDocument } from '../../documents/document.ts';
import type { OutletReports } from '../api.ts';
import { articlesByOutlets } from '../storage/outlet-postings.ts';
import type { KnownOutlets } from './article-rows.ts';
import { STORY, type StoryRow, storyDocument, type Undated } from './story-document.ts';

/** Articles looked at, the newest. With their stories they read some sixteen rows each, a thousand a page. */
const REPORTS_COUNTED = 60;

/** When an article was published, as far as it can be told of others: who dates it, and when the index had it. */
interface Known {
  readonly publisher: string;
  /** It was published later than this. */
  readonly earliest: number;
  readonly seen: number;
  /** A reading of its feed before it did not list it. */
  readonly witnessed: boolean;
}

/** `id` is of an outlet in `outlets`. */
export function outletReports(sql: SqlStorage, id: string, outlets: KnownOutlets): OutletReports {
  const numbers = articlesByOutlets(sql, [id]).slice(0, REPORTS_COUNTED);
  const stories = storiesOf(sql, numbers).flatMap((row) => storyDocument(sql, row, outlets) ?? []);
  const own = stories.flatMap((story) =>
    story.articles.filter((article) => article.outlet.id === id).map((article) => ({ story, article })),
  );
  const known = knownOf(sql, stories);
  const reports = own
    .sort((a, b) => b.article.published - a.article.published)
    .map(({ story, article }) => ({ article, story: story.id, publishers: story.outlets }));
  return {
    reports: reports.map(({ article: { id: report, title, url, published, notBefore, seen }, ...rest }) => ({
      ...{ id: report, title, url, published, notBefore, seen },
      ...rest,
    })),
    shared: own.filter(({ story }) => story.outlets > 1).length,
    first: own.filter(({ story, article }) => isFirst(article, story.articles, known)).length,
    later: own.filter(({ story, article }) => story.articles.some((other) => precedes(other.id, article.id, known)))
      .length,
    copied: own.filter(({ story, article }) =>
      carriers(story, article).some((ids) => precedes(ids[0], article.id, known)),
    ).length,
    copiedByOthers: own.filter(({ story, article }) =>
      carriers(story, article).some(
        (ids) => ids[0] === article.id && ids.some((other) => precedes(article.id, other, known)),
      ),
    ).length,
  };
}

/** Of each passage that the article shares word for word, who carries it, the first to publish it first. */
function carriers(story: Undated<StoryDocument>, article: ArticleDocument): readonly (readonly string[])[] {
  return article.shared.map(([passage]) => story.passages[passage]?.carriers ?? []).filter((ids) => ids.length > 1);
}

/** Whether it was seen that `one`, of another publisher, was published before `other`. */
function precedes(one: string | undefined, other: string, known: ReadonlyMap<string, Known>): boolean {
  const [a, b] = [known.get(one ?? ''), known.get(other)];
  if (!a || !b || a.publisher === b.publisher || a.earliest >= b.earliest) return false;
  return a.witnessed || a.seen <= b.earliest;
}

/** Whether every other publisher's report was seen to come after it. */
function isFirst(
  article: ArticleDocument,
  all: readonly ArticleDocument[],
  known: ReadonlyMap<string, Known>,
): boolean {
  const others = all.filter(({ publisher }) => publisher !== article.publisher);
  return others.length > 0 && others.every(({ id }) => precedes(article.id, id, known));
}

function storiesOf(sql: SqlStorage, articles: readonly number[]): StoryRow[] {
  return sql
    .exec<StoryRow>(
      `SELECT ${STORY} FROM story WHERE number IN
         (SELECT story FROM article WHERE number IN (SELECT value FROM json_each(?)))`,
      JSON.stringify(articles),
    )
    .toArray();
}

/** The articles of `stories` and those that their passages name, as far as the index still has them. */
function knownOf(sql: SqlStorage, stories: readonly Undated<StoryDocument>[]): ReadonlyMap<string, Known> {
  const ids = stories.flatMap(({ articles, passages }) => [
    ...articles.map(({ id }) => id),
    ...passages.flatMap((passage) => passage.carriers),
  ]);
  const rows = sql
    .exec<{ id: string; publisher: string; published: number; not_before: number | null; seen: number }>(
      'SELECT id, publisher, published, not_before, seen FROM article WHERE id IN (SELECT value FROM json_each(?))',
      JSON.stringify([...new Set(ids)]),
    )
    .toArray();
  return new Map(
    rows.map(({ id, publisher, published, not_before, seen }) => [
      id,
      {
        publisher,
        earliest: Math.max(published, not_before ?? published),
        seen,
        witnessed: not_before !== null,
      },
    ]),
  );
}
