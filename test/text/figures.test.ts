import { describe, expect, it } from 'vitest';
import { analyze } from '../../src/text/analyzer.ts';
import { variantTerms } from '../../src/text/variants.ts';

const terms = (text: string): readonly number[] => [...variantTerms(analyze(text))];

describe('a number of several words is its figure', () => {
  it.each([
    ['خمسة وعشرون', '25'],
    ['خمس وعشرين', '٢٥'],
    ['واحد وعشرين وزيرا', '21 وزيرا'],
    ['إحدى وثلاثين سنة', '31 سنة'],
    ['تسعة وتسعين', '99'],
    ['أحد عشر لاعبا', '11 لاعبا'],
    ['اثنتي عشرة ساعة', '12 ساعة'],
    ['سبعة عشر', '17'],
    ['ثماني عشرة', '18'],
    ['ثلاث مئة', '300'],
    ['ستمائة', '600'],
    ['مئتي شخص', '200 شخص'],
    ['خمسة آلاف', '5000'],
    ['12 ألفا', '12,000'],
    ['اثني عشر ألف', '12000'],
    ['ألفين', '2000'],
    ['بثلاثة ملايين', 'بـ3 ملايين'],
    ['وأربعة جرحى', '4 جرحى'],
    ['لخمسين عاما', 'ل50 عاما'],
  ])('%s and %s', (one, other) => {
    expect(terms(one).filter((term) => !terms('ب ل').includes(term))).toEqual(
      terms(other).filter((term) => !terms('ب ل').includes(term)),
    );
  });
});

describe('a result is one figure, whoever tells it', () => {
  it.each([
    [['3-1', '1-3', '٣ - ١', '3 / 1', 'بثلاثة أهداف مقابل هدف', 'بثلاثة أهداف لهدف', 'بثلاثية مقابل هدف واحد']],
    [['2-0', '0-2', 'بهدفين دون رد', 'هدفين نظيفين', 'بثنائية نظيفة', 'بهدفين مقابل لا شيء', 'هدفين بلا مقابل']],
    [['1-1', 'بهدف لمثله', 'هدف لهدف']],
    [['0-0', 'التعادل السلبي', 'تعادلا سلبيا']],
    [['2-2', 'بهدفين لمثلهما', 'بهدفين مقابل هدفين']],
    [['1-0', 'بهدف نظيف', 'بهدف وحيد', 'هدف دون رد']],
    [['4-3', 'بأربعة أهداف مقابل ثلاثة', 'برباعية مقابل ثلاثة أهداف']],
    [['6-0', 'بسداسية نظيفة', 'ستة أهداف دون رد']],
  ])('%j', (forms) => {
    const [first] = forms;
    expect(terms(first ?? '').length).toBe(1);
    for (const form of forms) expect([form, terms(form)]).toEqual([form, terms(first ?? '')]);
  });

  it('is another for another match', () => {
    const results = ['3-1', '3-0', '2-1', '1-1', '0-0', 'بهدفين دون رد', 'بهدف وحيد'].map((result) =>
      terms(result).join(),
    );
    expect(new Set(results).size).toBe(results.length);
  });
});

describe('what only looks like a figure', () => {
  it.each([
    ['a date', '2026-11-29', 3],
    ['a range', '15-20 درجة', 3],
    ['a goal', 'سجل هدف الفوز', 3],
    ['two goals', 'سجل هدفين في المباراة', 4],
    ['Monday', 'الاثنين عشرون', 2],
    ['I am not', 'لست عشرين', 2],
  ])('%s', (_, text, length) => {
    expect(terms(text).length).toBe(length);
  });
});
