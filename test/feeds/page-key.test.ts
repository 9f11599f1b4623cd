import { describe, expect, it } from 'vitest';
import { articlePageKey, pageKey } from '../../src/feeds/page-key.ts';
import { canonicalUrl } from '../../src/feeds/url.ts';

const SITE = 'https://marfa.example';
const canonical = (url: string) => canonicalUrl(url, SITE) ?? '';

describe('one page', () => {
  it.each<readonly [what: string, one: string, other: string]>([
    ['scheme', '/news/5', 'http://marfa.example/news/5'],
    ['www', '/news/5', 'https://www.marfa.example/news/5'],
    ['a closing slash', '/news/5', '/news/5/'],
    ['doubled slashes', '/news/5', 'https://marfa.example//news//5'],
    ['an index page', '/news/5', '/news/5/index.html'],
    ['an index page with a query', '/?id=5', '/index.php?id=5'],
    ['a tracking parameter', '/news/5', '/news/5?utm_source=rss&fbclid=1'],
    ['parameters in another order', '/news.php?id=5&cat=2', '/news.php?cat=2&id=5'],
    ['the mobile host', '/news/5', 'https://m.marfa.example/news/5'],
    ['www of the mobile host', '/news/5', 'https://www.m.marfa.example/news/5'],
    ['the AMP host', '/news/5', 'https://amp.marfa.example/news/5'],
    ['an AMP path', '/news/5', '/amp/news/5'],
    ['an AMP ending', '/news/5', '/news/5/amp/'],
    ['an AMP file', '/news/five.html', '/news/five.amp.html'],
    ['an AMP parameter', '/news/5', '/news/5?outputType=amp'],
    ['Google’s AMP cache', '/news/5', 'https://marfa-example.cdn.ampproject.org/c/s/marfa.example/news/5'],
    ['a default port', '/news/5', 'http://marfa.example:80/news/5'],
    ['a final dot of the host', '/news/5', 'https://marfa.example./news/5'],
    [
      'percent-encoding',
      '/أخبار/استقالة',
      '/%d8%a3%d8%ae%d8%a8%d8%a7%d8%b1/%D8%A7%D8%B3%D8%AA%D9%82%D8%A7%D9%84%D8%A9',
    ],
    ['a session id', '/news/5.jsp', '/news/5.jsp;jsessionid=0A1B'],
    ['a session id in the query', '/news/5', '/news/5?PHPSESSID=0a1b'],
    ['a file ending', '/news/port-opens', '/news/port-opens.html'],
    ['letter case of a headline', '/news/port-opens', '/News/Port-Opens'],
    ['percent-encoding of marks', '/news/a,b:c', '/news/a%2Cb%3Ac'],
    ['a space at the end', '/news/port-opens', '/news/port-opens%20'],
    ['a front controller', '/news/port-opens', '/index.php/news/port-opens'],
    ['a mobile path', '/news/port-opens', '/m/news/port-opens'],
    ['a first page', '/news/port-opens', '/news/port-opens?page=1'],
    ['a print view', '/news/port-opens', '/news/port-opens?print=1'],
    ...['ref=rss', 'source=rss', 'from=rss_feed', 'feed=rss2', 'CMP=RSS', 'partner=rss&emc=rss', 'share=facebook'].map(
      (query) => ['way in', '/news/port-opens', `/news/port-opens?${query}`] as const,
    ),
    ...['view=mobile', 'mode=amp', 'output=amp', 'noredirect=on', 'spm=a.b', 'wt_mc=x'].map(
      (query) => ['view', '/news?id=5', `/news?id=5&${query}`] as const,
    ),
  ])('whatever the %s', (_, one, other) => {
    expect(pageKey(canonical(other))).toBe(pageKey(canonical(one)));
    expect(articlePageKey(canonical(other))).toBe(articlePageKey(canonical(one)));
  });

  it.each([
    ['/news/12345-old-headline', '/news/12345-new-headline'],
    ['/news/12345-استقالة-الوزير', '/news/12345-الوزير-ينفي'],
    ['/news/12345/old-headline', '/news/12345/new-headline/'],
    ['/news/12345/استقالة', '/news/12345/نفي'],
    ['/old-headline-12345.html', '/new-headline-12345.html'],
    ['/old-headline_12345', '/new-headline_12345'],
    ['/story/2026/11/28/old-headline/6812345', '/story/2026/11/28/new-headline/6812345'],
    ['/2026/11/28/6812345-old-headline', '/2026/11/28/6812345-new-headline'],
    ['/ar/a-70012345/old-headline', '/ar/a-70012345/new-headline'],
    ['/old-headline-3f2a9c1b7e', '/new-headline-3f2a9c1b7e'],
    ['/n/0b9d5b1e-7c1d-4f3a-9a53-0c8e5f1f2a3b/old-headline', '/n/0b9d5b1e-7c1d-4f3a-9a53-0c8e5f1f2a3b/new-headline'],
    ['/news.php?id=12&title=old-headline', '/news.php?id=12&title=new-headline'],
    ['/news/12345-old-headline', '/news/12345'],
    ['/news.aspx?newsid=5512&t=old', '/news.aspx?newsid=5512&t=new'],
    ['/art/1f3a9c7be2/old-headline', '/art/1f3a9c7be2/new-headline'],
    ['/news/2026/11/22/1234/old-headline', '/news/2026/11/22/1234/new-headline'],
    ['/old-headline-i12345', '/new-headline-i12345'],
  ])('whatever the words around its id: %s', (one, other) => {
    expect(pageKey(canonical(other))).not.toBe(pageKey(canonical(one)));
    expect(articlePageKey(canonical(other))).toBe(articlePageKey(canonical(one)));
  });
});

describe('two pages', () => {
  it.each([
    ['/news?id=1', '/news?id=2'],
    ['/news.php?id=12345&title=gold-today', '/news.php?id=12346&title=gold-today'],
    ['/news/12345-gold-today', '/news/12346-gold-today'],
    ['/gold-today', '/silver-today'],
    ['/2026/11/28/gold-today', '/2026/11/29/gold-today'],
    ['/2026/11/28/gold-today', '/2026/11/28/silver-today'],
    ['/20261128/gold-today', '/20261128/silver-today'],
    ['/news-20261128/gold-today', '/news-20261128/silver-today'],
    ['/20261128-gold-today', '/20261128-silver-today'],
    ['/gold-in-2026', '/silver-in-2026'],
    ['/2026-gold-outlook', '/2026-silver-outlook'],
    ['/10000-left-homeless', '/10000-came-back'],
    ['/gold-reaches-85000', '/silver-reaches-85000'],
    ['/section/12/gold-today', '/section/12/silver-today'],
    ['/gallery/12345/1', '/gallery/12345/2'],
    ['/news/12345/page-one/photos', '/news/12345/page-two/photos'],
    ['/videos/12345', '/news/12345'],
    ['https://sport.marfa.example/5', 'https://news.marfa.example/5'],
    ['https://marfa.example/5', 'https://nakheel.example/5'],
    ['/#!/news/5', '/#!/news/6'],
    ['/News', '/news'],
    ['/p/AbCdEf', '/p/aBcDeF'],
    ['/news?page=2', '/news?page=3'],
    ['/news?source=port', '/news?source=market'],
    ['/news/a%2Fb', '/news/a/b'],
    ['/deadbeefdeadbeef/gold-today', '/deadbeefdeadbeef/silver-today'],
  ])('%s and %s', (one, other) => {
    expect(pageKey(canonical(one))).not.toBe(pageKey(canonical(other)));
    expect(articlePageKey(canonical(one))).not.toBe(articlePageKey(canonical(other)));
  });
});

it('a front page is nobody’s own', () => {
  for (const url of ['/', 'http://www.marfa.example', '/index.html', '/?utm_source=rss']) {
    expect(pageKey(canonical(url)), url).toBeUndefined();
    expect(articlePageKey(canonical(url)), url).toBeUndefined();
  }
});

it('takes no time over a hostile address', () => {
  const start = performance.now();
  for (const piece of ['1', '-1', '/1', 'a-', '-aa', '12345-', '%D8%A3-', ';jsessionid=', 'm.', '&amp=1']) {
    for (let i = 0; i < 100; i++) articlePageKey(`${SITE}/${piece.repeat(2_000 / piece.length)}x`);
  }
  expect(performance.now() - start).toBeLessThan(2_000);
});
