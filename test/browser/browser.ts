/** A test file's view of the browser and of the app: one page, handed from test to test, for a page of its own costs each half a second. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { inject } from 'vitest';

const STAGE = inject('stage');
export const INSTALLED = STAGE !== null;

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"><linearGradient id="g" x2="0" y2="1"><stop stop-color="#8fb6c9"/><stop offset=".55" stop-color="#d9d2b8"/><stop offset=".56" stop-color="#3d6b7d"/><stop offset="1" stop-color="#1d3b49"/></linearGradient><rect width="640" height="400" fill="url(#g)"/></svg>';

/** An ordinary day. */
export const ORDINARY = `http://localhost:${STAGE?.port}`;
/** The same day in English. */
export const ENGLISH = `http://english.localhost:${STAGE?.port}`;
/** The same app on a day when every outlet attacks. */
export const HOSTILE = `http://127.0.0.1:${STAGE?.port}`;

export interface Look {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
}

export interface Stage {
  /** The page as a new visitor has it: no cookies, and nobody listens to it or answers in the app's place. */
  readonly open: (look?: Look) => Promise<Page>;
  readonly close: () => Promise<void>;
}

export async function enterStage(): Promise<Stage> {
  if (STAGE === null) throw new Error('There is no browser');
  const browser = await chromium.connect(STAGE.browser);
  const context: BrowserContext = await browser.newContext({ locale: 'ar' });
  // Nothing leaves the machine: outlets' images are drawn here, any other foreign address is refused.
  await context.route(/^https?:\/\/(?!(?:(?:english\.)?localhost|127\.0\.0\.1)[:/])/, (route) =>
    route.request().resourceType() === 'image'
      ? route.fulfill({ contentType: 'image/svg+xml', body: PICTURE })
      : route.abort(),
  );
  const page = await context.newPage();
  return {
    open: async ({ width = 1280, scheme = 'light' } = {}) => {
      page.removeAllListeners();
      await page.unrouteAll();
      await context.clearCookies();
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: scheme, media: null, forcedColors: null });
      return page;
    },
    close: () => browser.close(),
  };
}

/** How many pixels of the page stand beside the window: 0 where it fits. */
export const overflow = (page: Page) => page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');

/** With SCREENSHOTS=1, keeps a picture of the whole page under screenshots/ of the project: for people, no test looks at it. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (process.env.SCREENSHOTS !== '1') return;
  const folder = resolve(import.meta.dirname, '../../screenshots');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, fullPage: true });
}
