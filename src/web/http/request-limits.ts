/** Bounds what a stranger may send before anything reads it: the address, with its query, and the headers that are read here. */
import type { MiddlewareHandler } from 'hono';
import { problem } from './problem.ts';

/** Our longest address is some 300 characters. UTF-16 units. */
const URL_CHARS_MAX = 4_096;
/** A token of 1,000 characters, or a hundred entity tags. Cloudflare lets 128 KB through. UTF-16 units. */
const HEADER_CHARS_MAX = 4_096;
/** Every header that the app or Hono's middleware reads. */
const HEADERS = [
  'Accept',
  'Authorization',
  'CF-Connecting-IP',
  'Content-Length',
  'Content-Type',
  'If-Modified-Since',
  'If-None-Match',
  'Origin',
  'Sec-Fetch-Site',
  'Access-Control-Request-Headers',
  'Access-Control-Request-Method',
];

export const limitRequest: MiddlewareHandler = async (c, next) => {
  if (c.req.url.length > URL_CHARS_MAX) {
    const detail = `The address is longer than ${URL_CHARS_MAX} characters; /openapi.json lists what may be asked.`;
    return problem(c, 414, detail);
  }
  const long = HEADERS.find((name) => (c.req.raw.headers.get(name)?.length ?? 0) > HEADER_CHARS_MAX);
  if (long === undefined) return next();
  const detail = `The header ${long} is longer than ${HEADER_CHARS_MAX} characters; send a shorter one.`;
  return problem(c, 431, detail);
};
