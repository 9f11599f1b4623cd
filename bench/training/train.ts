/**
 * Fits the engine's data from labelled and unlabelled articles:
 *   npm run train -- DIR…
 * First the document frequencies of every NAME-background.jsonl(.gz), then the similarity model of every labelled
 * set. Writes src/clustering/model/background.ts and src/clustering/model/weights.ts. The same input gives the same bytes.
 */
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

const folders = process.argv.slice(2).map((folder) => resolve(folder));
if (folders.length === 0) {
  console.error('usage: npm run train -- DIR…');
  process.exit(2);
}
// Two processes, because the second must load the frequencies that the first wrote.
for (const step of ['train-background.ts', 'train-model.ts']) {
  execFileSync(process.execPath, [resolve(import.meta.dirname, step), ...folders], { stdio: 'inherit' });
}
