/**
 * XML names as the mappings know them: lowercase, with one prefix per namespace whatever the feed calls it. Elements of RSS
 * itself have none. Forgiving: an undeclared prefix, or one bound to an address we do not know, stands for itself, so
 * `content:encoded` is read where the feed forgot to declare or misspelt its namespace.
 */

/** Prefixes in force at an element, as the feed spells them, '' for the default; values are ours. */
export type Scope = ReadonlyMap<string, string>;

const PREFIX_OF: ReadonlyMap<string, string> = new Map([
  ['purl.org/rss/1.0', ''],
  ['purl.org/net/rss1.1', ''],
  ['my.netscape.com/rdf/simple/0.9', ''],
  ['channel.netscape.com/rdf/simple/0.9', ''],
  ['my.netscape.com/publish/formats/rss-0.91.dtd', ''],
  ['backend.userland.com/rss', ''],
  ['backend.userland.com/rss091', ''],
  ['backend.userland.com/rss2', ''],
  ['blogs.law.harvard.edu/tech/rss', ''],
  ['www.w3.org/2005/atom', 'atom'],
  ['purl.org/atom/ns', 'atom'],
  ['purl.org/rss/1.0/modules/content', 'content'],
  ['purl.org/rss/1.0/modules/syndication', 'sy'],
  ['purl.org/dc/elements/1.0', 'dc'],
  ['purl.org/dc/elements/1.1', 'dc'],
  ['purl.org/dc/terms', 'dcterms'],
  ['search.yahoo.com/mrss', 'media'],
  ['www.rssboard.org/media-rss', 'media'],
  ['www.w3.org/1999/02/22-rdf-syntax-ns', 'rdf'],
  ['www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['www.w3.org/1999/xhtml', 'xhtml'],
  ['www.w3.org/xml/1998/namespace', 'xml'],
]);

/** Longer than any address above. UTF-16 units. */
const URI_CHARS_MAX = 100;

export const NO_SCOPE: Scope = new Map();

/** The scope of an element with these attributes, inside `outer`. */
export function scopeWith(attributes: Readonly<Record<string, string>>, outer: Scope): Scope {
  let scope: Map<string, string> | undefined;
  for (const name of Object.keys(attributes)) {
    const match = /^xmlns(?::(.*))?$/i.exec(name);
    if (match === null) continue;
    const prefix = (match[1] ?? '').toLowerCase();
    const known = PREFIX_OF.get(addressOf(attributes[name] ?? ''));
    scope ??= new Map(outer);
    scope.set(prefix, known ?? prefix);
  }
  return scope ?? outer;
}

/** The name as the mappings know it: 'title', 'content:encoded', 'atom:link'. */
export function elementName(raw: string, scope: Scope): string {
  const [prefix, local] = parts(raw);
  return named(prefix === '' ? (scope.get('') ?? '') : (scope.get(prefix) ?? prefix), local);
}

/** `name` in a feed whose root has this prefix: what shares it is the format's own, and gets the format's own prefix. */
export function ownName(name: string, rootPrefix: string, own: 'atom' | ''): string {
  const [prefix, local] = parts(name);
  return prefix === rootPrefix && rootPrefix !== 'rdf' ? named(own, local) : name;
}

/** Attributes without a prefix belong to their element, not to the default namespace. */
export function attributeName(raw: string, scope: Scope): string {
  const [prefix, local] = parts(raw);
  return named(prefix === '' ? '' : (scope.get(prefix) ?? prefix), local);
}

/** Prefix, '' for none, and the rest, both lowercase. */
export function parts(raw: string): readonly [prefix: string, local: string] {
  const name = raw.toLowerCase();
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

function named(prefix: string, local: string): string {
  return prefix === '' ? local : `${prefix}:${local}`;
}

/** Feeds differ in scheme, letter case and what ends the address. */
function addressOf(uri: string): string {
  return uri
    .slice(0, URI_CHARS_MAX)
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/[/#]+$/, '');
}
