import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = resolve(import.meta.dirname, '../src');
const IMPORT = /^\s*(?:import|export)\b[^'"]*?from\s+['"]([^'"]+)['"]/gm;

/** Layer of a file under src: its folder, or 'index' and 'config' for the two files at the top. */
function layer(path: string): string {
  const parts = relative(src, path).split('/');
  return parts.length === 1 ? (parts[0] ?? '').replace(/\.tsx?$/, '') : (parts[0] ?? '');
}

/** Imports point one way: index → web, outlet, stories → feeds → core; config is read by the platform side only. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: ['core'],
  feeds: ['feeds', 'core'],
  stories: ['stories', 'feeds', 'core', 'config'],
  outlet: ['outlet', 'feeds', 'core', 'config', 'stories/api'],
  web: ['web', 'feeds', 'core', 'config', 'stories/api', 'outlet/api'],
  config: ['stories/api', 'outlet/api', 'feeds', 'core'],
  index: ['web', 'outlet', 'stories', 'feeds', 'core', 'config'],
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
  (f) => /\.tsx?$/.test(f) && !f.endsWith('.d.ts'),
);

describe('imports point one way', () => {
  it.each(files)('%s', (file) => {
    const path = join(src, file);
    const allowed = MAY_IMPORT[layer(path)];
    expect(allowed, `src/${file} stands outside the layers`).toBeDefined();
    for (const [, target] of readFileSync(path, 'utf8').matchAll(IMPORT)) {
      if (!target?.startsWith('.')) {
        if (layer(path) === 'core') expect(target, 'core imports nothing but itself').toMatch(/^\./);
        continue;
      }
      if (target.endsWith('.opml')) continue; // data, bundled as text
      const to = resolve(dirname(path), target);
      const name = relative(src, to).replace(/\.tsx?$/, '');
      const fits = allowed?.some((a) => (a.includes('/') ? name === a : layer(to) === a));
      expect(fits, `src/${file} imports ${target}`).toBe(true);
    }
  });
});
