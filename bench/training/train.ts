/**
 * Fits the engine's data from labelled and unlabelled articles:
 *   npm run train -- DIR…
 * First the document frequencies of every NAME-background.jsonl(.gz), then the similarity model of every labelled
 * set. Writes src/text/model/background.ts and src/clustering/model/weights.ts. The same input gives the same bytes.
 */
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { backgroundModule } from './document-frequencies.ts';

const folders = process.argv.slice(2).map((folder) => resolve(folder));
if (folders.length === 0) {
  console.error('usage: npm run train -- DIR…');
  process.exit(2);
}
// With an empty table no word is rare, so that every word is counted as it is written and not by the skeleton of a name.
writeFileSync(
  resolve(import.meta.dirname, '../../src/text/model/background.ts'),
  backgroundModule(1, new Uint32Array(), 'nothing yet'),
);
// Two processes, because the second must load the frequencies that the first wrote.
for (const step of ['train-background.ts', 'train-model.ts']) {
  execFileSync(process.execPath, [resolve(import.meta.dirname, step), ...folders], { stdio: 'inherit' });
}
