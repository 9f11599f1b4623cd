/** `npm run cluster`. What it prints is made in story-lines.ts. */
import { printLines } from './command-line.ts';
import { storyLines } from './story-lines.ts';

await printLines(() => storyLines(process.argv.slice(2)));
