/** Asks an Outlet object what stands at an address, so that the network is where every feed is fetched: behind its guard and limits. */
import { type Env, readConfig } from '../../env.ts';
import { checkListed } from '../../feeds/address-guard.ts';
import type { FoundFeeds } from '../../outlet/api.ts';

/** An object of its own, which stores nothing. */
const FINDER = 'finder';

/** `now` is ms since the epoch. An address without a scheme, as people type it, is looked for under https. */
export async function feedsAt(
  env: Env,
  typed: string,
  userAgent: string | undefined,
  now: number,
): Promise<FoundFeeds> {
  const address = /^[a-z][a-z\d+.-]*:\/\//i.test(typed.trim()) ? typed.trim() : `https://${typed.trim()}`;
  const verdict = checkListed(address, readConfig(env).allowLoopback);
  if (!verdict.ok) return { kind: 'failed', failure: { reason: 'address' }, detail: `Not fetched: ${verdict.detail}.` };
  return env.OUTLET.getByName(FINDER).find(verdict.url.href, userAgent, now);
}
