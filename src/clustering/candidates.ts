/** Finds the earlier articles that may tell the incoming article's story: those that share most weight of its rare terms. */
import { STORY_WINDOW_MS } from '../limits.ts';
import { backgroundIdf } from '../text/background-frequency.ts';
import type { ArticleNumber, IncomingArticle, IndexPort, Member } from './index-port.ts';
import { QUERY_TERMS_MAX, queryTerms } from './index-terms.ts';
import { sharedOut } from './voice-share.ts';

/** Candidates compared in full. */
const CANDIDATES_MAX = 60;
/** Articles read under one term, the newest: the commonest index terms are those of some 60 articles of a window. */
const POSTING_READ_MAX = 64;

/** At most CANDIDATES_MAX, shared out among publishers, published within STORY_WINDOW_MS, by article number. Never the incoming article itself. */
export function candidates(incoming: IncomingArticle, port: IndexPort): readonly Member[] {
  clear();
  for (const term of queryTerms(incoming.fingerprint)) {
    const weight = backgroundIdf(term);
    for (const { article, voice } of port.posting(term, POSTING_READ_MAX)) {
      if (article !== incoming.article) add(article, voice, weight);
    }
  }
  return port
    .members(best())
    .filter((member) => Math.abs(member.published - incoming.published) <= STORY_WINDOW_MS)
    .toSorted((a, b) => a.article - b.article);
}

/** The articles found under any term, in the order found, and for each the sum of its terms' idf. */
const articles = new Float64Array(QUERY_TERMS_MAX * POSTING_READ_MAX);
const weights = new Float64Array(articles.length);
const voices = new Uint16Array(articles.length);
let count = 0;
/** Hash table with open addressing: an article's place in `articles` plus one, 0 for an empty slot. It is never half full. */
const table = new Uint16Array(4_096);

function clear(): void {
  table.fill(0);
  count = 0;
}

function add(article: ArticleNumber, voice: number, weight: number): void {
  // Articles are numbered consecutively, so the number itself spreads well.
  let slot = article & (table.length - 1);
  for (; table[slot] !== 0; slot = (slot + 1) & (table.length - 1)) {
    const index = (table[slot] ?? 0) - 1;
    if (articles[index] !== article) continue;
    weights[index] = (weights[index] ?? 0) + weight;
    return;
  }
  articles[count] = article;
  weights[count] = weight;
  voices[count] = voice;
  table[slot] = ++count;
}

/** CANDIDATES_MAX articles of the greatest weight, the newest among equals, shared out among publishers; in order of arrival. */
function best(): readonly ArticleNumber[] {
  let ranked = Array.from({ length: count }, (_, index) => index);
  if (count > CANDIDATES_MAX) {
    ranked.sort((a, b) => (weights[b] ?? 0) - (weights[a] ?? 0) || (articles[b] ?? 0) - (articles[a] ?? 0));
    ranked = [...sharedOut(ranked, CANDIDATES_MAX, (index) => voices[index])];
  }
  return ranked.map((index) => articles[index] ?? 0).sort((a, b) => a - b);
}
