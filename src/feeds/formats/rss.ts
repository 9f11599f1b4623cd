/** RSS 0.9x, 1.0 (RDF) and 2.0, with the modules that news feeds use → our item and channel. */

import type { Feed, FeedItem } from '../item.ts';
import { canonicalUrl, httpUrl } from '../url.ts';
import { children, type Element, firstText, textOf } from '../xml/element.ts';
import { composeItem, firstOf } from './compose-item.ts';
import { feedBurnerOrigin, fieldsOf, firstTitle } from './fields.ts';
import { updateEvery } from './update-interval.ts';

export function rssItem(item: Element): FeedItem {
  return composeItem({
    ...fieldsOf(item),
    guid:
      firstText(item, 'guid', 'atom:id', 'id') ?? item.attributes.get('rdf:about') ?? firstText(item, 'dc:identifier'),
    url: itemUrl(item),
  });
}

/** `root` is <rss>, <rdf:RDF>, or a <channel> whose <rss> is missing. */
export function rssChannel(root: Element): Omit<Feed, 'format' | 'items' | 'warnings' | 'whole'> {
  const channel = children(root, 'channel')[0] ?? root;
  const links = [...children(channel, 'atom:link'), ...children(channel, 'link')];
  const related = (rel: string) => {
    const link = links.find((l) => l.attributes.get('rel')?.toLowerCase() === rel);
    return link && httpUrl(link.attributes.get('href'), link.base);
  };
  const home = links.map((link) => httpUrl(textOf(link), link.base)).find((url) => url !== undefined);
  return {
    title: firstTitle(channel),
    home: home ?? related('alternate') ?? httpUrl(channel.attributes.get('rdf:about'), channel.base),
    language: firstText(channel, 'language', 'dc:language') ?? root.attributes.get('xml:lang'),
    ttlMs: updateEvery(channel),
    hub: related('hub'),
    self: related('self'),
  };
}

/** The link; else the guid, which is a permalink unless it says otherwise (RSS 2.0); else what stands in for them. */
function itemUrl(item: Element): string | undefined {
  const links = children(item, 'link');
  const { base } = item;
  return (
    feedBurnerOrigin(item) ??
    firstUrl(links, textOf) ??
    firstUrl([...links, ...children(item, 'atom:link').filter(isAlternate)], hrefOf) ??
    // A guid that is not a whole address, such as "12345", is not a page of the feed's site.
    firstUrl(children(item, 'guid').filter(mayBePermalink), (guid) =>
      addressIn(textOf(guid), permalink(guid) !== undefined),
    ) ??
    canonicalUrl(item.attributes.get('rdf:about'), base) ??
    canonicalUrl(firstText(item, 'permalink', 'dc:identifier'), base) ??
    // HTML tools turn the link into <link/>https://…
    firstOf(item.nodes, (node) => canonicalUrl(typeof node === 'string' ? addressIn(node.trim()) : undefined, base))
  );
}

function firstUrl(
  elements: readonly Element[],
  addressOf: (element: Element) => string | undefined,
): string | undefined {
  return firstOf(elements, (element) => canonicalUrl(addressOf(element), element.base));
}

function isAlternate(link: Element): boolean {
  return (link.attributes.get('rel') ?? 'alternate') === 'alternate';
}

function mayBePermalink(guid: Element): boolean {
  return permalink(guid)?.toLowerCase() !== 'false';
}

function hrefOf(link: Element): string | undefined {
  return link.attributes.get('href') ?? link.attributes.get('rdf:resource') ?? textOf(link);
}

function permalink(guid: Element): string | undefined {
  return guid.attributes.get('ispermalink');
}

/** A whole address; with `isPermalink`, where the feed says that it is one, a path too. */
function addressIn(text: string | undefined, isPermalink = false): string | undefined {
  return text !== undefined && (/^https?:\/\/\S+$/i.test(text) || (isPermalink && /^\/\S+$/.test(text)))
    ? text
    : undefined;
}
