/** Why an article is in its story, in words a reader understands. */
import type { SharedText } from '../feeds/document.ts';

export interface Nearest {
  /** The article it is nearest to. */
  readonly id: string;
  readonly outlet: string;
  /** Rare words the two share, as written. */
  readonly words: readonly string[];
}

/** undefined when there is nothing to say: the founder of a story needs no evidence. */
export function evidenceInWords(nearest: Nearest | undefined, shared: readonly SharedText[]): string | undefined {
  if (!nearest) return undefined;
  const passages = shared.filter((s) => s.with === nearest.id).length;
  const parts: string[] = [];
  if (passages > 0) parts.push(`${countPassages(passages)} مع ${nearest.outlet}`);
  if (nearest.words.length > 0) parts.push(`كلمات نادرة مشتركة مع ${nearest.outlet}: ${nearest.words.join('، ')}`);
  return parts.length > 0 ? parts.join('؛ ') : `أقرب ما يكون إلى خبر ${nearest.outlet}`;
}

/** Arabic counts in four ways: one, two, a few, many. */
function countPassages(n: number): string {
  if (n === 1) return 'فقرة مشتركة';
  if (n === 2) return 'فقرتان مشتركتان';
  return n <= 10 ? `${n} فقرات مشتركة` : `${n} فقرة مشتركة`;
}
