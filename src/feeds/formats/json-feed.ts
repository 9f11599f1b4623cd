/**
 * JSON Feed 1.0 and 1.1 → our feed. feedsmith reads it, in any letter case and whatever version it claims. Trailing commas and
 * line breaks in strings, common in hand-made templates, are repaired first. (jsonrepair repairs more, but takes eight seconds
 * for a megabyte of commas.) A document that breaks off is refused whole, because none of its items is known to be complete.
 */
import { parseJsonFeed } from 'feedsmith';
import { textToHtml } from '../html.ts';
import type { Feed, FeedItem, NotAFeed } from '../item.ts';
import { canonicalUrl, httpUrl } from '../url.ts';
import { composeItem } from './compose-item.ts';
import { titleText } from './media.ts';

type JsonFeed = ReturnType<typeof parseJsonFeed>;
type JsonItem = NonNullable<JsonFeed['items']>[number];

/** `text` starts with '{'. */
export function readJsonFeed(
  text: string,
  base: string,
  itemsMax: number,
): { readonly ok: true; readonly feed: Feed } | ({ readonly ok: false } & NotAFeed) {
  const value = jsonIn(text) ?? jsonIn(repaired(text));
  if (value === undefined) {
    const cut = !/[}\]]\s*$/.test(text);
    const detail = cut
      ? 'The JSON breaks off: its end is missing. Nothing of it is used.'
      : 'The text begins like JSON and is not valid JSON.';
    return { ok: false, reason: cut ? 'truncated' : 'not-a-feed', detail };
  }
  let json: JsonFeed;
  try {
    json = parseJsonFeed(value, { maxItems: itemsMax });
  } catch {
    return { ok: false, reason: 'not-a-feed', detail: 'The JSON is not a JSON Feed: it has no "items" with a title.' };
  }
  return { ok: true, feed: feedOf(json, base) };
}

/** A string, also an unclosed one at the end, which is kept; or a comma before a closing bracket, which is dropped. */
const STRING_OR_LAST_COMMA = /"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?$)|,(?=\s*[\]}])/gs;
/** JSON allows no control characters in strings. Outside of strings they are white space. */
const CONTROLS = /\p{Cc}/gu;

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** '' when a string is too long for the engine's pattern matching: such a document is not repaired. */
function repaired(text: string): string {
  try {
    return text.replace(CONTROLS, ' ').replace(STRING_OR_LAST_COMMA, (found) => (found === ',' ? '' : found));
  } catch {
    return '';
  }
}

function feedOf(json: JsonFeed, base: string): Feed {
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
    whole: true,
    warnings: [],
  };
}

/** `author` is the feed's: it holds for items that name none (JSON Feed 1.1, "authors"). */
function itemOf(item: JsonItem, base: string, author: string | undefined): FeedItem {
  const based = (text: string | undefined) => (text === undefined ? undefined : { text, base });
  const attached = item.attachments?.find((a) => a.mime_type?.startsWith('image/'))?.url;
  return composeItem({
    guid: item.id,
    url:
      canonicalUrl(item.url, base) ?? canonicalUrl(item.external_url, base) ?? canonicalUrl(permalink(item.id), base),
    titles: [html(item.title)],
    contents: [based(item.content_html ?? html(item.content_text))],
    descriptions: [based(html(item.summary))],
    authors: [nameOf(item.authors), author],
    images: [item.image, item.banner_image, attached].map(based),
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
