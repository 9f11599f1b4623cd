/** The operator's pages in Chromium, by keyboard alone: signing in, outlets, stories, backup. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterStage, INSTALLED, type Look, ORDINARY, overflow, type Stage, shoot } from './browser.ts';

const TOKEN = 'a-token-of-the-tests';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const VIOLATIONS = `axe.run().then(({ violations }) => violations.map((v) => v.id + ': ' + v.nodes.map((n) => n.html).join(' ')))`;
const LOOKS = [
  { width: 390, scheme: 'light' },
  { width: 1280, scheme: 'dark' },
] as const;
const STORY = '/operate/stories/storyship00001';

describe.skipIf(!INSTALLED)('the operator’s pages', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await enterStage();
  });
  afterAll(() => stage.close());

  /** Moves on with Tab, as often as the order of the page says, and sees that `target` then has the focus. */
  async function reach(target: Locator): Promise<void> {
    const page = target.page();
    const tabs = await target.evaluate((element) => {
      const { ownerDocument: all } = element;
      const stops = [...all.querySelectorAll('a[href],button,input:not([type=hidden]),select,summary')];
      return stops.indexOf(element) - stops.indexOf(all.activeElement ?? all.body);
    });
    for (let i = 0; i < Math.abs(tabs); i++) await page.keyboard.press(tabs < 0 ? 'Shift+Tab' : 'Tab');
    expect(await target.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  }

  async function press(target: Locator, key = 'Enter'): Promise<void> {
    await reach(target);
    const page = target.page();
    await Promise.all([page.waitForEvent('load'), page.keyboard.press(key)]);
  }

  async function type(target: Locator, text: string): Promise<void> {
    await reach(target);
    await target.page().keyboard.type(text);
  }

  const enter = async (look: Look, to = '/operate'): Promise<Page> => {
    const page = await stage.open(look);
    await page.goto(ORDINARY + to);
    await type(page.locator('input[name=token]'), TOKEN);
    await Promise.all([page.waitForURL(ORDINARY + to), page.keyboard.press('Enter')]);
    return page;
  };

  it('are walked by keyboard at 390 px: outlets', async () => {
    const page = await enter({ width: 390 }, '/operate/outlets');
    await type(page.getByLabel('عنوان الموقع أو الخلاصة'), 'sahil.example');
    await press(page.getByRole('button', { name: 'ابحث عن خلاصته' }));
    await press(page.getByRole('button', { name: /^أضف هذه الخلاصة/ }).first());
    expect(page.url()).toMatch(/\/operate\/outlets\/\w+\?done=added$/);
    await page.goto(`${ORDINARY}/operate/outlets`);
    await press(page.getByRole('link', { name: /^متعثّر/ }));
    expect(await page.locator('.outlets li').count()).toBe(1);
    await press(page.getByRole('button', { name: /^أوقف/ }));
    expect(await page.getByRole('status').textContent()).toContain('أُوقف المصدر');
    await press(page.locator('.outlets h2 a').first());
    await press(page.getByRole('button', { name: 'احفظ' }));
    expect(await page.getByRole('status').textContent()).toContain('حُفظت');
    await press(page.getByRole('button', { name: 'احذفه مع تقاريره' }));
    await press(page.getByRole('button', { name: 'تأكيد' }));
    expect(await page.getByRole('status').textContent()).toContain('حُذف المصدر');
  });

  it('are walked by keyboard at 1,280 px: stories', async () => {
    const page = await stage.open({ width: 1280 });
    await page.goto(`${ORDINARY}/stories/storyship00001`);
    await press(page.getByRole('link', { name: 'للمشغّل: صحّح هذه القصة' }));
    await type(page.locator('input[name=token]'), TOKEN);
    await Promise.all([page.waitForURL(ORDINARY + STORY), page.keyboard.press('Enter')]);
    const apply = () => press(page.getByRole('button', { name: 'نفّذ' }));
    const done = () => page.getByRole('status').textContent();

    await press(page.getByRole('button', { name: /^ضعه في الصدارة/ }).first());
    await apply();
    expect(await done()).toContain('تغيّرت الصدارة');
    const box = page.getByRole('checkbox').first();
    await reach(box);
    await page.keyboard.press('Space');
    expect(await box.isChecked()).toBe(true);
    await press(page.getByRole('button', { name: 'افصل المختار في قصة' }));
    await apply();
    expect(await done()).toContain('فُصلت التقارير');
    await type(page.getByLabel(/كلمات من العنوان/), 'الذهب');
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=/);
    await press(page.getByRole('button', { name: /^ضمّ إليها/ }).first());
    await apply();
    expect(await done()).toContain('ضُمّت القصتان');
    await page.goto(ORDINARY + STORY);
    await press(page.getByRole('button', { name: /^احذفه/ }).first());
    await type(page.getByLabel(/^السبب/), 'قرار محكمة');
    await apply();
    expect(await done()).toContain('حُذف التقرير');
    await press(page.getByRole('button', { name: /^أعِده/ }).first());
    expect(await done()).toContain('أُعيد التقرير');
  });

  it('restore a backup, publish, and are left', async () => {
    const page = await enter({ width: 390 }, '/operate/backup');
    const box = page.getByRole('checkbox');
    await reach(box);
    await page.keyboard.press('Space');
    await page.getByLabel('ملف النسخة (NDJSON)').setInputFiles({
      name: 'wirefold.ndjson',
      mimeType: 'application/x-ndjson',
      buffer: Buffer.from('{"wirefold":1}\n'),
    });
    await press(page.getByRole('button', { name: 'استعد' }));
    expect(await page.getByRole('status').textContent()).toContain('استُعيدت النسخة');
    await press(page.getByRole('link', { name: 'اليوم', exact: true }));
    await press(page.getByRole('button', { name: 'اقرأ كل المصادر الآن' }));
    expect(await page.getByRole('status').textContent()).toContain('تقارير جديدة');
    await press(page.getByRole('button', { name: 'خروج' }));
    await page.goto(`${ORDINARY}/operate`);
    expect(page.url()).toContain('/operate/sign-in');
    expect(page.url()).not.toContain(TOKEN);
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

  it('have no fault that axe finds, and fit, at 390 px in light and 1,280 px in dark', async () => {
    const page = await enter({ width: 390 });
    const seeFaults = async (name: string) => {
      await page.evaluate(AXE);
      for (const { width, scheme } of LOOKS) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme: scheme });
        expect([name, width, await page.evaluate(VIOLATIONS), await overflow(page)]).toEqual([name, width, [], 0]);
        await shoot(page, `operate${name.replaceAll(/\W/g, '-')}-${width}`);
      }
    };
    const paths = ['', '/stories?q=x', '/taken-down', '/watches', '/backup', '/outlets/outletsada001', '/outlets'];
    for (const path of paths) {
      await page.goto(`${ORDINARY}/operate${path}`);
      await seeFaults(path);
    }
    const click = (button: Locator) => Promise.all([page.waitForEvent('load'), button.click()]);
    await page.getByLabel('عنوان الموقع أو الخلاصة').fill('sahil.example');
    await click(page.getByRole('button', { name: 'ابحث عن خلاصته' }));
    await seeFaults('-found');
    await page.goto(ORDINARY + STORY);
    await seeFaults('/story');
    await click(page.getByRole('button', { name: /^ضعه في الصدارة/ }).first());
    await seeFaults('-correction');
    await click(page.getByRole('button', { name: 'خروج' }));
    await seeFaults('-sign-in');
  });
});
