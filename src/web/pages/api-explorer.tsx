/** The API for people: every operation with a form that works without script, and what curl would send. */
import type { FC } from 'hono/jsx';
import * as z from 'zod/mini';
import { type Operation, openApiPath } from '../api/operation.ts';
import { FRONT_FEED, Page } from './layout.tsx';
import { useShown } from './shown.ts';
import { Submit } from './submit.tsx';

export interface Tried {
  /** Path and query asked for. */
  readonly address: string;
  readonly status: number;
  readonly body: string;
}

interface ApiProps {
  readonly operations: readonly Operation[];
  readonly origin: string;
  /** The id of an existing story, to start from. */
  readonly example: string | undefined;
  readonly tried: Tried | undefined;
}

export const ApiPage: FC<ApiProps> = ({ operations, origin, example, tried }) => {
  const { site, words } = useShown();
  const said = words.api;
  const open = operations.filter((o) => !o.operator && o.answer.type === 'application/json');
  return (
    <Page
      title={`${said.title} — ${site.name}`}
      description={said.description}
      section="api"
      feeds={[FRONT_FEED]}
      shared={{ path: '/api' }}
    >
      <div class="bar">
        <h1>{said.heading}</h1>
        <a href="/openapi.json">
          <code>openapi.json</code>
        </a>
      </div>
      {tried ? <Result {...tried} /> : null}
      <section class="sec api">
        <h2>{said.everyone}</h2>
        {open.map((o) => (
          <article class="sheet" dir="ltr">
            <Heading operation={o} />
            <form method="get" action="/api" aria-label={o.summary}>
              <input type="hidden" name="try" value={o.id} />
              {fields(o).map((name) => (
                <label>
                  <code>{name}</code>
                  <input name={name} value={name === 'id' ? example : undefined} required={name === 'id'} />
                </label>
              ))}
              <Submit label={said.tryIt} />
            </form>
          </article>
        ))}
      </section>
      <section class="sec api">
        <h2>{said.operator}</h2>
        <p class="meta">{said.operatorOnly}</p>
        {operations
          .filter((o) => o.operator)
          .map((o) => (
            <article class="sheet" dir="ltr">
              <Heading operation={o} />
              <pre tabindex={0}>{curl(o, origin)}</pre>
            </article>
          ))}
      </section>
    </Page>
  );
};

const Heading: FC<{ readonly operation: Operation }> = ({ operation }) => (
  <>
    <h3>
      <code>{`${operation.method.toUpperCase()} ${openApiPath(operation)}`}</code>
    </h3>
    <p class="meta" lang="en">
      {operation.summary}
    </p>
  </>
);

const Result: FC<Tried> = ({ address, status, body }) => (
  <section class="sec" aria-labelledby="result">
    <h2 id="result">
      <code>
        {status} {address}
      </code>
    </h2>
    <pre tabindex={0}>{body}</pre>
  </section>
);

/** Names of an operation's parameters, those of the path first. */
export function fields({ parameters = {}, query }: Operation): readonly string[] {
  return [...Object.keys(parameters), ...(query ? Object.keys(query._zod.def.shape) : [])];
}

function curl(operation: Operation, origin: string): string {
  const { method, body } = operation;
  const lines = [
    `curl -X ${method.toUpperCase()} '${origin}${openApiPath(operation)}'`,
    `  -H "Authorization: Bearer $ADMIN_TOKEN"`,
  ];
  const schema = body?.['application/json'];
  if (body?.['text/x-opml']) lines.push('  --data-binary @outlets.opml');
  else if (schema && typeof schema !== 'string') lines.push(`  --json '${JSON.stringify(sample(schema))}'`);
  return lines.join(' \\\n');
}

/** A body with the required fields. */
function sample(schema: z.ZodMiniType): Record<string, unknown> {
  const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' });
  const value = (name: string) => {
    const of = properties[name];
    if (typeof of !== 'object') return '…';
    return of.type === 'array' ? ['…'] : of.format === 'uri' ? 'https://example.org/feed.xml' : '…';
  };
  return Object.fromEntries(required.map((name) => [name, value(name)]));
}
