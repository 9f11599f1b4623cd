/** JSON Feed 1.1 (jsonfeed.org/version/1.1). */
import { generateJsonFeed } from 'feedsmith';
import type { Channel } from './channel.ts';
import type { Entry } from './entry.ts';

export function writeJson(channel: Channel): string {
  const feed = generateJsonFeed({
    title: channel.title,
    home_page_url: channel.home,
    feed_url: channel.address.self,
    description: channel.description,
    icon: channel.image.large,
    favicon: channel.image.small,
    language: 'ar',
    ...(channel.address.hub ? { hubs: [{ type: 'WebSub', url: channel.address.hub }] } : {}),
    ...(channel.address.next ? { next_url: channel.address.next } : {}),
    items: channel.entries.map(item),
  });
  // feedsmith drops an empty list, which the format requires.
  return JSON.stringify({ ...(feed as object), items: (feed as { items?: unknown[] }).items ?? [] }, undefined, 1);
}

function item(entry: Entry) {
  return {
    id: entry.guid,
    url: entry.link ?? entry.page,
    title: entry.title,
    content_html: entry.html,
    ...(entry.image ? { image: entry.image.url } : {}),
    date_published: new Date(entry.published),
    date_modified: new Date(entry.updated),
    authors: entry.authors.map((v) => ({ name: v.name, ...(v.home ? { url: v.home } : {}) })),
    ...(entry.categories.length > 0 ? { tags: [...entry.categories] } : {}),
    language: 'ar',
  };
}
