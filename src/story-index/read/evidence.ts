/** Why an article is in its story, in words a reader understands. */
interface Nearest {
  /** Name of the outlet whose article it is nearest to. */
  readonly outlet: string;
  /** Rare words the two share, as written. */
  readonly words: readonly string[];
  /** How many of its listed passages the article shares with it. */
  readonly passages: number;
}

/** undefined when there is nothing to say: the founder of a story needs no evidence. */
export function evidenceInWords(nearest: Nearest | undefined): string | undefined {
  if (!nearest) return undefined;
  const parts: string[] = [];
  if (nearest.passages > 0) parts.push(`${countPassages(nearest.passages)} مع ${nearest.outlet}`);
  if (nearest.words.length > 0) parts.push(`كلمات نادرة مشتركة مع ${nearest.outlet}: ${nearest.words.join('، ')}`);
  return parts.length > 0 ? parts.join('؛ ') : `أقرب ما يكون إلى خبر ${nearest.outlet}`;
}

/** Arabic counts in four ways: one, two, a few, many. */
function countPassages(n: number): string {
  if (n === 1) return 'فقرة مشتركة';
  if (n === 2) return 'فقرتان مشتركتان';
  return n <= 10 ? `${n} فقرات مشتركة` : `${n} فقرة مشتركة`;
}
