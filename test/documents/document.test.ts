/** Pins the shapes in KV to their version: a change of shape must raise DOCUMENT_VERSION. */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import {
  DOCUMENT_VERSION,
  type FrontDocument,
  type StoryDocument,
  type StoryRedirect,
} from '../../src/documents/document.ts';
import type { FrontMetadata } from '../../src/render/front-snapshot.ts';
import { ArticleSchema } from '../../src/web/api/public-schema.ts';
import { serializeStory } from '../../src/web/api/serialize.ts';

/** Every field present: a field added to a shape does not compile until the sample has it. */
type Complete<T> = T extends object ? { [K in keyof T]-?: Complete<Exclude<T[K], undefined>> } : T;

const OUTLET = { id: 'o', name: 'o', home: 'https://o.example', feed: 'https://o.example/feed', country: 'c' };
const FILE = { type: 'image/png', width: 1, height: 1, bytes: 1 };
const ARTICLE = { id: 'a', outlet: OUTLET, publisher: 'p', title: 't', url: 'u', published: 1, notBefore: 1, seen: 1 };
const HEAD = {
  ...{ id: 's', guid: 'g', title: 't', url: 'u', published: 1, updated: 1, changed: 1, outlets: 1, categories: ['c'] },
  lead: { article: 'a', reason: 'only' as const },
};
const SAMPLE: Complete<{
  readonly story: StoryDocument;
  readonly redirect: StoryRedirect;
  readonly front: FrontDocument;
  readonly frontMetadata: FrontMetadata;
}> = {
  story: {
    ...HEAD,
    articles: [
      {
        ...ARTICLE,
        guid: 'g',
        excerpt: 'e',
        edited: 1,
        author: 'a',
        image: 'i',
        imageFile: FILE,
        similarity: 0.5,
        evidence: { outlet: 'o', words: ['w'], passages: 1 },
        shared: [[0, 0]],
      },
    ],
    passages: [{ carriers: ['a'], earliest: 1, wordings: ['w'], reworded: [0] }],
    related: [{ id: 's', title: 't', published: 1 }],
  },
  redirect: { id: 's', movedTo: 't' },
  front: {
    changed: 1,
    stories: [{ ...HEAD, excerpt: 'e', image: 'i', imageFile: FILE, articles: [ARTICLE] }],
    cut: false,
    updates: [{ guid: 'g', kind: 'story', story: 's', title: 't', article: ARTICLE, at: 1 }],
  },
  frontMetadata: { version: 1, digest: 'd', changed: 1, rendering: '1', lengths: [1], seal: 's' },
};

it('the API shows every field of a stored article, and its schema names them', () => {
  const fields = Object.keys(SAMPLE.story.articles[0] ?? {});
  expect(Object.keys(serializeStory(SAMPLE.story, 'https://wirefold.example').articles[0] ?? {})).toEqual(
    expect.arrayContaining(fields),
  );
  expect(Object.keys(ArticleSchema.shape)).toEqual(expect.arrayContaining(fields));
});

/** The digest of every version's shape. A new version adds a line; no line is ever changed. */
const SHAPES: Readonly<Record<number, string>> = {
  1: '9d76eecf6899a626',
  2: '9d9c38364c9ac2d5',
  3: '15df85e1e1b3c7c0',
  4: '3f656fb08af964aa',
  5: '70826b470f2b48a6',
  6: 'ee23516f6f868294',
  7: '9bddb7e207ec07c4',
  8: 'aa7883b776a5521a',
  9: '9e7f0e824a315859',
};

it('a change of shape raises the version', () => {
  const digest = createHash('sha256').update(shapeOf(SAMPLE).join('\n')).digest('hex').slice(0, 16);
  expect(SHAPES[DOCUMENT_VERSION]).toBe(digest);
  expect(Math.max(...Object.keys(SHAPES).map(Number))).toBe(DOCUMENT_VERSION);
});

/** Each path in `value` with the type of what is there, in a fixed order. */
function shapeOf(value: unknown, path = ''): string[] {
  if (typeof value !== 'object' || value === null) return [`${path}: ${typeof value}`];
  return Object.entries(value)
    .flatMap(([key, inner]) => shapeOf(inner, `${path}/${key}`))
    .sort();
}
