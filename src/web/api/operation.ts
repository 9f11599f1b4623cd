/** The description of one API operation, from which OpenAPI, the API explorer and the checks of its requests are made. */
import type * as z from 'zod/mini';

export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** As Hono writes it: /api/stories/:id. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  /** Requires the operator's token. */
  readonly operator?: true;
  readonly parameters?: { readonly [name: string]: z.ZodMiniType };
  readonly query?: z.ZodMiniObject;
  /** The body's schemas by media type. A string describes a body that is text. */
  readonly body?: { readonly [type: string]: z.ZodMiniType | string };
  /** The body has no limit, because it is read as a stream. */
  readonly streamed?: true;
  readonly answer: { readonly status: 200 | 204; readonly type?: string; readonly schema?: z.ZodMiniType };
  /** Statuses of the problems it may answer with, besides those that follow from its query, body and token. */
  readonly problems?: readonly number[];
}

export const json = (schema: z.ZodMiniType) => ({ status: 200, type: 'application/json', schema }) as const;
export const text = (type: string) => ({ status: 200, type }) as const;

/** /api/stories/:id as OpenAPI writes it: /api/stories/{id}. */
export function openApiPath({ path }: Operation): string {
  return path.replaceAll(/:(\w+)/g, '{$1}');
}

export function limitsBody({ body, streamed }: Operation): boolean {
  return body !== undefined && !streamed;
}

/** Every problem status the operation may answer with. */
export function problemsOf(operation: Operation): readonly number[] {
  const { query, body, operator, problems = [] } = operation;
  return [
    ...problems,
    ...(query || body ? [400] : []),
    ...(limitsBody(operation) ? [413] : []),
    ...(operator ? [401, 403, 429] : []),
    // request-limits.ts, for whatever is asked.
    ...[414, 431],
  ];
}
