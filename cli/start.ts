/**
 * `npm start`: all of wirefold on this machine. Local workerd with its KV and Durable Objects, one ingest at once, then one
 * every ten minutes as the cron would. Without flags it serves the fixture outlets on loopback. Ctrl-C ends all of it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FixtureOutlets, serveFixtureOutlets } from '../fixtures/serve.ts';
import { commandLine, refuse } from './command-line.ts';

const HELP = `usage: npm start [-- --outlets FILE.opml | --real]

Runs wirefold on this machine, reads the outlets at once and then every ten minutes. Ctrl-C ends it.

  (no flag)             the fixture outlets: a handful of made-up outlets, served on this machine
  --outlets FILE.opml   your own list
  --real                the list that ships: outlets.opml

  PORT=8787             the port of the pages
  STATE_DIR=FOLDER      keeps articles, list and token there; the next start with the same folder goes on with them
`;
const CRON_MS = 10 * 60_000;
const READY_TIMEOUT_MS = 60_000;

interface Report {
  readonly outcome: string;
  readonly filed: number;
  readonly name: string;
  readonly detail: string;
}

interface Ingest {
  readonly outlets: readonly Report[];
  readonly published: { readonly written: number; readonly left: number };
}

/** What the next start over the same STATE_DIR needs. */
interface Kept {
  readonly token: string;
  /** Where the list came from at first. */
  readonly list: 'fixtures' | 'file' | 'real';
}

const { file, list } = flags();
const port = Number(process.env.PORT ?? 8787);
const base = `http://127.0.0.1:${port}`;
if (!(await isFree())) {
  refuse(`Something answers at ${base} already, perhaps another npm start: end that, or take PORT=8788 npm start.`, 1);
}
const stateDir = process.env.STATE_DIR ?? mkdtempSync(join(tmpdir(), 'wirefold-'));
const keptFile = join(stateDir, 'wirefold.json');
const before = existsSync(keptFile) ? (JSON.parse(readFileSync(keptFile, 'utf8')) as Kept) : undefined;
const kept: Kept = before ?? { token: randomBytes(16).toString('hex'), list };
const { token } = kept;

// The fixtures keep their addresses over restarts of one STATE_DIR.
const fixtures: FixtureOutlets | undefined =
  kept.list === 'fixtures' ? await serveFixtureOutlets(process.env.STATE_DIR ? port + 1 : 0) : undefined;
const worker = startWorker();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
worker.on('exit', (code) => void stop(code ?? 1));

try {
  await ready();
  await putList();
  await ingest('?force=1');
  await tellAddresses();
  setInterval(() => void ring(), CRON_MS);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stop(1);
}

function flags(): { file: string | undefined; list: Kept['list'] } {
  const { values } = commandLine(HELP, { outlets: { type: 'string' }, real: { type: 'boolean' } });
  if (values.outlets === undefined) return { file: undefined, list: values.real ? 'real' : 'fixtures' };
  if (values.real) refuse('--outlets and --real name two lists: give one of them.');
  try {
    return { file: readFileSync(values.outlets, 'utf8'), list: 'file' };
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

/** The list of an earlier start stays: an operator may have edited it since. */
async function putList(): Promise<void> {
  if (before) {
    console.log(`  Going on with the outlets and the token in ${stateDir}. PUT /api/outlets replaces the list.`);
    return;
  }
  const opml = fixtures?.opml ?? file;
  if (opml !== undefined) {
    const answer = await admin('PUT', '/api/outlets', opml, 'text/x-opml');
    const { leftOut = [] } = (await answer.json()) as { leftOut?: readonly string[] };
    for (const sentence of leftOut) console.log(`  ${sentence}`);
  }
  mkdirSync(stateDir, { recursive: true });
  writeFileSync(keptFile, JSON.stringify(kept), { mode: 0o600 });
}

function startWorker(): ChildProcess {
  const flags = ['--port', String(port), '--ip', '127.0.0.1', '--persist-to', stateDir, '--test-scheduled'];
  const vars = ['--var', `ADMIN_TOKEN:${token}`];
  // Feeds on this machine may be read only where the operator of this start wants them.
  if (fixtures || process.env.ALLOW_LOOPBACK === '1') vars.push('--var', 'ALLOW_LOOPBACK:1');
  const quiet = ['--show-interactive-dev-session=false', '--log-level', process.env.LOG_LEVEL ?? 'error'];
  return spawn('wrangler', ['dev', ...flags, ...vars, ...quiet], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  });
}

/** Asked first: a Worker that another start left behind would be taken for ours, and know nothing of our token. */
function isFree(): Promise<boolean> {
  const probe = createServer();
  return new Promise((resolve) => {
    probe.once('error', () => resolve(false));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)));
  });
}

async function ready(): Promise<void> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline) {
    const answer = await fetch(`${base}/api/health`).catch(() => undefined);
    // 503 is health's word for "nothing read yet": the Worker is up all the same.
    if (answer && (answer.ok || answer.status === 503)) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  throw new Error(`The Worker did not answer at ${base} within ${READY_TIMEOUT_MS / 1000} s.`);
}

async function admin(method: string, path: string, body?: string, type = 'application/json'): Promise<Response> {
  const answer = await fetch(base + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': type }) },
    ...(body === undefined ? {} : { body }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

async function ingest(query: string): Promise<void> {
  const answer = await admin('POST', `/api/ingest${query}`);
  const { outlets, published } = (await answer.json()) as Ingest;
  for (const report of outlets) {
    if (report.outcome === 'not-due') continue;
    const count = report.outcome === 'read' ? `${report.filed} new` : report.outcome;
    console.log(`  ${count.padEnd(10)} ${report.name}: ${report.detail}`);
  }
  const waiting = published.left > 0 ? `, ${published.left} wait for the day's write budget` : '';
  console.log(`  published  ${published.written} documents${waiting}`);
}

/** What the platform's cron does every ten minutes. */
async function ring(): Promise<void> {
  console.log(`\n  ${new Date().toISOString()}`);
  await ingest('').catch((error: unknown) =>
    console.log(`  not read: ${error instanceof Error ? error.message : error}`),
  );
}

async function tellAddresses(): Promise<void> {
  const answer = await fetch(`${base}/api/stories?publishers=2&limit=50`);
  const { stories } = (await answer.json()) as { stories: { id: string; outlets: number }[] };
  const widest = stories.reduce<{ id: string; outlets: number } | undefined>(
    (a, b) => (a && a.outlets >= b.outlets ? a : b),
    undefined,
  );
  console.log(`\n  page   ${base}/\n  feed   ${base}/feed.xml`);
  if (widest) console.log(`  story  ${base}/stories/${widest.id}/feed.xml`);
  console.log(`  operate ${base}/operate`);
  console.log(`  token  ${token}`);
  console.log(`         curl -X POST '${base}/api/ingest?force=1' -H 'Authorization: Bearer ${token}'\n`);
}

async function stop(code: number): Promise<never> {
  worker.removeAllListeners('exit');
  if (worker.exitCode === null) {
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    worker.kill('SIGINT');
    await gone;
  }
  await fixtures?.close();
  if (!process.env.STATE_DIR) rmSync(stateDir, { recursive: true, force: true });
  process.exit(code);
}
