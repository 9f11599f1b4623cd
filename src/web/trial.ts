/** Runs one read-only operation for the page to try the API, inside the app: no second request over the network. */
import type { Context, Hono } from 'hono';
import type { AppEnv } from './app.ts';
import { OPERATIONS } from './operations.ts';
import { fields, type Tried } from './pages/api.tsx';

/** Characters of an answer shown: the page stays a page. */
const SHOWN_CHARS_MAX = 20_000;

/** undefined when the request tries nothing. Only what anyone may read can be tried. */
export async function tryOperation(app: Hono<AppEnv>, c: Context<AppEnv>): Promise<Tried | undefined> {
  const operation = OPERATIONS.find(
    (o) => o.id === c.req.query('try') && o.method === 'get' && o.answer.type === 'application/json',
  );
  if (!operation) return undefined;
  const url = new URL(c.req.url);
  url.search = '';
  url.pathname = operation.path;
  for (const name of fields(operation)) {
    const value = c.req.query(name);
    if (operation.parameters?.[name])
      url.pathname = operation.path.replace(`{${name}}`, encodeURIComponent(value ?? ''));
    else if (value) url.searchParams.set(name, value);
  }
  const response = await app.fetch(new Request(url, { headers: { Accept: 'application/json' } }), c.env);
  return { address: url.pathname + url.search, status: response.status, body: pretty(await response.text()) };
}

function pretty(body: string): string {
  let text = body;
  try {
    text = JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    // Not JSON: shown as it came.
  }
  return text.length > SHOWN_CHARS_MAX ? `${text.slice(0, SHOWN_CHARS_MAX)}\n…` : text;
}
