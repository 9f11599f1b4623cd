/**
 * Validators and caching (RFC 9110, 9111). The strong ETag is made from the document's bytes, the address asked for and
 * the version of the rendering, so a 304 costs no rendering. What was rendered from the very same bytes is served again.
 */
import type { Context } from 'hono';
import { RENDERINGS_KEPT_MAX, STALE_IF_ERROR_S, STALE_WHILE_REVALIDATE_S } from '../core/limits.ts';
import { RENDERING } from '../feeds/render/render.ts';

/** What answers are made from. What was made is kept as long as this very object is. */
export interface Source {
  readonly bytes: Uint8Array;
  /** SHA-256, hex, of the bytes or of what they say; undefined: nobody has looked yet. */
  readonly digest: string | undefined;
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
  readonly headers?: Readonly<Record<string, string>>;
}

/** 304 when the client has these very bytes, otherwise 200 with what `render` gives. */
export async function answer(c: Context, about: Answer, render: () => string | Uint8Array): Promise<Response> {
  const tag = await entityTag(about.source, `${RENDERING} ${c.req.url} ${about.also ?? ''}`);
  const made = madeFrom(about.source).answers;
  const headers: Record<string, string> = {
    ETag: tag,
    'Cache-Control': `public, max-age=${about.fresh}, stale-while-revalidate=${STALE_WHILE_REVALIDATE_S}, stale-if-error=${STALE_IF_ERROR_S}`,
    ...(about.changed === undefined ? {} : { 'Last-Modified': new Date(about.changed).toUTCString() }),
    ...about.headers,
  };
  if (holds(c.req.raw.headers, tag, about.changed)) return c.body(null, 304, headers);
  const body = made.get(tag) ?? bodyOf(render());
  keep(made, tag, body);
  return c.body(body, 200, { ...headers, 'Content-Type': about.type });
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
  /** Of the source. Not a promise: one request must not wait for another's. */
  digest: string | undefined;
  /** By entity tag, the last made last. */
  readonly answers: Map<string, Body>;
}

function keep(answers: Map<string, Body>, tag: string, body: Body): void {
  answers.set(tag, body);
  const oldest = answers.keys().next().value;
  if (answers.size > RENDERINGS_KEPT_MAX && oldest !== undefined) answers.delete(oldest);
}

/** Kept exactly as long as the source itself is: for one request, or until KV's document changes. */
const madeOf = new WeakMap<Source, Made>();

function madeFrom(source: Source): Made {
  const known = madeOf.get(source);
  if (known) return known;
  const made: Made = { digest: source.digest, answers: new Map() };
  madeOf.set(source, made);
  return made;
}

async function entityTag(source: Source, variant: string): Promise<string> {
  const made = madeFrom(source);
  made.digest ??= await sha256(source.bytes);
  const digest = await sha256(new TextEncoder().encode(`${made.digest}\n${variant}`));
  return `"${digest.slice(0, 24)}"`;
}

async function sha256(bytes: Uint8Array): Promise<string> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes)).toHex();
}

/**
 * Whether who asks with these headers has the very bytes that `tag` names, changed at `changed` ms since the epoch.
 * If-None-Match wins over If-Modified-Since (RFC 9110 §13.2.2) and compares weakly: a compressing proxy adds W/.
 */
export function holds(headers: Headers, tag: string, changed: number | undefined): boolean {
  const known = headers.get('If-None-Match');
  if (known === tag) return true;
  if (known !== null) return known.split(',').some((t) => t.trim() === '*' || t.trim().replace(/^W\//, '') === tag);
  const since = changed === undefined ? null : headers.get('If-Modified-Since');
  return since !== null && changed !== undefined && Math.floor(changed / 1000) * 1000 <= Date.parse(since);
}
