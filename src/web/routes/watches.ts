/** The operator's watches. */
import type { Context } from 'hono';
import { sliceQuery } from '../../documents/slice.ts';
import { watchNameFault, watchPath } from '../../documents/watch.ts';
import { readConfig } from '../../env.ts';
import { checkAddress } from '../../feeds/address-guard.ts';
import type { NewWatch, WatchState } from '../../story-index/api.ts';
import { json } from '../api/operation.ts';
import { sliceOf, WatchName } from '../api/public-schema.ts';
import { WatchesSchema, WatchInputSchema, WatchMadeSchema, WatchRemovedSchema } from '../api/watch-schema.ts';
import { storyIndex } from '../data/document-repository.ts';
import type { AppEnv } from '../http/context.ts';
import { problem } from '../http/problem.ts';
import { apiRoute, type Route } from './route.ts';

/** Of a secret that is made here, as Standard Webhooks recommends: 24 to 64. */
const SECRET_BYTES = 32;

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
    handle: async (c, { json: { name, alert, ...input } }) => {
      const slice = sliceOf({ ...input, since: undefined });
      const nameFault = watchNameFault(name);
      if (nameFault !== undefined) return refused(c, 400, nameFault);
      if (sliceQuery(slice) === '') return refused(c, 400, 'A watch is a part of the stories: name what it must have.');
      const secret = alert?.secret ?? `whsec_${crypto.getRandomValues(new Uint8Array(SECRET_BYTES)).toBase64()}`;
      const checked = alert && checkedAlert(c, { ...alert, secret });
      if (checked && 'fault' in checked) return refused(c, 400, checked.fault);
      const made = await storyIndex(c.env).addWatch({ name, slice, ...(checked ? { alert: checked } : {}) });
      if (!made.ok) return refused(c, made.status, made.detail);
      const page = new URL(c.req.url).origin + watchPath(name);
      return c.json({ name, page, ...(alert && alert.secret === undefined ? { secret } : {}) });
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
      if (await storyIndex(c.env).removeWatch(name)) return c.json({ name });
      const detail = 'There is no watch of this name. GET /api/watches lists them.';
      return problem(c, { status: 404, title: 'Not Found', detail });
    },
  }),
];

type Alert = NonNullable<NewWatch['alert']>;
type AlertInput = Pick<Alert, 'url' | 'format' | 'secret'> & {
  readonly chat?: string | undefined;
  readonly enters?: boolean | undefined;
  readonly publishers?: number | undefined;
};

function checkedAlert(c: Context<AppEnv>, alert: AlertInput): Alert | { readonly fault: string } {
  const { url, format, secret, chat, publishers, enters = publishers === undefined } = alert;
  const verdict = checkAddress(url, readConfig(c.env).allowLoopback);
  // The detail may repeat the host, and nothing more of the address.
  if (!verdict.ok) return { fault: `The receiver's address was refused: ${verdict.detail}.` };
  if (format === 'telegram' && chat === undefined) return { fault: 'telegram needs "chat", the id of the chat.' };
  if (format !== 'telegram' && chat !== undefined) return { fault: 'Only telegram takes "chat".' };
  if (format === 'ntfy' && !/[^/]/.test(verdict.url.pathname)) {
    return { fault: 'The address of ntfy ends with the topic: https://ntfy.sh/topic.' };
  }
  if (!enters && publishers === undefined) {
    return { fault: 'Nothing would be told: set "enters" or "publishers".' };
  }
  return { url: verdict.url.href, format, secret, chat, enters, publishers, origin: new URL(c.req.url).origin };
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
  const title = status === 400 ? 'Bad Request' : 'Conflict';
  return problem(c, { status, title, detail: `${why} Nothing was changed.` });
}
