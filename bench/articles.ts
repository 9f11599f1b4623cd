/** Reads article and gold files: one JSON object a line, gzip or plain. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** One JSON value a line. Throws an Error that names file and line when a line is not JSON. */
export function readLines(file: string): unknown[] {
  const bytes = readFileSync(file);
  const text = (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
  return text
    .replace(/^\ufeff/, '')
    .split('\n')
    .flatMap((line, i) => (line.trim() === '' ? [] : [parsed(line, `${file}, line ${i + 1}`)]));
}

function parsed(line: string, place: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch (error) {
    throw new Error(`${place}: ${(error as Error).message}.`);
  }
}

/** Throws an Error that names file and line when a line is not an article. */
export function readArticles(file: string): BenchArticle[] {
  return readLines(file).map((line, i) => {
    const article = (line ?? {}) as Partial<BenchArticle>;
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

/** A large set of unlabelled articles. */
export interface Background {
  readonly name: string;
  readonly articles: readonly BenchArticle[];
}

/** Every NAME-background.jsonl(.gz) of a folder, in order of name; [] for none. */
export function backgroundsIn(folder: string): Background[] {
  return readdirSync(folder)
    .filter((file) => /-background\.jsonl(?:\.gz)?$/.test(file))
    .sort()
    .map((file) => ({
      name: file.replace(/\.jsonl(?:\.gz)?$/, ''),
      articles: readArticles(join(folder, file)),
    }));
}

/** Those of all folders. Throws an Error when there is none. */
export function backgrounds(folders: readonly string[]): Background[] {
  const found = folders.flatMap(backgroundsIn);
  if (found.length === 0) throw new Error('No NAME-background.jsonl or .jsonl.gz in the folders given.');
  return found;
}
