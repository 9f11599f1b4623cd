/**
 * Scores a clustering against gold: pairs put together, unsure pairs left out, and the adjusted Rand index (Hubert &
 * Arabie 1985).
 */
export interface Score {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly ari: number;
}

export function f1(precision: number, recall: number): number {
  return precision + recall > 0 ? (2 * precision * recall) / (precision + recall) : 0;
}

function choose2(n: number): number {
  return (n * (n - 1)) / 2;
}

function pairsWithin(labels: readonly (string | number)[]): number {
  return [...Map.groupBy(labels, (label) => label).values()].reduce((sum, group) => sum + choose2(group.length), 0);
}

/** Labels are only compared for equality. `unsure(i, j)` excludes a pair. */
export function score(
  predicted: readonly (string | number)[],
  gold: readonly (string | number)[],
  unsure: (i: number, j: number) => boolean,
): Score {
  let together = 0;
  let wanted = 0;
  let right = 0;
  for (let i = 0; i < predicted.length; i++) {
    for (let j = 0; j < i; j++) {
      const put = predicted[i] === predicted[j];
      const is = gold[i] === gold[j];
      if ((!put && !is) || unsure(i, j)) continue;
      if (put) together++;
      if (is) wanted++;
      if (put && is) right++;
    }
  }
  const precision = together ? right / together : 1;
  const recall = wanted ? right / wanted : 1;
  const all = choose2(predicted.length);
  const both = pairsWithin(predicted.map((label, i) => `${label} ${gold[i]}`));
  const expected = (pairsWithin(predicted) * pairsWithin(gold)) / all;
  const ari = (both - expected) / ((pairsWithin(predicted) + pairsWithin(gold)) / 2 - expected);
  return { precision, recall, f1: f1(precision, recall), ari };
}
