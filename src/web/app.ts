/**
 * Everything readers, operators and programs reach over HTTP, as one Hono app.
 * Promises: whatever is shown carries nosniff and a policy that lets no script run; anything unexpected is a 503 that says
 * when to ask again, never half a document.
 */
import { Hono } from 'hono';
import type { Env, Round } from '../config.ts';
import { addAdminRoutes } from './admin-routes.ts';
import { addApiRoutes } from './api-routes.ts';
import { addFeedRoutes } from './feed-routes.ts';
import { refuseOtherMethods } from './methods.ts';
import { addPageRoutes } from './page-routes.tsx';
import { notFound, unavailable } from './problem.ts';
import { protect } from './protection.ts';

export interface AppEnv {
  Bindings: Env;
  /** `operator`: the route is for who has the token, so no other site may read its answer; `admitted`: who asks has it. */
  Variables: { operator?: true; admitted?: true };
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
  app.use(protect);
  addFeedRoutes(app);
  addApiRoutes(app);
  addAdminRoutes(app, parts);
  addPageRoutes(app, parts);
  refuseOtherMethods(app);
  app.notFound(notFound);
  app.onError((error, c) => {
    console.error(JSON.stringify({ event: 'request-failed', path: c.req.path, error: String(error) }));
    // Readers are not told what broke.
    return c.get('admitted') ? unavailable(c, error.message) : unavailable(c);
  });
  return app;
}
