/** Fits the engine's data from labelled and unlabelled articles. The same input gives the same bytes. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { commandLine } from '../../cli/command-line.ts';
import { backgroundModule } from './document-frequencies.ts';

const USAGE = `usage: npm run train -- DIR…

First counts the document frequencies of every NAME-background.jsonl(.gz) of the folders, then fits the similarity model of every
labelled set (NAME.jsonl with NAME.gold.jsonl). Writes src/text/model/background.ts and src/clustering/model/weights.ts.
`;

const { positionals } = commandLine(USAGE, {}, { least: 1, most: Number.POSITIVE_INFINITY });
const folders = positionals.map((folder) => resolve(folder));
const BACKGROUND = resolve(import.meta.dirname, '../../src/text/model/background.ts');
const before = readFileSync(BACKGROUND);
try {
  // With an empty table no word is rare, so that every word is counted as it is written and not by the skeleton of a name.
  writeFileSync(BACKGROUND, backgroundModule(1, new Uint32Array(), 'nothing yet'));
  // Two processes, because the second must load the frequencies that the first wrote.
  for (const step of ['train-background.ts', 'train-model.ts']) {
    execFileSync(process.execPath, [resolve(import.meta.dirname, step), ...folders], { stdio: 'inherit' });
  }
} catch {
  // The step has told why.
  writeFileSync(BACKGROUND, before);
  process.exitCode = 1;
}
