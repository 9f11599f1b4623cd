/**
 * The address guard: checks an address before the first request and before every redirect hop. Only http(s) on customary
 * web ports, without credentials, passes; literal addresses must be public unicast, names must be under a public suffix.
 *
 * The guard does not see what a name resolves to. On Cloudflare the platform protects: `fetch` leaves through its edge, which
 * is in no private network of ours and answers errors 1000/1002 for names that point at private addresses, 1003 for literal
 * ones. With `global_fetch_strictly_public` in wrangler.toml, hosts of our own zone are treated like any other. A local
 * workerd (`wrangler dev`) lacks that protection: a public name that points at 10.0.0.1 is reached. There, only trusted
 * operators may add outlets.
 */
import ipaddr from 'ipaddr.js';
import { parse } from 'tldts';

type AddressVerdict =
  | { readonly ok: true; readonly url: URL }
  /** `detail` completes "it was refused: …". */
  | { readonly ok: false; readonly detail: string };

/** 80, 443 and their two customary alternatives. Other ports hardly ever serve feeds, and could be mail servers or databases. */
const PORTS = new Set(['', '80', '443', '8080', '8443']);

/** In the public suffix list, but not served publicly (RFC 8375, RFC 7686, RFC 3172). */
const NOT_FOR_FETCHING = new Set(['arpa', 'onion']);

/** `allowLoopback` also lets 127.0.0.0/8, ::1, localhost and *.localhost pass, on any port. */
export function checkAddress(address: string, allowLoopback: boolean): AddressVerdict {
  if (!URL.canParse(address)) return refused('it is not a complete http(s) address');
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return refused(`only http and https are fetched, not ${url.protocol}`);
  }
  if (url.username !== '' || url.password !== '') return refused('an address with a user name or password in it');
  // URL.hostname is lower case and punycode, and IPv4 in decimal, octal, hex or short form has become a.b.c.d.
  const host = url.hostname.replace(/\.$/, '');
  const loopback = isLoopback(host);
  if (loopback && allowLoopback) return { ok: true, url };
  if (loopback) return refused('a loopback address (ALLOW_LOOPBACK=1 permits it for local development)');
  const fault = ipaddr.isValid(unbracket(host)) ? literalFault(unbracket(host)) : nameFault(host);
  if (fault !== undefined) return refused(fault);
  return PORTS.has(url.port) ? { ok: true, url } : refused(`port ${url.port} is not a port that feeds use`);
}

function refused(detail: string): AddressVerdict {
  return { ok: false, detail };
}

function unbracket(host: string): string {
  return host.startsWith('[') ? host.slice(1, -1) : host;
}

function isLoopback(host: string): boolean {
  if (host === 'localhost' || host.endsWith('.localhost')) return true;
  const literal = unbracket(host);
  return ipaddr.isValid(literal) && ipaddr.parse(literal).range() === 'loopback';
}

/** IPv4 inside IPv6 (mapped, NAT64, 6to4, Teredo) is always refused: no public feed needs it, but a bypass would. */
function literalFault(literal: string): string | undefined {
  const parsed = ipaddr.parse(literal);
  const range = parsed.range();
  if (range !== 'unicast') return `${literal} is no public address (${words(range)})`;
  // The library's table is not complete. All public IPv6 is in 2000::/3 (RFC 4291), so ::7f00:1 is not.
  const assigned = !(parsed instanceof ipaddr.IPv6) || parsed.match(ipaddr.IPv6.parseCIDR('2000::/3'));
  return assigned ? undefined : `${literal} is no public address (reserved)`;
}

/** carrierGradeNat → carrier grade nat */
function words(range: string): string {
  return range.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A name under no public suffix (localhost, nas, printer.local, db.internal, wiki.lan) is a private one. */
function nameFault(host: string): string | undefined {
  const { isIcann, publicSuffix } = parse(host, { extractHostname: false });
  const known =
    isIcann === true && publicSuffix !== null && !NOT_FOR_FETCHING.has(publicSuffix.split('.').at(-1) ?? '');
  return known ? undefined : `${host} is not a public name`;
}
