/** The operator's pages of outlets: the list, adding, changing, pausing, removing, and OPML in. */
import type { Context } from 'hono';
import { decodeFeed } from '../../feeds/charset.ts';
import { OUTLETS_MAX } from '../../limits.ts';
import type { OutletEntry } from '../../story-index/api.ts';
import { checkedChanges, checkedOutlet, outletsInOpml } from '../api/outlet-input.ts';
import { ChangeOutletSchema, complaint, OutletInputSchema } from '../api/public-schema.ts';
import { storyIndex } from '../data/document-repository.ts';
import { feedsAt } from '../data/feeds-at.ts';
import type { AppEnv, Parts } from '../http/context.ts';
import { type Form, readForm } from '../http/form.ts';
import { EditOutletPage, FoundPage, RemovalPage } from '../pages/operate/edit-outlet.tsx';
import { ImportedPage, isState, OutletListPage } from '../pages/operate/outlet-list.tsx';
import { doneIn, goTo, notDone, ownPath, show } from './operate-answer.ts';
import { operatePage, type Route } from './route.ts';

const LIST = '/operate/outlets';

export const operateOutletRoutes = ({ now }: Parts): readonly Route[] => [
  operatePage('get', LIST, async (c) => {
    const state = c.req.query('state');
    const named = (c.req.query('named') ?? '').trim().slice(0, NAMED_CHARS_MAX);
    const filter = { named, state: isState(state) ? state : undefined, country: c.req.query('country') };
    const outlets = await storyIndex(c.env).outlets();
    const doneTo = c.req.query('outlet');
    return show(c, <OutletListPage {...{ outlets, filter, done: doneIn(c), doneTo, now: now() }} />);
  }),
  operatePage('post', '/operate/outlets/find', async (c) => {
    const form = await readForm(c);
    const address = form?.text('address').trim() ?? '';
    const userAgent = OutletInputSchema.shape.userAgent.safeParse(form?.text('userAgent').trim() || undefined);
    if (address === '' || !userAgent.success) return notDone(c, 400, (words) => words.unreadable, { back: LIST });
    const found = await feedsAt(c.env, address, userAgent.data, now());
    const countries = countriesOf(await storyIndex(c.env).outlets());
    return show(c, <FoundPage {...{ address, userAgent: userAgent.data, found, countries }} />);
  }),
  operatePage('post', LIST, async (c) => {
    const form = await readForm(c);
    const named = ['feed', 'name', 'group', 'home', 'userAgent'].map((name) => [name, form?.text(name).trim()]);
    const input = OutletInputSchema.safeParse(Object.fromEntries(named.filter(([, value]) => value)));
    const outlet = input.success ? checkedOutlet(input.data, c.env) : { fault: complaint(input.error) };
    if ('fault' in outlet) {
      return notDone(c, 400, (words) => words.nothingChanged, { detail: [outlet.fault], back: LIST });
    }
    const known = (await storyIndex(c.env).outlets()).some(({ settings }) => settings.id === outlet.id);
    // What is listed keeps its settings: this form asks for some of them only.
    const path = `${LIST}/${outlet.id}`;
    if (known) return c.redirect(path, 303);
    if (await storyIndex(c.env).putOutlet(outlet)) return goTo(c, path, 'added');
    return notDone(c, 409, (words) => words.outlets.full, { back: LIST });
  }),
  operatePage('post', '/operate/outlets/import', importOpml),
  operatePage('get', '/operate/outlets/:id', async (c) => {
    const outlets = await storyIndex(c.env).outlets();
    const entry = find(outlets, c.req.param('id'));
    if (!entry) return unknown(c);
    return show(c, <EditOutletPage {...{ entry, countries: countriesOf(outlets), done: doneIn(c), now: now() }} />);
  }),
  operatePage('post', '/operate/outlets/:id', async (c) => {
    const form = await readForm(c);
    const path = `${LIST}/${c.req.param('id')}`;
    const input = ChangeOutletSchema.safeParse(form ? changesIn(form) : {});
    const changes = input.success ? checkedChanges(input.data) : { fault: complaint(input.error) };
    if ('fault' in changes) {
      return notDone(c, 400, (words) => words.nothingChanged, { detail: [changes.fault], back: path });
    }
    const changed = await storyIndex(c.env).changeOutlet(c.req.param('id'), changes);
    return changed ? goTo(c, path, 'saved') : unknown(c);
  }),
  ...(
    [
      ['pause', true],
      ['resume', false],
    ] as const
  ).map(([deed, disabled]) =>
    operatePage('post', `/operate/outlets/:id/${deed}`, async (c) => {
      const form = await readForm(c);
      const id = c.req.param('id') ?? '';
      const changed = await storyIndex(c.env).changeOutlet(id, { disabled });
      const back = ownPath(form?.text('back') || LIST);
      return changed ? goTo(c, back, disabled ? 'paused' : 'resumed', id) : unknown(c);
    }),
  ),
  operatePage('post', '/operate/outlets/:id/remove', async (c) => {
    const form = await readForm(c);
    const index = storyIndex(c.env);
    const id = c.req.param('id');
    const entry = find(await index.outlets(), id);
    if (!form || !entry) return unknown(c);
    const all = form.text('articles') === '1';
    if (form.text('confirm') !== '1') {
      const counts = all ? await index.takeDownOutlet(id, '', true) : undefined;
      return show(c, <RemovalPage {...{ entry, counts }} />);
    }
    if (all) await index.takeDownOutlet(id, form.text('reason').slice(0, REASON_CHARS_MAX), false);
    else await index.removeOutlet(id);
    return goTo(c, LIST, 'removed');
  }),
];

/** A name has at most so many. UTF-16 units. */
const NAMED_CHARS_MAX = 200;
/** As the API takes it. UTF-16 units. */
const REASON_CHARS_MAX = 500;

function find(outlets: readonly OutletEntry[], id: string): OutletEntry | undefined {
  return outlets.find(({ settings }) => settings.id === id);
}

function unknown(c: Context<AppEnv>): Response | Promise<Response> {
  return notDone(c, 404, (words) => words.outlets.unknown, { back: LIST });
}

function countriesOf(outlets: readonly OutletEntry[]): readonly string[] {
  return [...new Set(outlets.flatMap(({ settings }) => settings.group ?? []))];
}

/** The whole form: an empty field takes the setting away, a box that is not ticked is not sent. */
function changesIn(form: Form): Record<string, unknown> {
  const text = (name: string) => form.text(name).trim() || null;
  const number = (name: string) => (text(name) === null ? null : Number(text(name)));
  return {
    name: form.text('name'),
    group: text('group'),
    home: text('home'),
    publisher: text('publisher'),
    userAgent: text('userAgent'),
    itemsPerDay: number('itemsPerDay'),
    priority: number('priority') ?? 0,
    summaryOnly: form.has('summaryOnly'),
    unmerged: form.has('unmerged'),
  };
}

/** Takes what can be used and names the rest. Of an outlet that is listed, adding keeps the settings. */
async function importOpml(c: Context<AppEnv>): Promise<Response> {
  const form = await readForm(c);
  const file = await form?.file('file');
  if (!form || !file) return notDone(c, 400, (words) => words.unreadable, { back: LIST });
  const decoded = decodeFeed(file, undefined);
  const read = decoded.ok ? outletsInOpml(decoded.text, c.env) : { ok: false as const, why: decoded.detail };
  if (!read.ok) return notDone(c, 400, (words) => words.nothingChanged, { detail: [read.why], back: LIST });
  const index = storyIndex(c.env);
  const all = (await index.outlets()).map(({ settings }) => settings);
  const before = form.text('how') === 'replace' ? [] : all;
  const listed = new Set(before.map(({ id }) => id));
  const fresh = read.value.outlets.filter(({ id }) => !listed.has(id));
  const known = read.value.outlets.filter(({ id }) => listed.has(id));
  const room = Math.max(0, OUTLETS_MAX - before.length);
  const list = [...before, ...fresh.slice(0, room)];
  await index.replaceOutlets(list);
  const kept = new Set(list.map(({ id }) => id));
  const removed = all.filter(({ id }) => !kept.has(id)).length;
  const leftOut = [
    ...read.value.leftOut,
    ...known.map(({ name }) => `"${name}" is in the list already and stays as it is there`),
    ...fresh.slice(room).map(({ name }) => `"${name}" is left out: the list holds ${OUTLETS_MAX} outlets`),
  ];
  return show(c, <ImportedPage taken={Math.min(fresh.length, room)} removed={removed} leftOut={leftOut} />);
}
