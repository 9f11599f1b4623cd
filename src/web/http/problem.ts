/** Errors as RFC 9457 problem+json, whose `detail` says what to do. Browsers get a page instead. */
import type { Context } from 'hono';
import type { OperateWords } from '../../localization/operate-in-arabic.ts';
import { errorPage } from '../pages/error.tsx';
import { noticePage } from '../pages/operate/notice.tsx';
import { shownTo } from './presentation.ts';

/** Retry-After when neither KV nor the index answers. */
const RETRY_AFTER_S = 60;
const DAY_MS = 86_400_000;

/** As HTTP names them. A problem with another title says its own. */
const TITLES = {
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  409: 'Conflict',
  410: 'Gone',
  413: 'Content Too Large',
  414: 'URI Too Long',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
} as const;

interface Besides {
  readonly title?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** `detail`: one English sentence that says what to do. */
export function problem(
  c: Context,
  status: keyof typeof TITLES,
  detail: string,
  { title = TITLES[status], headers }: Besides = {},
): Response {
  const common = { 'Cache-Control': 'no-store', ...headers };
  if (wantsPage(c)) return c.html(pageOf(c, status, detail), status, { ...common, Vary: 'Accept' });
  const body = JSON.stringify({ type: 'about:blank', title, status, detail, instance: new URL(c.req.url).pathname });
  return c.body(body, status, { ...common, 'Content-Type': 'application/problem+json; charset=utf-8', Vary: 'Accept' });
}

/** `why`: one sentence. Only the operator is told more than the default. */
export function unavailable(c: Context, why = 'The stories cannot be read just now.'): Response {
  const headers = { 'Retry-After': String(RETRY_AFTER_S) };
  return problem(c, 503, `${why} Ask again in ${RETRY_AFTER_S} seconds.`, { headers });
}

/** 503 until 00:00 UTC: readers' queries have read their share of the day's rows. */
export function queriesSpent(c: Context): Response {
  const seconds = Math.ceil((DAY_MS - (Date.now() % DAY_MS)) / 1000);
  const detail =
    'The share of this day for searches and older pages is used up; the front, its feeds and every story go on. Ask again after 00:00 UTC.';
  return problem(c, 503, detail, { headers: { 'Retry-After': String(seconds) } });
}

/** `why`: a sentence on the query. */
export function unusable(c: Context, why: string): Response {
  return problem(c, 400, `The query cannot be used. ${why}`);
}

export function notFound(c: Context): Response {
  return problem(c, 404, 'There is nothing at this address; /openapi.json lists the addresses that answer.');
}

export function unknownOutlet(c: Context): Response {
  return problem(c, 404, 'There is no outlet of this id; /api/outlets lists them.');
}

/** 410: the story was known once, and its articles are no longer kept. */
export function gone(c: Context): Response {
  return problem(c, 410, 'This story is no longer kept; /api/stories lists the ones that are.');
}

/** 405 (RFC 9110 §15.5.6). `methods`: the ones that work at this address. */
export function refuseMethod(c: Context, methods: readonly string[]): Response {
  const allow = methods.toSorted((a, b) => Number(isWrite(a)) - Number(isWrite(b))).join(', ');
  const detail = `${c.req.method} does not work here; use ${allow}.`;
  return problem(c, 405, detail, { headers: { Allow: allow } });
}

function isWrite(method: string): boolean {
  return method !== 'GET' && method !== 'HEAD';
}

/** The operator is told the whole sentence, and led back to where he came from. */
function pageOf(c: Context, status: number, detail: string): string {
  if (!/^\/operate(?:\/|$)/.test(new URL(c.req.url).pathname)) return errorPage(status, detail, shownTo(c));
  const say =
    status === 413 ? ({ nothingChanged }: OperateWords) => nothingChanged : ({ failed }: OperateWords) => failed;
  return noticePage(shownTo(c), say, { detail: [detail] });
}

function wantsPage(c: Context): boolean {
  return !new URL(c.req.url).pathname.startsWith('/api/') && (c.req.header('Accept') ?? '').includes('text/html');
}
