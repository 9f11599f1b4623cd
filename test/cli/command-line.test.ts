import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8')) as { scripts: Record<string, string> };
const COMMANDS = Object.entries(scripts).flatMap(([name, script]) => {
  const [, file] = /^node (\S+\.ts)$/.exec(script) ?? [];
  return file === undefined ? [] : [[name, file] as const];
});

const run = (file: string, ...args: string[]) =>
  new Promise<{ code: unknown; stdout: string; stderr: string }>((done) => {
    execFile(process.execPath, [file, ...args], { cwd: ROOT }, (error, stdout, stderr) =>
      done({ code: error?.code ?? 0, stdout, stderr }),
    );
  });

it('every command explains itself, and refuses what it does not know in one sentence', async () => {
  expect(COMMANDS.map(([name]) => name)).toEqual(expect.arrayContaining(['cluster', 'parse', 'eval', 'train', 'soak']));
  for (const [name, file] of COMMANDS) {
    const [help, wrong] = await Promise.all([run(file, '--help'), run(file, '--nonsense')]);
    expect(help, name).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout, name).toMatch(new RegExp(`^usage: npm (run )?(--silent )?${name}\\b`));
    expect(wrong, name).toEqual({
      code: 2,
      stdout: '',
      stderr: "Unknown option '--nonsense'; --help tells the flags.\n",
    });
  }
});
