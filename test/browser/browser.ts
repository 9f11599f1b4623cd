/** Debian's chromium and the app in workerd, started once for a test file. Where there is no chromium, `undefined`. */
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { unstable_startWorker } from 'wrangler';

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';
export const INSTALLED = existsSync(EXECUTABLE);
export const ABSENT = `No chromium at ${EXECUTABLE}: install it (apt-get install chromium) or set CHROMIUM; until then the browser tests are skipped.`;

/** Flags without which a headless chromium contacts its maker's hosts at every start. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

const PICTURE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="400"><linearGradient id="g" x2="0" y2="1"><stop stop-color="#8fb6c9"/><stop offset=".55" stop-color="#d9d2b8"/><stop offset=".56" stop-color="#3d6b7d"/><stop offset="1" stop-color="#1d3b49"/></linearGradient><rect width="640" height="400" fill="url(#g)"/></svg>';

export interface Stage {
  /** An ordinary day. */
  readonly ordinary: string;
  /** The same day in English. */
  readonly english: string;
  /** The same app on a day when every outlet attacks. */
  readonly hostile: string;
  readonly open: (look?: Look) => Promise<Page>;
  /** Closes the pages opened so far. */
  readonly clear: () => Promise<void>;
  readonly close: () => Promise<void>;
}

export interface Look {
  readonly width?: number;
  readonly scheme?: 'light' | 'dark';
}

export async function startStage(): Promise<Stage> {
  const worker = await unstable_startWorker({
    config: resolve(import.meta.dirname, 'wrangler.toml'),
    dev: {
      server: { hostname: '127.0.0.1', port: 0 },
      inspector: false,
      watch: false,
      persist: false,
      logLevel: 'error',
    },
  });
  await worker.ready;
  const { port } = await worker.url;
  const browser: Browser = await chromium.launch({ executablePath: EXECUTABLE, args: FLAGS });
  const contexts: BrowserContext[] = [];
  return {
    ordinary: `http://localhost:${port}`,
    english: `http://english.localhost:${port}`,
    hostile: `http://127.0.0.1:${port}`,
    open: async ({ width = 1280, scheme = 'light' } = {}) => {
      const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: scheme, locale: 'ar' });
      contexts.push(context);
      // Nothing leaves the machine: outlets' images are drawn here, any other foreign address is refused.
      await context.route(
        (url) => !/^((?:english\.)?localhost|127\.0\.0\.1)$/.test(url.hostname),
        (route) =>
          route.request().resourceType() === 'image'
            ? route.fulfill({ contentType: 'image/svg+xml', body: PICTURE })
            : route.abort(),
      );
      return context.newPage();
    },
    clear: async () => {
      for (const context of contexts.splice(0)) await context.close();
    },
    close: async () => {
      await browser.close();
      await worker.dispose();
    },
  };
}

/** With SCREENSHOTS=1, keeps a picture of the whole page under screenshots/ of the project: for people, no test looks at it. */
export async function shoot(page: Page, name: string): Promise<void> {
  if (process.env.SCREENSHOTS !== '1') return;
  const folder = resolve(import.meta.dirname, '../../screenshots');
  mkdirSync(folder, { recursive: true });
  const path = join(folder, `${name}.png`);
  await page.screenshot({ path, fullPage: true });
}
