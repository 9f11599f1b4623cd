import { expect, it } from 'vitest';
import { dateAfter, isDate } from '../../src/documents/daily.ts';

it.each([
  ['2026-11-22', 1, '2026-11-23'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-03-01', -1, '2026-02-28'],
  ['2026-11-22', -31, '2026-10-22'],
])('%s and %i days', (date, days, after) => expect(dateAfter(date, days)).toBe(after));

it.each(['2026-11-22', '2028-02-29', '0001-01-01'])('%s is a date', (text) => expect(isDate(text)).toBe(true));

it.each([
  '2026-02-30',
  '2026-2-3',
  '2026-13-01',
  '26-11-22',
  '2026-11-22T00',
  '',
  'اليوم',
  '٢٠٢٦-١١-٢٢',
  '2026-11-22 ',
])('%s is none', (text) => expect(isDate(text)).toBe(false));
