/** The feeds: front, one per story, each in every format, and updates. */
import type { Context } from 'hono';
import { type Slice, sliceQuery } from '../../documents/slice.ts';
import { siteOf } from '../../env.ts';
import { FEED_FRESH_S, FEED_PAGE_ITEMS_MAX } from '../../limits.ts';
import { contentType, FEED_FORMATS, FORMATS, type RenderFormat } from '../../render/formats.ts';
import { singlePage } from '../../render/front-address.ts';
import type { FrontFeed } from '../../render/front-feeds.ts';
import { renderStory } from '../../render/render.ts';
import type { StoryIndexApi } from '../../story-index/api.ts';
import { text } from '../api/operation.ts';
import { FeedQuerySchema, SliceQuerySchema, StoryId, sliceOf, WatchName } from '../api/public-schema.ts';
import { readDaily, readFront, readStory, readWatch, type SealedRead } from '../data/document-repository.ts';
import { fromIndex, isOnFront } from '../data/story-pages.ts';
import { answer, answerOnce } from '../http/conditional.ts';
import type { AppEnv } from '../http/context.ts';
import { localizedFor } from '../http/presentation.ts';
import { notFound, unavailable } from '../http/problem.ts';
import { apiRoute, type Route } from './route.ts';
import { unanswered } from './slice-answer.ts';
import { answerStory } from './story-answer.ts';

export const FEED_ROUTES: readonly Route[] = [
  ...FORMATS.flatMap((format) => {
    const { suffix, type, specification } = FEED_FORMATS[format];
    return [
      apiRoute({
        method: 'get',
        path: `/feed.${suffix}`,
        id: `front_${suffix}`,
        summary: `Front feed, one item per story (${specification})`,
        query: FeedQuerySchema,
        answer: text(type),
        problems: [503],
        handle: (c, { query }) => frontFeed(c, sliceOf(query), query.cursor, format),
      }),
      apiRoute({
        method: 'get',
        path: `/stories/:id/feed.${suffix}`,
        id: `story_${suffix}`,
        summary: `One story, one item per article (${specification})`,
        parameters: { id: StoryId },
        answer: text(type),
        problems: [404, 410, 503],
        handle: (c) => storyFeed(c, c.req.param('id'), format),
      }),
      apiRoute({
        method: 'get',
        path: `/updates.${suffix}`,
        id: `updates_${suffix}`,
        summary: `Everything new: an item for each new story and each publisher that joins one (${specification})`,
        query: SliceQuerySchema,
        answer: text(type),
        problems: [503],
        handle: (c, { query }) => updates(c, sliceOf(query), format),
      }),
      apiRoute({
        method: 'get',
        path: `/daily.${suffix}`,
        id: `daily_${suffix}`,
        summary: `One item a day, its most carried stories (${specification})`,
        query: SliceQuerySchema,
        answer: text(type),
        problems: [503],
        handle: (c, { query }) => dailyFeed(c, sliceOf(query), format),
      }),
      apiRoute({
        method: 'get',
        path: `/w/:name/feed.${suffix}`,
        id: `watch_${suffix}`,
        summary: `The stories of one of the operator’s watches (${specification})`,
        parameters: { name: WatchName },
        answer: text(type),
        problems: [404, 503],
        handle: (c) => watchFeed(c, c.req.param('name'), format),
      }),
    ];
  }),
];

async function frontFeed(
  c: Context<AppEnv>,
  slice: Slice,
  cursor: string | undefined,
  format: RenderFormat,
): Promise<Response> {
  if (cursor === undefined && isOnFront(slice)) return renderedFeed(c, `${format} ${slice.publishers}`, format);
  const page = { limit: FEED_PAGE_ITEMS_MAX, cursor, slice };
  return indexFeed(c, format, (index) => index.feed(page, format, originOf(c)));
}

async function updates(c: Context<AppEnv>, slice: Slice, format: RenderFormat): Promise<Response> {
  if (sliceQuery(slice) === '') return renderedFeed(c, `${format} updates`, format);
  return indexFeed(c, format, (index) => index.updates(slice, format, originOf(c)));
}

/** A feed that the index rendered. It has no Last-Modified: a story may join or leave it while no story on it changes. */
async function indexFeed(
  c: Context<AppEnv>,
  format: RenderFormat,
  ask: (index: StoryIndexApi) => Promise<string>,
): Promise<Response> {
  const feed = await fromIndex(c.env, ask);
  return typeof feed === 'string' ? answerOnce(c, feed, contentType(format), FEED_FRESH_S) : unanswered(c, feed);
}

/** A feed that the front snapshot holds already rendered. */
async function renderedFeed(c: Context<AppEnv>, feed: FrontFeed, format: RenderFormat): Promise<Response> {
  return announced(c, await sealedFeed(c, await readFront(c.env), format, (front) => front.feed(feed, originOf(c))));
}

async function dailyFeed(c: Context<AppEnv>, slice: Slice, format: RenderFormat): Promise<Response> {
  if (sliceQuery(slice) !== '') return indexFeed(c, format, (index) => index.dailyFeed(slice, format, originOf(c)));
  return announced(c, await sealedFeed(c, await readDaily(c.env), format, (daily) => daily.feed(format, originOf(c))));
}

async function watchFeed(c: Context<AppEnv>, name: string, format: RenderFormat): Promise<Response> {
  return sealedFeed(c, await readWatch(c.env, name), format, (watch) => watch.feed(format, originOf(c)));
}

/** A feed that stands rendered in a value of KV. */
async function sealedFeed<T extends { readonly changed: number }>(
  c: Context<AppEnv>,
  read: SealedRead<T>,
  format: RenderFormat,
  feedOf: (document: T) => string | Uint8Array,
): Promise<Response> {
  if (read.kind === 'none') return notFound(c);
  if (read.kind !== 'sealed') return unavailable(c);
  const { document, source } = read;
  // Before the first day there is none that changed.
  const changed = document.changed > 0 ? document.changed : undefined;
  return answer(c, { source, changed, type: contentType(format), fresh: FEED_FRESH_S }, () => feedOf(document));
}

/** Names the hub that is told of this feed's changes, as WebSub asks for (§4). */
function announced(c: Context, response: Response): Response {
  const { hub } = siteOf(c.env);
  if (hub === undefined || response.status >= 400) return response;
  response.headers.append('Link', `<${hub}>; rel="hub"`);
  response.headers.append('Link', `<${c.req.url}>; rel="self"`);
  return response;
}

async function storyFeed(c: Context<AppEnv>, id: string, format: RenderFormat): Promise<Response> {
  const end = `/feed.${FEED_FORMATS[format].suffix}`;
  return answerStory(c, await readStory(c.env, id), `/stories/:id${end}`, ({ document: story, source }) => {
    const about = { source, changed: story.changed, type: contentType(format), fresh: FEED_FRESH_S };
    return answer(c, about, () =>
      renderStory(format, story, singlePage(originOf(c), `/stories/${id}${end}`), localizedFor(c.env)),
    );
  });
}

function originOf(c: Context): string {
  return new URL(c.req.url).origin;
}
