import { describe, expect, it } from 'vitest';
import { significantText, significantTitle } from '../../src/text/significant-text.ts';

const BODY = 'أعلنت بلدية المرسى إغلاق الجسر. وقال المهندس إن الشقوق عميقة وإن 14 دعامة فحصت.';

describe('two versions of a text are the same', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['a counter in a line of its own', [BODY, 'المشاهدات: 101'], [BODY, 'المشاهدات: 102']],
    ['a counter behind the text', [`${BODY} 1523 مشاهدة`], [`${BODY} 1,611 مشاهدة`]],
    ['one view, then several', [`${BODY} (1 مشاهدة)`], [`${BODY} (3 مشاهدات)`]],
    ['a counter before the text', [`عدد القراءات: 12 | ${BODY}`], [`عدد القراءات: 99 | ${BODY}`]],
    ['Arabic-Indic figures', [`${BODY} ١٢ تعليقا`], [`${BODY} ١٣ تعليقا`]],
    ['read so many times', [`قرئ 120 مرة. ${BODY}`], [`قرئ 450 مرة. ${BODY}`]],
    ['an icon', [`👁 120 ${BODY}`], [`👁️ 455 ${BODY}`]],
    ['in English', [`${BODY} | 12 views`], [`${BODY} | 1.2k views`]],
    ['how long ago', [`قبل 5 دقائق ${BODY}`], [`منذ ساعتين ${BODY}`]],
    ['figures further on', [BODY], [BODY.replace('14', '15')]],
    ['white space and punctuation', [BODY], [BODY.replaceAll(' ', '  ').replaceAll('.', ' . ')]],
    ['marks and spellings', [BODY], [BODY.replaceAll('أ', 'ا').replace('الجسر', 'الجِسْر')]],
    ['other links to more', [BODY, 'اقرأ أيضا: سوق السمك يفتتح'], [BODY, 'اقرأ أيضا: الميناء يعود إلى العمل']],
    [
      'a counter in an article of one line',
      ['بلدية المرسى تغلق الجسر 101 مشاهدة'],
      ['بلدية المرسى تغلق الجسر 250 مشاهدة'],
    ],
    ['nothing but a counter', ['المشاهدات: 1'], []],
    ...[
      'عدد القراء: %',
      'قرأه % شخصا',
      'آخر تحديث: 22 نوفمبر 2026 10:% ص',
      'شارك: 5 % 3',
      '% ألف مشاهدة',
      'hits: %',
    ].map((line) => [line, [line.replace('%', '12'), BODY], [line.replace('%', '19'), BODY]] as const),
    ...['تمت القراءة % مرة', 'أعجبني %', 'تقييم 4.% (12 صوتا)', 'عدد الزوار: %', 'المتصفحون الآن: %', 'طباعة | %'].map(
      (line) => [line, [line.replace('%', '12'), BODY], [line.replace('%', '19'), BODY]] as const,
    ),
    ['just now', [`${BODY} just now`], [`${BODY} 5 minutes ago`]],
  ])('%s', (_, one, other) => {
    expect(significantText(one)).toBe(significantText(other));
  });
});

describe('two versions of a text differ', () => {
  it.each<readonly [string, readonly string[], readonly string[]]>([
    ['figures in the first sentence', ['سقط 3 قتلى في الحادث. وقال شهود'], ['سقط 5 قتلى في الحادث. وقال شهود']],
    ['a word', [BODY], [BODY.replace('إغلاق', 'فتح')]],
    ['a word further on', [BODY], [BODY.replace('عميقة', 'سطحية')]],
    ['a sentence less', [BODY], [BODY.split('. ')[0] ?? '']],
    ...['المشاهدات: 9', 'قرأه 12 شخصا', 'آخر تحديث: 10:30', 'المرسى', 'شارك'].map(
      (line) =>
        [line, [line, 'سقط 3 قتلى في الحادث الذي وقع فجرا'], [line, 'سقط 4 قتلى في الحادث الذي وقع فجرا']] as const,
    ),
    ['a count that is the news', ['عدد القتلى يرتفع إلى 21'], ['عدد القتلى يرتفع إلى 25']],
    ['an update that is the news', ['تحديث: مقتل 3 جنود'], ['تحديث: مقتل 5 جنود']],
    ['the first sentence, behind a counter', [`المشاهدات: 9\nسقط 3 قتلى`], [`المشاهدات: 9\nسقط 4 قتلى`]],
  ])('%s', (_, one, other) => {
    expect(significantText(one)).not.toBe(significantText(other));
  });
});

describe('titles', () => {
  it.each<[string, string, string, boolean]>([
    ['a label', 'عاجل | إغلاق الجسر', 'إغلاق الجسر', true],
    ['punctuation', 'إغلاق الجسر', 'إغلاق الجسر!', true],
    ['a counter in brackets', 'إغلاق الجسر (12 مشاهدة)', 'إغلاق الجسر (345 مشاهدة)', true],
    ['figures', '3 قتلى في حادث', '5 قتلى في حادث', false],
    ['figures and words', '3 قتلى في حادث', '21 قتيلا في حادث', false],
    ['figures with a word that counters use', '3 مشاركات في المعرض', '4 مشاركات في المعرض', false],
    ['a retraction', 'استقالة وزير المالية', 'تصحيح: وزير المالية ينفي استقالته', false],
  ])('%s', (_, one, other, same) => {
    expect(significantTitle(one) === significantTitle(other)).toBe(same);
  });
});
