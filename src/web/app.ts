/**
 * The Hono app: everything readers, operators and programs reach over HTTP.
 * An unexpected error is answered with 503 and Retry-After, never with half a document.
 */
import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import type { Env, Round } from '../config.ts';
import { addAdminRoutes } from './admin-routes.ts';
import { addApiRoutes } from './api-routes.ts';
import { addFeedRoutes } from './feed-routes.ts';
import { acceptJson } from './http/accept.ts';
import { publicCors } from './http/cors.ts';
import { securityHeaders } from './http/security-headers.ts';
import { addPageRoutes } from './page-routes.tsx';
import { notFound, refuseMethod, unavailable } from './problem.ts';

export interface AppEnv {
  Bindings: Env;
  /** `admitted`: the request carries the operator's token. */
  Variables: { admitted?: true };
}

/** What the Worker lends the app. */
export interface Parts {
  /** Ticks every outlet and publishes. `now` is ms since the epoch; `force` ignores due times. */
  readonly ingest: (env: Env, now: number, force: boolean) => Promise<Round>;
  /** ms since the epoch. */
  readonly now: () => number;
}

export function createApp(parts: Parts): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  app.use(securityHeaders);
  app.use(methodNotAllowed({ app, onMethodNotAllowed: refuseMethod }));
  // Before the CORS middleware: no other site's script may read what an operator is told.
  addAdminRoutes(app, parts);
  app.use(publicCors);
  app.use(acceptJson);
  addFeedRoutes(app);
  addApiRoutes(app);
  addPageRoutes(app, parts);
  app.notFound(notFound);
  app.onError((error, c) => {
    console.error(JSON.stringify({ event: 'request-failed', path: c.req.path, error: String(error) }));
    // Only the operator is told what broke.
    return c.get('admitted') ? unavailable(c, error.message) : unavailable(c);
  });
  return app;
}
