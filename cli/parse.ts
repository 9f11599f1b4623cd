/** `npm run parse`. What it prints is made in feed-lines.ts. */
import { printLines } from './command-line.ts';
import { feedLines } from './feed-lines.ts';

await printLines(() => feedLines(process.argv.slice(2), process.stdin));
