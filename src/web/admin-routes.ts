/** What an operator may do, with the bearer token. Every change is whole or not at all; a refusal says what to send. */
import type { Context, Hono } from 'hono';
import { OUTLETS_MAX } from '../core/limits.ts';
import type { Correction } from '../stories/api.ts';
import type { AppEnv, Parts } from './app.ts';
import { requireBearer } from './bearer.ts';
import { limitBody, readJson } from './body.ts';
import { acceptJson } from './http/accept.ts';
import { outletFrom, readOutlets } from './outlet-input.ts';
import { problem } from './problem.ts';
import { readQuery } from './query.ts';
import { storyIndex } from './reading.ts';
import { IngestQuery, MergeInput, OutletInput, SplitInput } from './schema.ts';

export function addAdminRoutes(app: Hono<AppEnv>, { ingest, now }: Parts): void {
  const bearer = requireBearer(now);

  app.post('/api/ingest', acceptJson, bearer, async (c) => {
    const query = readQuery(c, IngestQuery);
    if (!query.ok) return query.response;
    const { reports: outlets, published } = await ingest(c.env, now(), query.value.force === '1');
    return c.json({ outlets, filed: outlets.reduce((sum, o) => sum + o.filed, 0), published });
  });

  app.put('/api/outlets', acceptJson, bearer, limitBody, async (c) => {
    const list = await readOutlets(c);
    if (!list.ok) return list.response;
    await storyIndex(c.env).replaceOutlets(list.value);
    return c.json({ outlets: list.value.length });
  });

  app.post('/api/outlets', acceptJson, bearer, limitBody, async (c) => {
    const input = await readJson(c, OutletInput);
    if (!input.ok) return input.response;
    const outlet = outletFrom(input.value);
    if (await storyIndex(c.env).putOutlet(outlet)) return c.json(outlet);
    const detail = `The list has ${OUTLETS_MAX} outlets, as many as it can: remove one first. Nothing was changed.`;
    return problem(c, { status: 409, title: 'Conflict', detail });
  });

  app.delete('/api/outlets/:id', acceptJson, bearer, async (c) => {
    if (await storyIndex(c.env).removeOutlet(c.req.param('id'))) return c.body(null, 204);
    const detail = 'There is no outlet of this id; /api/outlets lists them.';
    return problem(c, { status: 404, title: 'Not Found', detail });
  });

  app.post('/api/stories/:id/merge', acceptJson, bearer, limitBody, async (c) => {
    const input = await readJson(c, MergeInput);
    if (!input.ok) return input.response;
    return corrected(c, await storyIndex(c.env).merge(c.req.param('id'), input.value.into));
  });

  app.post('/api/stories/:id/split', acceptJson, bearer, limitBody, async (c) => {
    const input = await readJson(c, SplitInput);
    if (!input.ok) return input.response;
    return corrected(c, await storyIndex(c.env).split(c.req.param('id'), input.value.articles));
  });

  app.get('/api/backup', acceptJson, bearer, async (c) => {
    const headers = {
      'Content-Type': 'application/x-ndjson',
      'Content-Disposition': 'attachment; filename="wirefold.ndjson"',
      'Cache-Control': 'no-store',
    };
    return c.body(await storyIndex(c.env).backup(), 200, headers);
  });

  app.put('/api/backup', acceptJson, bearer, async (c) => {
    const { body } = c.req.raw;
    const restored = body
      ? await storyIndex(c.env).restore(body)
      : { ok: false as const, line: 0, detail: 'The body is empty: send what GET /api/backup gave.' };
    if (restored.ok) return c.json({ rows: restored.rows });
    const detail = `Line ${restored.line}: ${restored.detail} Nothing was changed.`;
    return problem(c, { status: 400, title: 'Bad Request', detail });
  });

  app.post('/api/republish', acceptJson, bearer, async (c) => c.json(await storyIndex(c.env).republish()));
}

function corrected(c: Context, correction: Correction): Response {
  if (correction.ok) return c.json({ story: correction.story });
  const { status, detail } = correction;
  return problem(c, { status, title: status === 404 ? 'Not Found' : 'Conflict', detail });
}
