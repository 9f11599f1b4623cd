import fc from 'fast-check';
import { expect, it } from 'vitest';
import { unitsOf } from '../../src/feeds/units.ts';

it('counts the units of a text from its bytes, wherever they stand', () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('خبر', '😀', '\u07ff\u0800\uffff\u{10000}', 'a'),
  );
  fc.assert(
    fc.property(piece, fc.array(piece), piece, (before, parts, after) => {
      const text = parts.join('');
      const encoder = new TextEncoder();
      const start = encoder.encode(before).length;
      const bytes = encoder.encode(before + text + after);
      expect(unitsOf(bytes, start, start + encoder.encode(text).length)).toBe(text.length);
    }),
    { seed: 9, numRuns: 1_000 },
  );
});
