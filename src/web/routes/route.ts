/** A route is defined once. The app registers it, and /openapi.json, the API explorer and the tests read its operation. */
import type { Context } from 'hono';
import * as z from 'zod/mini';
import type { Operation } from '../api/operation.ts';
import type { AppEnv } from '../http/context.ts';
import { readQuery } from '../http/query.ts';
import { readJson } from '../http/request-body.ts';

type Answer = Response | Promise<Response>;

export interface Route {
  readonly method: Operation['method'];
  /** As Hono writes it: /stories/:id. */
  readonly path: string;
  /** undefined for pages and files, which the API does not list. */
  readonly operation: Operation | undefined;
  /** A page of the operator's, behind a session; of 'streamed' the body has no limit. */
  readonly operate?: true | 'streamed';
  readonly handle: (c: Context<AppEnv>) => Answer;
}

type Handler<P extends string, I> = (c: Context<AppEnv, P>, input: I) => Answer;

interface Definition<P extends string, Q extends z.ZodMiniObject, J extends z.ZodMiniType> extends Operation {
  readonly path: P;
  readonly query?: Q;
  /** The body in JSON, checked by this schema. `body` stands for bodies that `handle` reads itself. */
  readonly json?: J;
  readonly handle: Handler<P, { readonly query: z.output<Q>; readonly json: z.output<J> }>;
}

/** Calls `handle` with the checked query and body. A request that does not fit its schema is answered with 400. */
export function apiRoute<const P extends string, Q extends z.ZodMiniObject, J extends z.ZodMiniType>(
  definition: Definition<P, Q, J>,
): Route {
  const { handle, json, ...described } = definition;
  const operation: Operation = json ? { ...described, body: { 'application/json': json } } : described;
  return {
    method: operation.method,
    path: operation.path,
    operation,
    handle: async (c) => {
      const query = readQuery(c, definition.query ?? NO_PARAMETERS);
      if (!query.ok) return query.response;
      const body = json ? await readJson(c, json) : NOTHING;
      if (!body.ok) return body.response;
      return handle(c, { query: query.value as z.output<Q>, json: body.value as z.output<J> });
    },
  };
}

/** A page or a file, outside the API, which reads its query itself. */
export function pageRoute<const P extends string>(path: P, handle: (c: Context<AppEnv, P>) => Answer): Route {
  return { method: 'get', path, operation: undefined, handle };
}

/** A page or a form of the operator's. */
export function operatePage<const P extends string>(
  method: 'get' | 'post',
  path: P,
  handle: (c: Context<AppEnv, P>) => Answer,
  operate: Route['operate'] = true,
): Route {
  return { method, path, operation: undefined, operate, handle };
}

/** A page whose address takes these parameters. */
export function queriedRoute<const P extends string, Q extends z.ZodMiniType>(
  path: P,
  schema: Q,
  handle: (c: Context<AppEnv, P>, query: z.output<Q>) => Answer,
): Route {
  return pageRoute(path, (c) => {
    const query = readQuery(c, schema);
    return query.ok ? handle(c, query.value) : query.response;
  });
}

/** The query of an address that takes no parameters. */
export const NO_PARAMETERS = z.object({});

const NOTHING = { ok: true, value: undefined } as const;
