/** Bodies of admin requests: capped while they stream in, then JSON checked by its schema. */
import type { Context } from 'hono';
import type * as z from 'zod/mini';
import { ADMIN_BODY_BYTES_MAX } from '../core/limits.ts';
import { problem } from './problem.ts';
import type { Read } from './query.ts';
import { complaint } from './schema.ts';

/** The body's bytes. Content-Length is a claim, so what arrives is counted as well. */
export async function readBody(c: Context): Promise<Read<Uint8Array>> {
  if (Number(c.req.header('Content-Length') ?? 0) > ADMIN_BODY_BYTES_MAX) return tooLarge(c);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of c.req.raw.body ?? []) {
    length += chunk.length;
    if (length > ADMIN_BODY_BYTES_MAX) return tooLarge(c);
    chunks.push(chunk);
  }
  const all = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return { ok: true, value: all };
}

export async function readJson<S extends z.ZodMiniType>(c: Context, schema: S): Promise<Read<z.output<S>>> {
  const body = await readBody(c);
  return body.ok ? parseJson(c, body.value, schema) : body;
}

export function parseJson<S extends z.ZodMiniType>(c: Context, bytes: Uint8Array, schema: S): Read<z.output<S>> {
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    return refuse(c, 400, 'Bad Request', 'The body is not JSON in UTF-8; /openapi.json shows what is expected.');
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  return refuse(c, 400, 'Bad Request', `Nothing was changed. ${complaint(parsed.error)}`);
}

function tooLarge(c: Context): Read<never> {
  return refuse(
    c,
    413,
    'Content Too Large',
    `The body is larger than ${ADMIN_BODY_BYTES_MAX} bytes; send fewer outlets.`,
  );
}

export function refuse(c: Context, status: 400 | 413 | 415, title: string, detail: string): Read<never> {
  return { ok: false, response: problem(c, { status, title, detail }) };
}
