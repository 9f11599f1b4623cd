/** RSS 2.0 (rssboard.org/rss-specification) with atom:link, dc:creator and media:content. */
import { generateRssFeed } from 'feedsmith';
import { type Channel, channelLinks } from './channel.ts';
import { type Entry, mediaContent } from './entry.ts';
import { FEED_FORMATS } from './formats.ts';
import { rfc822 } from './timestamps.ts';

export function writeRss(channel: Channel): string {
  return generateRssFeed({
    title: channel.title,
    link: channel.home,
    description: channel.description,
    language: 'ar',
    lastBuildDate: numericZone(channel.changed),
    generator: 'wirefold',
    image: { url: channel.image.small, title: channel.title, link: channel.home },
    atom: { links: channelLinks(channel.address, FEED_FORMATS.rss.type) },
    items: channel.entries.map(item),
  });
}

function item(entry: Entry) {
  return {
    title: entry.title,
    link: entry.link ?? entry.page,
    description: entry.html,
    guid: { value: entry.guid, isPermaLink: false },
    pubDate: numericZone(entry.published),
    categories: entry.categories.map((name) => ({ name })),
    dc: { creators: [entry.authors[0].name] },
    ...(entry.source.feed ? { source: { title: entry.source.title, url: entry.source.feed } } : {}),
    ...(entry.image ? { media: { contents: [mediaContent(entry.image)] } } : {}),
  };
}

/** feedsmith writes dates with `toUTCString`, which ends in the zone name GMT. */
function numericZone(ms: number): Date {
  return Object.assign(new Date(ms), { toUTCString: () => rfc822(ms) });
}
