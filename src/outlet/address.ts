/**
 * Which addresses an outlet may be fetched from, asked before the first request and before every redirect hop.
 * Promises: nothing but http(s), no credentials, customary web ports, no literal address that is not public unicast in
 * whatever spelling, no name that only a private network could answer.
 *
 * It cannot see what a name resolves to. Deployed, that is the platform's part: a Worker's `fetch` leaves through
 * Cloudflare's edge, which stands in no private network of ours, resolves by public DNS, answers errors 1000/1002
 * ("DNS points to prohibited IP") for names that point at private or loopback addresses, 1003 for literal ones, and, with
 * `global_fetch_strictly_public` set in wrangler.toml, treats hosts of our own zone like anyone's. Run elsewhere
 * (`wrangler dev`, workerd on one's own machine) that protection is missing: a public name pointing at 10.0.0.1 is
 * reached. Whoever runs it there lets only operators they trust add outlets.
 */
import ipaddr from 'ipaddr.js';
import { parse } from 'tldts';

export type AddressVerdict =
  | { readonly ok: true; readonly url: URL }
  /** `detail` completes "it was refused: …". */
  | { readonly ok: false; readonly detail: string };

/**
 * 80 and 443, and the two customary others that Cloudflare proxies for its own customers. A feed on any other port is
 * rarer than a guard that lets outlets probe mail servers and databases would be wise.
 */
const PORTS = new Set(['', '80', '443', '8080', '8443']);

/** In the public suffix list, yet answered by no public server (RFC 8375, RFC 7686, RFC 3172). */
const NOT_FOR_FETCHING = new Set(['arpa', 'onion']);

/** `allowLoopback`: 127.0.0.0/8, ::1, localhost and *.localhost pass, on any port; all else stays as it is. */
export function checkAddress(address: string, allowLoopback: boolean): AddressVerdict {
  if (!URL.canParse(address)) return refused('it is not a complete http(s) address');
  const url = new URL(address);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return refused(`only http and https are fetched, not ${url.protocol}`);
  }
  if (url.username !== '' || url.password !== '') return refused('an address with a user name or password in it');
  // The URL parser has lower-cased, punycoded and, for IPv4, turned decimal, octal, hex and short spellings into a.b.c.d.
  const host = url.hostname.replace(/\.$/, '');
  const loopback = isLoopback(host);
  if (loopback && allowLoopback) return { ok: true, url };
  if (loopback) return refused('a loopback address (ALLOW_LOOPBACK=1 permits it for local development)');
  const fault = ipaddr.isValid(unbracket(host)) ? literalFault(unbracket(host)) : nameFault(host);
  if (fault !== undefined) return refused(fault);
  return PORTS.has(url.port) ? { ok: true, url } : refused(`port ${url.port} is not one that feeds stand on`);
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

/** IPv4 inside IPv6 (mapped, NAT64, 6to4, Teredo) is refused as such: no public feed needs it, every bypass does. */
function literalFault(literal: string): string | undefined {
  const parsed = ipaddr.parse(literal);
  const range = parsed.range();
  if (range !== 'unicast') return `${literal} is no public address (${words(range)})`;
  // Past the library's table: all public IPv6 lies in 2000::/3 (RFC 4291), so ::7f00:1 and the unassigned rest do not.
  const assigned = !(parsed instanceof ipaddr.IPv6) || parsed.match(ipaddr.IPv6.parseCIDR('2000::/3'));
  return assigned ? undefined : `${literal} is no public address (reserved)`;
}

/** carrierGradeNat → carrier grade nat */
function words(range: string): string {
  return range.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** A name under no public suffix (localhost, nas, printer.local, db.internal, wiki.lan) can only be a private one. */
function nameFault(host: string): string | undefined {
  const { isIcann, publicSuffix } = parse(host, { extractHostname: false });
  const known =
    isIcann === true && publicSuffix !== null && !NOT_FOR_FETCHING.has(publicSuffix.split('.').at(-1) ?? '');
  return known ? undefined : `${host} is not a public name`;
}
