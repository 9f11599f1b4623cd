/** The operator's routes, which require the bearer token. Every change is made whole or not at all; a refusal says what to send. */
import type { Context } from 'hono';
import { configFaults, planOf, readConfig } from '../../env.ts';
import { OUTLETS_MAX } from '../../limits.ts';
import type { Correction } from '../../story-index/api.ts';
import { json, text } from '../api/operation.ts';
import { checkedChanges, checkedOutlet, readOutlets } from '../api/outlet-input.ts';
import {
  AddOutletSchema,
  ArticleId,
  ChangedOutletSchema,
  ChangeOutletSchema,
  CorrectedStorySchema,
  DryQuerySchema,
  FindFeedsSchema,
  FoundFeedsSchema,
  IngestQuerySchema,
  IngestReportSchema,
  LeadInputSchema,
  MergeInputSchema,
  OutletId,
  OutletsInputSchema,
  OutletsReplacedSchema,
  PublishedSchema,
  PutBackSchema,
  ReplaceOutletsQuerySchema,
  RepublishedSchema,
  RestoredBackupSchema,
  SplitInputSchema,
  StoryId,
  TakeDownOutletQuerySchema,
  TakeDownQuerySchema,
  TakedownsSchema,
  TakenDownSchema,
  TodaySchema,
} from '../api/public-schema.ts';
import { serializeToday } from '../api/serialize.ts';
import { outletVisible, storyVisible, takedownVisible } from '../api/visible.ts';
import { askIndex, storyIndex } from '../data/document-repository.ts';
import { feedsAt } from '../data/feeds-at.ts';
import type { AppEnv, Parts } from '../http/context.ts';
import { problem, unknownOutlet } from '../http/problem.ts';
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
      const { site, siteUrl } = readConfig(c.env);
      const { origin } = new URL(c.req.url);
      if (site.hub !== undefined && siteUrl === undefined) await askIndex(c.env, (index) => index.servedAt(origin));
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
      const told = leftOut.length > 0 ? { leftOut } : {};
      return c.json({ outlets: outlets.length, ...told, visible: outletVisible(now()) });
    },
  }),
  apiRoute({
    method: 'post',
    path: '/api/outlets',
    id: 'putOutlet',
    summary: 'Add one outlet by its feed or its site, or set all settings of the one of that feed; PATCH changes some',
    operator: true,
    json: AddOutletSchema,
    answer: json(ChangedOutletSchema),
    problems: [409, 502],
    handle: async (c, { json: { site, ...input } }) => {
      const found = site === undefined ? undefined : await onlyFeedOf(c, site, input.userAgent, now());
      if (found instanceof Response) return found;
      const feed = input.feed ?? found?.feed;
      if (feed === undefined || (site !== undefined && input.feed !== undefined)) {
        return nothingChanged(c, 400, 'Name either "feed" or "site".');
      }
      const outlet = checkedOutlet({ ...found, ...input, feed }, c.env);
      if ('fault' in outlet) return nothingChanged(c, 400, outlet.fault);
      if (await storyIndex(c.env).putOutlet(outlet)) return c.json({ ...outlet, visible: outletVisible(now()) });
      return nothingChanged(c, 409, FULL_LIST);
    },
  }),
  apiRoute({
    method: 'post',
    path: '/api/outlets/find',
    id: 'findFeeds',
    summary: 'Look once at an address of a site or a feed: which feeds it names, or what it brings; changes nothing',
    operator: true,
    json: FindFeedsSchema,
    answer: json(FoundFeedsSchema),
    problems: [502],
    handle: async (c, { json: { address, userAgent } }) => {
      const found = await feedsAt(c.env, address, userAgent, now());
      if (found.kind === 'failed') return problem(c, 502, found.detail);
      return c.json(found);
    },
  }),
  apiRoute({
    method: 'patch',
    path: '/api/outlets/:id',
    id: 'changeOutlet',
    summary: 'Change the named settings of one outlet and no others: pause it with {"disabled":true}',
    operator: true,
    parameters: { id: OutletId },
    json: ChangeOutletSchema,
    answer: json(ChangedOutletSchema),
    problems: [404],
    handle: async (c, { json: input }) => {
      const changes = checkedChanges(input);
      if ('fault' in changes) return nothingChanged(c, 400, changes.fault);
      const outlet = await storyIndex(c.env).changeOutlet(c.req.param('id'), changes);
      if (outlet) return c.json({ ...outlet, visible: outletVisible(now()) });
      return unknownOutlet(c);
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
      const removed = () => ({ articles: 0, stories: 0, emptied: 0 });
      const done =
        articles === '1' || dry === '1'
          ? await storyIndex(c.env).takeDownOutlet(c.req.param('id'), reason, dry === '1')
          : (await storyIndex(c.env).removeOutlet(c.req.param('id'))) && removed();
      if (!done) return unknownOutlet(c);
      return c.json({ ...done, ...(dry === '1' ? {} : { visible: outletVisible(now()) }) });
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
      if (done) return c.json({ ...done, ...(dry === '1' ? {} : { visible: takedownVisible(now()) }) });
      const detail = 'The index holds no article of this id. GET /api/stories/{id} lists the articles of a story.';
      return problem(c, 404, detail);
    },
  }),
  apiRoute({
    method: 'post',
    path: '/api/articles/:id/restore',
    id: 'putBack',
    summary: 'Put an article back that was taken down',
    operator: true,
    parameters: { id: ArticleId },
    answer: json(PutBackSchema),
    problems: [404],
    handle: async (c) => {
      const story = await storyIndex(c.env).putBack(c.req.param('id'));
      if (story !== undefined) return c.json({ story, visible: takedownVisible(now()) });
      return problem(c, 404, 'No article of this id is taken down. GET /api/articles/taken-down lists those that are.');
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
    query: DryQuerySchema,
    json: MergeInputSchema,
    answer: json(CorrectedStorySchema),
    problems: [404, 409],
    handle: (c, { query: { dry }, json: { into } }) =>
      corrected(c, dry, now(), storyIndex(c.env).merge(c.req.param('id'), into, dry === '1')),
  }),
  apiRoute({
    method: 'post',
    path: '/api/stories/:id/split',
    id: 'split',
    summary: 'These articles are another story; remembered',
    operator: true,
    parameters: { id: StoryId },
    query: DryQuerySchema,
    json: SplitInputSchema,
    answer: json(CorrectedStorySchema),
    problems: [404, 409],
    handle: (c, { query: { dry }, json: { articles } }) =>
      corrected(c, dry, now(), storyIndex(c.env).split(c.req.param('id'), articles, dry === '1')),
  }),
  apiRoute({
    method: 'post',
    path: '/api/stories/:id/lead',
    id: 'chooseLead',
    summary: 'This article leads the story; remembered until it leaves the story or another is chosen',
    operator: true,
    parameters: { id: StoryId },
    query: DryQuerySchema,
    json: LeadInputSchema,
    answer: json(CorrectedStorySchema),
    problems: [404, 409],
    handle: (c, { query: { dry }, json: { article } }) =>
      corrected(c, dry, now(), storyIndex(c.env).lead(c.req.param('id'), article ?? undefined, dry === '1')),
  }),
  apiRoute({
    method: 'get',
    path: '/api/backup',
    id: 'backup',
    summary: 'Everything the index knows, a JSON value a line',
    operator: true,
    answer: text(NDJSON),
    problems: [503],
    handle: sendBackup,
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
      return problem(c, restored.rowsNeeded === undefined ? 400 : 409, detail);
    },
  }),
  apiRoute({
    method: 'get',
    path: '/api/today',
    id: 'today',
    summary: 'What the day has used of the plan, what waits, and what could not be filed and why',
    operator: true,
    answer: json(TodaySchema),
    handle: async (c) => c.json(serializeToday(await storyIndex(c.env).today(), planOf(c.env))),
  }),
  apiRoute({
    method: 'post',
    path: '/api/publish',
    id: 'publish',
    summary: 'Write to KV what waits, as far as the writes of the day go',
    operator: true,
    answer: json(PublishedSchema),
    handle: async (c) => c.json(await storyIndex(c.env).publish()),
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

/** The operator's page has it too. */
export async function sendBackup(c: Context<AppEnv>): Promise<Response> {
  const headers = { 'Content-Type': NDJSON, 'Content-Disposition': 'attachment; filename="wirefold.ndjson"' };
  return c.body(await storyIndex(c.env).backup(), 200, headers);
}

const FULL_LIST = `The list has ${OUTLETS_MAX} outlets, as many as it can: remove one first.`;

async function corrected(
  c: Context<AppEnv>,
  dry: '0' | '1' | undefined,
  at: number,
  correction: Promise<Correction>,
): Promise<Response> {
  const made = await correction;
  if (made.ok) {
    const { story, changes } = made;
    return c.json({ story, changes, ...(dry === '1' ? {} : { visible: storyVisible(at) }) });
  }
  return problem(c, made.status, made.detail);
}

function nothingChanged(c: Context, status: 400 | 409, why: string): Response {
  return problem(c, status, `Nothing was changed. ${why}`);
}

/** The feed of a site whose page names one alone; else the answer that says what there is. */
async function onlyFeedOf(c: Context<AppEnv>, site: string, userAgent: string | undefined, at: number) {
  const found = await feedsAt(c.env, site, userAgent, at);
  if (found.kind === 'failed') return problem(c, 502, found.detail);
  const named = (title: string | undefined) => (title === undefined ? {} : { name: title });
  if (found.kind === 'feed') return { feed: found.address, ...named(found.title) };
  const [only, ...more] = found.feeds;
  if (only && more.length === 0) return { feed: only.address, home: found.address, ...named(found.title) };
  const names = found.feeds.map(({ address }) => address).join(', ');
  return nothingChanged(
    c,
    409,
    only
      ? `The page names several feeds; send one as "feed": ${names}.`
      : 'The page names no feed; send its address as "feed".',
  );
}
