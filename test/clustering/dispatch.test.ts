import { describe, expect, it } from 'vitest';
import { memoryIndex } from '../../src/clustering/memory-index.ts';
import { article } from './newsroom.ts';

const TITLE = 'وزير النقل في مرجانة يفتتح مرفأ السنديان';
const DISPATCH =
  'افتتح وزير النقل باسل القشيري اليوم مرفأ السنديان في مرجانة بعد أعمال استمرت أربعة أعوام، بحضور ممثلي شركات الشحن وسفراء الدول المجاورة، وقال إن المرفأ يستقبل عشرين سفينة في اليوم.';
const FIRST =
  'وتفقد الحضور أرصفة الحاويات ومحطة الركاب، واستمعوا إلى شرح عن الرافعات الآلية وأنظمة المراقبة التي ركبتها شركة مرو.';
const SECOND = 'وكرم القشيري في ختام الحفل المهندسين والعمال، ثم غرس شجرة في حديقة الميناء والتقطت الصور التذكارية.';
const ANOTHER = {
  title: 'مرفأ السنديان في مرجانة يستقبل أولى سفنه بعد افتتاحه',
  summary:
    'افتتح وزير النقل باسل القشيري مرفأ السنديان في مرجانة بعد أعمال استمرت أربعة أعوام، بحضور ممثلي شركات الشحن وسفراء الدول المجاورة، ويستقبل المرفأ عشرين سفينة في اليوم.',
};
type Part = readonly [publisher: string, told: { readonly title: string; readonly summary: string }, hours?: number];
const whole: Part = ['agency', { title: TITLE, summary: DISPATCH }];
const first: Part = ['agency', { title: `${TITLE} / إضافة أولى`, summary: FIRST }];
const second: Part = ['agency', { title: `${TITLE} / إضافة ثانية وأخيرة`, summary: SECOND }];
const copy: Part = ['paper', ANOTHER];

function storiesOf(...parts: readonly Part[]): number {
  const index = memoryIndex();
  parts.forEach(([publisher, told, hours], i) => {
    index.file(article(i + 1, publisher, told, hours ?? i / 4));
  });
  return new Set(parts.map((_, i) => index.storyOf(i + 1))).size;
}

describe('a dispatch sent in parts', () => {
  it.each([
    ['in order', [whole, first, second]],
    ['backwards', [second, first, whole]],
    ['without its first part', [first, second]],
    ['with a copy by another outlet at the end', [whole, first, second, copy]],
    ['with a copy before the parts', [whole, copy, first, second]],
    ['with a copy first, and the dispatch last', [copy, second, first, whole]],
    [
      'numbered',
      [
        ['agency', { title: `${TITLE} (1)`, summary: DISPATCH }],
        ['agency', { title: `${TITLE} (2) وأخيرة`, summary: SECOND }],
      ],
    ],
    ['marked in the text', [whole, ['agency', { title: TITLE, summary: `إضافة أولى\n${FIRST}` }]]],
  ] as readonly (readonly [string, readonly Part[]])[])('is one story: %s', (_, parts) => {
    expect(storiesOf(...parts)).toBe(1);
  });

  it.each([
    ['another title', ['agency', { title: 'وزير الصحة في مرجانة يزور مستشفى النور / إضافة أولى', summary: FIRST }]],
    ['another day', ['agency', { title: `${TITLE} / إضافة أولى`, summary: FIRST }, 30]],
  ] as readonly (readonly [string, Part])[])('is not told by %s', (_, part) => {
    expect(storiesOf(whole, part)).toBe(2);
  });
});
