/** Worker thread of eval.ts: prepares the report on the checks beside F1, for each labelled set. */
import { parentPort, workerData } from 'node:worker_threads';
import { candidateRecall, copiesScore, stability } from './checks.ts';
import { type ClaimsScore, claimsScore, readClaims } from './claims.ts';
import { labelledSets, VIEWS } from './labelled-sets.ts';

function percent(value: number): string {
  return (100 * value).toFixed(1).padStart(5);
}

function said({ claims, right, wrong }: ClaimsScore['reworded']): string {
  return `${claims}; right ${percent(right)}, plainly wrong ${percent(wrong)}`;
}

const told = labelledSets(workerData as string).map((set) => {
  const copies = copiesScore(set);
  const claims = claimsScore(set);
  const read = readClaims(set);
  const steady = stability(set);
  const near = VIEWS.map((view) => `${percent(candidateRecall(set, view))} (${view})`).join(', ');
  return [
    `${set.name}, full view`,
    `  pairs of copies: precision ${percent(copies.precision)}, recall ${percent(copies.recall)}`,
    `  passages said to be shared word for word within a story: ${said(claims.verbatim)}, recall ${percent(claims.verbatim.recall)}`,
    `  passages said to be told in other words: ${said(claims.reworded)}; recall of both kinds together ${percent(claims.recall)}`,
    `  of those that were judged by reading, right: word for word ${read.verbatim.right} of ${read.verbatim.claims}, in other words ${read.reworded.right} of ${read.reworded.claims}`,
    `  same-story pairs among the candidates: ${near}`,
    `  ten replays with arrivals shuffled within half an hour: ${percent(steady.changed)} of same-story pairs changed`,
    `  articles whose story changed after filing: ${percent(steady.moved)}; merges that kept the newer number: ${steady.renumbered}`,
  ].join('\n');
});
parentPort?.postMessage(told);
