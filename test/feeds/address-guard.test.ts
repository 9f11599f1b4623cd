import { describe, expect, it } from 'vitest';
import { checkAddress, checkListed } from '../../src/feeds/address-guard.ts';

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
    ['http://outlet.alt/', 'not a public name'],
    ['http://outlet.invalid/', 'not a public name'],
    ['http://localhost.localdomain/', 'not a public name'],
    // What names are registered under: ICANN's suffixes, the list's wildcards too.
    ['http://com/', 'not a registered name'],
    ['http://com./', 'not a registered name'],
    ['http://co.uk/', 'not a registered name'],
    ['http://com.sa/', 'not a registered name'],
    ['http://gov.eg./', 'not a registered name'],
    ['http://outlet.ck/', 'not a registered name'],
    ['http://مصر/', 'not a registered name'],
    // Names that no server can have.
    ['http://a..com/', 'not a well-formed name'],
    ['http://.example.com/', 'not a well-formed name'],
    ['http://example.com../', 'not a well-formed name'],
    ['http://localhost../', 'not a well-formed name'],
    ['http://-a.example.com/', 'not a well-formed name'],
    ['http://a-.example.com/', 'not a well-formed name'],
    ['http://*.example.com/', 'not a well-formed name'],
    ["http://a'b.example.com/", 'not a well-formed name'],
    [`http://${'a'.repeat(64)}.com/`, 'not a well-formed name'],
    [`http://${'a.'.repeat(126)}com/`, 'not a well-formed name'],
    [`http://example.com/${'a'.repeat(5_000)}`, 'longer than'],
    // Clouds' metadata on public addresses, and names of private addresses.
    ['http://168.63.129.16/', 'cloud metadata'],
    ['http://0xa83f8110/', 'cloud metadata'],
    ['http://169.254.170.2/', 'link local'],
    ['http://100.100.100.200/', 'carrier grade nat'],
    ['http://192.0.0.192/', 'reserved'],
    ['http://[fd00:ec2::254]/', 'unique local'],
    ['http://metadata.azure.com/', 'private address'],
    ['http://metadata.tencentyun.com./', 'private address'],
    ['http://10.0.0.1.nip.io/', 'private address'],
    ['http://127-0-0-1.sslip.io/', 'private address'],
    ['http://anything.localtest.me/', 'private address'],
    // The rest of IANA's special-purpose registries.
    ['http://0.1.2.3/', 'unspecified'],
    ['http://192.0.0.170/', 'reserved'],
    ['http://192.31.196.1/', 'as112'],
    ['http://192.52.193.1/', 'amt'],
    ['http://192.88.99.1/', 'reserved'],
    ['http://192.175.48.1/', 'as112'],
    ['http://198.51.100.1/', 'reserved'],
    ['http://203.0.113.1/', 'reserved'],
    ['http://[100::1]/', 'discard'],
    ['http://[100:0:0:1::1]/', 'reserved'],
    ['http://[2001:1::1]/', 'reserved'],
    ['http://[2001:3::1]/', 'amt'],
    ['http://[2001:4:112::1]/', 'as112'],
    ['http://[2001:10::1]/', 'orchid'],
    ['http://[2001:20::1]/', 'orchid'],
    ['http://[2001:30::1]/', 'drone'],
    ['http://[2620:4f:8000::1]/', 'as112'],
    ['http://[3fff::1]/', 'reserved'],
    ['http://[5f00::1]/', 'segment routing'],
    // IPv4 in IPv6, every embedding.
    ['http://[::ffff:0:10.0.0.1]/', 'rfc6145'],
    ['http://[2002:a9fe:a9fe::1]/', '6to4'],
    ['http://[2001:0:a00:1::1]/', 'teredo'],
    ['http://[2606:4700::5efe:10.0.0.1]/', 'isatap'],
    ['http://[2606:4700::200:5efe:a00:1]/', 'isatap'],
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

describe('on a list', () => {
  it.each(['https://outlet.example/rss', 'https://OUTLET.test./rss?a=1', 'https://www.aljazeera.net/rss'])(
    '%s may stand',
    (address) => {
      expect(checkListed(address, false)).toEqual({ ok: true, url: new URL(address) });
    },
  );

  it.each([
    'http://127.0.0.1/',
    'http://localhost/',
    'http://10.0.0.1/',
    'http://nas.local/',
    'http://com/',
    'https://user:secret@outlet.example/',
    'https://outlet.example:22/',
    'ftp://outlet.example/',
    'outlet.example',
    `https://outlet.example/${'a'.repeat(5_000)}`,
  ])('%s may not', (address) => {
    expect(checkListed(address, false)).toMatchObject({ ok: false });
  });

  it('a loopback address may where loopback is allowed', () => {
    expect(checkListed('http://127.0.0.1:4000/', true)).toMatchObject({ ok: true });
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
