/**
 * Public answers this isolate gave a few seconds ago, given again: without routes, KV or rendering; and who has one already
 * is told so (304). Promises an answer no older than RECENT_ANSWER_MS, a fraction of the max-age it carries. Keeps only what
 * has an ETag and may be cached by anyone, and forgets all when anything is changed through this isolate. Not the API, whose
 * answers depend on more than their address.
 */
import { RECENT_ANSWER_MS, RECENT_ANSWERS_BYTES_MAX } from '../core/limits.ts';
import { holds } from './conditional.ts';

type Fetch<E> = (request: Request, env: E, ctx?: ExecutionContext) => Response | Promise<Response>;

interface Recent {
  /** ms since the epoch. */
  readonly until: number;
  readonly tag: string;
  /** ms since the epoch; undefined: no Last-Modified. */
  readonly changed: number | undefined;
  readonly headers: Headers;
  /** undefined: it was a 304, so only who has it already can be answered. */
  readonly body: ArrayBuffer | undefined;
}

/** `now` in ms since the epoch. */
export function recently<E>(fetch: Fetch<E>, now: () => number): Fetch<E> {
  const kept = new Map<string, Recent>();
  /** Never less than what is kept: what took another's place is counted on. */
  let bytes = 0;
  const keep = (url: string, one: Recent) => {
    bytes += sizeOf(one);
    if (bytes > RECENT_ANSWERS_BYTES_MAX) {
      kept.clear();
      bytes = sizeOf(one);
    }
    kept.set(url, one);
  };
  return async (request, env, ctx) => {
    const { method, url } = request;
    const recent = method === 'GET' ? kept.get(url) : undefined;
    if (recent && recent.until > now()) {
      if (holds(request.headers, recent.tag, recent.changed)) return notModified(recent);
      if (recent.body) return new Response(recent.body, { headers: recent.headers });
    }
    const answer = await fetch(request, env, ctx);
    if (!READING.has(method)) kept.clear();
    return method === 'GET' && isKept(url, answer) ? remembered(answer, (one) => keep(url, one), now()) : answer;
  };
}

const API = /^https?:\/\/[^/]+\/api\//;
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** What an entry costs besides its body: the address and the headers. */
const HEAD_BYTES = 2_000;

function isKept(url: string, { status, headers }: Response): boolean {
  const fit = (status === 200 || status === 304) && headers.has('ETag');
  return fit && !!headers.get('Cache-Control')?.startsWith('public') && !API.test(url);
}

async function remembered(answer: Response, keep: (one: Recent) => void, now: number): Promise<Response> {
  const { headers, status } = answer;
  const changed = Date.parse(headers.get('Last-Modified') ?? '');
  const body = status === 200 ? await answer.arrayBuffer() : undefined;
  keep({
    until: now + RECENT_ANSWER_MS,
    tag: headers.get('ETag') ?? '',
    changed: Number.isNaN(changed) ? undefined : changed,
    headers,
    body,
  });
  return body ? new Response(body, { status, headers }) : answer;
}

function notModified({ headers }: Recent): Response {
  const answer = new Response(null, { status: 304, headers });
  answer.headers.delete('Content-Type');
  return answer;
}

function sizeOf({ body }: Recent): number {
  return HEAD_BYTES + (body?.byteLength ?? 0);
}
