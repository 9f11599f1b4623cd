/** Every outlet at once against one StoryIndex. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../../cli/command-line.ts';
import { createChance } from './chance.ts';
import { serveOutlets } from './outlets.ts';
import { createTally, table } from './tally.ts';
import { createWorkerd } from './workerd.ts';

const USAGE = `usage: npm run load [-- --outlets 500 --items 2 --port 8798]

Polls every outlet at once against one StoryIndex in local workerd. Prints whether any outlet starved, and how long \`file\` took as
an outlet sees it, waiting included.
`;

const { values } = commandLine(USAGE, {
  outlets: { type: 'string', default: '500' },
  items: { type: 'string', default: '2' },
  port: { type: 'string', default: '8798' },
});
const stateDir = mkdtempSync(join(tmpdir(), 'wirefold-load-'));
const chance = createChance(1);
const outlets = await serveOutlets(Number(values.outlets), chance, createTally());
outlets.behave();
for (const feed of outlets.feeds)
  for (let n = 0; n < Number(values.items); n++) feed.change('gain', chance.below(1_000_000), Date.now());
const workerd = createWorkerd(Number(values.port), stateDir);

async function ask(method: string, path: string, body?: string): Promise<Response> {
  const headers = { authorization: `Bearer ${workerd.token}`, 'content-type': 'text/x-opml' };
  const answer = await fetch(workerd.base + path, { method, headers, ...(body === undefined ? {} : { body }) });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

function percentile(sorted: readonly number[], share: number): number {
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);
}

try {
  await workerd.start();
  await ask('GET', '/soak/kv?failing=0');
  await ask('PUT', '/api/outlets', outlets.opml);
  const begun = performance.now();
  const answer = await ask('POST', '/api/ingest?force=1');
  const seconds = (performance.now() - begun) / 1_000;
  const { outlets: reports, filed } = (await answer.json()) as {
    outlets: { outcome: string; detail: string }[];
    filed: number;
  };
  const times = ((await (await ask('GET', '/soak/times')).json()) as number[]).toSorted((a, b) => a - b);
  const starved = reports.filter((r) => r.outcome !== 'read');
  console.log(
    table([
      ['outlets rung at once', reports.length],
      ['outlets that starved', starved.length],
      ['articles filed', filed],
      ['seconds for the round', Math.round(seconds * 10) / 10],
      ['`file`, ms, median', percentile(times, 0.5)],
      ['`file`, ms, p95', percentile(times, 0.95)],
      ['`file`, ms, longest', percentile(times, 1)],
      ['rejections nobody handled', workerd.unhandled()],
    ]),
  );
  for (const { detail } of starved.slice(0, 5)) console.error(detail);
  process.exitCode = starved.length > 0 ? 1 : 0;
} finally {
  await workerd.kill();
  outlets.stop();
  rmSync(stateDir, { recursive: true, force: true });
}
