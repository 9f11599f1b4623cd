/**
 * Admits requests with `Authorization: Bearer <ADMIN_TOKEN>` (RFC 6750). Without a configured token the routes are closed.
 * Both tokens are hashed and the digests compared in constant time, so timing tells neither length nor prefix.
 * Hono's bearer-auth refuses tokens with spaces or punctuation, and any long random text may be set as ADMIN_TOKEN.
 */
import type { Context, MiddlewareHandler } from 'hono';
import QuickLRU from 'quick-lru';
import { readConfig } from '../../env.ts';
import type { AppEnv } from './context.ts';
import { problem } from './problem.ts';

/** Wrong tokens that one address may try in a minute: enough for a person who mistypes, too few for guessing. */
const ADMIN_FAILURES_PER_MINUTE_MAX = 10;

const WINDOW_MS = 60_000;
/** Between this many addresses and twice as many are cached, so that a flood of addresses takes no memory. */
const ADDRESSES_CACHED = 500;

interface Failures {
  readonly since: number;
  readonly count: number;
}

/** Counts failed attempts per address in this isolate's memory, which is enough against guessing a long token. */
export function requireBearer(now: () => number): MiddlewareHandler<AppEnv> {
  const failures = new QuickLRU<string, Failures>({ maxSize: ADDRESSES_CACHED });
  return async (c, next) => {
    const { adminToken } = readConfig(c.env);
    if (adminToken === undefined) return closed(c);
    const address = c.req.header('CF-Connecting-IP') ?? 'unknown';
    const at = now();
    const failed = failures.get(address);
    const recent = failed && at - failed.since < WINDOW_MS ? failed : undefined;
    if (recent && recent.count >= ADMIN_FAILURES_PER_MINUTE_MAX) return tooMany(c, recent.since + WINDOW_MS - at);
    const offered = /^Bearer +(.*\S) *$/i.exec(c.req.header('Authorization') ?? '')?.[1];
    if (offered !== undefined && (await sameSecret(offered, adminToken))) {
      c.set('admitted', true);
      return next();
    }
    failures.set(address, { since: recent?.since ?? at, count: (recent?.count ?? 0) + 1 });
    return unauthorised(c, offered !== undefined);
  };
}

async function sameSecret(one: string, other: string): Promise<boolean> {
  const digest = (text: string) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return crypto.subtle.timingSafeEqual(await digest(one), await digest(other));
}

function closed(c: Context): Response {
  const detail =
    'The admin routes are closed: set a token with `npx wrangler secret put ADMIN_TOKEN`, then send it as "Authorization: Bearer …".';
  return problem(c, { status: 403, title: 'Admin routes are closed', detail });
}

function tooMany(c: Context, waitMs: number): Response {
  const seconds = Math.ceil(waitMs / 1000);
  const detail = `Too many wrong tokens from this address; try again in ${seconds} seconds.`;
  return problem(c, { status: 429, title: 'Too Many Requests', detail, headers: { 'Retry-After': String(seconds) } });
}

function unauthorised(c: Context, wrong: boolean): Response {
  const detail = wrong
    ? 'This token is not the one set as ADMIN_TOKEN; send the right one as "Authorization: Bearer …".'
    : 'Send the token set as ADMIN_TOKEN as "Authorization: Bearer …".';
  const challenge = `Bearer realm="wirefold"${wrong ? ', error="invalid_token"' : ''}`;
  return problem(c, { status: 401, title: 'Unauthorized', detail, headers: { 'WWW-Authenticate': challenge } });
}
