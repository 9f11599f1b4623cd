/** The operator's watches. */
import type { Context } from 'hono';
import { sliceQuery } from '../../documents/slice.ts';
import { watchPath } from '../../documents/watch.ts';
import type { WatchState } from '../../story-index/api.ts';
import { json } from '../api/operation.ts';
import { WatchName } from '../api/public-schema.ts';
import { checkedWatch } from '../api/watch-input.ts';
import {
  WatchesSchema,
  WatchInputSchema,
  WatchMadeSchema,
  WatchRemovedSchema,
  WatchSchema,
  WatchTestedSchema,
} from '../api/watch-schema.ts';
import { storyIndex } from '../data/document-repository.ts';
import type { AppEnv } from '../http/context.ts';
import { problem } from '../http/problem.ts';
import { apiRoute, type Route } from './route.ts';

export const WATCH_ROUTES: readonly Route[] = [
  apiRoute({
    method: 'post',
    path: '/api/watches',
    id: 'addWatch',
    summary: 'Give a slice an address of its own, /w/{name}, and if wanted a receiver that is told of its stories',
    operator: true,
    json: WatchInputSchema,
    answer: json(WatchMadeSchema),
    problems: [409],
    handle: async (c, { json: input }) => {
      const { origin } = new URL(c.req.url);
      const checked = checkedWatch(input, c.env, origin);
      if ('fault' in checked) return refused(c, 400, checked.fault);
      const made = await storyIndex(c.env).addWatch(checked.watch);
      if (!made.ok) return refused(c, made.status, made.detail);
      const { name } = checked.watch;
      return c.json({ name, page: origin + watchPath(name), ...(checked.made ? { secret: checked.made } : {}) });
    },
  }),
  apiRoute({
    method: 'get',
    path: '/api/watches',
    id: 'watches',
    summary: 'The watches, and how their alerts are taken; no address and no secret',
    operator: true,
    answer: json(WatchesSchema),
    handle: async (c) => {
      const { origin } = new URL(c.req.url);
      const watches = await storyIndex(c.env).watches();
      return c.json({ watches: watches.map((watch) => shown(watch, origin)) });
    },
  }),
  apiRoute({
    method: 'get',
    path: '/api/watches/:name',
    id: 'watch',
    summary: 'One watch, and how its alerts are taken; no address and no secret',
    operator: true,
    parameters: { name: WatchName },
    answer: json(WatchSchema),
    problems: [404],
    handle: async (c) => {
      const name = c.req.param('name');
      const watch = (await storyIndex(c.env).watches()).find((one) => one.name === name);
      return watch ? c.json(shown(watch, new URL(c.req.url).origin)) : noWatch(c);
    },
  }),
  apiRoute({
    method: 'post',
    path: '/api/watches/:name/test',
    id: 'testWatch',
    summary: 'Send the receiver of a watch an alert that tells no story, now; 502 says why it was not taken',
    operator: true,
    parameters: { name: WatchName },
    answer: json(WatchTestedSchema),
    problems: [404, 502],
    handle: async (c) => {
      const name = c.req.param('name');
      const tested = await storyIndex(c.env).testWatch(name);
      if (tested?.taken) return c.json({ name, taken: true });
      if (tested) return problem(c, 502, `The test was not taken: ${tested.detail}.`);
      return noWatch(c, ' that has a receiver');
    },
  }),
  apiRoute({
    method: 'delete',
    path: '/api/watches/:name',
    id: 'removeWatch',
    summary: 'Remove a watch, its address and its alerts',
    operator: true,
    parameters: { name: WatchName },
    answer: json(WatchRemovedSchema),
    problems: [404],
    handle: async (c) => {
      const name = c.req.param('name');
      return (await storyIndex(c.env).removeWatch(name)) ? c.json({ name }) : noWatch(c);
    },
  }),
];

function noWatch(c: Context<AppEnv>, that = ''): Response {
  return problem(c, 404, `There is no watch of this name${that}. GET /api/watches lists them.`);
}

function shown({ name, slice, created, alert }: WatchState, origin: string) {
  const time = (ms: number | undefined) => (ms === undefined ? undefined : new Date(ms).toISOString());
  return {
    name,
    page: origin + watchPath(name),
    slice: `${origin}/${sliceQuery(slice)}`,
    created: time(created),
    // JSON leaves out what is undefined.
    alert: alert && {
      ...alert,
      delivered: time(alert.delivered),
      ended: time(alert.ended),
      givenUp: alert.givenUp.map((one) => ({ ...one, made: time(one.made) })),
    },
  };
}

function refused(c: Context<AppEnv>, status: 400 | 409, why: string): Response {
  return problem(c, status, `${why} Nothing was changed.`);
}
