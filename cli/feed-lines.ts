/**
 * Shows what an outlet's reading makes of feeds that lie in files: one line of JSON a file, in the order given, without a server.
 * A file that cannot be read, or that makes the parser throw, gets its line with a reason and never ends the run.
 */
import { readFile, stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { ITEM_DETAILS } from '../src/documents/article.ts';
import { articleNaming, identify, outletId } from '../src/feeds/identity.ts';
import type { FeedItem, NotAFeed } from '../src/feeds/item.ts';
import { readFeed } from '../src/feeds/read-feed.ts';
import { httpUrl } from '../src/feeds/url.ts';
import { FEED_BYTES_MAX } from '../src/limits.ts';
import { hasWords } from '../src/outlet/items/matching.ts';
import { readingWarnings } from '../src/outlet/items/warnings.ts';
import { rfc3339 } from '../src/render/timestamps.ts';
import { commandLine, refuse } from './command-line.ts';

const DEFAULT_BASE = 'http://feed.example/';
const HELP = `usage: npm run --silent parse -- FILE… [--type CONTENT-TYPE] [--base URL]

Prints what an outlet's reading makes of each file, one line of JSON a file. Without FILE it takes file names from
standard input, one a line.

  --type CONTENT-TYPE  the header the bytes came with, such as "text/xml; charset=windows-1256"
  --base URL           the feed's address: relative links are resolved against it and ids are made from it
                       (default: ${DEFAULT_BASE})

Every line has all of these fields; what is absent is null.
  file      the name as it was given
  ok        whether the file is a feed
  reason    why it is none: empty, html, truncated, not-xml, not-a-feed, too-deep, charset (what the parser says),
            too-large, unreadable (no such file, no permission) or error (a fault of the parser)
  detail    the reason in one sentence
  whole     whether all of a feed was read; of one that breaks off the items are those that stood whole before that
  warnings  what is odd about the feed, as its outlet's status would say it
  items     id, url, title, published, updated, author, summary, text, image, categories; a repeated item comes once.
            Dates are RFC 3339, as the feed claims them. Paragraphs of summary and text are parted by line breaks.
`;

interface Options {
  readonly files: readonly string[];
  readonly contentType: string | undefined;
  readonly base: string;
}

type Line = Readonly<Record<'file' | 'ok' | 'reason' | 'detail' | 'whole' | 'warnings' | 'items', unknown>>;

function optionsIn(args: readonly string[]): Options {
  const flags = { type: { type: 'string' }, base: { type: 'string', default: DEFAULT_BASE } } as const;
  const { values, positionals } = commandLine(HELP, flags, { most: Number.POSITIVE_INFINITY, args });
  const { type, base } = values;
  if (type !== undefined && !/^\s*[^\s/;=]+\/[^\s/;=]+\s*(?:;|$)/.test(type)) {
    refuse(`--type "${type}" is not a content type such as "text/xml; charset=windows-1256".`);
  }
  const address = /^https?:\/\//i.test(base) ? httpUrl(base, '') : undefined;
  if (address === undefined) refuse(`--base "${base}" is not an http(s) address.`);
  return { files: positionals, contentType: type, base: address };
}

async function lineOf(file: string, options: Options): Promise<Line> {
  let bytes: Uint8Array;
  try {
    // Looked at first, so that a huge file is not read into memory.
    if ((await stat(file)).size > FEED_BYTES_MAX) {
      return refused(
        file,
        'too-large',
        `The file has more than ${FEED_BYTES_MAX} bytes, the most that is read of a feed.`,
      );
    }
    bytes = await readFile(file);
  } catch (error) {
    return refused(file, 'unreadable', `The file cannot be read: ${messageOf(error)}.`);
  }
  try {
    return readingOf(file, bytes, options);
  } catch (error) {
    return refused(file, 'error', `The parser failed: ${messageOf(error)}.`);
  }
}

function readingOf(file: string, bytes: Uint8Array, { contentType, base }: Options): Line {
  const feed = readFeed(bytes, contentType, base);
  if (!feed.ok) return refused(file, feed.reason, feed.detail);
  return {
    file,
    ok: true,
    reason: null,
    detail: null,
    whole: feed.whole,
    warnings: [...feed.warnings, ...readingWarnings(feed.items, Date.now())],
    items: identified(feed.items, base).map(([id, item]) => shown(id, item)),
  };
}

/**
 * An outlet passes over items without words before it identifies the others, so the others' ids do not depend on them.
 * They are shown all the same: whoever asks why an item is missing wants to see it.
 */
function identified(items: readonly FeedItem[], base: string): readonly (readonly [id: string, item: FeedItem])[] {
  const naming = articleNaming(outletId(base));
  const worded = identify(items.filter(hasWords), naming);
  const taken = new Set(worded.flatMap(({ key, aliases }) => [key, ...aliases]));
  const wordless = identify(items, naming).filter(({ item, key }) => !hasWords(item) && !taken.has(key));
  const ids = new Map([...worded, ...wordless].map(({ item, key }) => [item, key] as const));
  return items.flatMap((item) => {
    const id = ids.get(item);
    return id === undefined ? [] : [[id, item] as const];
  });
}

function shown(id: string, item: FeedItem): Readonly<Record<string, unknown>> {
  const date = (ms: number | undefined) => (ms === undefined ? null : rfc3339(ms));
  return {
    id,
    url: item.url ?? null,
    title: item.title ?? null,
    published: date(item.published),
    updated: date(item.updated),
    author: null,
    summary: item.summary ?? null,
    text: item.paragraphs.length === 0 ? null : item.paragraphs.join('\n'),
    image: null,
    categories: item.categories,
    ...Object.fromEntries(ITEM_DETAILS.map((name) => [name, item[name] ?? null])),
  };
}

function refused(
  file: string,
  reason: NotAFeed['reason'] | 'too-large' | 'unreadable' | 'error',
  detail: string,
): Line {
  return { file, ok: false, reason, detail, whole: false, warnings: [], items: [] };
}

/** Whether it is a terminal, at which nobody would know that file names are waited for. */
type Input = Readable & { readonly isTTY?: boolean };

async function* fileNames(given: readonly string[], input: Input): AsyncIterable<string> {
  if (given.length > 0) yield* given;
  else for await (const name of createInterface({ input })) if (name.trim() !== '') yield name;
}

/** The lines that the command prints for these flags and files; without files, for those named in `input`. */
export async function* feedLines(args: readonly string[], input: Input): AsyncIterable<string> {
  const options = optionsIn(args);
  if (options.files.length === 0 && input.isTTY) refuse('No file is named; --help tells the usage.');
  for await (const file of fileNames(options.files, input)) yield JSON.stringify(await lineOf(file, options));
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
