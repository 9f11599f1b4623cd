/** Lets scripts of any site read feeds and the public API, without credentials. */
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';

const PREFLIGHT_MAX_AGE_S = 86_400;

const allowAnyOrigin = cors({
  origin: '*',
  allowMethods: ['GET', 'HEAD'],
  allowHeaders: ['If-None-Match', 'If-Modified-Since'],
  exposeHeaders: ['ETag', 'Last-Modified'],
  maxAge: PREFLIGHT_MAX_AGE_S,
});

/** Answers every OPTIONS request. */
export const publicCors: MiddlewareHandler = (c, next) => {
  if (c.req.method === 'OPTIONS') c.header('Allow', 'GET, HEAD, OPTIONS');
  return allowAnyOrigin(c, next);
};
