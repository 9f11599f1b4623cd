import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { commandLine } from '../../cli/command-line.ts';
import { ran } from './in-process.ts';

const ROOT = resolve(import.meta.dirname, '../..');
const { scripts } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8')) as { scripts: Record<string, string> };
const COMMANDS = Object.entries(scripts).flatMap(([name, script]) => {
  const [, file] = /^node (\S+\.ts)$/.exec(script) ?? [];
  return file === undefined ? [] : [[name, file] as const];
});

const run = (file: string, arg: string) =>
  new Promise<{ code: unknown; stdout: string; stderr: string }>((done) => {
    execFile(process.execPath, [file, arg], { cwd: ROOT }, (error, stdout, stderr) =>
      done({ code: error?.code ?? 0, stdout, stderr }),
    );
  });

it('every command explains itself before it does anything', async () => {
  expect(COMMANDS.map(([name]) => name)).toEqual(expect.arrayContaining(['cluster', 'parse', 'eval', 'train', 'soak']));
  for (const [name, file] of COMMANDS) {
    const help = await run(file, '--help');
    expect(help, name).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout, name).toMatch(new RegExp(`^usage: npm (run )?(--silent )?${name}\\b`));
  }
});

const USAGE = 'usage: npm run thing -- FILE [--port PORT]\n\nDoes a thing.\n';
it.each<readonly [readonly string[], Partial<Awaited<ReturnType<typeof ran>>>]>([
  [['a', '--port', '1'], { status: 0, stdout: '1 a\n' }],
  [['--help'], { status: 0, stdout: USAGE }],
  [['a', '-h'], { status: 0, stdout: USAGE }],
  [['a', '--nonsense'], { status: 2, stderr: "Unknown option '--nonsense'; --help tells the flags.\n" }],
  [['--help', '--nonsense'], { status: 2, stderr: "Unknown option '--nonsense'; --help tells the flags.\n" }],
  [['a', '--port'], { status: 2, stderr: "Option '--port <value>' argument missing; --help tells the flags.\n" }],
  [[], { status: 2, stderr: 'usage: npm run thing -- FILE [--port PORT]\n' }],
  [['a', 'b'], { status: 2, stderr: 'usage: npm run thing -- FILE [--port PORT]\n' }],
])('a command given %j does what it was asked, explains itself or refuses in one sentence', async (args, expected) => {
  const thing = () => {
    const { values, positionals } = commandLine(USAGE, { port: { type: 'string' } }, { least: 1, most: 1, args });
    return [`${values.port} ${positionals}`];
  };
  expect(await ran(thing)).toEqual({ stdout: '', stderr: '', ...expected });
});
