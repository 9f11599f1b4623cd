/**
 * Admits requests with `Authorization: Bearer <ADMIN_TOKEN>` (RFC 6750). Without a token that can be used the routes are closed.
 * Hono's bearer-auth refuses tokens with spaces or punctuation, and any long random text may be set as ADMIN_TOKEN.
 */

import type { Context, MiddlewareHandler } from 'hono';
import { configFaults, readConfig, TOKEN_CHARS_MAX } from '../../env.ts';
import type { TokenCheck } from './admin-token.ts';
import type { AppEnv } from './context.ts';
import { problem } from './problem.ts';

const SCHEME = 'bearer ';
/** Spaces around the token are allowed, as many as a careless client writes. */
const HEADER_CHARS_MAX = TOKEN_CHARS_MAX + 100;

export function requireBearer(check: TokenCheck): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const { adminToken } = readConfig(c.env);
    if (adminToken === undefined) return closed(c);
    const offered = tokenIn(c.req.header('Authorization'));
    if (offered === undefined) return unauthorised(c, false);
    const verdict = await check(c, offered, adminToken);
    if (!verdict.right) return verdict.waitMs === undefined ? unauthorised(c, true) : tooMany(c, verdict.waitMs);
    c.set('admitted', true);
    await next();
    c.header('Cache-Control', 'private, no-store');
    const faults = configFaults(c.env);
    if (faults.length > 0) c.header('Wirefold-Configuration', faults.join(' '));
  };
}

/** The token of an Authorization header; '' for one that cannot be right, undefined when the header brings none. */
function tokenIn(header: string | undefined): string | undefined {
  if (header === undefined || header.slice(0, SCHEME.length).toLowerCase() !== SCHEME) return undefined;
  if (header.length > HEADER_CHARS_MAX) return '';
  return header.slice(SCHEME.length).trim() || undefined;
}

function closed(c: Context): Response {
  const detail =
    configFaults(c.env).find((fault) => fault.startsWith('ADMIN_TOKEN')) ??
    'The admin routes are closed: set a token with `npx wrangler secret put ADMIN_TOKEN`, then send it as "Authorization: Bearer …".';
  return problem(c, 403, detail, { title: 'Admin routes are closed' });
}

function tooMany(c: Context, waitMs: number): Response {
  const seconds = Math.ceil(waitMs / 1000);
  const detail = `Too many wrong tokens from this network; the right one works at once, another try in ${seconds} seconds.`;
  return problem(c, 429, detail, { headers: { 'Retry-After': String(seconds) } });
}

function unauthorised(c: Context, wrong: boolean): Response {
  const detail = wrong
    ? 'This token is not the one set as ADMIN_TOKEN; send the right one as "Authorization: Bearer …".'
    : 'Send the token set as ADMIN_TOKEN as "Authorization: Bearer …".';
  const challenge = `Bearer realm="wirefold"${wrong ? ', error="invalid_token"' : ''}`;
  return problem(c, 401, detail, { headers: { 'WWW-Authenticate': challenge } });
}
