import { describe, expect, it } from 'vitest';
import { emptySketch } from '../../src/clustering/document-frequency.ts';
import type { IncomingArticle } from '../../src/clustering/index-port.ts';
import { weighting } from '../../src/clustering/kernel/tf-idf.ts';
import { LOOK_ALIKES_MAX } from '../../src/clustering/look-alikes.ts';
import { memoryIndex } from '../../src/clustering/memory-index.ts';
import { FITTED_MODEL } from '../../src/clustering/model/weights.ts';
import { logOdds } from '../../src/clustering/model.ts';
import { pairOf } from '../../src/clustering/pair-features.ts';
import { article } from './newsroom.ts';

const closure = (road: string, km: number) => ({
  title: `مرور الوادي يعلن إغلاق طريق ${road} لأعمال الصيانة`,
  paragraphs: [
    `أعلنت إدارة مرور الوادي إغلاق طريق ${road} بطول ${km} كيلومترا أمام حركة السير بسبب أعمال الصيانة، ودعت السائقين إلى سلوك الطرق البديلة.`,
    `وأوضحت الإدارة أن أعمال الصيانة في طريق ${road} تستمر أياما، وأن فرقها ستنظم حركة السير حتى انتهائها.`,
  ],
});
const other = {
  title: 'عالمة أحياء من جزيرة لوراسا تصف نوعا جديدا من الضفادع',
  paragraphs: [
    'وصفت عالمة الأحياء ميرال تونجاي ضفدعا أزرق صغيرا وجدته في مستنقعات جزيرة لوراسا ونشرت دراستها مجلة علم الحيوان.',
  ],
};
const roads = [closure('الزيتون', 12), closure('الرمال', 31), closure('المنارة', 7), closure('القلعة', 18)] as const;

/** How much the last of these is like its publisher's own, as it arrives. */
function lookAlikes(...arriving: readonly IncomingArticle[]): number {
  const index = memoryIndex();
  return arriving.map((one) => index.file(one)?.lookAlikes ?? 0).at(-1) ?? 0;
}

describe('what an outlet itself tells like an article', () => {
  it('is nothing for its first article, and for one unlike its others', () => {
    expect(lookAlikes(article(1, 'one', roads[0]))).toBe(0);
    expect(lookAlikes(article(1, 'one', roads[0]), article(2, 'one', roads[1]), article(3, 'one', other))).toBe(0);
  });

  it('is not what other outlets tell', () => {
    expect(lookAlikes(article(1, 'one', roads[0]), article(2, 'two', roads[1]), article(3, 'three', roads[2]))).toBe(0);
  });

  it('rises with each look-alike up to the third, and stays in its bounds', () => {
    const own = [0, 1, 2, 3].map((n) => article(n + 1, 'one', roads[n] ?? other));
    const values = own.map((_, n) => lookAlikes(...own.slice(0, n + 1)));
    for (const [n, value] of values.entries()) if (n > 0) expect(value).toBeGreaterThan(values[n - 1] ?? 0);
    const same = Array.from({ length: 6 }, (_, n) => article(n + 1, 'one', roads[0]));
    expect(lookAlikes(...same.slice(0, 4))).toBeCloseTo(lookAlikes(...same), 1);
    expect(lookAlikes(...same)).toBeLessThanOrEqual(LOOK_ALIKES_MAX);
  });

  it('fades by the day', () => {
    const hoursLater = (hours: number) => lookAlikes(article(1, 'one', roads[0]), article(2, 'one', roads[1], hours));
    expect(hoursLater(24)).toBeLessThan(hoursLater(3));
    expect(hoursLater(3)).toBe(hoursLater(0));
  });

  it('is not a part of its own dispatch', () => {
    const parts = ['', ' / إضافة أولى', ' / إضافة ثانية وأخيرة'].map((marker, n) =>
      article(n + 1, 'one', { ...roads[0], title: `${roads[0].title}${marker}` }),
    );
    const whole = parts[0] as IncomingArticle;
    expect(lookAlikes(...parts.slice(1), { ...whole, article: 4 })).toBe(0);
  });

  it('lowers the odds of a pair by the greater number of the two, whichever comes first', () => {
    const [one, two] = [article(1, 'one', roads[0]), article(2, 'two', roads[0])];
    const odds = (mine: number, theirs: number) =>
      logOdds(
        pairOf({ ...one, lookAlikes: mine }, { ...two, lookAlikes: theirs }, weighting(emptySketch())),
        FITTED_MODEL,
      );
    expect(FITTED_MODEL.weights.lookAlikes).toBeLessThan(0);
    expect(odds(4, 0)).toBe(odds(0, 4));
    expect(odds(4, 1)).toBe(odds(4, 0));
    expect(odds(5, 5)).toBeLessThanOrEqual(odds(4, 0));
  });
});
