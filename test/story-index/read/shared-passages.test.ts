/** Edges of one story's articles become passages, each told once. */

import { describe, expect, it } from 'vitest';
import type { SharedKind } from '../../../src/documents/document.ts';
import {
  type Carrier,
  SHARED_CHARS_MAX,
  SHARED_PASSAGES_MAX,
  type SharedEdge,
  sharedPassages,
} from '../../../src/story-index/read/shared-passages.ts';

/** An edge to passage `theirs` of the article that `carrier` makes of number `other`. */
const edge = (own: number, other: number, theirs: number, kind: SharedKind = 'verbatim'): SharedEdge => [
  own,
  other,
  theirs,
  `a${other}`,
  other * 1000,
  kind,
];

const carrier = (number: number, passages: readonly string[], shared: readonly SharedEdge[] = []): Carrier => ({
  number,
  id: `a${number}`,
  earliest: passages.map(() => number * 1000),
  passages,
  shared,
});

describe('shared passages', () => {
  it('list all carriers of a passage in order of publication, and each wording once', () => {
    const told = sharedPassages([
      carrier(5, ['alpha beta', 'gamma']),
      carrier(6, ['gamma!', 'alpha beta'], [edge(0, 5, 1), edge(1, 5, 0), [1, 3, 7, 'outside', 1, 'verbatim']]),
      { ...carrier(7, ['alpha beta'], [edge(0, 5, 0)]), earliest: [2] },
      carrier(8, ['of its own']),
    ]);
    expect(told.passages).toEqual([
      { carriers: ['outside', 'a7', 'a5', 'a6'], earliest: 1, wordings: ['alpha beta'], reworded: [] },
      { carriers: ['a5', 'a6'], earliest: 5000, wordings: ['gamma', 'gamma!'], reworded: [] },
    ]);
    expect([...told.of]).toEqual([
      [
        5,
        [
          [0, 0],
          [1, 0],
        ],
      ],
      [
        6,
        [
          [0, 0],
          [1, 1],
        ],
      ],
      [7, [[0, 0]]],
    ]);
  });

  it('of an article that holds several of another in one are told in its own words', () => {
    const [one, two] = ['one passage of some length', 'and quite another one'];
    const whole = 'One passage, of some length; and, without a break, and then quite another one.';
    const told = sharedPassages([
      carrier(1, [one, two]),
      carrier(2, [whole], [edge(0, 1, 0), edge(0, 1, 1)]),
      carrier(3, [two], [edge(0, 1, 1), edge(0, 2, 0)]),
    ]);
    const own = ['One passage, of some length;', 'and then quite another one.'];
    expect(told.passages).toEqual([
      { carriers: ['a1', 'a2'], earliest: 1000, wordings: [one, own[0]], reworded: [] },
      { carriers: ['a1', 'a2', 'a3'], earliest: 1000, wordings: [two, own[1]], reworded: [] },
    ]);
    expect(told.of.get(2)).toEqual([
      [0, 1],
      [1, 1],
    ]);
    expect(told.of.get(3)).toEqual([[1, 0]]);
  });

  it('that are told in other words are linked, and carried by nobody who did not write them', () => {
    const told = sharedPassages([
      carrier(1, ['the mayor has opened the bridge']),
      carrier(2, ['the bridge was opened by its mayor'], [edge(0, 1, 0, 'reworded')]),
      carrier(3, ['the bridge was opened by the mayor'], [edge(0, 2, 0), edge(0, 1, 0, 'reworded')]),
    ]);
    expect(told.passages).toEqual([
      { carriers: ['a1'], earliest: 1000, wordings: ['the mayor has opened the bridge'], reworded: [1] },
      {
        carriers: ['a2', 'a3'],
        earliest: 2000,
        wordings: ['the bridge was opened by its mayor', 'the bridge was opened by the mayor'],
        reworded: [0],
      },
    ]);
    expect([1, 2, 3].map((n) => told.of.get(n))).toEqual([[[0, 0]], [[1, 0]], [[1, 1]]]);
  });

  it('that only another story tells in other words are known by who carries them', () => {
    const told = sharedPassages([carrier(4, ['own words'], [[0, 2, 5, 'outside', 9, 'reworded']])]);
    expect(told.passages).toEqual([
      { carriers: ['a4'], earliest: 4000, wordings: ['own words'], reworded: [1] },
      { carriers: ['outside'], earliest: 9, wordings: [], reworded: [0] },
    ]);
  });

  it('are listed for an article the longest first, up to a limit', () => {
    const texts = Array.from({ length: SHARED_PASSAGES_MAX + 5 }, (_, i) => `passage ${'x'.repeat(i)}`);
    const edges = texts.map((_, i): SharedEdge => edge(i, 1, i));
    const { of, passages } = sharedPassages([carrier(1, texts), carrier(2, texts, edges)]);
    const own = of.get(2) ?? [];
    expect(own.map(([place, wording]) => passages[place]?.wordings[wording])).toEqual(
      texts.toReversed().slice(0, SHARED_PASSAGES_MAX),
    );
  });

  it('grow with the carriers of a copy, not with their pairs', () => {
    const texts = Array.from({ length: SHARED_PASSAGES_MAX }, (_, i) => `${i} ${'word '.repeat(100)}`);
    const size = (carriers: number) => {
      const all = Array.from({ length: carriers }, (_, n) =>
        carrier(n, texts, n === 0 ? [] : texts.map((_, i): SharedEdge => edge(i, n - 1, i))),
      );
      const { passages, of } = sharedPassages(all);
      expect(passages.map((p) => p.carriers.length)).toEqual(texts.map(() => carriers));
      return JSON.stringify([passages, [...of]]).length;
    };
    const [ten, twenty, forty] = [size(10), size(20), size(40)];
    expect(forty - twenty).toBeLessThan(2.2 * (twenty - ten));
    expect(forty).toBeLessThan(3 * SHARED_PASSAGES_MAX * SHARED_CHARS_MAX);
  });
});
