import { describe, expect, it } from 'vitest';
import type * as z from 'zod/mini';
import { createApp } from '../../../src/web/app.ts';
import { GOLD, NOON, outletOf, SHIP } from '../../render/documents.ts';
import { nothingDue, ROUTES, serve, settings, TOKEN } from '../service.ts';

interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, { responses: Record<string, unknown>; security?: unknown }>>;
}

const read = async () => (await (await serve().get('/openapi.json')).json()) as Document;

it('is OpenAPI 3.1 and lists every route that is not a page', async () => {
  const document = await read();
  expect(document.openapi).toMatch(/^3\.1/);
  const app = createApp({ ingest: nothingDue, now: () => NOON });
  const pages = new Set(ROUTES.filter((r) => !r.operation).map((r) => r.path));
  const routes = app.routes
    .filter((r) => r.method !== 'ALL' && !pages.has(r.path))
    .map((r) => `${r.method.toLowerCase()} ${r.path.replaceAll(/:(\w+)/g, '{$1}')}`);
  const described = Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.keys(operations).map((method) => `${method} ${path}`),
  );
  expect(new Set(described)).toEqual(new Set(routes));
});

it('says which operations want the token', async () => {
  const { paths } = await read();
  expect(paths['/api/ingest']?.post?.security).toEqual([{ token: [] }]);
  expect(paths['/api/stories']?.get?.security).toEqual([]);
  for (const operation of Object.values(paths).flatMap((path) => Object.values(path)))
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['414', '431']));
});

describe('every JSON answer is as its schema says', () => {
  const ids: Record<string, string> = { story: SHIP.id, outlet: outletOf('sada').id };
  const operations = ROUTES.flatMap((r) => r.operation ?? []).filter((o) => o.method === 'get' && o.answer.schema);

  it.each(operations.map((o) => [o.id, o] as const))('%s', async (id, operation) => {
    const path = operation.path.replace(':id', ids[id] ?? '').replace(':name', 'ships');
    const response = await (operation.operator ? serve().send('GET', path, { token: TOKEN }) : serve().get(path));
    const strict = operation.answer.schema as z.ZodMiniType;
    const body: unknown = await response.json();
    expect(strict.safeParse(body).error).toBeUndefined();
    expect(strict.parse(body)).toEqual(body);
  });
});

describe('the page to try it', () => {
  it.each([
    ['/api?try=stories&limit=1', '200 /api/stories?limit=1', GOLD.title],
    [`/api?try=story&id=${SHIP.id}`, `200 /api/stories/${SHIP.id}`, SHIP.title],
    ['/api?try=stories&limit=0', '400 /api/stories?limit=0', 'The query cannot be used.'],
    ['/api?try=story&id=../health', '404 /api/stories/..%2Fhealth', 'Not Found'],
  ])('%s', async (path, title, part) => {
    const html = await (await serve().get(path)).text();
    expect(html).toContain(title.replaceAll('&', '&amp;'));
    expect(html).toContain(part);
  });

  it('tries nothing that changes anything', async () => {
    const { get, asked } = serve();
    await get('/api?try=republish');
    await get(`/api?try=removeOutlet&id=${settings().id}`);
    expect(asked).toEqual([]);
  });
});
