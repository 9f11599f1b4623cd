/** Bodies of operators' requests: limited in size, and JSON checked by its schema. */
import type { Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type * as z from 'zod/mini';
import { jsonStructureFault } from '../../feeds/json-structure.ts';
import { ADMIN_BODY_BYTES_MAX } from '../../limits.ts';
import { complaint } from '../api/public-schema.ts';
import { problem } from './problem.ts';
import type { Read } from './query.ts';

/** 500 outlets with all their fields have 13,000. */
const BODY_VALUES_MAX = 50_000;

/** Refuses a body past the limit with 413, whether or not it announces its length. */
export const limitBody = bodyLimit({
  maxSize: ADMIN_BODY_BYTES_MAX,
  onError: (c) => problem(c, 413, `The body is larger than ${ADMIN_BODY_BYTES_MAX} bytes; send fewer outlets.`),
});

export async function readJson<S extends z.ZodMiniType>(c: Context, schema: S): Promise<Read<z.output<S>>> {
  return parseJson(c, await c.req.arrayBuffer(), schema);
}

export function parseJson<S extends z.ZodMiniType>(c: Context, bytes: ArrayBuffer, schema: S): Read<z.output<S>> {
  if (bytes.byteLength === 0) {
    return badRequest(c, 'Nothing was changed. The body is empty; /openapi.json shows what is expected.');
  }
  let json: unknown;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
    const fault = jsonStructureFault(text, BODY_VALUES_MAX);
    if (fault !== undefined) return badRequest(c, `Nothing was changed. The body is too much: ${fault}`);
    json = JSON.parse(text);
  } catch {
    return badRequest(c, 'The body is not JSON in UTF-8; /openapi.json shows what is expected.');
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return { ok: true, value: parsed.data };
  return badRequest(c, `Nothing was changed. ${complaint(parsed.error)}`);
}

export function badRequest(c: Context, detail: string): Read<never> {
  return { ok: false, response: problem(c, 400, detail) };
}
