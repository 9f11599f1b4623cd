/**
 * Our own readings of days of the backgrounds: which articles tell one story, by id; the articles stay where they are. Each file of
 * `readings/` begins with the background and the days it covers, and goes on as a gold file does. How they were judged: bench/RESULTS.md.
 */
import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Background, type BenchArticle, readLines, toGold } from '../articles.ts';
import { type LabelledSet, labelledSet } from './labelled-sets.ts';

const FOLDER = resolve(import.meta.dirname, 'readings');

/** The name of a background, and first and last day, YYYY-MM-DD. */
interface Covers {
  readonly background: string;
  readonly from: string;
  readonly to: string;
}

/** The readings of days of these backgrounds, in order of name. Throws an Error when a reading names an article that is not there. */
export function readings(backgrounds: readonly Background[]): LabelledSet[] {
  return readdirSync(FOLDER)
    .sort()
    .flatMap((file) => {
      const [head, ...judged] = readLines(join(FOLDER, file));
      const covers = head as Covers;
      const background = backgrounds.find(({ name }) => name === covers.background);
      if (!background) return [];
      const days = background.articles.filter(({ published }) => {
        const day = published.slice(0, 10);
        return day >= covers.from && day <= covers.to;
      });
      return [labelledSet(basename(file, '.jsonl'), withoutRepeats(days), toGold(judged))];
    });
}

/** Letters by which an outlet's text is known again. */
const OPENING = 80;

/** Some outlets of the backgrounds are stored several times over; the labelled sets hold no such repeats, nor would an Outlet file them. */
function withoutRepeats(articles: readonly BenchArticle[]): BenchArticle[] {
  const seen = new Set<string>();
  return articles.filter(({ source, title, url, text }) => {
    const opening = text.length > OPENING ? [text.slice(0, OPENING)] : [];
    const marks = [title, url, ...opening].map((mark) => `${source} ${mark}`);
    if (marks.some((mark) => seen.has(mark))) return false;
    for (const mark of marks) seen.add(mark);
    return true;
  });
}
