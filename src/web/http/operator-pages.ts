/**
 * What stands before every page under /operate: no plain http, no request that another site's page sent, no page without a session,
 * and no answer that any cache may keep.
 */
import type { Context, MiddlewareHandler } from 'hono';
import { readConfig } from '../../env.ts';
import { noticePage } from '../pages/operate/notice.tsx';
import type { AppEnv } from './context.ts';
import { shownTo } from './presentation.ts';
import { hasSession } from './session.ts';

export const SIGN_IN = '/operate/sign-in';

/** `now`: ms since the epoch. */
export function guardOperatorPages(now: () => number): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    const refused = await refusal(c, now());
    if (refused) c.res = refused;
    else await next();
    c.header('Cache-Control', 'private, no-store');
    // Other sites learn no address under /operate. A stricter policy would hide from us which site a form comes from.
    c.header('Referrer-Policy', 'same-origin');
  };
}

async function refusal(c: Context<AppEnv>, now: number): Promise<Response | undefined> {
  const url = new URL(c.req.url);
  const { adminToken } = readConfig(c.env);
  if (adminToken === undefined) return refuse(c, 403, 'closed');
  if (url.protocol === 'http:' && !LOOPBACK.test(url.hostname)) return refuse(c, 403, 'plainHttp');
  const reads = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (!reads && !isSameOrigin(c, url.origin)) return refuse(c, 403, 'otherOrigin');
  if (await hasSession(c, adminToken, now)) c.set('admitted', true);
  if (c.get('admitted') || url.pathname === SIGN_IN) return undefined;
  return c.redirect(reads ? `${SIGN_IN}?to=${encodeURIComponent(url.pathname)}` : SIGN_IN, 303);
}

const LOOPBACK = /^(?:(?:[a-z\d-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])$/;

/**
 * Browsers say where a form comes from: all of today in Sec-Fetch-Site, older ones in Origin. Where neither is sent it is no
 * browser's form, and programs have the API. Hono's csrf lets other content types pass and throws what our error page takes for a fault.
 */
function isSameOrigin(c: Context, origin: string): boolean {
  const site = c.req.header('Sec-Fetch-Site');
  return site === undefined ? c.req.header('Origin') === origin : site === 'same-origin';
}

type Refusal = 'closed' | 'plainHttp' | 'otherOrigin';

function refuse(c: Context, status: 403, why: Refusal): Response | Promise<Response> {
  return c.html(
    noticePage(shownTo(c), (words) => words.refused[why]),
    status,
  );
}
