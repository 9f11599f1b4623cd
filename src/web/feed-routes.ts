/** The feeds: front, updates and one per story, each in three formats, all from the documents readers are served. */
import type { Context, Hono } from 'hono';
import { FEED_FRESH_S, FEED_PAGE_ITEMS_MAX } from '../core/limits.ts';
import { CONTENT_TYPE, type FeedAddress, type RenderFormat } from '../feeds/render/channel.ts';
import { renderFront, renderStory, renderUpdates } from '../feeds/render/render.ts';
import type { AppEnv } from './app.ts';
import { answer } from './conditional.ts';
import { gone, notFound, unavailable } from './problem.ts';
import { readQuery } from './query.ts';
import { readFront, readStory } from './reading.ts';
import { FeedQuery } from './schema.ts';
import { readStoryPage } from './story-pages.ts';

interface Feed {
  readonly suffix: 'xml' | 'atom' | 'json';
  readonly format: RenderFormat;
}

const FEEDS: readonly Feed[] = [
  { suffix: 'xml', format: 'rss' },
  { suffix: 'atom', format: 'atom' },
  { suffix: 'json', format: 'json' },
];

export function addFeedRoutes(app: Hono<AppEnv>): void {
  for (const feed of FEEDS) {
    app.get(`/feed.${feed.suffix}`, (c) => frontFeed(c, feed));
    app.get(`/stories/:id/feed.${feed.suffix}`, (c) => storyFeed(c, c.req.param('id'), feed));
  }
  app.get('/updates.xml', updatesFeed);
}

async function frontFeed(c: Context<AppEnv>, { suffix, format }: Feed): Promise<Response> {
  const query = readQuery(c, FeedQuery);
  if (!query.ok) return query.response;
  const { outlets, cursor } = query.value;
  const page = await readStoryPage(c.env, { limit: FEED_PAGE_ITEMS_MAX, cursor, outlets, since: undefined });
  if (!page) return unavailable(c);
  const { stories, next, changed } = page.document;
  const { origin } = new URL(c.req.url);
  const at = (to: string | undefined) => frontAddress(origin, suffix, outlets, to);
  const address = { origin, self: at(cursor), current: at(undefined), next: next === undefined ? undefined : at(next) };
  const about = { bytes: page.bytes, changed, type: CONTENT_TYPE[format], fresh: FEED_FRESH_S };
  return answer(c, about, () => renderFront(format, { changed, stories, outlets }, address));
}

async function updatesFeed(c: Context<AppEnv>): Promise<Response> {
  const front = await readFront(c.env);
  if (front.kind === 'unavailable') return unavailable(c);
  const about = { bytes: front.bytes, changed: front.document.changed, type: CONTENT_TYPE.rss, fresh: FEED_FRESH_S };
  return answer(c, about, () => renderUpdates('rss', front.document, onePage(c, '/updates.xml')));
}

async function storyFeed(c: Context<AppEnv>, id: string, { suffix, format }: Feed): Promise<Response> {
  const read = await readStory(c.env, id);
  switch (read.kind) {
    case 'story': {
      const story = read.document;
      const about = { bytes: read.bytes, changed: story.changed, type: CONTENT_TYPE[format], fresh: FEED_FRESH_S };
      return answer(c, about, () => renderStory(format, story, onePage(c, `/stories/${id}/feed.${suffix}`)));
    }
    case 'moved':
      return c.redirect(`/stories/${encodeURIComponent(read.to)}/feed.${suffix}`, 301);
    case 'gone':
      return gone(c);
    case 'unknown':
      return notFound(c);
    case 'unavailable':
      return unavailable(c);
  }
}

function onePage(c: Context, path: string): FeedAddress {
  const { origin } = new URL(c.req.url);
  return { origin, self: origin + path, current: origin + path, next: undefined };
}

function frontAddress(origin: string, suffix: string, outlets: number, cursor: string | undefined): string {
  const url = new URL(`/feed.${suffix}`, origin);
  if (outlets > 1) url.searchParams.set('outlets', String(outlets));
  if (cursor !== undefined) url.searchParams.set('cursor', cursor);
  return url.href;
}
