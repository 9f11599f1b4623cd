import { execFile } from 'node:child_process';
import { createServer } from 'node:net';
import { afterEach, expect, it } from 'vitest';

const taken = createServer();
afterEach(() => new Promise((resolve) => taken.close(resolve)));

it('npm start says what to do where its port is taken, and starts nothing', async () => {
  await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
  const address = taken.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const [code, said] = await new Promise<readonly [unknown, string]>((resolve) => {
    const env = { ...process.env, PORT: String(port) };
    execFile(process.execPath, ['cli/start.ts'], { env }, (error, _, stderr) => resolve([error?.code, stderr]));
  });
  expect([code, said]).toEqual([1, expect.stringContaining(`http://127.0.0.1:${port} already`)]);
});

it.each([
  [['--outlets', 'a.opml', '--real'], 'name two lists'],
  [['--outlets', 'no-such-file.opml'], 'no-such-file.opml'],
  [['--port', '1'], "Unknown option '--port'"],
])('npm start refuses %j with a sentence and starts nothing', async (flags, sentence) => {
  const [code, said] = await new Promise<readonly [unknown, string]>((resolve) => {
    execFile(process.execPath, ['cli/start.ts', ...flags], (error, _, stderr) => resolve([error?.code, stderr]));
  });
  expect([code, said]).toEqual([2, expect.stringContaining(sentence)]);
});
