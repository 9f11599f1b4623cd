import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { decodeFeed } from '../../src/feeds/charset.ts';
import { parseFeed } from '../../src/feeds/read-feed.ts';

/** A wrong parse is mended by adding its document here and, after reading it, its expected result: `vitest -u`. */
const folder = resolve(import.meta.dirname, '../../fixtures/parse');
const documents = readdirSync(folder).filter((name) => /\.xml$|\.feed\.json$/.test(name));
const BASE = 'https://feeds.example/all/rss.xml';

/** As people read it: absent fields left out, dates written out. */
function shown(bytes: Uint8Array): string {
  const decoded = decodeFeed(bytes, undefined);
  const { charset, warnings: decoding } = decoded.ok ? decoded : { charset: undefined };
  const result = decoded.ok ? parseFeed(decoded.text, BASE) : decoded;
  const { warnings: notes, ...feed } = result.ok ? result : { ...result, warnings: undefined };
  const dated = (key: string, value: unknown) =>
    (key === 'published' || key === 'updated') && typeof value === 'number' ? new Date(value).toISOString() : value;
  return `${JSON.stringify({ charset, decoding, ...feed, notes }, dated, 2)}\n`;
}

const expectedOf = (name: string) => join(folder, name.replace(/\.xml$|\.feed\.json$/, '.json'));
/** Looked at before any test runs: a missing one is written for reading, and the run fails until it stands there. */
const missing = documents.filter((name) => !existsSync(expectedOf(name)));

describe('golden pairs', () => {
  it('are pairs', () => {
    expect(missing).toEqual([]);
  });

  it.each(documents)('%s', async (name) => {
    await expect(shown(readFileSync(join(folder, name)))).toMatchFileSnapshot(expectedOf(name));
  });
});
