/** Counts in how many background articles each stem stands, and writes src/core/model/background.ts. */
import { readdirSync, writeFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { fingerprint } from '../src/core/profile.ts';
import { readArticles } from './articles.ts';
import { backgroundModule, documentFrequencies, packFrequencies } from './background.ts';

const MODULE = resolve(import.meta.dirname, '../src/core/model/background.ts');

const files = process.argv.slice(2).flatMap((folder) =>
  readdirSync(folder)
    .filter((file) => /-background\.jsonl(?:\.gz)?$/.test(file))
    .sort()
    .map((file) => join(folder, file)),
);
if (files.length === 0) throw new Error('No NAME-background.jsonl or .jsonl.gz in the folders given.');
const profiles = files.flatMap((file) =>
  readArticles(file).map(
    ({ title, summary, text }) => fingerprint({ title, summary, paragraphs: text.split('\n') }).profile,
  ),
);
const packed = packFrequencies(documentFrequencies(profiles));
const names = files.map((file) => basename(file).replace(/\.jsonl(?:\.gz)?$/, ''));
writeFileSync(MODULE, backgroundModule(profiles.length, packed, names.join(', ')));
console.log(`${packed.length} stems of ${profiles.length} background articles (${names.join(', ')})`);
