import { describe, expect, it } from 'vitest';
import { serve, TOKEN } from '../service.ts';

const attempts = (given: Parameters<typeof serve>[0] = {}) => {
  const { send } = serve(given);
  return async (token: string | undefined, from: string) =>
    (
      await send('POST', '/api/republish', {
        ...(token === undefined ? {} : { token }),
        headers: { 'CF-Connecting-IP': from },
      })
    ).status;
};

describe('who is locked out', () => {
  it('nobody with the right token, whatever came from the same network before', async () => {
    const attempt = attempts();
    for (let i = 0; i < 50; i++) await attempt('wrong-token', '192.0.2.1');
    expect(await attempt('wrong-token', '192.0.2.1')).toBe(429);
    expect(await attempt(TOKEN, '192.0.2.1')).toBe(200);
    expect(await attempt('wrong-token', '192.0.2.1')).toBe(429);
  });

  it('nobody for requests without a token, however many', async () => {
    const attempt = attempts();
    for (let i = 0; i < 50; i++) expect(await attempt(undefined, '192.0.2.1')).toBe(401);
    expect(await attempt('wrong-token', '192.0.2.1')).toBe(401);
  });

  it.each([
    ['one /64 of IPv6', '2001:db8:1:2::1', '2001:db8:1:2:ffff::9', 429],
    ['two /64 of IPv6', '2001:db8:1:2::1', '2001:db8:1:3::1', 401],
    ['one IPv4 address in two spellings', '192.0.2.1', '::ffff:192.0.2.1', 429],
    ['two IPv4 addresses', '192.0.2.1', '192.0.2.2', 401],
    ['two texts that are no addresses', 'nonsense', 'x'.repeat(1_000), 429],
  ])('%s', async (_, one, other, status) => {
    const attempt = attempts();
    for (let i = 0; i < 10; i++) expect(await attempt('wrong-token', one)).toBe(401);
    expect(await attempt('wrong-token', other)).toBe(status);
  });

  it('not past the minute, and not because a clock was ten years ahead once', async () => {
    let now = 1_000_000 + 3_650 * 86_400_000;
    const attempt = attempts({ now: () => now });
    for (let i = 0; i < 11; i++) await attempt('wrong-token', '192.0.2.1');
    now = 1_000_000;
    expect(await attempt('wrong-token', '192.0.2.1')).toBe(401);
    for (let i = 0; i < 10; i++) await attempt('wrong-token', '192.0.2.1');
    expect(await attempt('wrong-token', '192.0.2.1')).toBe(429);
    now += 60_000;
    expect(await attempt('wrong-token', '192.0.2.1')).toBe(401);
  });
});

describe('Authorization', () => {
  const status = async (authorization: string) =>
    (await serve().send('POST', '/api/republish', { headers: { Authorization: authorization } })).status;

  it.each([`Bearer ${TOKEN}`, `bearer ${TOKEN}`, `BEARER   ${TOKEN}`, `Bearer ${TOKEN}   `])(
    '%j is the token',
    async (header) => {
      expect(await status(header)).toBe(200);
    },
  );

  it.each([
    ['nothing behind the scheme', 'Bearer '],
    ['another scheme', `Basic ${TOKEN}`],
    ['no space', `Bearer${TOKEN}`],
    ['the token twice', `Bearer ${TOKEN} ${TOKEN}`],
    ['a thousand spaces between letters', `Bearer x${' '.repeat(1_000)}y`],
    ['more letters than a token has', `Bearer ${'x'.repeat(2_000)}`],
  ])('%s is none', async (_, header) => {
    expect(await status(header)).toBe(401);
  });
});
