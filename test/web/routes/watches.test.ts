import { describe, expect, it } from 'vitest';
import { watchNameFault } from '../../../src/documents/watch.ts';
import { ORIGIN, serve, TOKEN } from '../service.ts';

const HOOK = 'https://hooks.example.org/services/T0/B0/s3cret';
const post = async (body: unknown, settings: Record<string, string> = {}) => {
  const service = serve({ settings });
  const response = await service.send('POST', '/api/watches', { token: TOKEN, body: JSON.stringify(body) });
  return { status: response.status, answer: (await response.json()) as Record<string, string>, asked: service.asked };
};

it.each<readonly [string, boolean]>([
  ['kazakhstan', true],
  ['الميناء', true],
  ['بحر-العرب-2', true],
  ['a', true],
  ['٢٠٢٦', true],
  ['x'.repeat(40), true],
  ['x'.repeat(41), false],
  ['', false],
  ['New', false],
  ['new', false],
  ['feed', false],
  ['two words', false],
  ['-a', false],
  ['a--b', false],
  ['a.xml', false],
  ['a/b', false],
  ['..', false],
  ['مـيناء', false],
  ['مِيناء', false],
  ['порт', false],
  ['a%2Fb', false],
])('a watch may be named %j: %s', (name, may) => {
  expect(watchNameFault(name) === undefined).toBe(may);
});

describe('a watch is made', () => {
  it('with a secret that is told once, and the address nowhere', async () => {
    const { status, answer } = await post({ name: 'harbours', q: 'ميناء', alert: { url: HOOK } });
    expect([status, answer.page]).toEqual([200, `${ORIGIN}/w/harbours`]);
    expect(answer.secret).toMatch(/^whsec_[\w+/]{43}=$/);
    const own = { url: HOOK, secret: `whsec_${btoa('thirty-two bytes of a secret, ok')}` };
    expect((await post({ name: 'harbours', q: 'ميناء', alert: own })).answer).toEqual({
      name: 'harbours',
      page: `${ORIGIN}/w/harbours`,
    });
  });

  it.each<readonly [string, unknown, number, string]>([
    ['an existing name', { name: 'ships', q: 'سفينة' }, 409, 'already'],
    ['a reserved name', { name: 'new', q: 'سفينة' }, 400, 'reserved'],
    ['everything', { name: 'harbours' }, 400, 'part of the stories'],
    ['a search of nothing', { name: 'harbours', q: '-' }, 400, 'no word'],
    ['an unknown field', { name: 'harbours', q: 'ميناء', since: '2026-01-01T00:00:00Z' }, 400, 'since'],
    ['a private receiver', { name: 'h', q: 'ميناء', alert: { url: 'http://10.0.0.1/x' } }, 400, 'no public address'],
    ['a cloud’s metadata', { name: 'h', q: 'ميناء', alert: { url: 'http://169.254.169.254/' } }, 400, 'refused'],
    ['an internal name', { name: 'h', q: 'ميناء', alert: { url: 'https://db.internal/x' } }, 400, 'not a public name'],
    ['a mapped address', { name: 'h', q: 'ميناء', alert: { url: 'http://[::ffff:127.0.0.1]/' } }, 400, 'refused'],
    [
      'a password in the address',
      { name: 'h', q: 'ميناء', alert: { url: 'https://u:p@a.example.org/' } },
      400,
      'password',
    ],
    ['a short secret', { name: 'h', q: 'ميناء', alert: { url: HOOK, secret: 'whsec_YWJj' } }, 400, 'secret'],
    ['telegram without a chat', { name: 'h', q: 'ميناء', alert: { url: HOOK, format: 'telegram' } }, 400, 'chat'],
    ['a chat of Slack', { name: 'h', q: 'ميناء', alert: { url: HOOK, format: 'slack', chat: '-1' } }, 400, 'telegram'],
    [
      'ntfy without a topic',
      { name: 'h', q: 'ميناء', alert: { url: 'https://ntfy.sh/', format: 'ntfy' } },
      400,
      'topic',
    ],
    [
      'an alert of nothing',
      { name: 'h', q: 'ميناء', alert: { url: HOOK, enters: false } },
      400,
      'Nothing would be told',
    ],
  ])('not for %s', async (_, body, status, why) => {
    const made = await post(body, { ALLOW_LOOPBACK: '0' });
    expect([made.status, made.answer.detail]).toEqual([status, expect.stringContaining(why)]);
    expect(JSON.stringify(made.answer)).not.toContain('s3cret');
  });
});

it('a watch is told by its name, as in the list of all', async () => {
  const { send } = serve();
  const told = async (path: string) => {
    const response = await send('GET', path, { token: TOKEN });
    return [response.status, await response.json<{ watches?: unknown[]; detail?: string }>()] as const;
  };
  const [, all] = await told('/api/watches');
  expect(await told('/api/watches/ships')).toEqual([200, all.watches?.[0]]);
  expect(await told('/api/watches/nobody')).toMatchObject([404, { detail: expect.stringContaining('no watch') }]);
  expect((await send('GET', '/api/watches/ships')).status).toBe(401);
});

describe('a watch’s address', () => {
  it('is a page that offers the watch’s own feeds and is known by its short address', async () => {
    const html = await (await serve().get('/w/ships')).text();
    for (const suffix of ['xml', 'atom', 'json']) expect(html).toContain(`href="/w/ships/feed.${suffix}"`);
    expect(html).toContain(`<link rel="canonical" href="${ORIGIN}/w/ships"`);
    expect(html).toContain('/subscribe?feed=%2Fw%2Fships%2Ffeed.xml');
  });

  it.each([
    ['/w/ships.xml', '/w/ships/feed.xml'],
    ['/w/%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1.json', '/w/%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1/feed.json'],
  ])('%s leads to the feed', async (path, to) => {
    const response = await serve().send('GET', path);
    expect([response.status, response.headers.get('Location')]).toEqual([301, to]);
  });

  it.each(['/w/nobody', '/w/nobody/feed.xml', '/w/Ships', '/w/'])('%s is 404', async (path) => {
    expect((await serve().get(path)).status).toBe(404);
  });

  it('names itself in its feed', async () => {
    const feed = await (await serve().get('/w/ships/feed.json')).json();
    expect(feed).toMatchObject({ feed_url: `${ORIGIN}/w/ships/feed.json`, home_page_url: `${ORIGIN}/w/ships` });
  });
});
