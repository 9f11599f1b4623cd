/**
 * Which element is an item, and auto-close: where a field's end tag is missing, the fields after it stand beside it and not
 * inside it.
 */

import type { FeedFormat } from '../item.ts';
import type { Element } from './element.ts';

/** Root elements of feeds in any namespace. A <channel> as root is RSS without its <rss>. */
export const ROOTS: ReadonlyMap<string, Exclude<FeedFormat, 'json'>> = new Map([
  ['rss', 'rss'],
  ['channel', 'rss'],
  ['rdf', 'rdf'],
  ['feed', 'atom'],
]);

/** Fields that hold no elements. If another field begins inside one, its end tag is missing. */
const FLAT = new Set(
  (
    'title link guid pubdate author category comments enclosure dc:date dc:creator ' +
    'atom:id atom:link atom:updated atom:published atom:issued atom:modified'
  ).split(' '),
);
const PEOPLE = new Set(['author', 'dc:creator']);
/** Fields that hold HTML, which may be unescaped. */
const RICH = new Set('description content:encoded atom:title atom:summary atom:content'.split(' '));
/** Fields whose names are no HTML elements. If one begins inside a rich field, the rich field's end tag is missing. */
const NEVER_HTML = new Set(
  (
    'guid pubdate comments enclosure description content:encoded dc:date dc:creator media:content media:thumbnail ' +
    'media:group atom:id atom:updated atom:published atom:issued atom:modified atom:summary atom:content'
  ).split(' '),
);
/** Fields of the channel, and fields that count as such only beside another field. */
const OTHERS = (
  'image textinput language lastbuilddate copyright managingeditor webmaster generator docs ttl cloud skiphours skipdays ' +
  'source summary content updated published id guid'
).split(' ');
const FIELDS = new Set([...FLAT, ...RICH, ...NEVER_HTML, ...OTHERS]);
const IDENTITY = new Set('link guid id atom:link atom:id'.split(' '));
/** Prefixes whose elements are all fields. Atom's is not one: the name of a person is part of <author>. */
const MODULES = new Set(
  'dc dcterms content media itunes googleplay feedburner slash wfw sy georss geo prism'.split(' '),
);

/**
 * Also true for the other format's items outside an item, because some feeds mix the two. `within` is the name of the item
 * that is open: its like inside it is another item.
 */
export function isItem(name: string, format: Exclude<FeedFormat, 'json'>, within: string | undefined): boolean {
  const inItem = within !== undefined;
  if (name === within) return true;
  if (name === 'item') return format !== 'atom' || !inItem;
  if (name === 'atom:entry') return format === 'atom' || !inItem;
  return name === 'entry' && !inItem;
}

/**
 * Whether an element of this name that begins inside `field` is a field beside it. `ended`: an earlier element was, so the
 * end tag of `field` is known to be missing and any name of a field is one.
 */
export function isBeside(name: string, { name: field, nodes }: Element, ended: boolean): boolean {
  // A person has a name, and may have a title and a link of their own.
  if (PEOPLE.has(field) && nodes.some((node) => typeof node !== 'string')) return false;
  if (RICH.has(field) && !ended) return NEVER_HTML.has(name);
  const module = moduleOf(field);
  // <media:content url="…"> without an end tag contains only elements of its own module.
  if (module !== undefined && !FLAT.has(field)) return FIELDS.has(name) && moduleOf(name) !== module;
  return (ended || FLAT.has(field)) && (FIELDS.has(name) || moduleOf(name) !== undefined);
}

/** Whether the item names itself, so that it may be whole although no end tag says so. */
export function hasIdentity(item: Element): boolean {
  return item.nodes.some((node) => typeof node !== 'string' && IDENTITY.has(node.name));
}

/** Prefix of the element's module; undefined for elements of RSS, Atom and HTML. */
export function moduleOf(name: string): string | undefined {
  const prefix = name.slice(0, Math.max(0, name.indexOf(':')));
  return MODULES.has(prefix) ? prefix : undefined;
}
