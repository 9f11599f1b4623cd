/** Local workerd with its state on disk. It can be killed without warning and started again over the same state. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

export interface Workerd {
  readonly base: string;
  readonly token: string;
  start(): Promise<void>;
  /** SIGKILL, whatever it is doing. */
  kill(): Promise<void>;
  /** Lines of its log about unhandled promise rejections. */
  unhandled(): number;
}

const READY_TIMEOUT_MS = 90_000;
const WRANGLER = resolve(import.meta.dirname, '../../node_modules/wrangler/bin/wrangler.js');

/** `script`: the Worker's entry point; the soak's own fails KV calls. */
export function createWorkerd(
  port: number,
  stateDir: string,
  script = resolve(import.meta.dirname, 'worker.ts'),
): Workerd {
  const base = `http://127.0.0.1:${port}`;
  const token = 'soak-operator';
  let child: ChildProcess | undefined;
  let unhandled = 0;
  const spawned = () => {
    const flags = [
      '--port',
      String(port),
      '--ip',
      '127.0.0.1',
      '--inspector-port',
      '0',
      '--persist-to',
      stateDir,
      '--test-scheduled',
    ];
    // The soak makes a day's news in minutes. The daily write budget would leave documents waiting.
    const vars = ['ALLOW_LOOPBACK:1', 'KV_WRITES_A_DAY:1000000', `ADMIN_TOKEN:${token}`].flatMap((v) => ['--var', v]);
    const quiet = ['--show-interactive-dev-session=false', '--log-level', 'error'];
    const process_ = spawn(process.execPath, [WRANGLER, 'dev', script, ...flags, ...vars, ...quiet], {
      // A process group of its own, so that workerd is killed with it.
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
    });
    for (const stream of [process_.stdout, process_.stderr]) {
      stream.on('data', (chunk) => {
        unhandled += String(chunk).match(/unhandled/gi)?.length ?? 0;
      });
    }
    return process_;
  };
  return {
    base,
    token,
    unhandled: () => unhandled,
    async start() {
      child = spawned();
      const deadline = Date.now() + READY_TIMEOUT_MS;
      while (Date.now() < deadline) {
        const answer = await fetch(`${base}/api/health`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
        if (answer && (answer.ok || answer.status === 503)) return;
        await new Promise((done) => setTimeout(done, 200));
      }
      throw new Error(`workerd did not answer at ${base} within ${READY_TIMEOUT_MS / 1000} s.`);
    },
    async kill() {
      const dying = child;
      child = undefined;
      if (dying?.pid === undefined || dying.exitCode !== null) return;
      process.kill(-dying.pid, 'SIGKILL');
      await once(dying, 'exit');
    },
  };
}
