/** Runs one read-only operation for the API explorer inside the app, without a second request over the network. */
import type { Context } from 'hono';
import type { Env } from '../../env.ts';
import type { AppEnv } from '../http/context.ts';
import { fields, type Tried } from '../pages/api-explorer.tsx';
import { type Operation, openApiPath } from './operation.ts';

export type Fetch = (request: Request, env: Env) => Response | Promise<Response>;

/** Characters of an answer that the page shows. */
const SHOWN_CHARS_MAX = 20_000;

/** undefined when the request tries nothing. Only JSON that anyone may read can be tried. */
export async function tryOperation(
  operations: readonly Operation[],
  fetch: Fetch,
  c: Context<AppEnv>,
): Promise<Tried | undefined> {
  const operation = operations.find(
    (o) => o.id === c.req.query('try') && o.method === 'get' && o.answer.type === 'application/json',
  );
  if (!operation) return undefined;
  const url = new URL(c.req.url);
  url.search = '';
  const path = openApiPath(operation);
  url.pathname = path;
  for (const name of fields(operation)) {
    const value = c.req.query(name);
    if (operation.parameters?.[name]) url.pathname = path.replace(`{${name}}`, encodeURIComponent(value ?? ''));
    else if (value) url.searchParams.set(name, value);
  }
  const ask = () => fetch(new Request(url, { headers: { Accept: 'application/json' } }), c.env);
  let response = await ask();
  // The fields may spell the address in another way than the canonical one.
  const to = response.status === 301 ? new URL(response.headers.get('Location') ?? '', url) : undefined;
  if (to?.pathname === url.pathname) {
    url.search = to.search;
    response = await ask();
  }
  return { address: url.pathname + url.search, status: response.status, body: pretty(await response.text()) };
}

function pretty(body: string): string {
  let text = body;
  try {
    text = JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    // Not JSON, so it is shown as it is.
  }
  return text.length > SHOWN_CHARS_MAX ? `${text.slice(0, SHOWN_CHARS_MAX)}\n…` : text;
}
