import { describe, expect, it } from 'vitest';
import { MUSEUM, SHIP } from '../../render/documents.ts';
import { ORIGIN, serve } from '../service.ts';

const page = (feed: string, accept = 'text/html') =>
  serve().get(`/subscribe?feed=${encodeURIComponent(feed)}`, { Accept: accept });
const unescaped = (html: string) => html.replaceAll('&amp;', '&');

const OWN = [
  ...['xml', 'atom', 'json'].flatMap((s) => [`/feed.${s}`, `/updates.${s}`, `/stories/${SHIP.id}/feed.${s}`]),
  '/feed.xml?publishers=2',
  '/w/ships/feed.xml',
  '/w/%D8%A7%D9%84%D9%85%D9%8A%D9%86%D8%A7%D8%A1/feed.atom',
  '/updates.atom?country=%D8%A7%D9%84%D8%AE%D9%84%D9%8A%D8%AC&country=%D8%A7%D9%84%D9%85%D8%BA%D8%B1%D8%A8&publishers=2',
];

describe.each(OWN)('%s', (feed) => {
  it('can be copied whole, and opened in each reader', async () => {
    const answer = await page(feed);
    const html = unescaped(await answer.text());
    expect(answer.status).toBe(200);
    expect(answer.headers.get('ETag')).toMatch(/^"/);
    const whole = ORIGIN + feed;
    const encoded = encodeURIComponent(whole);
    expect(html).toContain(`<code class="copy" tabindex="0">${whole}</code>`);
    for (const address of [
      `feed:${whole}`,
      `https://feedly.com/i/subscription/feed%2F${encoded}`,
      `https://www.inoreader.com/?add_feed=${encoded}`,
      `https://www.newsblur.com/?url=${encoded}`,
    ])
      expect(html).toContain(`href="${address}"`);
    expect(html).toContain(`/i/?c=feed&a=add&url_rss=${encoded}`);
    expect(html).not.toContain('<script>');
  });
});

it('names the story, and a merged one leads to the page of the other', async () => {
  expect(await (await page(`/stories/${MUSEUM.id}/feed.xml`)).text()).toContain(MUSEUM.title);
  const asked = `/subscribe?feed=${encodeURIComponent('/stories/storyolder0001/feed.atom')}`;
  const moved = await serve().send('GET', asked, { headers: { Accept: 'text/html' } });
  expect(moved.status).toBe(301);
  expect(moved.headers.get('Location')).toBe(`/subscribe?feed=%2Fstories%2F${SHIP.id}%2Ffeed.atom`);
  expect((await page('/stories/nosuchstory01/feed.xml')).status).toBe(404);
});

it('without a feed it is the front’s', async () => {
  expect(await (await serve().get('/subscribe')).text()).toContain(`>${ORIGIN}/feed.xml<`);
});

it.each([
  'https://other.example/feed.xml',
  '//other.example/feed.xml',
  '/\\other.example/feed.xml',
  '\\\\other.example',
  'javascript:alert(1)',
  'feed.xml',
  '',
  '/',
  '/feed',
  '/feed.rss',
  '/feedxxml',
  '/feed.xml/',
  '/feed.xml#x',
  '/feed.xml?publishers=0',
  '/feed.xml?publishers=2&publishers=3',
  '/feed.xml?x=1',
  '/feed.xml?cursor=nonsense',
  '/updates.xml?cursor=mhg3abcd.a',
  '/updates.xml?publishers=0',
  '/x/../feed.xml',
  '/%66eed.xml',
  '/feed.xml ',
  '/feed.xml\n',
  '/stories//feed.xml',
  '/stories/a/b/feed.xml',
  '/stories/%2e%2e/feed.xml',
  '/stories/<script>/feed.xml',
  '/api/stories',
  '/outlets.opml',
  '/api/backup',
  '/خلاصة.xml',
  `/feed.xml?cursor=${'a'.repeat(2000)}`,
])('refuses %j with a reason', async (feed) => {
  const answer = await page(feed, 'application/json');
  expect(answer.status).toBe(400);
  expect((await answer.json<{ detail: string }>()).detail).toMatch(/"feed" must be the address of a feed of this site/);
  const seen = await (await page(feed)).text();
  expect(seen).not.toContain('other.example');
});

it('refuses two feeds', async () => {
  expect((await serve().get('/subscribe?feed=%2Ffeed.xml&feed=%2Fupdates.xml')).status).toBe(400);
});

it.each(['/', `/stories/${SHIP.id}`, '/outlets', '/?publishers=2'])('%s leads there at its top', async (path) => {
  const html = await (await serve().get(path)).text();
  const top = /<header class="top">.*?<\/header>/s.exec(html)?.[0] ?? '';
  const to = unescaped(/href="(\/subscribe[^"]*)"/.exec(top)?.[1] ?? '');
  expect((await serve().get(to)).status).toBe(200);
  expect(to).toContain(encodeURIComponent(path.startsWith('/stories') ? `${path}/feed.xml` : '/feed.xml'));
});
