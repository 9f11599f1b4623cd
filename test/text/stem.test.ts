import { describe, expect, it } from 'vitest';
import { stem } from '../../src/text/stem.ts';

describe('stem: prefixes', () => {
  it.each([
    ['al', 'الحسن', 'حسن'],
    ['wal', 'والحسن', 'حسن'],
    ['bal', 'بالحسن', 'حسن'],
    ['kal', 'كالحسن', 'حسن'],
    ['fal', 'فالحسن', 'حسن'],
    ['lil', 'للاخر', 'اخر'],
    ['wa', 'وحسن', 'حسن'],
    ['wa leaves three letters', 'ولد', 'ولد'],
    ['al leaves two letters', 'الم', 'الم'],
    ['only one prefix is cut', 'والوالد', 'والد'],
  ])('%s', (_, word, expected) => {
    expect(stem(word)).toBe(expected);
  });
});

describe('stem: suffixes', () => {
  it.each([
    ['ha', 'زوجها', 'زوج'],
    ['an', 'طالبان', 'طالب'],
    ['at', 'طالبات', 'طالب'],
    ['un', 'مسلمون', 'مسلم'],
    ['in', 'مسلمين', 'مسلم'],
    ['yeh heh', 'سوريه', 'سور'],
    ['heh, once teh marbuta', 'مدرسه', 'مدرس'],
    ['yeh', 'مصري', 'مصر'],
    ['two letters stay', 'يده', 'يد'],
    ['no fewer than two letters stay', 'ان', 'ان'],
    ['one after another', 'مهندسيه', 'مهندس'],
  ])('%s', (_, word, expected) => {
    expect(stem(word)).toBe(expected);
  });
});

it('leaves other scripts and numbers as they are', () => {
  expect(['trump', '2030', 'москва'].map(stem)).toEqual(['trump', '2030', 'москва']);
});
