import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalUrl, feedUrl, httpUrl } from '../../src/feeds/url.ts';

const BASE = 'https://news.example/feeds/all.xml';

describe('canonicalUrl', () => {
  it.each([
    ['as it is', 'https://news.example/a/1', 'https://news.example/a/1'],
    ['relative to the feed', '../a/1', 'https://news.example/a/1'],
    ['relative to the host', '/a/1?id=5', 'https://news.example/a/1?id=5'],
    ['scheme of the feed', '//www.news.example/a', 'https://www.news.example/a'],
    ['no scheme at all', 'www.news.example/a', 'http://www.news.example/a'],
    ['no scheme, in the site’s own feed', 'News.example/a', 'http://news.example/a'],
    ['a path that begins like a host', 'other.example/a', 'https://news.example/feeds/other.example/a'],
    ['two addresses', 'https://news.example/a https://news.example/b', 'https://news.example/a'],
    ['host lowercased', 'HTTPS://News.Example/A', 'https://news.example/A'],
    ['punycode', 'https://أخبار.example/أ', 'https://xn--igbicxr.example/%D8%A3'],
    ['default port', 'https://news.example:443/a', 'https://news.example/a'],
    ['other port', 'http://news.example:8080/a', 'http://news.example:8080/a'],
    ['credentials', 'https://me:pw@news.example/a', 'https://news.example/a'],
    ['white space and line breaks', ' https://news.example/\n a ', 'https://news.example/%20a'],
    ['fragment', 'https://news.example/a#comments', 'https://news.example/a'],
    ['hash route', 'https://news.example/#!/a/1', 'https://news.example/#!/a/1'],
    ['Google', 'https://n.example/a?utm_source=rss&id=5&utm_medium=feed', 'https://n.example/a?id=5'],
    ['capitals', 'https://n.example/a?UTM_Source=rss', 'https://n.example/a'],
    ['ad clicks', 'https://n.example/a?fbclid=1&gclid=2&msclkid=3&yclid=4', 'https://n.example/a'],
    ['AT Internet', 'https://n.example/a?at_medium=RSS&at_campaign=KARANGA', 'https://n.example/a'],
    ['comScore', 'https://n.example/a?ns_mchannel=rss&ns_campaign=x', 'https://n.example/a'],
    ['Matomo', 'https://n.example/a?pk_campaign=x&mtm_source=y', 'https://n.example/a'],
    ['DW', 'https://n.example/ar/a-1?maca=ara-rss-ar-all-1491-rdf', 'https://n.example/ar/a-1'],
    ['order and spelling kept', 'https://n.example/a?b=%d8%a3&a=1&B', 'https://n.example/a?b=%d8%a3&a=1&B'],
    [
      'a parameter that only looks alike',
      'https://n.example/a?at_id=7&utm=1&ref=2',
      'https://n.example/a?at_id=7&utm=1&ref=2',
    ],
    ['ampersands escaped twice', 'https://n.example/a?b=1&amp;amp;c=2&amp;utm_source=x', 'https://n.example/a?b=1&c=2'],
    ['empty query', 'https://n.example/a?', 'https://n.example/a'],
    ['bare ampersands', 'https://n.example/a?&&id=1&', 'https://n.example/a?id=1'],
  ])('%s', (_, raw, expected) => {
    expect(canonicalUrl(raw, BASE)).toBe(expected);
  });

  it.each([
    'javascript:alert(1)',
    ' JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    'file:///etc/passwd',
    'ftp://news.example/a',
    'mailto:a@news.example',
    'urn:uuid:1',
    'tag:news.example,2026:1',
    'blob:https://news.example/1',
    'https://',
    'http://[',
    '',
    ' ',
    `https://news.example/${'a'.repeat(3000)}`,
    ...['N/A', 'n/a', '#N/A', 'N / A', '(n/a)', '/N/A', 'null', 'NULL', '"null"', 'undefined', '/undefined', '/null'],
    ...['none', 'nil', 'false', '[object Object]', '(null)', '-', '--', '–', '.', '..', '#', '#top', '?', '!'],
    ...['رابط', 'لا يوجد', 'لا يوجد رابط', 'الرابط: https', 'link', 'home', '12345', 'see the site / archive'],
    ...[
      'news.com',
      'a@news.com',
      '0',
      '-1',
      '{{url}}',
      'https://news.example/{{slug}}',
      `/\${link}`,
      '<%= link %>',
      'v1.0',
    ],
    ...['https//news.example/a', 'https;//news.example/a', 'ttps//news.example/a', 'htp://news.example/a'],
    ...['http://', 'https:// ', 'http:///', 'https://https://news.example/a', 'http://http://news.example/a'],
    ...[
      'https://http//news.example/a',
      'https://null/a',
      'http://undefined',
      'https://n/a',
      'https://news',
      'http://#',
    ],
    ...[
      'https://.',
      'https://news./a',
      'about:blank',
      'tel:+97412345678',
      'whatsapp://send?text=a',
      'intent://a#Intent',
    ],
  ])('refuses %j', (raw) => {
    expect(canonicalUrl(raw, BASE)).toBeUndefined();
  });

  it.each([
    ['a-1.html', 'https://news.example/feeds/a-1.html'],
    ['view.aspx?id=5', 'https://news.example/feeds/view.aspx?id=5'],
    ['?p=5', 'https://news.example/feeds/all.xml?p=5'],
    ['news/5', 'https://news.example/feeds/news/5'],
    ['أخبار/استقالة-الوزير', `https://news.example/feeds/${encodeURI('أخبار/استقالة-الوزير')}`],
    ['./5', 'https://news.example/feeds/5'],
    ['/', 'https://news.example/'],
    ['/null-and-void', 'https://news.example/null-and-void'],
    ['/n/a/1', 'https://news.example/n/a/1'],
    ['#!/news/5', 'https://news.example/feeds/all.xml#!/news/5'],
    ['http://127.0.0.1:8080/a', 'http://127.0.0.1:8080/a'],
    ['http://[::1]:8080/a', 'http://[::1]:8080/a'],
    ['http://localhost:8080/a', 'http://localhost:8080/a'],
    ['https://news.example/null', 'https://news.example/null'],
  ])('takes %j for an address', (raw, url) => {
    expect(canonicalUrl(raw, BASE)).toBe(url);
  });

  it('takes a host without a domain from a feed of that host alone', () => {
    expect(canonicalUrl('http://intranet/a', 'http://intranet/feed')).toBe('http://intranet/a');
    expect(canonicalUrl('/a', 'http://intranet/feed')).toBe('http://intranet/a');
    expect(canonicalUrl('http://intranet/a', BASE)).toBeUndefined();
  });

  it('needs no base for a whole address, and refuses a relative one without', () => {
    expect(canonicalUrl('https://news.example/a', '')).toBe('https://news.example/a');
    expect(canonicalUrl('/a', '')).toBeUndefined();
  });

  it('is idempotent and http(s), whatever the input', () => {
    const piece = fc.constantFrom(
      'utm_source=a',
      'id=1',
      '&',
      '&&',
      '?',
      '#',
      '#!/x',
      '/',
      'أ',
      '%',
      ' ',
      ':',
      '@',
      '//',
      'b',
      ';',
      '..',
      '\\',
    );
    const raw = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((pieces) => `https://n.example/${pieces.join('')}`),
      fc.string(),
    );
    fc.assert(
      fc.property(raw, (text) => {
        const once = canonicalUrl(text, BASE);
        if (once === undefined) return;
        expect(once).toMatch(/^https?:\/\/[^/]/);
        expect(canonicalUrl(once, BASE)).toBe(once);
      }),
      { seed: 5, numRuns: 1_000 },
    );
  });
});

describe('feedUrl', () => {
  it.each([
    ['https://a.example/rss', 'https://a.example/rss'],
    ['HTTPS://A.EXAMPLE:443/rss', 'https://a.example/rss'],
    ['https://a.example/rss#top', 'https://a.example/rss'],
    ['https://a.example/rss?', 'https://a.example/rss'],
    ['https://a.example/rss?#', 'https://a.example/rss'],
    ['https://a.example./rss', 'https://a.example/rss'],
    ['https://a.example/x/../rss', 'https://a.example/rss'],
    ['http://a.example:8080/rss?b=2&a=1#x', 'http://a.example:8080/rss?b=2&a=1'],
    ['https://a.example/?feed=rss2', 'https://a.example/?feed=rss2'],
    ['https://a.example/rss/', 'https://a.example/rss/'],
    ['https://[2001:db8::1]/rss', 'https://[2001:db8::1]/rss'],
    ['ftp://a.example/rss', undefined],
    ['', undefined],
  ])('%s', (raw, expected) => expect(feedUrl(raw)).toBe(expected));
});

describe('httpUrl', () => {
  it('strips nothing: an image server may need every parameter', () => {
    expect(httpUrl('/i.jpg?utm_source=a#x', BASE)).toBe('https://news.example/i.jpg?utm_source=a#x');
  });
});
