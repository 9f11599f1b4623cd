/** Finds in an article's own text what another article tells nearly in the same words: nobody is quoted with words they never wrote. */
import { analyze } from '../../text/analyzer.ts';

/** What a word costs that only one of the two has; a word that both have is worth 1. */
const GAP = 0.5;

/** The best local alignment (Smith & Waterman 1981) that ends at some word: its score, and the word of `whole` it begins at. */
interface Alignment {
  readonly score: number;
  readonly start: number;
}

/** The stretch of `whole` that tells `part`, as written; `whole` when they have no word in common. */
export function ownWords(whole: string, part: string): string {
  const words = [...whole.matchAll(/\S+/g)].map(({ 0: word, index }) => ({
    from: index,
    to: index + word.length,
    word,
  }));
  const terms = words.map(({ word }) => analyze(word).join());
  const sought = (part.match(/\S+/g) ?? []).map((word) => analyze(word).join());
  const none = (start: number): Alignment => ({ score: 0, start });
  let best: Alignment & { readonly end: number } = { score: 0, start: 0, end: words.length - 1 };
  let above = Array.from({ length: terms.length + 1 }, (_, i) => none(i));
  for (const term of sought) {
    const row = [none(0)];
    for (const [i, own] of terms.entries()) {
      const [before, left, up] = [above[i] ?? none(i), row[i] ?? none(i), above[i + 1] ?? none(i + 1)];
      const longest = left.score > up.score ? left : up;
      const along = { score: longest.score - GAP, start: longest.start };
      const both = { score: before.score + 1, start: before.score > 0 ? before.start : i };
      const here = own === term && both.score >= along.score ? both : along;
      row.push(here.score > 0 ? here : none(i + 1));
      if (here.score > best.score) best = { ...here, end: i };
    }
    above = row;
  }
  return whole.slice(words[best.start]?.from ?? 0, words[best.end]?.to ?? whole.length);
}
