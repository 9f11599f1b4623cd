/**
 * JSON Feed 1.0 and 1.1 → our feed. feedsmith reads it, in any letter case. What makes a JSON Feed is its items: templates
 * write the version in many ways. Trailing commas and line breaks in strings, common in hand-made templates, are repaired
 * first. (jsonrepair repairs more, but takes eight seconds for a megabyte of commas.) Of a document that breaks off, the
 * items that ended are given.
 */
import { parseJsonFeed } from 'feedsmith';
import { textToHtml } from '../html.ts';
import type { Feed, FeedItem, NotAFeed } from '../item.ts';
import { jsonStructureFault } from '../json-structure.ts';
import { canonicalUrl, httpUrl } from '../url.ts';
import { warningsOf } from '../xml/ending.ts';
import { composeItem } from './compose-item.ts';
import { imageFile, isPictureFile, titleText } from './media.ts';
import { spaPortalFeed } from './spa-portal.ts';

type JsonFeed = ReturnType<typeof parseJsonFeed>;
type JsonItem = NonNullable<JsonFeed['items']>[number];

/** In place of the version that the feed states: feedsmith refuses others. */
const VERSION = 'https://jsonfeed.org/version/1.1';

/** `text` starts with '{'. */
export function readJsonFeed(
  text: string,
  base: string,
  itemsMax: number,
): { readonly ok: true; readonly feed: Feed } | ({ readonly ok: false } & NotAFeed) {
  const tooMuch = (json: string) => {
    const fault = jsonStructureFault(json);
    if (fault === undefined) return undefined;
    return { ok: false, reason: 'too-deep', detail: `The JSON is not read: ${lowerFirst(fault)}` } as const;
  };
  const refusal = tooMuch(text);
  if (refusal !== undefined) return refusal;
  const parsed = jsonIn(text);
  const tidy = parsed === undefined ? repaired(text) : text;
  // Repaired, the text may be another structure.
  const refused = parsed === undefined ? tooMuch(tidy) : undefined;
  if (refused !== undefined) return refused;
  const value = parsed ?? jsonIn(tidy);
  const part = value === undefined ? wholePart(tidy) : undefined;
  const given = value ?? (part === undefined ? undefined : jsonIn(part));
  const read = spaPortalFeed(given, base) ?? given;
  if (read === undefined) {
    return { ok: false, reason: 'not-a-feed', detail: 'The text begins like JSON and is not valid JSON.' };
  }
  const items = itemsIn(read);
  if (part !== undefined && items.length === 0) {
    return { ok: false, reason: 'truncated', detail: 'The JSON breaks off before its first item ends.' };
  }
  const fault = faultOf(read, items);
  if (fault !== undefined) return { ok: false, reason: 'not-a-feed', detail: `The JSON is not a JSON Feed: ${fault}.` };
  const json = feedsmithFeed(read as object, itemsMax);
  const state = part !== undefined ? 'reading' : items.length > itemsMax ? 'full' : 'whole';
  return {
    ok: true,
    feed: { ...feedOf(json, base), whole: state !== 'reading', warnings: warningsOf(state, itemsMax, 0) },
  };
}

/** feedsmith throws for a feed without a title and without an item that it can read: a feed without items. */
function feedsmithFeed(read: object, maxItems: number): JsonFeed {
  try {
    return parseJsonFeed({ ...read, version: VERSION }, { maxItems });
  } catch {
    return {} as JsonFeed;
  }
}

function lowerFirst(sentence: string): string {
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}

/** Why the JSON is something else, as the end of a sentence. */
function faultOf(json: unknown, items: readonly unknown[]): string | undefined {
  const version = field(json, 'version');
  if (typeof version === 'string' && /json\s?feed/i.test(version)) return undefined;
  const isTitled = typeof field(json, 'title') === 'string';
  if (isTitled && ['home_page_url', 'feed_url', 'authors'].some((name) => field(json, name))) return undefined;
  if (field(json, 'items') === undefined) return 'it has no "items"';
  if (isTitled || version !== undefined || items.some(isArticle)) return undefined;
  return 'it has neither a title nor a version, and its "items" are no articles';
}

function isArticle(item: unknown): boolean {
  const has = (...names: readonly string[]) => names.some((name) => field(item, name) !== undefined);
  return has('id', 'url', 'external_url') && has('content_html', 'content_text', 'summary', 'date_published');
}

/** Some feeds give one item without a list. */
function itemsIn(json: unknown): readonly unknown[] {
  const items = field(json, 'items');
  return Array.isArray(items) ? items : items === undefined ? [] : [items];
}

/** A field by its name in any letter case; undefined also for null. */
function field(of: unknown, name: string): unknown {
  if (typeof of !== 'object' || of === null) return undefined;
  const found = Object.entries(of).find(([key]) => key.toLowerCase() === name);
  return found?.[1] ?? undefined;
}

/** A string, also an unclosed one at the end, which is kept; or a comma before a closing bracket, which is dropped. */
const STRING_OR_LAST_COMMA = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)|,(?=\s*[\]}])/gs;
/** JSON allows no control characters in strings. Outside of strings they are white space. */
const CONTROLS = /\p{Cc}/gu;

/** A number that is not kept exactly: of two long ids it would make one. */
const LONG_NUMBER = /\d{16}|\d[eE]/;

/** undefined for a text that is not JSON. A number that would not be kept exactly is given as it is written. */
function jsonIn(text: string): unknown {
  try {
    return harmless(LONG_NUMBER.test(text) ? JSON.parse(text, asWritten) : JSON.parse(text));
  } catch {
    return undefined;
  }
}

function asWritten(_: string, value: unknown, context?: { readonly source?: string }): unknown {
  return typeof value === 'number' && !Number.isSafeInteger(value) ? (context?.source ?? value) : value;
}

/** Fields that stand for something else where an object is read: feedsmith takes what has a length for a list, and fills it. */
const MISLEADING = ['__proto__', 'constructor', 'length'];

/** Takes misleading fields out of every object in it. */
function harmless(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value))
    for (const name of MISLEADING) if (Object.hasOwn(value, name)) Reflect.deleteProperty(value, name);
  for (const inner of Object.values(value)) harmless(inner);
  return value;
}

/** '' when a string is too long for the engine's pattern matching: such a document is not repaired. */
function repaired(text: string): string {
  try {
    return text.replace(CONTROLS, ' ').replace(STRING_OR_LAST_COMMA, (found) => (found === ',' ? '' : found));
  } catch {
    return '';
  }
}

const STRING_OR_BRACKET = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)|[{}[\]]/gs;

/**
 * A JSON text that breaks off → its beginning up to the last whole value of the root or of a list in it, with its brackets
 * closed. undefined for a text that is damaged in another way.
 */
function wholePart(text: string): string | undefined {
  const open: string[] = [];
  let end = 0;
  let inList = false;
  for (const { 0: token, index } of text.matchAll(STRING_OR_BRACKET)) {
    if (token === '{') open.push('}');
    else if (token === '[') open.push(']');
    else if (token === '}' || token === ']') {
      if (open.pop() !== token) return undefined;
      if (open.length === 1 || (open.length === 2 && open[1] === ']')) {
        end = index + 1;
        inList = open.length === 2;
      }
    }
  }
  if (open.length === 0) return undefined;
  return end === 0 ? '{}' : text.slice(0, end) + (inList ? ']}' : '}');
}

function feedOf(json: JsonFeed, base: string): Omit<Feed, 'whole' | 'warnings'> {
  const home = httpUrl(json.home_page_url, base);
  return {
    format: 'json',
    title: titleText(html(json.title)),
    home,
    language: json.language,
    ttlMs: undefined,
    hub: json.hubs?.map((hub) => httpUrl(hub.url, base)).find((url) => url !== undefined),
    self: httpUrl(json.feed_url, base),
    items: (json.items ?? []).map((item) => itemOf(item, home ?? base, nameOf(json.authors))),
  };
}

/** `author` is the feed's: it holds for items that name none (JSON Feed 1.1, "authors"). */
function itemOf(item: JsonItem, base: string, author: string | undefined): FeedItem {
  const based = (text: string | undefined) => (text === undefined ? undefined : { text, base });
  const attached = item.attachments?.filter(({ mime_type: type, url }) => isPictureFile(type, url)) ?? [];
  const picture = (text: string | undefined) => {
    if (text === undefined) return undefined;
    const file = attached.find((a) => a.url === text);
    return { text, base, file: imageFile(file?.mime_type, undefined, undefined, String(file?.size_in_bytes)) };
  };
  return composeItem({
    guid: item.id,
    url:
      canonicalUrl(item.url, base) ?? canonicalUrl(item.external_url, base) ?? canonicalUrl(permalink(item.id), base),
    titles: [html(item.title)],
    contents: [based(item.content_html ?? html(item.content_text))],
    descriptions: [based(html(item.summary))],
    authors: [nameOf(item.authors), author],
    images: [item.image, item.banner_image, attached[0]?.url].map(picture),
    categories: (item.tags ?? []).map(html),
    published: [text(item.date_published)],
    updated: [text(item.date_modified)],
  });
}

function html(text: string | undefined): string | undefined {
  return text === undefined ? undefined : textToHtml(text);
}

function nameOf(authors: JsonFeed['authors']): string | undefined {
  return authors?.find((author) => author.name)?.name;
}

/** The specification suggests the item's address as its id. */
function permalink(id: string | undefined): string | undefined {
  return id !== undefined && /^https?:\/\//i.test(id) ? id : undefined;
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
