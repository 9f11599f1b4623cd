/** Whatever address a feed gives, none that is served says a user name, a password, or another scheme than http(s). */
import { expect, it } from 'vitest';
import { parseFeed } from '../../src/feeds/read-feed.ts';

const BASE = 'https://outlet.example/feed';
const LOGINS = [
  'https://desk:s3cret@',
  'http://desk@',
  'https://:s3cret@',
  '//desk:s3cret@',
  'https://desk%40:s3cret%2F@',
];

const XML = (login: string) => [
  `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"><channel>
     <link>${login}outlet.example/</link><atom:link rel="self" href="${login}outlet.example/feed"/><atom:link rel="hub" href="${login}hub.example/"/>
     <item><title>أ</title><link>${login}outlet.example/1</link><enclosure type="image/png" url="${login}pictures.example/1.png"/></item>
     <item><title>ب</title><guid>${login}outlet.example/2</guid><media:content medium="image" url="${login}pictures.example/2.png"/></item>
     <item><title>ج</title><link>${login}outlet.example/3</link><media:thumbnail url="${login}pictures.example/3.png"/></item>
     <item><title>د</title><link>${login}outlet.example/4</link><description>&lt;p&gt;نص&lt;img src="${login}pictures.example/4.png"&gt;</description></item>
     <item xml:base="${login}outlet.example/x/"><title>ه</title><link>5.html</link><description><p>نص<img src="5.png"/></p></description></item>
     <item><title>و</title><comments>${login}outlet.example/6</comments><image><url>${login}pictures.example/6.png</url></image></item>
   </channel></rss>`,
  `<feed xmlns="http://www.w3.org/2005/Atom" xml:base="${login}outlet.example/"><link href="/"/><link rel="self" href="feed.xml"/>
     <entry><title>أ</title><id>${login}outlet.example/1</id><link href="1.html"/><content type="xhtml"><div><img src="1.png"/></div></content></entry>
     <entry><title>ب</title><id>urn:2</id><link href="${login}outlet.example/2"/><link rel="enclosure" type="image/png" href="${login}pictures.example/2.png"/></entry>
   </feed>`,
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'أ',
    home_page_url: `${login}outlet.example/`,
    feed_url: `${login}outlet.example/feed`,
    hubs: [{ type: 'WebSub', url: `${login}hub.example/` }],
    items: [
      { id: '1', url: `${login}outlet.example/1`, title: 'أ', image: `${login}pictures.example/1.png` },
      { id: `${login}outlet.example/2`, title: 'ب', banner_image: `${login}pictures.example/2.png` },
      {
        id: '3',
        external_url: `${login}outlet.example/3`,
        title: 'ج',
        content_html: `<img src="${login}pictures.example/3.png">`,
      },
      { id: '4', title: 'د', attachments: [{ url: `${login}pictures.example/4.png`, mime_type: 'image/png' }] },
    ],
  }),
];

it.each(LOGINS.flatMap((login) => XML(login).map((text, i) => [login, ['RSS', 'Atom', 'JSON Feed'][i], text])))(
  '%s in a %s feed',
  (_, __, text = '') => {
    const feed = parseFeed(text, BASE);
    expect(feed).toMatchObject({ ok: true });
    if (!feed.ok) return;
    const addresses = [feed.home, feed.hub, feed.self, ...feed.items.flatMap(({ url, image }) => [url, image])];
    const given = addresses.filter((address) => address !== undefined);
    expect(given.length).toBeGreaterThan(4);
    for (const address of given) expect(address).not.toMatch(/@|s3cret|desk/);
    // Nor does any text, but for the guid, which is never served.
    expect(JSON.stringify({ ...feed, items: feed.items.map(({ guid, ...rest }) => rest) })).not.toMatch(/s3cret/);
  },
);

it('a picture at an address of letters that grow in the writing is left out', () => {
  const text = `<rss><channel><item><title>أ</title><enclosure type="image/png" url="https://outlet.example/${'ص'.repeat(3_900)}.png"/></item></channel></rss>`;
  const feed = parseFeed(text, BASE);
  expect(feed.ok && feed.items[0]).toMatchObject({ title: 'أ', image: undefined });
});

it('the status of a page names its feed without user name and password', () => {
  const page = `<html><head><title>أ</title><link rel="alternate" type="application/rss+xml" href="https://desk:s3cret@outlet.example/rss"></head></html>`;
  expect(parseFeed(page, BASE)).toMatchObject({ detail: expect.stringContaining('names https://outlet.example/rss') });
});
