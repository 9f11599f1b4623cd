/** Many faults in minutes, and a table of whether anything was lost. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commandLine } from '../../cli/command-line.ts';
import { createChance } from './chance.ts';
import { serveOutlets } from './outlets.ts';
import { createReader, verdict } from './reader.ts';
import { createTally, table } from './tally.ts';
import { createWorkerd } from './workerd.ts';

const USAGE = `usage: npm run soak [-- --seconds 600 --seed 1 --outlets 16 --port 8799]

Outlets misbehave, one of them is hostile, KV fails one call in twenty, crons and forced rounds overlap, an editor merges and splits, and about every
half minute the process is killed. At the end the faults stop, and a table shows whether anything was lost. Ends with 1 if so.
`;

const { values } = commandLine(USAGE, {
  seconds: { type: 'string', default: '600' },
  seed: { type: 'string', default: '1' },
  outlets: { type: 'string', default: '16' },
  port: { type: 'string', default: '8799' },
});
const chance = createChance(Number(values.seed));
const tally = createTally();
const stateDir = mkdtempSync(join(tmpdir(), 'wirefold-soak-'));
const outlets = await serveOutlets(Number(values.outlets), chance, tally);
const workerd = createWorkerd(Number(values.port), stateDir);
const reader = createReader(workerd.base, tally);
const until = Date.now() + Number(values.seconds) * 1_000;
const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));

/** undefined when the request failed: the process may just have been killed. */
async function ask(
  method: string,
  path: string,
  body?: string,
  type = 'application/json',
): Promise<Response | undefined> {
  const headers = { authorization: `Bearer ${workerd.token}`, 'content-type': type };
  return await fetch(workerd.base + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(60_000),
  }).catch(() => undefined);
}

async function ingest(): Promise<boolean> {
  const answer = await ask('POST', '/api/ingest?force=1');
  const text = answer?.ok ? await answer.text().catch(() => undefined) : undefined;
  if (text === undefined) return false;
  tally.did('rounds forced');
  return (JSON.parse(text) as { published: { left: number } }).published.left === 0;
}

async function cron(): Promise<void> {
  if ((await ask('GET', '/cdn-cgi/handler/scheduled'))?.ok) tally.did('crons');
}

/** An editor merges two stories or splits one. */
async function editStories(): Promise<void> {
  const answer = await ask('GET', '/api/stories?limit=50');
  if (!answer?.ok) return;
  const { stories } = (await answer.json()) as { stories: { id: string; articles: { id: string }[] }[] };
  const [one, other] = [stories[chance.below(stories.length)], stories[chance.below(stories.length)]];
  if (!one || !other) return;
  const [first] = one.articles;
  const split = one.articles.length > 1 && first && chance.of(0.5);
  const done = split
    ? await ask('POST', `/api/stories/${one.id}/split`, JSON.stringify({ articles: [first.id] }))
    : await ask('POST', `/api/stories/${one.id}/merge`, JSON.stringify({ into: other.id }));
  if (done?.ok) tally.did(split ? 'splits' : 'merges');
}

/** KV calls that failed since this process started. The count is lost when the process is killed. */
async function countKvFaults(): Promise<number> {
  const answer = await ask('GET', '/soak/kv');
  return answer?.ok ? ((await answer.json()) as { failed: number }).failed : 0;
}

async function runUntilKilled(): Promise<void> {
  let kvFaults = 0;
  const end = Math.min(until, Date.now() + 15_000 + chance.below(25_000));
  const busy: Promise<unknown>[] = [];
  while (Date.now() < end) {
    outlets.news();
    const deeds = [ingest, ingest, cron, editStories, () => reader.look(), () => reader.look()] as const;
    busy.push(chance.pick(deeds)(), chance.pick(deeds)());
    await pause(200 + chance.below(1_500));
    kvFaults = Math.max(kvFaults, await countKvFaults());
    if (busy.length > 8) await Promise.allSettled(busy.splice(0));
  }
  for (let n = 0; n < kvFaults; n++) tally.fault('KV call failed');
  tally.fault('process killed');
  await workerd.kill();
  await Promise.allSettled(busy);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => void workerd.kill().finally(() => process.exit(1)));
}

try {
  await workerd.start();
  await ask('PUT', '/api/outlets', outlets.opml, 'text/x-opml');
  while (Date.now() < until) {
    await runUntilKilled();
    await workerd.start();
    console.error(`${Math.max(0, Math.round((until - Date.now()) / 1000))} s left, ${reader.accepted.size} articles`);
  }
  outlets.behave();
  await ask('GET', '/soak/kv?failing=0');
  let published = false;
  for (let round = 0; round < 10 && !(published && round > 1); round++) published = await ingest();
  if (!published) tally.wrong('documents left unpublished', 'after ten calm rounds');
  await reader.settle(outlets.feeds.flatMap((feed) => feed.links()));
  const laws = verdict(tally);
  console.log(
    table([
      ['articles accepted', reader.accepted.size],
      ...laws,
      ['rejections nobody handled', workerd.unhandled()],
      ...tally.rows(),
    ]),
  );
  for (const [law, what] of tally.wrongs) console.error(`${law}:\n  ${what.slice(0, 10).join('\n  ')}`);
  process.exitCode = tally.wrongs.size > 0 || reader.accepted.size === 0 ? 1 : 0;
} finally {
  await workerd.kill();
  outlets.stop();
  rmSync(stateDir, { recursive: true, force: true });
}
