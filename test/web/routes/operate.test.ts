/** The operator's pages: who may enter, what other sites may not do, and what no cache may keep. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import type { OutletSettings } from '../../../src/documents/outlet.ts';
import { outletId } from '../../../src/feeds/identity.ts';
import type { Correction } from '../../../src/story-index/api.ts';
import { GOLD, NOON, outletOf, SHIP } from '../../render/documents.ts';
import { fakeIndex, type Given, nothingDue, ORIGIN, OUTLETS, ROUTES, serve, settings, TOKEN } from '../service.ts';

const SADA = settings().id;
const PAGES = ROUTES.filter((route) => route.operate);
const OWN = { Origin: ORIGIN, 'Sec-Fetch-Site': 'same-origin' };
const FORM = 'application/x-www-form-urlencoded';

const pathOf = (path: string) =>
  path
    .replace('/stories/:id', `/stories/${SHIP.id}`)
    .replace('/articles/:id', '/articles/shipnahar0001')
    .replace(':name', 'ships')
    .replace(':id', SADA);

function form(
  fields: Readonly<Record<string, string>> | readonly (readonly [string, string])[] = {},
  headers: Record<string, string> = {},
) {
  return {
    body: new URLSearchParams(fields as Record<string, string>).toString(),
    headers: { 'Content-Type': FORM, ...OWN, ...headers },
  };
}

async function signedIn(given: Given = {}) {
  const service = serve(given);
  const entered = await service.send('POST', '/operate/sign-in', form({ token: TOKEN }));
  const cookie = (entered.headers.get('Set-Cookie') ?? '').split(';')[0] ?? '';
  return {
    ...service,
    cookie,
    open: (path: string) => service.send('GET', path, { headers: { Cookie: cookie } }),
    post: (path: string, fields: Parameters<typeof form>[0] = {}) =>
      service.send('POST', path, form(fields, { Cookie: cookie })),
  };
}

describe('signing in', () => {
  it('gives a cookie that scripts cannot read, that other sites do not send, and that holds no token', async () => {
    const entered = await serve().send(
      'POST',
      '/operate/sign-in',
      form({ token: ` ${TOKEN}\n`, to: '/operate/outlets?state=failing' }),
    );
    expect([entered.status, entered.headers.get('Location')]).toEqual([303, '/operate/outlets?state=failing']);
    const cookie = entered.headers.get('Set-Cookie') ?? '';
    expect(cookie).toMatch(/^__Secure-operator=/);
    for (const attribute of ['Path=/operate', 'HttpOnly', 'Secure', 'SameSite=Strict', 'Max-Age=43200']) {
      expect(cookie).toContain(attribute);
    }
    expect(decodeURIComponent(cookie)).not.toContain(TOKEN);
  });

  it.each([
    'https://evil.example/',
    '//evil.example',
    '/operate/../../evil',
    '/stories/x',
    'javascript:alert(1)',
    '/operate/\\evil',
    '',
  ])('goes on to no other place: %j', async (to) => {
    const entered = await serve().send('POST', '/operate/sign-in', form({ token: TOKEN, to }));
    expect(new URL(entered.headers.get('Location') ?? '', ORIGIN).href).toMatch(
      new RegExp(`^${ORIGIN}/(operate|evil$)`),
    );
    expect(entered.headers.get('Location')).toMatch(/^\/operate/);
  });

  it.each([['wrong'], [`${TOKEN}x`], [TOKEN.toUpperCase()], [''], ['x'.repeat(5_000)]])(
    'refuses the password %j',
    async (token) => {
      const { send, asked } = serve();
      const refused = await send('POST', '/operate/sign-in', form({ token }));
      expect([refused.status, refused.headers.get('Set-Cookie'), asked]).toEqual([401, null, []]);
      expect(await refused.text()).toContain('كلمة السر خطأ');
    },
  );

  it('makes a network wait after ten wrong ones, by form and by header together, and lets the right one in', async () => {
    const { send } = serve();
    const from = { 'CF-Connecting-IP': '203.0.113.7' };
    for (let i = 0; i < 5; i++) await send('POST', '/operate/sign-in', form({ token: `wrong${i}` }, from));
    for (let i = 0; i < 5; i++) await send('POST', '/api/republish', { token: `wrong${i}`, headers: from });
    const waiting = await send('POST', '/operate/sign-in', form({ token: 'wrong' }, from));
    expect([waiting.status, waiting.headers.get('Retry-After')]).toEqual([429, '60']);
    expect(
      (await send('POST', '/operate/sign-in', form({ token: 'wrong' }, { 'CF-Connecting-IP': '198.51.100.1' }))).status,
    ).toBe(401);
    expect((await send('POST', '/operate/sign-in', form({ token: TOKEN }, from))).status).toBe(303);
  });

  it('is closed while no token is set, and over plain http', async () => {
    const closed = await serve({ token: undefined }).send('GET', '/operate/sign-in');
    expect([closed.status, await closed.text()]).toEqual([403, expect.stringContaining('ADMIN_TOKEN')]);
    const app = serve();
    const plain = await app.send('GET', '/operate/sign-in', { plain: true });
    expect([plain.status, await plain.text()]).toEqual([403, expect.stringContaining('https')]);
  });
});

it('neither the token nor the cookie stands in a log, whatever fails', async () => {
  const lines: string[] = [];
  const spies = (['log', 'warn', 'error', 'info'] as const).map((name) =>
    vi.spyOn(console, name).mockImplementation((...args) => void lines.push(args.join(' '))),
  );
  const fail = () => Promise.reject(new Error('The index is away.'));
  const { post, open, send, cookie } = await signedIn({ index: { today: fail, republish: fail, merge: fail } });
  await open('/operate');
  await post('/operate/republish');
  await post(`/operate/stories/${SHIP.id}`, { into: GOLD.id });
  await send('POST', '/operate/sign-in', form({ token: 'a-wrong-token' }));
  await send('POST', '/api/republish', { token: TOKEN });
  for (const spy of spies) spy.mockRestore();
  expect(lines.length).toBeGreaterThan(3);
  for (const secret of [TOKEN, 'a-wrong-token', cookie.split('=')[1] ?? ''])
    expect(lines.join('\n')).not.toContain(secret);
});

describe('a session', () => {
  const at = async (later: number, change: (cookie: string) => string = (c) => c, token?: string) => {
    const { cookie } = await signedIn();
    const { send, asked } = serve({ now: () => NOON + later, ...(token === undefined ? {} : { token }) });
    const response = await send('GET', '/operate/outlets', { headers: { Cookie: change(cookie) } });
    return [response.status, response.headers.get('Location'), asked.length > 0];
  };
  const refused = [303, '/operate/sign-in?to=%2Foperate%2Foutlets', false];

  it('lasts twelve hours', async () => {
    expect(await at(0)).toEqual([200, null, true]);
    expect(await at(12 * 3_600_000 - 1)).toEqual([200, null, true]);
    expect(await at(12 * 3_600_000)).toEqual(refused);
  });

  it.each<readonly [string, (cookie: string) => string]>([
    ['of nobody', () => ''],
    ['with a later end', (c) => c.replace(/=\d/, '=9')],
    ['with another signature', (c) => c.replace(/.(?=%3D$|=$)/, (last) => (last === 'A' ? 'B' : 'A'))],
    ['without a signature', (c) => c.replace(/\..*/, '')],
    ['under another name', (c) => c.replace('__Secure-', '')],
  ])('%s opens nothing', async (_, change) => {
    expect(await at(0, change)).toEqual(refused);
  });

  it('ends with the token, and when the operator signs out', async () => {
    expect(await at(0, undefined, 'another-token-of-tests')).toEqual(refused);
    const { post } = await signedIn();
    const out = await post('/operate/sign-out');
    expect([out.status, out.headers.get('Set-Cookie')]).toEqual([303, expect.stringMatching(/operator=;.*Max-Age=0/)]);
  });

  it('opens no route of the API', async () => {
    const { send, cookie } = await signedIn();
    expect((await send('POST', '/api/republish', { headers: { Cookie: cookie, ...OWN } })).status).toBe(401);
  });
});

describe('every page', () => {
  it.each(
    PAGES.filter(({ path }) => path !== '/operate/sign-in').map((r) => [r.method.toUpperCase(), r.path] as const),
  )('%s %s wants a session, changes nothing without, and says where to sign in', async (method, path) => {
    const { send, asked } = serve();
    const response = await send(method, pathOf(path), method === 'POST' ? form() : {});
    expect([response.status, asked]).toEqual([303, []]);
    expect(response.headers.get('Location')).toMatch(/^\/operate\/sign-in/);
  });

  it.each(PAGES.filter(({ method }) => method === 'post').map((r) => [r.path] as const))(
    'POST %s from another origin is refused',
    async (path) => {
      const { send, cookie, asked } = await signedIn();
      const before = asked.length;
      const others: readonly Record<string, string>[] = [
        { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
        { Origin: 'https://sub.wirefold.example', 'Sec-Fetch-Site': 'same-site' },
        { Origin: ORIGIN, 'Sec-Fetch-Site': 'cross-site' },
        { Origin: 'null' },
        { Origin: 'https://evil.example' },
        { 'Sec-Fetch-Site': 'none' },
        {},
      ];
      for (const headers of others) {
        for (const type of [FORM, 'text/plain', 'application/json']) {
          const init = { body: `token=${TOKEN}`, headers: { Cookie: cookie, 'Content-Type': type, ...headers } };
          const response = await send('POST', pathOf(path), init);
          expect([response.status, response.headers.get('Set-Cookie')]).toEqual([403, null]);
        }
      }
      expect(asked.length).toBe(before);
    },
  );

  it('takes a form by Origin alone, as older browsers send it', async () => {
    const { send, cookie } = await signedIn();
    const init = { headers: { Cookie: cookie, Origin: ORIGIN, 'Content-Type': FORM }, body: '' };
    expect((await send('POST', '/operate/republish', init)).status).toBe(303);
  });

  it.each(PAGES.filter(({ method }) => method === 'get').map((r) => [r.path] as const))(
    'GET %s runs no script, may not be framed or kept, and tells other sites no address',
    async (path) => {
      const { open } = await signedIn();
      const page = await open(pathOf(path));
      expect(page.status).toBe(200);
      const { headers } = page;
      expect(headers.get('Cache-Control')).toBe('private, no-store');
      expect(headers.get('Referrer-Policy')).toBe('same-origin');
      expect(headers.get('Access-Control-Allow-Origin')).toBeNull();
      for (const part of ["default-src 'none'", "form-action 'self'", "frame-ancestors 'none'"]) {
        expect(headers.get('Content-Security-Policy')).toContain(part);
      }
      const text = await page.text();
      expect(text).not.toMatch(/<script(?![^>]*ld\+json)/);
      expect(text).not.toContain(TOKEN);
    },
  );

  it('an address that is none, and a fault, are not kept either', async () => {
    const { open } = await signedIn({ index: { today: () => Promise.reject(new Error('no')) } });
    for (const [path, status] of [
      ['/operate/nothing', 404],
      ['/operate', 503],
    ] as const) {
      const response = await open(path);
      expect([response.status, response.headers.get('Cache-Control')]).toEqual([status, 'private, no-store']);
    }
  });

  it('cannot be asked for by the scripts of other sites', async () => {
    const preflight = { Origin: 'https://evil.example', 'Access-Control-Request-Method': 'POST' };
    const response = await serve().send('OPTIONS', '/operate/republish', { headers: preflight });
    expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull();
  });
});

/** Anyone's answer may be kept; an answer that credentials made may not, and the others may not depend on them. */
describe('no answer made with credentials may be cached', () => {
  const failing = new Proxy(fakeIndex(), {
    get: () => () => Promise.reject(new Error('The index is away.')),
  });
  const apps = [serve({ settings: { SITEMAP: '1' } }), serve({ kvFails: true, index: failing })];
  let cookie = '';
  beforeAll(async () => {
    cookie = (await signedIn()).cookie;
  });
  const credentials = () => [
    { Authorization: `Bearer ${TOKEN}` },
    { Authorization: `bearer  ${TOKEN} ` },
    { Authorization: 'Bearer wrong' },
    { Authorization: `Basic ${btoa(`operator:${TOKEN}`)}` },
    { Cookie: cookie },
    { Cookie: '__Secure-operator=1.x' },
  ];
  const kept = (answer: Response) => !(answer.headers.get('Cache-Control') ?? '').includes('no-store');
  const names = ['Location', 'Content-Type', 'ETag', 'Set-Cookie', 'Wirefold-Configuration'];
  const shown = async (answer: Response) => [
    answer.status,
    new TextDecoder().decode(await answer.arrayBuffer()),
    ...names.map((name) => answer.headers.get(name)),
  ];

  /** The address as it is, its errors, and what else may be asked of it. */
  const asksOf = (method: string, path: string): readonly (readonly [string, string])[] => [
    [method, path],
    ['HEAD', path],
    ['OPTIONS', path],
    [method === 'PUT' ? 'DELETE' : 'PUT', path],
    [method, `${path}/nothing`],
    [method, `${path}?nonsense=1&limit=x&token=${TOKEN}`],
  ];

  it.each(ROUTES.map((r) => [r.method.toUpperCase(), pathOf(r.path)] as const))('%s %s', async (method, path) => {
    const accept = path.startsWith('/api/') ? 'application/json' : 'text/html';
    for (const { send } of apps) {
      for (const [asked, address] of asksOf(method, path)) {
        const body = ['POST', 'PUT', 'PATCH'].includes(asked) ? { body: '{}' } : {};
        const ask = (headers: Record<string, string>) =>
          send(asked, address, { ...body, headers: { Accept: accept, ...OWN, ...headers } });
        const anonymous = await shown(await ask({}));
        for (const given of credentials()) {
          const answer = await ask(given as Record<string, string>);
          if (kept(answer))
            expect([asked, address, given, ...(await shown(answer))]).toEqual([asked, address, given, ...anonymous]);
          else expect(answer.headers.get('Location') ?? '').not.toContain(TOKEN);
        }
      }
    }
  });

  it('nor one that an address brings that is none', async () => {
    for (const { send } of apps) {
      for (const path of [
        '/nothing',
        '/operate/nothing',
        '/api/nothing',
        '/API/outlets',
        '//operate',
        '/operate%2f',
        '/operate/..%2fapi',
      ]) {
        for (const given of credentials()) {
          for (const Accept of ['text/html', 'application/json']) {
            const answer = await send('GET', path, { headers: { Accept, ...(given as Record<string, string>) } });
            expect([path, kept(answer), answer.headers.get('Set-Cookie')]).toEqual([path, false, null]);
          }
        }
      }
    }
  });
});

describe('outlets', () => {
  const known = (id: string) => OUTLETS.find((o) => o.settings.id === id)?.settings;

  it('are listed by state and country', async () => {
    const { open } = await signedIn();
    const list = async (query: string) =>
      (await (await open(`/operate/outlets${query}`)).text()).match(/<h2><a href="\/operate\/outlets\/\w+">/g)
        ?.length ?? 0;
    expect(
      await Promise.all(
        [
          '',
          '?state=failing',
          `?country=${encodeURIComponent('الخليج')}`,
          '?state=new&country=none',
          '?state=nonsense',
        ].map(list),
      ),
    ).toEqual([3, 1, 2, 0, 3]);
  });

  it('are paused and resumed, and nothing else about them changes', async () => {
    const changes: unknown[] = [];
    const changeOutlet = async (id: string, given: Partial<OutletSettings>) => {
      changes.push(given);
      return { ...(known(id) as OutletSettings), ...given };
    };
    const { post } = await signedIn({ index: { changeOutlet } });
    const back = '/operate/outlets?state=ok';
    const paused = await post(`/operate/outlets/${SADA}/pause`, { back });
    expect([paused.status, paused.headers.get('Location')]).toEqual([303, `${back}&done=paused&outlet=${SADA}`]);
    await post(`/operate/outlets/${SADA}/resume`, { back: 'https://evil.example' });
    expect(changes).toEqual([{ disabled: true }, { disabled: false }]);
  });

  it('are changed by a form, whose empty fields take a setting away', async () => {
    const changes: unknown[] = [];
    const changeOutlet = async (_: string, given: Partial<OutletSettings>) => (changes.push(given), settings());
    const { post } = await signedIn({ index: { changeOutlet } });
    const fields = {
      name: 'صدى',
      group: '',
      home: '',
      publisher: 'sada.example',
      priority: '7',
      itemsPerDay: '',
      userAgent: 'curl/8',
      summaryOnly: '1',
    };
    expect((await post(`/operate/outlets/${SADA}`, fields)).status).toBe(303);
    expect(changes).toEqual([
      {
        name: 'صدى',
        group: undefined,
        home: undefined,
        publisher: 'sada.example',
        priority: 7,
        itemsPerDay: undefined,
        userAgent: 'curl/8',
        summaryOnly: true,
        unmerged: false,
      },
    ]);
    for (const bad of [
      { ...fields, priority: 'x' },
      { ...fields, home: 'intranet' },
      { ...fields, itemsPerDay: '-1' },
      { ...fields, name: '' },
    ]) {
      expect((await post(`/operate/outlets/${SADA}`, bad)).status).toBe(400);
    }
    expect(changes.length).toBe(1);
  });

  it('are removed after a preview, with their reports or without', async () => {
    const { post, asked } = await signedIn();
    const preview = await (await post(`/operate/outlets/${SADA}/remove`, { articles: '1' })).text();
    expect(preview).toContain('تُحذف تقارير عددها 2');
    expect(asked.filter((name) => name === 'removeOutlet')).toEqual([]);
    expect((await post(`/operate/outlets/${SADA}/remove`, { confirm: '1' })).status).toBe(303);
    expect(asked).toContain('removeOutlet');
    expect((await post('/operate/outlets/nosuchoutlet1/remove', { confirm: '1' })).status).toBe(404);
  });

  it('are added by what a look at the site found', async () => {
    const put: OutletSettings[] = [];
    const found = {
      kind: 'page',
      address: 'https://sahil.example/',
      title: 'الساحل',
      feeds: [{ address: 'https://sahil.example/rss', title: 'كل الأخبار' }],
    };
    const { post } = await signedIn({
      index: { putOutlet: async (outlet) => put.push(outlet) > 0 },
      settings: { OUTLET: { getByName: () => ({ find: async () => found }) } },
    });
    const offered = await (await post('/operate/outlets/find', { address: 'sahil.example' })).text();
    expect(offered).toContain('value="https://sahil.example/rss"');
    const added = await post('/operate/outlets', {
      feed: 'https://sahil.example/rss',
      name: 'الساحل',
      group: 'ليبيا',
      home: 'https://sahil.example/',
    });
    expect([added.status, added.headers.get('Location')]).toEqual([303, `/operate/outlets/${put[0]?.id}?done=added`]);
    expect(put[0]).toMatchObject({ name: 'الساحل', group: 'ليبيا', home: 'https://sahil.example/', disabled: false });
    for (const feed of ['http://10.0.0.1/', 'javascript:alert(1)', ''])
      expect((await post('/operate/outlets', { feed })).status).toBe(400);
    expect(put.length).toBe(1);
  });

  it('that are listed keep their settings when they are added again', async () => {
    const feed = 'https://sahil.example/rss';
    const id = outletId(feed);
    const outlets = async () => OUTLETS.map((o) => ({ ...o, settings: { ...o.settings, id, feed } }));
    const { post, asked } = await signedIn({ index: { outlets } });
    const again = await post('/operate/outlets', { feed, name: 'اسم آخر' });
    expect([again.headers.get('Location'), asked.includes('putOutlet')]).toEqual([`/operate/outlets/${id}`, false]);
  });

  it('come in as OPML: six of ten, and the four that are not taken with the reason', async () => {
    const lists: (readonly OutletSettings[])[] = [];
    const { send, cookie } = await signedIn({ index: { replaceOutlets: async (list) => void lists.push(list) } });
    const bad = ['http://10.0.0.1/', 'gopher://b.example/', 'http://com/', 'https://u:p@b.example/'];
    const good = [1, 2, 3, 4, 5, 6].map((n) => `https://outlet${n}.example/rss`);
    const outlines = [...bad, ...good]
      .map((url, i) => `<outline type="rss" text="مصدر ${i}" xmlUrl="${url}"/>`)
      .join('');
    const upload = async (how: string) => {
      const body = new FormData();
      body.append('file', new File([`<opml version="2.0"><body>${outlines}</body></opml>`], 'list.opml'));
      body.append('how', how);
      return (await send('POST', '/operate/outlets/import', { body, headers: { Cookie: cookie, ...OWN } })).text();
    };
    const told = await upload('add');
    expect(told).toContain('أُخذ من الملف: 6');
    for (const why of ['ليس عنوانًا عامًا', 'ليس عنوان http(s)', 'فيه اسم مستخدم أو كلمة سر'])
      expect(told).toContain(why);
    for (const i of [0, 1, 2, 3]) expect(told).toContain(`«مصدر ${i}»`);
    expect(told).not.toContain('is left out');
    expect(lists[0]?.length).toBe(OUTLETS.length + 6);
    expect(told).not.toContain('أُزيل من القائمة');
    expect(await upload('replace')).toContain(`أُزيل من القائمة: ${OUTLETS.length}`);
    expect(lists[1]?.length).toBe(6);
  });
});

describe('stories', () => {
  const made: unknown[][] = [];
  const correct =
    (name: string) =>
    async (...args: unknown[]): Promise<Correction> => {
      made.push([name, ...args]);
      const state = { title: SHIP.title, lead: 'shipnahar0001', reports: 3, publishers: 3 };
      return {
        ok: true,
        story: GOLD.id,
        changes: [{ story: SHIP.id, before: state, after: undefined, movedTo: GOLD.id }],
      };
    };
  const index = { merge: correct('merge'), split: correct('split'), lead: correct('lead') };

  it.each([
    ['merge', { into: GOLD.id }, [GOLD.id]],
    ['lead', { lead: 'shipsada00001' }, ['shipsada00001']],
    ['lead', { rule: '1' }, [undefined]],
    [
      'split',
      [
        ['split', '1'],
        ['article', 'shipsada00001'],
        ['article', 'shipnahar0001'],
      ],
      [['shipsada00001', 'shipnahar0001']],
    ],
  ] as const)('a %s shows what will change, and is made only when confirmed', async (name, fields, args) => {
    made.length = 0;
    const { post } = await signedIn({ index });
    const path = `/operate/stories/${SHIP.id}`;
    const preview = await (await post(path, fields as never)).text();
    expect(made).toEqual([[name, SHIP.id, ...args, true]]);
    expect(preview).toContain(`/stories/${GOLD.id}`);
    const hidden = [...preview.matchAll(/<input type="hidden" name="(\w+)" value="([^"]*)"/g)].map(
      ([, n, v]) => [n, v] as [string, string],
    );
    const done = await post(path, hidden);
    expect([done.status, done.headers.get('Location')?.split('?')[0]]).toEqual([303, `/operate/stories/${GOLD.id}`]);
    expect(made[1]).toEqual([name, SHIP.id, ...args, false]);
  });

  it('a report is taken down after a preview, with the reason, and put back', async () => {
    const taken: unknown[][] = [];
    const takeDownArticle = async (...args: unknown[]) => (taken.push(args), { articles: 1, stories: 1, emptied: 0 });
    const { post } = await signedIn({ index: { takeDownArticle } });
    const path = `/operate/stories/${SHIP.id}`;
    await post(path, { down: 'shipnahar0001' });
    const done = await post(path, { down: 'shipnahar0001', confirm: '1', reason: 'قرار محكمة' });
    expect(taken).toEqual([
      ['shipnahar0001', '', true],
      ['shipnahar0001', 'قرار محكمة', false],
    ]);
    expect(done.headers.get('Location')).toBe('/operate/taken-down?done=down');
    expect((await post('/operate/articles/shipnahar0001/restore')).headers.get('Location')).toBe(
      '/operate/taken-down?done=restored',
    );
  });

  it.each([{}, { split: '1' }, { confirm: '1' }, { article: 'shipnahar0001' }])(
    'a form without a deed changes nothing: %j',
    async (fields) => {
      const { post, asked } = await signedIn();
      expect((await post(`/operate/stories/${SHIP.id}`, fields as Record<string, string>)).status).toBe(400);
      expect(asked).toEqual([]);
    },
  );

  it.each([404, 409] as const)('what the index refuses with %i is told', async (status) => {
    const { post } = await signedIn({
      settings: { SITE_LANGUAGE: 'en' },
      index: { merge: async () => ({ ok: false, status, detail: 'They are <one>.' }) },
    });
    const refused = await post(`/operate/stories/${SHIP.id}`, { into: GOLD.id });
    expect([refused.status, await refused.text()]).toEqual([status, expect.stringContaining('They are &lt;one&gt;.')]);
  });

  it('are found by words, by address and by id', async () => {
    const { open } = await signedIn();
    expect(await (await open('/operate/stories?q=%D8%A7%D9%84%D8%B0%D9%87%D8%A8')).text()).toContain(
      `/operate/stories/${GOLD.id}`,
    );
    for (const q of [SHIP.id, `${ORIGIN}/stories/${SHIP.id}?article=x#text`]) {
      const found = await open(`/operate/stories?q=${encodeURIComponent(q)}`);
      expect([found.status, found.headers.get('Location')]).toEqual([303, `/operate/stories/${SHIP.id}`]);
    }
  });

  it('show on their public page, the same for everyone, where the operator corrects them', async () => {
    const { send, cookie, get } = await signedIn();
    const [anyone, operator] = await Promise.all([
      get(`/stories/${SHIP.id}`),
      send('GET', `/stories/${SHIP.id}`, { headers: { Cookie: cookie } }),
    ]);
    const [one, other] = [await anyone.text(), await operator.text()];
    expect(one).toContain(`href="/operate/stories/${SHIP.id}"`);
    expect(other).toBe(one);
  });
});

describe('the day and the backup', () => {
  it('leads to outlets that fail, and tells which alerts do not arrive', async () => {
    const { open } = await signedIn();
    const page = await (await open('/operate')).text();
    for (const part of ['/operate/outlets?state=failing', 'تنبيهات «الميناء»', 'HTTP 500', 'لم تُقبل يومًا كاملًا'])
      expect(page).toContain(part);
    const well = await signedIn({
      index: {
        watches: async () => [],
        health: async () => ({ ...(await fakeIndex().health()), outlets: { ok: 3, failing: 0, new: 0, disabled: 0 } }),
      },
    });
    const calm = await (await well.open('/operate')).text();
    expect([calm.includes('لا مصدر متعثّر'), calm.includes('تنبيهات لا تصل')]).toEqual([true, false]);
  });

  it('tells what is used of the plan, what waits, and what was put aside and why', async () => {
    const { open } = await signedIn({ settings: { TIME_ZONE: 'Nowhere/None' } });
    const page = await (await open('/operate')).text();
    for (const part of ['40,000', '100,000', '1,200,000', '300', 'خبر لا يُسجّل', 'A number is expected.', 'TIME_ZONE'])
      expect(page).toContain(part);
  });

  it('reads what is due, or all', async () => {
    const forced: boolean[] = [];
    const ingest: typeof nothingDue = async (env, now, force) => (forced.push(force), nothingDue(env, now, force));
    const { post } = await signedIn({ ingest });
    for (const fields of [{}, { force: '1' }]) expect((await post('/operate/read', fields as never)).status).toBe(200);
    expect(forced).toEqual([false, true]);
  });

  const file = (content: string) => {
    const body = new FormData();
    body.append('file', new File([content], 'wirefold.ndjson', { type: 'application/x-ndjson' }));
    return body;
  };

  it.each([['{"wirefold":1}\n'], [''], ['\r\n'], ['--\r\n'.repeat(100)], [`${'سطر '.repeat(60_000)}\r\n`]])(
    'streams the file of a backup as it is',
    async (content) => {
      const received: string[] = [];
      const restore = async (body: ReadableStream<Uint8Array>) => {
        received.push(await new Response(body).text());
        return { ok: true as const, rows: 7 };
      };
      const { send, cookie } = await signedIn({ index: { restore } });
      const response = await send('POST', '/operate/backup', {
        body: file(content),
        headers: { Cookie: cookie, ...OWN },
      });
      expect([response.status, received]).toEqual([200, [content]]);
      expect(await response.text()).toContain('صفوفها 7');
    },
  );

  it('says which line is refused, and takes no other form', async () => {
    const { send, cookie, asked } = await signedIn({
      index: {
        restore: async () => ({
          ok: false,
          line: 3,
          detail: 'There is no table "x"; was this written by a newer version?',
        }),
      },
    });
    const refused = await send('POST', '/operate/backup', { body: file('x'), headers: { Cookie: cookie, ...OWN } });
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('السطر 3: لا جدول باسم')]);
    const before = asked.length;
    const other = await send('POST', '/operate/backup', form({ file: 'x' }, { Cookie: cookie }));
    expect([other.status, asked.length]).toEqual([400, before]);
  });
});

it('every outlet has a page for the operator', async () => {
  const { open } = await signedIn();
  for (const name of ['sada', 'jarida', 'nahar'] as const)
    expect((await open(`/operate/outlets/${outletOf(name).id}`)).status).toBe(200);
});

describe('watches', () => {
  const HOOK = 'https://hooks.example.org/services/T0/B0/s3cret';

  it.each([
    ['ar', ['المتابعات', 'hooks.slack.com', 'HTTP 500', 'لم تُقبل يومًا كاملًا', 'بلا تنبيهات']],
    ['en', ['Watches', 'hooks.slack.com', 'it answered 500', 'Not taken for a day', 'Without alerts']],
  ])('are listed in %s, with what their receivers did not take', async (SITE_LANGUAGE, said) => {
    const { open } = await signedIn({ settings: { SITE_LANGUAGE } });
    const html = await (await open('/operate/watches')).text();
    for (const words of [...said, SHIP.title, '/operate/watches/ships/remove']) expect(html).toContain(words);
  });

  it('are made of a slice’s address, and the secret is shown once', async () => {
    const made: unknown[] = [];
    const addWatch = async (watch: { readonly name: string }) => {
      made.push(watch);
      return { ok: true } as const;
    };
    const { post } = await signedIn({ index: { addWatch } });
    const slice = `${ORIGIN}/?q=%D9%85%D9%8A%D9%86%D8%A7%D8%A1&country=%D9%85%D8%B5%D8%B1&publishers=2`;
    const page = await post('/operate/watches', {
      name: 'الميناء',
      slice,
      url: HOOK,
      format: 'json',
      chat: '',
      alertPublishers: '3',
    });
    const html = await page.text();
    expect([page.status, html]).toEqual([200, expect.stringMatching(/whsec_[\w+/]{43}=/)]);
    expect(html).not.toContain('s3cret');
    expect(made).toMatchObject([
      {
        name: 'الميناء',
        slice: { q: 'ميناء', countries: ['مصر'], publishers: 2 },
        alert: { url: HOOK, format: 'json', enters: false, publishers: 3, origin: ORIGIN },
      },
    ]);
    const quiet = await post('/operate/watches', { name: 'harbours', slice: '/?q=port', url: '', format: 'json' });
    expect([quiet.status, quiet.headers.get('Location')]).toEqual([303, '/operate/watches?done=watched']);
    expect(made[1]).not.toHaveProperty('alert');
  });

  it.each<readonly [string, Record<string, string>, number]>([
    ['the whole', { name: 'harbours', slice: '/' }, 400],
    ['a slice that is none', { name: 'harbours', slice: '/?q=-' }, 400],
    ['a reserved name', { name: 'new', slice: '/?q=port' }, 400],
    ['a taken name', { name: 'ships', slice: '/?q=port' }, 409],
    ['a private receiver', { name: 'harbours', slice: '/?q=port', url: 'http://192.168.1.1/', format: 'json' }, 400],
    ['another format', { name: 'harbours', slice: '/?q=port', url: HOOK, format: 'smoke' }, 400],
    ['a number that is none', { name: 'harbours', slice: '/?q=port', url: HOOK, alertPublishers: 'x' }, 400],
    ['nothing', {}, 400],
  ])('are not made of %s', async (_, fields, status) => {
    const { post } = await signedIn();
    const answer = await post('/operate/watches', fields);
    expect(answer.status).toBe(status);
    expect(await answer.text()).not.toContain('s3cret');
  });

  it('are removed', async () => {
    const { post } = await signedIn();
    const asked = await post('/operate/watches/ships/remove');
    expect([asked.status, await asked.text()]).toEqual([200, expect.stringContaining('تُحذف المتابعة «ships»')]);
    const removed = await post('/operate/watches/ships/remove', { confirm: '1' });
    expect([removed.status, removed.headers.get('Location')]).toEqual([303, '/operate/watches?done=unwatched']);
    expect((await post('/operate/watches/nobody/remove')).status).toBe(404);
  });

  it('are tested: a receiver that takes it, one that does not, and none', async () => {
    const { post } = await signedIn();
    const taken = await post('/operate/watches/ships/test');
    expect([taken.status, taken.headers.get('Location')]).toEqual([303, '/operate/watches?done=tested']);
    const untaken = await post(`/operate/watches/${encodeURIComponent('الميناء')}/test`);
    expect([untaken.status, await untaken.text()]).toEqual([200, expect.stringContaining('لم يُقبل التنبيه التجريبي')]);
    expect((await post('/operate/watches/nobody/test')).status).toBe(404);
  });

  it('keep the form that was refused, but for the receiver’s address', async () => {
    const { post } = await signedIn();
    const sent = { name: 'ships', slice: '/?q=port', url: HOOK, format: 'slack', alertPublishers: '4' };
    const page = await (await post('/operate/watches', sent)).text();
    for (const kept of ['value="ships"', 'value="/?q=port"', 'value="4"', 'هناك متابعة باسم «ships»'])
      expect(page).toContain(kept);
    expect(page).toMatch(/<option value="slack" selected/);
    expect(page).not.toContain('s3cret');
  });
});
