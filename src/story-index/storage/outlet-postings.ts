/** Which articles an outlet filed. Each article is indexed under its outlet in the postings, because an index of SQLite would cost a row an article. */
import type { ArticleNumber } from '../../clustering/index-port.ts';
import { hashText } from '../../text/hash.ts';
import { openPostings } from './postings.ts';

/** The term that stands for an outlet among the terms of articles. A word with the same hash would cost a look-up and no more. */
function outletTerm(outlet: string): number {
  return hashText(`outlet ${outlet}`);
}

/** The terms that an article is indexed under: of its words, and its outlet's. */
export function articleKeys(outlet: string, terms: readonly number[]): Uint32Array {
  return Uint32Array.from([...terms, outletTerm(outlet)]);
}

/** The articles of all `outlets`, newest first; some of them may have left the index. */
export function articlesByOutlets(sql: SqlStorage, outlets: readonly string[]): readonly ArticleNumber[] {
  const { find } = openPostings(sql);
  return outlets
    .flatMap((outlet) => find(outletTerm(outlet), Number.MAX_SAFE_INTEGER).map(({ article }) => article))
    .sort((a, b) => b - a);
}
