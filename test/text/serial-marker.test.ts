import { describe, expect, it } from 'vitest';
import { cutSerialMarker, isSerialPart } from '../../src/text/serial-marker.ts';

const TITLE = 'مجلس مرجانة يقر ميزانية العام';

describe('markers of the parts of a dispatch', () => {
  it.each([
    ['/ إضافة أولى'],
    ['/إضافة أولى'],
    ['/ اضافة اولى'],
    ['- إضافة ثانية وأخيرة'],
    ['.. إضافة ثالثة'],
    ['(إضافة رابعة)'],
    ['/ إضافة ثانية والأخيرة'],
    ['/ إضافة أخيرة'],
    ['/ إضافة وأخيرة'],
    ['(1)'],
    ['(٢)'],
    ['( 3 )'],
    ['(2) وأخيرة'],
    ['(2) والأخيرة'],
    ['/ 2'],
    ['/ 2 وأخيرة'],
  ])('%s', (marker) => {
    const title = `${TITLE} ${marker}`;
    expect([cutSerialMarker(title), isSerialPart(title, 'نص')]).toEqual([TITLE, true]);
  });

  it.each([
    ['a score', 'المنارة يفوز على الصخرة 3 - 2'],
    ['a score in a slash', 'المنارة يفوز على الصخرة 3/2'],
    ['a date', 'مواعيد المعرض حتى 31 / 12'],
    ['a year in brackets', 'بطولة مرجانة تنطلق (2026)'],
    ['an addition that is news', 'إضافة أولى القاطرات إلى خط مرجانة'],
    ['a percentage', 'نمو اقتصاد مرجانة (2%)'],
    ['nothing else', '(1)'],
    ['a dash and a word', 'مرجانة - أخيرة'],
  ])('none: %s', (_, title) => {
    expect([cutSerialMarker(title), isSerialPart(title, 'نص')]).toEqual([title, false]);
  });

  it.each([
    ['إضافة أولى\nوقال الوزير', true],
    ['/ إضافة ثانية وأخيرة. وأضاف', true],
    ['إضافة أولى القاطرات', true],
    ['أضاف الوزير', false],
  ])('at the head of the text: %s', (beginning, expected) => {
    expect(isSerialPart(TITLE, beginning)).toBe(expected);
  });
});
