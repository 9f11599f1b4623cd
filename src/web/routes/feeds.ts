/** The feeds: front, one per story, each in every format, and updates. */
import type { Context } from 'hono';
import { FEED_FRESH_S, FEED_PAGE_ITEMS_MAX } from '../../limits.ts';
import { contentType, FEED_FORMATS, FORMATS, type RenderFormat } from '../../render/formats.ts';
import { singlePage } from '../../render/front-address.ts';
import { FRONT_OUTLETS_MAX, type FrontFeed } from '../../render/front-feeds.ts';
import { renderStory } from '../../render/render.ts';
import { text } from '../api/operation.ts';
import { FeedQuerySchema, StoryId } from '../api/public-schema.ts';
import { readFront, readStory } from '../data/document-repository.ts';
import { readFeedPage } from '../data/story-pages.ts';
import { answer, sourceOf } from '../http/conditional.ts';
import type { AppEnv } from '../http/context.ts';
import { localizedFor } from '../http/presentation.ts';
import { queriesSpent, unavailable } from '../http/problem.ts';
import { apiRoute, type Route } from './route.ts';
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
        handle: (c, { query }) => frontFeed(c, query, format),
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
        answer: text(type),
        problems: [503],
        handle: (c) => renderedFeed(c, `${format} updates`, format),
      }),
    ];
  }),
];

interface Page {
  readonly outlets: number;
  readonly cursor?: string | undefined;
}

async function frontFeed(c: Context<AppEnv>, { outlets, cursor }: Page, format: RenderFormat): Promise<Response> {
  if (cursor === undefined && outlets <= FRONT_OUTLETS_MAX) return renderedFeed(c, `${format} ${outlets}`, format);
  const page = { limit: FEED_PAGE_ITEMS_MAX, cursor, outlets, since: undefined };
  const feed = await readFeedPage(c.env, page, format, originOf(c));
  if (feed === undefined) return unavailable(c);
  if (typeof feed !== 'string') return queriesSpent(c);
  // No Last-Modified: a story may join or leave this page while no story on it changes.
  const about = { source: sourceOf(feed), changed: undefined, type: contentType(format), fresh: FEED_FRESH_S };
  return answer(c, about, () => feed);
}

/** A feed that the front snapshot holds already rendered. */
async function renderedFeed(c: Context<AppEnv>, feed: FrontFeed, format: RenderFormat): Promise<Response> {
  const front = await readFront(c.env);
  if (front.kind === 'unavailable') return unavailable(c);
  const { document, source } = front;
  const about = { source, changed: document.changed, type: contentType(format), fresh: FEED_FRESH_S };
  return answer(c, about, () => document.feed(feed, originOf(c)));
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
