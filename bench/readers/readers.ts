/**
 * Five feed readers behind one function: bytes in, titles, links and dates out. Each library is used as its documentation says.
 * Ours detects the encoding itself. The others take a string, so they get one decoded by Content-Type, byte order mark or prolog.
 */
import { parseFeed as readWithFeedParser } from '@rowanmanning/feed-parser';
import { XMLParser } from 'fast-xml-parser';
import { parseFeed as readWithFeedsmith } from 'feedsmith';
import RssParser from 'rss-parser';
import { readFeed } from '../../src/feeds/read-feed.ts';
import { type Sample, SITE } from './samples.ts';

export interface ReadItem {
  readonly title: string | undefined;
  readonly link: string | undefined;
  readonly published: number | undefined;
}

export interface Reading {
  readonly items: readonly ReadItem[];
  /** The reader said that the document breaks off or cannot be read. */
  readonly reported: boolean;
}

export interface Reader {
  readonly name: string;
  readonly read: (sample: Sample) => Promise<Reading> | Reading;
}

function textOf({ bytes, contentType }: Sample): string {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const utf16 = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : undefined;
  const label =
    /charset=([\w-]+)/.exec(contentType ?? '')?.[1] ?? utf16 ?? /encoding="([\w-]+)"/.exec(head)?.[1] ?? 'utf-8';
  return new TextDecoder(label).decode(bytes);
}

const millis = (date: string | undefined): number | undefined => {
  const ms = Date.parse(date ?? '');
  return Number.isNaN(ms) ? undefined : ms;
};

const xml = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  parseTagValue: false,
  htmlEntities: true,
  transformTagName: (name) => name.toLowerCase(),
  unpairedTags: ['br', 'hr', 'img'],
  isArray: (name) => ['item', 'entry', 'link'].includes(name),
});

type XmlValue = string | undefined | { readonly [name: string]: XmlValue } | readonly XmlValue[];

function child(node: XmlValue, name: string): XmlValue {
  return typeof node === 'object' && !Array.isArray(node) ? (node as Record<string, XmlValue>)[name] : undefined;
}

function list(value: XmlValue): readonly XmlValue[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value as XmlValue];
}

/** The text of an element, its descendants' included. */
function text(value: XmlValue): string | undefined {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return text(value[0]);
  if (typeof value !== 'object') return undefined;
  const parts = Object.entries(value).flatMap(([name, part]) => (name.startsWith('@') ? [] : [text(part) ?? '']));
  return parts.join('');
}

/** What a careful user writes over fast-xml-parser's objects: RSS, RDF and Atom, and JSON.parse for JSON Feed. */
function mapped(source: string): readonly ReadItem[] {
  if (source.trimStart().startsWith('{')) {
    const feed = JSON.parse(source) as { items?: { title?: string; url?: string; date_published?: string }[] };
    return (feed.items ?? []).map(({ title, url, date_published }) => ({
      title,
      link: url,
      published: millis(date_published),
    }));
  }
  const document = xml.parse(source) as XmlValue;
  const root = child(document, 'rss') ?? child(document, 'rdf:rdf');
  const items = [...list(child(child(root, 'channel'), 'item')), ...list(child(root, 'item'))];
  const entries = list(child(child(document, 'feed'), 'entry'));
  return [...items.map(rssItem), ...entries.map(atomItem)];
}

function rssItem(item: XmlValue): ReadItem {
  const guid = child(item, 'guid');
  const permalink = child(guid, '@isPermaLink') === 'false' ? undefined : text(guid);
  return {
    title: text(child(item, 'title')),
    link: text(child(item, 'link')) ?? permalink,
    published: millis(text(child(item, 'pubdate')) ?? text(child(item, 'dc:date'))),
  };
}

function atomItem(entry: XmlValue): ReadItem {
  const links = list(child(entry, 'link'));
  const link = links.find((one) => (child(one, '@rel') ?? 'alternate') === 'alternate');
  return {
    title: text(child(entry, 'title')),
    link: text(child(link, '@href')),
    published: millis(text(child(entry, 'published')) ?? text(child(entry, 'updated'))),
  };
}

function feedsmithItems(source: string): readonly ReadItem[] {
  const { format, feed } = readWithFeedsmith(source);
  switch (format) {
    case 'json':
      return (feed.items ?? []).map((item) => ({
        title: item.title,
        link: item.url,
        published: millis(item.date_published),
      }));
    case 'atom':
      return (feed.entries ?? []).map((entry) => ({
        title: entry.title?.value,
        link: entry.links?.find(({ rel = 'alternate' }) => rel === 'alternate')?.href,
        published: millis(entry.published ?? entry.updated),
      }));
    case 'rdf':
      return (feed.items ?? []).map((item) => ({
        title: item.title,
        link: item.link,
        published: millis(item.dc?.dates?.[0]),
      }));
    default:
      return (feed.items ?? []).map((item) => ({
        title: item.title,
        link: item.link ?? (item.guid?.isPermaLink === false ? undefined : item.guid?.value),
        published: millis(item.pubDate ?? item.dc?.dates?.[0]),
      }));
  }
}

const rssParser = new RssParser();

/** A reader that throws has said that something is wrong. */
function caught(read: (source: string) => Promise<readonly ReadItem[]> | readonly ReadItem[]): Reader['read'] {
  return async (sample) => {
    try {
      return { items: await read(textOf(sample)), reported: false };
    } catch {
      return { items: [], reported: true };
    }
  };
}

export const READERS: readonly Reader[] = [
  {
    name: 'wirefold',
    read({ bytes, contentType }) {
      const feed = readFeed(bytes, contentType, SITE);
      if (!feed.ok) return { items: [], reported: true };
      const items = feed.items.map(({ title, url, published }) => ({ title, link: url, published }));
      return { items, reported: !feed.whole };
    },
  },
  { name: 'fast-xml-parser', read: caught(mapped) },
  { name: 'feedsmith', read: caught(feedsmithItems) },
  {
    name: 'rss-parser',
    read: caught(async (source) => {
      const { items } = await rssParser.parseString(source);
      return items.map(({ title, link, isoDate, pubDate }) => ({
        // A title with attributes comes as an object of xml2js, whatever its type says.
        title: typeof title === 'object' ? (title as { readonly _?: string })._ : title,
        link,
        published: millis(isoDate ?? pubDate),
      }));
    }),
  },
  {
    name: 'feed-parser',
    read: caught((source) =>
      readWithFeedParser(source).items.map(({ title, url, published }) => ({
        title: title ?? undefined,
        link: url ?? undefined,
        published: published?.getTime(),
      })),
    ),
  },
];
