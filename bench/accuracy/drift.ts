/** How much the score of one pair depends on what the index has counted before: it should not. */
import { addDocument, emptySketch } from '../../src/clustering/document-frequency.ts';
import { weighting } from '../../src/clustering/kernel/tf-idf.ts';
import { FITTED_MODEL } from '../../src/clustering/model/weights.ts';
import { FEATURES, type Pair, pairOf } from '../../src/clustering/pair-features.ts';
import type { Background, View } from '../articles.ts';
import type { LabelledSet } from './labelled-sets.ts';
import { type Run, runsOf } from './regimes.ts';

interface Drift {
  readonly set: LabelledSet;
  /** Mean over the pairs of one labelled story of their log-odds in a filled index less those in a new one. */
  readonly mean: number;
  /** The same without the signs. */
  readonly size: number;
}

/** Of each set in each view. Neither clipped nor judged by rules, without look-alikes, and as if both articles had been published at one time. */
export function driftOf(sets: readonly LabelledSet[], backgrounds: readonly Background[], view: View): Drift[] {
  const cold = new Map(runsOf('cold', sets, backgrounds, view).flatMap(scoresOf));
  return runsOf('warm', sets, backgrounds, view)
    .flatMap(scoresOf)
    .map(([set, scores]) => {
      const changes = [...scores].map(([pair, score]) => score - (cold.get(set)?.get(pair) ?? score));
      const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
      return { set, mean: mean(changes), size: mean(changes.map(Math.abs)) };
    });
}

/** The scores of the pairs of one labelled story, each as the later article arrives. */
function scoresOf({ before, arriving, sets }: Run): (readonly [LabelledSet, ReadonlyMap<string, number>])[] {
  return sets.map(({ set, places }) => {
    const scores = new Map<string, number>();
    const counts = before.documentFrequencies();
    const sketch = { ...emptySketch(), documents: counts.documents, slots: counts.slots.slice() };
    const ofPlace = new Map(places.map((at, i) => [at, i]));
    arriving.forEach((incoming, at) => {
      const i = ofPlace.get(at);
      const weights = weighting(sketch);
      for (const [earlier, j] of i === undefined ? [] : ofPlace) {
        const other = arriving[earlier];
        if (earlier >= at || i === undefined || other === undefined || set.stories[i] !== set.stories[j]) continue;
        scores.set(`${Math.min(i, j)} ${Math.max(i, j)}`, scoreOf(pairOf(incoming, other, weights)));
      }
      addDocument(sketch, incoming.fingerprint);
    });
    return [set, scores] as const;
  });
}

function scoreOf(pair: Pair): number {
  const { bias, weights } = FITTED_MODEL;
  return FEATURES.reduce((sum, { name, of }) => sum + (name === 'days' ? 0 : weights[name] * of(pair)), bias);
}
