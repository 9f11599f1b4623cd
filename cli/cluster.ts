/**
 * Clusters a file of articles as the Worker would, in the order given, without a server.
 *   npm run --silent cluster -- ARTICLES.jsonl [--view full|feed]
 * Prints one {"id","story","copies"} a line: `story` is the id of the story's first article, `copies` the articles with which passages
 * are shared.
 */
import { parseArgs } from 'node:util';
import { incomingArticles, replay } from '../bench/accuracy/replay.ts';
import { readArticles, type View } from '../bench/articles.ts';

const USAGE = 'usage: npm run --silent cluster -- ARTICLES.jsonl [--view full|feed]';

function main(): number {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { view: { type: 'string', default: 'full' } },
  });
  const [file] = positionals;
  if (file === undefined || positionals.length > 1 || !['full', 'feed'].includes(values.view)) {
    console.error(USAGE);
    return 2;
  }
  const articles = readArticles(file);
  const { stories, copies } = replay(incomingArticles(articles, values.view as View));
  const id = (i: number): string => articles[i]?.id ?? '';
  const lines = articles.map((article, i) =>
    JSON.stringify({ id: article.id, story: id(stories[i] ?? i), copies: [...(copies[i] ?? [])].map(id) }),
  );
  process.stdout.write(lines.map((line) => `${line}\n`).join(''));
  return 0;
}

try {
  process.exitCode = main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
