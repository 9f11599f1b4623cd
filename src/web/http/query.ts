/** Reads a request's query by its schema. A query that does not fit is answered with 400 and a sentence. */
import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { complaint } from '../api/public-schema.ts';
import { problem } from './problem.ts';

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly response: Response };

export function readQuery<S extends z.ZodMiniType>(c: Context, schema: S): Read<z.output<S>> {
  const asked = c.req.url.includes('?');
  const checked = checkQuery(asked ? c.req.queries() : {}, schema);
  return checked.ok ? checked : refused(c, checked.why);
}

type Checked<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly why: string };

/** `given`: every value of each parameter. `why` is an English sentence. */
export function checkQuery<S extends z.ZodMiniType>(
  given: Readonly<Record<string, readonly string[]>>,
  schema: S,
): Checked<z.output<S>> {
  const entries = Object.entries(given);
  const twice = entries.find(([, values]) => values.length > 1)?.[0];
  if (twice !== undefined) return { ok: false, why: `"${twice}" is given more than once.` };
  const parsed =
    entries.length > 0
      ? schema.safeParse(Object.fromEntries(entries.map(([name, [value]]) => [name, value])))
      : ofNothing(schema);
  return parsed.success ? { ok: true, value: parsed.data } : { ok: false, why: complaint(parsed.error) };
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
