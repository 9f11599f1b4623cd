/** Scores runs of the circumstances in regimes.ts against their labels. */
import type { Model } from '../../src/clustering/model.ts';
import type { Background, View } from '../articles.ts';
import { type LabelledSet, VIEWS } from './labelled-sets.ts';
import { REGIMES, type Regime, type Run, runsOf, storiesOf } from './regimes.ts';
import { type Score, score } from './score.ts';
import { type StoryCounts, storyCounts } from './story-counts.ts';

export interface ViewedRun {
  readonly regime: Regime;
  readonly view: View;
  readonly run: Run;
}

export interface Judged extends Score, StoryCounts {
  readonly regime: Regime;
  readonly view: View;
  readonly set: LabelledSet;
}

export function allRuns(sets: readonly LabelledSet[], backgrounds: readonly Background[]): ViewedRun[] {
  return REGIMES.flatMap((regime) =>
    VIEWS.flatMap((view) => runsOf(regime, sets, backgrounds, view).map((run) => ({ regime, view, run }))),
  );
}

/** Each set of each run, filed by the model that is given for the set; without one by the shipped weights. */
export function judgeRuns(
  runs: readonly ViewedRun[],
  modelFor: (set: LabelledSet) => Model | undefined = () => undefined,
): Judged[] {
  return runs.flatMap(({ regime, view, run }) => {
    const filed = new Map<Model | undefined, number[][]>();
    return run.sets.map(({ set }, n) => {
      const model = modelFor(set);
      const stories = filed.get(model) ?? storiesOf(run, model);
      filed.set(model, stories);
      const own = stories[n] ?? [];
      return { regime, view, set, ...score(own, set.stories, set.unsure), ...storyCounts(set, own) };
    });
  });
}

/** The mean over sets: each counts once, however many runs and views it stands in. NaN for none. */
export function meanOf(judged: readonly Judged[], of: (one: Judged) => number): number {
  return average([...Map.groupBy(judged, ({ set }) => set).values()].map((all) => average(all.map(of))));
}

function average(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
