/**
 * Peak memory of reading one hostile feed, and whether it is read within the heap of an isolate.
 * usage: node bench/hostile/memory.ts [megabytes, 8 unless given]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readFeed } from '../../src/feeds/read-feed.ts';
import { table } from '../table.ts';
import { HOSTILE_FEEDS } from './feeds.ts';

/** An isolate has 128 MB in all; a fourth of it is taken by our code and the feed's own bytes. */
const HEAP_MB = 96;
const MB = 1024 * 1024;

if (process.argv[2] === 'child') readOne(process.argv[3] ?? '');
else measureAll(Number(process.argv[2] ?? 8) * MB);

function readOne(file: string): void {
  const bytes = new Uint8Array(readFileSync(file));
  const before = process.resourceUsage().maxRSS;
  const begun = process.cpuUsage().user;
  const result = readFeed(bytes, 'application/json; charset=utf-8', 'https://outlet.example/feed');
  const ms = (process.cpuUsage().user - begun) / 1_000;
  const what = result.ok ? `${result.items.length} items` : result.detail;
  console.log(JSON.stringify({ mb: (process.resourceUsage().maxRSS - before) / 1024, ms, what }));
}

function measureAll(bytes: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'wirefold-hostile-'));
  const file = join(folder, 'feed');
  const rows = HOSTILE_FEEDS.map(({ kind, made }) => {
    writeFileSync(file, made(bytes));
    const child = (...flags: readonly string[]) =>
      spawnSync(process.execPath, [...flags, import.meta.filename, 'child', file], { encoding: 'utf8' });
    const free = child('--max-old-space-size=4096');
    const { mb, ms, what } =
      free.status === 0 ? JSON.parse(free.stdout) : { mb: Number.NaN, ms: Number.NaN, what: 'dies' };
    const fits = child(`--max-old-space-size=${HEAP_MB}`).status === 0;
    return [kind, mb.toFixed(0), ms.toFixed(0), fits ? 'yes' : 'no', String(what).slice(0, 90)];
  });
  rmSync(folder, { recursive: true });
  console.log(table(['feed', 'peak MB', 'CPU ms', `within ${HEAP_MB} MB`, 'outcome'], rows));
}
