import { availableParallelism } from 'node:os';
import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

// core and feeds are pure and run in Node; what touches a binding runs inside workerd.
export default defineConfig({
  test: {
    // Generous: a busy machine is slow, and only a hang should fail here.
    testTimeout: 60_000,
    // Left to itself it keeps one core free, which is half of a small machine.
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/{core,feeds,cli,bench}/**/*.test.ts', 'test/*.test.ts'],
        },
      },
      {
        // A real browser against the app in a real workerd; skipped, and said so, where no chromium is installed.
        test: {
          name: 'browser',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: { bindings: { ALLOW_LOOPBACK: '1', ADMIN_TOKEN: 'test-token' } },
          }),
        ],
        test: {
          name: 'workerd',
          // Replays a crash schedule: see test/faults/schedules.test.ts.
          env: { FAULTS_SEED: process.env.FAULTS_SEED ?? '', FAULTS_RUNS: process.env.FAULTS_RUNS ?? '' },
          include: ['test/{outlet,stories,web,whole,faults}/**/*.test.{ts,tsx}'],
          // A first import compiles half the Worker, and a loaded machine takes its time: no test is about speed.
          testTimeout: 60_000,
          // Loopback servers in Node: hostile feeds at inject('upstream'), the fixture outlets in inject('fixtureOpml').
          globalSetup: ['test/outlet/upstream.setup.ts', 'test/whole/fixtures.setup.ts'],
        },
      },
    ],
  },
});
