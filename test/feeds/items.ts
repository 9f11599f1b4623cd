/** Items as a feed gives them, said by what matters to a test. */
import type { FeedItem } from '../../src/feeds/item.ts';

export function itemOf(fields: Partial<FeedItem>): FeedItem {
  return {
    guid: undefined,
    url: undefined,
    title: undefined,
    summary: undefined,
    paragraphs: [],
    author: undefined,
    image: undefined,
    categories: [],
    published: undefined,
    updated: undefined,
    ...fields,
  };
}
