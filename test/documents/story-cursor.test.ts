import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeCursor, encodeCursor, newestFirst } from '../../src/documents/story-cursor.ts';

const place = fc.record({
  published: fc.integer({ min: -8.64e15, max: 8.64e15 }),
  id: fc.stringMatching(/^[0-9a-z]{1,32}(-[0-9a-z]{1,11})?$/),
});

it('a cursor gives its place back', () => {
  fc.assert(
    fc.property(place, (one) => {
      expect(decodeCursor(encodeCursor(one))).toEqual(one);
    }),
    { seed: 20261128 },
  );
});

it('the order is total: of two places one is first, unless they are one', () => {
  fc.assert(
    fc.property(place, place, (a, b) => {
      expect(Math.sign(newestFirst(a, b)) + Math.sign(newestFirst(b, a))).toBe(0);
      expect(newestFirst(a, b) === 0).toBe(a.published === b.published && a.id === b.id);
    }),
    { seed: 20261128 },
  );
});

it.each([
  ...[
    '',
    '.',
    'older',
    '5',
    '-1',
    'mhg3abcd',
    'mhg3abcd.',
    '.article000001',
    'mhg3abcd.UPPER',
    'mhg3abcd.a b',
    ' mhg3abcd.a',
  ],
  ...[
    '00.a',
    '-0.a',
    'zzzzzzzzzzz.a',
    '1.5.a',
    'mhg3abcd.a.b',
    'mhg3abcd.a-',
    '٥.a',
    'null',
    '../..',
    'mhg3abcd.a\n',
    'a'.repeat(3000),
  ],
])('%j is no cursor', (text) => expect(decodeCursor(text)).toBeUndefined());
