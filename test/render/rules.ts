/**
 * Rules of the W3C feed validator, written from its list of messages (validator.w3.org/feed/docs): each gives the
 * complaints it has about a feed as text. An empty list is a clean feed.
 */
import { XMLParser, XMLValidator } from 'fast-xml-parser';

export type Complaint = string;

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  isArray: (name) => ['item', 'entry', 'link', 'atom:link'].includes(name),
});

type Node = Record<string, unknown>;
const nodes = (value: unknown): readonly Node[] =>
  Array.isArray(value) ? (value as Node[]) : value === undefined ? [] : [value as Node];
const textOf = (value: unknown): string =>
  Array.isArray(value)
    ? textOf(value[0])
    : typeof value === 'object' && value !== null
      ? String((value as Node)['#text'] ?? '')
      : String(value ?? '');

const RFC822_NUMERIC =
  /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d [+-]\d{4}$/;
const RFC3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;
const HTML = /<[a-z!/][^>]*>|&(#\d+|#x[\da-f]+|[a-z]+);/i;

/** `now` is the reader's clock, ms since the epoch. */
export function complaintsOfRss(xml: string, now: number): readonly Complaint[] {
  if (XMLValidator.validate(xml) !== true) return ['not well-formed'];
  const { rss } = parser.parse(xml) as { rss: { channel: Node; '@version': string } };
  const { channel } = rss;
  const items = nodes(channel.item);
  const guids = items.map((i) => textOf(i.guid));
  return [
    ...namespaceRules(xml),
    ...rule(rss['@version'] !== '2.0', 'not RSS 2.0'),
    ...['title', 'link', 'description'].flatMap((name) => rule(!textOf(channel[name]), `MissingElement ${name}`)),
    ...rule(channel.language !== 'ar', 'InvalidLanguage'),
    ...rule(!nodes(channel['atom:link']).some((l) => l['@rel'] === 'self'), 'MissingAtomSelfLink'),
    ...rule(new Set(guids).size !== guids.length, 'DuplicateGuid'),
    ...dateRules(textOf(channel.lastBuildDate), RFC822_NUMERIC, now, 'lastBuildDate'),
    ...items.flatMap((item, i) => [
      ...idRules(guids[i], i),
      ...rule((item.guid as Node | undefined)?.['@isPermaLink'] !== 'false', `InvalidPermalink ${i}`),
      ...rule(!textOf(item.title), `MissingTitle ${i}`),
      ...rule(HTML.test(textOf(item.title)), `ContainsHTML in title ${i}`),
      ...rule(!isAbsolute(textOf(item.link)), `InvalidLink ${i}`),
      ...dateRules(textOf(item.pubDate), RFC822_NUMERIC, now, `pubDate ${i}`),
      ...rule(!isAbsolute(String((item.source as Node | undefined)?.['@url'] ?? '')), `MissingSource ${i}`),
      ...bodyRules(textOf(item.description), i),
    ]),
  ];
}

export function complaintsOfAtom(xml: string, now: number): readonly Complaint[] {
  if (XMLValidator.validate(xml) !== true) return ['not well-formed'];
  const { feed } = parser.parse(xml) as { feed: Node };
  const entries = nodes(feed.entry);
  const ids = entries.map((e) => textOf(e.id));
  const updated = entries.map((e) => textOf(e.updated));
  return [
    ...namespaceRules(xml),
    ...['id', 'title', 'updated'].flatMap((name) => rule(!textOf(feed[name]), `MissingElement ${name}`)),
    ...rule(feed['@xml:lang'] !== 'ar', 'MissingLang'),
    ...rule(!nodes(feed.link).some((l) => l['@rel'] === 'self'), 'MissingSelf'),
    ...rule(new Set(ids).size !== ids.length, 'DuplicateIds'),
    ...rule(new Set(updated).size !== updated.length, 'DuplicateUpdated'),
    ...dateRules(textOf(feed.updated), RFC3339, now, 'updated'),
    ...entries.flatMap((entry, i) => [
      ...idRules(ids[i], i),
      ...rule(!textOf(entry.title), `MissingTitle ${i}`),
      ...rule(HTML.test(textOf(entry.title)), `ContainsHTML in title ${i}`),
      ...rule(!textOf((entry.author as Node | undefined)?.name), `MissingAuthor ${i}`),
      ...nodes(entry.link).flatMap((l) => rule(!isAbsolute(String(l['@href'])), `RelativeLink ${i}`)),
      ...rule(nodes(entry.link).filter((l) => l['@rel'] === 'alternate').length !== 1, `AlternateLinks ${i}`),
      ...dateRules(textOf(entry.published), RFC3339, now, `published ${i}`),
      ...dateRules(updated[i] ?? '', RFC3339, now, `updated ${i}`),
      ...['id', 'title', 'updated'].flatMap((name) =>
        rule(!textOf((entry.source as Node | undefined)?.[name]), `MissingSourceElement ${name} ${i}`),
      ),
      ...rule((entry.content as Node | undefined)?.['@type'] !== 'html', `ContentType ${i}`),
      ...bodyRules(textOf(entry.content), i),
    ]),
  ];
}

/** JSON Feed 1.1, "items" and their required names. */
export function complaintsOfJson(json: string, now: number): readonly Complaint[] {
  const feed = JSON.parse(json) as Node;
  const items = nodes(feed.items);
  const ids = items.map((i) => textOf(i.id));
  return [
    ...rule(feed.version !== 'https://jsonfeed.org/version/1.1', 'version'),
    ...['title', 'home_page_url', 'feed_url'].flatMap((name) => rule(!textOf(feed[name]), `Missing ${name}`)),
    ...rule(new Set(ids).size !== ids.length, 'Duplicate id'),
    ...items.flatMap((item, i) => [
      ...idRules(ids[i], i),
      ...rule(!isAbsolute(textOf(item.url)), `RelativeLink ${i}`),
      ...rule(HTML.test(textOf(item.title)), `ContainsHTML in title ${i}`),
      ...dateRules(textOf(item.date_published), RFC3339, now, `date_published ${i}`),
      ...dateRules(textOf(item.date_modified), RFC3339, now, `date_modified ${i}`),
      ...bodyRules(textOf(item.content_html), i),
    ]),
  ];
}

/** OPML 2.0 as the validator reads it. */
export function complaintsOfOpml(xml: string): readonly Complaint[] {
  if (XMLValidator.validate(xml) !== true) return ['not well-formed'];
  return namespaceRules(xml);
}

/** Every declared prefix names an element or attribute. Text in CDATA or escaped names none. */
function namespaceRules(xml: string): readonly Complaint[] {
  const markup = xml.replace(/<!\[CDATA\[.*?\]\]>/gs, '').replace(/>[^<]*</g, '><');
  return [...markup.matchAll(/\sxmlns:([\w-]+)=/g)].flatMap(([, prefix]) =>
    rule(!new RegExp(`[<\\s]${prefix}:`).test(markup), `UnusedNamespace ${prefix}`),
  );
}

const URN_UUID = /^urn:uuid:[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

/** `tag:` needs an authority that we do not have (RFC 4151), so every guid of ours is a UUID. */
function idRules(id: string | undefined, i: number): readonly Complaint[] {
  return rule(!URN_UUID.test(id ?? ''), `InvalidTAG ${i}: ${id}`);
}

const YEAR_2000 = Date.UTC(2000, 0);

function dateRules(text: string, shape: RegExp, now: number, where: string): readonly Complaint[] {
  const at = Date.parse(text);
  return [
    ...rule(!shape.test(text), `InvalidDate ${where}: ${text}`),
    ...rule(at < YEAR_2000 || at > now, `ImplausibleDate ${where}: ${text}`),
  ];
}

function bodyRules(html: string, i: number): readonly Complaint[] {
  return [
    ...rule(!/^<div dir="rtl" lang="ar">/.test(html), `NotRightToLeft ${i}`),
    ...rule(/<\/?(div|p|ul|ol|li)\b[^>]*><\/?(div|p|ul|ol|li)\b/.test(html), `RunTogether ${i}`),
    ...rule(/<(script|style|iframe|object|embed|form|link|meta|base|img)\b|\son\w+=/i.test(html), `SecurityRisk ${i}`),
    ...[...html.matchAll(/(?:href|src)="([^"]*)"/g)].flatMap(([, address]) =>
      rule(!isAbsolute(address ?? ''), `ContainsRelRef ${i}`),
    ),
  ];
}

function isAbsolute(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) && /^[\x21-\x7e]+$/.test(address);
}

function rule(broken: boolean, complaint: Complaint): readonly Complaint[] {
  return broken ? [complaint] : [];
}
