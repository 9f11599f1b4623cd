/**
 * Builds a Worker as wrangler deploys it, runs it in local workerd without a proxy in front, and reads its process's
 * CPU time.
 */
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { convertV4MiniflareOptions, Miniflare } from 'miniflare';

export interface RunningWorker {
  /** Ends with a slash. */
  readonly url: URL;
  /** CPU of the JavaScript thread, ms, from Linux's /proc; undefined on other systems. */
  cpuMs(): number | undefined;
  /** Resident memory of the process, bytes; undefined where the system does not report it. */
  residentBytes(): number | undefined;
  stop(): Promise<void>;
}

export interface WorkerOptions {
  /** The Worker's wrangler.toml. Its `main` is `entry`. */
  readonly config: string;
  /** Name of the built module, without its extension. */
  readonly entry: string;
  readonly vars?: Readonly<Record<string, string>>;
}

const COMPATIBILITY_DATE = '2026-10-20';

export async function startWorker(options: WorkerOptions): Promise<RunningWorker> {
  const built = await buildWorker(options.config);
  const worker = await startBuilt(built, options);
  return { ...worker, stop: () => worker.stop().finally(built.remove) };
}

/** A Worker as wrangler would upload it. */
export interface BuiltWorker {
  readonly folder: string;
  readonly remove: () => void;
}

export async function buildWorker(config: string): Promise<BuiltWorker> {
  const folder = mkdtempSync(join(tmpdir(), 'wirefold-bench-'));
  await build(config, folder);
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) };
}

/** Starts it in a new process, and so in a new isolate. */
export async function startBuilt(
  { folder: built }: BuiltWorker,
  { entry, vars = {} }: Pick<WorkerOptions, 'entry' | 'vars'>,
): Promise<RunningWorker> {
  const texts = readdirSync(built).filter((name) => name.endsWith('.opml'));
  const mf = new Miniflare(
    convertV4MiniflareOptions({
      workers: [
        {
          name: 'bench',
          rootPath: built,
          modulesRoot: built,
          modules: [
            { type: 'ESModule', path: join(built, `${entry}.js`) },
            ...texts.map((name) => ({ type: 'Text' as const, path: join(built, name) })),
          ],
          compatibilityDate: COMPATIBILITY_DATE,
          bindings: { ...vars },
          kvNamespaces: ['STORIES'],
          durableObjects: {
            OUTLET: { className: 'Outlet', useSQLite: true },
            STORY_INDEX: { className: 'StoryIndex', useSQLite: true },
            ECHO: { className: 'Echo', useSQLite: true },
          },
        },
      ],
    }),
  );
  const url = await mf.ready;
  const pid = workerdOf(process.pid);
  return {
    url,
    cpuMs: () =>
      pid === undefined ? undefined : Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6,
    residentBytes() {
      const pages = pid === undefined ? undefined : readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1];
      return pages === undefined ? undefined : Number(pages) * 4096;
    },
    stop: () => mf.dispose(),
  };
}

function build(config: string, outdir: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const args = ['deploy', '--dry-run', '--minify', '--config', config, '--outdir', outdir];
    const wrangler = spawn('wrangler', args, {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
    });
    let said = '';
    wrangler.stderr.on('data', (chunk) => {
      said += String(chunk);
    });
    wrangler.on('error', reject);
    wrangler.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`wrangler could not build ${config}:\n${said}`)),
    );
  });
}

/** The newest workerd among this process's children. */
function workerdOf(parent: number): number | undefined {
  try {
    const children = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number)
      .filter((pid) => isWorkerdOf(pid, parent));
    return children.length > 0 ? Math.max(...children) : undefined;
  } catch {
    return undefined;
  }
}

function isWorkerdOf(pid: number, parent: number): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.includes('(workerd)') && Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent;
  } catch {
    // The process ended after it was listed.
    return false;
  }
}
