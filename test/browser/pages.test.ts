import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ENGLISH, enterStage, INSTALLED, type Look, ORDINARY, overflow, type Stage, shoot } from './browser.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const axe = (
  options: object,
) => `axe.run(${JSON.stringify({ resultTypes: ['violations'], ...options })}).then((result) => ({
  violations: result.violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' ')),
  passes: result.passes.length,
}))`;
const RUN_AXE = axe({});
/** Contrast is the same in every language. */
const RUN_AXE_BUT_CONTRAST = axe({ rules: { 'color-contrast': { enabled: false } } });
const PAGES = {
  front: '/',
  slice: `/?${new URLSearchParams({ q: 'سفينة OR متحف', country: 'الخليج', publishers: '2' })}`,
  empty: `/?${new URLSearchParams({ q: 'غائبة', outlet: 'outletsada001', 'not-country': 'المغرب' })}`,
  story: '/stories/storyship00001?article=shipsada00001',
  outlets: '/outlets',
  outlet: '/outlets/outletsada001',
  api: '/api',
  about: '/about',
  day: '/days/2026-11-22',
  subscribe: '/subscribe?feed=%2Fstories%2Fstoryship00001%2Ffeed.xml',
} as const;
/** axe judges both widths and both schemes, each once: contrast depends on the one, what is hidden on the other. */
const LOOKS: readonly (Required<Look> & { readonly axe: boolean })[] = [
  { width: 360, scheme: 'light', axe: true },
  { width: 360, scheme: 'dark', axe: false },
  { width: 1280, scheme: 'light', axe: false },
  { width: 1280, scheme: 'dark', axe: true },
];
const PAGE_BYTES_MAX = 60_000;

describe.skipIf(!INSTALLED)('pages in a browser', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await enterStage();
  });
  afterAll(() => stage.close());

  const visit = async (path: string, look: Look = {}): Promise<Page> => {
    const page = await stage.open(look);
    const response = await page.goto(ORDINARY + path);
    expect(response?.status()).toBe(200);
    return page;
  };

  /** A click alone resolves before the next page is there, and what is read then is read of the old one. */
  const follow = async (link: Locator, to: RegExp): Promise<void> => {
    await Promise.all([link.page().waitForURL(to), link.click()]);
  };

  describe.each(Object.entries(PAGES))('%s', (name, path) => {
    it('fits both widths, is accessible in both schemes, weighs less than 60 kB with its style and runs no script', async () => {
      const page = await stage.open();
      const own: Promise<number>[] = [];
      page.on('response', (response) => {
        if (response.url().startsWith(ORDINARY)) own.push(response.body().then((body) => body.length));
      });
      const response = await page.goto(ORDINARY + path);
      expect(response?.status()).toBe(200);
      expect(own.length).toBeGreaterThanOrEqual(2);
      expect((await Promise.all(own)).reduce((sum, length) => sum + length, 0)).toBeLessThan(PAGE_BYTES_MAX);
      expect(await page.locator('script:not([type="application/ld+json"])').count()).toBe(0);

      // The policy lets no page run a script; the tool is put in by the debugger, which it does not govern.
      await page.evaluate(AXE);
      for (const { width, scheme, axe } of LOOKS) {
        const look = `${scheme} ${width}`;
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme: scheme });
        expect.soft(await overflow(page), look).toBeLessThanOrEqual(0);
        if (axe) {
          const { violations, passes } = await page.evaluate<{ violations: string[]; passes: number }>(RUN_AXE);
          expect.soft(violations, look).toEqual([]);
          expect.soft(passes, look).toBeGreaterThan(20);
        }
        await shoot(page, `${name}-${scheme}-${width}`);
      }
    });
  });

  it.each(Object.entries(PAGES))(
    '%s in English fits a phone and a screen, and names Arabic as such',
    async (name, path) => {
      const page = await stage.open();
      expect((await page.goto(ENGLISH + path))?.status()).toBe(200);
      await page.evaluate(AXE);
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        expect.soft(await overflow(page), String(width)).toBeLessThanOrEqual(0);
        await shoot(page, `${name}-english-${width}`);
      }
      expect((await page.evaluate<{ violations: string[] }>(RUN_AXE_BUT_CONTRAST)).violations).toEqual([]);
      // Every Arabic text has an ancestor that says so.
      const unnamed = await page.evaluate<string[]>(`(() => {
      const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      const found = [];
      for (let node = walker.nextNode(); node; node = walker.nextNode())
        if (/\\p{Script=Arabic}/u.test(node.data) && node.parentElement.closest('[lang]').lang !== 'ar') found.push(node.data.trim());
      return found;
    })()`);
      expect(unnamed).toEqual([]);
    },
  );

  it('reads right to left and follows the dark scheme', async () => {
    const page = await visit('/', { scheme: 'light' });
    expect(await page.evaluate('getComputedStyle(document.body).direction')).toBe('rtl');
    const background = () => page.evaluate('getComputedStyle(document.body).backgroundColor');
    const light = await background();
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await background()).not.toBe(light);
  });

  it('front: every story with its outlets as chips, its time in words, one click to the first report', async () => {
    const page = await visit('/');
    const card = page.locator('article', { hasText: 'تعويم السفينة الجانحة' });
    expect(await card.locator('.chips a').allInnerTexts()).toEqual([
      expect.stringContaining('وكالة الأفق'),
      'صدى الخليج',
      'منبر الشرق',
      'نهار المغرب',
    ]);
    expect(await card.getByRole('link', { name: 'أول تقرير' }).getAttribute('href')).toBe(
      'https://ufuq.example/news/shipwakala001',
    );
    expect(await card.locator('time').innerText()).toBe('قبل 3 ساعات');
    expect(await card.locator('time').getAttribute('title')).toBe('22 نوفمبر 2026، 08:50 بتوقيت غرينتش');
    expect(
      await page.locator('link[rel=alternate]').evaluateAll((links) => links.map((l) => l.getAttribute('href'))),
    ).toEqual(['/feed.xml', '/feed.atom', '/feed.json', '/updates.xml', '/updates.atom', '/updates.json']);
  });

  it.each(['/', '/stories/storyship00001'])('a picture that fails leaves no box, on %s', async (path) => {
    const page = await stage.open();
    await page.route(/\.example\/images\//, (route) => route.fulfill({ status: 404, body: '' }));
    await page.goto(ORDINARY + path);
    const pictures = page.locator('img');
    expect(await pictures.count()).toBeGreaterThan(0);
    for (const width of [360, 1280]) {
      await page.setViewportSize({ width, height: 800 });
      for (const picture of await pictures.all()) {
        await picture.scrollIntoViewIfNeeded().catch(() => undefined);
        await expect
          .poll(() => picture.evaluate((img) => (img as unknown as { complete: boolean }).complete))
          .toBe(true);
        const [box, text, card] = await picture.evaluate((img) => {
          const all = [img, img.closest('article')?.querySelector('p'), img.closest('article')];
          return all.map((one) => one?.getBoundingClientRect().width ?? 0);
        });
        expect(box).toBe(0);
        expect((text ?? 0) / (card ?? 1)).toBeGreaterThan(0.85);
      }
    }
  });

  it('a title in Latin letters and its excerpt stand on one side', async () => {
    const page = await visit('/');
    const sides = await page
      .locator('article')
      .evaluateAll((cards) =>
        cards.map((card) =>
          [...card.querySelectorAll('h2, .excerpt')].map((one) =>
            (one.closest('[dir]') as Element).getAttribute('dir'),
          ),
        ),
      );
    for (const [title, excerpt] of sides) expect(excerpt ?? title).toBe(title);
  });

  it('front: most carried first', async () => {
    const page = await visit('/');
    const order = page.getByRole('navigation', { name: 'الترتيب' });
    await follow(order.getByRole('link', { name: 'الأكثر تناولًا' }), /sort=carried/);
    const counts = await page.locator('article .meta b').allInnerTexts();
    expect(counts.slice(0, 3)).toEqual(['5 مصادر', '4 مصادر', '3 مصادر']);
  });

  it('story: shared passages are marked, and choosing an outlet shows what it took and from whom', async () => {
    const page = await visit('/stories/storyship00001');
    expect(await page.locator('.quote mark').count()).toBe(3);
    const choice = page.getByRole('navigation', { name: 'اختر تقريرًا' });
    await follow(choice.getByRole('link', { name: 'منبر الشرق' }), /article=/);
    expect(await page.locator('.chips [aria-current]').innerText()).toContain('منبر الشرق');
    expect(await page.locator('.quote mark').allInnerTexts()).toEqual([
      expect.stringContaining('وقال مدير العمليات'),
      expect.stringContaining('أعلنت هيئة الموانئ'),
    ]);
    const passage = page.locator('.shared li').last();
    expect(await passage.innerText()).toContain('أول من نشرها: وكالة الأفق');
    expect(await passage.innerText()).toContain('وردت أيضًا في: صدى الخليج');
    // The lead's headline stands on top and the chosen report's above its text.
    expect(await page.locator('.line li h3').allInnerTexts()).toHaveLength(2);
    expect(await page.locator('main').innerText()).not.toContain('تشابه');
    await page.locator('summary', { hasText: 'كيف عُرف' }).click();
    expect(await page.locator('main').innerText()).toContain('تشابه');
  });

  it('story: what is told in other words differs from a copy in colour and shape, and names nobody as first', async () => {
    const page = await visit('/stories/storyship00001?article=shipnahar0001');
    expect(await page.locator('mark').count()).toBe(0);
    const style = 'getComputedStyle(document.querySelector(".quote .reworded"))';
    expect(await page.evaluate(`${style}.textDecorationStyle`)).toBe('dashed');
    expect(await page.evaluate(`${style}.textDecorationColor !== ${style}.color`)).toBe(true);
    expect(await page.evaluate(`${style}.backgroundImage`)).toBe('none');
    const shared = await page.locator('.shared').innerText();
    expect(shared).toContain('بصياغة أخرى في: وكالة الأفق، صدى الخليج، منبر الشرق');
    expect(shared).not.toMatch(/أول من نشرها|وردت/);
    expect(await page.locator('#shared').innerText()).toContain('ما ورد بصياغة أخرى');
  });

  it('story: shared passages stay legible in forced colours, and paper gets the hour instead of how long ago', async () => {
    const page = await visit('/stories/storyship00001');
    await page.emulateMedia({ forcedColors: 'active' });
    expect(await page.evaluate("getComputedStyle(document.querySelector('mark')).backgroundColor")).not.toBe(
      'rgba(0, 0, 0, 0)',
    );
    await page.emulateMedia({ forcedColors: 'none', media: 'print' });
    expect(await page.evaluate("getComputedStyle(document.querySelector('.line time'), '::after').content")).toMatch(
      /\d\d:\d\d بتوقيت غرينتش/,
    );
    expect(await page.locator('nav:visible, aside:visible').count()).toBe(0);
  });

  it('outlets: what went wrong, when it was last read and when next', async () => {
    const page = await visit('/outlets');
    const failing = page.locator('.outlets li', { hasText: 'جريدة الساحل' });
    expect(await failing.innerText()).toMatch(
      /متعثّر[\s\S]*آخر قراءة ناجحة قبل ساعتين[\s\S]*خلال 30 دقيقة[\s\S]*3 إخفاقات[\s\S]*403/,
    );
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'تنزيل OPML' }).click();
    expect((await download).suggestedFilename()).toBe('outlets.opml');
  });

  it('keyboard: skip link first, then every control in reading order, each with a visible focus', async () => {
    const page = await visit('/stories/storyship00001');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent.trim()')).toBe('انتقل إلى المحتوى');
    await Promise.all([page.waitForURL(/#main$/), page.keyboard.press('Enter')]);
    expect(await page.evaluate('document.activeElement.id')).toBe('main');
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toContain('وكالة الأفق');
    expect(await page.evaluate('getComputedStyle(document.activeElement).outlineStyle')).toBe('solid');
    await page.keyboard.press('Tab');
    await Promise.all([page.waitForURL(/article=shipsada00001/), page.keyboard.press('Enter')]);
    expect(await page.locator('.chips [aria-current]').innerText()).toContain('صدى الخليج');
  });

  it('the API page tries a request without any script', async () => {
    const page = await visit('/api');
    const form = page.getByRole('form', { name: 'One story: its articles, what they share and who had it first' });
    await follow(form.getByRole('button'), /try=/);
    expect(await page.locator('#result').innerText()).toMatch(/^200 \/api\/stories\//);
  });
});
