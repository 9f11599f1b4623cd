/**
 * Finds regular expressions in src that take more than linear time on some text: whoever sends that text stops an isolate. Literal
 * patterns are taken from the syntax tree, composed ones from the modules as they load.
 */
import { globSync, readFileSync } from 'node:fs';
import { relative, resolve } from 'node:path';
import { check } from 'recheck';
import { parseSync } from 'vite';

const ROOT = resolve(import.meta.dirname, '..');
/** Layers that compose patterns. They are pure, so Node can load them. */
const COMPOSING = 'src/{text,feeds,clustering}/**/*.ts';
const TIMEOUT_MS = 20_000;
const AT_ONCE = 4;

/**
 * Patterns that the checker cannot judge or judges without knowing the bound of what they read, by the file and a part of their
 * source. Each states the bound or the reason.
 */
const KNOWN: readonly (readonly [file: string, part: string, why: string])[] = [
  ['src/feeds/clean-line.ts', '--[', 'one class without a quantifier, in the v mode that the checker does not read'],
  ['src/feeds/dates/', '', 'reads at most DATE_CHARS_MAX, 100 characters'],
  ['src/text/boilerplate.ts', 'رويترز', 'reads at most DATELINE_CHARS_MAX, 60 characters'],
  ['src/text/boilerplate.ts', '{2,20}\\s+[-–—]', 'reads at most DATELINE_CHARS_MAX, 60 characters'],
  ['src/text/stock-phrases.ts', '\\u0670', 'reads single spaces and at most eight marks in a row: withoutLongRuns'],
];

const SLOW_MICROSECONDS = 1_000_000;

interface Attack {
  readonly pumps: readonly { readonly prefix: string; readonly pump: string }[];
  readonly suffix: string;
}

interface Pattern {
  readonly source: string;
  readonly flags: string;
  readonly where: string;
}

const patterns = new Map<string, Pattern>();
const add = (source: string, flags: string, where: string) => {
  const key = `/${source}/${flags}`;
  if (!patterns.has(key)) patterns.set(key, { source, flags, where });
};

for (const file of globSync('src/**/*.{ts,tsx}', { cwd: ROOT })) {
  const code = readFileSync(resolve(ROOT, file), 'utf8');
  literals(parseSync(file, code).program, (start, { pattern, flags }) =>
    add(pattern, flags, `${file}:${code.slice(0, start).split('\n').length}`),
  );
}
await composed();

const failures: string[] = [];
const waiting = [...patterns.values()].filter(
  ({ source, where }) => !KNOWN.some(([file, part]) => where.startsWith(file) && source.includes(part)),
);
await Promise.all(
  Array.from({ length: AT_ONCE }, async () => {
    for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await judge(next);
  }),
);
if (failures.length > 0) console.error(failures.sort().join('\n\n'));
console.log(`${patterns.size} patterns, ${failures.length} that may take more than linear time`);
// The checker's worker would keep the process alive.
process.exit(failures.length > 0 ? 1 : 0);

async function judge({ source, flags, where }: Pattern): Promise<void> {
  const verdict = await check(source, flags, { timeout: TIMEOUT_MS });
  if (verdict.status === 'safe') return;
  // What the checker infers from an automaton is proven; what it finds by trying may be a large constant.
  if (
    verdict.status === 'vulnerable' &&
    verdict.checker === 'fuzz' &&
    !isSlow(new RegExp(source, flags), verdict.attack)
  )
    return;
  const how =
    verdict.status === 'vulnerable'
      ? `${verdict.complexity.summary}, for example on ${JSON.stringify(verdict.attack.pattern)}`
      : `not judged: ${verdict.error.kind}`;
  failures.push(`${where} /${source.slice(0, 300)}/${flags}\n  ${how}`);
}

/** Runs growing attacks of the checker's form. A linear pattern reads the longest in milliseconds, a quadratic one in many seconds. */
function isSlow(pattern: RegExp, { pumps, suffix }: Attack): boolean {
  for (let chars = 1_000; chars <= 100_000; chars *= 2) {
    const each = chars / pumps.length;
    const text =
      pumps.map(({ prefix, pump }) => prefix + pump.repeat(Math.ceil(each / (pump.length || 1)))).join('') + suffix;
    const before = process.cpuUsage().user;
    text.replace(pattern, '');
    if (process.cpuUsage().user - before > SLOW_MICROSECONDS) return true;
  }
  return false;
}

/** Calls `found` for each literal pattern of a syntax tree. */
function literals(node: unknown, found: (start: number, regex: { pattern: string; flags: string }) => void): void {
  if (typeof node !== 'object' || node === null) return;
  const { type, start, regex } = node as { type?: string; start?: number; regex?: { pattern: string; flags: string } };
  if (type === 'Literal' && regex) found(start ?? 0, regex);
  for (const child of Object.values(node)) literals(child, found);
}

/** Loads modules while `new RegExp` tells what it is called with. */
async function composed(): Promise<void> {
  const Native = RegExp;
  let where = '';
  globalThis.RegExp = new Proxy(Native, {
    construct(target, args: readonly [string | RegExp, string?], newTarget) {
      const made = Reflect.construct(target, args, newTarget) as RegExp;
      const caller =
        /\((?:file:\/\/)?([^()]*\/src\/[^()]*?\.ts:\d+):\d+\)|at (?:file:\/\/)?(\S*\/src\/\S*?\.ts:\d+)/.exec(
          new Error().stack ?? '',
        );
      const at = caller?.[1] ?? caller?.[2];
      if (at !== undefined) add(made.source, made.flags, relative(ROOT, at) || where);
      return made;
    },
  });
  for (const file of globSync(COMPOSING, { cwd: ROOT })) {
    where = file;
    await import(resolve(ROOT, file));
  }
  globalThis.RegExp = Native;
}
