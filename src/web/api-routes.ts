/** The JSON API that anyone may read. */
import type { Hono } from 'hono';
import { FEED_FRESH_S, PAGE_FRESH_S } from '../core/limits.ts';
import { generateOpml } from '../feeds/opml.ts';
import type { AppEnv } from './app.ts';
import { answer, sourceOf } from './conditional.ts';
import { readFollowedStory } from './followed.ts';
import { openApiDocument } from './openapi.ts';
import { gone, notFound, problem, unavailable } from './problem.ts';
import { readQuery } from './query.ts';
import { storyIndex } from './reading.ts';
import { health, outletState, wholeStory } from './represent.ts';
import { StoriesQuery } from './schema.ts';
import { readStoryPage } from './story-pages.ts';

const OPML_TYPE = 'text/x-opml; charset=utf-8';
const JSON_TYPE = 'application/json; charset=utf-8';

export function addApiRoutes(app: Hono<AppEnv>): void {
  app.get('/api/stories', async (c) => {
    const query = readQuery(c, StoriesQuery);
    if (!query.ok) return query.response;
    const { limit, cursor, outlets, since } = query.value;
    const page = await readStoryPage(c.env, { limit, cursor, outlets, since: since ? Date.parse(since) : undefined });
    if (!page) return unavailable(c);
    const { listed, next, changed } = page.document;
    const about = { source: page.source, changed, type: JSON_TYPE, fresh: FEED_FRESH_S };
    const { origin } = new URL(c.req.url);
    const rest = next === undefined ? '' : `,"next":${JSON.stringify(next)}`;
    return answer(c, about, () => `{"stories":${listed(origin)}${rest}}`);
  });

  app.get('/api/stories/:id', async (c) => {
    const read = await readFollowedStory(c.env, c.req.param('id'));
    switch (read.kind) {
      case 'story': {
        const fresh = Math.min(FEED_FRESH_S, read.freshMax ?? FEED_FRESH_S);
        const about = { source: read.source, changed: read.document.changed, type: JSON_TYPE, fresh };
        return answer(c, about, () => JSON.stringify(wholeStory(read.document, new URL(c.req.url).origin)));
      }
      case 'moved':
        return c.redirect(`/api/stories/${encodeURIComponent(read.to)}`, 301);
      case 'gone':
        return gone(c);
      case 'unknown':
        return notFound(c);
      case 'unavailable':
        return unavailable(c);
    }
  });

  app.get('/api/outlets', async (c) => {
    const outlets = (await storyIndex(c.env).outlets()).map(outletState);
    const body = JSON.stringify({ outlets });
    const about = { source: sourceOf(body), changed: undefined, type: JSON_TYPE, fresh: PAGE_FRESH_S };
    return answer(c, about, () => body);
  });

  app.get('/outlets.opml', async (c) => {
    const opml = generateOpml((await storyIndex(c.env).outlets()).map((o) => o.settings));
    const about = { source: sourceOf(opml), changed: undefined, type: OPML_TYPE, fresh: PAGE_FRESH_S };
    return answer(c, about, () => opml);
  });

  app.get('/api/health', async (c) => {
    const body = health(await storyIndex(c.env).health());
    if (body.ready)
      return c.body(JSON.stringify(body), 200, { 'Content-Type': JSON_TYPE, 'Cache-Control': 'no-store' });
    return problem(c, { status: 503, title: 'Not ready', detail: body.detail });
  });

  app.get('/openapi.json', (c) => {
    const body = JSON.stringify(openApiDocument(new URL(c.req.url).origin));
    const about = { source: sourceOf(body), changed: undefined, type: JSON_TYPE, fresh: FEED_FRESH_S };
    return answer(c, about, () => body);
  });
}
