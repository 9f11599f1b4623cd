/** The app over a KV and an index made of plain objects. Each test decides what they hold and how they fail. */

import { DOCUMENT_VERSION, type FrontDocument, type StoryDocument } from '../../src/documents/document.ts';
import type { OutletSettings } from '../../src/documents/outlet.ts';
import { sliceOutlets, unknownInSlice, WHOLE } from '../../src/documents/slice.ts';
import { decodeCursor, encodeCursor, newestFirst } from '../../src/documents/story-cursor.ts';
import type { Env } from '../../src/env.ts';
import { DEFAULT_LOCALIZED } from '../../src/localization/localization.ts';
import { encodeDaily } from '../../src/render/daily-snapshot.ts';
import { updatesAddress } from '../../src/render/front-address.ts';
import { type EncodedFront, encodeFront } from '../../src/render/front-snapshot.ts';
import { renderUpdates } from '../../src/render/render.ts';
import { encodeWatch } from '../../src/render/watch-snapshot.ts';
import type {
  Correction,
  Health,
  OutletEntry,
  StoriesQuery,
  StoryAnswer,
  StoryIndexApi,
} from '../../src/story-index/api.ts';
import { UNKNOWN_IN_SLICE } from '../../src/story-index/api.ts';
import { storiesFeed } from '../../src/story-index/read/front.ts';
import { answers, hasNone, parseSearch, rangesOf, searchable } from '../../src/text/search.ts';
import { createApp } from '../../src/web/app.ts';
import { createTokenCheck } from '../../src/web/http/admin-token.ts';
import type { Parts } from '../../src/web/http/context.ts';
import { createRoutes } from '../../src/web/routes/routes.ts';
import { outletSettings } from '../builders.ts';
import { DAY, frontStory, GOLD, MUSEUM, NOON, type OutletName, outletOf, SHIP } from '../render/documents.ts';

const NO_DAYS = { changed: 0, days: [] };

export const TOKEN = 'a-token-of-the-tests';
export const ORIGIN = 'https://wirefold.example';

export const nothingDue: Parts['ingest'] = async () => ({
  reports: [],
  published: { written: 0, left: 0, rationed: false, failure: undefined },
});

/** Every route of the app. */
export const ROUTES = createRoutes(
  { ingest: nothingDue, now: () => NOON },
  () => new Response(),
  createTokenCheck(() => NOON),
);

export interface Service {
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  readonly send: (
    method: string,
    path: string,
    init?: { token?: string; body?: BodyInit; headers?: Record<string, string>; plain?: boolean },
  ) => Promise<Response>;
  /** Every call to the index, by method. */
  readonly asked: string[];
}

export interface Given {
  readonly kv?: Readonly<Record<string, unknown>>;
  readonly kvFails?: boolean;
  readonly index?: Partial<StoryIndexApi>;
  readonly token?: string | undefined;
  /** Settings and bindings in place of these; undefined for one that is missing. */
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly now?: () => number;
  readonly ingest?: Parts['ingest'];
}

const told = {
  id: SHIP.id,
  title: SHIP.title,
  url: SHIP.url,
  publishers: 4,
  countries: ['الكويت', 'لبنان'],
  articles: SHIP.articles.map(({ id, outlet, title, url }) => ({ id, outlet, title, url })),
};
const due = NOON - 6 * 3_600_000;
export const DAYS = [
  { date: '2026-11-22', since: due - 24 * 3_600_000, at: due, stories: [told] },
  { date: '2026-11-21', since: due - 2 * 24 * 3_600_000, at: due - 24 * 3_600_000, stories: [] },
];

export const DAY_IN_KV = {
  front: DAY,
  daily: encodeDaily({ changed: NOON, days: DAYS }, 'ab'.repeat(32), DEFAULT_LOCALIZED),
  [`story/${SHIP.id}`]: SHIP,
  [`story/${MUSEUM.id}`]: MUSEUM,
  'story/storyolder0001': { id: 'storyolder0001', movedTo: SHIP.id },
};

export function serve(given: Given = {}): Service {
  const asked: string[] = [];
  const env = bindings(given, asked);
  const app = createApp({ ingest: given.ingest ?? nothingDue, now: given.now ?? (() => NOON) });
  const send: Service['send'] = async (method, path, { token, body, headers = {}, plain = false } = {}) => {
    const authorization = token === undefined ? {} : { Authorization: `Bearer ${token}` };
    const init = { method, headers: { ...headers, ...authorization }, ...(body === undefined ? {} : { body }) };
    return app.request((plain ? ORIGIN.replace('https:', 'http:') : ORIGIN) + path, init, env);
  };
  /** Follows the redirect to another spelling of the same address, as every client does. */
  const get: Service['get'] = async (path, headers = {}) => {
    const response = await send('GET', path, { headers });
    const to = response.status === 301 ? (response.headers.get('Location') ?? '') : '';
    return to.split('?')[0] === path.split('?')[0] ? send('GET', to, { headers }) : response;
  };
  return { asked, send, get };
}

const asText = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value));

interface Stored {
  readonly value: string;
  readonly metadata: unknown;
}

/** `value` as StoryIndex stores it: a front with its feeds, a story with its version. A `Stored` or a text stays as it is. */
async function stored(key: string, value: unknown): Promise<Stored> {
  if (typeof value === 'object' && value !== null) {
    if ('metadata' in value) return value as Stored;
    if ('updates' in value) return published(value as FrontDocument);
  }
  return { value: asText(value), metadata: key.startsWith('story/') ? { version: DOCUMENT_VERSION } : null };
}

const encoded = new WeakMap<FrontDocument, EncodedFront>();

/** A front as StoryIndex writes it. */
export async function published(front: FrontDocument): Promise<EncodedFront> {
  const known = encoded.get(front) ?? (await encode(front));
  encoded.set(front, known);
  return known;
}

async function encode(front: FrontDocument): Promise<EncodedFront> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(JSON.stringify(front)));
  return encodeFront(front, new Uint8Array(digest).toHex());
}

/** An environment of plain objects. `asked` receives the name of each call to the index. */
export function bindings(given: Given, asked: string[]): Env {
  const { kv = DAY_IN_KV, kvFails = false, index = {} } = given;
  const token = 'token' in given ? given.token : TOKEN;
  return {
    STORIES: {
      getWithMetadata: async (key: string, type: 'stream' | 'arrayBuffer') => {
        if (kvFails) throw new Error('KV GET failed: 500');
        const held = kv[key];
        if (held === undefined) return { value: null, metadata: null };
        const { value, metadata } = await stored(key, held);
        const bytes = new TextEncoder().encode(value);
        return { value: type === 'stream' ? new Response(bytes).body : bytes.buffer, metadata };
      },
    },
    STORY_INDEX: { getByName: () => counting({ ...fakeIndex(), ...index }, asked) },
    OUTLET: {
      getByName: () => ({
        find: async () => ({
          kind: 'page',
          address: 'https://a.example/',
          title: 'A',
          feeds: [{ address: 'https://a.example/rss', title: 'كل الأخبار' }],
        }),
      }),
    },
    ...given.settings,
    ...(token === undefined ? {} : { ADMIN_TOKEN: token }),
  } as unknown as Env;
}

/** The outlet of a document as the operator's list has it. */
function listed(name: OutletName) {
  const { id, name: title, home, feed } = outletOf(name);
  return { id, name: title, home, feed };
}

export function settings(given: Partial<OutletSettings> = {}): OutletSettings {
  return outletSettings(outletOf('sada').id, { ...listed('sada'), group: 'الخليج', ...given });
}

export const OUTLETS: readonly OutletEntry[] = [
  {
    settings: settings(),
    status: {
      outlet: settings().id,
      state: 'ok',
      detail: '20 items, 2 new.',
      notes: [],
      lastTried: NOON - 600_000,
      lastSuccess: NOON - 600_000,
      lastItem: NOON - 600_000,
      nextDue: NOON + 300_000,
      failures: 0,
    },
  },
  {
    settings: settings({ ...listed('jarida'), group: 'الخليج' }),
    status: {
      outlet: outletOf('jarida').id,
      state: 'failing',
      detail: 'The server answered 403; it may refuse this User-Agent.',
      failure: { reason: 'status', httpStatus: 403 },
      notes: [],
      lastTried: NOON - 900_000,
      lastSuccess: NOON - 7_200_000,
      lastItem: NOON - 7_200_000,
      nextDue: NOON + 1_800_000,
      failures: 3,
    },
  },
  {
    settings: settings({ ...listed('nahar'), group: 'المغرب', summaryOnly: true }),
    status: {
      outlet: outletOf('nahar').id,
      state: 'new',
      detail: 'Not read yet; it is due at the next tick.',
      notes: [],
      lastTried: undefined,
      lastSuccess: undefined,
      lastItem: undefined,
      nextDue: 0,
      failures: 0,
    },
  },
];

const HEALTH: Health = {
  ready: true,
  detail: 'Everything is published.',
  articles: 7,
  stories: 3,
  unpublished: 0,
  aside: 0,
  thrift: 0,
  lastFiled: NOON - 600_000,
  lastPublished: NOON - 590_000,
  outlets: { ok: 1, failing: 1, new: 1, disabled: 0 },
};

/** Knows the stories of the day; single reports are in no KV. */
export function fakeIndex(
  known: readonly StoryDocument[] = [SHIP, GOLD, MUSEUM],
  front: FrontDocument = DAY,
): StoryIndexApi {
  const stories = async ({ limit, cursor, slice }: StoriesQuery) => {
    const { publishers, since = 0 } = slice;
    const listed = OUTLETS.map((one) => one.settings);
    const unknown = unknownInSlice(slice, listed);
    if (unknown !== undefined) throw new Error(UNKNOWN_IN_SLICE + unknown);
    const { any, muted } = sliceOutlets(slice, listed);
    const search = slice.q === undefined ? undefined : parseSearch(slice.q);
    if (typeof search === 'string') throw new Error(search);
    const fits = ({ title, articles }: StoryDocument) => {
      const text = searchable([title, ...articles.map(({ excerpt }) => excerpt)]);
      if (search && !(answers(search, text) && hasNone(search, text))) return false;
      const counted = articles.filter((a) => !muted.includes(a.outlet.id));
      return counted.length > 0 && any.every((ids) => counted.some((a) => ids.includes(a.outlet.id)));
    };
    const after = cursor === undefined ? undefined : decodeCursor(cursor);
    const fitting = known
      .filter((s) => fits(s) && s.outlets >= publishers && s.updated >= since && (!after || newestFirst(after, s) < 0))
      .map(frontStory)
      .sort(newestFirst);
    const page = fitting.slice(0, limit);
    const last = fitting.length > limit ? page.at(-1) : undefined;
    const marks = page.map(({ id, title, excerpt }) => [
      id,
      { title: search ? rangesOf(search, title) : [], excerpt: search ? rangesOf(search, excerpt) : [] },
    ]);
    const searched = search && { days: 5, marks: Object.fromEntries(marks) };
    return { stories: page, next: last && encodeCursor(last), names: {}, search: searched };
  };
  return {
    stories,
    feed: async (query, format, origin) => storiesFeed(await stories(query), query, format, origin, NOON),
    updates: async (slice, format, origin) => {
      const page = { changed: NOON, updates: front.updates, slice, names: {} };
      return renderUpdates(format, page, updatesAddress(origin, format, slice));
    },
    file: async () => ({ filed: 0, rowsWritten: 0 }),
    backup: async () => new Response('').body as ReadableStream<Uint8Array>,
    restore: async () => ({ ok: true, rows: 0 }),
    publish: async () => ({ written: 0, left: 0, rationed: false, failure: undefined }),
    front: () => published(front),
    days: async () => ({ ...NO_DAYS, names: {} }),
    dailyFeed: async () => '',
    daily: async () => encodeDaily(NO_DAYS, '0'.repeat(64), DEFAULT_LOCALIZED),
    story: async (id): Promise<StoryAnswer> => {
      const found = known.find((s) => s.id === id);
      return found ? { kind: 'story', story: found } : { kind: 'unknown' };
    },
    followUps: async () => ({ changed: 0, stories: [] }),
    outlets: async () => OUTLETS,
    outlet: async (id) => {
      const entry = OUTLETS.find(({ settings }) => settings.id === id);
      const told = SHIP.articles.filter(({ outlet }) => outlet.id === id);
      const reports = told.map((a) => ({ ...a, story: SHIP.id, publishers: SHIP.outlets }));
      return entry && { entry, reports, shared: 1, first: 0, later: 1, copied: 1, copiedByOthers: 0 };
    },
    report: async () => 0,
    replaceOutlets: async () => undefined,
    putOutlet: async () => true,
    removeOutlet: async (id) => OUTLETS.some((o) => o.settings.id === id),
    takeDownArticle: async () => ({ articles: 1, stories: 1, emptied: 0 }),
    takeDownOutlet: async (id) =>
      OUTLETS.some((o) => o.settings.id === id) ? { articles: 2, stories: 1, emptied: 1 } : undefined,
    putBack: async () => 'storyship00001',
    takedowns: async () => [
      {
        article: 'shipnahar0001',
        outlet: OUTLETS[0]?.settings.id ?? '',
        title: 'خبر',
        url: 'https://nahar.example/1',
        at: NOON,
        reason: 'a court order',
      },
    ],
    changeOutlet: async (id, changes) => {
      const known = OUTLETS.find((o) => o.settings.id === id);
      return known && { ...known.settings, ...changes };
    },
    merge: async (_, into): Promise<Correction> => ({ ok: true, story: into, changes: [] }),
    split: async (story): Promise<Correction> => ({ ok: true, story, changes: [] }),
    lead: async (story): Promise<Correction> => ({ ok: true, story, changes: [] }),
    republish: async () => ({ marked: 3 }),
    servedAt: async () => undefined,
    health: async () => HEALTH,
    watch: async (name) => {
      const document = {
        name,
        slice: { ...WHOLE, q: 'سفينة' },
        changed: NOON,
        stories: front.stories,
        next: undefined,
      };
      return name === 'ships' ? encodeWatch({ ...document, names: {} }, '1'.repeat(64), DEFAULT_LOCALIZED) : undefined;
    },
    watches: async () => [
      { name: 'ships', slice: { ...WHOLE, q: 'سفينة' }, created: NOON },
      {
        name: 'الميناء',
        slice: { ...WHOLE, countries: ['مصر'], publishers: 2 },
        created: NOON,
        alert: {
          format: 'slack',
          host: 'hooks.slack.com',
          enters: false,
          publishers: 3,
          delivered: NOON,
          ended: undefined,
          waiting: 1,
          failures: 2,
          failure: 'it answered 500',
          full: false,
          givenUp: [{ story: SHIP.id, title: SHIP.title, reason: 'publishers', id: 'msg_1', made: NOON }],
        },
      },
    ],
    addWatch: async ({ name }) =>
      name === 'ships'
        ? { ok: false, status: 409, detail: 'There is a watch "ships" already: remove it first.' }
        : { ok: true },
    testWatch: async (name) => {
      if (name === 'ships') return { taken: true };
      return name === 'الميناء' ? { taken: false, detail: 'it answered 500' } : undefined;
    },
    removeWatch: async (name) => name === 'ships',
    today: async () => ({
      used: { rowsRead: 1_200_000, rowsWritten: 40_000, objectRequests: 5_500, kvWrites: 300, queryRows: 0 },
      articles: 7,
      stories: 3,
      waiting: 2,
      unfiled: 0,
      quarantined: [
        {
          article: 'shipnahar0009',
          outlet: outletOf('nahar').id,
          title: 'خبر لا يُسجّل',
          url: 'https://nahar.example/9',
          seen: NOON - 3_600_000,
          tried: NOON,
          reason: 'A number is expected.',
        },
      ],
      lastFiled: NOON - 600_000,
      lastPublished: NOON - 590_000,
    }),
  };
}

function counting(index: StoryIndexApi, asked: string[]): StoryIndexApi {
  return new Proxy(index, {
    get: (target, name: keyof StoryIndexApi) => {
      const method = target[name] as (...args: readonly unknown[]) => unknown;
      return (...args: readonly unknown[]) => {
        asked.push(name);
        return method(...args);
      };
    },
  });
}
