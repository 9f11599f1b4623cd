/**
 * The operator's session in a browser: a cookie that holds when it ends, signed with a key made from ADMIN_TOKEN, and nothing
 * else. Another token ends every session. The cookie is sent to /operate alone, by pages of this site alone, and no script reads it.
 */
import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';

const NAME = 'operator';
const PATH = '/operate';
/** A working day. */
const LASTS_S = 12 * 3_600;

/** `now` is ms since the epoch. */
export async function openSession(c: Context, token: string, now: number): Promise<void> {
  const ends = String(now + 1000 * LASTS_S);
  await setSignedCookie(c, NAME, ends, keyOf(token), { ...attributes(c), maxAge: LASTS_S });
}

export async function hasSession(c: Context, token: string, now: number): Promise<boolean> {
  const ends = await getSignedCookie(c, keyOf(token), NAME, isSecure(c) ? 'secure' : undefined);
  if (!ends || !/^\d{1,16}$/.test(ends)) return false;
  // One that ends later than any could be was made by a wrong clock.
  return now < Number(ends) && Number(ends) <= now + 1000 * LASTS_S;
}

export function closeSession(c: Context): void {
  deleteCookie(c, NAME, attributes(c));
}

/** The signature is of this purpose alone: it proves nothing where the token is used for something else. */
function keyOf(token: string): string {
  return `wirefold operator session\n${token}`;
}

function attributes(c: Context) {
  const all = { path: PATH, httpOnly: true, sameSite: 'Strict' } as const;
  // Browsers keep a secure cookie for https only. Over plain http this page is served on the operator's own machine alone.
  return isSecure(c) ? ({ ...all, prefix: 'secure', secure: true } as const) : all;
}

function isSecure(c: Context): boolean {
  return new URL(c.req.url).protocol === 'https:';
}
