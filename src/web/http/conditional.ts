/**
 * Validators and caching (RFC 9110, 9111). The strong ETag is made from the document's bytes, the address asked for and
 * the version of the rendering, so a 304 costs no rendering. What was rendered from the very same bytes is served again.
 */
import type { Context } from 'hono';
import { RENDERINGS_KEPT_MAX, STALE_IF_ERROR_S, STALE_WHILE_REVALIDATE_S } from '../../core/limits.ts';
import { RENDERING } from '../../feeds/render/render.ts';

/** What answers are made from. What was made is kept as long as this very object is. */
export interface Source {
  readonly bytes: Uint8Array;
  /** SHA-256, hex, of the bytes or of what they say; undefined until somebody asks. Not a promise: one request must not wait for another's. */
  digest: string | undefined;
}

export interface Answer {
  readonly source: Source;
  /** ms since the epoch; undefined: no Last-Modified. */
  readonly changed: number | undefined;
  readonly type: string;
  /** Seconds a cache may keep it without asking. */
  readonly fresh: number;
  /** What else the bytes depend on, e.g. the minute for words such as "five minutes ago". */
  readonly also?: string;
}

/** 304 when the client has these very bytes, otherwise 200 with what `render` gives. */
export async function answer(c: Context, about: Answer, render: () => string | Uint8Array): Promise<Response> {
  const made = await madeFrom(about, `${RENDERING} ${c.req.url} ${about.also ?? ''}`);
  const { tag, headers } = made;
  if (holds(c.req.raw.headers, tag, about.changed)) return new Response(null, { status: 304, headers });
  made.body ??= bodyOf(render());
  const whole = new Response(made.body, { headers });
  whole.headers.set('Content-Type', about.type);
  return whole;
}

/** For what is made for one request only. */
export function sourceOf(text: string): Source {
  return { bytes: new TextEncoder().encode(text), digest: undefined };
}

type Body = Uint8Array<ArrayBuffer>;

function bodyOf(made: string | Uint8Array): Body {
  return (typeof made === 'string' ? new TextEncoder().encode(made) : made) as Body;
}

interface Made {
  readonly tag: string;
  /** Of the 304 as of the whole answer. */
  readonly headers: Headers;
  /** undefined: whoever asked had it already. */
  body: Body | undefined;
}

/**
 * What was made from a source, by what else it depends on, the last asked for last. Kept exactly as long as the source itself
 * is: for one request, or until KV's document changes.
 */
const madeOf = new WeakMap<Source, Map<string, Made>>();

async function madeFrom(about: Answer, variant: string): Promise<Made> {
  const all = madeOf.get(about.source) ?? new Map<string, Made>();
  madeOf.set(about.source, all);
  const made = all.get(variant) ?? (await unmade(about, variant));
  all.delete(variant);
  all.set(variant, made);
  const oldest = all.keys().next().value;
  if (all.size > RENDERINGS_KEPT_MAX && oldest !== undefined) all.delete(oldest);
  return made;
}

async function unmade({ source, changed, fresh }: Answer, variant: string): Promise<Made> {
  const tag = await entityTag(source, variant);
  const headers = new Headers({
    ETag: tag,
    'Cache-Control': `public, max-age=${fresh}, stale-while-revalidate=${STALE_WHILE_REVALIDATE_S}, stale-if-error=${STALE_IF_ERROR_S}`,
    ...(changed === undefined ? {} : { 'Last-Modified': new Date(changed).toUTCString() }),
  });
  return { tag, headers, body: undefined };
}

async function entityTag(source: Source, variant: string): Promise<string> {
  source.digest ??= await sha256(source.bytes);
  const digest = await sha256(new TextEncoder().encode(`${source.digest}\n${variant}`));
  return `"${digest.slice(0, 24)}"`;
}

async function sha256(bytes: Uint8Array): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).toHex();
}

/**
 * Whether who asks with these headers has the very bytes that `tag` names, changed at `changed` ms since the epoch.
 * If-None-Match wins over If-Modified-Since (RFC 9110 §13.2.2) and compares weakly: a compressing proxy adds W/.
 */
function holds(headers: Headers, tag: string, changed: number | undefined): boolean {
  const known = headers.get('If-None-Match');
  if (known === tag) return true;
  if (known !== null) return known.split(',').some((t) => t.trim() === '*' || t.trim().replace(/^W\//, '') === tag);
  const since = changed === undefined ? null : headers.get('If-Modified-Since');
  return since !== null && changed !== undefined && Math.floor(changed / 1000) * 1000 <= Date.parse(since);
}
