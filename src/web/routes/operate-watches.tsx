/** The operator's page of watches: what there is and how its alerts are taken, a form to make one, a button to remove one. */
import type { Context } from 'hono';
import { complaint, SliceQuerySchema } from '../api/public-schema.ts';
import { checkedWatch } from '../api/watch-input.ts';
import { WatchInputSchema } from '../api/watch-schema.ts';
import { storyIndex } from '../data/document-repository.ts';
import type { AppEnv, Parts } from '../http/context.ts';
import { type Form, readForm } from '../http/form.ts';
import { checkQuery } from '../http/query.ts';
import { WatchesPage, WatchMadePage, WatchRemovalPage } from '../pages/operate/watches.tsx';
import { doneIn, goTo, notDone, show } from './operate-answer.ts';
import { operatePage, type Route } from './route.ts';

const LIST = '/operate/watches';

export const operateWatchRoutes = ({ now }: Parts): readonly Route[] => [
  operatePage('get', LIST, async (c) => {
    const watches = await storyIndex(c.env).watches();
    return show(c, <WatchesPage {...{ watches, done: doneIn(c), now: now() }} />);
  }),
  operatePage('post', LIST, (c) => add(c, now())),
  operatePage('post', '/operate/watches/:name/test', async (c) => {
    const index = storyIndex(c.env);
    const tested = await index.testWatch(c.req.param('name'));
    if (!tested) return notDone(c, 404, (words) => words.watches.unknown, { back: LIST });
    if (tested.taken) return goTo(c, LIST, 'tested');
    const watches = await index.watches();
    return show(c, <WatchesPage {...{ watches, untaken: tested.detail, now: now() }} />);
  }),
  operatePage('post', '/operate/watches/:name/remove', async (c) => {
    const form = await readForm(c);
    const index = storyIndex(c.env);
    const name = c.req.param('name');
    if (form?.text('confirm') !== '1' && (await index.watches()).some((watch) => watch.name === name)) {
      return show(c, <WatchRemovalPage name={name} />);
    }
    const removed = await index.removeWatch(name);
    return removed ? goTo(c, LIST, 'unwatched') : notDone(c, 404, (words) => words.watches.unknown, { back: LIST });
  }),
];

async function add(c: Context<AppEnv>, now: number): Promise<Response> {
  const form = await readForm(c);
  if (!form) return notDone(c, 400, (words) => words.unreadable, { back: LIST });
  const refuse = async (why: string, status: 400 | 409 = 400) => {
    const watches = await storyIndex(c.env).watches();
    return show(c, <WatchesPage {...{ watches, refused: { form, why }, now }} />, status);
  };
  const asked = inputOf(form);
  if (typeof asked === 'string') return refuse(asked);
  const input = WatchInputSchema.safeParse(asked);
  if (!input.success) return refuse(complaint(input.error));
  const checked = checkedWatch(input.data, c.env, new URL(c.req.url).origin);
  if ('fault' in checked) return refuse(checked.fault);
  const made = await storyIndex(c.env).addWatch(checked.watch);
  if (!made.ok) return refuse(made.detail, made.status);
  // Only a program verifies signatures.
  if (checked.made === undefined || checked.watch.alert?.format !== 'json') return goTo(c, LIST, 'watched');
  return show(c, <WatchMadePage name={checked.watch.name} secret={checked.made} />);
}

/** As the API takes it, or an English sentence why it cannot be. The slice is the address of its page on this site. */
function inputOf(form: Form): Record<string, unknown> | string {
  const text = (name: string) => form.text(name).trim() || undefined;
  const address = URL.parse(form.text('slice').trim(), 'https://own.invalid');
  if (!address) return '"slice": Invalid URL.';
  const given = Object.fromEntries(
    [...address.searchParams.keys()].map((name) => [name, address.searchParams.getAll(name)]),
  );
  const query = checkQuery(given, SliceQuerySchema);
  if (!query.ok) return query.why;
  const { since: _, ...slice } = query.value;
  const least = text('alertPublishers');
  const publishers = least === undefined ? {} : { publishers: Number(least) };
  const [url, chat] = [text('url'), text('chat')];
  const alert = { url, format: text('format') ?? 'json', ...(chat === undefined ? {} : { chat }), ...publishers };
  return { name: text('name') ?? '', ...slice, ...(url === undefined ? {} : { alert }) };
}
