import { expect, it } from 'vitest';
import { announcedFeeds } from '../../src/feeds/announced-feeds.ts';

const BASE = 'https://www.sahil.example/ar/';
const head = (tags: string) =>
  `<!doctype html><html><head><title>جريدة الساحل</title>${tags}</head><body></body></html>`;

it.each([
  [
    'a link of the head',
    head('<link rel="alternate" type="application/rss+xml" href="/rss" title="كل الأخبار">'),
    ['https://www.sahil.example/rss|كل الأخبار'],
  ],
  [
    'without quotation marks, in capitals',
    head('<LINK REL=alternate TYPE=application/rss+xml HREF=/rss>'),
    ['https://www.sahil.example/rss|'],
  ],
  [
    'relative to the page',
    head('<link rel="alternate" type="application/atom+xml" href="feed.atom">'),
    ['https://www.sahil.example/ar/feed.atom|'],
  ],
  [
    'relative to <base>',
    head('<base href="https://cdn.sahil.example/x/"><link rel="alternate" type="application/rss+xml" href="rss">'),
    ['https://cdn.sahil.example/x/rss|'],
  ],
  [
    'a JSON feed',
    head('<link rel="alternate" type="application/feed+json; charset=utf-8" href="/feed.json">'),
    ['https://www.sahil.example/feed.json|'],
  ],
  [
    'with an escaped address',
    head('<link rel="alternate" type="application/rss+xml" href="/rss?a=1&amp;b=2">'),
    ['https://www.sahil.example/rss?a=1&b=2|'],
  ],
  [
    'several, each once',
    head(
      '<link rel="alternate" type="application/rss+xml" href="/rss"><link rel="alternate home" type="application/rss+xml" href="/sport/rss"><link rel="alternate" type="application/atom+xml" href="/rss">',
    ),
    ['https://www.sahil.example/rss|', 'https://www.sahil.example/sport/rss|'],
  ],
  [
    'a link in the page',
    '<html><body><footer><a href="/rss.aspx" title="خلاصة">RSS</a></footer></body></html>',
    ['https://www.sahil.example/rss.aspx|خلاصة'],
  ],
  [
    'the head before the page',
    head('<link rel="alternate" type="application/rss+xml" href="/main">').replace('<body>', '<body><a href="/feed/">'),
    ['https://www.sahil.example/main|', 'https://www.sahil.example/feed/|'],
  ],
  [
    'no style, icon or other language',
    head('<link rel="stylesheet" href="/rss.css"><link rel="alternate" hreflang="en" href="/en/rss">'),
    [],
  ],
  [
    'no word that only begins so',
    '<html><body><a href="/feedback">ا</a><a href="/feeds-policy">ب</a><a href="/rssouli">ج</a></body></html>',
    [],
  ],
  [
    'no script for an address',
    head('<link rel="alternate" type="application/rss+xml" href="javascript:alert(1)">'),
    [],
  ],
])('%s', (_, html, feeds) => {
  expect(announcedFeeds(html, BASE).feeds.map(({ address, title }) => `${address}|${title ?? ''}`)).toEqual(feeds);
});

it('gives the title of the page, and at most twenty feeds of a page of thousands', () => {
  const many = Array.from({ length: 5_000 }, (_, i) => `<a href="/${i}/rss">`).join('');
  const { title, feeds } = announcedFeeds(head('').replace('<body>', `<body>${many}`), BASE);
  expect([title, feeds.length]).toEqual(['جريدة الساحل', 20]);
});
