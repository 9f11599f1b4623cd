/** Pages for people. Relative times ("five minutes ago") are as of the last full minute, which is part of the ETag. */
import type { Context } from 'hono';
import { asksOnlyPublishers, sliceQuery, WHOLE } from '../../documents/slice.ts';
import { watchPath } from '../../documents/watch.ts';
import { readConfig, siteOf } from '../../env.ts';
import { FEED_FRESH_S, PAGE_FRESH_S, PAGE_STORIES_MAX } from '../../limits.ts';
import { storyPage } from '../../render/entry.ts';
import type { SnapshotEntry } from '../../render/front-snapshot.ts';
import { escapeHtml } from '../../render/plain-text.ts';
import { rfc3339 } from '../../render/timestamps.ts';
import { PageQuerySchema, StoryPageQuerySchema, sliceOf } from '../api/public-schema.ts';
import { askIndex, readFront, readWatch } from '../data/document-repository.ts';
import { readFollowedStory } from '../data/followed.ts';
import { readListing } from '../data/listing.ts';
import { fromIndex, mostCarriedOfSlice, mostCarriedPage, readStoryPage } from '../data/story-pages.ts';
import { answer, answerOnce, sourceOf } from '../http/conditional.ts';
import type { Parts } from '../http/context.ts';
import { shownTo } from '../http/presentation.ts';
import { gone, notFound, unavailable } from '../http/problem.ts';
import { AboutPage } from '../pages/about.tsx';
import { FrontPage } from '../pages/front.tsx';
import { ICON_PNG, iconSvg, SMALL_ICON_PNG } from '../pages/icon.ts';
import { styleOf } from '../pages/layout.tsx';
import { OPERATOR_STYLE } from '../pages/operate/operator-style.ts';
import { OutletPage } from '../pages/outlet.tsx';
import { OutletsPage } from '../pages/outlets.tsx';
import { renderPage } from '../pages/render-page.tsx';
import { StoryPage } from '../pages/story.tsx';
import { NO_PARAMETERS, pageRoute, queriedRoute, type Route } from './route.ts';
import { isAnswered, unanswered } from './slice-answer.ts';
import { answerStory } from './story-answer.ts';

/** Browsers may keep the style and the icon for a day. The style's address changes with its content. */
const FIXED_FRESH_S = 86_400;
const HTML = 'text/html; charset=UTF-8';
const SITEMAP = 'application/xml; charset=utf-8';
const MINUTE_MS = 60_000;
/** Most carried stories listed in the front page's margin. */
const MARGIN_STORIES = 5;

export const pageRoutes = ({ now }: Parts): readonly Route[] => {
  const minute = () => Math.floor(now() / MINUTE_MS) * MINUTE_MS;
  return [
    queriedRoute('/', PageQuerySchema, async (c, { sort, cursor, ...query }) => {
      const slice = sliceOf(query);
      const at = minute();
      const [front, listing] = await Promise.all([readFront(c.env), readListing(c.env)]);
      if (front.kind !== 'sealed') return unavailable(c);
      const page =
        sort === 'new'
          ? await readStoryPage(c.env, { limit: PAGE_STORIES_MAX, cursor, slice }, { front })
          : asksOnlyPublishers(slice)
            ? mostCarriedPage(front, PAGE_STORIES_MAX, slice.publishers)
            : await mostCarriedOfSlice(c.env, slice, PAGE_STORIES_MAX, at);
      if (!isAnswered(page)) return unanswered(c, page);
      return answer(c, { source: page.source, ...pageAt(at), also: `${at} ${listing?.key}` }, () => {
        const margin = sort === 'carried' ? undefined : mostCarriedPage(front, MARGIN_STORIES, 1);
        const carried = margin?.document.stories() ?? [];
        const isWhole = sort === 'new' && cursor === undefined && sliceQuery(slice) === '';
        const byCountry = isWhole ? front.document.carriedByCountry() : [];
        const { stories, next, names, search } = page.document;
        return renderPage(
          <FrontPage
            {...{ stories: stories(), next, carried, byCountry, sort, slice, names, search, listing, cursor, now: at }}
          />,
          shownTo(c),
        );
      });
    }),
    queriedRoute('/stories/:id', StoryPageQuerySchema, async (c, { article }) => {
      const [read, listing] = await Promise.all([readFollowedStory(c.env, c.req.param('id')), readListing(c.env)]);
      return answerStory(c, read, '/stories/:id', ({ document: story, source, freshMax }) => {
        const wanted = article ?? story.lead.article;
        const chosen = story.articles.find((a) => a.id === wanted) ?? story.articles[0];
        if (!chosen) return gone(c);
        const at = minute();
        const about = { source, ...pageAt(at, freshMax), also: `${at} ${listing?.key}` };
        return answer(c, about, () =>
          renderPage(<StoryPage story={story} chosen={chosen} listing={listing} now={at} />, shownTo(c)),
        );
      });
    }),
    queriedRoute('/w/:name', NO_PARAMETERS, async (c) => {
      const name = c.req.param('name');
      // The short form that people type.
      const [, feedOf, suffix] = /^([^.]+)\.(xml|atom|json)$/.exec(name) ?? [];
      if (feedOf !== undefined) return c.redirect(`${watchPath(feedOf)}/feed.${suffix}`, 301);
      const [read, listing] = await Promise.all([readWatch(c.env, name), readListing(c.env)]);
      if (read.kind === 'none') return notFound(c);
      if (read.kind !== 'sealed') return unavailable(c);
      const at = minute();
      return answer(c, { source: read.source, ...pageAt(at), also: `${at} ${listing?.key}` }, () => {
        const { slice: stored, stories, next, names } = read.document.document();
        const slice = { ...WHOLE, ...stored };
        return renderPage(
          <FrontPage
            {...{ stories, next, carried: [], byCountry: [], sort: 'new', slice, names, search: undefined }}
            {...{ listing, cursor: undefined, now: at, watch: watchPath(name) }}
          />,
          shownTo(c),
        );
      });
    }),
    queriedRoute('/outlets', NO_PARAMETERS, async (c) => {
      const [outlets, { thrift }] = await askIndex(c.env, (index) => Promise.all([index.outlets(), index.health()]));
      const at = minute();
      return answer(c, { source: sourceOf(JSON.stringify([outlets, thrift])), ...pageAt(at) }, () =>
        renderPage(<OutletsPage outlets={outlets} thrift={thrift} now={at} />, shownTo(c)),
      );
    }),
    queriedRoute('/outlets/:id', NO_PARAMETERS, async (c) => {
      const page = await fromIndex(c.env, async (index) => (await index.outlet(c.req.param('id'))) ?? 'none');
      if (page === 'none') return notFound(c);
      if (!isAnswered(page)) return unanswered(c, page);
      const at = minute();
      // The counts read hundreds of rows, so caches may keep them as long as a feed.
      const about = { source: sourceOf(JSON.stringify(page)), ...pageAt(at), fresh: FEED_FRESH_S };
      return answer(c, about, () => renderPage(<OutletPage page={page} now={at} />, shownTo(c)));
    }),
    pageRoute('/about', (c) => {
      const page = renderPage(<AboutPage contact={readConfig(c.env).contactUrl} />, shownTo(c));
      return answerOnce(c, page, HTML, PAGE_FRESH_S);
    }),
    pageRoute('/style.css', (c) => fixed(c, styleOf(siteOf(c.env)), 'text/css; charset=utf-8')),
    pageRoute('/operator.css', (c) => fixed(c, OPERATOR_STYLE, 'text/css; charset=utf-8')),
    pageRoute('/icon.svg', (c) => fixed(c, iconSvg(siteOf(c.env).accent), 'image/svg+xml')),
    pageRoute('/icon.png', (c) => fixed(c, Uint8Array.fromBase64(ICON_PNG), 'image/png')),
    pageRoute('/icon-144.png', (c) => fixed(c, Uint8Array.fromBase64(SMALL_ICON_PNG), 'image/png')),
    pageRoute('/robots.txt', (c) => fixed(c, robots(c), 'text/plain; charset=utf-8')),
    pageRoute('/sitemap.xml', async (c) => {
      if (!readConfig(c.env).sitemap) return notFound(c);
      const front = await readFront(c.env);
      if (front.kind !== 'sealed') return unavailable(c);
      const about = { source: front.source, changed: front.document.changed, type: SITEMAP, fresh: FEED_FRESH_S };
      return answer(c, about, () => sitemap(new URL(c.req.url).origin, front.document.entries()));
    }),
  ];
};

/** A page with relative times changes each minute, whatever its document does: it has no Last-Modified. */
function pageAt(at: number, freshMax = PAGE_FRESH_S) {
  return { changed: undefined, type: HTML, fresh: Math.min(PAGE_FRESH_S, freshMax), also: String(at) };
}

/** Says what programs may read: all but the API, the operator's pages, and pages that only say how to follow others. */
function robots(c: Context): string {
  const rules = ['User-agent: *', 'Allow: /', 'Disallow: /api/', 'Disallow: /operate', 'Disallow: /subscribe'];
  const map = readConfig(c.env).sitemap ? [`Sitemap: ${new URL(c.req.url).origin}/sitemap.xml`] : [];
  return `${[...rules, ...map].join('\n')}\n`;
}

/** sitemaps.org 0.9: the pages that stay, and the stories on the front. */
function sitemap(origin: string, stories: readonly SnapshotEntry[]): string {
  const pages = ['/', '/outlets', '/about'].map((path) => `<url><loc>${escapeHtml(origin + path)}</loc></url>`);
  const listed = stories.map(
    ({ id, updated }) =>
      `<url><loc>${escapeHtml(storyPage(origin, id))}</loc><lastmod>${rfc3339(updated)}</lastmod></url>`,
  );
  const urls = [...pages, ...listed].join('\n');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${urls}\n</urlset>\n`;
}

function fixed(c: Context, body: string | Uint8Array, type: string): Promise<Response> {
  const source = typeof body === 'string' ? sourceOf(body) : { bytes: body, digest: undefined };
  return answer(c, { source, changed: undefined, type, fresh: FIXED_FRESH_S }, () => body);
}
