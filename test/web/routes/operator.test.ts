import { describe, expect, it } from 'vitest';
import type { OutletSettings } from '../../../src/documents/outlet.ts';
import { generateOpml } from '../../../src/feeds/opml.ts';
import type { FoundFeeds } from '../../../src/outlet/api.ts';
import type { Correction } from '../../../src/story-index/api.ts';
import { OUTLETS, ROUTES, serve, settings, TOKEN } from '../service.ts';

const REQUESTS: readonly (readonly [method: string, path: string, body: string])[] = [
  ['POST', '/api/ingest', ''],
  ['PUT', '/api/outlets', '{"outlets":[{"feed":"https://a.example/rss"}]}'],
  ['POST', '/api/outlets', '{"feed":"https://a.example/rss"}'],
  ['POST', '/api/outlets/find', '{"address":"a.example"}'],
  ['PATCH', `/api/outlets/${settings().id}`, '{"disabled":true}'],
  ['DELETE', `/api/outlets/${settings().id}`, ''],
  ['DELETE', '/api/articles/shipnahar0001', ''],
  ['POST', '/api/articles/shipnahar0001/restore', ''],
  ['GET', '/api/articles/taken-down', ''],
  ['POST', '/api/stories/storyship00001/merge', '{"into":"storygold00001"}'],
  ['POST', '/api/stories/storyship00001/split', '{"articles":["shipnahar0001"]}'],
  ['POST', '/api/stories/storyship00001/lead', '{"article":"shipnahar0001"}'],
  ['POST', '/api/watches', '{"name":"harbours","q":"ميناء"}'],
  ['POST', '/api/watches/ships/test', ''],
  ['GET', '/api/watches', ''],
  ['GET', '/api/watches/ships', ''],
  ['DELETE', '/api/watches/ships', ''],
  ['GET', '/api/today', ''],
  ['POST', '/api/publish', ''],
  ['POST', '/api/republish', ''],
  ['GET', '/api/backup', ''],
  ['PUT', '/api/backup', '{}'],
];

it('every route for the operator is asked', () => {
  const asked = REQUESTS.map(
    ([method, path]) =>
      `${method} ${path.replace(/(outlets|stories|articles)\/(?!taken-down|find)\w+/, '$1/:id').replace('ships', ':name')}`,
  );
  const routes = ROUTES.filter((r) => r.operation?.operator).map((r) => `${r.method.toUpperCase()} ${r.path}`);
  expect(new Set(asked)).toEqual(new Set(routes));
});

describe.each(REQUESTS)('%s %s', (method, path, body) => {
  const init = body === '' ? {} : { body };

  it('is closed while no token is set, also to those who send one', async () => {
    const { send, asked } = serve({ token: undefined });
    const response = await send(method, path, { ...init, token: TOKEN });
    expect(response.status).toBe(403);
    expect(((await response.json()) as { detail: string }).detail).toContain('ADMIN_TOKEN');
    expect(asked).toEqual([]);
  });

  it.each([undefined, 'wrong', `${TOKEN}x`, TOKEN.slice(0, -1), TOKEN.toUpperCase()])(
    'refuses the token %j and changes nothing',
    async (token) => {
      const { send, asked } = serve();
      const response = await send(method, path, { ...init, ...(token === undefined ? {} : { token }) });
      expect([response.status, asked]).toEqual([401, []]);
      expect(response.headers.get('WWW-Authenticate')).toMatch(/^Bearer realm="wirefold"/);
      expect(response.headers.get('Access-Control-Allow-Origin')).toBeNull();
    },
  );

  it('works with the right one', async () => {
    const response = await serve().send(method, path, { ...init, token: TOKEN });
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toBe('private, no-store');
  });
});

it.each([
  ['has spaces', 'a long random text', 'a long random text'],
  ['came with the line feed of who piped it in', 'secret-token\n', 'secret-token'],
])('takes a token that %s', async (_, token, sent) => {
  expect((await serve({ token }).send('POST', '/api/republish', { token: sent })).status).toBe(200);
});

it('says why the index refuses only with the right token', async () => {
  const refuse = () => Promise.reject(new Error('A backup is being written: nothing may change until it is done.'));
  const { send, get } = serve({ kv: {}, index: { republish: refuse, outlets: refuse } });
  const told = await send('POST', '/api/republish', { token: TOKEN });
  expect([told.status, told.headers.get('Retry-After')]).toEqual([503, '60']);
  expect(((await told.json()) as { detail: string }).detail).toContain('A backup is being written');
  expect(await (await get('/api/outlets')).text()).not.toContain('backup');
});

it('POST /api/ingest answers with a count per outlet and passes force on', async () => {
  const forced: boolean[] = [];
  const { send } = serve({
    ingest: async (_, __, force) => {
      forced.push(force);
      return {
        reports: OUTLETS.map(({ status: { outlet, detail } }, i) => ({
          outlet,
          detail,
          name: `n${i}`,
          outcome: 'read',
          filed: i,
        })),
        published: { written: 2, left: 0, rationed: false, failure: undefined },
      };
    },
  });
  const response = await send('POST', '/api/ingest?force=1', { token: TOKEN });
  expect(await response.json()).toEqual({
    outlets: OUTLETS.map(({ status }, i) => ({
      outlet: status.outlet,
      name: `n${i}`,
      outcome: 'read',
      filed: i,
      detail: status.detail,
    })),
    filed: 3,
    published: { written: 2, left: 0, rationed: false },
  });
  await send('POST', '/api/ingest', { token: TOKEN });
  expect(forced).toEqual([true, false]);
});

describe('PUT /api/outlets', () => {
  const put = async (body: BodyInit, headers: Record<string, string> = {}) => {
    const kept: (readonly OutletSettings[])[] = [];
    const { send } = serve({ index: { replaceOutlets: async (outlets) => void kept.push(outlets) } });
    return { response: await send('PUT', '/api/outlets', { token: TOKEN, body, headers }), kept };
  };

  it('takes back the OPML we give, preferences and all', async () => {
    const sixty = Array.from({ length: 60 }, (_, i) => `https://outlet${i}.example/rss`);
    const { kept: first } = await put(
      JSON.stringify({
        outlets: sixty.map((feed, i) => ({ feed, name: `مصدر ${i}`, group: `بلد ${i % 7}`, priority: i % 3 })),
      }),
    );
    const given = first[0] ?? [];
    expect(given).toHaveLength(60);
    const { response, kept } = await put(generateOpml(given));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ outlets: 60, visible: { by: expect.any(String) } });
    const byFeed = (list: readonly OutletSettings[] | undefined) =>
      [...(list ?? [])].sort((a, b) => a.feed.localeCompare(b.feed));
    expect(byFeed(kept[0])).toEqual(byFeed(given));
  });

  it.each([
    [
      'OPML cut in the middle',
      '<?xml version="1.0"?>\n<opml version="2.0">\n<body>\n<outline',
      /Nothing was changed.*Line \d/,
    ],
    ['OPML without feeds', '<opml version="2.0"><body></body></opml>', /Nothing was changed/],
    ['neither', 'feeds: none', /not JSON/],
    ['nothing', '', /body is empty/],
    ['white space', ' \n ', /body is empty/],
    ['a byte order mark', '\ufeff', /body is empty/],
    ['an empty list', '{"outlets":[]}', /\?empty=1/],
    ['an OPML without outlines', '<opml version="2.0"><body/></opml>', /\?empty=1/],
    ['a page', '<!doctype html><html><body><p>تسجيل الدخول</p></body></html>', /./],
    ['a loopback address', '{"outlets":[{"feed":"http://127.0.0.1:9/rss"}]}', /outlets\[0\].*loopback/],
    [
      'a private address',
      '{"outlets":[{"feed":"https://a.example/"},{"feed":"http://10.0.0.1/"}]}',
      /outlets\[1\].*private/,
    ],
    ['a private name', '{"outlets":[{"feed":"http://nas.local/rss"}]}', /not a public name/],
    ['a cloud’s metadata', '{"outlets":[{"feed":"http://168.63.129.16/"}]}', /cloud metadata/],
    ['a public suffix', '{"outlets":[{"feed":"http://co.uk/"}]}', /not a registered name/],
    ['a password', '{"outlets":[{"feed":"https://desk:s3cret@a.example/"}]}', /user name or password/],
    ['a site that is none', '{"outlets":[{"feed":"https://a.example/","home":"https://intranet/"}]}', /home/],
    [
      'each fault by name',
      '{"outlets":[{"feed":"http://10.0.0.1/"},{"feed":"http://10.0.0.2/"}]}',
      /outlets\[0\].*outlets\[1\]/,
    ],
    ['an address that is none', '{"outlets":[{"feed":"javascript:alert(1)"}]}', /outlets\[0\]\.feed/],
    ['a name that is none of ours', '{"outlets":[{"feed":"https://a.example/","secret":1}]}', /secret/],
    ['a feed twice', '{"outlets":[{"feed":"https://a.example/"},{"feed":"https://a.example/"}]}', /twice/],
    [
      'a header in the User-Agent',
      '{"outlets":[{"feed":"https://a.example/","userAgent":"x\\r\\nHost: y"}]}',
      /userAgent/,
    ],
  ])('refuses %s and changes nothing', async (_, body, detail) => {
    const { response, kept } = await put(body);
    expect([response.status, kept]).toEqual([400, []]);
    expect(((await response.json()) as { detail: string }).detail).toMatch(detail);
  });

  it('refuses a body past the limit, whatever length it claims', async () => {
    const { response, kept } = await put(' '.repeat(1024 * 1024 + 1));
    expect([response.status, kept]).toEqual([413, []]);
  });

  const outline = (attributes: string) => `<outline type="rss" ${attributes}/>`;
  const opml = (...outlines: readonly string[]) => `<opml version="2.0"><body>${outlines.join('\n')}</body></opml>`;
  const good = (n: number) => outline(`text="مصدر ${n}" xmlUrl="https://outlet${n}.example/rss"`);

  it.each([
    ['a name of 400,000 letters', outline(`text="${'ط'.repeat(400_000)}" xmlUrl="https://b.example/"`), /name.*200/],
    ['a private address', outline('text="ب" xmlUrl="http://192.168.1.1/rss"'), /"ب" .*private/],
    ['a loopback address', outline('text="ب" xmlUrl="http://localhost:8080/rss"'), /"ب" .*loopback/],
    ['a private name', outline('text="ب" xmlUrl="http://printer.local/"'), /"ب" .*not a public name/],
    ['another scheme', outline('text="ب" xmlUrl="ftp://b.example/"'), /"ب" .*not an http/],
    ['no address', outline('text="ب"'), /"ب" .*no xmlUrl/],
    ['a word for an address', outline('text="ب" xmlUrl="لا يوجد"'), /"ب" .*not an http/],
    ['a password', outline('text="ب" xmlUrl="https://desk:s3cret@b.example/"'), /"ب" .*user name or password/],
    ['an address of 3,000 letters', outline(`text="ب" xmlUrl="https://b.example/${'a'.repeat(3_000)}"`), /"ب" .*feed/],
    ['a port that feeds never use', outline('text="ب" xmlUrl="https://b.example:22/"'), /"ب" .*port 22/],
    ['a feed listed before', outline('text="ب" xmlUrl="https://outlet1.example/rss"'), /"ب" .*twice/],
    [
      'a priority out of range',
      outline('text="ب" xmlUrl="https://b.example/" wirefold:priority="1000000"'),
      /"ب" .*priority/,
    ],
    [
      'a priority that is a word',
      outline('text="ب" xmlUrl="https://b.example/" wirefold:priority="high"'),
      /"ب" .*priority/,
    ],
    [
      'a wish that is neither yes nor no',
      outline('text="ب" xmlUrl="https://b.example/" wirefold:disabled="maybe"'),
      /"ب" .*disabled/,
    ],
    ['no items a day', outline('text="ب" xmlUrl="https://b.example/" wirefold:itemsPerDay="0"'), /"ب" .*itemsPerDay/],
    [
      'a User-Agent no header carries',
      outline('text="ب" xmlUrl="https://b.example/" wirefold:userAgent="قارئ"'),
      /"ب" .*userAgent/,
    ],
    [
      'a publisher of 500 letters',
      outline(`text="ب" xmlUrl="https://b.example/" wirefold:publisher="${'ن'.repeat(500)}"`),
      /"ب" .*publisher/,
    ],
    [
      'a folder of 500 letters',
      `<outline text="${'م'.repeat(500)}">${outline('text="ب" xmlUrl="https://b.example/"')}</outline>`,
      /"ب" .*group/,
    ],
  ])('takes the rest of an OPML and names the entry with %s', async (_, bad, why) => {
    const { response, kept } = await put(opml(good(1), bad, good(2)));
    expect(response.status).toBe(200);
    const answer = (await response.json()) as { outlets: number; leftOut: readonly string[] };
    expect(answer).toMatchObject({ outlets: 2, leftOut: [expect.stringMatching(why)] });
    expect(answer.leftOut[0]?.length).toBeLessThan(400);
    expect(JSON.stringify(answer)).not.toContain('s3cret');
    expect(kept[0]?.map(({ name }) => name)).toEqual(['مصدر 1', 'مصدر 2']);
  });

  it('takes six of ten and reports the four', async () => {
    const bad = ['http://10.0.0.1/', 'gopher://b.example/', 'http://com/', 'https://u:p@b.example/'];
    const { response, kept } = await put(
      opml(...bad.map((url, i) => outline(`text="سيئ ${i}" xmlUrl="${url}"`)), ...[1, 2, 3, 4, 5, 6].map(good)),
    );
    const { outlets, leftOut } = (await response.json()) as { outlets: number; leftOut: readonly string[] };
    expect([response.status, outlets, kept[0]?.length]).toEqual([200, 6, 6]);
    expect(leftOut.toSorted()).toEqual([0, 1, 2, 3].map((i) => expect.stringContaining(`"سيئ ${i}" is left out`)));
  });

  it('changes nothing when no entry can be used, and names them', async () => {
    const { response, kept } = await put(opml(outline('text="ب" xmlUrl="http://10.0.0.1/"'), outline('text="ج"')));
    expect([response.status, kept]).toEqual([400, []]);
    expect(await response.json()).toMatchObject({ detail: expect.stringMatching(/"ب" .*private|"ج" .*no xmlUrl/) });
  });

  it.each(['{"outlets":[]}', '<opml version="2.0"><body/></opml>'])(
    'removes every outlet with ?empty=1: %s',
    async (body) => {
      const kept: (readonly OutletSettings[])[] = [];
      const { send } = serve({ index: { replaceOutlets: async (outlets) => void kept.push(outlets) } });
      const response = await send('PUT', '/api/outlets?empty=1', { token: TOKEN, body });
      expect([response.status, kept]).toEqual([200, [[]]]);
    },
  );

  it('takes loopback addresses where the operator allows them', async () => {
    const { send } = serve({ settings: { ALLOW_LOOPBACK: '1' } });
    const body = '{"outlets":[{"feed":"http://127.0.0.1:9000/rss"}]}';
    expect((await send('PUT', '/api/outlets', { token: TOKEN, body })).status).toBe(200);
  });

  it('keeps names as readers may see them: no marks that turn the text around', async () => {
    const { kept } = await put(
      '{"outlets":[{"feed":"https://a.example/","name":"  مصدر\\u202e  واحد ","group":"\\u0000"}]}',
    );
    expect(kept[0]?.[0]).toMatchObject({ name: 'مصدر واحد', group: undefined });
  });

  it('names the line of a malformed file', async () => {
    const { response } = await put(
      '<opml version="2.0">\n<body>\n<outline text="a" xmlUrl="https://a.example/">\n</body>\n</opml>',
    );
    expect(((await response.json()) as { detail: string }).detail).toMatch(/Line [34]/);
  });
});

it('POST /api/outlets keeps the id of the feed it already knows', async () => {
  const put: OutletSettings[] = [];
  const { send } = serve({ index: { putOutlet: async (outlet) => put.push(outlet) > 0 } });
  for (const name of ['قديم', 'جديد']) {
    await send('POST', '/api/outlets', { token: TOKEN, body: JSON.stringify({ feed: 'https://a.example/rss', name }) });
  }
  expect(put.map((o) => o.name)).toEqual(['قديم', 'جديد']);
  expect(new Set(put.map((o) => o.id)).size).toBe(1);
  expect(put[0]?.id).toMatch(/^[0-9a-z]{13}$/);
});

it('POST /api/outlets to a full list is 409, and says what to do', async () => {
  const { send } = serve({ index: { putOutlet: async () => false } });
  const response = await send('POST', '/api/outlets', { token: TOKEN, body: '{"feed":"https://a.example/rss"}' });
  expect(response.status).toBe(409);
  expect(await response.json()).toMatchObject({ detail: expect.stringContaining('remove one') });
});

it.each([
  ['http://10.0.0.1/', /private/],
  ['http://metadata.google.internal/', /not a public name/],
  ['https://desk:s3cret@a.example/', /password/],
  ['http://com/', /not a registered name/],
])('POST /api/outlets refuses %s at once', async (feed, why) => {
  const { send, asked } = serve();
  const response = await send('POST', '/api/outlets', { token: TOKEN, body: JSON.stringify({ feed }) });
  expect([response.status, asked]).toEqual([400, []]);
  expect(await response.json()).toMatchObject({ detail: expect.stringMatching(why) });
});

it('an empty body is told to be one', async () => {
  const response = await serve().send('POST', '/api/outlets', { token: TOKEN });
  expect(await response.json()).toMatchObject({ status: 400, detail: expect.stringContaining('body is empty') });
});

it.each([
  ['/api/articles/shipnahar0001?dry=1&reason=court', 200, { articles: 1, stories: 1, emptied: 0 }],
  [`/api/outlets/${settings().id}?articles=1`, 200, { articles: 2, stories: 1, emptied: 1 }],
  [`/api/outlets/${settings().id}?articles=1&dry=1`, 200, { articles: 2, stories: 1, emptied: 1 }],
  ['/api/outlets/nosuchoutlet1?articles=1', 404, { title: 'Not Found' }],
  ['/api/articles/shipnahar0001?dry=yes', 400, { title: 'Bad Request' }],
])('DELETE %s answers %i', async (path, status, answer) => {
  const response = await serve().send('DELETE', path, { token: TOKEN });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject(answer);
});

const CHANGES: readonly (readonly [string, unknown, Partial<OutletSettings> | 400])[] = [
  ['a pause', { disabled: true }, { disabled: true }],
  ['a resumption', { disabled: false }, { disabled: false }],
  ['a name', { name: '  صدى \u202e الخليج ' }, { name: 'صدى الخليج' }],
  ['a country', { group: 'عُمان' }, { group: 'عُمان' }],
  ['no country', { group: null }, { group: undefined }],
  ['a priority', { priority: -5 }, { priority: -5 }],
  ['items a day', { itemsPerDay: 40 }, { itemsPerDay: 40 }],
  ['the usual items a day', { itemsPerDay: null }, { itemsPerDay: undefined }],
  ['a User-Agent', { userAgent: 'curl/8.5.0' }, { userAgent: 'curl/8.5.0' }],
  ['our User-Agent', { userAgent: null }, { userAgent: undefined }],
  ['two at once', { summaryOnly: true, unmerged: true }, { summaryOnly: true, unmerged: true }],
  ['a site', { home: 'https://Sada.example/ar' }, { home: 'https://sada.example/ar' }],
  ['a publisher', { publisher: 'https://www.sada.example/' }, { publisher: 'sada.example' }],
  ['nothing', {}, 400],
  ['its feed', { feed: 'https://b.example/' }, 400],
  ['a name of nothing', { name: '\u202e' }, 400],
  ['a priority past the range', { priority: 101 }, 400],
  ['a header in the User-Agent', { userAgent: 'x\r\nHost: y' }, 400],
  ['a site that is none', { home: 'https://intranet/' }, 400],
  ['no items a day', { itemsPerDay: 0 }, 400],
];

it.each(CHANGES)('PATCH /api/outlets/{id} with %s', async (_, body, expected) => {
  const changes: Partial<OutletSettings>[] = [];
  const changeOutlet = async (_id: string, given: Partial<OutletSettings>) => {
    changes.push(given);
    return { ...settings(), ...given };
  };
  const init = { token: TOKEN, body: JSON.stringify(body) };
  const response = await serve({ index: { changeOutlet } }).send('PATCH', `/api/outlets/${settings().id}`, init);
  expect([response.status, changes]).toEqual(expected === 400 ? [400, []] : [200, [expected]]);
  const answer = await response.json();
  if (expected === 400) expect(answer).toMatchObject({ detail: expect.stringContaining('Nothing was changed.') });
  else expect(answer).toMatchObject({ id: settings().id, visible: { by: '2026-11-22T12:10:00.000Z' } });
});

describe('POST /api/outlets with a site', () => {
  const page = (...feeds: readonly string[]): FoundFeeds => ({
    kind: 'page',
    address: 'https://sahil.example/ar',
    title: 'جريدة الساحل',
    feeds: feeds.map((address) => ({ address, title: undefined })),
  });
  const rss = 'https://sahil.example/rss';
  const feed: FoundFeeds = {
    kind: 'feed',
    address: rss,
    title: 'الساحل',
    home: undefined,
    items: 1,
    newest: [],
    warnings: [],
  };
  const down: FoundFeeds = { kind: 'failed', failure: { reason: 'silent' }, detail: 'Sent no byte.' };

  it.each([
    ['adds the feed that its page names', page(rss), { site: 'https://sahil.example' }, 200, 'جريدة الساحل'],
    ['adds it if it is a feed itself', feed, { site: 'https://sahil.example' }, 200, 'الساحل'],
    ['keeps the name that is given', page(rss), { site: 'https://sahil.example', name: 'ساحل' }, 200, 'ساحل'],
    [
      'offers several',
      page(rss, 'https://sahil.example/sport'),
      { site: 'https://sahil.example' },
      409,
      /rss, .*sport/,
    ],
    ['says that it names none', page(), { site: 'https://sahil.example' }, 409, /names no feed/],
    ['says why it cannot be read', down, { site: 'https://sahil.example' }, 502, /no byte/],
    ['refuses a private one unread', down, { site: 'http://10.0.0.1/' }, 502, /private/],
    ['refuses both at once', page(rss), { site: 'https://sahil.example', feed: rss }, 400, /either/],
    ['refuses neither', page(rss), { name: 'ساحل' }, 400, /either/],
  ] as const)('%s', async (_, found, body, status, told) => {
    const put: OutletSettings[] = [];
    const asked: string[] = [];
    const find = async (address: string) => {
      asked.push(address);
      return found;
    };
    const { send } = serve({
      index: { putOutlet: async (outlet) => put.push(outlet) > 0 },
      settings: { OUTLET: { getByName: () => ({ find }) } },
    });
    const response = await send('POST', '/api/outlets', { token: TOKEN, body: JSON.stringify(body) });
    const answer = (await response.json()) as { detail?: string; name?: string };
    expect(response.status).toBe(status);
    if (status === 200) expect([put.length, put[0]?.feed, put[0]?.name]).toEqual([1, rss, told]);
    else expect([put, answer.detail]).toEqual([[], expect.stringMatching(told)]);
    expect(asked.every((address) => address.startsWith('https://sahil.example'))).toBe(true);
  });
});

it.each([
  ['merge', '{"into":"storygold00001"}'],
  ['split', '{"articles":["shipnahar0001"]}'],
  ['lead', '{"article":"shipnahar0001"}'],
] as const)('a dry run of a %s says so to the index, and when nothing is visible', async (name, body) => {
  const given: unknown[][] = [];
  const change = { story: 'storyship00001', before: undefined, after: undefined, movedTo: undefined };
  const correct = async (...args: unknown[]): Promise<Correction> => {
    given.push(args);
    return { ok: true, story: 'storyship00001', changes: [change] };
  };
  const { send } = serve({ index: { [name]: correct } });
  for (const query of ['?dry=1', '']) {
    const response = await send('POST', `/api/stories/storyship00001/${name}${query}`, { token: TOKEN, body });
    const answer = (await response.json()) as { visible?: unknown; changes: unknown };
    expect([response.status, answer.changes]).toEqual([200, [{ story: 'storyship00001' }]]);
    expect(answer.visible === undefined).toBe(query !== '');
  }
  expect(given.map((args) => args[2])).toEqual([true, false]);
});

describe('PATCH of an outlet with', () => {
  const patch = async (body: string | Uint8Array<ArrayBuffer>, id: string = settings().id) => {
    const given: unknown[] = [];
    const changeOutlet = async (of: string, changes: Partial<OutletSettings>) => {
      given.push(changes);
      return of === settings().id ? { ...settings(), ...changes } : undefined;
    };
    const sent = { token: TOKEN, body: body as string };
    const response = await serve({ index: { changeOutlet } }).send('PATCH', `/api/outlets/${id}`, sent);
    return { status: response.status, given, detail: ((await response.json()) as { detail?: string }).detail ?? '' };
  };

  it.each<readonly [string | Uint8Array<ArrayBuffer>, RegExp]>([
    ['', /empty/],
    ['{}', /at least one/],
    ['[]', /object/],
    ['null', /object/],
    ['"x"', /object/],
    ['{"name"', /JSON/],
    [Uint8Array.of(0xff, 0xfe, 0x7b), /JSON/],
    ['{"nope":1}', /nope/],
    ['{"id":"x"}', /id/],
    ['{"feed":"https://y.example/"}', /feed/],
    ['{"checked":"2026-11"}', /checked/],
    ['{"__proto__":{"disabled":true}}', /__proto__/],
    ['{"name":null}', /name/],
    ['{"name":""}', /name/],
    ['{"name":"\u200f"}', /name/],
    ['{"name":5}', /name/],
    [`{"name":"${'x'.repeat(201)}"}`, /name/],
    ['{"priority":null}', /priority/],
    ['{"priority":1.5}', /priority/],
    ['{"priority":"5"}', /priority/],
    ['{"disabled":null}', /disabled/],
    ['{"disabled":"true"}', /disabled/],
    ['{"disabled":1}', /disabled/],
    ['{"itemsPerDay":0}', /itemsPerDay/],
    ['{"home":"javascript:alert(1)"}', /home/],
    ['{"userAgent":"a\\r\\nX: y"}', /userAgent/],
    ['{"name":"اسم","nope":1}', /nope/],
  ])('%s changes nothing', async (body, why) => {
    const { status, given, detail } = await patch(body);
    expect([status, given, detail]).toEqual([400, [], expect.stringMatching(why)]);
  });

  it.each([
    'nosuchoutlet1',
    '%00',
    'A'.repeat(200),
    settings().id.toUpperCase(),
    `${settings().id}%20`,
    '%D8%A7',
    '%ff',
  ])('of the id %s is 404, and so is its removal, twice', async (id) => {
    expect((await patch('{"disabled":true}', id)).status).toBe(404);
    const { send } = serve();
    for (let i = 0; i < 2; i++) expect((await send('DELETE', `/api/outlets/${id}`, { token: TOKEN })).status).toBe(404);
  });
});

it.each([404, 409] as const)('a correction the index refuses is a problem with %i and its reason', async (status) => {
  const { send } = serve({ index: { merge: async () => ({ ok: false, status, detail: 'They are one already.' }) } });
  const response = await send('POST', '/api/stories/storyship00001/merge', {
    token: TOKEN,
    body: '{"into":"storygold00001"}',
  });
  expect(response.status).toBe(status);
  expect(await response.json()).toMatchObject({ detail: 'They are one already.' });
});

it('a correction names a story by any id that stories have, that of one split off its founder too', async () => {
  const { send } = serve();
  const into = 'storyship00001-2p';
  const response = await send('POST', '/api/stories/storygold00001/merge', {
    token: TOKEN,
    body: JSON.stringify({ into }),
  });
  expect(response.status).toBe(200);
  expect(await response.json()).toMatchObject({ story: into, visible: { by: expect.any(String) } });
});

describe('/api/backup', () => {
  const stream = (text: string) => new Response(text).body as ReadableStream<Uint8Array>;

  it('streams the backup from and to the index unchanged', async () => {
    const received: string[] = [];
    const { send } = serve({
      index: {
        backup: async () => stream('{"wirefold":1}\n'),
        restore: async (body) => {
          received.push(await new Response(body).text());
          return { ok: true, rows: 7 };
        },
      },
    });
    const saved = await send('GET', '/api/backup', { token: TOKEN });
    expect(saved.headers.get('content-type')).toBe('application/x-ndjson');
    expect(saved.headers.get('cache-control')).toBe('private, no-store');
    const body = new TextDecoder().decode(await saved.arrayBuffer());
    const restored = await send('PUT', '/api/backup', { token: TOKEN, body });
    expect(await restored.json()).toEqual({ rows: 7 });
    expect(received).toEqual([body]);
  });

  it('says which line of a backup cannot be read', async () => {
    const { send } = serve({
      index: { restore: async () => ({ ok: false, line: 3, detail: 'There is no table "x".' }) },
    });
    const refused = await send('PUT', '/api/backup', { token: TOKEN, body: 'x' });
    expect(refused.status).toBe(400);
    expect(((await refused.json()) as { detail: string }).detail).toContain('Line 3: There is no table "x".');
  });
});
