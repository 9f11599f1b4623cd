/**
 * simhash-js 1.0.0 as published. It assigns undeclared globals, so its files run in sloppy mode, in a context of
 * their own.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runInNewContext } from 'node:vm';

export interface SimhashJs {
  readonly SimHash: new (options?: { kshingles: number }) => { hash(text: string): number };
  readonly Jenkins: new () => { hash32(text: string): string };
}

export function simhashJs(): SimhashJs {
  const require = createRequire(import.meta.url);
  const realm: Record<string, unknown> = {};
  const run = (file: string): Record<string, unknown> => {
    const module = { exports: {} as Record<string, unknown> };
    const source = readFileSync(require.resolve(`simhash-js/${file}`), 'utf8');
    runInNewContext(`(function (module, require) {${source}\n})`, realm)(module, () => run('Jenkins.js'));
    return module.exports;
  };
  return { SimHash: run('SimHash.js').SimHash, Jenkins: run('Jenkins.js').Jenkins } as unknown as SimhashJs;
}
