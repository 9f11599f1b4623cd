import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countShared, growingSet, has, hashSet, indexOf } from '../../src/text/hash-set.ts';

/** Hashes that often collide, 0 and the greatest among them. */
const hashes = fc
  .array(
    fc.oneof(
      fc.nat({ max: 12 }),
      fc.integer({ min: 0xfffffff0, max: 0xffffffff }),
      fc.nat().map((n) => n * 4_096),
    ),
  )
  .map((list) => Uint32Array.from(list));

describe('a set of hashes', () => {
  it('holds the same when it grows', () => {
    const many = fc
      .array(fc.nat({ max: 9_000 }), { maxLength: 4_000 })
      .map((list) => list.map((n) => (n * 4_096 + 1) >>> 0));
    fc.assert(
      fc.property(fc.oneof(hashes, many), hashes, (list, others) => {
        const set = growingSet();
        for (const value of list) set.add(value);
        const plain = new Set([...list].map((value) => value || 1));
        for (const value of [...list, ...others]) expect(set.has(value)).toBe(plain.has(value || 1));
      }),
      { seed: 52, numRuns: 200 },
    );
  });

  it('holds what Set holds, in order of arrival', () => {
    fc.assert(
      fc.property(hashes, hashes, (list, others) => {
        const set = hashSet(list);
        const plain = [...new Set(list)];
        expect([...set.members]).toEqual(plain);
        for (const value of [...list, ...others]) {
          expect(indexOf(set, value)).toBe(plain.indexOf(value));
          expect(has(set, value)).toBe(plain.includes(value));
        }
        expect(countShared(set, hashSet(others))).toBe(plain.filter((value) => others.includes(value)).length);
      }),
      { seed: 51, numRuns: 1_000 },
    );
  });
});
