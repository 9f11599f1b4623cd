/** The operator's pages in Chromium, by keyboard alone: signing in, outlets, stories, watches, backup; axe looks at each page they meet. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterStage, INSTALLED, type Look, ORDINARY, overflow, type Stage, shoot } from './browser.ts';

const TOKEN = 'a-token-of-the-tests';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const VIOLATIONS = `axe.run({ resultTypes: ['violations'] }).then(({ violations }) => violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' ')))`;
const STORY = '/operate/stories/storyship00001';

describe.skipIf(!INSTALLED)('the operator’s pages', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await enterStage();
  });
  afterAll(() => stage.close());

  /** Moves on with Tab from the stop before `target` in the order of the page, and sees that `target` then has the focus. */
  async function reach(target: Locator): Promise<void> {
    await target.evaluate((element) => {
      const { ownerDocument: all } = element;
      // Of radio buttons the chosen one alone is a stop.
      const fields = 'input:not([type=hidden],[type=radio]:not(:checked)),select,summary';
      const stops = [...all.querySelectorAll(`a[href],button,${fields}`)];
      (stops[stops.indexOf(element) - 1] as unknown as { focus(): void } | undefined)?.focus();
    });
    await target.page().keyboard.press('Tab');
    expect(await target.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  }

  async function press(target: Locator, key = 'Enter'): Promise<void> {
    await reach(target);
    const page = target.page();
    await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
  }

  async function type(target: Locator, text: string): Promise<void> {
    await reach(target);
    // What has the focus gets the text at once: a key pressed for each letter shows no more.
    await target.page().keyboard.insertText(text);
  }

  const enter = async (look: Look, to = '/operate'): Promise<Page> => {
    const page = await stage.open(look);
    await page.goto(ORDINARY + to);
    await type(page.locator('input[name=token]'), TOKEN);
    await Promise.all([page.waitForURL(ORDINARY + to), page.keyboard.press('Enter')]);
    return page;
  };

  /** No fault that axe finds, and nothing wider than the window, which then is as wide as the other. */
  async function expectClean(page: Page, name: string): Promise<void> {
    expect([name, await page.evaluate(`${AXE};${VIOLATIONS}`)]).toEqual([name, []]);
    const width = page.viewportSize()?.width ?? 0;
    for (const other of [width === 390 ? 1280 : 390, width]) {
      await page.setViewportSize({ width: other, height: 800 });
      expect([name, other, await overflow(page)]).toEqual([name, other, 0]);
      await shoot(page, `operate-${name}-${other}`);
    }
  }

  const done = (page: Page) => page.getByRole('status').textContent();
  const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name }).first();
  const goto = (page: Page, path: string) => page.goto(ORDINARY + path);

  const phone = { width: 390, scheme: 'light' } as const;
  const desk = { width: 1280, scheme: 'dark' } as const;
  /** Each walk at one width, and in the whole run, which has the time, at both. */
  const looks = (look: Look) => (process.env.FAULTS_RUNS === '1000' ? [phone, desk] : [look]);

  describe('are walked by keyboard:', () => {
    it.each(looks(phone))('outlets, at $width px', async (look) => {
      const page = await enter(look, '/operate/outlets');
      await expectClean(page, 'outlets');
      await type(page.getByLabel('عنوان الموقع أو الخلاصة'), 'sahil.example');
      await press(button(page, 'ابحث عن خلاصته'));
      await expectClean(page, 'found');
      await press(button(page, /^أضف هذه الخلاصة/));
      expect(page.url()).toMatch(/\/operate\/outlets\/\w+\?done=added$/);
      await goto(page, '/operate/outlets');
      await type(page.getByLabel('عنوان الموقع أو الخلاصة'), 'http://10.0.0.1/');
      await press(button(page, 'ابحث عن خلاصته'));
      expect(await page.getByRole('alert').textContent()).toContain('ليس عنوانًا عامًا');
      await expectClean(page, 'not-found');
      await goto(page, '/operate/outlets');
      await type(page.getByLabel('اعرض من اسمه'), 'لا مصدر كهذا');
      await press(button(page, 'اعرض'));
      expect(await page.locator('.outlets li').count()).toBe(0);
      await expectClean(page, 'none');
      await goto(page, '/operate/outlets');
      await press(page.getByRole('link', { name: /^متعثّر/ }));
      expect(await page.locator('.outlets li').count()).toBe(1);
      await press(button(page, /^أوقف/));
      expect(await done(page)).toContain('أُوقف المصدر');
      await expectClean(page, 'paused');
      await press(page.locator('.outlets h2 a').first());
      await expectClean(page, 'outlet');
      await press(button(page, 'احفظ'));
      expect(await done(page)).toContain('حُفظت');
      await press(button(page, 'احذفه مع تقاريره'));
      await expectClean(page, 'removal');
      await press(button(page, 'تأكيد'));
      expect(await done(page)).toContain('حُذف المصدر');
      const entries = ['http://10.0.0.1/', 'https://sahil.example/rss', 'gopher://b.example/'];
      const outlines = entries.map((url, i) => `<outline text="مصدر ${i}" xmlUrl="${url}"/>`).join('');
      const buffer = Buffer.from(`<opml version="2.0"><body>${outlines}</body></opml>`);
      await page.getByLabel('ملف OPML').setInputFiles({ name: 'list.opml', mimeType: 'text/x-opml', buffer });
      await press(button(page, 'استورد'));
      expect(await done(page)).toContain('أُخذ من الملف: 1');
      await expectClean(page, 'imported');
    });

    it.each(looks(desk))('stories, at $width px', async (look) => {
      const page = await stage.open(look);
      await goto(page, '/stories/storyship00001');
      await press(page.getByRole('link', { name: 'للمشغّل: صحّح هذه القصة' }));
      await expectClean(page, 'sign-in');
      await type(page.locator('input[name=token]'), TOKEN);
      await Promise.all([page.waitForURL(ORDINARY + STORY), page.keyboard.press('Enter')]);
      await expectClean(page, 'story');
      const apply = () => press(button(page, 'نفّذ'));

      await press(button(page, /^ضعه في الصدارة/));
      await expectClean(page, 'preview');
      await apply();
      expect(await done(page)).toContain('تغيّرت الصدارة');
      const box = page.getByRole('checkbox').first();
      await reach(box);
      await page.keyboard.press('Space');
      expect(await box.isChecked()).toBe(true);
      await press(button(page, 'افصل المختار في قصة'));
      await apply();
      expect(await done(page)).toContain('فُصلت التقارير');
      await type(page.getByLabel(/كلمات من العنوان/), 'الذهب');
      await page.keyboard.press('Enter');
      await page.waitForURL(/q=/);
      await press(button(page, /^ضمّ إليها/));
      await apply();
      expect(await done(page)).toContain('ضُمّت القصتان');
      await goto(page, STORY);
      await press(button(page, 'افصل المختار في قصة'));
      expect(await page.getByRole('alert').textContent()).toContain('اختر تقريرًا واحدًا');
      await expectClean(page, 'refused');
      await goto(page, STORY);
      await press(button(page, /^احذفه/));
      await type(page.getByLabel(/^السبب/), 'قرار محكمة');
      await expectClean(page, 'down');
      await apply();
      expect(await done(page)).toContain('حُذف التقرير');
      await expectClean(page, 'taken-down');
      await press(button(page, /^أعِده/));
      expect(await done(page)).toContain('أُعيد التقرير');
    });

    it.each(looks(desk))('a watch and its alert, which fails, at $width px', async (look) => {
      const page = await enter(look, '/operate/watches');
      await expectClean(page, 'no-watch');
      const fill = async (name: string) => {
        await type(page.getByLabel('اسمها في عنوانها'), name);
        await type(page.getByLabel('ما تتابعه'), `${ORDINARY}/?q=سفينة`);
        await type(page.getByLabel('العنوان الذي تُرسل إليه التنبيهات'), 'https://hooks.example.org/secret');
      };
      await fill('ships');
      await press(button(page, 'أنشئها'));
      expect(await page.locator('code.copy').textContent()).toMatch(/^whsec_/);
      await expectClean(page, 'watch-made');
      await press(page.getByRole('link', { name: 'المتابعات' }));
      await fill('ships');
      await press(button(page, 'أنشئها'));
      expect(await page.getByRole('alert').textContent()).toContain('هناك متابعة باسم «ships»');
      expect(await page.getByLabel('اسمها في عنوانها').inputValue()).toBe('ships');
      await expectClean(page, 'watch-refused');
      await press(button(page, /^أرسل تنبيهًا تجريبيًا/));
      expect(await page.getByRole('alert').textContent()).toContain('HTTP 500');
      await press(page.getByRole('link', { name: 'اليوم', exact: true }));
      expect(await page.locator('main').textContent()).toContain('تنبيهات «ships»');
      await expectClean(page, 'today');
      await press(page.getByRole('link', { name: 'تنبيهات «ships»' }));
      await expectClean(page, 'watches');
      await press(button(page, /^احذفها/));
      await expectClean(page, 'watch-removal');
      await press(button(page, 'تأكيد'));
      expect(await done(page)).toContain('حُذفت المتابعة');
      expect(await page.content()).not.toContain('hooks.example.org');
    });

    it.each(looks(phone))('a backup, a reading, a wrong address, and the way out, at $width px', async (look) => {
      const page = await enter(look, '/operate/backup');
      await expectClean(page, 'backup');
      const box = page.getByRole('checkbox');
      await reach(box);
      await page.keyboard.press('Space');
      await page.getByLabel('ملف النسخة (NDJSON)').setInputFiles({
        name: 'wirefold.ndjson',
        mimeType: 'application/x-ndjson',
        buffer: Buffer.from('{"wirefold":1}\n'),
      });
      await press(button(page, 'استعد'));
      expect(await done(page)).toContain('استُعيدت النسخة');
      await press(page.getByRole('link', { name: 'اليوم', exact: true }));
      await press(button(page, 'اقرأ كل المصادر الآن'));
      expect(await done(page)).toContain('تقارير جديدة');
      await expectClean(page, 'read');
      await goto(page, '/operate/nothing');
      expect(await page.getByRole('alert').textContent()).toContain('لم تُفتح الصفحة');
      await expectClean(page, 'wrong');
      await press(page.getByRole('link', { name: 'رجوع' }));
      await press(button(page, 'خروج'));
      await type(page.locator('input[name=token]'), 'a wrong password');
      await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
      expect(await page.getByRole('alert').textContent()).toContain('كلمة السر خطأ');
      await expectClean(page, 'wrong-password');
      await goto(page, '/operate');
      expect(page.url()).toContain('/operate/sign-in');
      expect(page.url()).not.toContain(TOKEN);
    });
  });

  it('refuse a form that another site sends with the operator’s browser', async () => {
    const page = await enter({});
    const body = `<form method="post" action="${ORDINARY}/operate/republish"><button>x</button></form>`;
    await page.route('http://evil.example/', (route) => route.fulfill({ contentType: 'text/html', body }));
    await page.goto('http://evil.example/');
    const [answer] = await Promise.all([
      page.waitForResponse((response) => response.url().endsWith('/operate/republish')),
      page.locator('button').click(),
    ]);
    expect(answer.status()).toBe(403);
  });
});
