/** Clusters a file of articles as the Worker would, in the order given, without a server. */
import { incomingArticles, replay } from '../bench/accuracy/replay.ts';
import { readArticles, type View } from '../bench/articles.ts';
import { commandLine, refuse } from './command-line.ts';

const USAGE = `usage: npm run --silent cluster -- ARTICLES.jsonl [--view full|feed]

Decides which articles of the file tell one story, with the code that runs in the Worker, in the order given. A line of the
file is one article:
  {"id","source","title"} and, where it has them, "url","published","summary","text" (paragraphs parted by line breaks)

Prints one line of JSON an article, in the same order:
  id      the article's
  story   the id of the first article of its story, its own where it began one
  copies  ids of the articles with which passages are shared

  --view full   compares titles and texts (the default)
  --view feed   compares titles and summaries alone, as a feed without texts has them
`;

/** The lines that the command prints for these flags and this file. Throws where a line of the file is no article. */
export function storyLines(args: readonly string[]): readonly string[] {
  const options = { view: { type: 'string', default: 'full' } } as const;
  const { values, positionals } = commandLine(USAGE, options, { least: 1, most: 1, args });
  const [file = ''] = positionals;
  if (!['full', 'feed'].includes(values.view)) refuse(`--view "${values.view}" is neither "full" nor "feed".`);
  const articles = readArticles(file);
  const { stories, copies } = replay(incomingArticles(articles, values.view as View));
  const id = (i: number): string => articles[i]?.id ?? '';
  return articles.map((article, i) =>
    JSON.stringify({ id: article.id, story: id(stories[i] ?? i), copies: [...(copies[i] ?? [])].map(id) }),
  );
}
