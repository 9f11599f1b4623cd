/** 405 for addresses that exist, with the methods that do work there (RFC 9110 §15.5.6). Called after all routes. */
import type { Hono } from 'hono';
import type { AppEnv } from './app.ts';
import { problem } from './problem.ts';

export function refuseOtherMethods(app: Hono<AppEnv>): void {
  const known = Map.groupBy(
    app.routes.filter((r) => r.method !== 'ALL'),
    (r) => r.path,
  );
  for (const [path, routes] of known) {
    const methods = new Set(routes.flatMap((r) => (r.method === 'GET' ? ['GET', 'HEAD'] : [r.method])));
    const allow = [...methods].join(', ');
    app.all(path, (c) => {
      const detail = `${c.req.method} does not work here; use ${allow}.`;
      return problem(c, { status: 405, title: 'Method Not Allowed', detail, headers: { Allow: allow } });
    });
  }
}
