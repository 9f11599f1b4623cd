import { availableParallelism } from 'node:os';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';

/** Tests of the Worker as a whole, and of what it remembers: they need objects, KV and caches that no other file used. */
const ALONE = ['test/whole/**/*.test.ts', 'test/faults/load.test.ts', 'test/web/data/document-repository.test.ts'];

function workerd(
  name: string,
  files: { include: string[]; exclude?: string[]; setupFiles?: string[] },
): TestProjectConfiguration {
  return {
    plugins: [
      cloudflareTest({
        wrangler: { configPath: './wrangler.toml' },
        miniflare: { bindings: { ALLOW_LOOPBACK: '1', ADMIN_TOKEN: 'test-token' } },
      }),
    ],
    test: {
      name,
      // The files share a process and the compiled Worker: seven that did not took 31 s of CPU, and take 15.
      isolate: false,
      ...files,
      // How many random schedules to run, and from which seed: see test/faults/schedules.test.ts. `.ci/run` asks for 1,000.
      env: { FAULTS_SEED: process.env.FAULTS_SEED ?? '', FAULTS_RUNS: process.env.FAULTS_RUNS || '25' },
      // The first import compiles half the Worker, which takes long on a busy machine.
      testTimeout: 180_000,
      // HTTP servers on loopback: hostile feeds at inject('upstream'), the fixture outlets in inject('fixtureOpml').
      globalSetup: ['test/outlet/upstream.setup.ts', 'test/whole/fixtures.setup.ts'],
    },
  };
}

// Pure code is tested in Node. Code that uses a binding is tested inside workerd.
export default defineConfig({
  test: {
    // Generous: a busy machine is slow, and only a hang should fail here.
    testTimeout: 180_000,
    // By default Vitest leaves one core free, which is half of a small machine.
    maxWorkers: availableParallelism(),
    // One line a file. A test that fails still prints all its output; `npm test -- --silent=false` prints everybody's.
    silent: 'passed-only',
    slowTestThreshold: 60_000,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          // These files mock nothing, so they can share a process: a quarter less CPU.
          isolate: false,
          include: [
            'test/{text,clustering,documents,feeds,localization,render,cli,bench}/**/*.test.ts',
            'test/*.test.ts',
          ],
        },
      },
      {
        // Chromium against the app in workerd. Without Chromium these tests are skipped.
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/stage.setup.ts'],
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      workerd('workerd', {
        // These make an index and an outlet of their own.
        include: ['test/{outlet,story-index,web,faults,poison}/**/*.test.{ts,tsx}'],
        exclude: ALONE,
      }),
      workerd('workerd alone', { include: ALONE, setupFiles: ['test/whole/alone.setup.ts'] }),
    ],
  },
});
