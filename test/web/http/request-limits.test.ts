import { describe, expect, it } from 'vitest';
import { ORIGIN, serve, TOKEN } from '../service.ts';

const LONG = 100_000;

describe.each([
  ['GET', '/feed.xml'],
  ['GET', '/api/stories'],
  ['POST', '/api/republish'],
  ['PUT', '/api/outlets'],
  ['OPTIONS', '/feed.xml'],
  ['GET', '/no/such/page'],
])('%s %s', (method, path) => {
  it.each([
    ['Accept', `application/${'+'.repeat(LONG)}`],
    ['Accept', 'application/json;q=0.'.repeat(LONG / 20)],
    ['Authorization', `Bearer ${' '.repeat(LONG)}x`],
    ['Authorization', `Bearer x${' '.repeat(LONG)}x`],
    ['Authorization', `Bearer ${'x '.repeat(LONG / 2)}`],
    ['Authorization', `Bearer ${TOKEN}${' '.repeat(LONG)}x`],
    ['CF-Connecting-IP', '1.'.repeat(LONG / 2)],
    ['Content-Type', `text/xml; charset${' '.repeat(LONG)}=x`],
    ['If-Modified-Since', '1'.repeat(LONG)],
    ['If-None-Match', '"a",'.repeat(LONG / 4)],
    ['Access-Control-Request-Headers', `a${' '.repeat(LONG)}b`],
  ])('%s of a hundred thousand characters is read by nobody', async (name, value) => {
    const { send, asked } = serve();
    const answer = await send(method, path, { headers: { [name]: value } });
    expect([answer.status, asked]).toEqual([431, []]);
    expect(answer.headers.get('Content-Security-Policy')).not.toBeNull();
  });

  it('an address of a hundred thousand characters is read by nobody', async () => {
    const { send, asked } = serve();
    expect((await send(method, `${path}?cursor=${'a'.repeat(LONG)}`)).status).toBe(414);
    expect((await send(method, `${path}/${'%20'.repeat(LONG / 3)}`)).status).toBe(414);
    expect(asked).toEqual([]);
  });
});

it('what real clients send passes', async () => {
  const { send } = serve();
  const headers = {
    Accept: 'application/rss+xml, application/atom+xml;q=0.9, */*;q=0.1',
    'If-None-Match': Array.from({ length: 100 }, (_, i) => `"${String(i).padStart(24, '0')}"`).join(', '),
    Origin: ORIGIN,
    'User-Agent': 'x'.repeat(8_000),
    Cookie: 'x'.repeat(8_000),
  };
  expect((await send('GET', '/feed.xml', { headers })).status).toBe(200);
});
