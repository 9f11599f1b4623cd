import { expect, it } from 'vitest';
import { DEFAULT_LOCALIZED } from '../../src/localization/localization.ts';

const { ago, failures, later, otherSources, reports, sources, story } = DEFAULT_LOCALIZED.words;

it.each([
  [0, 'لا مصادر'],
  [1, 'مصدر واحد'],
  [2, 'مصدران'],
  [3, '3 مصادر'],
  [10, '10 مصادر'],
  [11, '11 مصدرًا'],
  [99, '99 مصدرًا'],
  [100, '100 مصدر'],
  [103, '103 مصادر'],
])('%i → %s', (n, words) => expect(sources(n)).toBe(words));

it.each([
  [1, 'مصدر آخر'],
  [2, 'مصدران آخران'],
  [3, '3 مصادر أخرى'],
  [12, '12 مصدرًا آخر'],
  [100, '100 مصدر آخر'],
])('%i more → %s', (n, words) => expect(otherSources(n)).toBe(words));

it.each([
  [1, 'إخفاق واحد'],
  [2, 'إخفاقان متتاليان'],
  [3, '3 إخفاقات متتالية'],
  [11, '11 إخفاقًا متتاليًا'],
])('%i failures in a row → %s', (n, words) => expect(failures(n)).toBe(words));

it('counts reports as Arabic does', () =>
  expect([1, 2, 5, 20].map(reports)).toEqual(['تقرير واحد', 'تقريران', '5 تقارير', '20 تقريرًا']));

it.each([
  [0, 'الآن'],
  [-59, 'الآن'],
  [-60, 'قبل دقيقة واحدة'],
  [-2 * 60, 'قبل دقيقتين'],
  [-5 * 60, 'قبل 5 دقائق'],
  [-12 * 60, 'قبل 12 دقيقة'],
  [-3600, 'قبل ساعة واحدة'],
  [-2 * 3600, 'قبل ساعتين'],
  [-25 * 3600, 'قبل يوم واحد'],
  [-3 * 86_400, 'قبل 3 أيام'],
  [10 * 60, 'خلال 10 دقائق'],
])('%i s → %s', (seconds, words) => expect(ago(seconds * 1000, 0)).toBe(words));

it.each([
  [30, undefined],
  [50 * 60, 'بعد 50 دقيقة من الأول'],
  [2 * 3600, 'بعد ساعتين من الأول'],
])('%i s later → %s', (seconds, words) => expect(later(seconds * 1000)).toBe(words));

it('keeps the per cent sign with its number, and apart from the next one', () =>
  expect(story.nearness(0.937)).toBe('تشابه \u206694%\u2069'));
