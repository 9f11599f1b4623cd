/** Atom 1.0 (RFC 4287) and 0.3 → our item and channel. Names carry the prefix `atom:` whatever the feed's own. */
import { bodyOf, firstImage } from './body.ts';
import { parseDate } from './dates.ts';
import { children, type Element, firstText, hasElements, htmlOf, textOf } from './element.ts';
import { escapeHtml, looksLikeHtml } from './html.ts';
import type { Feed, FeedItem } from './item.ts';
import { categoryNames, itemImage, personName, titleText } from './media.ts';
import { updateEvery } from './schedule.ts';
import { canonicalUrl, httpUrl } from './url.ts';

export function atomEntry(entry: Element): FeedItem {
  const content = typedHtml(first(entry, 'atom:content'));
  const summary = typedHtml(first(entry, 'atom:summary')) ?? typedHtml(mediaDescription(entry));
  return {
    guid: firstText(entry, 'atom:id'),
    url: entryUrl(entry),
    title: titleText(typedHtml(first(entry, 'atom:title')) ?? firstText(entry, 'dc:title', 'media:title')),
    ...bodyOf(content, summary),
    author: authorOf(entry),
    image: itemImage(entry) ?? httpUrl(firstImage(content) ?? firstImage(summary), entry.base),
    categories: categoryNames([
      ...children(entry, 'atom:category').map(
        (c) => c.attributes.get('label') ?? c.attributes.get('term') ?? textOf(c),
      ),
      ...children(entry, 'dc:subject').map(textOf),
    ]),
    published: firstDate(entry, 'atom:published', 'atom:issued', 'atom:created', 'dc:date', 'dcterms:issued'),
    updated: firstDate(entry, 'atom:updated', 'atom:modified', 'dcterms:modified'),
  };
}

export function atomFeed(root: Element): Omit<Feed, 'format' | 'items' | 'notes'> {
  const links = children(root, 'atom:link');
  const related = (rel: string) => {
    const link = links.find((l) => relOf(l) === rel);
    return link && httpUrl(hrefOf(link), link.base);
  };
  return {
    title: titleText(typedHtml(first(root, 'atom:title'))),
    home: related('alternate'),
    language: root.attributes.get('xml:lang') ?? firstText(root, 'dc:language'),
    ttlMs: updateEvery(root),
    hub: related('hub'),
    self: related('self'),
  };
}

/**
 * HTML of a text construct. What it holds is said by `type` (1.0) or `mode` (0.3); generators that say neither, or "text",
 * and escape HTML all the same are taken at what they wrote.
 */
function typedHtml(element: Element | undefined): string | undefined {
  if (element === undefined) return undefined;
  if (hasElements(element)) return htmlOf(element);
  const type = element.attributes.get('type')?.toLowerCase() ?? 'text';
  const mode = element.attributes.get('mode')?.toLowerCase();
  const text = textOf(element);
  if (text === undefined) return undefined;
  const binary = mode === 'base64' || (mode === undefined && /\//.test(type) && !/^text\/|[/+]xml$/.test(type));
  if (binary) return decodeBase64(text);
  const html = mode === 'escaped' || /html/.test(type) || looksLikeHtml(text) || /&#?\w+;/.test(text);
  return html ? text : escapeHtml(text);
}

/** UTF-8 text; undefined when it is not base64 or, like an image, not text. */
function decodeBase64(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text.replace(/\s+/g, '')), (c) => c.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The page for readers: an alternate link, HTML and Arabic before others; else any link that leads to one; else the id. */
function entryUrl(entry: Element): string | undefined {
  const links = children(entry, 'atom:link').filter((link) => hrefOf(link) !== undefined);
  const alternates = links.filter((link) => relOf(link) === 'alternate');
  const html = alternates.filter((link) => /html|^$/.test(link.attributes.get('type')?.toLowerCase() ?? ''));
  const arabic = html.filter((link) => link.attributes.get('hreflang')?.toLowerCase().startsWith('ar'));
  const others = ['canonical', 'related', 'via', 'self'].flatMap((rel) => links.filter((link) => relOf(link) === rel));
  for (const link of [...arabic, ...html, ...alternates, ...others]) {
    const url = canonicalUrl(hrefOf(link), link.base);
    if (url !== undefined) return url;
  }
  const id = firstText(entry, 'atom:id');
  const source = first(entry, 'atom:content')?.attributes.get('src');
  return canonicalUrl(id !== undefined && /^https?:\/\//i.test(id) ? id : source, entry.base);
}

/** RFC 4287 §4.2.7.2: no rel means alternate, and a registered relation may be written as an address. */
function relOf(link: Element): string {
  const rel = link.attributes.get('rel')?.trim().toLowerCase() || 'alternate';
  return rel.replace(/^http:\/\/www\.iana\.org\/assignments\/relation\//, '');
}

function hrefOf(link: Element): string | undefined {
  return link.attributes.get('href') ?? textOf(link);
}

function authorOf(entry: Element): string | undefined {
  const author = first(entry, 'atom:author') ?? first(first(entry, 'atom:source'), 'atom:author');
  const named = author && (firstText(author, 'atom:name') ?? firstText(author, 'atom:email') ?? textOf(author));
  return personName(named ?? firstText(entry, 'dc:creator'));
}

function mediaDescription(entry: Element): Element | undefined {
  return first(entry, 'media:description') ?? first(first(entry, 'media:group'), 'media:description');
}

function first(of: Element | undefined, name: string): Element | undefined {
  return of === undefined ? undefined : children(of, name)[0];
}

function firstDate(entry: Element, ...names: readonly string[]): number | undefined {
  for (const name of names) {
    const date = parseDate(firstText(entry, name));
    if (date !== undefined) return date;
  }
  return undefined;
}
