/** Atom 1.0 (RFC 4287). Every entry names its author and the feed it was taken from. */
import { generateAtomFeed } from 'feedsmith';
import { type Channel, channelLinks } from './channel.ts';
import { type Entry, mediaContent } from './entry.ts';
import { FEED_FORMATS } from './formats.ts';

export function writeAtom(channel: Channel): string {
  return generateAtomFeed({
    id: channel.address.current,
    title: { value: channel.title },
    subtitle: { value: channel.description },
    updated: new Date(channel.changed),
    generator: { text: 'wirefold' },
    icon: channel.image.small,
    links: [
      { href: channel.home, rel: 'alternate', type: 'text/html' },
      ...channelLinks(channel.address, FEED_FORMATS.atom.type),
    ],
    xml: { lang: 'ar' },
    entries: distinctlyUpdated(channel.entries),
  });
}

/** From the oldest on, each entry later than its equals by a microsecond more: a new entry changes no older one. */
function distinctlyUpdated(entries: readonly Entry[]) {
  const equals = new Map<number, number>();
  return entries
    .toReversed()
    .map((of) => {
      const before = equals.get(of.updated) ?? 0;
      equals.set(of.updated, before + 1);
      return entry(of, before === 0 ? new Date(of.updated) : withMicroseconds(of.updated, before));
    })
    .reverse();
}

/** feedsmith writes dates with `toISOString`. */
function withMicroseconds(ms: number, microseconds: number): Date {
  const digits = String(microseconds).padStart(3, '0');
  return Object.assign(new Date(ms), { toISOString: () => new Date(ms).toISOString().replace('Z', `${digits}Z`) });
}

function entry(of: Entry, updated: Date) {
  const [lead, ...others] = of.authors;
  return {
    id: of.guid,
    title: { value: of.title },
    links: [
      { href: of.link ?? of.page, rel: 'alternate', type: 'text/html' },
      { href: of.page, rel: 'related', type: 'text/html' },
    ],
    authors: [person(lead)],
    ...(others.length > 0 ? { contributors: others.map(person) } : {}),
    categories: of.categories.map((term) => ({ term })),
    published: new Date(of.published),
    updated,
    content: { value: of.html, type: 'html' },
    source: {
      id: of.source.feed ?? of.source.home ?? of.page,
      title: { value: of.source.title },
      updated: new Date(of.published),
      ...(of.source.feed ? { links: [{ href: of.source.feed, rel: 'self' }] } : {}),
    },
    ...(of.image ? { media: { contents: [mediaContent(of.image)] } } : {}),
  };
}

function person(voice: Entry['authors'][number]) {
  return { name: voice.name, ...(voice.home ? { uri: voice.home } : {}) };
}
