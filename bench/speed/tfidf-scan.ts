/**
 * The baseline that most people write first: TF-IDF vectors, and the incoming article's cosine with every other
 * article.
 */
import { tokenize } from '../../src/text/tokenize.ts';

export interface TfIdfScan {
  /** Position of the nearest article; undefined when there is none. */
  nearest(text: string): number | undefined;
}

export function tfIdfScan(window: readonly string[]): TfIdfScan {
  const documents = new Map<string, number>();
  const counted = window.map((text) => countsOf(text));
  for (const counts of counted) for (const word of counts.keys()) documents.set(word, (documents.get(word) ?? 0) + 1);
  const weigh = (counts: ReadonlyMap<string, number>): Map<string, number> => {
    const vector = new Map<string, number>();
    let squares = 0;
    for (const [word, count] of counts) {
      const weight = (1 + Math.log(count)) * Math.log(1 + window.length / (documents.get(word) ?? 1));
      vector.set(word, weight);
      squares += weight * weight;
    }
    const length = Math.sqrt(squares);
    for (const [word, weight] of vector) vector.set(word, weight / length);
    return vector;
  };
  const vectors = counted.map(weigh);
  return {
    nearest(text) {
      const mine = weigh(countsOf(text));
      let best: number | undefined;
      let most = -1;
      vectors.forEach((vector, i) => {
        let dot = 0;
        for (const [word, weight] of mine) dot += weight * (vector.get(word) ?? 0);
        if (dot > most) {
          most = dot;
          best = i;
        }
      });
      return best;
    },
  };
}

function countsOf(text: string): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of tokenize(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
