import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { storyLines } from '../../cli/story-lines.ts';
import { ONE_STORY } from '../clustering/newsroom.ts';
import { ran } from './in-process.ts';

const CLI = resolve(import.meta.dirname, '../../cli/cluster.ts');
let folder = '';
let file = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cluster-'));
  file = join(folder, 'articles.jsonl');
  const articles = Object.values(ONE_STORY).flatMap((told, story) =>
    told.map(({ title, paragraphs }, i) => ({
      id: `${story}-${i}`,
      source: `outlet-${i}`,
      url: `https://outlet-${i}.example/${story}`,
      title,
      published: '2026-10-20T06:00:00Z',
      summary: paragraphs[0],
      text: paragraphs.join('\n'),
    })),
  );
  writeFileSync(file, articles.map((a) => `${JSON.stringify(a)}\n`).join(''));
});

afterAll(() => rmSync(folder, { recursive: true }));

const run = (...args: string[]) => ran(() => storyLines(args));

describe('npm run cluster', () => {
  it('prints one line an article, in order, with its story and copies', () => {
    const { stdout, status } = spawnSync(process.execPath, [CLI, file], { encoding: 'utf8' });
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(status).toBe(0);
    expect(lines.map(({ id, story }) => [id, story])).toEqual(
      ['0-0', '0-1', '1-0', '1-1', '2-0', '2-1'].map((id) => [id, `${id[0]}-0`]),
    );
    expect(lines.map(({ copies }) => copies)).toEqual([['0-1'], ['0-0'], [], [], ['2-1'], ['2-0']]);
  });

  it('reads title and summary only when asked', async () => {
    const { stdout, status } = await run(file, '--view', 'feed');
    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\n').length).toBe(6);
  });

  it('cuts what a source repeats, as far as the articles so far tell it', async () => {
    const line = 'هذه المادة من إنتاج شبكة السنبلة الإعلامية ويبثها شركاؤها في الساحل الشرقي';
    const news = ['افتتح المحافظ جسر المشاة', 'غرق قارب صيد فجرا', 'عادت الكهرباء إلى القرى', 'فاز النسور بالكأس'];
    const told = (source: string, place: string) =>
      news.map((one, i) => ({
        id: `${source}${i}`,
        source,
        title: `${one} في ${place} رقم ${i}`,
        published: `2026-10-20T0${i}:00:00Z`,
        summary: `${one} بحضور وجهاء ${place}.\n${line}`,
      }));
    const write = async (name: string, articles: readonly object[]) => {
      const path = join(folder, name);
      writeFileSync(path, articles.map((a) => `${JSON.stringify(a)}\n`).join(''));
      return (await run(path, '--view', 'feed')).stdout.trimEnd().split('\n');
    };
    const all = [...told('a', 'وادي الزيتون'), ...told('b', 'تل القمح').reverse()];
    const lines = await write('line.jsonl', all);
    expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ id: 'b0', story: 'b0', copies: [] });
    // What comes later changes nothing of what was decided.
    expect(await write('first.jsonl', all.slice(0, 6))).toEqual(
      lines.slice(0, 6).map((one) => expect.stringContaining(one.split('"copies"')[0] ?? '')),
    );
  });

  it.each([
    ['no file', []],
    ['two files', ['a.jsonl', 'b.jsonl']],
  ])('says how it is used: %s', async (_, args) => {
    const { stderr, status } = await run(...args);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^usage:/)]);
  });

  it('refuses another view in one sentence', async () => {
    const { stderr, status } = await run('x.jsonl', '--view', 'page');
    expect([status, stderr]).toEqual([2, '--view "page" is neither "full" nor "feed".\n']);
  });

  it('takes a file with a byte order mark', async () => {
    const marked = join(folder, 'marked.jsonl');
    writeFileSync(marked, '\ufeff{"id":"a","source":"s","title":"t"}\r\n');
    expect(await run(marked)).toMatchObject({ status: 0, stdout: '{"id":"a","story":"a","copies":[]}\n' });
  });

  it.each(['{"id":7}', '{"id":', 'null', '[]'])('names file and line of what is not an article: %s', async (line) => {
    const bad = join(folder, 'bad.jsonl');
    writeFileSync(bad, `{"id":"a","source":"s","title":"t"}\n${line}\n`);
    await expect(run(bad)).rejects.toThrow('bad.jsonl, line 2');
  });

  it('tells what is wrong with a file, and ends with 1', () => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, 'missing.jsonl'], { encoding: 'utf8' });
    expect([status, stdout, stderr]).toEqual([1, '', expect.stringMatching(/^[^\n]*missing\.jsonl[^\n]*\n$/)]);
  });
});
