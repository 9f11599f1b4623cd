/** Debian's chromium and the app in workerd, started once for all files of the project. Without chromium, neither is. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';
import { unstable_startWorker } from 'wrangler';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the browser is spoken to, and the port of the app on loopback. Without a browser, null. */
    stage: { readonly browser: string; readonly port: string } | null;
  }
}

const EXECUTABLE = process.env.CHROMIUM ?? '/usr/bin/chromium';

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

export default async function setup(project: TestProject): Promise<(() => Promise<void>) | undefined> {
  if (!existsSync(EXECUTABLE)) {
    console.warn(
      `No chromium at ${EXECUTABLE}: install it (apt-get install chromium) or set CHROMIUM; until then the browser tests are skipped.`,
    );
    project.provide('stage', null);
    return undefined;
  }
  const browser = await chromium.launchServer({ executablePath: EXECUTABLE, args: FLAGS });
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
  project.provide('stage', { browser: browser.wsEndpoint(), port: (await worker.url).port });
  return async () => {
    await browser.close();
    await worker.dispose();
  };
}
