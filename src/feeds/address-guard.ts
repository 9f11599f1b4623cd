/**
 * The address guard: checks an address before it is listed, before the first request and before every redirect hop. Only
 * http(s) on customary web ports, without credentials, passes; literal addresses must be public unicast, names must be
 * registered under a public suffix. The tables follow IANA's special-purpose address and special-use domain registries.
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

/** Names for examples and tests (RFC 2606): nobody answers there, so that a list may hold them. */
const FOR_EXAMPLES = new Set(['example', 'test', 'invalid']);

/** Public addresses and names behind which clouds put their machines' secrets. All others are in special-purpose ranges. */
const CLOUD_METADATA = new Set([
  '168.63.129.16', // Azure
  'metadata.azure.com',
  'metadata.tencentyun.com',
  'metadata.packet.net',
  'metadata.platformequinix.com',
]);

/** Domains that answer with an address on this machine, or with the one written in the name: 10.0.0.1.nip.io. */
const NAMES_OF_ADDRESSES = new Set(
  'nip.io sslip.io xip.io traefik.me localtest.me lvh.me vcap.me lacolhost.com fuf.me local.gd'.split(' '),
);

/** A label of a name in punycode (RFC 1035 §2.3.4); underscores occur in real ones. */
const LABEL = /^[a-z\d_](?:[a-z\d_-]{0,61}[a-z\d_])?$/;
const NAME_CHARS_MAX = 253;
/** Longer addresses are refused unread. UTF-16 units. */
const ADDRESS_CHARS_MAX = 4_096;

/** As `checkAddress`, for an address that is put on a list: names for examples pass, and are refused when they are read. */
export function checkListed(address: string, allowLoopback: boolean): AddressVerdict {
  const url = address.length > ADDRESS_CHARS_MAX ? null : URL.parse(address);
  const isExample = url !== null && FOR_EXAMPLES.has(url.hostname.replace(/\.$/, '').split('.').at(-1) ?? '');
  if (!isExample) return checkAddress(address, allowLoopback);
  const inPublic = new URL(url);
  inPublic.hostname = 'example.com';
  const verdict = checkAddress(inPublic.href, allowLoopback);
  return verdict.ok ? { ok: true, url } : verdict;
}

/** `allowLoopback` also lets 127.0.0.0/8, ::1, localhost and *.localhost pass, on any port. */
export function checkAddress(address: string, allowLoopback: boolean): AddressVerdict {
  if (address.length > ADDRESS_CHARS_MAX) return refused(`it is longer than ${ADDRESS_CHARS_MAX} characters`);
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
  if (CLOUD_METADATA.has(literal)) return `${literal} is no public address (cloud metadata)`;
  if (isIsatap(parsed)) return `${literal} is no public address (isatap)`;
  // The library's table is not complete. All public IPv6 is in 2000::/3 (RFC 4291), so ::7f00:1 is not.
  const assigned = !(parsed instanceof ipaddr.IPv6) || parsed.match(ipaddr.IPv6.parseCIDR('2000::/3'));
  return assigned ? undefined : `${literal} is no public address (reserved)`;
}

/** ISATAP puts an IPv4 address behind 0:5efe or 200:5efe under any prefix (RFC 5214 §6.1). */
function isIsatap(address: ipaddr.IPv4 | ipaddr.IPv6): boolean {
  if (!(address instanceof ipaddr.IPv6)) return false;
  const [, , , , first = 0, second] = address.parts;
  return (first === 0 || first === 0x200) && second === 0x5efe;
}

/** carrierGradeNat → carrier grade nat */
function words(range: string): string {
  return range.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/**
 * A name under no public suffix (localhost, nas, printer.local, db.internal, wiki.lan) is a private one, a public suffix itself
 * (com, co.uk) is nobody's.
 */
function nameFault(host: string): string | undefined {
  if (host.length > NAME_CHARS_MAX || !host.split('.').every((label) => LABEL.test(label))) {
    return `${host.slice(0, NAME_CHARS_MAX)} is not a well-formed name`;
  }
  const { isIcann, publicSuffix, domain } = parse(host, { extractHostname: false });
  const known =
    isIcann === true && publicSuffix !== null && !NOT_FOR_FETCHING.has(publicSuffix.split('.').at(-1) ?? '');
  if (!known) return `${host} is not a public name`;
  if (domain === null) return `${host} is not a registered name but what names are registered under`;
  if (NAMES_OF_ADDRESSES.has(domain) || CLOUD_METADATA.has(host)) return `${host} stands for a private address`;
  return undefined;
}
