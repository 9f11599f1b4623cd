/**
 * A feed's text → its items, whatever the format. Promises a feed or a tagged reason for any string, never a throw; every
 * address http(s), every text plain and bounded. Refuses what is no feed or stands too deep. Of a document that breaks off
 * its whole items are given and `whole` is false: a feed whose end is always missing would otherwise never be read, and
 * nothing is concluded from what is not there.
 */
import { FEED_ITEMS_MAX } from '../core/limits.ts';
import { atomEntry, atomFeed } from './atom.ts';
import type { Feed, FeedItem, ParseResult } from './item.ts';
import { readJson } from './json-feed.ts';
import { rssChannel, rssItem } from './rss.ts';
import { readXml, type XmlFeed } from './xml.ts';

/** What was read, where each item stands (xml.ts) and what besides its text an item was read by. */
export interface Placed {
  readonly result: ParseResult;
  readonly places: XmlFeed['places'];
  readonly context: string;
}

/** `base` is the address the text came from, after redirects; relative links are resolved against it. */
export function parseFeed(text: string, base: string): ParseResult {
  const { result } = parseWithPlaces(text, base);
  return result.ok ? { ...result, notes: [...result.notes, ...oddities(result.items)] } : result;
}

/** The same, but for what is odd about the items as a whole; and where each stood. */
export function parseWithPlaces(text: string, base: string): Placed {
  const start = text.search(/[^\s\ufeff]/);
  if (start < 0) return { result: { ok: false, reason: 'empty', detail: 'The document is empty.' }, ...NOWHERE };
  if (text[start] === '{') {
    const json = readJson(text.slice(start), base, FEED_ITEMS_MAX);
    return { result: json.ok ? { ok: true, ...json.feed, language: tag(json.feed.language) } : json, ...NOWHERE };
  }
  const items: FeedItem[] = [];
  const read = readXml(text, base, FEED_ITEMS_MAX, (element, format) => {
    items.push(format === 'atom' && element.name !== 'item' ? atomEntry(element) : rssItem(element));
  });
  if (!read.ok) return { result: read, ...NOWHERE };
  const channel = read.format === 'atom' ? atomFeed(read.root) : rssChannel(read.root);
  const { format, whole, notes } = read;
  const feed: Feed = { format, ...channel, language: tag(channel.language), items, whole, notes };
  return { result: { ok: true, ...feed }, places: read.places, context: read.context };
}

const NOWHERE = { places: [], context: '' };

/** What an operator would want to tell the outlet, in words. */
export function oddities(items: readonly FeedItem[]): readonly string[] {
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

/** A language tag, or undefined: what else stands there is no language. */
function tag(language: string | undefined): string | undefined {
  const text = language?.trim().replaceAll('_', '-');
  return text !== undefined && LANGUAGE_TAG.test(text) ? text : undefined;
}
