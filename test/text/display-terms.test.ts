import fc from 'fast-check';
import { expect, it } from 'vitest';
import { displayWords } from '../../src/text/display-terms.ts';

it('finds runs of letters, marks and digits, of any script, and no more than asked for', () => {
  const letters = fc.constantFrom('ب', 'ً', 'é', '٣', '7', ' ', '-', '،', '𐤀', '𝟙', '😀', '\ud800');
  const text = fc.oneof(fc.string({ unit: letters, maxLength: 30 }), fc.string({ unit: 'grapheme', maxLength: 30 }));
  fc.assert(
    fc.property(text, fc.nat({ max: 8 }), (written, most) => {
      expect(displayWords(written, most)).toEqual((written.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).slice(0, most));
    }),
    { seed: 16, numRuns: 1_000 },
  );
});
