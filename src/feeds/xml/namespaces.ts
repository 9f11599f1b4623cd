/**
 * Normalizes XML names: lower case, with one prefix per namespace whatever prefix the feed uses. Elements of RSS itself have
 * none. A prefix that is undeclared or bound to an unknown address is kept, so `content:encoded` is read even where the feed
 * forgot or misspelt its namespace.
 */

/** Prefixes in scope at an element: from the feed's prefix ('' for the default namespace) to ours. */
export type Scope = ReadonlyMap<string, string>;

const PREFIX_OF: ReadonlyMap<string, string> = new Map([
  ['purl.org/rss/1.0', ''],
  ['my.netscape.com/rdf/simple/0.9', ''],
  ['channel.netscape.com/rdf/simple/0.9', ''],
  ['my.netscape.com/publish/formats/rss-0.91.dtd', ''],
  ['purl.org/rss/1.0/modules/rss091', ''],
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
  ['tools.search.yahoo.com/mrss', 'media'],
  ['video.search.yahoo.com/mrss', 'media'],
  ['www.rssboard.org/media-rss', 'media'],
  ['www.w3.org/1999/02/22-rdf-syntax-ns', 'rdf'],
  ['www.itunes.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['example.com/dtds/podcast-1.0.dtd', 'itunes'],
  ['www.google.com/schemas/play-podcasts/1.0', 'googleplay'],
  ['rssnamespace.org/feedburner/ext/1.0', 'feedburner'],
  ['news.yandex.ru', 'yandex'],
  ['turbo.yandex.ru', 'turbo'],
  ['www.w3.org/1999/xhtml', 'xhtml'],
  ['www.w3.org/xml/1998/namespace', 'xml'],
]);

/**
 * Elements of Atom 0.3 and 1.0. Other elements in Atom's namespace count as RSS: some channels have it as their default, and
 * some entries have a <description>.
 */
const ATOM_NAMES = new Set(
  (
    'feed entry title id link updated published issued modified created author contributor name uri url email content ' +
    'summary subtitle tagline info category source rights copyright generator icon logo'
  ).split(' '),
);

/** Prefixes in one scope that are mapped to another. Limited because each nested scope is a copy. */
const PREFIXES_MAX = 32;
/** Longer than any address above. UTF-16 units. */
const URI_CHARS_MAX = 100;

export const NO_SCOPE: Scope = new Map();

/** The scope of an element with these attributes, inside `outer`. */
export function scopeWith(attributes: ReadonlyMap<string, string>, outer: Scope): Scope {
  if (attributes.size === 0) return outer;
  let scope: Map<string, string> | undefined;
  for (const [name, uri] of attributes) {
    const match = name[0] === 'x' || name[0] === 'X' ? /^xmlns(?::(.*))?$/i.exec(name) : null;
    if (match === null) continue;
    const prefix = (match[1] ?? '').toLowerCase();
    const ours = PREFIX_OF.get(addressOf(uri)) ?? prefix;
    if (known(prefix, scope ?? outer) === ours || (scope ?? outer).size >= PREFIXES_MAX) continue;
    scope ??= new Map(outer);
    scope.set(prefix, ours);
  }
  return scope ?? outer;
}

/** Normalized name: 'title', 'content:encoded', 'atom:link'. `raw` is in lower case here and below. */
function elementName(raw: string, scope: Scope): string {
  const [prefix, local] = parts(raw);
  return named(known(prefix, scope), local);
}

/** Our prefix for the namespace of an element. */
export function elementPrefix(raw: string, scope: Scope): string {
  return known(parts(raw)[0], scope);
}

function known(prefix: string, scope: Scope): string {
  return scope.get(prefix) ?? prefix;
}

/** In a feed whose root has the prefix `rootPrefix`, elements with that prefix belong to the format and get its prefix, `own`. */
function ownName(name: string, rootPrefix: string, own: 'atom' | ''): string {
  const [prefix, local] = parts(name);
  return (prefix === rootPrefix && rootPrefix !== 'rdf') || prefix === 'rss' ? named(own, local) : name;
}

/** Normalizes a feed's element names. Names of one scope are memoized, as most elements have the same scope. */
export function naming(rootPrefix: string, own: 'atom' | ''): (raw: string, scope: Scope) => string {
  let names = new Map<string, string>();
  let within = NO_SCOPE;
  return (raw, scope) => {
    if (scope !== within) {
      names = new Map();
      within = scope;
    }
    const memoized = names.get(raw);
    if (memoized !== undefined) return memoized;
    const name = ownName(elementName(raw, scope), rootPrefix, own);
    names.set(raw, name);
    return name;
  };
}

/** Attributes without a prefix belong to their element, not to the default namespace. */
export function attributeName(raw: string, scope: Scope): string {
  const [prefix, local] = parts(raw.toLowerCase());
  return named(prefix === '' ? '' : known(prefix, scope), local);
}

/** Prefix ('' for none) and local name. */
export function parts(name: string): readonly [prefix: string, local: string] {
  const colon = name.indexOf(':');
  return colon < 0 ? ['', name] : [name.slice(0, colon), name.slice(colon + 1)];
}

function named(prefix: string, local: string): string {
  return prefix === '' || (prefix === 'atom' && !ATOM_NAMES.has(local)) ? local : `${prefix}:${local}`;
}

/** Normalizes the address: feeds differ in scheme, letter case and the end of it. */
function addressOf(uri: string): string {
  return (
    uri
      .slice(0, URI_CHARS_MAX)
      .trim()
      .toLowerCase()
      .replace(/^https?:\/\//, '')
      // Drafts of a specification have a fragment: http://purl.org/atom/ns#draft…
      .replace(/#.*$/s, '')
      .replace(/(?<!\/)\/+$/, '')
  );
}
