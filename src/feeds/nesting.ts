/**
 * Which element is an item, and which holds which where end tags are missing. Promises that a field that was never closed
 * does not swallow the fields after it; refuses nothing.
 */
import type { Element } from './element.ts';
import type { FeedFormat } from './item.ts';

/** Root elements of feeds, whatever their namespace; a lone <channel> is RSS whose <rss> was forgotten. */
export const ROOTS: ReadonlyMap<string, Exclude<FeedFormat, 'json'>> = new Map([
  ['rss', 'rss'],
  ['channel', 'rss'],
  ['rdf', 'rdf'],
  ['feed', 'atom'],
]);

/** Fields that hold no elements: another field opening inside one means its end tag is missing. */
const FLAT = new Set(
  (
    'title link guid pubdate author category comments enclosure dc:date dc:creator ' +
    'atom:id atom:link atom:updated atom:published atom:issued atom:modified'
  ).split(' '),
);
const PEOPLE = new Set(['author', 'dc:creator']);
/** Fields that hold HTML, perhaps unescaped. */
const RICH = new Set('description content:encoded atom:title atom:summary atom:content'.split(' '));
/** Fields that are no HTML elements: inside a rich one they too mean that its end tag is missing. */
const NEVER_HTML = new Set(
  (
    'guid pubdate comments enclosure description content:encoded dc:date dc:creator media:content media:thumbnail ' +
    'media:group atom:id atom:updated atom:published atom:issued atom:modified atom:summary atom:content'
  ).split(' '),
);
/** Fields that only the channel has, and such as are never first in a row. */
const OTHERS = (
  'image textinput language lastbuilddate copyright managingeditor webmaster generator docs ttl cloud skiphours skipdays ' +
  'source summary content updated published id guid'
).split(' ');
const FIELDS = new Set([...FLAT, ...RICH, ...NEVER_HTML, ...OTHERS]);
/** Prefixes of which every element is a field; Atom's are not, for a person's name is a part of <author>. */
const MODULES = new Set(
  'dc dcterms content media itunes googleplay feedburner slash wfw sy georss geo prism'.split(' '),
);

/** Whether the format calls this an item; others' items count where none is open, for feeds that mix the two. */
export function isItem(name: string, format: Exclude<FeedFormat, 'json'>, inItem: boolean): boolean {
  if (name === 'item') return format !== 'atom' || !inItem;
  if (name === 'atom:entry') return format === 'atom' || !inItem;
  return name === 'entry' && !inItem;
}

/**
 * Whether an element of this name, opened inside the open field `field`, is a field beside it. `ended`: so was another before
 * it, and then whatever may be a field is one.
 */
export function isBeside(name: string, { name: field, nodes }: Element, ended: boolean): boolean {
  // A person has a name, and may have a title and a link of their own.
  if (PEOPLE.has(field) && nodes.some((node) => typeof node !== 'string')) return false;
  if (RICH.has(field) && !ended) return NEVER_HTML.has(name);
  const module = moduleOf(field);
  // <media:content url="…"> without an end: what is not of its module is not of it.
  if (module !== undefined && !FLAT.has(field)) return FIELDS.has(name) && moduleOf(name) !== module;
  return (ended || FLAT.has(field)) && (FIELDS.has(name) || moduleOf(name) !== undefined);
}

/** The module whose element this is, undefined for RSS's, Atom's and HTML's own. */
export function moduleOf(name: string): string | undefined {
  const prefix = name.slice(0, Math.max(0, name.indexOf(':')));
  return MODULES.has(prefix) ? prefix : undefined;
}
