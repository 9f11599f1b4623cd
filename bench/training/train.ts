/**
 * Fits the engine's data from labelled and unlabelled articles. The same input gives the same bytes, and weights that differ little where the weights
 * before differed: they tell what a publisher repeats, whose words are counted a few times.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { commandLine, refuse } from '../../cli/command-line.ts';
import { REGIMES, type Regime } from '../accuracy/regimes.ts';
import { backgroundModule } from './document-frequencies.ts';

/** How a service begins, and how it runs: neither empty nor of one kind of outlets. */
const FITTED: readonly Regime[] = ['cold', 'mixed'];

const USAGE = `usage: npm run train -- DIR… [--fit REGIME,…]

First counts the document frequencies of every NAME-background.jsonl(.gz) of the folders, then fits the similarity model on the
labelled sets (NAME.jsonl with NAME.gold.jsonl). Writes src/text/model/background.ts and src/clustering/model/weights.ts.
Prints how a model fitted on all other sets does on each one, from an empty index (cold), after the days before (warm), and a Saudi
day among pan-Arab ones (mixed). Takes some twenty minutes.
--fit   the circumstances that the pairs are taken from: cold, warm, mixed (${FITTED.join(',')})`;

const { values, positionals } = commandLine(
  USAGE,
  { fit: { type: 'string', default: FITTED.join(',') } },
  { least: 1, most: Number.POSITIVE_INFINITY },
);
const regimes = values.fit.split(',');
if (!regimes.every((regime) => (REGIMES as readonly string[]).includes(regime))) {
  refuse(`--fit takes some of ${REGIMES.join(', ')}, with commas between them.`);
}
const folders = positionals.map((folder) => resolve(folder));
const BACKGROUND = resolve(import.meta.dirname, '../../src/text/model/background.ts');
const before = readFileSync(BACKGROUND);
try {
  // With an empty table no word is rare, so that every word is counted as it is written and not by the skeleton of a name.
  writeFileSync(BACKGROUND, backgroundModule(1, new Uint32Array(), 'nothing yet'));
  // Two processes, because the second must load the frequencies that the first wrote.
  run('train-background.ts');
  run('train-model.ts', regimes.join(','));
} catch {
  // The step has told why.
  writeFileSync(BACKGROUND, before);
  process.exitCode = 1;
}

function run(step: string, ...first: readonly string[]): void {
  execFileSync(process.execPath, [resolve(import.meta.dirname, step), ...first, ...folders], { stdio: 'inherit' });
}
