/** The feeds that a page of a site names: in its head, as browsers and feed readers look for them, or as links to what is called a feed. */
import { bounded, cleanLine } from './clean-line.ts';
import { httpUrl } from './url.ts';
import { readTags } from './xml/tags.ts';

export interface AnnouncedFeed {
  /** Absolute. */
  readonly address: string;
  /** As the page calls it; undefined where it says nothing. */
  readonly title: string | undefined;
}

interface SitePage {
  readonly title: string | undefined;
  /** Those of the head first, each once, at most FEEDS_MAX. */
  readonly feeds: readonly AnnouncedFeed[];
}

/** Part of a page that is read. Footers, where sites without such a head link their feeds, stand at the end of long pages. UTF-16 units. */
const PAGE_CHARS_MAX = 2_000_000;
const FEEDS_MAX = 20;
const TITLE_CHARS_MAX = 120;
const FEED_TYPE = /^\s*application\/(?:rss|atom|rdf|feed)\+(?:xml|json)\b/i;
/** The last part of a path that is called a feed: /rss, /feed/, /rss.xml, /ar/atom.aspx, /feed/rss2. */
const FEED_PATH = /\/(?:rss|feed|atom|rdf)s?\d?(?:[./][\w.-]*)?\/?$/i;

/** `base` is the address that the page came from, after redirects. */
export function announcedFeeds(html: string, base: string): SitePage {
  const named = new Map<string, AnnouncedFeed>();
  const linked = new Map<string, AnnouncedFeed>();
  let root = base;
  let title: string | undefined;
  let inTitle = false;
  const take = (into: Map<string, AnnouncedFeed>, href: string | undefined, called: string | undefined) => {
    // In HTML a bare word is a path, which in a feed would be a name.
    const address = httpUrl(URL.parse(href ?? '', root)?.href, root);
    if (address === undefined || into.has(address) || into.size >= FEEDS_MAX) return;
    into.set(address, { address, title: bounded(cleanLine(called ?? ''), TITLE_CHARS_MAX) || undefined });
  };
  readTags(html.slice(0, PAGE_CHARS_MAX), 'html', {
    onStart(name, attributes) {
      const of = (wanted: string) => [...attributes].find(([key]) => key.toLowerCase() === wanted)?.[1];
      inTitle = name === 'title' && title === undefined;
      if (name === 'base') root = httpUrl(of('href'), base) ?? root;
      const rel = name === 'link' ? (of('rel') ?? '').toLowerCase().split(/\s+/) : [];
      if (rel.includes('alternate') && FEED_TYPE.test(of('type') ?? '')) take(named, of('href'), of('title'));
      const href = name === 'a' ? of('href') : undefined;
      if (href !== undefined && FEED_PATH.test(href.replace(/[?#].*$/s, ''))) take(linked, href, of('title'));
    },
    onEnd() {
      inTitle = false;
    },
    onText(text) {
      if (inTitle) title = bounded(cleanLine(text), TITLE_CHARS_MAX) || undefined;
    },
    stopped: () => false,
  });
  const all = new Map([...linked, ...named]);
  const order = [...new Set([...named.keys(), ...linked.keys()])].slice(0, FEEDS_MAX);
  return { title, feeds: order.flatMap((address) => all.get(address) ?? []) };
}
