/** The JSON API that anyone may read, and the outlets as OPML. */

import { configFaults, missingBindings, siteOf } from '../../env.ts';
import { generateOpml } from '../../feeds/opml.ts';
import { FEED_FRESH_S, PAGE_FRESH_S } from '../../limits.ts';
import { json, text } from '../api/operation.ts';
import {
  HealthSchema,
  OutletId,
  OutletStateSchema,
  OutletsSchema,
  StoriesPageSchema,
  StoriesQuerySchema,
  StoryId,
  StorySchema,
  sliceOf,
} from '../api/public-schema.ts';
import { serializeHealth, serializeOutlet, serializeStory } from '../api/serialize.ts';
import { askIndex } from '../data/document-repository.ts';
import { readFollowedStory } from '../data/followed.ts';
import { readStoryPage } from '../data/story-pages.ts';
import { answer, answerOnce } from '../http/conditional.ts';
import { localizedFor } from '../http/presentation.ts';
import { problem, unknownOutlet } from '../http/problem.ts';
import { apiRoute, type Route } from './route.ts';
import { isAnswered, unanswered } from './slice-answer.ts';
import { answerStory } from './story-answer.ts';

const OPML_TYPE = 'text/x-opml';
const JSON_TYPE = 'application/json; charset=utf-8';

export const API_ROUTES: readonly Route[] = [
  apiRoute({
    method: 'get',
    path: '/api/stories',
    id: 'stories',
    summary: 'Stories, newest first, by pages',
    query: StoriesQuerySchema,
    answer: json(StoriesPageSchema),
    problems: [503],
    handle: async (c, { query }) => {
      const asked = { limit: query.limit, cursor: query.cursor, slice: sliceOf(query) };
      const page = await readStoryPage(c.env, asked, { whole: true });
      if (!isAnswered(page)) return unanswered(c, page);
      const { storiesJson, next, changed, search } = page.document;
      const about = { source: page.source, changed, type: JSON_TYPE, fresh: FEED_FRESH_S };
      const { origin } = new URL(c.req.url);
      const rest = next === undefined ? '' : `,"next":${JSON.stringify(next)}`;
      const searched = search === undefined ? '' : `,"search":${JSON.stringify(search)}`;
      return answer(c, about, () => `{"stories":${storiesJson(origin)}${searched}${rest}}`);
    },
  }),
  apiRoute({
    method: 'get',
    path: '/api/stories/:id',
    id: 'story',
    summary: 'One story: its articles, what they share and who had it first',
    parameters: { id: StoryId },
    answer: json(StorySchema),
    problems: [404, 410, 503],
    handle: async (c) => {
      const read = await readFollowedStory(c.env, c.req.param('id'));
      return answerStory(c, read, '/api/stories/:id', ({ document: story, source, freshMax = FEED_FRESH_S }) => {
        const fresh = Math.min(FEED_FRESH_S, freshMax);
        const about = { source, changed: story.changed, type: JSON_TYPE, fresh };
        return answer(c, about, () =>
          JSON.stringify(serializeStory(story, new URL(c.req.url).origin, localizedFor(c.env))),
        );
      });
    },
  }),
  apiRoute({
    method: 'get',
    path: '/api/outlets',
    id: 'outlets',
    summary: 'The outlets and how they are doing',
    answer: json(OutletsSchema),
    problems: [503],
    handle: async (c) => {
      const outlets = (await askIndex(c.env, (index) => index.outlets())).map(serializeOutlet);
      return answerOnce(c, JSON.stringify({ outlets }), JSON_TYPE, PAGE_FRESH_S);
    },
  }),
  apiRoute({
    method: 'get',
    path: '/api/outlets/:id',
    id: 'outlet',
    summary: 'One outlet and how it is doing',
    parameters: { id: OutletId },
    answer: json(OutletStateSchema),
    problems: [404, 503],
    handle: async (c) => {
      const entries = await askIndex(c.env, (index) => index.outlets());
      const entry = entries.find(({ settings }) => settings.id === c.req.param('id'));
      return entry ? answerOnce(c, JSON.stringify(serializeOutlet(entry)), JSON_TYPE, PAGE_FRESH_S) : unknownOutlet(c);
    },
  }),
  apiRoute({
    method: 'get',
    path: '/outlets.opml',
    id: 'opml',
    summary: 'The outlets as OPML 2.0',
    answer: text(OPML_TYPE),
    problems: [503],
    handle: async (c) => {
      const listed = (await askIndex(c.env, (index) => index.outlets())).map(({ settings }) => settings);
      return answerOnce(c, generateOpml(listed, siteOf(c.env).name), `${OPML_TYPE}; charset=utf-8`, PAGE_FRESH_S);
    },
  }),
  apiRoute({
    method: 'get',
    path: '/api/health',
    id: 'health',
    summary: 'Ready or not, for a monitor',
    answer: json(HealthSchema),
    problems: [503],
    handle: async (c) => {
      const configuration = configFaults(c.env);
      const missing = missingBindings(c.env);
      // Without its objects the service has no health to tell of.
      const health = missing.some(({ name }) => name === 'STORY_INDEX')
        ? undefined
        : await askIndex(c.env, (index) => index.health());
      const detail = [...configuration, ...(health ? [health.detail] : [])].join(' ');
      if (!health || missing.length > 0) return problem(c, 503, detail, { title: 'Not ready' });
      const body = {
        ...serializeHealth({ ...health, detail }),
        ...(configuration.length > 0 ? { configuration: [...configuration] } : {}),
      };
      if (!body.ready) return problem(c, 503, body.detail, { title: 'Not ready' });
      return c.body(JSON.stringify(body), 200, { 'Content-Type': JSON_TYPE, 'Cache-Control': 'no-store' });
    },
  }),
];
