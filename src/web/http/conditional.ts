/**
 * Conditional requests and caching (RFC 9110, 9111). The strong ETag is a digest of the document, the request's URL and the
 * rendering version, so a 304 needs no rendering. Hono's etag middleware hashes the rendered body instead.
 */
import type { Context } from 'hono';
import QuickLRU from 'quick-lru';
import { siteOf } from '../../env.ts';
import { STALE_IF_ERROR_S, STALE_WHILE_REVALIDATE_S } from '../../limits.ts';
import { renderedBy } from '../../render/render.ts';

/** Between this many renderings of one document and twice as many are cached: formats, queries, a page's last minutes. */
const RENDERINGS_CACHED = 6;
/** Bytes of all bodies cached, with the addresses they answer. The front's feeds and pages take 3 MB; an isolate has 128. */
export const RENDERED_BYTES_MAX = 16 * 1024 * 1024;

/** What an answer is rendered from. Renderings are cached for as long as this object lives. */
export interface Source {
  readonly bytes: Uint8Array;
  /** SHA-256 in hex, computed when first needed. Not a promise, because one request may not wait for another's I/O. */
  digest: string | undefined;
}

interface Answer {
  readonly source: Source;
  /** ms since the epoch; undefined: no Last-Modified. */
  readonly changed: number | undefined;
  readonly type: string;
  /** Seconds a cache may keep it without asking. */
  readonly fresh: number;
  /** Anything else that the rendering depends on, such as the minute from which relative times count. */
  readonly also?: string;
}

/** 304 when the client already has the same bytes, otherwise 200 with what `render` returns. */
export async function answer(c: Context, about: Answer, render: () => string | Uint8Array): Promise<Response> {
  const rendering = await renderingOf(about, `${renderedBy(siteOf(c.env))} ${c.req.url} ${about.also ?? ''}`);
  const { tag, headers } = rendering;
  if (isFresh(c.req.raw.headers, tag, about.changed)) return new Response(null, { status: 304, headers });
  const body = rendering.body ?? bytesOf(render());
  keepBody(rendering, body, c.req.url.length);
  const whole = new Response(body, { headers });
  whole.headers.set('Content-Type', about.type);
  return whole;
}

/** A body that is made for one request only, without Last-Modified. */
export function answerOnce(c: Context, body: string, type: string, fresh: number): Promise<Response> {
  return answer(c, { source: sourceOf(body), changed: undefined, type, fresh }, () => body);
}

/** The source of an answer that is made for one request only. */
export function sourceOf(text: string): Source {
  return { bytes: new TextEncoder().encode(text), digest: undefined };
}

type Body = Uint8Array<ArrayBuffer>;

function bytesOf(rendered: string | Uint8Array): Body {
  return (typeof rendered === 'string' ? new TextEncoder().encode(rendered) : rendered) as Body;
}

interface Rendering {
  readonly tag: string;
  /** The same on a 304 and on a 200. */
  readonly headers: Headers;
  /** undefined while only 304s were sent. */
  body: Body | undefined;
}

/** Renderings whose body is cached, the one asked least recently first, each with its bytes. */
const kept = new Map<Rendering, number>();
let keptBytes = 0;

/** Caches the body, and drops those asked least recently until all fit. */
function keepBody(rendering: Rendering, body: Body, keyLength: number): void {
  forgetBody(rendering);
  // A key of UTF-16 is kept with the rendering, and once more in the map of its source.
  const bytes = body.byteLength + 4 * keyLength;
  if (bytes > RENDERED_BYTES_MAX) return;
  rendering.body = body;
  kept.set(rendering, bytes);
  keptBytes += bytes;
  for (const [oldest] of kept) {
    if (keptBytes <= RENDERED_BYTES_MAX) break;
    forgetBody(oldest);
  }
}

function forgetBody(rendering: Rendering): void {
  keptBytes -= kept.get(rendering) ?? 0;
  kept.delete(rendering);
  rendering.body = undefined;
}

/** What the cached bodies take, for the tests that hold its bound. */
export function renderedBytes(): number {
  return keptBytes;
}

/** Renderings of each source, by URL and `also`. They live as long as their source: one request, or until KV's document changes. */
const renderingsOf = new WeakMap<Source, QuickLRU<string, Rendering>>();

async function renderingOf(about: Answer, variant: string): Promise<Rendering> {
  const all = renderingsOf.get(about.source) ?? new QuickLRU<string, Rendering>({ maxSize: RENDERINGS_CACHED });
  renderingsOf.set(about.source, all);
  const rendering = all.get(variant) ?? (await newRendering(about, variant));
  all.set(variant, rendering);
  return rendering;
}

async function newRendering({ source, changed, fresh }: Answer, variant: string): Promise<Rendering> {
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
 * Whether the client already has the version with this `tag`, last changed at `changed`, ms since the epoch.
 * If-None-Match takes precedence over If-Modified-Since (RFC 9110 §13.2.2). It compares weakly: compressing proxies add W/.
 */
function isFresh(headers: Headers, tag: string, changed: number | undefined): boolean {
  const known = headers.get('If-None-Match');
  if (known === tag) return true;
  if (known !== null) return known.split(',').some((t) => t.trim() === '*' || t.trim().replace(/^W\//, '') === tag);
  const since = changed === undefined ? null : headers.get('If-Modified-Since');
  return since !== null && changed !== undefined && Math.floor(changed / 1000) * 1000 <= Date.parse(since);
}
