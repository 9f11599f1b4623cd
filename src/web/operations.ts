/** Every operation of the API in one table: /openapi.json and the page to try it are made from it. */
import type * as z from 'zod/mini';
import * as schema from './schema.ts';

export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** As OpenAPI writes it: /api/stories/{id}. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly admin?: true;
  readonly parameters?: { readonly [name: string]: z.ZodMiniType };
  readonly query?: z.ZodMiniObject;
  /** By media type; a string stands for text in that type. */
  readonly body?: { readonly [type: string]: z.ZodMiniType | string };
  readonly answer: { readonly status: 200 | 204; readonly type?: string; readonly schema?: z.ZodMiniType };
  /** Statuses of the problems it may answer with. */
  readonly problems: readonly number[];
}

const json = (of: z.ZodMiniType) => ({ status: 200, type: 'application/json', schema: of }) as const;
const text = (type: string) => ({ status: 200, type }) as const;
const ADMIN = [401, 403, 429] as const;
const STORY = { id: schema.StoryId };
const OUTLET = { id: schema.OutletId };

const feeds: readonly Operation[] = (
  [
    ['xml', 'application/rss+xml', 'RSS 2.0'],
    ['atom', 'application/atom+xml', 'Atom'],
    ['json', 'application/feed+json', 'JSON Feed'],
  ] as const
).flatMap(([suffix, type, name]): Operation[] => [
  {
    method: 'get',
    path: `/feed.${suffix}`,
    id: `front_${suffix}`,
    summary: `Front feed, one item per story (${name})`,
    query: schema.FeedQuery,
    answer: text(type),
    problems: [400, 503],
  },
  {
    method: 'get',
    path: `/stories/{id}/feed.${suffix}`,
    id: `story_${suffix}`,
    summary: `One story, one item per article (${name})`,
    parameters: STORY,
    answer: text(type),
    problems: [404, 410, 503],
  },
]);

export const OPERATIONS: readonly Operation[] = [
  ...feeds,
  {
    method: 'get',
    path: '/updates.xml',
    id: 'updates',
    summary: 'Every development: an item each time a new publisher joins a story (RSS 2.0)',
    answer: text('application/rss+xml'),
    problems: [503],
  },
  {
    method: 'get',
    path: '/api/stories',
    id: 'stories',
    summary: 'Stories, newest first, by pages',
    query: schema.StoriesQuery,
    answer: json(schema.StoriesPage),
    problems: [400, 503],
  },
  {
    method: 'get',
    path: '/api/stories/{id}',
    id: 'story',
    summary: 'One story: its articles, what they share and who had it first',
    parameters: STORY,
    answer: json(schema.Story),
    problems: [404, 410, 503],
  },
  {
    method: 'get',
    path: '/api/outlets',
    id: 'outlets',
    summary: 'The outlets and how they are doing',
    answer: json(schema.Outlets),
    problems: [503],
  },
  {
    method: 'get',
    path: '/outlets.opml',
    id: 'opml',
    summary: 'The outlets as OPML 2.0',
    answer: text('text/x-opml'),
    problems: [503],
  },
  {
    method: 'get',
    path: '/api/health',
    id: 'health',
    summary: 'Ready or not, for a monitor',
    answer: json(schema.Health),
    problems: [503],
  },
  {
    method: 'post',
    path: '/api/ingest',
    id: 'ingest',
    summary: 'Read every outlet that is due, then publish',
    admin: true,
    query: schema.IngestQuery,
    answer: json(schema.IngestReport),
    problems: [400, ...ADMIN],
  },
  {
    method: 'put',
    path: '/api/outlets',
    id: 'replaceOutlets',
    summary: 'Replace the list of outlets',
    admin: true,
    body: { 'application/json': schema.OutletsInput, 'text/x-opml': 'OPML 2.0' },
    answer: json(schema.OutletsReplaced),
    problems: [400, 413, 415, ...ADMIN],
  },
  {
    method: 'post',
    path: '/api/outlets',
    id: 'putOutlet',
    summary: 'Add one outlet, or change the one of that feed',
    admin: true,
    body: { 'application/json': schema.OutletInput },
    answer: json(schema.StoredOutlet),
    problems: [400, 409, 413, ...ADMIN],
  },
  {
    method: 'delete',
    path: '/api/outlets/{id}',
    id: 'removeOutlet',
    summary: 'Remove one outlet; its articles stay',
    admin: true,
    parameters: OUTLET,
    answer: { status: 204 },
    problems: [404, ...ADMIN],
  },
  {
    method: 'post',
    path: '/api/stories/{id}/merge',
    id: 'merge',
    summary: 'These two are one story; remembered',
    admin: true,
    parameters: STORY,
    body: { 'application/json': schema.MergeInput },
    answer: json(schema.CorrectedStory),
    problems: [400, 404, 409, 413, ...ADMIN],
  },
  {
    method: 'post',
    path: '/api/stories/{id}/split',
    id: 'split',
    summary: 'These articles are another story; remembered',
    admin: true,
    parameters: STORY,
    body: { 'application/json': schema.SplitInput },
    answer: json(schema.CorrectedStory),
    problems: [400, 404, 409, 413, ...ADMIN],
  },
  {
    method: 'get',
    path: '/api/backup',
    id: 'backup',
    summary: 'Everything the index knows, a JSON value a line',
    admin: true,
    answer: text('application/x-ndjson'),
    problems: [...ADMIN, 503],
  },
  {
    method: 'put',
    path: '/api/backup',
    id: 'restore',
    summary: 'Replace everything by a backup, whole or not at all',
    admin: true,
    body: { 'application/x-ndjson': 'what GET /api/backup gave' },
    answer: json(schema.RestoredBackup),
    problems: [400, ...ADMIN, 503],
  },
  {
    method: 'post',
    path: '/api/republish',
    id: 'republish',
    summary: 'Write everything to KV anew',
    admin: true,
    answer: json(schema.Republished),
    problems: ADMIN,
  },
];
