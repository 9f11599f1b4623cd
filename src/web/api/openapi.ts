/** OpenAPI 3.1 of every operation, generated from the schemas that check requests. */
import * as z from 'zod/mini';
import { type Operation, openApiPath, problemsOf } from './operation.ts';
import { ProblemSchema } from './public-schema.ts';

type Json = Record<string, unknown>;

const STATUS: Record<number, string> = {
  200: 'OK',
  204: 'Done',
  400: 'The request cannot be used',
  401: 'The token is missing or wrong',
  403: 'No usable ADMIN_TOKEN is set: closed',
  404: 'There is none',
  409: 'Not possible as things stand',
  410: 'Known once, no longer kept',
  413: 'Too large',
  414: 'The address is too long',
  415: 'Not a type that is understood',
  429: 'Too many wrong tokens',
  431: 'A header is too long',
  502: 'The outlet’s site does not answer as it should',
  503: 'Not just now; see Retry-After',
};

/** `origin` is the scheme and host of this deployment, `name` what its operator calls it. */
export function openApiDocument(operations: readonly Operation[], origin: string, name: string): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    const path = openApiPath(operation);
    paths[path] = { ...paths[path], [operation.method]: describeOperation(operation) };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: name,
      version: '1',
      summary: 'One story, many outlets: merged feeds of Arabic news, one per story.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: origin }],
    paths,
    components: {
      schemas: { Problem: schemaOf(ProblemSchema, 'output') },
      securitySchemes: {
        token: { type: 'http', scheme: 'bearer', description: 'The secret ADMIN_TOKEN of the deployment.' },
      },
    },
  };
}

function describeOperation(operation: Operation): Json {
  return {
    operationId: operation.id,
    summary: operation.summary,
    security: operation.operator ? [{ token: [] }] : [],
    ...(operation.parameters || operation.query ? { parameters: [...inPath(operation), ...inQuery(operation)] } : {}),
    ...(operation.body ? { requestBody: { required: true, content: bodyContent(operation.body) } } : {}),
    responses: responses(operation),
  };
}

function inPath({ parameters = {} }: Operation): Json[] {
  return Object.entries(parameters).map(([name, of]) => ({
    name,
    in: 'path',
    required: true,
    schema: schemaOf(of, 'input'),
  }));
}

function inQuery({ query }: Operation): Json[] {
  if (!query) return [];
  const { properties = {} } = schemaOf(query, 'input') as { properties?: Record<string, Json> };
  return Object.entries(properties).map(([name, of]) => ({ name, in: 'query', required: false, schema: of }));
}

function bodyContent(body: NonNullable<Operation['body']>): Json {
  return Object.fromEntries(
    Object.entries(body).map(([type, of]) => [
      type,
      { schema: typeof of === 'string' ? { type: 'string', description: of } : schemaOf(of, 'input') },
    ]),
  );
}

function responses(operation: Operation): Json {
  const { answer } = operation;
  const content = answer.type
    ? { content: { [answer.type]: { schema: answer.schema ? schemaOf(answer.schema, 'output') : { type: 'string' } } } }
    : {};
  const refused = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } };
  return {
    [answer.status]: { description: STATUS[answer.status], ...content },
    ...Object.fromEntries(
      problemsOf(operation).map((status) => [status, { description: STATUS[status], content: refused }]),
    ),
  };
}

function schemaOf(of: z.ZodMiniType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(of, { io, unrepresentable: 'any' });
  return rest;
}
