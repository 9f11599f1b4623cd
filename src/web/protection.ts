/**
 * Headers every answer carries that shows something. The pages need no script at all, so the policy allows none; images are
 * the outlets' own and come from anywhere over https. Feeds and the public API may be read by any site, without credentials.
 */
import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from './app.ts';
import { problem } from './problem.ts';

const POLICY = [
  "default-src 'none'",
  "style-src 'self'",
  "img-src 'self' https:",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ');

export const protect: MiddlewareHandler<AppEnv> = async (c, next) => {
  const json = c.req.path.startsWith('/api/') && !acceptsJson(c.req.header('Accept'));
  if (json) {
    c.res = problem(c, {
      status: 406,
      title: 'Not Acceptable',
      detail: 'The API answers in JSON only; send "Accept: application/json".',
    });
  } else if (c.req.method === 'OPTIONS') {
    c.res = new Response(null, { status: 204, headers: { Allow: 'GET, HEAD, OPTIONS', ...PREFLIGHT } });
  } else await next();

  const { headers, status } = c.res;
  // A 304 shows nothing: what the reader has came with them, and browsers take no news of them from a 304.
  if (status !== 304) {
    headers.set('X-Content-Type-Options', 'nosniff');
    headers.set('Content-Security-Policy', POLICY);
    headers.set('Referrer-Policy', 'strict-origin-when-cross-origin');
  }
  if (['GET', 'HEAD', 'OPTIONS'].includes(c.req.method) && !c.get('operator')) {
    headers.set('Access-Control-Allow-Origin', '*');
    headers.set('Access-Control-Expose-Headers', 'ETag, Last-Modified');
  }
};

const PREFLIGHT = {
  'Access-Control-Allow-Methods': 'GET, HEAD',
  'Access-Control-Allow-Headers': 'If-None-Match, If-Modified-Since',
  'Access-Control-Max-Age': '86400',
};

function acceptsJson(header: string | undefined): boolean {
  if (!header) return true;
  return header.split(',').some((range) => {
    const [type = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    return (
      /^(\*\/\*|application\/\*|application\/(.+\+)?json)$/.test(type) &&
      !parameters.some((p) => /^q=0(\.0*)?$/.test(p))
    );
  });
}
