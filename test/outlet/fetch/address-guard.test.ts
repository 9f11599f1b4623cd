import { describe, expect, it } from 'vitest';
import { checkAddress } from '../../../src/outlet/fetch/address-guard.ts';

describe('refused', () => {
  it.each([
    // Not http(s), or not an address.
    ['', 'not a complete'],
    ['news.example.com/feed', 'not a complete'],
    ['ftp://example.com/feed', 'only http'],
    ['file:///etc/passwd', 'only http'],
    ['javascript:alert(1)', 'only http'],
    ['data:text/xml,<rss/>', 'only http'],
    ['feed://example.com/rss', 'only http'],
    // Credentials and ports.
    ['https://user@example.com/', 'user name or password'],
    ['https://:secret@example.com/', 'user name or password'],
    ['https://example.com:22/', 'port 22'],
    ['https://example.com:6379/', 'port 6379'],
    ['http://93.184.216.34:25/', 'port 25'],
    // Loopback in every spelling.
    ['http://127.0.0.1/', 'loopback'],
    ['http://127.1/', 'loopback'],
    ['http://2130706433/', 'loopback'],
    ['http://0x7f000001/', 'loopback'],
    ['http://0177.0.0.1/', 'loopback'],
    ['http://127.0.0.1./', 'loopback'],
    ['http://１２７。０。０。１/', 'loopback'],
    ['http://[::1]/', 'loopback'],
    ['http://localhost/', 'loopback'],
    ['http://LOCALHOST./', 'loopback'],
    ['http://feeds.localhost:8080/', 'loopback'],
    // Private, shared, special IPv4.
    ['http://0.0.0.0/', 'unspecified'],
    ['http://10.0.0.1/', 'private'],
    ['http://167772161/', 'private'],
    ['http://172.16.0.1/', 'private'],
    ['http://172.31.255.255/', 'private'],
    ['http://192.168.1.1/', 'private'],
    ['http://0xC0A80101/', 'private'],
    ['http://100.64.0.1/', 'carrier grade nat'],
    ['http://169.254.169.254/latest/meta-data/', 'link local'],
    ['http://192.0.0.1/', 'reserved'],
    ['http://192.0.2.1/', 'reserved'],
    ['http://198.18.0.1/', 'reserved'],
    ['http://224.0.0.1/', 'multicast'],
    ['http://240.0.0.1/', 'reserved'],
    ['http://255.255.255.255/', 'broadcast'],
    // IPv6, and IPv4 hidden in it.
    ['http://[::]/', 'unspecified'],
    ['http://[::ffff:127.0.0.1]/', 'ipv4 mapped'],
    ['http://[::ffff:a00:1]/', 'ipv4 mapped'],
    ['http://[::ffff:8.8.8.8]/', 'ipv4 mapped'],
    ['http://[::127.0.0.1]/', 'reserved'],
    ['http://[64:ff9b::10.0.0.1]/', 'rfc6052'],
    ['http://[64:ff9b:1::1]/', 'rfc6052'],
    ['http://[2002:a00:1::1]/', '6to4'],
    ['http://[2001:0:1::1]/', 'teredo'],
    ['http://[2001:db8::1]/', 'reserved'],
    ['http://[2001:2::1]/', 'benchmarking'],
    ['http://[fe80::1]/', 'link local'],
    ['http://[fec0::1]/', 'deprecated site local'],
    ['http://[fc00::1]/', 'unique local'],
    ['http://[fd12:3456::1]/', 'unique local'],
    ['http://[ff02::1]/', 'multicast'],
    ['http://[4000::1]/', 'reserved'],
    // Names no public server has.
    ['http://router/', 'not a public name'],
    ['http://printer.local/', 'not a public name'],
    ['http://metadata.google.internal/', 'not a public name'],
    ['http://metadata.google.internal./', 'not a public name'],
    ['http://nas.home.arpa/', 'not a public name'],
    ['http://wiki.lan/', 'not a public name'],
    ['http://intranet.corp/', 'not a public name'],
    ['http://outlet.test/', 'not a public name'],
    ['http://abcdefgh.onion/', 'not a public name'],
    ['http://1.0.0.127.in-addr.arpa/', 'not a public name'],
  ])('%s', (address, detail) => {
    expect(checkAddress(address, false)).toEqual({ ok: false, detail: expect.stringContaining(detail) });
  });
});

describe('let through', () => {
  it.each([
    'https://www.aljazeera.net/rss',
    'http://feeds.bbci.co.uk/arabic/rss.xml',
    'https://example.com:8443/feed',
    'http://example.com:8080/feed',
    'https://example.com./feed',
    'https://arabic.news.github.io/feed.xml',
    'https://موقع.وزارة-الاتصالات.مصر/feed',
    'https://93.184.216.34/feed',
    'https://[2606:4700::1111]/feed',
  ])('%s', (address) => {
    expect(checkAddress(address, false)).toMatchObject({ ok: true });
  });
});

describe('where loopback is allowed', () => {
  it.each([
    'http://127.0.0.1:40123/feed',
    'http://127.9.9.9/',
    'http://[::1]:3000/',
    'http://localhost:8787/',
    'http://a.localhost/',
  ])('%s passes', (address) => {
    expect(checkAddress(address, true)).toMatchObject({ ok: true });
  });

  it.each([
    'http://10.0.0.1/',
    'http://169.254.169.254/',
    'http://[::ffff:7f00:1]/',
    'http://0.0.0.0/',
    'http://nas.local/',
    'https://example.com:25/',
  ])('%s does not', (address) => {
    expect(checkAddress(address, true)).toMatchObject({ ok: false });
  });
});
