/** Reads article and gold files (one JSON object a line, gzip or plain). */
import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';

export interface BenchArticle {
  readonly id: string;
  readonly source: string;
  readonly url: string;
  readonly title: string;
  readonly published: string;
  readonly summary: string;
  readonly text: string;
}

export type View = 'full' | 'feed';

/** The values of a file of one JSON value a line. */
export function readLines(file: string): unknown[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as unknown);
}

/** Throws an Error naming file and line when a line is not an article. */
export function readArticles(file: string): BenchArticle[] {
  return readLines(file).map((line, i) => {
    const article = line as Partial<BenchArticle>;
    if (typeof article.id !== 'string' || typeof article.source !== 'string' || typeof article.title !== 'string') {
      throw new Error(`${file}, line ${i + 1}: an article needs id, source and title as strings.`);
    }
    return {
      id: article.id,
      source: article.source,
      url: article.url ?? '',
      title: article.title,
      published: article.published ?? '',
      summary: article.summary ?? '',
      text: article.text ?? '',
    };
  });
}

export interface Gold {
  readonly stories: readonly (readonly string[])[];
  readonly copies: readonly (readonly string[])[];
  readonly unsure: readonly (readonly [string, string])[];
}

export function toGold(lines: readonly unknown[]): Gold {
  const all = lines as { story?: string[]; copies?: string[]; unsure?: [string, string] }[];
  return {
    stories: all.flatMap((line) => (line.story ? [line.story] : [])),
    copies: all.flatMap((line) => (line.copies ? [line.copies] : [])),
    unsure: all.flatMap((line) => (line.unsure ? [line.unsure] : [])),
  };
}
