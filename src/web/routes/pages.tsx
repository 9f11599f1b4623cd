/** Pages for people. Relative times ("five minutes ago") are as of the last full minute, which is part of the ETag. */
import type { Context } from 'hono';
import { PAGE_FRESH_S, PAGE_STORIES_MAX } from '../../limits.ts';
import { PageQuerySchema } from '../api/public-schema.ts';
import { askIndex, readFront } from '../data/document-repository.ts';
import { readFollowedStory } from '../data/followed.ts';
import { mostCarriedPage, readStoryPage } from '../data/story-pages.ts';
import { answer, sourceOf } from '../http/conditional.ts';
import type { Parts } from '../http/context.ts';
import { shownTo } from '../http/presentation.ts';
import { gone, unavailable } from '../http/problem.ts';
import { readQuery } from '../http/query.ts';
import { FrontPage } from '../pages/front.tsx';
import { ICON } from '../pages/layout.tsx';
import { OutletsPage } from '../pages/outlets.tsx';
import { renderPage } from '../pages/render-page.tsx';
import { StoryPage } from '../pages/story.tsx';
import { STYLE } from '../pages/style.ts';
import { pageRoute, type Route } from './route.ts';
import { answerStory } from './story-answer.ts';

/** Browsers may keep the style and the icon for a day. The style's address changes with its content. */
const FIXED_FRESH_S = 86_400;
const HTML = 'text/html; charset=UTF-8';
const MINUTE_MS = 60_000;
/** Most carried stories listed in the front page's margin. */
const MARGIN_STORIES = 5;

export const pageRoutes = ({ now }: Parts): readonly Route[] => {
  const minute = () => Math.floor(now() / MINUTE_MS) * MINUTE_MS;
  return [
    pageRoute('/', async (c) => {
      const query = readQuery(c, PageQuerySchema);
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
      return answer(c, { source: page.source, ...pageAt(at) }, () => {
        const margin = sort === 'carried' ? undefined : mostCarriedPage(front, MARGIN_STORIES, 1);
        const carried = margin?.document.stories() ?? [];
        const { stories, next } = page.document;
        return renderPage(
          <FrontPage {...{ stories: stories(), next, carried, sort, outlets, cursor, now: at }} />,
          shownTo(c),
        );
      });
    }),
    pageRoute('/stories/:id', async (c) =>
      answerStory(
        c,
        await readFollowedStory(c.env, c.req.param('id')),
        '/stories/:id',
        ({ document: story, source, freshMax }) => {
          const wanted = c.req.query('article') ?? story.lead.article;
          const chosen = story.articles.find((a) => a.id === wanted) ?? story.articles[0];
          if (!chosen) return gone(c);
          const at = minute();
          return answer(c, { source, ...pageAt(at, freshMax) }, () =>
            renderPage(<StoryPage story={story} chosen={chosen} now={at} />, shownTo(c)),
          );
        },
      ),
    ),
    pageRoute('/outlets', async (c) => {
      const outlets = await askIndex(c.env, (index) => index.outlets());
      const at = minute();
      return answer(c, { source: sourceOf(JSON.stringify(outlets)), ...pageAt(at) }, () =>
        renderPage(<OutletsPage outlets={outlets} now={at} />, shownTo(c)),
      );
    }),
    pageRoute('/style.css', (c) => fixed(c, STYLE, 'text/css; charset=utf-8')),
    pageRoute('/icon.svg', (c) => fixed(c, ICON, 'image/svg+xml')),
    pageRoute('/robots.txt', (c) => fixed(c, 'User-agent: *\nDisallow: /api/\n', 'text/plain; charset=utf-8')),
  ];
};

/** A page with relative times changes each minute, whatever its document does: it has no Last-Modified. */
function pageAt(at: number, freshMax = PAGE_FRESH_S) {
  return { changed: undefined, type: HTML, fresh: Math.min(PAGE_FRESH_S, freshMax), also: String(at) };
}

function fixed(c: Context, body: string, type: string): Promise<Response> {
  return answer(c, { source: sourceOf(body), changed: undefined, type, fresh: FIXED_FRESH_S }, () => body);
}
