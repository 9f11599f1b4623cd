/** What anyone may ask: the feeds and the public API. */
import { json, type Operation, text } from './operation.ts';
import * as schema from './schema.ts';

const STORY = { id: schema.StoryId };

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

export const READER_OPERATIONS: readonly Operation[] = [
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
];
