/** Says in Arabic why an article is in its story. */

interface Nearest {
  /** Name of the outlet that carries the nearest article. */
  readonly outlet: string;
  /** Rare words that both articles contain, as written. */
  readonly words: readonly string[];
  /** How many of the article's listed passages the nearest article carries too. */
  readonly passages: number;
}

/** undefined for the founder of a story, which needs no evidence. */
export function evidenceInWords(nearest: Nearest | undefined): string | undefined {
  if (!nearest) return undefined;
  const parts: string[] = [];
  if (nearest.passages > 0) parts.push(`${countPassages(nearest.passages)} مع ${nearest.outlet}`);
  if (nearest.words.length > 0) parts.push(`كلمات نادرة مشتركة مع ${nearest.outlet}: ${nearest.words.join('، ')}`);
  return parts.length > 0 ? parts.join('؛ ') : `أقرب ما يكون إلى خبر ${nearest.outlet}`;
}

/** Arabic has four forms: for one, for two, for three to ten, and for more. */
function countPassages(n: number): string {
  if (n === 1) return 'فقرة مشتركة';
  if (n === 2) return 'فقرتان مشتركتان';
  return n <= 10 ? `${n} فقرات مشتركة` : `${n} فقرة مشتركة`;
}
