/**
 * Tells the operator's token from others. Both are hashed and the digests compared in constant time, so timing tells neither
 * length nor prefix. One count of wrong tokens serves all ways to send one.
 */
import type { Context } from 'hono';
import ipaddr from 'ipaddr.js';
import QuickLRU from 'quick-lru';

/** Wrong tokens that one network may send in a minute before it is told to wait. */
const WRONG_TOKENS_PER_MINUTE_MAX = 10;
const WINDOW_MS = 60_000;
/** Between this many networks and twice as many are kept, so that a flood of addresses takes no memory. */
const NETWORKS_KEPT = 500;
/** Longest text taken for an address: IPv6 with an embedded IPv4 address and a zone. */
const ADDRESS_CHARS_MAX = 64;

interface Wrong {
  readonly since: number;
  readonly count: number;
}

/** `waitMs`: too many wrong ones came from this network, and so long another is not looked at. */
type TokenVerdict = { readonly right: true } | { readonly right: false; readonly waitMs: undefined | number };

export type TokenCheck = (c: Context, offered: string, token: string) => Promise<TokenVerdict>;

/**
 * The right token passes always: were its network locked out, anyone behind the same address could keep the operator out.
 * Only wrong tokens count, in this isolate's memory. That slows a guesser down; what stops one is the token's length.
 */
export function createTokenCheck(now: () => number): TokenCheck {
  const wrong = new QuickLRU<string, Wrong>({ maxSize: NETWORKS_KEPT });
  return async (c, offered, token) => {
    if (await sameSecret(offered, token)) return { right: true };
    const network = networkOf(c.req.header('CF-Connecting-IP'));
    const at = now();
    const last = wrong.get(network);
    // A window that begins in the future was opened by a wrong clock.
    const recent = last && last.since <= at && at - last.since < WINDOW_MS ? last : undefined;
    if (recent && recent.count >= WRONG_TOKENS_PER_MINUTE_MAX) {
      return { right: false, waitMs: recent.since + WINDOW_MS - at };
    }
    wrong.set(network, { since: recent?.since ?? at, count: (recent?.count ?? 0) + 1 });
    return { right: false, waitMs: undefined };
  };
}

/** The /64 of an IPv6 address, because one customer has all of it; an IPv4 address alone, however it is written. */
function networkOf(address: string | undefined): string {
  if (address === undefined || address.length > ADDRESS_CHARS_MAX || !ipaddr.isValid(address)) return 'unknown';
  const parsed = ipaddr.process(address);
  return parsed instanceof ipaddr.IPv6 ? parsed.parts.slice(0, 4).join(':') : parsed.toString();
}

async function sameSecret(one: string, other: string): Promise<boolean> {
  const digest = (text: string) => crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return crypto.subtle.timingSafeEqual(await digest(one), await digest(other));
}
