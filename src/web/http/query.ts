/** Reads a request's query by its schema. A query that does not fit is answered with 400 and a sentence. */
import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { complaint } from '../api/public-schema.ts';
import { problem } from './problem.ts';

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly response: Response };

export function readQuery<S extends z.ZodMiniType>(c: Context, schema: S): Read<z.output<S>> {
  const asked = c.req.url.includes('?');
  const twice = asked ? Object.entries(c.req.queries()).find(([, values]) => values.length > 1)?.[0] : undefined;
  if (twice !== undefined) return refused(c, `"${twice}" is given more than once.`);
  const parsed = asked ? schema.safeParse(c.req.query()) : ofNothing(schema);
  if (parsed.success) return { ok: true, value: parsed.data };
  return refused(c, complaint(parsed.error));
}

function refused(c: Context, why: string): { readonly ok: false; readonly response: Response } {
  const detail = `The query cannot be used. ${why}`;
  return { ok: false, response: problem(c, { status: 400, title: 'Bad Request', detail }) };
}

/** The result for a request without a query, which most requests are. Cached per schema. */
function ofNothing<S extends z.ZodMiniType>(schema: S): z.core.util.SafeParseResult<z.output<S>> {
  const known = defaults.get(schema) ?? schema.safeParse({});
  defaults.set(schema, known);
  return known as z.core.util.SafeParseResult<z.output<S>>;
}

const defaults = new WeakMap<z.ZodMiniType, z.core.util.SafeParseResult<unknown>>();
