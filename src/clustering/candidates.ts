/** Who may tell the newcomer's story: articles that share its rare words, the most shared weight first. */

import { CANDIDATES_MAX, KEYS_SOUGHT_MAX, POSTING_READ_MAX, STORY_WINDOW_MS } from '../core/limits.ts';
import { backgroundIdf } from './background-frequency.ts';
import type { ArticleNumber, IncomingArticle, IndexPort, Member } from './index-port.ts';
import { queryTerms } from './index-terms.ts';
import { topK } from './kernel/top-k.ts';

/** At most CANDIDATES_MAX, within the window, never the newcomer itself. */
export function candidates(newcomer: IncomingArticle, port: IndexPort): readonly Member[] {
  clear();
  for (const key of queryTerms(newcomer.fingerprint)) {
    const weight = backgroundIdf(key);
    for (const article of port.posting(key, POSTING_READ_MAX)) if (article !== newcomer.article) add(article, weight);
  }
  return port
    .members(best())
    .filter((member) => Math.abs(member.published - newcomer.published) <= STORY_WINDOW_MS)
    .toSorted((a, b) => a.article - b.article);
}

/** Articles met under any key, in the order met, and the weight of their keys added up. */
const articles = new Float64Array(KEYS_SOUGHT_MAX * POSTING_READ_MAX);
const weights = new Float64Array(articles.length);
let count = 0;
/** Open addressing: the place of an article plus one, 0 for nobody. More than twice as many as there can be. */
const table = new Uint16Array(4_096);

function clear(): void {
  table.fill(0);
  count = 0;
}

function add(article: ArticleNumber, weight: number): void {
  // Numbers are given one after another: neighbours stand side by side.
  let at = article & (table.length - 1);
  for (; table[at] !== 0; at = (at + 1) & (table.length - 1)) {
    const place = (table[at] ?? 0) - 1;
    if (articles[place] !== article) continue;
    weights[place] = (weights[place] ?? 0) + weight;
    return;
  }
  articles[count] = article;
  weights[count] = weight;
  table[at] = ++count;
}

/** At most CANDIDATES_MAX, of equals the newest; in order of arrival: an index that answers in the order asked leaves nothing to sort. */
function best(): readonly ArticleNumber[] {
  const all = weights.subarray(0, count);
  const most = topK(all, CANDIDATES_MAX);
  const least = count > CANDIDATES_MAX ? (weights[most[CANDIDATES_MAX - 1] ?? 0] ?? 0) : 0;
  const found: ArticleNumber[] = [];
  const equals: ArticleNumber[] = [];
  for (let place = 0; place < count; place++) {
    const weight = weights[place] ?? 0;
    if (weight > least) found.push(articles[place] ?? 0);
    else if (weight === least) equals.push(articles[place] ?? 0);
  }
  const newest = equals.sort((a, b) => b - a).slice(0, CANDIDATES_MAX - found.length);
  return [...found, ...newest].sort((a, b) => a - b);
}
