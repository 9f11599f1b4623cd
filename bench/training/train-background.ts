/** Counts in how many background articles each stem stands, and writes src/text/model/background.ts. */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { incomingArticles } from '../accuracy/replay.ts';
import { backgrounds } from '../articles.ts';
import { backgroundModule, documentFrequencies, packFrequencies } from './document-frequencies.ts';

const MODULE = resolve(import.meta.dirname, '../../src/text/model/background.ts');

const found = backgrounds(process.argv.slice(2));
const profiles = found.flatMap(({ articles }) =>
  incomingArticles(articles, 'full').map(({ fingerprint }) => fingerprint),
);
const packed = packFrequencies(documentFrequencies(profiles));
const names = found.map(({ name }) => name).join(', ');
writeFileSync(MODULE, backgroundModule(profiles.length, packed, names));
console.log(`${packed.length} stems of ${profiles.length} background articles (${names})`);
