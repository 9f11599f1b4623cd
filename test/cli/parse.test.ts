import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { feedLines } from '../../cli/feed-lines.ts';
import { articleId, outletId } from '../../src/feeds/identity.ts';
import { encode } from '../feeds/encode.ts';
import { ran } from './in-process.ts';

const CLI = resolve(import.meta.dirname, '../../cli/parse.ts');
const FIELDS = ['id', 'url', 'title', 'published', 'updated', 'author', 'summary', 'text', 'image', 'categories'];
const rss = (items: string) => `<rss version="2.0"><channel><title>صحيفة</title>${items}</channel></rss>`;
const ITEM = `<item><title>افتتاح الجسر</title><link>/news/1</link><guid isPermaLink="false">n-1</guid>
  <pubDate>Sun, 22 Nov 2026 06:05:09 +0300</pubDate><description>افتتح الجسر اليوم.</description></item>`;
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'parse-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function run(args: readonly string[]) {
  const { stdout, stderr, status } = await ran(() => feedLines(args, Readable.from([])));
  const lines = stdout.split('\n').filter((line) => line !== '');
  return { stdout, stderr, status, lines: lines.map((line) => (line.startsWith('{') ? JSON.parse(line) : line)) };
}

describe('npm run parse', () => {
  it('prints what an outlet would make of a feed', async () => {
    const path = file('rss.xml', rss(ITEM));
    const { lines, status } = await run([path, '--base', 'https://site.example/rss.xml']);
    const id = articleId(outletId('https://site.example/rss.xml'), 'guid:n-1');
    const item = {
      id,
      url: 'https://site.example/news/1',
      title: 'افتتاح الجسر',
      published: '2026-11-22T03:05:09Z',
      updated: null,
      author: null,
      summary: 'افتتح الجسر اليوم.',
      text: null,
      image: null,
      categories: [],
    };
    expect([status, lines]).toEqual([
      0,
      [{ file: path, ok: true, reason: null, detail: null, whole: true, warnings: [], items: [item] }],
    ]);
    expect(Object.keys(lines[0].items[0])).toEqual(FIELDS);
  });

  it('goes on after files that are no feeds, in the order given', async () => {
    const page = file('page.html', '<!doctype html><title>404</title>');
    const large = file('large.xml', '');
    truncateSync(large, 9 * 1024 * 1024);
    const names = [
      join(folder, 'missing.xml'),
      folder,
      page,
      large,
      file('empty.xml', ''),
      file('last.xml', rss(ITEM)),
    ];
    const { lines, status } = await run(names);
    expect(status).toBe(0);
    expect(lines.map(({ file }) => file)).toEqual(names);
    expect(lines.map(({ ok, reason }) => reason ?? ok)).toEqual([
      'unreadable',
      'unreadable',
      'html',
      'too-large',
      'empty',
      true,
    ]);
    for (const { ok, detail, items } of lines.slice(0, -1)) {
      expect([ok, detail, items]).toEqual([false, expect.stringMatching(/^[A-Z].*\.$/), []]);
    }
  });

  it('takes file names from standard input', () => {
    const path = file('one.xml', rss(ITEM));
    const { stdout, status } = spawnSync(process.execPath, [CLI], {
      encoding: 'utf8',
      input: `${path}\r\n\n${path}\n`,
    });
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(lines.map(({ file, ok }) => [file, ok])).toEqual([
      [path, true],
      [path, true],
    ]);
  });

  it('gives the whole items of a feed that breaks off', async () => {
    const [line] = (await run([file('cut.xml', rss(ITEM + ITEM.replaceAll('1', '2')).slice(0, -120))])).lines;
    expect(line).toMatchObject({ ok: true, whole: false, items: [{ title: 'افتتاح الجسر' }] });
    expect(line.warnings).toEqual([expect.stringContaining('breaks off')]);
  });

  it('warns of what is odd, and shows an item without words under an id of its own', async () => {
    const odd = '<item><link>/news/2</link></item>';
    const [line] = (await run([file('odd.xml', rss(ITEM + odd + ITEM))])).lines;
    expect(line.items.map(({ url }: { url: string }) => url)).toEqual([
      'http://feed.example/news/1',
      'http://feed.example/news/2',
    ]);
    expect(new Set(line.items.map(({ id }: { id: string }) => id)).size).toBe(2);
    expect(line.warnings).toEqual(
      expect.arrayContaining(['1 of 3 items have no date', '1 of 3 items have neither title nor text: passed over']),
    );
  });

  it('believes the content type that came with the bytes', async () => {
    const bytes = encode(rss(ITEM), 'windows-1256');
    const [line] = (await run([file('1256.xml', bytes), '--type', 'text/xml; charset=windows-1256'])).lines;
    expect(line).toMatchObject({ warnings: [], items: [{ title: 'افتتاح الجسر' }] });
  });

  it.each([
    ['an unknown flag', ['x.xml', '--view']],
    ['a flag without its value', ['x.xml', '--type']],
    ['a charset alone', ['x.xml', '--type', 'windows-1256']],
    ['no http(s) address', ['x.xml', '--base', 'file:///x.xml']],
    ['half an address', ['x.xml', '--base', 'site.example']],
  ])('refuses %s in one sentence', async (_, args) => {
    expect(await run(args)).toMatchObject({ status: 2, stdout: '', stderr: expect.stringMatching(/^[^\n]+\.\n$/) });
  });

  it('prints all of it to a reader that is slower than it', async () => {
    const path = file('long.xml', rss(Array.from({ length: 200 }, (_, n) => ITEM.replaceAll('1', `${n}`)).join('')));
    const child = spawn(process.execPath, [CLI, ...Array.from({ length: 50 }, () => path)]);
    // It has begun, and waits from here on: a pipe holds less than all its lines.
    await once(child.stdout, 'readable');
    const lines = (await text(child.stdout)).trimEnd().split('\n');
    expect(lines.map((line) => JSON.parse(line).items.length)).toEqual(Array.from({ length: 50 }, () => 200));
  });

  it('ends quietly when its reader has seen enough', async () => {
    const path = file('long.xml', rss(ITEM.repeat(100)));
    const child = spawn(process.execPath, [CLI, ...Array.from({ length: 500 }, () => path)]);
    child.stdout.once('data', () => child.stdout.destroy());
    const [[code], stderr] = await Promise.all([once(child, 'close'), text(child.stderr)]);
    expect([code, stderr]).toEqual([0, '']);
  });
});
