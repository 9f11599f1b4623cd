/** The API's documentation: /openapi.json for programs, and the API explorer for people. */
import { siteOf } from '../../env.ts';
import { FEED_FRESH_S } from '../../limits.ts';
import { type Fetch, tryOperation } from '../api/explorer.ts';
import { openApiDocument } from '../api/openapi.ts';
import type { Operation } from '../api/operation.ts';
import { readFront } from '../data/document-repository.ts';
import { answerOnce } from '../http/conditional.ts';
import { shownTo } from '../http/presentation.ts';
import { ApiPage } from '../pages/api-explorer.tsx';
import { renderPage } from '../pages/render-page.tsx';
import { pageRoute, type Route } from './route.ts';

/** `fetch`: the app itself, where the explorer's requests are answered. */
export const documentationRoutes = (operations: readonly Operation[], fetch: Fetch): readonly Route[] => [
  pageRoute('/openapi.json', (c) => {
    const body = JSON.stringify(openApiDocument(operations, new URL(c.req.url).origin, siteOf(c.env).name));
    return answerOnce(c, body, 'application/json; charset=utf-8', FEED_FRESH_S);
  }),
  pageRoute('/api', async (c) => {
    const front = await readFront(c.env);
    const example =
      front.kind === 'sealed' ? front.document.stories(front.document.entries().slice(0, 1))[0]?.id : undefined;
    const tried = await tryOperation(operations, fetch, c);
    return c.html(
      renderPage(<ApiPage {...{ operations, example, tried }} origin={new URL(c.req.url).origin} />, shownTo(c)),
    );
  }),
];
