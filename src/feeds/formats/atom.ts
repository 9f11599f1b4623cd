/** Atom 1.0 (RFC 4287) and 0.3 → our item and channel. Names have the prefix `atom:`, whatever prefix the feed uses. */

import type { Feed, FeedItem } from '../item.ts';
import { canonicalUrl, httpUrl } from '../url.ts';
import { children, type Element, firstText, textOf } from '../xml/element.ts';
import { composeItem } from './compose-item.ts';
import { authorOf, authorsIn, feedBurnerOrigin, fieldsOf, firstTitle } from './fields.ts';
import { updateEvery } from './update-interval.ts';

/** The author is the entry's own or its source's; `withFeedAuthor` adds the feed's, which may stand behind its entries. */
export function atomEntry(entry: Element): FeedItem {
  const written = fieldsOf(entry);
  const source = children(entry, 'atom:source')[0];
  return composeItem({
    ...written,
    guid: firstText(entry, 'atom:id', 'id', 'guid'),
    url: entryUrl(entry),
    authors: source === undefined ? written.authors : [...written.authors, ...authorsIn(source)],
  });
}

/** Entries without an author are by the feed's (RFC 4287 §4.2.1). `root` is the feed without its entries. */
export function withFeedAuthor(items: readonly FeedItem[], root: Element): readonly FeedItem[] {
  const author = authorOf(root);
  return author === undefined ? items : items.map((item) => (item.author === undefined ? { ...item, author } : item));
}

export function atomFeed(root: Element): Omit<Feed, 'format' | 'items' | 'warnings' | 'whole'> {
  const links = linksOf(root);
  const related = (rel: string) => {
    const link = links.find((l) => relOf(l) === rel);
    return link && httpUrl(hrefOf(link), link.base);
  };
  return {
    title: firstTitle(root),
    home: related('alternate'),
    language: root.attributes.get('xml:lang') ?? firstText(root, 'dc:language', 'language'),
    ttlMs: updateEvery(root),
    hub: related('hub'),
    self: related('self'),
  };
}

/** The page for readers: an alternate link, Arabic and HTML before others; else another link to the entry; else its id. */
function entryUrl(entry: Element): string | undefined {
  const links = linksOf(entry).filter((link) => hrefOf(link) !== undefined);
  const alternates = links.filter((link) => relOf(link) === 'alternate');
  const html = alternates.filter((link) => /html|^$/.test(link.attributes.get('type')?.toLowerCase() ?? ''));
  const arabic = html.filter((link) => link.attributes.get('hreflang')?.toLowerCase().startsWith('ar'));
  const others = ['canonical', 'related', 'via', 'self'].flatMap((rel) => links.filter((link) => relOf(link) === rel));
  const original = feedBurnerOrigin(entry);
  if (original !== undefined) return original;
  for (const link of [...arabic, ...html, ...alternates, ...others]) {
    const url = canonicalUrl(hrefOf(link), link.base);
    if (url !== undefined) return url;
  }
  const id = firstText(entry, 'atom:id', 'id', 'guid');
  if (id !== undefined && /^https?:\/\//i.test(id)) return canonicalUrl(id, entry.base);
  const content = children(entry, 'atom:content')[0];
  return content && canonicalUrl(content.attributes.get('src'), content.base);
}

function linksOf(element: Element): readonly Element[] {
  return [...children(element, 'atom:link'), ...children(element, 'link')];
}

/** No rel means alternate, and a registered relation may be written as an address (RFC 4287 §4.2.7.2). */
function relOf(link: Element): string {
  const rel = link.attributes.get('rel')?.trim().toLowerCase() || 'alternate';
  return rel.replace(/^https?:\/\/www\.iana\.org\/assignments\/relation\//, '');
}

function hrefOf(link: Element): string | undefined {
  return link.attributes.get('href') ?? textOf(link);
}
