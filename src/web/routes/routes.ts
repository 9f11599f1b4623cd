/** Every route of the app, in one table. */
import type { Fetch } from '../api/explorer.ts';
import type { TokenCheck } from '../http/admin-token.ts';
import type { Parts } from '../http/context.ts';
import { API_ROUTES } from './api.ts';
import { dayRoutes } from './days.tsx';
import { documentationRoutes } from './documentation.tsx';
import { FEED_ROUTES } from './feeds.ts';
import { operateRoutes } from './operate.tsx';
import { operatorRoutes } from './operator.ts';
import { pageRoutes } from './pages.tsx';
import type { Route } from './route.ts';
import { SUBSCRIBE_ROUTE } from './subscription.tsx';
import { WATCH_ROUTES } from './watches.ts';

/** `fetch`: the app that these routes are for. */
export function createRoutes(parts: Parts, fetch: Fetch, check: TokenCheck): readonly Route[] {
  const api = [...FEED_ROUTES, ...API_ROUTES, ...operatorRoutes(parts), ...WATCH_ROUTES];
  const operations = api.flatMap(({ operation }) => operation ?? []);
  return [
    ...api,
    ...documentationRoutes(operations, fetch),
    ...pageRoutes(parts),
    ...dayRoutes(parts),
    SUBSCRIBE_ROUTE,
    ...operateRoutes(parts, check),
  ];
}
