/** Answers 406 to API clients whose Accept header rules JSON out (RFC 9110 §12.5.1). */
import type { MiddlewareHandler } from 'hono';
import { problem } from './problem.ts';

export const acceptJson: MiddlewareHandler = async (c, next) => {
  if (!c.req.path.startsWith('/api/') || acceptsJson(c.req.header('Accept'))) return next();
  return problem(c, 406, 'The API answers in JSON only; send "Accept: application/json".');
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
