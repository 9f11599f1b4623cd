/**
 * Admits requests with `Authorization: Bearer <ADMIN_TOKEN>` (RFC 6750). Without a token that can be used the routes are closed.
 * Both tokens are hashed and the digests compared in constant time, so timing tells neither length nor prefix.
 * Hono's bearer-auth refuses tokens with spaces or punctuation, and any long random text may be set as ADMIN_TOKEN.
 */

import type { Context, MiddlewareHandler } from 'hono';
import ipaddr from 'ipaddr.js';
import QuickLRU from 'quick-lru';
import { configFaults, readConfig, TOKEN_CHARS_MAX } from '../../env.ts';
import type { AppEnv } from './context.ts';
import { problem } from './problem.ts';

/** Wrong tokens that one network may send in a minute before it is told to wait. */
const WRONG_TOKENS_PER_MINUTE_MAX = 10;
const WINDOW_MS = 60_000;
/** Between this many networks and twice as many are kept, so that a flood of addresses takes no memory. */
const NETWORKS_KEPT = 500;
/** Longest text taken for an address: IPv6 with an embedded IPv4 address and a zone. */
const ADDRESS_CHARS_MAX = 64;

const SCHEME = 'bearer ';
/** Spaces around the token are allowed, as many as a careless client writes. */
const HEADER_CHARS_MAX = TOKEN_CHARS_MAX + 100;

interface Wrong {
  readonly since: number;
  readonly count: number;
}

/**
 * The right token passes always: were its network locked out, anyone behind the same address could keep the operator out.
 * Only wrong tokens count, in this isolate's memory. That slows a guesser down; what stops one is the token's length.
 */
export function requireBearer(now: () => number): MiddlewareHandler<AppEnv> {
  const wrong = new QuickLRU<string, Wrong>({ maxSize: NETWORKS_KEPT });
  return async (c, next) => {
    const { adminToken } = readConfig(c.env);
    if (adminToken === undefined) return closed(c);
    const offered = tokenIn(c.req.header('Authorization'));
    if (offered !== undefined && (await sameSecret(offered, adminToken))) {
      c.set('admitted', true);
      await next();
      c.header('Cache-Control', 'private, no-store');
      const faults = configFaults(c.env);
      if (faults.length > 0) c.header('Wirefold-Configuration', faults.join(' '));
      return;
    }
    if (offered === undefined) return unauthorised(c, false);
    const network = networkOf(c.req.header('CF-Connecting-IP'));
    const at = now();
    const last = wrong.get(network);
    // A window that begins in the future was opened by a wrong clock.
    const recent = last && last.since <= at && at - last.since < WINDOW_MS ? last : undefined;
    if (recent && recent.count >= WRONG_TOKENS_PER_MINUTE_MAX) return tooMany(c, recent.since + WINDOW_MS - at);
    wrong.set(network, { since: recent?.since ?? at, count: (recent?.count ?? 0) + 1 });
    return unauthorised(c, true);
  };
}

/** The token of an Authorization header; '' for one that cannot be right, undefined when the header brings none. */
function tokenIn(header: string | undefined): string | undefined {
  if (header === undefined || header.slice(0, SCHEME.length).toLowerCase() !== SCHEME) return undefined;
  if (header.length > HEADER_CHARS_MAX) return '';
  return header.slice(SCHEME.length).trim() || undefined;
}

/** The /64 of an IPv6 address, because one customer has all of it; an IPv4 address alone, however it is written. */
function networkOf(address: string | undefined): string {
  if (address === undefined || address.length > ADDRESS_CHARS_MAX || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).join(':') : parsed.toString();
}

async function sameSecret(one: string, other: string): Promise<boolean> {
  const digest = (text: string) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return crypto.subtle.timingSafeEqual(await digest(one), await digest(other));
}

function closed(c: Context): Response {
  const detail =
    configFaults(c.env).find((fault) => fault.startsWith('ADMIN_TOKEN')) ??
    'The admin routes are closed: set a token with `npx wrangler secret put ADMIN_TOKEN`, then send it as "Authorization: Bearer …".';
  return problem(c, { status: 403, title: 'Admin routes are closed', detail });
}

function tooMany(c: Context, waitMs: number): Response {
  const seconds = Math.ceil(waitMs / 1000);
  const detail = `Too many wrong tokens from this network; the right one works at once, another try in ${seconds} seconds.`;
  return problem(c, { status: 429, title: 'Too Many Requests', detail, headers: { 'Retry-After': String(seconds) } });
}

function unauthorised(c: Context, wrong: boolean): Response {
  const detail = wrong
    ? 'This token is not the one set as ADMIN_TOKEN; send the right one as "Authorization: Bearer …".'
    : 'Send the token set as ADMIN_TOKEN as "Authorization: Bearer …".';
  const challenge = `Bearer realm="wirefold"${wrong ? ', error="invalid_token"' : ''}`;
  return problem(c, { status: 401, title: 'Unauthorized', detail, headers: { 'WWW-Authenticate': challenge } });
}
