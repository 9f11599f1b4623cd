import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { defineConfig } from 'vitest/config';

// core and feeds are pure and run in Node; what touches a binding runs inside workerd.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/{core,feeds,cli,bench}/**/*.test.ts', 'test/*.test.ts'],
        },
      },
      {
        plugins: [cloudflareTest({ wrangler: { configPath: './wrangler.toml' } })],
        test: { name: 'workerd', include: ['test/{outlet,stories,web}/**/*.test.{ts,tsx}'] },
      },
    ],
  },
});
