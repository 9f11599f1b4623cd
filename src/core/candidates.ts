/** Who may tell the newcomer's story: articles that share its rare words, the most shared weight first. */
import { heaviest } from './heaviest.ts';
import type { ArticleNumber, IndexPort, Member, Newcomer } from './index-port.ts';
import { soughtKeys } from './keys.ts';
import { CANDIDATES_MAX, POSTING_READ_MAX, STORY_WINDOW_MS } from './limits.ts';
import { idf } from './rarity.ts';

/** At most CANDIDATES_MAX, within the window, never the newcomer itself. */
export function candidates(newcomer: Newcomer, port: IndexPort): readonly Member[] {
  const weights = new Map<number, number>();
  for (const key of soughtKeys(newcomer.profile)) {
    const weight = idf(key);
    for (const article of port.posting(key, POSTING_READ_MAX)) {
      if (article !== newcomer.article) weights.set(article, (weights.get(article) ?? 0) + weight);
    }
  }
  return port
    .members(best(weights))
    .filter((member) => Math.abs(member.published - newcomer.published) <= STORY_WINDOW_MS)
    .toSorted((a, b) => a.article - b.article);
}

/** At most CANDIDATES_MAX, of equals the newest; in order of arrival: an index that answers in the order asked leaves nothing to sort. */
function best(weights: ReadonlyMap<ArticleNumber, number>): readonly ArticleNumber[] {
  const articles = Float64Array.from(weights.keys()).sort().reverse();
  const places = heaviest(
    articles.map((article) => weights.get(article) ?? 0),
    CANDIDATES_MAX,
  );
  return Array.from(places.sort().reverse(), (place) => articles[place] ?? 0);
}
