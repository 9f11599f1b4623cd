import { describe, expect, it } from 'vitest';
import { isNumberTerm, termOf } from '../../src/text/analyzer.ts';
import { tokenize, WORD_CHARS_MAX } from '../../src/text/tokenize.ts';

describe('words', () => {
  it.each([
    ['letters', 'قال الرئيس', ['قال', 'الرئيس']],
    ['hashtags', '#مهرجان_كان', ['مهرجان', 'كان']],
    ['thousands', '2,000 و 1٬250٬000', ['2000', 'و', '1250000']],
    ['decimals', '6.2 و 6٫2', ['6.2', 'و', '6.2']],
    ['decimal commas', '0,4 و 12,75 و 0,375', ['0.4', 'و', '12.75', 'و', '0.375']],
    ['a list of numbers is neither', '1,2,3 و 10, 20', ['1', '2', '3', 'و', '10', '20']],
    ['letters on numbers', '21عيار g20', ['21', 'عيار', 'g', '20']],
    ['nothing', ' …—! ', []],
  ])('%s', (_, text, expected) => {
    expect(tokenize(text)).toEqual(expected);
  });

  it('cuts an endless run of letters', () => {
    expect(tokenize('ب'.repeat(100_000))).toEqual(['ب'.repeat(WORD_CHARS_MAX)]);
  });

  it('tells numbers from words', () => {
    expect(['2030', '6.2', 'g', 'عام'].map(termOf).map(isNumberTerm)).toEqual([true, true, false, false]);
  });
});
