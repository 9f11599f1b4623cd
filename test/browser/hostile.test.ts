import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterStage, HOSTILE, INSTALLED, type Stage } from './browser.ts';
import { HOSTILE_IDS, PAYLOADS } from './hostile.ts';

/** Run in the page, so written as text: these tests have the types of Node, not of a document. */
const REPORT_VIOLATIONS = `document.addEventListener('securitypolicyviolation', (e) => console.error('Content Security Policy ' + e.violatedDirective + ' ' + e.blockedURI))`;

/** Elements, attributes and addresses that none of our pages has. */
const FOREIGN_IN = `(document) => {
  const all = (selector) => [...document.querySelectorAll(selector)];
  const elements = all('script:not([type="application/ld+json"]),iframe,object,embed,base,style,math,form:not([action="/api"],[action="/"]),details[open],meta[http-equiv],animate').map((e) => e.outerHTML);
  const handlers = all('*').flatMap((e) => [...e.attributes].filter((a) => /^on/i.test(a.name)).map((a) => a.name + '=' + a.value));
  const addresses = all('[href],[src],[action]')
    .map((e) => e.getAttribute('href') ?? e.getAttribute('src') ?? e.getAttribute('action'))
    .filter((address) => !/^(https?:\\/\\/|\\/(?!\\/)|#)/.test(address));
  return [...elements, ...handlers, ...addresses];
}`;
const FOREIGN = `(${FOREIGN_IN})(document)`;

const STORY = '/stories/hostile0';

/** Stories that are opened as well: one that ends an attribute, one an element's text, one that is a whole element, one with a handler. */
const OPENED: readonly string[] = [
  '"><script>alert(1)</script>',
  '</title><script>alert(1)</script>',
  '<iframe srcdoc="<script>alert(1)</script>"></iframe>',
  '<img src=x onerror=alert(1)>',
];

const ROOT_OF = `(text) => {
  const parsed = new DOMParser().parseFromString(text, 'application/xml');
  return parsed.querySelector('parsererror')?.textContent ?? parsed.documentElement.nodeName;
}`;

describe.skipIf(!INSTALLED)('hostile outlets in a browser', () => {
  let stage: Stage;
  beforeAll(async () => {
    stage = await enterStage();
    // The page is the same for every test, so this is put into it once.
    await (await stage.open()).addInitScript(REPORT_VIOLATIONS);
  });
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
    await page.goto(HOSTILE + path, { waitUntil: 'load' });
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
    await page.goto(`${HOSTILE}/operate`);
    await page.locator('input[name=token]').fill('a-token-of-the-tests');
    await Promise.all([page.waitForEvent('load'), page.locator('main button').click()]);
    const [id] = HOSTILE_IDS;
    for (const path of ['', '/outlets', '/outlets/hostile0', '/taken-down', '/stories?q=x', `/stories/${id}?q=x`]) {
      await page.goto(`${HOSTILE}/operate${path}`, { waitUntil: 'load' });
      await seen();
    }
    for (const address of ['site.example', 'site.example/feed']) {
      await page.goto(`${HOSTILE}/operate/outlets`);
      await page.locator('input[name=address]').fill(address);
      await Promise.all([page.waitForEvent('load'), page.locator('form[action$=find] button').click()]);
      await seen();
    }
  });

  it('every hostile story shows its payload as text', async () => {
    const page = await stage.open();
    const trouble = await watch(page);
    for (const [i, id] of HOSTILE_IDS.entries()) {
      const address = `${HOSTILE}/stories/${id}`;
      // The browser's parser reads all of them; a page of its own for each would take four seconds.
      const [found, title] = await page.evaluate<[string[], string]>(`((html) => {
        const read = new DOMParser().parseFromString(html, 'text/html');
        return [(${FOREIGN_IN})(read), read.querySelector('h1').textContent];
      })(${JSON.stringify(await (await fetch(address)).text())})`);
      expect(found).toEqual([]);
      // HTML has no NUL: the browser drops it.
      expect(title).toBe(PAYLOADS[i]?.replaceAll('\u0000', ''));
      if (!OPENED.includes(PAYLOADS[i] ?? '')) continue;
      await page.goto(address, { waitUntil: 'load' });
      expect(await foreign(page)).toEqual([]);
      expect(await page.locator('h1').textContent()).toBe(title);
    }
    expect(trouble).toEqual([]);
  });

  it.each(['/feed.json', '/stories/hostile1/feed.json'])(
    'the bodies of %s are harmless where a reader shows them',
    async (path) => {
      const page = await stage.open();
      const trouble = await watch(page);
      const response = await fetch(HOSTILE + path);
      const { items } = (await response.json()) as { items: { title: string; content_html: string }[] };
      await page.goto('about:blank');
      // As careless as a reader can be: titles and bodies straight into the document, no policy.
      await page.setContent(items.map((i) => `<h2>${i.title}</h2>${i.content_html}`).join('\n'));
      // A frame later, so that what a picture's failure starts has run.
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => setTimeout(done)))');
      expect(await foreign(page)).toEqual([]);
      expect(trouble).toEqual([]);
      expect(items.length).toBeGreaterThan(0);
    },
  );

  it('feeds are well-formed to the browser and run nothing', async () => {
    const page = await stage.open();
    const trouble = await watch(page);
    await page.goto(`${HOSTILE}/outlets`);
    for (const path of ['/feed.xml', '/feed.atom', '/updates.xml', `${STORY}/feed.xml`, `${STORY}/feed.atom`]) {
      // The policy forbids a page to fetch, so the text is handed in.
      const text = await (await fetch(HOSTILE + path)).text();
      const root = await page.evaluate(`(${ROOT_OF})(${JSON.stringify(text)})`);
      expect.soft(root, path).toMatch(/^(rss|feed)$/);
    }
    expect(trouble).toEqual([]);
  });
});
