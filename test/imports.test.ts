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

/** Imports point one way: index → web, outlet, story-index → feeds → documents, clustering → text; only the platform side reads config. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  core: [],
  text: ['text', 'core'],
  clustering: ['clustering', 'text', 'core'],
  documents: ['documents', 'core'],
  feeds: ['feeds', 'documents', 'text', 'core'],
  'story-index': ['story-index', 'feeds', 'documents', 'clustering', 'text', 'core', 'config'],
  outlet: ['outlet', 'feeds', 'documents', 'clustering', 'text', 'core', 'config', 'story-index/api'],
  web: ['web', 'feeds', 'documents', 'clustering', 'text', 'core', 'config', 'story-index/api', 'outlet/api'],
  config: ['story-index/api', 'outlet/api', 'feeds', 'documents', 'clustering', 'text', 'core'],
  index: ['web', 'outlet', 'story-index', 'feeds', 'documents', 'clustering', 'text', 'core', 'config'],
};

/** They import no package. `core` holds the limits, which every layer may read. */
const PURE = ['core', 'text', 'clustering'];

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
        if (PURE.includes(layer(path))) expect(target, 'pure code imports no package').toMatch(/^\./);
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
