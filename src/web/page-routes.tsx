/** Pages for people. Words such as "five minutes ago" are as of the last full minute, which is part of the ETag. */
import type { Context, Hono } from 'hono';
import { PAGE_FRESH_S, PAGE_STORIES_MAX } from '../core/limits.ts';
import type { AppEnv, Parts } from './app.ts';
import { answer, sourceOf } from './conditional.ts';
import { readFollowedStory } from './followed.ts';
import { ApiPage } from './pages/api.tsx';
import { document } from './pages/document.ts';
import { FrontPage } from './pages/front.tsx';
import { ICON } from './pages/layout.tsx';
import { OutletsPage } from './pages/outlets.tsx';
import { StoryPage } from './pages/story.tsx';
import { STYLE } from './pages/style.ts';
import { gone, notFound, unavailable } from './problem.ts';
import { readQuery } from './query.ts';
import { readFront, storyIndex } from './reading.ts';
import { PageQuery } from './schema.ts';
import { mostCarriedPage, readStoryPage } from './story-pages.ts';
import { tryOperation } from './trial.ts';

/** How long the style and the icon are kept: the style's address changes with it. */
const FIXED_FRESH_S = 86_400;
const HTML = 'text/html; charset=UTF-8';
const MINUTE_MS = 60_000;
/** The most carried of the day, in the margin of the front. */
const MARGIN_STORIES = 5;

export function addPageRoutes(app: Hono<AppEnv>, { now }: Parts): void {
  const minute = () => Math.floor(now() / MINUTE_MS) * MINUTE_MS;

  app.get('/', async (c) => {
    const query = readQuery(c, PageQuery);
    if (!query.ok) return query.response;
    const { sort, cursor, outlets } = query.value;
    const front = await readFront(c.env);
    if (front.kind === 'unavailable') return unavailable(c);
    const page =
      sort === 'carried'
        ? mostCarriedPage(front, PAGE_STORIES_MAX, outlets)
        : await readStoryPage(c.env, { limit: PAGE_STORIES_MAX, cursor, outlets, since: undefined }, front);
    if (!page) return unavailable(c);
    const at = minute();
    return answer(c, { source: page.source, ...fresh(at) }, () => {
      const margin = sort === 'carried' ? undefined : mostCarriedPage(front, MARGIN_STORIES, 1);
      const carried = margin?.document.stories() ?? [];
      const { stories, next } = page.document;
      // The index pages by arrival; what is read on one page stands by publication, as on the newest.
      const shown =
        sort === 'carried' || cursor === undefined
          ? stories()
          : stories().toSorted((a, b) => b.published - a.published);
      return document(<FrontPage {...{ stories: shown, next, carried, sort, outlets, cursor, now: at }} />);
    });
  });

  app.get('/stories/:id', async (c) => {
    const read = await readFollowedStory(c.env, c.req.param('id'));
    switch (read.kind) {
      case 'story': {
        const story = read.document;
        const wanted = c.req.query('article') ?? story.lead.article;
        const chosen = story.articles.find((a) => a.id === wanted) ?? story.articles[0];
        if (!chosen) return gone(c);
        const at = minute();
        return answer(c, { source: read.source, ...fresh(at, read.freshMax) }, () =>
          document(<StoryPage story={story} chosen={chosen} now={at} />),
        );
      }
      case 'moved':
        return c.redirect(`/stories/${encodeURIComponent(read.to)}`, 301);
      case 'gone':
        return gone(c);
      case 'unknown':
        return notFound(c);
      case 'unavailable':
        return unavailable(c);
    }
  });

  app.get('/outlets', async (c) => {
    const outlets = await storyIndex(c.env).outlets();
    const at = minute();
    return answer(c, { source: sourceOf(JSON.stringify(outlets)), ...fresh(at) }, () =>
      document(<OutletsPage outlets={outlets} now={at} />),
    );
  });

  app.get('/api', async (c) => {
    const front = await readFront(c.env);
    const example =
      front.kind === 'front' ? front.document.stories(front.document.places().slice(0, 1))[0]?.id : undefined;
    const tried = await tryOperation(app, c);
    return c.html(document(<ApiPage origin={new URL(c.req.url).origin} example={example} tried={tried} />));
  });
  app.get('/style.css', (c) => fixed(c, STYLE, 'text/css; charset=utf-8'));
  app.get('/icon.svg', (c) => fixed(c, ICON, 'image/svg+xml'));
  app.get('/robots.txt', (c) => fixed(c, 'User-agent: *\nDisallow: /api/\n', 'text/plain; charset=utf-8'));
}

/** A page says "five minutes ago": it changes each minute, whatever its document does. */
function fresh(at: number, max = PAGE_FRESH_S) {
  return { changed: undefined, type: HTML, fresh: Math.min(PAGE_FRESH_S, max), also: String(at) };
}

function fixed(c: Context, body: string, type: string): Promise<Response> {
  return answer(c, { source: sourceOf(body), changed: undefined, type, fresh: FIXED_FRESH_S }, () => body);
}
