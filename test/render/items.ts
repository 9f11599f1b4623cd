/** What feedsmith reads back from a feed we wrote, the same whatever the format. */
import { parseFeed } from 'feedsmith';

export interface ReadItem {
  readonly guid: string | undefined;
  readonly title: string | undefined;
  readonly link: string | undefined;
  readonly html: string | undefined;
  readonly image: string | undefined;
  /** ms since the epoch. */
  readonly published: number;
}

export function itemsOf(text: string): readonly ReadItem[] {
  const read = parseFeed(text);
  switch (read.format) {
    case 'rss':
      return (read.feed.items ?? []).map((i) => ({
        guid: i.guid?.value,
        title: i.title,
        link: i.link,
        html: i.description,
        image: i.media?.contents?.[0]?.url,
        published: Date.parse(i.pubDate ?? ''),
      }));
    case 'atom':
      return (read.feed.entries ?? []).map((e) => ({
        guid: e.id,
        title: e.title?.value,
        link: e.links?.find((l) => l.rel === 'alternate')?.href,
        html: e.content?.value,
        image: e.media?.contents?.[0]?.url,
        published: Date.parse(e.published ?? ''),
      }));
    case 'json':
      return (read.feed.items ?? []).map((i) => ({
        guid: i.id,
        title: i.title,
        link: i.url,
        html: i.content_html,
        image: i.image,
        published: Date.parse(i.date_published ?? ''),
      }));
    default:
      throw new Error(`We write no ${read.format}.`);
  }
}
