/** A newsroom's deployment is its own: name, language and zone of everything that it serves. */
import { describe, expect, it } from 'vitest';
import { SHIP } from '../../render/documents.ts';
import { DAY_IN_KV, serve } from '../service.ts';

const OWN = { SITE_NAME: 'أخبار الساحل', TIME_ZONE: 'Asia/Riyadh' };
const ENGLISH = { SITE_NAME: 'Coast Desk', SITE_LANGUAGE: 'en', TIME_ZONE: 'Europe/Berlin' };
const FEEDS = ['xml', 'atom', 'json'].flatMap((s) => [`/feed.${s}`, `/updates.${s}`, `/stories/${SHIP.id}/feed.${s}`]);
const PAGES = ['/', '/?sort=carried', '/?publishers=2', `/stories/${SHIP.id}`, '/outlets', '/api', '/nowhere'];

const read = async (path: string, settings: Record<string, unknown>) => {
  const answer = await serve({ kv: DAY_IN_KV, settings }).get(path, { Accept: 'text/html' });
  return { text: await answer.text(), tag: answer.headers.get('ETag') };
};

/** Arabic outside what outlets wrote: their texts are isolated, marked as Arabic or stand in an English sentence. */
function ownArabic(html: string): readonly string[] {
  const own = html
    .replace(/<bdi.*?<\/bdi>/gs, '')
    .replace(/ (?:title|content)="[^"]*"/g, '')
    .replace(/<title>.*?<\/title>/gs, '')
    .replace(/<(p|h\d|blockquote)[^>]* dir="rtl"[^>]*>.*?<\/\1>/gs, '');
  return own.match(/[^<>]*\p{Script=Arabic}[^<>]*/gu)?.filter((text) => !/[a-z]{3}/i.test(text)) ?? [];
}

describe('name', () => {
  it.each([...PAGES, ...FEEDS.filter((f) => !f.startsWith('/stories')), '/openapi.json', '/outlets.opml'])(
    '%s bears it',
    async (path) => {
      const { text } = await read(path, OWN);
      expect(text).toContain('أخبار الساحل');
      expect(text.replace(/generator[^\n]*|urn:wirefold[^"]*|wirefold\.example|Wirefold-\w+/g, '')).not.toMatch(
        /<title>[^<]*wirefold|>\s*wirefold\s*</,
      );
    },
  );
});

describe('English', () => {
  it.each(PAGES)('%s reads from the left, in English but for what outlets wrote', async (path) => {
    const { text } = await read(path, ENGLISH);
    expect(text).toContain('<html lang="en" dir="ltr">');
    expect(ownArabic(text.replace(/"text":.*/g, ''))).toEqual([]);
  });

  it.each(FEEDS)('%s says our words in English, marked as such', async (path) => {
    const { text } = await read(path, ENGLISH);
    expect(text).toContain('The whole story');
    expect(text).toMatch(/dir=\\?"ltr\\?" lang=\\?"en\\?"/);
    expect(text).not.toMatch(/نشرتها|القصة كاملة|كل جديد/);
  });
});

it('times are in the zone, on pages and in feeds', async () => {
  expect((await read(`/stories/${SHIP.id}`, OWN)).text).toContain('22 نوفمبر 2026، 11:50 غرينتش\u2066+3\u2069');
  expect((await read('/feed.xml', OWN)).text).toContain('22 نوفمبر 2026، 11:50 غرينتش');
});

it.each([...PAGES.slice(0, 5), ...FEEDS])('%s changes its ETag with the settings', async (path) => {
  const tags = await Promise.all([{}, OWN, ENGLISH, { ...OWN, TIME_ZONE: 'UTC' }].map((s) => read(path, s)));
  expect(new Set(tags.map(({ tag }) => tag)).size).toBe(4);
});

it('a setting that cannot be used leaves everything as it was', async () => {
  const wrong = {
    SITE_NAME: '<b>',
    SITE_LANGUAGE: 'fr',
    TIME_ZONE: 'Mars/Olympus',
    ACCENT_COLOR: 'red',
    LOGO_URL: 'x',
  };
  expect(await read('/', wrong)).toEqual(await read('/', {}));
});
