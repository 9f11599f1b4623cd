import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalize } from '../../src/text/normalize.ts';

describe('normalize', () => {
  it.each([
    ['alef with madda', 'آمال', 'امال'],
    ['alef with hamza above', 'أحمد', 'احمد'],
    ['alef with hamza below', 'إسلام', 'اسلام'],
    ['alef wasla', 'ٱلكتاب', 'الكتاب'],
    ['alef maksura', 'مستشفى', 'مستشفي'],
    ['teh marbuta', 'مدينة', 'مدينه'],
    ['waw with hamza', 'مؤتمر', 'موتمر'],
    ['yeh with hamza', 'رئيس', 'رييس'],
    ['harakat', 'مُدَرِّسٌ', 'مدرس'],
    ['superscript alef', 'هٰذا', 'هذا'],
    ['tatweel', 'الذهـــب', 'الذهب'],
    ['presentation forms', 'ﻻ ﷲ', 'لا الله'],
    ['bidi marks and joiners', '\u200fكتاب\u202c\u200d', 'كتاب'],
    ['Arabic-Indic digits', '١٢٣٤٥٦٧٨٩٠', '1234567890'],
    ['Persian digits', '۱۲۳۴۵۶۷۸۹۰', '1234567890'],
    ['Persian keheh', 'کتاب', 'كتاب'],
    ['Persian yeh', 'علی', 'علي'],
    ['Urdu heh goal', 'مدینہ', 'مدينه'],
    ['borrowed gaf, veh, peh, tcheh', 'گ ڤ پ چ', 'ك ف ب ج'],
    ['Latin case and accents', 'Café ÉCOLE', 'cafe ecole'],
    ['full-width Latin', 'ＡＢＣ', 'abc'],
    ['nothing', '', ''],
  ])('%s', (_, written, folded) => {
    expect(normalize(written)).toBe(folded);
  });

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        (text) => normalize(normalize(text)) === normalize(text),
      ),
      { seed: 1, numRuns: 2_000 },
    );
  });

  it('survives lone surrogates', () => {
    expect(normalize('ا\ud800ب')).toBe('ا\ufffdب');
  });

  it('normalizes a letter alone as it does among others', () => {
    // A letter of another plane makes the whole text take the slow path.
    const far = '\u{10400}';
    const units = [...'أحمد إلى مُدَرِّسٌ ـ١٢۳کیگ ﻻ Ωσς café İIı\u0130\u00df\u2026\u200f\u0301\u0653\u0654'];
    fc.assert(
      fc.property(
        fc.string({
          unit: fc.oneof(fc.constantFrom(...units), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 })),
          maxLength: 30,
        }),
        (text) => {
          fc.pre(!/[\ud800-\udfff]/.test(text));
          // A mark after the far letter would belong to it, and a sigma before it would not end its word.
          expect(normalize(text)).toBe(normalize(`${text} ${far}`).slice(0, -(1 + normalize(far).length)));
        },
      ),
      { seed: 2, numRuns: 3_000 },
    );
  });
});
