/** The feeds: front, updates and one per story, each in three formats, all from the documents readers are served. */
import type { Context, Hono } from 'hono';
import { FEED_FRESH_S, FEED_PAGE_ITEMS_MAX } from '../core/limits.ts';
import { FRONT_OUTLETS_MAX, type FrontFeed } from '../feeds/first-page.ts';
import { CONTENT_TYPE, FORMATS, type RenderFormat } from '../feeds/render/channel.ts';
import { onePage, SUFFIX } from '../feeds/render/front-address.ts';
import { renderStory } from '../feeds/render/render.ts';
import type { AppEnv } from './app.ts';
import { answer, sourceOf } from './conditional.ts';
import { gone, notFound, unavailable } from './problem.ts';
import { readQuery } from './query.ts';
import { readFront, readStory } from './reading.ts';
import { FeedQuery } from './schema.ts';
import { readFeedPage } from './story-pages.ts';

export function addFeedRoutes(app: Hono<AppEnv>): void {
  for (const format of FORMATS) {
    app.get(`/feed.${SUFFIX[format]}`, (c) => frontFeed(c, format));
    app.get(`/stories/:id/feed.${SUFFIX[format]}`, (c) => storyFeed(c, c.req.param('id'), format));
  }
  app.get('/updates.xml', (c) => readyFeed(c, 'updates', CONTENT_TYPE.rss));
}

async function frontFeed(c: Context<AppEnv>, format: RenderFormat): Promise<Response> {
  const query = readQuery(c, FeedQuery);
  if (!query.ok) return query.response;
  const { outlets, cursor } = query.value;
  const type = CONTENT_TYPE[format];
  if (cursor === undefined && outlets <= FRONT_OUTLETS_MAX) return readyFeed(c, `${format} ${outlets}`, type);
  const feed = await readFeedPage(
    c.env,
    { limit: FEED_PAGE_ITEMS_MAX, cursor, outlets, since: undefined },
    format,
    originOf(c),
  );
  if (!feed) return unavailable(c);
  // Which stories are on it may change while none of them does: its bytes alone tell whether it has.
  return answer(c, { source: sourceOf(feed), changed: undefined, type, fresh: FEED_FRESH_S }, () => feed);
}

async function readyFeed(c: Context<AppEnv>, feed: FrontFeed, type: string): Promise<Response> {
  const front = await readFront(c.env);
  if (front.kind === 'unavailable') return unavailable(c);
  const { document: edition, source } = front;
  const about = { source, changed: edition.changed, type, fresh: FEED_FRESH_S };
  return answer(c, about, () => edition.feed(feed, originOf(c)));
}

async function storyFeed(c: Context<AppEnv>, id: string, format: RenderFormat): Promise<Response> {
  const read = await readStory(c.env, id);
  switch (read.kind) {
    case 'story': {
      const story = read.document;
      const about = { source: read.source, changed: story.changed, type: CONTENT_TYPE[format], fresh: FEED_FRESH_S };
      return answer(c, about, () =>
        renderStory(format, story, onePage(originOf(c), `/stories/${id}/feed.${SUFFIX[format]}`)),
      );
    }
    case 'moved':
      return c.redirect(`/stories/${encodeURIComponent(read.to)}/feed.${SUFFIX[format]}`, 301);
    case 'gone':
      return gone(c);
    case 'unknown':
      return notFound(c);
    case 'unavailable':
      return unavailable(c);
  }
}

function originOf(c: Context): string {
  return new URL(c.req.url).origin;
}
