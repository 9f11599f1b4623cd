import { describe, expect, it } from 'vitest';
import { memoryIndex } from '../../src/clustering/memory-index.ts';
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

describe('two strangers that share a line of their outlets', () => {
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
