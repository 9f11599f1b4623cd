/** What those see who are shown a link: cards, search engines, crawlers. */
import { describe, expect, it } from 'vitest';
import { article, front, NOON, SHIP, story } from '../../render/documents.ts';
import { ORIGIN, serve } from '../service.ts';

const html = async (path: string, given = {}) => (await serve(given).get(path, { Accept: 'text/html' })).text();
const meta = (page: string, name: string) =>
  new RegExp(`<meta (?:property|name)="${name}" content="([^"]*)"`).exec(page)?.[1];
const canonical = (page: string) => /<link rel="canonical" href="([^"]*)"/.exec(page)?.[1]?.replaceAll('&amp;', '&');
const jsonLd = (page: string) =>
  JSON.parse(/<script type="application\/ld\+json">(.*?)<\/script>/s.exec(page)?.[1] ?? 'null');

it.each([
  ['/', '/'],
  ['/?sort=new', '/'],
  ['/?publishers=1', '/'],
  ['/?publishers=2&sort=carried', '/?sort=carried&publishers=2'],
  [`/stories/${SHIP.id}`, `/stories/${SHIP.id}`],
  [`/stories/${SHIP.id}?article=shipsada00001`, `/stories/${SHIP.id}`],
  [`/stories/${SHIP.id}?utm_source=x`, `/stories/${SHIP.id}`],
  ['/outlets', '/outlets'],
  ['/api', '/api'],
  ['/about', '/about'],
])('%s is known as %s', async (path, known) => {
  const page = await html(path);
  expect(canonical(page)).toBe(ORIGIN + known);
  expect(meta(page, 'og:url')?.replaceAll('&amp;', '&')).toBe(ORIGIN + known);
  expect(meta(page, 'og:title')).toBe(/<title>(.*?)<\/title>/.exec(page)?.[1]);
  expect(meta(page, 'og:site_name')).toBe('wirefold');
  expect(meta(page, 'og:image')).toMatch(/^https:\/\//);
  expect(meta(page, 'twitter:card')).toMatch(/^summary/);
});

describe('JSON-LD', () => {
  it.each(['/', `/stories/${SHIP.id}`])('%s lists reports at their outlets and claims none', async (path) => {
    const page = jsonLd(await html(path));
    expect(page['@type']).toBe('CollectionPage');
    const items: { url: string }[] = page.mainEntity.itemListElement;
    expect(items.length).toBeGreaterThan(1);
    for (const { url } of items) expect(new URL(url).origin).not.toBe(ORIGIN);
    expect(JSON.stringify(page)).not.toMatch(/author|publisher|NewsArticle/);
  });

  it.each(['</script><script>alert(1)</script>', '<!-- <script>', '" \\ \u2028 &amp;', ']]>'])(
    'a headline with %j stays a text',
    async (title) => {
      const one = story('hostilestory1', [article('sada', { title }), article('nahar')]);
      const page = await html('/stories/hostilestory1', { kv: { front: front([one]), 'story/hostilestory1': one } });
      expect(page.match(/<script/g)).toHaveLength(1);
      expect(jsonLd(page).mainEntity.itemListElement).toHaveLength(2);
    },
  );
});

it('an error is no page to share', async () => {
  expect(canonical(await html('/nowhere'))).toBeUndefined();
});

describe('crawlers', () => {
  it('are told what is allowed, and of a sitemap only where the operator wants one', async () => {
    const robots = async (settings: object) => (await serve({ settings: { ...settings } }).get('/robots.txt')).text();
    expect(await robots({})).toBe(
      'User-agent: *\nAllow: /\nDisallow: /api/\nDisallow: /operate\nDisallow: /subscribe\n',
    );
    expect(await robots({ SITEMAP: '1' })).toContain(`\nSitemap: ${ORIGIN}/sitemap.xml\n`);
    expect((await serve().get('/sitemap.xml')).status).toBe(404);
  });

  it('find every story of the front in it', async () => {
    const map = await (await serve({ settings: { SITEMAP: '1' } }).get('/sitemap.xml')).text();
    expect(map).toContain(`<loc>${ORIGIN}/stories/${SHIP.id}</loc><lastmod>2026-11-22T`);
  });

  it('get icons that are PNG', async () => {
    for (const [path, size] of [
      ['/icon.png', 512],
      ['/icon-144.png', 144],
    ] as const) {
      const bytes = new DataView(await (await serve().get(path)).arrayBuffer());
      expect([bytes.getUint32(0), bytes.getUint32(16), bytes.getUint32(20)]).toEqual([0x89504e47, size, size]);
    }
  });
});

describe('/about', () => {
  it('names the operator’s address only where one is set', async () => {
    expect(await html('/about', { settings: { CONTACT_URL: 'https://desk.example/contact' } })).toContain(
      'href="https://desk.example/contact"',
    );
    expect(await html('/about')).toContain('لم يضع مشغّل هذا الموقع عنوانًا');
  });
});

describe('the front', () => {
  const HOUR = 3_600_000;
  const at = (hours: number) => story(`story${hours}`, [article('sada', { published: NOON - hours * HOUR })]);
  const days = async (settings = {}) => {
    const page = await html('/', { kv: { front: front([1, 11, 13, 14, 40].map(at)) }, settings });
    return [...page.matchAll(/<p class="day"><time datetime="([^"]+)">([^<]+)</g)].map(([, date, said]) => [
      date,
      said,
    ]);
  };

  it('parts its stories by day', async () => {
    expect(await days()).toEqual([
      ['2026-11-22', 'اليوم، الأحد 22 نوفمبر'],
      ['2026-11-21', 'أمس، السبت 21 نوفمبر'],
      ['2026-11-20', 'الجمعة 20 نوفمبر'],
    ]);
  });

  it('by the days of its zone', async () => {
    expect((await days({ TIME_ZONE: 'Asia/Riyadh' })).map(([date]) => date)).toEqual(['2026-11-22', '2026-11-20']);
  });

  it('tells the hour beside how long ago', async () => {
    expect(await html('/', { settings: { TIME_ZONE: 'Asia/Riyadh' } })).toMatch(/قبل 3 ساعات<\/time>، 11:50/);
  });
});

describe('accent and logo', () => {
  it.each(['#ffffff', '#000000', '#ffff00', '#0000ff', '#ff0000', '#808080', '#0a5a57', '#7fffd4'])(
    '%s can be read on both schemes',
    async (accent) => {
      const { get } = serve({ settings: { ACCENT_COLOR: accent } });
      const href = /href="(\/style\.css\?v=[^"]+)"/.exec(await (await get('/')).text())?.[1] ?? '';
      const style = await (await get(href)).text();
      const [light, dark] = [...style.matchAll(/--accent:(#[0-9a-f]{6});--tint:(#[0-9a-f]{6})\}/g)];
      expect(ratio(light?.[1] ?? '', '#fbf9f4')).toBeGreaterThan(4.5);
      expect(ratio(light?.[1] ?? '', light?.[2] ?? '')).toBeGreaterThan(4.5);
      expect(ratio(dark?.[1] ?? '', '#15140f')).toBeGreaterThan(4.5);
      expect(ratio(dark?.[1] ?? '', dark?.[2] ?? '')).toBeGreaterThan(4.5);
      expect(await (await get('/icon.svg')).text()).toContain(`stroke="${accent}"`);
    },
  );

  it('a logo stands at the top, as icon and on cards', async () => {
    const page = await html('/', { settings: { LOGO_URL: 'https://desk.example/logo.png' } });
    expect(page).toContain('<link rel="icon" href="https://desk.example/logo.png"/>');
    expect(page).toContain('<img class="logo" src="https://desk.example/logo.png"');
    expect(meta(page, 'og:image')).toBe('https://desk.example/logo.png');
  });
});

/** WCAG 2.2. */
function ratio(one: string, other: string): number {
  const of = (color: string) =>
    [1, 3, 5]
      .map((i) => Number.parseInt(color.slice(i, i + 2), 16) / 255)
      .map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
      .reduce((sum, v, i) => sum + v * ([0.2126, 0.7152, 0.0722][i] ?? 0), 0);
  const [a = 0, b = 0] = [of(one), of(other)].sort((x, y) => y - x);
  return (a + 0.05) / (b + 0.05);
}
