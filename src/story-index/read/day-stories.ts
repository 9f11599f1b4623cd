/** The stories that most publishers carried between two times, from the rows that the index still has. Reads only. */
import type { DayStory } from '../../documents/daily.ts';
import { DAY_OUTLETS_MAX, DAY_STORIES_RECORDED_MAX, STORY_WINDOW_MS } from '../../limits.ts';
import type { KnownOutlets } from './article-rows.ts';

const DAY_MS = 86_400_000;

interface CarriedRow extends Record<string, SqlStorageValue> {
  story: number;
  publisher: string;
  outlet: string;
  story_published: number;
}

/**
 * The first DAY_STORIES_RECORDED_MAX by publishers, then countries, then the newest. A publisher carried a story in these times if an article of it
 * was first seen in them; one that was old by then, as all are when an outlet is read for the first time, does not count.
 */
export function dayStories(sql: SqlStorage, since: number, at: number, outlets: KnownOutlets): readonly DayStory[] {
  const rows = sql
    .exec<CarriedRow>(
      `SELECT a.story, a.publisher, a.outlet, s.published AS story_published
       FROM story s INDEXED BY story_carried JOIN article a ON a.story = s.number
       WHERE s.publishers > 1 AND s.merged_into IS NULL AND s.published >= ?1 AND s.published < ?3
         AND a.seen >= ?2 AND a.seen < ?3 AND a.published >= ?4`,
      since - STORY_WINDOW_MS,
      since,
      at,
      since - DAY_MS,
    )
    .toArray();
  const carried = [...Map.groupBy(rows, ({ story }) => story)].map(([number, articles]) => ({
    number,
    published: articles[0]?.story_published ?? 0,
    publishers: new Set(articles.map(({ publisher }) => publisher)).size,
    countries: [...new Set(articles.flatMap(({ outlet }) => outlets.get(outlet)?.group ?? []))],
  }));
  return carried
    .filter(({ publishers }) => publishers > 1)
    .sort(
      (a, b) =>
        b.publishers - a.publishers ||
        b.countries.length - a.countries.length ||
        b.published - a.published ||
        b.number - a.number,
    )
    .slice(0, DAY_STORIES_RECORDED_MAX)
    .map(({ number, publishers, countries }) => ({
      ...headOf(sql, number),
      publishers,
      countries,
      articles: firstOfEach(sql, number, at, outlets),
    }));
}

function headOf(sql: SqlStorage, story: number): Pick<DayStory, 'id' | 'title' | 'url'> {
  return sql
    .exec<{ id: string; title: string; url: string }>(
      `SELECT s.id, s.title, coalesce((SELECT url FROM article WHERE number = s.lead), '') AS url FROM story s WHERE s.number = ?`,
      story,
    )
    .one();
}

/** The first article of each publisher that was seen before `at`. */
function firstOfEach(sql: SqlStorage, story: number, at: number, outlets: KnownOutlets): DayStory['articles'] {
  const rows = sql
    .exec<{ id: string; outlet: string; publisher: string; title: string; url: string }>(
      'SELECT id, outlet, publisher, title, url FROM article WHERE story = ? AND seen < ? ORDER BY number',
      story,
      at,
    )
    .toArray();
  const firsts = new Map(rows.toReversed().map((row) => [row.publisher, row]));
  return [...firsts.values()]
    .reverse()
    .slice(0, DAY_OUTLETS_MAX)
    .map(({ id, outlet, publisher, title, url }) => ({
      id,
      outlet: { id: outlet, name: outlets.get(outlet)?.name ?? publisher },
      title,
      url,
    }));
}
