/** What is told of an operation of the API: enough to describe it in OpenAPI and to try it on a page. */
import type * as z from 'zod/mini';

export interface Operation {
  readonly method: 'get' | 'post' | 'put' | 'delete';
  /** As OpenAPI writes it: /api/stories/{id}. */
  readonly path: string;
  readonly id: string;
  readonly summary: string;
  readonly admin?: true;
  readonly parameters?: { readonly [name: string]: z.ZodMiniType };
  readonly query?: z.ZodMiniObject;
  /** By media type; a string stands for text in that type. */
  readonly body?: { readonly [type: string]: z.ZodMiniType | string };
  readonly answer: { readonly status: 200 | 204; readonly type?: string; readonly schema?: z.ZodMiniType };
  /** Statuses of the problems it may answer with. */
  readonly problems: readonly number[];
}

export const json = (of: z.ZodMiniType) => ({ status: 200, type: 'application/json', schema: of }) as const;
export const text = (type: string) => ({ status: 200, type }) as const;
