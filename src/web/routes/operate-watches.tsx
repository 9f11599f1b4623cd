/** The operator's page of watches: what there is and how its alerts are taken, a form to make one, a button to remove one. */
import type { Context } from 'hono';
import { complaint, SliceQuerySchema } from '../api/public-schema.ts';
import { checkedWatch } from '../api/watch-input.ts';
import { WatchInputSchema } from '../api/watch-schema.ts';
import { storyIndex } from '../data/document-repository.ts';
import type { AppEnv, Parts } from '../http/context.ts';
import { type Form, readForm } from '../http/form.ts';
import { checkQuery } from '../http/query.ts';
import { WatchesPage, WatchMadePage } from '../pages/operate/watches.tsx';
import { doneIn, goTo, notDone, show } from './operate-answer.ts';
import { operatePage, type Route } from './route.ts';

const LIST = '/operate/watches';

export const operateWatchRoutes = ({ now }: Parts): readonly Route[] => [
  operatePage('get', LIST, async (c) => {
    const watches = await storyIndex(c.env).watches();
    return show(c, <WatchesPage {...{ watches, done: doneIn(c), now: now() }} />);
  }),
  operatePage('post', LIST, add),
  operatePage('post', '/operate/watches/:name/remove', async (c) => {
    const removed = await storyIndex(c.env).removeWatch(c.req.param('name'));
    return removed ? goTo(c, LIST, 'unwatched') : notDone(c, 404, (words) => words.watches.unknown, { back: LIST });
  }),
];

async function add(c: Context<AppEnv>): Promise<Response> {
  const form = await readForm(c);
  const refuse = (why: string, status: 400 | 409 = 400) =>
    notDone(c, status, (words) => words.nothingChanged, { detail: [why], back: LIST });
  const asked = form && inputOf(form);
  if (!asked) return notDone(c, 400, (words) => words.unreadable, { back: LIST });
  const input = WatchInputSchema.safeParse(asked);
  if (!input.success) return refuse(complaint(input.error));
  const checked = checkedWatch(input.data, c.env, new URL(c.req.url).origin);
  if ('fault' in checked) return refuse(checked.fault);
  const made = await storyIndex(c.env).addWatch(checked.watch);
  if (!made.ok) return refuse(made.detail, made.status);
  if (checked.made === undefined) return goTo(c, LIST, 'watched');
  return show(c, <WatchMadePage name={checked.watch.name} secret={checked.made} />);
}

/** As the API takes it. The slice is the address of its page on this site; undefined when it is none. */
function inputOf(form: Form): Record<string, unknown> | undefined {
  const text = (name: string) => form.text(name).trim() || undefined;
  const address = URL.parse(form.text('slice').trim(), 'https://own.invalid');
  if (!address) return undefined;
  const given = Object.fromEntries(
    [...address.searchParams.keys()].map((name) => [name, address.searchParams.getAll(name)]),
  );
  const query = checkQuery(given, SliceQuerySchema);
  if (!query.ok) return undefined;
  const { since: _, ...slice } = query.value;
  const least = text('alertPublishers');
  const publishers = least === undefined ? {} : { publishers: Number(least) };
  const [url, chat] = [text('url'), text('chat')];
  const alert = { url, format: text('format') ?? 'json', ...(chat === undefined ? {} : { chat }), ...publishers };
  return { name: text('name') ?? '', ...slice, ...(url === undefined ? {} : { alert }) };
}
