/** Passages that are the same, and longer ones that contain others. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clusterPassages } from '../../../src/story-index/read/passage-clusters.ts';

type Lengths = Readonly<Record<string, number>>;
type Edge = readonly [string, string];

/** By passage: 'members of the cluster as which it carries it'. */
function told(edges: readonly Edge[], lengths: Lengths): Record<string, readonly string[]> {
  const carried = clusterPassages(edges, (passage) => lengths[passage]);
  return Object.fromEntries(
    [...carried].map(([passage, all]) => [
      passage,
      all.map(({ cluster, as }) => `${[...cluster].sort().join('')} as ${as}`),
    ]),
  );
}

describe('passages', () => {
  it('of like length are one cluster, however they are linked', () => {
    expect(
      told(
        [
          ['b', 'a'],
          ['c', 'b'],
          ['e', 'd'],
        ],
        { a: 100, b: 80, c: 64, d: 10, e: 10 },
      ),
    ).toEqual({
      a: ['abc as a'],
      b: ['abc as b'],
      c: ['abc as c'],
      d: ['de as d'],
      e: ['de as e'],
    });
  });

  it.each<readonly [string, readonly Edge[]]>([
    [
      'found from the part',
      [
        ['x', 'W'],
        ['y', 'W'],
      ],
    ],
    [
      'found from the whole',
      [
        ['W', 'x'],
        ['W', 'y'],
      ],
    ],
  ])('that one holds are not one for that: %s', (_, edges) => {
    expect(told(edges, { W: 1000, x: 100, y: 100 })).toEqual({
      x: ['Wx as x'],
      y: ['Wy as y'],
      W: ['Wx as x', 'Wy as y'],
    });
  });

  it('are carried once by a passage that contains one of them, and first as itself', () => {
    expect(
      told(
        [
          ['x', 'W'],
          ['y', 'x'],
          ['y', 'W'],
          ['V', 'W'],
        ],
        { W: 1000, V: 900, x: 100, y: 100 },
      ),
    ).toEqual({
      x: ['Wxy as x'],
      y: ['Wxy as y'],
      W: ['VW as W', 'Wxy as x'],
      V: ['VW as V'],
    });
  });

  it('known by name only contain others and unite none of them', () => {
    expect(
      told(
        [
          ['x', 'outside'],
          ['y', 'outside'],
        ],
        { x: 100, y: 100 },
      ),
    ).toEqual({
      x: ['outsidex as x'],
      y: ['outsidey as y'],
      outside: ['outsidex as x', 'outsidey as y'],
    });
  });

  it('stand in clusters of two or more, each in its own or in that of a part of it, in whatever order edges come', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
    const edge = fc.tuple(fc.constantFrom(...names), fc.constantFrom(...names)).filter(([one, other]) => one !== other);
    const lengths = fc.record(Object.fromEntries(names.map((n) => [n, fc.integer({ min: 1, max: 50 })])));
    const clustersOnly = (edges: readonly Edge[], of: Lengths) =>
      Object.fromEntries(
        Object.entries(told(edges, of)).map(([passage, all]) => [passage, all.map((g) => g.split(' ')[0]).sort()]),
      );
    fc.assert(
      fc.property(fc.array(edge, { maxLength: 12 }), lengths, fc.nat(), (edges, of, turn) => {
        for (const [passage, all] of clusterPassages(edges, (p) => of[p])) {
          expect(new Set(all.map(({ cluster }) => cluster)).size).toBe(all.length);
          for (const { cluster, as } of all) {
            expect(cluster.size).toBeGreaterThan(1);
            expect(cluster).toContain(passage);
            expect(cluster).toContain(as);
            expect(of[as]).toBeLessThanOrEqual(of[passage] ?? 0);
          }
        }
        const at = turn % (edges.length + 1);
        const otherwise = [...edges.slice(at), ...edges.slice(0, at)].map(([one, other]): Edge => [other, one]);
        expect(clustersOnly(otherwise, of)).toEqual(clustersOnly(edges, of));
      }),
      { seed: 4, numRuns: 300 },
    );
  });
});
