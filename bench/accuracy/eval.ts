/** Accuracy: pair cases, and labelled sets beside the baselines. Titles go to the terminal only, because they belong to their outlets. */
import { resolve as resolvePath } from 'node:path';
import { Worker } from 'node:worker_threads';
import { commandLine, refuse } from '../../cli/command-line.ts';
import type { IncomingArticle } from '../../src/clustering/index-port.ts';
import { backgroundsIn } from '../articles.ts';
import { table } from '../table.ts';
import { BASELINES } from './baselines.ts';
import { driftOf } from './drift.ts';
import { allRuns, type Judged, judgeRuns, meanOf } from './judge-runs.ts';
import { type LabelledSet, labelledSets, VIEWS } from './labelled-sets.ts';
import { judge, latestOf, type Suite, suites, type Verdict } from './pair-cases.ts';
import { readings } from './readings.ts';
import { kindOf, REGIMES } from './regimes.ts';
import { replay } from './replay.ts';
import { type Score, score } from './score.ts';
import { storyCounts } from './story-counts.ts';

const USAGE = `usage: npm run eval [-- DIR] [--cases] [--regimes] [--errors N]

Without DIR: the project's own pair cases (fixtures/pairs). With it also
  DIR/pairs*.jsonl                        more pair cases
  DIR/NAME.jsonl and NAME.gold.jsonl      labelled sets: ours beside the baselines, copies, candidates, stability, mistakes
  DIR/NAME-background.jsonl(.gz)          articles that are filed before the cases, for a second figure
--cases     pair cases only, and names those that are wrong
--regimes   the labelled sets and our own readings of DIR only, from an empty index (cold), after the days before (warm), and
            a Saudi day among pan-Arab ones (mixed)
--errors N  mistakes shown of each set and kind (12)`;

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

/** Of a suite, for each kind of case: how many are right in each view, each case alone and after the backgrounds' articles. */
function printCases({ name, cases }: Suite, folder: string | undefined, wrong: boolean): void {
  const found = folder === undefined ? [] : backgroundsIn(folder);
  const columns = (found.length > 0 ? [false, true] : [false]).flatMap((warm) =>
    VIEWS.map((view) => {
      const before = warm ? latestOf(found, view) : undefined;
      return { name: `${view}${warm ? ', after others' : ''}`, verdicts: cases.map((of) => judge(of, view, before)) };
    }),
  );
  const rowOf = (label: string, counts: (verdict: Verdict) => boolean): string[] => {
    const all = columns.map(({ verdicts }) => verdicts.filter(counts));
    return [label, ...all.map((of) => `${of.filter(({ right }) => right).length}/${of.length}`)];
  };
  const kinds = [...new Set(cases.map(({ expect, kind }) => `${expect}: ${kind}`))];
  const rows = kinds.map((label) => rowOf(label, ({ case: of }) => `${of.expect}: ${of.kind}` === label));
  for (const expect of ['apart', 'together']) rows.push(rowOf(expect, ({ case: of }) => of.expect === expect));
  console.log(`${table([`${name}: right`, ...columns.map((column) => column.name)], rows)}\n`);
  if (!wrong) return;
  for (const column of columns) {
    console.log(`wrong, ${column.name}:`);
    for (const { case: of, right } of column.verdicts) {
      if (!right)
        console.log(`  ${of.expect} ${of.case} (${of.note})\n    ${of.articles.map((a) => a.title).join('\n    ')}`);
    }
  }
}

/** What readers meet: how many stories of several outlets are whole, split, polluted, and how many copies stand together. */
function printStories(sets: readonly LabelledSet[]): void {
  const rows = sets.flatMap((set) =>
    VIEWS.map((view) => {
      const counts = storyCounts(set, replay(set.filed[view]).stories);
      return [
        `${set.name} ${view}`,
        `${counts.whole} of ${counts.several}`,
        `${counts.split}`,
        `${counts.polluted} of ${counts.shown}`,
        `${counts.copiesTogether} of ${counts.copies}`,
      ];
    }),
  );
  const head = ['stories of several outlets', 'whole', 'split', 'polluted, as shown', 'copies in one story'];
  console.log(`\n${table(head, rows)}`);
}

/** Means over the pan-Arab and the Saudi sets, our own readings among them, in each of the circumstances of regimes.ts. */
function printRegimes(folder: string): void {
  const found = backgroundsIn(folder);
  const sets = [...labelledSets(folder), ...readings(found)];
  const judged = judgeRuns(allRuns(sets, found));
  const rows = REGIMES.map((regime) => {
    const mean = (kind: string, of: (one: Judged) => number): string =>
      percent(
        meanOf(
          judged.filter((one) => one.regime === regime && kindOf(one.set) === kind),
          of,
        ),
      );
    const cells = ['ant', 'snn'].flatMap((kind) => [
      mean(kind, ({ f1 }) => f1),
      mean(kind, ({ precision }) => precision),
      mean(kind, ({ recall }) => recall),
      mean(kind, ({ whole, several }) => whole / several),
      mean(kind, ({ polluted, shown }) => polluted / shown),
    ]);
    return [regime, ...cells];
  });
  const head = ['ant', 'snn'].flatMap((kind) => [`${kind} F1`, 'P', 'R', 'whole', 'polluted']);
  console.log(table(['means of both views', ...head], rows));
  const drifts = VIEWS.flatMap((view) => driftOf(sets, found, view));
  const ofKind = (kind: string, of: (one: (typeof drifts)[number]) => number): string => {
    const values = drifts.filter(({ set }) => set.name.startsWith(`${kind}-`)).map(of);
    return (values.reduce((sum, value) => sum + value, 0) / values.length).toFixed(2);
  };
  const kinds = ['ant', 'snn'].map((kind) => [
    kind,
    ofKind(kind, ({ mean }) => mean),
    ofKind(kind, ({ size }) => size),
  ]);
  console.log(`\n${table(['log-odds of pairs of one story, warm less cold', 'mean', 'without sign'], kinds)}`);
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

const { values, positionals } = commandLine(
  USAGE,
  {
    cases: { type: 'boolean', default: false },
    errors: { type: 'string', default: '12' },
    regimes: { type: 'boolean', default: false },
  },
  { most: 1 },
);
const [folder] = positionals;
if (values.regimes && folder === undefined) refuse('--regimes needs a DIR with labelled sets; --help tells the flags.');
if (values.regimes && folder !== undefined) {
  printRegimes(folder);
  process.exit(0);
}
const sets = folder === undefined || values.cases ? [] : labelledSets(folder);
// The second core replays the shuffled days while the first measures the rest.
const checks = new Promise<string[]>((resolve, reject) => {
  if (sets.length === 0) return resolve([]);
  const worker = new Worker(resolvePath(import.meta.dirname, 'eval-checks.ts'), { workerData: folder });
  worker.once('message', resolve);
  worker.once('error', reject);
});
for (const suite of suites(folder)) printCases(suite, folder, values.cases);
if (sets.length > 0) {
  printScores(sets);
  printStories(sets);
  console.log(`\n${(await checks).join('\n\n')}`);
  for (const set of sets) printMistakes(set, Number(values.errors));
}
