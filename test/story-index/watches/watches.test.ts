/** Watches: what their documents hold, and what is told of them, whoever fails in between. */
import { Webhook } from 'standardwebhooks';
import { describe, expect, it, vi } from 'vitest';
import type { FrontStory } from '../../../src/documents/document.ts';
import { type Slice, WHOLE } from '../../../src/documents/slice.ts';
import { DEFAULT_LOCALIZED } from '../../../src/localization/localization.ts';
import type { SealedMetadata } from '../../../src/render/sealed-value.ts';
import { decodeWatch } from '../../../src/render/watch-snapshot.ts';
import { pruneWhenDue } from '../../../src/story-index/admin/prune.ts';
import type { NewReceiver } from '../../../src/story-index/api.ts';
import { publishChanges } from '../../../src/story-index/publish/publication.ts';
import type { StoryIndex } from '../../../src/story-index/story-index.ts';
import { deliverAlerts, nextDelivery, sendTest } from '../../../src/story-index/watches/deliver-alerts.ts';
import { ALERTS_A_DAY_MAX } from '../../../src/story-index/watches/tell-watches.ts';
import { article, outletSettings } from '../../builders.ts';
import { freshIndex, sqlOf } from '../fresh-index.ts';
import { type KvDouble, kvDouble } from '../kv-double.ts';
import { MALI, QUAKE, SAQQARA } from '../stories.ts';

type Index = DurableObjectStub<StoryIndex>;

const SECRET = `whsec_${btoa('a secret of thirty-two bytes ok!')}`;
const URL_OF_RECEIVER = 'https://receiver.example.org/hooks/t0ken';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
/** A minute ahead of the clock, so that every alert that a test makes is older. */
const LATER = Date.now() + MINUTE_MS;

const QUAKE_WATCH: Slice = { ...WHOLE, q: 'ميندورو' };
const OUTLETS = { rawda: 'مصر', nabaa: 'الأردن', sahil: 'مصر', marfa: 'تونس' };

const alertOf = (over: Partial<NewReceiver> = {}): NewReceiver => ({
  url: URL_OF_RECEIVER,
  format: 'json',
  enters: true,
  publishers: undefined,
  secret: SECRET,
  chat: undefined,
  origin: 'https://news.example.org',
  ...over,
});

/** An index that holds one article of something else, so that a watch is filled when it is made. */
async function watching(slice: Slice, alert?: NewReceiver, before = [article('marfa', SAQQARA[0])]) {
  const index = freshIndex();
  await index.replaceOutlets(Object.entries(OUTLETS).map(([id, group]) => outletSettings(id, { group })));
  if (before.length > 0) await index.file(before);
  expect(await index.addWatch({ name: 'quakes', slice, ...(alert ? { alert } : {}) })).toEqual({ ok: true });
  return index;
}

interface Sent {
  readonly url: string;
  readonly id: string;
  readonly body: {
    readonly type: string;
    readonly data: {
      readonly publishers: number;
      readonly story: FrontStory;
      readonly watch: { readonly page: string };
    };
  };
  readonly raw: string;
}

/** A receiver that answers so, and what it got. Whatever it gets is signed. */
function receiver(answer: (sent: Sent) => Response | Promise<Response> = () => new Response('ok')) {
  const got: Sent[] = [];
  const send = (url: string, init: RequestInit) => {
    const headers = init.headers as Record<string, string>;
    const raw = String(init.body);
    expect([init.method, init.redirect]).toEqual(['POST', 'manual']);
    const { 'webhook-id': id = '', 'webhook-timestamp': at = '', 'webhook-signature': signature } = headers;
    expect(new Webhook(SECRET).sign(id, new Date(Number(at) * 1000), raw)).toBe(signature);
    const sent = { url, id, raw, body: JSON.parse(raw) };
    got.push(sent);
    return Promise.resolve(answer(sent));
  };
  return { got, send };
}

const deliver = (index: Index, { send }: ReturnType<typeof receiver>, now = LATER) =>
  sqlOf(index, (sql) =>
    deliverAlerts(sql, now, { origin: undefined, allowLoopback: false, by: DEFAULT_LOCALIZED }, send),
  );

const publish = (index: Index, { kv }: KvDouble, now = LATER) =>
  sqlOf(index, (_, storage) => publishChanges(storage, kv, now));

function held({ values, metadata }: KvDouble, name = 'quakes') {
  const value = values.get(`watch/${name}`);
  if (value === undefined) return undefined;
  const bytes = new TextEncoder().encode(value);
  return decodeWatch(bytes, metadata.get(`watch/${name}`) as SealedMetadata);
}
const titles = (kv: KvDouble) =>
  held(kv)
    ?.document()
    .stories.map(({ title }) => title);

const RAWDA = article('rawda', QUAKE[0]);
const NABAA = article('nabaa', QUAKE[1], 10);

describe('a watch’s document', () => {
  it('holds the stories of its slice, with rendered feeds, and costs no write while nothing of it changes', async () => {
    const index = await watching(QUAKE_WATCH);
    const kv = kvDouble();
    await publish(index, kv);
    expect(titles(kv)).toEqual([]);
    await index.file([RAWDA]);
    await publish(index, kv, LATER + DAY_MS);
    expect(titles(kv)).toEqual([RAWDA.title]);
    const feed = new TextDecoder().decode(held(kv)?.feed('rss', 'https://news.example.org') as Uint8Array);
    expect(feed).toContain('https://news.example.org/w/quakes/feed.xml');
    expect(feed).toContain('<link>https://news.example.org/w/quakes</link>');
    await index.file([article('sahil', MALI[0], 20)]);
    await publish(index, kv, LATER + 2 * DAY_MS);
    expect(kv.writes.filter((key) => key === 'watch/quakes')).toHaveLength(2);
  });

  it('is written so often that ten watches take a third of the writes at most, and the last change is never lost', async () => {
    const index = await watching(QUAKE_WATCH);
    for (let i = 1; i < 10; i++) await index.addWatch({ name: `w${i}`, slice: QUAKE_WATCH });
    const kv = kvDouble();
    let last = '';
    const written: number[] = [];
    for (let i = 0; i <= 144; i++) {
      const edited = { ...RAWDA, title: `${RAWDA.title} ${i}`, edited: RAWDA.seen + i };
      await index.file([edited]);
      last = edited.title;
      await publish(index, kv, LATER + i * 10 * MINUTE_MS);
      written.push(kv.writes.filter((key) => key.startsWith('watch/')).length);
    }
    expect([written[0], written[3], written[5]]).toEqual([10, 40, 40]);
    expect(written.at(-1)).toBeGreaterThan(180);
    expect(written.at(-1)).toBeLessThanOrEqual(240);
    await publish(index, kv, LATER + 3 * DAY_MS);
    expect(titles(kv)).toEqual([last]);
  });

  it.each<readonly [string, (index: Index) => Promise<unknown>, readonly string[]]>([
    [
      'an edit away from it',
      (index) => index.file([{ ...RAWDA, title: 'خبر آخر', summary: '', passages: [], edited: RAWDA.seen + 1 }]),
      [],
    ],
    ['a split', (index) => index.split(RAWDA.id, [NABAA.id]), [NABAA.title, RAWDA.title]],
    ['a merger', async (index) => index.merge('marfa-0', RAWDA.id), [article('marfa', SAQQARA[0]).title]],
    ['an outlet’s new name', (index) => index.changeOutlet('rawda', { name: 'صحيفة الروضة' }), [RAWDA.title]],
  ])('follows %s', async (what, change, expected) => {
    const index = await watching(QUAKE_WATCH);
    const kv = kvDouble();
    await index.file(what === 'an edit away from it' ? [RAWDA] : [RAWDA, NABAA]);
    await publish(index, kv);
    await change(index);
    await publish(index, kv, LATER + DAY_MS);
    expect(titles(kv)?.toSorted()).toEqual([...expected].sort());
    if (what.includes('name')) expect(JSON.stringify(held(kv)?.document())).toContain('صحيفة الروضة');
  });

  it('loses a story that the index has pruned, which nobody is told of', async () => {
    const index = await watching(QUAKE_WATCH, alertOf());
    const kv = kvDouble();
    await index.file([RAWDA]);
    await publish(index, kv);
    const old = LATER + 12 * DAY_MS;
    await index.file([article('sahil', MALI[0], 12 * 24 * 60)]);
    await sqlOf(index, (_, storage) => pruneWhenDue(storage, old, () => 0));
    await publish(index, kv, old);
    expect(titles(kv)).toEqual([]);
  });

  it('follows the outlets’ publishers', async () => {
    const index = await watching({ ...QUAKE_WATCH, publishers: 2 });
    const kv = kvDouble();
    await index.file([RAWDA, NABAA]);
    await publish(index, kv);
    expect(titles(kv)).toEqual([RAWDA.title]);
    for (const id of ['rawda', 'nabaa']) await index.changeOutlet(id, { publisher: 'one house' });
    await publish(index, kv, LATER + DAY_MS);
    expect(titles(kv)).toEqual([]);
  });

  it('is taken out of KV at once when a story of it is taken down, and written without waiting', async () => {
    const index = await watching(QUAKE_WATCH);
    await index.file([RAWDA]);
    await index.publish();
    const kv = await sqlOf(index, (_, __, instance) => (instance as unknown as { env: Cloudflare.Env }).env.STORIES);
    expect(await kv.get('watch/quakes')).toContain(RAWDA.title);
    await index.takeDownArticle(RAWDA.id, 'a court order', false);
    expect((await kv.get('watch/quakes')) ?? '').not.toContain(RAWDA.title);
    await index.removeWatch('quakes');
    expect(await kv.get('watch/quakes')).toBeNull();
  });

  it('is written again when KV refuses it, and after a change while it was being written', async () => {
    const index = await watching(QUAKE_WATCH);
    const kv = kvDouble();
    kv.beforeWrite = (key) => {
      if (key.startsWith('watch/')) throw new Error('KV is down');
    };
    expect((await publish(index, kv)).failure).toBe('KV is down');
    await sqlOf(index, (_, storage, instance) => {
      kv.beforeWrite = async (key) => {
        if (!key.startsWith('watch/')) return;
        kv.beforeWrite = () => {};
        await instance.file([RAWDA]);
      };
      return publishChanges(storage, kv.kv, LATER + MINUTE_MS);
    });
    expect(titles(kv)).toEqual([]);
    await publish(index, kv, LATER + DAY_MS);
    expect(titles(kv)).toEqual([RAWDA.title]);
  });
});

describe('an alert', () => {
  it('is sent once when a story enters the watch, with the story as the API shows it', async () => {
    const index = await watching(QUAKE_WATCH, alertOf());
    const to = receiver();
    await index.file([RAWDA]);
    await deliver(index, to);
    expect(to.got.map(({ url, body }) => [url, body.type, body.data.story.title, body.data.watch.page])).toEqual([
      [URL_OF_RECEIVER, 'story.entered', RAWDA.title, 'https://news.example.org/w/quakes'],
    ]);
    await index.file([NABAA]);
    await index.file([{ ...RAWDA, title: `${RAWDA.title} الآن`, edited: RAWDA.seen + 1 }]);
    await deliver(index, to, LATER + HOUR_MS);
    expect(to.got).toHaveLength(1);
    expect(await sqlOf(index, (sql) => nextDelivery(sql))).toBeUndefined();
  });

  it('is sent once when the second publisher joins, and says how many there are', async () => {
    const index = await watching(QUAKE_WATCH, alertOf({ enters: false, publishers: 2 }));
    const to = receiver();
    await index.file([RAWDA]);
    await deliver(index, to);
    expect(to.got).toEqual([]);
    await index.file([NABAA]);
    await index.file([NABAA]);
    await deliver(index, to, LATER + MINUTE_MS);
    expect(to.got.map(({ body }) => [body.type, body.data.publishers])).toEqual([['story.publishers', 2]]);
  });

  it.each<readonly [string, Slice, number]>([
    ['another word', { ...WHOLE, q: 'سقارة' }, 0],
    ['a word that stands there with a particle', { ...WHOLE, q: 'بميندورو' }, 1],
    ['a country', { ...WHOLE, countries: ['الأردن'] }, 1],
    ['another country', { ...WHOLE, countries: ['تونس'] }, 0],
    ['an outlet and a word', { ...WHOLE, outlets: ['rawda'], q: 'زلزال' }, 1],
    ['two publishers', { ...WHOLE, q: 'ميندورو', publishers: 2 }, 1],
    ['three publishers', { ...WHOLE, q: 'ميندورو', publishers: 3 }, 0],
    ['two, one of which is muted', { ...WHOLE, q: 'ميندورو', publishers: 2, notOutlets: ['nabaa'] }, 0],
    ['without a word', { ...WHOLE, q: 'ميندورو -ضحايا' }, 0],
  ])('fits the slice: %s', async (_, slice, expected) => {
    const index = await watching(slice, alertOf());
    const to = receiver();
    await index.file([RAWDA, NABAA]);
    await deliver(index, to);
    expect(to.got).toHaveLength(expected);
    const page = await index.stories({ limit: 9, cursor: undefined, slice });
    expect(page.stories.filter(({ id }) => id === RAWDA.id)).toHaveLength(expected);
  });

  it('is not sent of what the watch held when it was made, nor of the first fill of an empty index', async () => {
    const full = await watching(QUAKE_WATCH, alertOf({ publishers: 2 }), [RAWDA]);
    const to = receiver();
    await full.file([{ ...RAWDA, title: `${RAWDA.title} الآن`, edited: RAWDA.seen + 1 }]);
    await deliver(full, to);
    expect(to.got).toEqual([]);
    await full.file([NABAA]);
    await deliver(full, to);
    expect(to.got.map(({ body }) => body.type)).toEqual(['story.publishers']);

    const empty = await watching(QUAKE_WATCH, alertOf({ publishers: 2 }), []);
    const fill = receiver();
    await empty.file([RAWDA]);
    await publish(empty, kvDouble());
    await empty.file([NABAA]);
    await deliver(empty, fill);
    expect(fill.got.map(({ body }) => body.type)).toEqual(['story.publishers']);
  });

  it('is not sent of the backlog that a new outlet brings, and is when a fresh report joins it', async () => {
    const index = await watching(QUAKE_WATCH, alertOf({ publishers: 2 }));
    const to = receiver();
    const old = (report: typeof RAWDA) => ({ ...report, published: report.seen - 25 * HOUR_MS });
    await index.file([old(RAWDA), old(NABAA)]);
    await deliver(index, to);
    expect(to.got).toEqual([]);
    const fresh = await watching(QUAKE_WATCH, alertOf({ publishers: 2 }));
    await fresh.file([old(RAWDA)]);
    await fresh.file([NABAA]);
    await deliver(fresh, to);
    expect(to.got.map(({ body }) => body.type)).toEqual(['story.publishers']);
  });

  it('is not sent of what a restored backup holds, and is of what comes after', async () => {
    const index = await watching(QUAKE_WATCH, alertOf());
    const backup = await new Response(await index.backup()).arrayBuffer();
    await index.file([RAWDA]);
    expect(await index.restore(new Response(backup).body as ReadableStream<Uint8Array>)).toMatchObject({ ok: true });
    const to = receiver();
    await index.file([NABAA]);
    await deliver(index, to);
    // The story of the index before is gone, and with it its alert; the first of the new one founded another.
    expect(to.got.map(({ body }) => body.data.story.title)).toEqual([NABAA.title]);
  });

  it('is not sent when the story has left the watch, was taken down, or its watch was removed', async () => {
    const changes: readonly ((index: Index) => Promise<unknown>)[] = [
      (index) => index.file([{ ...RAWDA, title: 'خبر آخر', summary: '', passages: [], edited: RAWDA.seen + 1 }]),
      (index) => index.takeDownArticle(RAWDA.id, '', false),
      (index) => index.removeWatch('quakes'),
    ];
    for (const change of changes) {
      const index = await watching(QUAKE_WATCH, alertOf());
      const to = receiver();
      await index.file([RAWDA]);
      await change(index);
      await deliver(index, to);
      expect(to.got).toEqual([]);
    }
  });

  it('is sent once of two stories that are merged, before it is sent and after', async () => {
    for (const first of [true, false]) {
      const index = await watching(QUAKE_WATCH, alertOf());
      const to = receiver();
      await index.file([RAWDA, { ...NABAA, unmerged: true }]);
      if (first) await deliver(index, to);
      await index.merge(NABAA.id, RAWDA.id);
      await deliver(index, to, LATER + MINUTE_MS);
      expect(to.got).toHaveLength(first ? 2 : 1);
      expect(new Set(to.got.map(({ id }) => id)).size).toBe(to.got.length);
    }
  });

  it('stands in the outbox exactly if the decision does', async () => {
    const index = await watching(QUAKE_WATCH, alertOf());
    await sqlOf(index, (sql) =>
      sql.exec(`CREATE TRIGGER refuse BEFORE INSERT ON alert BEGIN SELECT raise(ABORT, 'refused'); END`),
    );
    await index.file([RAWDA]);
    expect(await index.story(RAWDA.id)).toEqual({ kind: 'unknown' });
    await sqlOf(index, (sql) => sql.exec('DROP TRIGGER refuse'));
    await index.file([RAWDA]);
    const to = receiver();
    await deliver(index, to);
    expect(to.got).toHaveLength(1);
  });

  it('costs no row of an article that fits no watch; of one that fits, three, and one for the watch until it is written', async () => {
    const rows = async (slices: readonly Slice[], ...batches: readonly ReturnType<typeof article>[]) => {
      const index = await watching({ ...WHOLE, q: 'كلمة' });
      for (const [i, slice] of slices.entries()) {
        await index.addWatch({ name: `w${i}`, slice, alert: alertOf() });
      }
      await publish(index, kvDouble());
      const written: number[] = [];
      for (const one of batches) written.push((await index.file([one])).rowsWritten);
      return written;
    };
    const batches = [RAWDA, NABAA, article('sahil', MALI[0], 20)];
    const none = await rows([], ...batches);
    expect(
      await rows(
        [
          { ...WHOLE, q: 'ألماتي' },
          { ...WHOLE, countries: ['تونس'] },
        ],
        ...batches,
      ),
    ).toEqual(none);
    const [first = 0, second = 0, third = 0] = await rows([QUAKE_WATCH], ...batches);
    // The alert and its places among those that wait and by time; the watch is marked twice at most.
    expect([first, second, third]).toEqual([(none[0] ?? 0) + 4, (none[1] ?? 0) + 1, none[2]]);
  });

  it('is bounded a watch and day, and says when it is', async () => {
    const index = await watching({ ...WHOLE, outlets: ['rawda'] }, alertOf());
    const many = Array.from({ length: ALERTS_A_DAY_MAX + 5 }, (_, i) =>
      article('rawda', MALI[0], i, { id: `many${i}`, unmerged: true }),
    );
    for (let i = 0; i < many.length; i += 20) await index.file(many.slice(i, i + 20));
    const [state] = await index.watches();
    expect([state?.alert?.waiting, state?.alert?.full]).toEqual([ALERTS_A_DAY_MAX, true]);
    // Made by a clock that was ten years ahead, they fill no day of now.
    await sqlOf(index, (sql) => sql.exec('UPDATE alert SET made = made + ?', 3_650 * DAY_MS).toArray());
    await index.file([article('rawda', MALI[0], 900, { id: 'later', unmerged: true })]);
    const [later] = await index.watches();
    expect([later?.alert?.waiting, later?.alert?.full]).toEqual([ALERTS_A_DAY_MAX + 1, false]);
  });
});

describe('delivery', () => {
  const told = async (index: Index) => (await index.watches())[0]?.alert;

  it('sends one alert again under the same id when the object ends between the answer and its record, and then no more', async () => {
    const index = await watching(QUAKE_WATCH, alertOf());
    await index.file([RAWDA]);
    const ending = receiver();
    const to = receiver();
    await sqlOf(index, async (sql) => {
      const circumstances = { origin: undefined, allowLoopback: false, by: DEFAULT_LOCALIZED };
      // The receiver has it, and the object ends before it hears so.
      await new Promise<void>((taken) => {
        void deliverAlerts(sql, LATER, circumstances, async (url, init) => {
          await ending.send(url, init);
          taken();
          return new Promise<Response>(() => {});
        });
      });
      await deliverAlerts(sql, LATER + MINUTE_MS, circumstances, to.send);
      await deliverAlerts(sql, LATER + HOUR_MS, circumstances, to.send);
    });
    expect(to.got).toHaveLength(1);
    expect(to.got.map(({ id }) => id)).toEqual(ending.got.map(({ id }) => id));
  });

  it.each<readonly [string, () => Response | Promise<Response>, string]>([
    ['fails', () => new Response('no', { status: 500 }), 'it answered 500'],
    [
      'leads elsewhere',
      () => new Response(null, { status: 302, headers: { Location: 'http://10.0.0.1/' } }),
      'it answered 302',
    ],
    ['refuses', () => new Response('no', { status: 400 }), 'it answered 400'],
    ['cannot be reached', () => Promise.reject(new Error(`connect ${URL_OF_RECEIVER}`)), 'it could not be reached'],
    ['is slow', () => Promise.reject(new DOMException('timeout', 'TimeoutError')), 'it did not answer within 15 s'],
  ])('to a receiver that %s is tried ever later, given up after a day and shown', async (_, answer, why) => {
    const index = await watching(QUAKE_WATCH, alertOf());
    await index.file([RAWDA]);
    const failing = receiver(answer);
    await sqlOf(index, async (sql) => {
      const circumstances = { origin: undefined, allowLoopback: false, by: DEFAULT_LOCALIZED };
      const deliverAt = (now: number) => deliverAlerts(sql, now, circumstances, failing.send);
      await deliverAt(LATER);
      for (let next = nextDelivery(sql); next !== undefined; next = nextDelivery(sql)) {
        const before = failing.got.length;
        await deliverAt(next - 1);
        expect(failing.got).toHaveLength(before);
        await deliverAt(next);
        expect(next).toBeLessThanOrEqual(LATER + 27 * HOUR_MS);
      }
    });
    expect(failing.got.length).toBeGreaterThan(12);
    expect(failing.got.length).toBeLessThan(24);
    expect(new Set(failing.got.map(({ id }) => id)).size).toBe(1);
    expect(await told(index)).toMatchObject({
      waiting: 0,
      failure: why,
      givenUp: [{ story: RAWDA.id, title: RAWDA.title, reason: 'entered', id: failing.got[0]?.id }],
    });
  });

  it.each<readonly [string, string, number]>([
    ['seconds', '600', 10 * MINUTE_MS],
    ['fewer seconds than the wait', '5', MINUTE_MS],
    ['a date', new Date(Math.ceil(LATER / 1000) * 1000 + 30 * MINUTE_MS).toUTCString(), 31 * MINUTE_MS],
    ['a date that has passed', 'Sun, 22 Nov 2020 00:00:00 GMT', MINUTE_MS],
    ['a year', '31536000', 6 * HOUR_MS],
    ['nonsense', 'soon', MINUTE_MS],
  ])('waits as long as a receiver asks for with Retry-After, within six hours: %s', async (_, asked, wait) => {
    const index = await watching(QUAKE_WATCH, alertOf());
    await index.file([RAWDA]);
    const busy = receiver(() => new Response('', { status: 429, headers: { 'Retry-After': asked } }));
    await deliver(index, busy);
    const to = receiver();
    await deliver(index, to, LATER + wait - MINUTE_MS);
    expect(to.got).toEqual([]);
    await deliver(index, to, LATER + wait);
    expect(to.got).toHaveLength(1);
  });

  it('records nothing of a watch that was removed meanwhile for another of its name', async () => {
    const index = await watching(QUAKE_WATCH, alertOf());
    await index.file([RAWDA]);
    const gone = receiver(() => new Response(null, { status: 410 }));
    await sqlOf(index, (sql, _, instance) =>
      deliverAlerts(
        sql,
        LATER,
        { origin: undefined, allowLoopback: false, by: DEFAULT_LOCALIZED },
        async (url, init) => {
          await instance.removeWatch('quakes');
          const alert = alertOf({ url: 'https://other.example.org/' });
          await instance.addWatch({ name: 'quakes', slice: QUAKE_WATCH, alert });
          return gone.send(url, init);
        },
      ),
    );
    expect(await told(index)).toMatchObject({ host: 'other.example.org', ended: undefined, failures: 0 });
  });

  it('keeps what a failing receiver did not take, and sends it when it takes alerts again', async () => {
    const index = await watching({ ...WHOLE, outlets: ['rawda'] }, alertOf());
    const many = [0, 1, 2].map((i) => article('rawda', MALI[0], i, { id: `many${i}`, unmerged: true }));
    await index.file(many);
    const down = receiver(() => new Response('no', { status: 503 }));
    await deliver(index, down);
    expect(down.got).toHaveLength(1);
    const to = receiver();
    await deliver(index, to, LATER + 1);
    expect(to.got).toHaveLength(0);
    await deliver(index, to, LATER + MINUTE_MS);
    expect([new Set(to.got.map(({ id }) => id)).size, await told(index)]).toMatchObject([
      3,
      { waiting: 0, failures: 0 },
    ]);
  });

  it('does not keep the others for one alert that the receiver never takes', async () => {
    const index = await watching({ ...WHOLE, outlets: ['rawda'] }, alertOf());
    await index.file([0, 1, 2, 3].map((i) => article('rawda', MALI[0], i, { id: `many${i}`, unmerged: true })));
    const to = receiver(({ body }) => new Response('', { status: body.data.story.id === 'many0' ? 400 : 200 }));
    for (let now = LATER; now <= LATER + HOUR_MS; now += MINUTE_MS) await deliver(index, to, now);
    const others = to.got.filter(({ body }) => body.data.story.id !== 'many0');
    expect(others.map(({ body }) => body.data.story.id).toSorted()).toEqual(['many1', 'many2', 'many3']);
    expect(await told(index)).toMatchObject({ waiting: 1 });
  });

  it('ends for good with a receiver that answers 410', async () => {
    const index = await watching(QUAKE_WATCH, alertOf({ publishers: 2 }));
    await index.file([RAWDA]);
    const gone = receiver(() => new Response(null, { status: 410 }));
    await deliver(index, gone);
    await index.file([NABAA]);
    const to = receiver();
    await deliver(index, to, LATER + 2 * HOUR_MS);
    expect([gone.got.length, to.got.length]).toEqual([1, 0]);
    expect(await told(index)).toMatchObject({ ended: LATER, waiting: 0 });
  });

  it('is tested: how the receiver took it is recorded, one that was gone is told again, and no story is', async () => {
    const index = await watching(QUAKE_WATCH, alertOf());
    const circumstances = { origin: undefined, allowLoopback: false, by: DEFAULT_LOCALIZED };
    const test = ({ send }: ReturnType<typeof receiver>, name = 'quakes') =>
      sqlOf(index, (sql) => sendTest(sql, name, LATER, circumstances, send));
    expect(await test(receiver(() => new Response(null, { status: 500 })))).toEqual({
      taken: false,
      detail: 'it answered 500',
    });
    expect(await told(index)).toMatchObject({ failures: 1, failure: 'it answered 500', waiting: 0 });
    const to = receiver();
    expect(await test(to)).toEqual({ taken: true });
    expect(to.got.map(({ body }) => body.type)).toEqual(['test']);
    expect(await told(index)).toMatchObject({ failures: 0, failure: undefined, delivered: LATER });
    await index.file([RAWDA]);
    await deliver(
      index,
      receiver(() => new Response(null, { status: 410 })),
    );
    expect(await test(receiver(() => new Response(null, { status: 410 })))).toMatchObject({ taken: false });
    expect(await told(index)).toMatchObject({ ended: LATER });
    await test(to);
    expect((await told(index))?.ended).toBeUndefined();
    expect(await test(to, 'nobody')).toBeUndefined();
    await index.addWatch({ name: 'quiet', slice: QUAKE_WATCH });
    expect(await test(to, 'quiet')).toBeUndefined();
  });

  it('is not held up by another receiver that hangs', async () => {
    const index = await watching(QUAKE_WATCH, alertOf({ url: 'https://hangs.example.org/' }));
    await index.addWatch({ name: 'other', slice: QUAKE_WATCH, alert: alertOf() });
    await index.file([RAWDA]);
    const { got, send } = receiver();
    await sqlOf(
      index,
      (sql) =>
        new Promise<void>((reached) => {
          const circumstances = { origin: undefined, allowLoopback: false, by: DEFAULT_LOCALIZED };
          void deliverAlerts(sql, LATER, circumstances, (url, init) => {
            if (url.includes('hangs')) return new Promise<Response>(() => {});
            reached();
            return send(url, init);
          });
        }),
    );
    expect(got.map(({ url }) => url)).toEqual([URL_OF_RECEIVER]);
  });

  it('goes with the publication, and the alarm tries again', async () => {
    const index = await watching(QUAKE_WATCH, alertOf());
    await index.file([RAWDA]);
    const to = receiver(() => new Response('', { status: to.got.length > 1 ? 200 : 500 }));
    vi.stubGlobal('fetch', to.send);
    try {
      await index.publish();
      await vi.waitFor(() => expect(to.got).toHaveLength(1));
      const next = () => sqlOf(index, (sql) => nextDelivery(sql) ?? 0);
      await vi.waitFor(async () => expect(await next()).toBeGreaterThan(Date.now()));
      const alarm = await sqlOf(index, (_, storage) => storage.getAlarm());
      expect(Math.abs((alarm ?? 0) - (await next()))).toBeLessThan(10_000);
      await sqlOf(index, (sql) => sql.exec('UPDATE receiver SET failed_at = 0'));
      await index.publish();
      await vi.waitFor(async () => expect(await told(index)).toMatchObject({ waiting: 0, failures: 0 }));
      await index.publish();
    } finally {
      vi.unstubAllGlobals();
    }
    expect(to.got.map(({ id }) => id)).toEqual([to.got[0]?.id, to.got[0]?.id]);
  });

  it('goes to no private address, whatever was stored', async () => {
    for (const url of [
      'http://10.1.2.3/',
      'http://127.0.0.1:9/',
      'http://169.254.169.254/latest',
      'http://nas.local/x',
    ]) {
      const index = await watching(QUAKE_WATCH, alertOf({ url }));
      await index.file([RAWDA]);
      const to = receiver();
      await deliver(index, to);
      expect(to.got).toEqual([]);
      expect((await told(index))?.failure).toMatch(/^it was refused/);
    }
  });

  it('tells neither address nor secret in a list, a backup or a log', async () => {
    const index = await watching(QUAKE_WATCH, alertOf());
    await index.file([RAWDA]);
    const lines: string[] = [];
    const { error, log, warn } = console;
    console.error = console.log = console.warn = (...said: unknown[]) => lines.push(said.join(' '));
    try {
      await deliver(
        index,
        receiver(() => Promise.reject(new Error(`connect ${URL_OF_RECEIVER} ${SECRET}`))),
      );
    } finally {
      Object.assign(console, { error, log, warn });
    }
    const backup = await new Response(await index.backup()).text();
    const said = [JSON.stringify(await index.watches()), JSON.stringify(await index.today()), backup, ...lines].join(
      '\n',
    );
    expect(lines.join()).toContain('alert-failed');
    for (const secret of ['t0ken', SECRET.slice(6)]) expect(said).not.toContain(secret);
  });
});
