/**
 * Reads a feed of any format: from bytes or text to its items. Never throws: the result is a feed or the reason why the
 * document is none. Every address is http(s), every text is plain and bounded.
 *
 * Of a document that breaks off, the items that ended are given and `whole` is false. Otherwise a feed that always breaks
 * off would never be read.
 */
import { FEED_ITEMS_MAX } from '../limits.ts';
import { decodeFeed } from './charset.ts';
import { atomEntry, atomFeed, withFeedAuthor } from './formats/atom.ts';
import { readJsonFeed } from './formats/json-feed.ts';
import { rssChannel, rssItem } from './formats/rss.ts';
import type { FeedItem, ParseResult } from './item.ts';
import { readXml } from './xml/read-xml.ts';

/** Decodes and parses. `contentType` is the header as the server sent it, undefined for none; `base` as in `parseFeed`. */
export function readFeed(bytes: Uint8Array, contentType: string | undefined, base: string): ParseResult {
  const decoded = decodeFeed(bytes, contentType);
  if (!decoded.ok) return decoded;
  const result = parseFeed(decoded.text, base);
  return result.ok ? { ...result, warnings: [...decoded.warnings, ...result.warnings] } : result;
}

/** `base` is the address that the text came from, after redirects. Relative links are resolved against it. */
export function parseFeed(text: string, base: string): ParseResult {
  const result = parseText(text, base);
  if (!result.ok) return result;
  return {
    ...result,
    language: tag(result.language),
    warnings: [...result.warnings, ...lackingWarnings(result.items)],
  };
}

function parseText(text: string, base: string): ParseResult {
  const start = text.search(/[^\s\ufeff]/);
  if (start < 0) return { ok: false, reason: 'empty', detail: 'The document is empty.' };
  if (text[start] === '{') {
    const json = readJsonFeed(text.slice(start), base, FEED_ITEMS_MAX);
    return json.ok ? { ok: true, ...json.feed } : json;
  }
  const read = readXml(text, base, FEED_ITEMS_MAX, (element, format) =>
    format === 'atom' && element.name !== 'item' ? atomEntry(element) : rssItem(element),
  );
  if (!read.ok) return read;
  const { format, root, items, whole, warnings } = read;
  if (format !== 'atom') return { ok: true, format, ...rssChannel(root), items, whole, warnings };
  return { ok: true, format, ...atomFeed(root), items: withFeedAuthor(items, root), whole, warnings };
}

/** Warnings about the items as a whole, which an operator may pass on to the outlet. */
function lackingWarnings(items: readonly FeedItem[]): readonly string[] {
  if (items.length === 0) return ['the feed has no items'];
  const lacking = (what: string, has: (item: FeedItem) => unknown) => {
    const without = items.filter((item) => !has(item)).length;
    return without === 0 ? [] : [`${without} of ${items.length} items have no ${what}`];
  };
  return [
    ...lacking('title', (item) => item.title),
    ...lacking('link', (item) => item.url),
    ...lacking('date', (item) => item.published ?? item.updated),
  ];
}

const LANGUAGE_TAG = /^[a-z]{2,3}(?:[-_][a-z\d]{1,8}){0,3}$/i;

/** The language tag, or undefined if the text is none. */
function tag(language: string | undefined): string | undefined {
  const text = language?.trim().replaceAll('_', '-');
  return text !== undefined && LANGUAGE_TAG.test(text) ? text : undefined;
}
