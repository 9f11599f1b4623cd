/** A front story as the API shows it: times in RFC 3339, no absent fields, and the address of the story's page. */
import type { FrontStory, StoryDocument } from '../documents/document.ts';
import { storyPage } from './entry.ts';
import { rfc3339 } from './timestamps.ts';

export function serializeStoryHead(story: FrontStory | StoryDocument, origin: string) {
  const { id, guid, title, url, outlets, categories, lead } = story;
  const times = { published: rfc3339(story.published), updated: rfc3339(story.updated) };
  return { id, guid, title, url, page: storyPage(origin, id), ...times, outlets, categories: [...categories], lead };
}

export function serializeFrontArticle(article: FrontStory['articles'][number]) {
  const { id, outlet: of, publisher, title, url, published, notBefore, seen } = article;
  const home = of.home === undefined ? {} : { home: of.home };
  const country = of.country === undefined ? {} : { country: of.country };
  const outlet = { id: of.id, name: of.name, ...home, feed: of.feed, ...country };
  const bound = notBefore === undefined ? {} : { notBefore: rfc3339(notBefore) };
  return { id, outlet, publisher, title, url, published: rfc3339(published), ...bound, seen: rfc3339(seen) };
}

export function serializeFrontStory(story: FrontStory, origin: string) {
  const { excerpt, image, imageFile } = story;
  // JSON leaves out what is undefined.
  const rest = { ...(image === undefined ? {} : { image }), ...(imageFile === undefined ? {} : { imageFile }) };
  return {
    ...serializeStoryHead(story, origin),
    excerpt,
    ...rest,
    articles: story.articles.map(serializeFrontArticle),
  };
}

/** Front stories as a JSON array. */
export function serializeFrontStories(stories: readonly FrontStory[], origin: string): string {
  return JSON.stringify(stories.map((s) => serializeFrontStory(s, origin)));
}
