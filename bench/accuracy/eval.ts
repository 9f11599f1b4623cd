/**
 * Accuracy, ours beside the baselines:
 *   npm run eval -- DIR [--errors N]
 * Evaluates every NAME.jsonl with a NAME.gold.jsonl in DIR. Ours is the production pipeline with the fitted model.
 * Titles go to the terminal only, because they belong to their outlets.
 */
import { resolve as resolvePath } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { IncomingArticle } from '../../src/clustering/index-port.ts';
import { BASELINES } from './baselines.ts';
import { type LabelledSet, labelledSets, VIEWS } from './labelled-sets.ts';
import { replay } from './replay.ts';
import { type Score, score } from './score.ts';

const OURS = 'wirefold';

function percent(value: number): string {
  return (100 * value).toFixed(1).padStart(5);
}

function row(name: string, scores: readonly Score[]): string {
  const cells = scores.map((s) => [s.f1, s.precision, s.recall, s.ari].map(percent).join(' '));
  return `${name.padEnd(46)} | ${cells.join(' | ')} |`;
}

function printScores(sets: readonly LabelledSet[]): void {
  const columns = sets.flatMap((set) => VIEWS.map((view) => ({ set, view })));
  console.log(
    row('', []).replace(/ \|$/, '') + columns.map(({ set, view }) => `${`${set.name} ${view}`.padEnd(23)} |`).join(' '),
  );
  console.log(`${'percent'.padEnd(46)} | ${columns.map(() => '   F1     P     R   ARI |').join(' ')}`);
  for (const baseline of BASELINES) {
    const scores = columns.map(({ set, view }) =>
      score(baseline.cluster(set.articles, set.filed[view], view), set.stories, set.unsure),
    );
    console.log(row(baseline.name, scores));
  }
  const scores = columns.map(({ set, view }) => score(replay(set.filed[view]).stories, set.stories, set.unsure));
  console.log(row(OURS, scores));
}

interface MistakenPair {
  readonly set: LabelledSet;
  readonly stories: readonly number[];
  readonly one: IncomingArticle;
  readonly other: IncomingArticle;
}

function printPairs(title: string, pairs: readonly MistakenPair[], most: number): void {
  console.log(`\n${title}: ${pairs.length}`);
  for (const { set, one, other } of pairs.slice(0, most)) {
    for (const { article } of [other, one]) {
      const { source, title: headline } = set.articles[article - 1] ?? { source: '', title: '' };
      console.log(`  ${source.padEnd(12)} ${headline}`);
    }
    console.log('');
  }
}

/** One pair for each two stories that were mixed up, the largest mistakes first. */
function printMistakes(set: LabelledSet, most: number): void {
  const { stories } = replay(set.filed.full);
  const size = (of: readonly number[], label: number | undefined): number => of.filter((s) => s === label).length;
  const found = { merged: new Map<string, MistakenPair>(), missed: new Map<string, MistakenPair>() };
  for (const one of set.filed.full) {
    for (const other of set.filed.full.slice(0, one.article - 1)) {
      const [i, j] = [one.article - 1, other.article - 1];
      if (set.unsure(i, j)) continue;
      const put = stories[i] === stories[j];
      const is = set.stories[i] === set.stories[j];
      const told = { set, stories, one, other };
      if (put && !is) found.merged.set(`${stories[i]}`, told);
      if (is && !put) found.missed.set(`${set.stories[i]}`, told);
    }
  }
  const bySize = (of: readonly number[], pairs: Iterable<MistakenPair>): MistakenPair[] =>
    [...pairs].sort((a, b) => size(of, of[b.one.article - 1]) - size(of, of[a.one.article - 1]));
  printPairs(`${set.name}: stories of ours that mix several`, bySize(stories, found.merged.values()), most);
  printPairs(`${set.name}: stories told in several of ours`, bySize(set.stories, found.missed.values()), most);
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { errors: { type: 'string', default: '12' } },
});
const [folder] = positionals;
if (folder === undefined) {
  console.error('usage: npm run eval -- DIR [--errors N]');
  process.exit(2);
}
// The second core replays the shuffled days while the first measures the rest.
const checks = new Promise<string[]>((resolve, reject) => {
  const worker = new Worker(resolvePath(import.meta.dirname, 'eval-checks.ts'), { workerData: folder });
  worker.once('message', resolve);
  worker.once('error', reject);
});
const sets = labelledSets(folder);
printScores(sets);
console.log(`\n${(await checks).join('\n\n')}`);
for (const set of sets) printMistakes(set, Number(values.errors));
