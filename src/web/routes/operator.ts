/** The operator's routes, which require the bearer token. Every change is made whole or not at all; a refusal says what to send. */
import type { Context } from 'hono';
import { configFaults } from '../../env.ts';
import { OUTLETS_MAX } from '../../limits.ts';
import type { Correction } from '../../story-index/api.ts';
import { json, text } from '../api/operation.ts';
import { checkedOutlet, readOutlets } from '../api/outlet-input.ts';
import {
  ArticleId,
  CorrectedStorySchema,
  IngestQuerySchema,
  IngestReportSchema,
  MergeInputSchema,
  OutletId,
  OutletInputSchema,
  OutletsInputSchema,
  OutletsReplacedSchema,
  ReplaceOutletsQuerySchema,
  RepublishedSchema,
  RestoredBackupSchema,
  SplitInputSchema,
  StoredOutletSchema,
  StoryId,
  TakeDownOutletQuerySchema,
  TakeDownQuerySchema,
  TakedownsSchema,
  TakenDownSchema,
} from '../api/public-schema.ts';
import { storyIndex } from '../data/document-repository.ts';
import type { Parts } from '../http/context.ts';
import { problem } from '../http/problem.ts';
import { apiRoute, type Route } from './route.ts';

const NDJSON = 'application/x-ndjson';

export const operatorRoutes = ({ ingest, now }: Parts): readonly Route[] => [
  apiRoute({
    method: 'post',
    path: '/api/ingest',
    id: 'ingest',
    summary: 'Read every outlet that is due, then publish',
    operator: true,
    query: IngestQuerySchema,
    answer: json(IngestReportSchema),
    handle: async (c, { query }) => {
      const { reports: outlets, published } = await ingest(c.env, now(), query.force === '1');
      const faults = configFaults(c.env);
      const configuration = faults.length > 0 ? { configuration: faults } : {};
      return c.json({ outlets, filed: outlets.reduce((sum, o) => sum + o.filed, 0), ...configuration, published });
    },
  }),
  apiRoute({
    method: 'put',
    path: '/api/outlets',
    id: 'replaceOutlets',
    summary: 'Replace the list of outlets',
    operator: true,
    query: ReplaceOutletsQuerySchema,
    body: { 'application/json': OutletsInputSchema, 'text/x-opml': 'OPML 2.0' },
    answer: json(OutletsReplacedSchema),
    problems: [415],
    handle: async (c, { query }) => {
      const list = await readOutlets(c, query.empty === '1');
      if (!list.ok) return list.response;
      const { outlets, leftOut } = list.value;
      await storyIndex(c.env).replaceOutlets(outlets);
      return c.json({ outlets: outlets.length, ...(leftOut.length > 0 ? { leftOut } : {}) });
    },
  }),
  apiRoute({
    method: 'post',
    path: '/api/outlets',
    id: 'putOutlet',
    summary: 'Add one outlet, or change the one of that feed',
    operator: true,
    json: OutletInputSchema,
    answer: json(StoredOutletSchema),
    problems: [409],
    handle: async (c, { json: input }) => {
      const outlet = checkedOutlet(input, c.env);
      if ('fault' in outlet) {
        return problem(c, { status: 400, title: 'Bad Request', detail: `Nothing was changed. ${outlet.fault}` });
      }
      if (await storyIndex(c.env).putOutlet(outlet)) return c.json(outlet);
      const detail = `The list has ${OUTLETS_MAX} outlets, as many as it can: remove one first. Nothing was changed.`;
      return problem(c, { status: 409, title: 'Conflict', detail });
    },
  }),
  apiRoute({
    method: 'delete',
    path: '/api/outlets/:id',
    id: 'removeOutlet',
    summary: 'Remove one outlet; its articles stay, or with articles=1 are taken down until restored',
    operator: true,
    parameters: { id: OutletId },
    query: TakeDownOutletQuerySchema,
    answer: json(TakenDownSchema),
    problems: [404],
    handle: async (c, { query: { articles, dry, reason } }) => {
      const unknown = 'There is no outlet of this id; /api/outlets lists them.';
      if (articles === '1' || dry === '1') {
        const done = await storyIndex(c.env).takeDownOutlet(c.req.param('id'), reason, dry === '1');
        return done ? c.json(done) : problem(c, { status: 404, title: 'Not Found', detail: unknown });
      }
      if (await storyIndex(c.env).removeOutlet(c.req.param('id'))) return c.body(null, 204);
      return problem(c, { status: 404, title: 'Not Found', detail: unknown });
    },
  }),
  apiRoute({
    method: 'delete',
    path: '/api/articles/:id',
    id: 'takeDown',
    summary: 'Take one article down everywhere, until it is restored',
    operator: true,
    parameters: { id: ArticleId },
    query: TakeDownQuerySchema,
    answer: json(TakenDownSchema),
    problems: [404],
    handle: async (c, { query: { dry, reason } }) => {
      const done = await storyIndex(c.env).takeDownArticle(c.req.param('id'), reason, dry === '1');
      if (done) return c.json(done);
      const detail = 'The index holds no article of this id. GET /api/stories/{id} lists the articles of a story.';
      return problem(c, { status: 404, title: 'Not Found', detail });
    },
  }),
  apiRoute({
    method: 'post',
    path: '/api/articles/:id/restore',
    id: 'putBack',
    summary: 'Put an article back that was taken down',
    operator: true,
    parameters: { id: ArticleId },
    answer: json(CorrectedStorySchema),
    problems: [404],
    handle: async (c) => {
      const story = await storyIndex(c.env).putBack(c.req.param('id'));
      if (story !== undefined) return c.json({ story });
      const detail = 'No article of this id is taken down. GET /api/articles/taken-down lists those that are.';
      return problem(c, { status: 404, title: 'Not Found', detail });
    },
  }),
  apiRoute({
    method: 'get',
    path: '/api/articles/taken-down',
    id: 'takenDown',
    summary: 'What was taken down, when and why, newest first',
    operator: true,
    answer: json(TakedownsSchema),
    handle: async (c) => {
      const records = await storyIndex(c.env).takedowns();
      return c.json({ articles: records.map((one) => ({ ...one, at: new Date(one.at).toISOString() })) });
    },
  }),
  apiRoute({
    method: 'post',
    path: '/api/stories/:id/merge',
    id: 'merge',
    summary: 'These two are one story; remembered',
    operator: true,
    parameters: { id: StoryId },
    json: MergeInputSchema,
    answer: json(CorrectedStorySchema),
    problems: [404, 409],
    handle: async (c, { json: { into } }) => corrected(c, await storyIndex(c.env).merge(c.req.param('id'), into)),
  }),
  apiRoute({
    method: 'post',
    path: '/api/stories/:id/split',
    id: 'split',
    summary: 'These articles are another story; remembered',
    operator: true,
    parameters: { id: StoryId },
    json: SplitInputSchema,
    answer: json(CorrectedStorySchema),
    problems: [404, 409],
    handle: async (c, { json: { articles } }) =>
      corrected(c, await storyIndex(c.env).split(c.req.param('id'), articles)),
  }),
  apiRoute({
    method: 'get',
    path: '/api/backup',
    id: 'backup',
    summary: 'Everything the index knows, a JSON value a line',
    operator: true,
    answer: text(NDJSON),
    problems: [503],
    handle: async (c) =>
      c.body(await storyIndex(c.env).backup(), 200, {
        'Content-Type': NDJSON,
        'Content-Disposition': 'attachment; filename="wirefold.ndjson"',
        'Cache-Control': 'no-store',
      }),
  }),
  apiRoute({
    method: 'put',
    path: '/api/backup',
    id: 'restore',
    summary: 'Replace everything by a backup, whole or not at all',
    operator: true,
    body: { [NDJSON]: 'what GET /api/backup gave' },
    streamed: true,
    answer: json(RestoredBackupSchema),
    problems: [409, 503],
    handle: async (c) => {
      const { body } = c.req.raw;
      const restored = body
        ? await storyIndex(c.env).restore(body)
        : { ok: false as const, line: 0, detail: 'The body is empty: send what GET /api/backup gave.' };
      if (restored.ok) return c.json({ rows: restored.rows, ...(restored.notes && { notes: restored.notes }) });
      const where = restored.line > 0 ? `Line ${restored.line}: ` : '';
      const detail = `${where}${restored.detail} Nothing was changed.`;
      if (restored.rowsNeeded !== undefined) return problem(c, { status: 409, title: 'Conflict', detail });
      return problem(c, { status: 400, title: 'Bad Request', detail });
    },
  }),
  apiRoute({
    method: 'post',
    path: '/api/republish',
    id: 'republish',
    summary: 'Write everything to KV anew',
    operator: true,
    answer: json(RepublishedSchema),
    handle: async (c) => c.json(await storyIndex(c.env).republish()),
  }),
];

function corrected(c: Context, correction: Correction): Response {
  if (correction.ok) return c.json({ story: correction.story });
  const { status, detail } = correction;
  return problem(c, { status, title: status === 404 ? 'Not Found' : 'Conflict', detail });
}
