import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { INSTALLED, type Stage, startStage } from './browser.ts';
import { HOSTILE_IDS, PAYLOADS } from './hostile.ts';

/** Run in the page, so written as text: these tests have the types of Node, not of a document. */
const REPORT_VIOLATIONS = `document.addEventListener('securitypolicyviolation', (e) => console.error('Content Security Policy ' + e.violatedDirective + ' ' + e.blockedURI))`;

/** Elements, attributes and addresses that none of our pages has. */
const FOREIGN = `(() => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const elements = all('script:not([type="application/ld+json"]),iframe,object,embed,base,style,math,form:not([action="/api"],[action="/"]),details[open],meta[http-equiv],animate').map((e) => e.outerHTML);
  const handlers = all('*').flatMap((e) => [...e.attributes].filter((a) => /^on/i.test(a.name)).map((a) => a.name + '=' + a.value));
  const addresses = all('[href],[src],[action]')
    .map((e) => e.getAttribute('href') ?? e.getAttribute('src') ?? e.getAttribute('action'))
    .filter((address) => !/^(https?:\\/\\/|\\/(?!\\/)|#)/.test(address));
  return [...elements, ...handlers, ...addresses];
})()`;

const ROOT_OF = `(text) => {
  const parsed = new DOMParser().parseFromString(text, 'application/xml');
  return parsed.querySelector('parsererror')?.textContent ?? parsed.documentElement.nodeName;
}`;

describe.skipIf(!INSTALLED)('hostile outlets in a browser', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await startStage();
  }, 60_000);
  afterEach(() => stage.clear());
  afterAll(() => stage.close());

  /** What went wrong on the page: a dialog, a script that ran, a request it should not make, a policy that had to step in. */
  const watch = async (page: Page): Promise<string[]> => {
    const trouble: string[] = [];
    page.on('dialog', (dialog) => {
      trouble.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    page.on('pageerror', (error) => trouble.push(`script ${error.message}`));
    page.on('console', (message) => {
      if (message.type() === 'error') trouble.push(`console ${message.text()}`);
    });
    page.on('request', (request) => {
      const type = request.resourceType();
      if (!['document', 'stylesheet', 'image', 'other'].includes(type))
        trouble.push(`request ${type} ${request.url()}`);
    });
    await page.addInitScript(REPORT_VIOLATIONS);
    return trouble;
  };

  const foreign = (page: Page) => page.evaluate<string[]>(FOREIGN);

  it('the watch sees what it is there to see', async () => {
    const page = await stage.open();
    const trouble = await watch(page);
    await page.goto('about:blank');
    await page.setContent('<a href="javascript:alert(2)">x</a><img src="x" onerror="alert(1)">');
    await expect.poll(() => trouble, { timeout: 10_000 }).toContain('dialog 1');
    expect(await foreign(page)).toEqual(['onerror=alert(1)', 'javascript:alert(2)', 'x']);
  });

  it.each([
    '/',
    '/?sort=carried',
    '/outlets',
    '/outlets/hostile0',
    '/api?try=stories',
    '/api?try=outlets',
    '/?publishers=2',
  ])('%s shows them as text', async (path) => {
    const page = await stage.open();
    const trouble = await watch(page);
    await page.goto(stage.hostile + path, { waitUntil: 'load' });
    expect(await foreign(page)).toEqual([]);
    expect(trouble).toEqual([]);
    expect(await page.locator('body').innerText()).toContain('<script>alert(1)</script>');
  });

  it('the operator’s pages show them as text', async () => {
    const page = await stage.open();
    const trouble = await watch(page);
    const seen = async () => {
      expect((await foreign(page)).filter((found) => !/^<form [^>]*action="\/operate/.test(found))).toEqual([]);
      expect(trouble).toEqual([]);
      const shown = await page.evaluate(
        `document.body.innerText + [...document.querySelectorAll('input')].map((i) => i.value)`,
      );
      expect(shown).toContain('<script>alert(1)</script>');
    };
    await page.goto(`${stage.hostile}/operate`);
    await page.locator('input[name=token]').fill('a-token-of-the-tests');
    await Promise.all([page.waitForEvent('load'), page.locator('main button').click()]);
    const [id] = HOSTILE_IDS;
    for (const path of ['', '/outlets', '/outlets/hostile0', '/taken-down', '/stories?q=x', `/stories/${id}?q=x`]) {
      await page.goto(`${stage.hostile}/operate${path}`, { waitUntil: 'load' });
      await seen();
    }
    for (const address of ['site.example', 'site.example/feed']) {
      await page.goto(`${stage.hostile}/operate/outlets`);
      await page.locator('input[name=address]').fill(address);
      await Promise.all([page.waitForEvent('load'), page.locator('form[action$=find] button').click()]);
      await seen();
    }
  });

  it('every hostile story shows its payload as text', async () => {
    const page = await stage.open();
    const trouble = await watch(page);
    for (const [i, id] of HOSTILE_IDS.entries()) {
      await page.goto(`${stage.hostile}/stories/${id}`, { waitUntil: 'load' });
      expect(await foreign(page)).toEqual([]);
      // HTML has no NUL: the browser drops it.
      expect(await page.locator('h1').textContent()).toBe(PAYLOADS[i]?.replaceAll('\u0000', ''));
    }
    expect(trouble).toEqual([]);
  });

  it.each(['/feed.json', '/stories/hostile1/feed.json'])(
    'the bodies of %s are harmless where a reader shows them',
    async (path) => {
      const page = await stage.open();
      const trouble = await watch(page);
      const response = await fetch(stage.hostile + path);
      const { items } = (await response.json()) as { items: { title: string; content_html: string }[] };
      await page.goto('about:blank');
      // As careless as a reader can be: titles and bodies straight into the document, no policy.
      await page.setContent(items.map((i) => `<h2>${i.title}</h2>${i.content_html}`).join('\n'));
      await page.waitForTimeout(100);
      expect(await foreign(page)).toEqual([]);
      expect(trouble).toEqual([]);
      expect(items.length).toBeGreaterThan(0);
    },
  );

  it.each(['/feed.xml', '/feed.atom', '/updates.xml', '/stories/hostile0/feed.xml', '/stories/hostile0/feed.atom'])(
    '%s is well-formed to the browser and runs nothing',
    async (path) => {
      const page = await stage.open();
      const trouble = await watch(page);
      await page.goto(`${stage.hostile}/outlets`);
      // The policy forbids a page to fetch, so the text is handed in.
      const text = await (await fetch(stage.hostile + path)).text();
      const root = await page.evaluate(`(${ROOT_OF})(${JSON.stringify(text)})`);
      expect(root).toMatch(/^(rss|feed)$/);
      expect(trouble).toEqual([]);
    },
  );
});
