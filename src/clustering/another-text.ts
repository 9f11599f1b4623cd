/** Recognises an article whose outlet put another text in its place, as on a page that is used again for another matter. */
import type { IncomingArticle } from './index-port.ts';
import type { Weighting } from './kernel/tf-idf.ts';
import { cosine, pairOf } from './pair-features.ts';

/** Versions of one text were at .3 and more, a denial against its report included; two strangers are near 0. */
const VERSIONS_COSINE_MIN = 0.1;

/** True when the two versions of an article have no more in common than two strangers have. Symmetric. */
export function isAnotherText(before: IncomingArticle, after: IncomingArticle, weights: Weighting): boolean {
  return cosine(pairOf(before, after, weights)) < VERSIONS_COSINE_MIN;
}
