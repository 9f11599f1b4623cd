/**
 * `npm start`: the whole of wirefold on this machine with nothing to set up. Local workerd with its KV and Durable
 * Objects, the fixture outlets on loopback, one ingest at once and then the cron's own. Ctrl-C ends all of it.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serveFixtureOutlets } from '../fixtures/serve.ts';

const CRON_MS = 10 * 60_000;
const READY_TIMEOUT_MS = 60_000;

interface Report {
  readonly outcome: string;
  readonly filed: number;
  readonly name: string;
  readonly detail: string;
}

const port = Number(process.env.PORT ?? 8787);
const base = `http://127.0.0.1:${port}`;
const token = randomBytes(16).toString('hex');
const stateDir = process.env.STATE_DIR ?? mkdtempSync(join(tmpdir(), 'wirefold-'));

if (!(await isFree())) {
  console.error(
    `Something answers at ${base} already, perhaps another npm start: end that, or take PORT=8788 npm start.`,
  );
  process.exit(1);
}
const outlets = await serveFixtureOutlets(process.env.STATE_DIR ? port + 1 : 0);
const worker = startWorker();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop(0));
worker.on('exit', (code) => void stop(code ?? 1));

try {
  await ready();
  await admin('PUT', '/api/outlets', outlets.opml, 'text/x-opml');
  await ingest();
  await tellAddresses();
  setInterval(() => void ring(), CRON_MS);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  await stop(1);
}

function startWorker(): ChildProcess {
  const flags = ['--port', String(port), '--ip', '127.0.0.1', '--persist-to', stateDir, '--test-scheduled'];
  const vars = ['--var', 'ALLOW_LOOPBACK:1', '--var', `ADMIN_TOKEN:${token}`];
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

async function ingest(): Promise<void> {
  const answer = await admin('POST', '/api/ingest?force=1');
  const { outlets: reports } = (await answer.json()) as { outlets: Report[] };
  for (const report of reports) {
    const count = report.outcome === 'read' ? `${report.filed} new` : report.outcome;
    console.log(`  ${count.padEnd(10)} ${report.name}: ${report.detail}`);
  }
}

/** What the platform's clock does every ten minutes. */
async function ring(): Promise<void> {
  const answer = await fetch(`${base}/__scheduled?cron=*/10+*+*+*+*`).catch((error: unknown) => error);
  console.log(
    `  cron       ${answer instanceof Response ? answer.status : 'did not run'} at ${new Date().toISOString()}`,
  );
}

async function tellAddresses(): Promise<void> {
  const answer = await fetch(`${base}/api/stories?outlets=2&limit=50`);
  const { stories } = (await answer.json()) as { stories: { id: string; outlets: number }[] };
  const widest = stories.reduce<{ id: string; outlets: number } | undefined>(
    (a, b) => (a && a.outlets >= b.outlets ? a : b),
    undefined,
  );
  console.log(`\n  page   ${base}/\n  feed   ${base}/feed.xml`);
  if (widest) console.log(`  story  ${base}/stories/${widest.id}/feed.xml`);
  console.log(`  token  ${token}\n`);
}

async function stop(code: number): Promise<never> {
  worker.removeAllListeners('exit');
  if (worker.exitCode === null) {
    const gone = new Promise((resolve) => worker.once('exit', resolve));
    worker.kill('SIGINT');
    await gone;
  }
  await outlets.close();
  if (!process.env.STATE_DIR) rmSync(stateDir, { recursive: true, force: true });
  process.exit(code);
}
