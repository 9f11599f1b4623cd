/** Reads a request's query by its schema: what is wrong is answered with 400 and a sentence, never guessed at. */
import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { problem } from './problem.ts';
import { complaint } from './schema.ts';

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly response: Response };

export function readQuery<S extends z.ZodMiniType>(c: Context, schema: S): Read<z.output<S>> {
  const parsed = schema.safeParse(c.req.query());
  if (parsed.success) return { ok: true, value: parsed.data };
  const detail = `The query cannot be used. ${complaint(parsed.error)}`;
  return { ok: false, response: problem(c, { status: 400, title: 'Bad Request', detail }) };
}
