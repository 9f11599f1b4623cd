import { describe, expect, it } from 'vitest';
import { configFaults, type Env, readConfig } from '../../src/env.ts';
import { bindings, nothingDue, serve, TOKEN } from './service.ts';

const faultsOf = (settings: Readonly<Record<string, unknown>>) =>
  configFaults({ ...bindings({}, []), ...settings } as unknown as Env);
const config = (settings: Readonly<Record<string, unknown>>) => readConfig(settings as unknown as Env);

describe('a setting that cannot be used is one sentence that names it', () => {
  it.each([
    ['ADMIN_TOKEN', 'x'],
    ['ADMIN_TOKEN', 'seven77'],
    ['ADMIN_TOKEN', 'aaaaaaaaaaaaaaaa'],
    ['ADMIN_TOKEN', 'كلمة سر طويلة جدا'],
    ['ADMIN_TOKEN', 'a token with\na line feed inside'],
    ['ADMIN_TOKEN', 'long'.repeat(10_000)],
    ['CONTACT_URL', 'newsroom@outlet.example'],
    ['CONTACT_URL', 'mailto:newsroom@outlet.example'],
    ['CONTACT_URL', 'outlet.example/about'],
    ['CONTACT_URL', 'https://'],
    ['CONTACT_URL', 'https://about'],
    ['CONTACT_URL', 'https://desk:secret@outlet.example/'],
    ['CONTACT_URL', 'https://outlet.example/\r\nX-Header: 1'],
    ['CONTACT_URL', `https://outlet.example/${'a'.repeat(400)}`],
    ['KV_WRITES_A_DAY', '-1'],
    ['KV_WRITES_A_DAY', '800.5'],
    ['KV_WRITES_A_DAY', '1e3'],
    ['KV_WRITES_A_DAY', 'unlimited'],
    ['KV_WRITES_A_DAY', '99999999999'],
    ['KV_WRITES_A_DAY', '٨٠٠'],
    ['KV_WRITES_A_DAY', { number: 800 }],
    ['ALLOW_LOOPBACK', 'true'],
    ['ALLOW_LOOPBACK', 'yes'],
    ['STORIES', undefined],
    ['STORIES', 'wirefold-stories'],
    ['OUTLET', undefined],
    ['STORY_INDEX', null],
  ])('%s = %j', (name, value) => {
    const faults = faultsOf({ [name]: value });
    expect(faults).toHaveLength(1);
    expect(faults[0]).toMatch(new RegExp(`^(?:The binding )?${name} .{10,400}\\.$`));
    // A header carries it.
    expect(faults[0]).toMatch(/^[ -~]+$/);
  });

  it.each(['ADMIN_TOKEN', 'CONTACT_URL', 'KV_WRITES_A_DAY', 'ALLOW_LOOPBACK'])('never with the value of %s', (name) => {
    expect(faultsOf({ [name]: 'xkcdpw' })[0]).not.toContain('xkcdpw');
  });
});

it.each([
  [{}, { adminToken: undefined, allowLoopback: false, contactUrl: undefined, kvWritesADay: 800 }],
  [{ CONTACT_URL: 'https://outlet.example/about\n' }, { contactUrl: 'https://outlet.example/about' }],
  [{ CONTACT_URL: 'https://خبر.example/' }, { contactUrl: 'https://xn--ngblk.example/' }],
  [{ CONTACT_URL: '' }, { contactUrl: undefined }],
  [{ KV_WRITES_A_DAY: ' 5000\n' }, { kvWritesADay: 5000 }],
  [{ KV_WRITES_A_DAY: 5000 }, { kvWritesADay: 5000 }],
  [{ KV_WRITES_A_DAY: 'many' }, { kvWritesADay: 800 }],
  [{ ADMIN_TOKEN: `${TOKEN}\r\n` }, { adminToken: TOKEN }],
  [{ ADMIN_TOKEN: 'x' }, { adminToken: undefined }],
  [{ ALLOW_LOOPBACK: '1\n' }, { allowLoopback: true }],
  [{ ALLOW_LOOPBACK: 1 }, { allowLoopback: true }],
  [{ ALLOW_LOOPBACK: 'true' }, { allowLoopback: false }],
])('%j is read as %j', (settings, expected) => {
  expect(config(settings)).toMatchObject(expected);
});

describe('who is told', () => {
  const settings = { KV_WRITES_A_DAY: 'many', CONTACT_URL: 'nobody' };

  it('a monitor, while the service goes on', async () => {
    const answer = await serve({ settings }).get('/api/health');
    const { ready, detail, configuration } = (await answer.json()) as Record<string, unknown>;
    expect([answer.status, ready]).toEqual([200, true]);
    expect(configuration).toEqual([expect.stringContaining('CONTACT_URL'), expect.stringContaining('KV_WRITES_A_DAY')]);
    expect(detail).toMatch(/CONTACT_URL .*KV_WRITES_A_DAY .*Everything is published/);
  });

  it('nobody while all is well', async () => {
    const { get, send } = serve();
    expect(await (await get('/api/health')).json()).not.toHaveProperty('configuration');
    expect((await send('POST', '/api/republish', { token: TOKEN })).headers.get('Wirefold-Configuration')).toBeNull();
  });

  it('whoever has the token, on every answer, and nobody else', async () => {
    const { send } = serve({ settings });
    const told = await send('POST', '/api/republish', { token: TOKEN });
    expect([told.status, told.headers.get('Wirefold-Configuration')]).toEqual([
      200,
      expect.stringContaining('KV_WRITES_A_DAY'),
    ]);
    const refused = await send('POST', '/api/republish', { token: 'another-token' });
    expect([refused.status, refused.headers.get('Wirefold-Configuration')]).toEqual([401, null]);
    const round = await serve({ settings, ingest: nothingDue }).send('POST', '/api/ingest', { token: TOKEN });
    expect(await round.json()).toMatchObject({ configuration: [expect.any(String), expect.any(String)] });
  });

  it('whoever sends a token too short to be one: the routes are closed', async () => {
    const answer = await serve({ token: 'x' }).send('POST', '/api/republish', { token: 'x' });
    expect(answer.status).toBe(403);
    expect(await answer.json()).toMatchObject({ detail: expect.stringMatching(/ADMIN_TOKEN is shorter than 8/) });
  });

  it.each(['STORIES', 'OUTLET', 'STORY_INDEX'])(
    'a monitor of a deployment without %s: it is not ready',
    async (name) => {
      const answer = await serve({ settings: { [name]: undefined } }).get('/api/health');
      expect(answer.status).toBe(503);
      expect(await answer.json()).toMatchObject({ detail: expect.stringContaining(`The binding ${name} is missing`) });
    },
  );

  it('the operator of a deployment without its index', async () => {
    const answer = await serve({ settings: { STORY_INDEX: undefined } }).send('POST', '/api/republish', {
      token: TOKEN,
    });
    expect(answer.status).toBe(503);
    expect(await answer.json()).toMatchObject({ detail: expect.stringContaining('STORY_INDEX is missing') });
  });

  it('readers are served from the index where KV is not bound', async () => {
    expect((await serve({ settings: { STORIES: undefined } }).get('/feed.xml')).status).toBe(200);
  });
});
