/** RSS 0.9x, 1.0 (RDF) and 2.0 with the modules news feeds use → our item and channel. Fields in order of trust. */
import { bodyOf, firstImage } from './body.ts';
import { parseDate } from './dates.ts';
import { children, type Element, firstText, htmlOf, textOf } from './element.ts';
import type { Feed, FeedItem } from './item.ts';
import { categoryNames, itemImage, personName, titleText } from './media.ts';
import { updateEvery } from './schedule.ts';
import { canonicalUrl, httpUrl } from './url.ts';

const TITLES = ['title', 'media:title', 'dc:title', 'atom:title', 'itunes:title'];
const CONTENTS = ['content:encoded', 'xhtml:body', 'body', 'fullitem', 'atom:content', 'content', 'fulltext'];
const DESCRIPTIONS = [
  'description',
  'atom:summary',
  'summary',
  'itunes:summary',
  'dc:description',
  'media:description',
  'dcterms:abstract',
];
const PUBLISHED = [
  'pubdate',
  'dc:date',
  'dcterms:issued',
  'dcterms:created',
  'atom:published',
  'atom:issued',
  'published',
  'date',
];
const UPDATED = ['atom:updated', 'atom:modified', 'dcterms:modified', 'updated', 'modified'];
const AUTHORS = ['dc:creator', 'author', 'itunes:author', 'dc:contributor'];

export function rssItem(item: Element): FeedItem {
  const content = firstHtml(item, CONTENTS);
  const description = firstHtml(item, DESCRIPTIONS);
  const picture = firstImage(content) ?? firstImage(description);
  return {
    guid:
      firstText(item, 'guid', 'atom:id', 'id') ?? item.attributes.get('rdf:about') ?? firstText(item, 'dc:identifier'),
    url: itemUrl(item),
    title: firstTitle(item),
    ...bodyOf(content, description),
    author: itemAuthor(item),
    image: itemImage(item) ?? httpUrl(picture, item.base),
    categories: categoryNames([...children(item, 'category'), ...children(item, 'dc:subject')].map(textOf)),
    published: firstDate(item, PUBLISHED),
    updated: firstDate(item, UPDATED),
  };
}

/** `root` is <rss>, <rdf:RDF> or a bare <channel>. */
export function rssChannel(root: Element): Omit<Feed, 'format' | 'items' | 'notes'> {
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

/** The link, else the permalink that the guid is unless it says otherwise (RSS 2.0), else what stands in for them. */
function itemUrl(item: Element): string | undefined {
  const links = children(item, 'link');
  const atom = children(item, 'atom:link').filter((l) => (l.attributes.get('rel') ?? 'alternate') === 'alternate');
  const guids = children(item, 'guid').filter((g) => g.attributes.get('ispermalink')?.toLowerCase() !== 'false');
  const candidates: readonly (readonly [raw: string | undefined, base: string])[] = [
    ...links.map((l) => [textOf(l), l.base] as const),
    ...[...links, ...atom].map((l) => [l.attributes.get('href') ?? l.attributes.get('rdf:resource'), l.base] as const),
    // A guid is an address only when it is a whole one: "12345" is not a page of the feed's site.
    ...guids.map((g) => [whole(textOf(g)), g.base] as const),
    [item.attributes.get('rdf:about') ?? item.attributes.get('href'), item.base],
    [firstText(item, 'feedburner:origlink'), item.base],
    // <link/>https://… : what HTML tools make of a link.
    ...item.nodes.map((node) => [typeof node === 'string' ? whole(node.trim()) : undefined, item.base] as const),
  ];
  for (const [raw, base] of candidates) {
    const url = canonicalUrl(raw, base);
    if (url !== undefined) return url;
  }
  return undefined;
}

function whole(text: string | undefined): string | undefined {
  return text !== undefined && /^https?:\/\/\S+$/i.test(text) ? text : undefined;
}

function itemAuthor(item: Element): string | undefined {
  for (const person of [...AUTHORS, 'atom:author'].flatMap((name) => children(item, name))) {
    const name = personName(firstText(person, 'name', 'atom:name') ?? textOf(person));
    if (name !== undefined) return name;
  }
  return undefined;
}

function firstTitle(of: Element): string | undefined {
  for (const name of TITLES) {
    for (const child of children(of, name)) {
      const title = titleText(htmlOf(child));
      if (title !== undefined) return title;
    }
  }
  return undefined;
}

/** HTML of the first of these fields that says anything. */
function firstHtml(item: Element, names: readonly string[]): string | undefined {
  for (const name of names) {
    for (const child of children(item, name)) {
      const html = htmlOf(child);
      if (html.trim() !== '') return html;
    }
  }
  return undefined;
}

function firstDate(item: Element, names: readonly string[]): number | undefined {
  for (const name of names) {
    for (const child of children(item, name)) {
      const date = parseDate(textOf(child));
      if (date !== undefined) return date;
    }
  }
  return undefined;
}
