/**
 * The Hono app: everything that readers, operators and programs reach over HTTP. An unexpected error is answered with 503 and
 * Retry-After, never with half a document.
 */
import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { configFaults } from '../env.ts';
import { limitsBody } from './api/operation.ts';
import { acceptJson } from './http/accept.ts';
import { createTokenCheck } from './http/admin-token.ts';
import { requireBearer } from './http/bearer.ts';
import type { AppEnv, Parts } from './http/context.ts';
import { publicCors } from './http/cors.ts';
import { guardOperatorPages } from './http/operator-pages.ts';
import { notFound, refuseMethod, unavailable } from './http/problem.ts';
import { limitBody } from './http/request-body.ts';
import { limitRequest } from './http/request-limits.ts';
import { securityHeaders } from './http/security-headers.ts';
import { createRoutes } from './routes/routes.ts';

export function createApp(parts: Parts): Hono<AppEnv> {
  const app = new Hono<AppEnv>();
  const check = createTokenCheck(parts.now);
  const routes = Object.groupBy(
    createRoutes(parts, (request, env) => app.fetch(request, env), check),
    ({ operation, operate }) => (operate ? 'operatePages' : operation?.operator ? 'operator' : 'public'),
  );
  app.use(securityHeaders);
  app.use(limitRequest);
  app.use(methodNotAllowed({ app, onMethodNotAllowed: refuseMethod }));
  // Registered before the CORS middleware, because no other site's script may read an operator's answers.
  const bearer = requireBearer(check);
  for (const { method, path, operation, handle } of routes.operator ?? []) {
    const limits = operation && limitsBody(operation) ? [limitBody] : [];
    app.on(method.toUpperCase(), path, acceptJson, bearer, ...limits, handle);
  }
  app.use('/operate/*', guardOperatorPages(parts.now));
  for (const { method, path, operate, handle } of routes.operatePages ?? []) {
    if (operate === 'streamed') app.on(method.toUpperCase(), path, handle);
    else app.on(method.toUpperCase(), path, limitBody, handle);
  }
  app.use(publicCors);
  app.use(acceptJson);
  for (const { method, path, handle } of routes.public ?? []) app.on(method.toUpperCase(), path, handle);
  app.notFound(notFound);
  app.onError((error, c) => {
    console.error(JSON.stringify({ event: 'request-failed', path: c.req.path, error: String(error) }));
    // Only the operator sees the error's message, and what is wrong with the configuration.
    return c.get('admitted') ? unavailable(c, [...configFaults(c.env), error.message].join(' ')) : unavailable(c);
  });
  return app;
}
