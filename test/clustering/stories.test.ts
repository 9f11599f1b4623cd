import { describe, expect, it } from 'vitest';
import { memoryIndex } from '../../src/clustering/memory-index.ts';
import type { ArticleText } from '../../src/text/passages.ts';
import { article, NEAR_MISSES, ONE_STORY } from './newsroom.ts';

describe('one story', () => {
  it.each(Object.entries(ONE_STORY))('%s', (_, told) => {
    const index = memoryIndex();
    for (const [i, text] of told.entries()) index.file(article(i + 1, `outlet-${i}`, text, i));
    expect(new Set(told.map((_t, i) => index.storyOf(i + 1))).size).toBe(1);
  });
});

describe('near misses', () => {
  it.each(Object.entries(NEAR_MISSES))('%s', (_, [one, other]) => {
    const index = memoryIndex();
    index.file(article(1, 'a', one));
    index.file(article(2, 'b', other, 1));
    expect(index.storyOf(2)).toBe(2);
  });
});

describe('two unrelated articles that share a line of their outlets', () => {
  const lines = [
    'اقرأ أيضا: حظك اليوم مع خبيرة الأبراج ليلى الحموي وتوقعات برج الميزان',
    'ظهرت المقالة خبير يكشف موعد عودة بطاقات التموين الإلكترونية أولاً على بوابة السنبلة.',
    'للمزيد تابعوا قناة السنبلة الإخبارية على تيليغرام وصفحتها على فيسبوك',
  ];
  it.each(lines.flatMap((line) => ['\n', '. ', ' '].map((between) => [between, line] as const)))(
    'after %j: %s',
    (between, line) => {
      const index = memoryIndex();
      const told = (title: string, summary: string) => ({
        title,
        summary: `${summary}${between}${line}`,
        paragraphs: [],
      });
      index.file(article(1, 'a', told('افتتاح جسر المشاة الجديد', 'افتتح المحافظ جسر المشاة قرب السوق القديم')));
      index.file(article(2, 'b', told('غرق قارب صيد قبالة الميناء', 'غرق قارب صيد على متنه أربعة بحارة فجرا')));
      expect(index.storyOf(2)).toBe(2);
    },
  );
});

describe('too little to compare', () => {
  const joined = (title: string, other: Partial<ArticleText> = {}) => {
    const index = memoryIndex();
    index.file(article(1, 'a', { title }));
    index.file(article(2, 'b', { title, ...other }, 2));
    index.file(article(3, 'a', { title, ...other }, 26));
    return [1, 2, 3].map((n) => index.storyOf(n));
  };

  it.each([
    'كاريكاتير',
    'كاريكاتير اليوم',
    'كاريكاتير: غلاء',
    'صورة اليوم',
    'صورة من الأرشيف',
    'الافتتاحية',
    'بيان صحفي',
    'فيديو',
    'نشرة الأخبار',
    'نشرة أخبار الثامنة',
    'أبرز عناوين الصحف العربية',
    'أسعار العملات',
    'أسعار صرف العملات اليوم الأحد 22 نوفمبر 2026',
    'حالة الطقس اليوم',
    'مواقيت الصلاة في القاهرة',
    'حظك اليوم وتوقعات الأبراج',
    'كلمة رئيس التحرير',
    'نبض الشارع',
    'ما وراء الخبر',
    'حدث في مثل هذا اليوم',
    'بودكاست',
  ])('stands alone: %s', (title) => {
    expect(joined(title)).toEqual([1, 2, 3]);
    expect(joined(title, { summary: `${title}\nاقرأ أيضا: أهداف مباراة الأمس كاملة` })).toEqual([1, 2, 3]);
  });

  it.each([
    'استقالة وزير المالية',
    'مقتل 3 جنود في كركوك',
    'غرق قارب قبالة صفاقس',
    'انفجار في مرفأ بيروت',
    'إغلاق مضيق هرمز أمام السفن',
  ])('is not what a flash says: %s', (title) => {
    expect(joined(title).slice(0, 2)).toEqual([1, 1]);
  });

  it('is not a title whose text tells the news', () => {
    const text = 'رسم الفنان مروان الحداد قارب المهاجرين الذي غرق قبالة صفاقس وعليه عنوان النشرة الجوية';
    const index = memoryIndex();
    index.file(article(1, 'a', { title: 'كاريكاتير', summary: text }));
    index.file(article(2, 'b', { title: 'كاريكاتير', summary: text }));
    expect(index.storyOf(2)).toBe(1);
  });
});
