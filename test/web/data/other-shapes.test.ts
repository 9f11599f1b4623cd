/** KV holds what our code did not write: whatever it is, readers get the document of the index, or one that fits. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { DOCUMENT_VERSION, type StoryDocument } from '../../../src/documents/document.ts';
import { WHOLE } from '../../../src/documents/slice.ts';
import { storedStory } from '../../../src/documents/stored-document.ts';
import { DEFAULT_LOCALIZED } from '../../../src/localization/localization.ts';
import { encodeDaily } from '../../../src/render/daily-snapshot.ts';
import type { SealedValue } from '../../../src/render/sealed-value.ts';
import { encodeWatch } from '../../../src/render/watch-snapshot.ts';
import { DAY, front, GOLD, MUSEUM, NOON, SHIP } from '../../render/documents.ts';
import { fakeIndex, published, serve } from '../service.ts';

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
type Path = readonly (string | number)[];

const READERS = [
  ...['', '/feed.xml', '/feed.atom', '/feed.json'].map((end) => `/stories/${SHIP.id}${end}`),
  `/api/stories/${SHIP.id}`,
];
const OTHER_VALUES: readonly Json[] = [
  null,
  true,
  -1,
  0.5,

  'نص',
  'javascript:alert(1)',
  [],
  [[]],
  { id: 'x' },
];
beforeAll(() => {
  vi.spyOn(console, 'warn').mockImplementation(() => {});
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

const plain = (value: unknown) => JSON.parse(JSON.stringify(value)) as Json;

/** The paths of all members; of a list, only those of its first and last item. */
function paths(value: Json, path: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  const entries = Array.isArray(value)
    ? [...new Set([0, value.length - 1])].filter((i) => i >= 0).map((i) => [i, value[i]] as const)
    : Object.entries(value);
  return [path, ...entries.flatMap(([key, inner]) => paths(inner as Json, [...path, key]))];
}

/** `value` with `to` at `path`; undefined takes the member away. */
function changed(value: Json, [key, ...rest]: Path, to: Json | undefined): Json | undefined {
  if (key === undefined) return to;
  const copy = structuredClone(value) as Record<string | number, Json | undefined>;
  const inner = changed(copy[key] as Json, rest, to);
  if (inner === undefined && Array.isArray(copy)) copy.splice(key as number, 1);
  else copy[key] = inner;
  return copy as Json;
}

const mutations = (document: unknown): readonly (Json | undefined)[] =>
  paths(plain(document)).flatMap((path) =>
    [undefined, ...OTHER_VALUES].map((to) => changed(plain(document), path, to)),
  );

/** One of seven is asked of the app, so that the values take turns at the members; with FAULTS_RUNS=1000 each is. */
const STEP = Number(process.env.FAULTS_RUNS) >= 1000 ? 1 : 7;
const sample = <T>(all: readonly T[]): readonly T[] => all.filter((_, i) => i % STEP === 0);

const held = (text: string | undefined) => ({
  front: DAY,
  [`story/${SHIP.id}`]: { value: text ?? '', metadata: { version: DOCUMENT_VERSION } },
});

async function answers(kv: Readonly<Record<string, unknown>>, readers: readonly string[], inIndex = DAY) {
  const { get, asked } = serve({ kv, index: { front: () => published(inIndex) } });
  const all = await Promise.all(
    readers.map(async (path) => {
      const response = await get(path);
      return [response.status, response.headers.get('ETag'), await response.text()] as const;
    }),
  );
  // The list of outlets is asked for once an hour, whatever KV holds.
  return { all, asked: asked.filter((name) => name !== 'outlets') };
}

describe('a story in KV', () => {
  it('that differs in any member is read from the index, or fits and is shown', async () => {
    const read = READERS.filter((path) => !/xml|atom/.test(path));
    const truth = (await answers({ front: DAY }, read)).all;
    const tried = mutations(SHIP);
    const fits = (mutation: Json | undefined) =>
      mutation !== undefined && storedStory(SHIP.id, plain(mutation)) !== undefined;
    for (const mutation of sample(tried)) {
      const text = JSON.stringify(mutation);
      const { all, asked } = await answers(held(text), read);
      if (fits(mutation)) {
        expect(
          all.map(([status]) => status),
          text,
        ).toEqual(read.map(() => 200));
      } else {
        expect(all, text).toEqual(truth);
        expect(asked, text).toEqual(read.map(() => 'story'));
      }
    }
    // What fits is another text, time or order of the same shape.
    expect(tried.length).toBeGreaterThan(400);
    expect(tried.filter(fits).length / tried.length).toBeLessThan(0.35);
  }, 60_000);

  const text = JSON.stringify(SHIP);
  const cases: readonly (readonly [what: string, value: string, metadata?: unknown])[] = [
    ...[0, 1, 7, 40, 200, text.length - 2].map((n) => [`cut after ${n} characters`, text.slice(0, n)] as const),
    ['of an older version', text, { version: DOCUMENT_VERSION - 1 }],
    ['of a newer version', text, { version: DOCUMENT_VERSION + 1 }],
    ['of a version in words', text, { version: String(DOCUMENT_VERSION) }],
    ['of no version', text, null],
    ['of another story', JSON.stringify(MUSEUM)],
    ['of a story not in any list', JSON.stringify(GOLD)],
    ['without articles', JSON.stringify({ ...SHIP, articles: [] })],
    ['that is a redirect of older code', JSON.stringify({ movedTo: MUSEUM.id })],
    ['that is the redirect of another story', JSON.stringify({ id: MUSEUM.id, movedTo: GOLD.id })],
    ['that leads to itself', JSON.stringify({ id: SHIP.id, movedTo: SHIP.id })],
    ['that leads nowhere', JSON.stringify({ id: SHIP.id, movedTo: '' })],
    ['that leads to a number', JSON.stringify({ id: SHIP.id, movedTo: 7 })],
    ['with a redirect beside the document', JSON.stringify({ ...SHIP, movedTo: MUSEUM.id })],
    ['twice', text + text],
    ['as a list', JSON.stringify([SHIP])],
    ['with one article twice', JSON.stringify({ ...SHIP, articles: [SHIP.articles[0], SHIP.articles[0]] })],
    ['whose lead is another story’s', JSON.stringify({ ...SHIP, lead: { article: 'x', reason: 'only' } })],
    ['with a script for an address', JSON.stringify({ ...SHIP, url: 'javascript:alert(1)' })],
    ['with a date past every calendar', JSON.stringify({ ...SHIP, updated: 8.64e15 })],
  ];
  it.each(cases)('%s: the index answers', async (_, value, metadata = { version: DOCUMENT_VERSION }) => {
    const truth = (await answers({ front: DAY }, READERS)).all;
    const { all, asked } = await answers({ front: DAY, [`story/${SHIP.id}`]: { value, metadata } }, READERS);
    expect(all).toEqual(truth);
    expect(asked).toEqual(READERS.map(() => 'story'));
  });

  it('that the index wrote fits, each of the day', () => {
    for (const story of [SHIP, GOLD, MUSEUM] as readonly StoryDocument[]) {
      expect(storedStory(story.id, plain(story))).toEqual(plain(story));
    }
  });
});

describe('the front in KV', () => {
  const FRONT_READERS = [
    '/feed.xml',
    '/feed.atom?publishers=2',
    '/updates.xml',
    '/',
    '/?sort=carried',
    '/api/stories',
    '/api',
  ];

  it('that differs in metadata or in a byte is read from the index', async () => {
    // No other file publishes this front: files share a process, and what one read before is not read again.
    const own = { ...DAY, changed: DAY.changed + 1 };
    const ask = (kv: Readonly<Record<string, unknown>>) => answers(kv, FRONT_READERS, own);
    const { value, metadata } = await published(own);
    const other = await published({ ...front([MUSEUM]), changed: own.changed });
    const truth = (await ask({})).all;
    const bytes = value.length;
    const swapped = [...metadata.lengths];
    [swapped[0], swapped[1]] = [swapped[1] as number, swapped[0] as number];
    const mutants = [
      ...sample(mutations(metadata)).map((held) => ({ value, metadata: held ?? null })),
      ...sample(Array.from({ length: 140 }, (_, i) => Math.floor((bytes * i) / 140))).map((at) => {
        const letter = value[at] === 'x' ? 'y' : 'x';
        return { value: value.slice(0, at) + letter + value.slice(at + 1), metadata };
      }),
      ...[0, 1, 100, bytes - 1].map((n) => ({ value: value.slice(0, n), metadata })),
      { value: `${value}${value}`, metadata },
      { value, metadata: { ...metadata, lengths: swapped } },
      { value, metadata: other.metadata },
      { value: other.value, metadata },
      { value, metadata: { ...metadata, version: DOCUMENT_VERSION - 1 } },
      { value: JSON.stringify(SHIP), metadata: { version: DOCUMENT_VERSION } },
    ];
    for (const mutant of mutants) {
      if (JSON.stringify(mutant.metadata) === JSON.stringify(metadata) && mutant.value === value) continue;
      const { all, asked } = await ask({ front: mutant });
      const what = `${JSON.stringify(mutant.metadata)} ${mutant.value.length}`;
      expect(all, what).toEqual(truth);
      expect(asked.filter((name) => name === 'front').length, what).toBe(FRONT_READERS.length);
    }
    expect(mutants.length).toBeGreaterThan(30);
  }, 60_000);
});

describe('what the index sealed for another key', () => {
  const watchOf = (name: string) =>
    encodeWatch(
      { name, slice: WHOLE, changed: NOON, stories: front([MUSEUM]).stories, next: undefined, names: {} },
      '2'.repeat(64),
      DEFAULT_LOCALIZED,
    );
  const days = () => encodeDaily({ changed: NOON, days: [] }, '3'.repeat(64), DEFAULT_LOCALIZED);
  const ofFront = () => published(front([GOLD]));

  it.each<readonly [string, string, () => SealedValue | Promise<SealedValue>, readonly string[]]>([
    ['another watch’s, under a watch', 'watch/ships', () => watchOf('others'), ['/w/ships', '/w/ships/feed.xml']],
    ['the days, under a watch', 'watch/ships', days, ['/w/ships', '/w/ships/feed.json']],
    ['the front, under a watch', 'watch/ships', ofFront, ['/w/ships', '/w/ships/feed.atom']],
    ['a watch, under the days', 'daily', () => watchOf('ships'), ['/daily.xml', '/daily.json']],
    ['the front, under the days', 'daily', ofFront, ['/daily.xml', '/daily.atom']],
    ['the days, under the front', 'front', days, ['/', '/feed.xml']],
    ['a watch, under the front', 'front', () => watchOf('ships'), ['/', '/updates.xml']],
  ])('%s: the index answers', async (_, key, value, readers) => {
    const inKv = await value();
    expect((await answers({ [key]: inKv }, readers)).all).toEqual((await answers({}, readers)).all);
  });
});

describe('who never answers', () => {
  const never = () => new Promise<never>(() => {});
  const silent = { STORIES: { getWithMetadata: never } };
  const stalled = {
    STORIES: {
      getWithMetadata: async () => ({
        value: new ReadableStream({ type: 'bytes', pull: never }),
        metadata: (await published(front([GOLD]))).metadata,
      }),
    },
  };

  it.each([
    ['KV', silent],
    ['KV, after its first word,', stalled],
  ])('%s is given two seconds; then the index answers', async (_, settings) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const { get } = serve({ settings });
      const asked = get('/feed.xml');
      await vi.advanceTimersByTimeAsync(2_000);
      expect((await asked).status).toBe(200);
    } finally {
      vi.useRealTimers();
    }
  });

  it.each([
    '/',
    '/feed.xml',
    `/stories/${SHIP.id}`,
    '/api/stories',
    '/feed.xml?publishers=9',
    '/api/outlets',
    '/outlets',
    '/outlets.opml',
    '/api/health',
  ])('the index is given ten seconds: %s says when to ask again', async (path) => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    try {
      const index = Object.fromEntries(Object.keys(fakeIndex()).map((name) => [name, never]));
      const { get } = serve({ kv: {}, index });
      const asked = get(path);
      await vi.advanceTimersByTimeAsync(12_000);
      const response = await asked;
      expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '60']);
    } finally {
      vi.useRealTimers();
    }
  });
});
