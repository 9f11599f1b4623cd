/**
 * Our own labels for some days of the backgrounds: which articles tell one story, by id. The articles stay in the
 * backgrounds. Each file of `readings/` begins with the background and the days it covers, then continues as a gold
 * file. bench/ACCURACY.md tells how they were labelled.
 */
import { readdirSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Background, type BenchArticle, readLines, toGold } from '../articles.ts';
import { type LabelledSet, labelledSet } from './labelled-sets.ts';

const FOLDER = resolve(import.meta.dirname, 'readings');

/** A background, and its first and last day, YYYY-MM-DD. */
interface Covers {
  readonly background: string;
  readonly from: string;
  readonly to: string;
}

/** The labelled days of these backgrounds, in order of name. Throws an Error when a label names a missing article. */
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

/** Two articles of one outlet that share so many first letters are one article. */
const OPENING = 80;

/**
 * Some backgrounds hold an outlet's article several times. The labelled sets hold no repeats, and an Outlet files
 * none.
 */
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
