/**
 * The shape of src: layers point one way, no files import each other in a circle, nothing is exported that nobody imports,
 * and a name means one thing. Type-only imports count, because a reader follows them like any other.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const ROOT = resolve(import.meta.dirname, '..');

/** What a layer may import besides itself. A layer is a folder of src or a file beside them; a path names one file of another layer. */
const LAYERS: Record<string, readonly string[]> = {
  limits: [],
  text: ['limits'],
  clustering: ['text', 'limits'],
  documents: ['limits'],
  metering: ['documents'],
  localization: ['documents'],
  feeds: ['documents', 'text', 'limits'],
  render: ['localization', 'feeds', 'documents', 'text', 'limits'],
  'story-index': ['render', 'localization', 'feeds', 'documents', 'clustering', 'text', 'limits', 'env', 'metering'],
  outlet: ['feeds', 'documents', 'clustering', 'text', 'limits', 'env', 'metering', 'story-index/api.ts'],
  web: ['render', 'localization', 'feeds', 'documents', 'text', 'limits', 'env', 'story-index/api.ts', 'outlet/api.ts'],
  env: ['documents', 'limits', 'feeds/address-guard.ts', 'story-index/api.ts', 'outlet/api.ts'],
  index: ['web', 'outlet', 'story-index', 'env'],
};
/** Layers that import no package either: text and numbers in, text and numbers out. */
const WITHOUT_PACKAGES = ['limits', 'text', 'clustering'];
/** File names used in several folders, because the files play the same part there: a format read and written, an RPC contract. */
const SHARED_FILE_NAMES = ['api.ts', 'atom.ts', 'rss.ts'];

interface Import {
  /** Path from the root, or the name of a package. */
  readonly target: string;
  /** The names taken; undefined for all of them (`* as`, `export *`). */
  readonly names: readonly string[] | undefined;
}

const STATEMENT = /^(?:import|export)\s+(?:type\s+)?(\*(?:\s+as\s+\w+)?|[^'";]*?)\s*from\s+'([^']+)'/gm;
const DECLARATION =
  /^export\s+(?:declare\s+)?(?:async\s+)?(?:const|let|function\*?|class|interface|type|enum)\s+(\w+)/gm;

function filesUnder(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.d.ts'));
}

function importsOf(file: string): Import[] {
  return [...read(file).matchAll(STATEMENT)].map(([, clause = '', specifier = '']) => ({
    target: specifier.startsWith('.') ? relative(ROOT, resolve(ROOT, dirname(file), specifier)) : specifier,
    names: clause.startsWith('*')
      ? undefined
      : [...clause.matchAll(/(\w+)(?:\s+as\s+\w+)?\s*(?=[,}]|$)/g)].map(([, name = '']) => name),
  }));
}

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const sources = filesUnder('src');
const imports = new Map(sources.map((file) => [file, importsOf(file)]));
const isSource = (target: string) => imports.has(target);

function layerOf(file: string): string {
  const [, layer = ''] = file.split('/');
  return layer.replace(/\.tsx?$/, '');
}

it('imports point from one layer to those below it', () => {
  const wrong = sources.flatMap((file) => {
    const layer = layerOf(file);
    const allowed = LAYERS[layer];
    if (!allowed) return [`${file} stands in no layer`];
    return (imports.get(file) ?? []).flatMap(({ target }) => {
      if (!target.startsWith('src/')) {
        const isPackage = !target.includes('/') || !target.endsWith('.opml');
        return isPackage && WITHOUT_PACKAGES.includes(layer) ? [`${file} imports the package ${target}`] : [];
      }
      const fits =
        layerOf(target) === layer || allowed.includes(layerOf(target)) || allowed.includes(target.slice('src/'.length));
      return fits ? [] : [`${file} imports ${target}`];
    });
  });
  expect(wrong).toEqual([]);
});

it('no files import each other in a circle', () => {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const at = path.indexOf(file);
    if (at >= 0) circles.push([...path.slice(at), file].join(' → '));
    if (at >= 0 || done.has(file)) return;
    for (const { target } of imports.get(file) ?? []) if (isSource(target)) visit(target, [...path, file]);
    done.add(file);
  };
  for (const file of sources) visit(file, []);
  expect(circles).toEqual([]);
});

it('every export is imported somewhere', () => {
  const others = ['test', 'bench', 'cli'].flatMap(filesUnder);
  const all = [...imports.values(), ...others.map(importsOf)].flat();
  const used = new Map<string, Set<string>>();
  const usedWhole = new Set<string>();
  for (const { target, names } of all) {
    if (names === undefined) usedWhole.add(target);
    for (const name of names ?? []) used.set(target, (used.get(target) ?? new Set()).add(name));
  }
  const orphans = sources.flatMap((file) =>
    usedWhole.has(file) || file === 'src/index.ts'
      ? []
      : [...read(file).matchAll(DECLARATION)].flatMap(([, name = '']) =>
          used.get(file)?.has(name) ? [] : [`${file} exports ${name}`],
        ),
  );
  expect(orphans).toEqual([]);
});

/** The keys that `keysOf` gives to more than one file, each with its files. */
function repeated(keysOf: (file: string) => readonly string[]): string[] {
  const filesOf = new Map<string, string[]>();
  for (const file of sources) {
    for (const key of new Set(keysOf(file))) filesOf.set(key, [...(filesOf.get(key) ?? []), file]);
  }
  return [...filesOf].filter(([, files]) => files.length > 1).map(([key, files]) => `${key}: ${files.join(', ')}`);
}

it('no name is exported by two files', () => {
  expect(repeated((file) => [...read(file).matchAll(DECLARATION)].map(([, name = '']) => name))).toEqual([]);
});

it('no two files have one name unless they play the same part', () => {
  expect(repeated((file) => [basename(file)].filter((name) => !SHARED_FILE_NAMES.includes(name)))).toEqual([]);
});

it('no code walks over a live SQL cursor: one that a throw leaves open locks its tables', () => {
  // metering.ts hands every cursor on to its caller.
  const live = sources
    .filter((file) => file !== 'src/metering.ts')
    .flatMap((file) => {
      const text = read(file);
      return [...text.matchAll(/\bsql\s*\.exec(?:<[^(]*?>)?\(/g)].flatMap(({ index, 0: call }) => {
        const end = closing(text, index + call.length);
        const after = text.slice(end).trimStart();
        return /^(?:\.toArray\(\)|\.one\(\)|;)/.test(after) && !isAssigned(text, index, after)
          ? []
          : [`${file}: ${after.slice(0, 30)}`];
      });
    });
  expect(live).toEqual([]);
});

/** The place behind the parenthesis that closes the one before `from`. Strings of SQL hold pairs only. */
function closing(text: string, from: number): number {
  let depth = 1;
  let at = from;
  for (; depth > 0; at++) depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0;
  return at;
}

/** A statement whose cursor is kept in a variable. */
function isAssigned(text: string, at: number, after: string): boolean {
  const before = text.slice(text.lastIndexOf('\n', at), at);
  return after.startsWith(';') && /=\s*(?:\w+\.)*$/.test(before);
}
