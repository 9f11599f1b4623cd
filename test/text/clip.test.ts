import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clip, wholeWords } from '../../src/text/clip.ts';

it.each([
  ['أعلنت الهيئة افتتاح المحطة', 100, 'أعلنت الهيئة افتتاح المحطة'],
  ['أعلنت الهيئة افتتاح المحطة', 26, 'أعلنت الهيئة افتتاح المحطة'],
  ['أعلنت الهيئة افتتاح المحطة', 25, 'أعلنت الهيئة افتتاح…'],
  ['أعلنت الهيئة افتتاح المحطة', 20, 'أعلنت الهيئة افتتاح…'],
  ['أعلنت الهيئة افتتاح المحطة', 19, 'أعلنت الهيئة…'],
  ['أعلنت الهيئة، افتتاح المحطة', 15, 'أعلنت الهيئة…'],
  ['قال الوزير: «نبدأ غدًا»', 13, 'قال الوزير…'],
  ['أعلنت\u00a0الهيئة', 9, 'أعلنت…'],
  ['أعلنت\nالهيئة افتتاح', 9, 'أعلنت…'],
  ['سفينة — جنحت عند المدخل', 9, 'سفينة…'],
  ['كلمةطويلةبلافراغ', 6, 'كلمةط…'],
  ['https://example.org/a-very-long-path here', 12, 'https://exa…'],
  ['😀😀😀😀', 4, '😀…'],
])('%j in %i is %j', (text, chars, clipped) => expect(clip(text, chars)).toBe(clipped));

it('what is kept is the beginning, no longer than asked, and ends with a word', () => {
  const words = fc.array(fc.stringMatching(/^[ابتثج]{1,6}$/), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(words, fc.integer({ min: 7, max: 120 }), (all, chars) => {
      const text = all.join(' ');
      const kept = wholeWords(text, chars);
      expect(kept.length).toBeLessThanOrEqual(chars);
      expect(all.join(' ').startsWith(kept)).toBe(true);
      expect(all.slice(0, kept.split(' ').length)).toEqual(kept.split(' '));
      expect(clip(text, chars).length).toBeLessThanOrEqual(chars);
    }),
    { seed: 20261128 },
  );
});
