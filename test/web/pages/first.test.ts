/** Who a page says was first, and on whose word. */
import { describe, expect, it } from 'vitest';
import type { ArticleDocument } from '../../../src/documents/document.ts';
import { article, front, NOON, story } from '../../render/documents.ts';
import { serve } from '../service.ts';

const MINUTE = 60_000;
const TEXT = 'أعلنت هيئة الموانئ أن السفينة الجانحة عند مدخل القناة عُوّمت فجر اليوم.';
const source = (over: Partial<ArticleDocument> = {}) =>
  article('wakala', {
    id: 'source',
    title: 'تعويم السفينة',
    published: NOON - 60 * MINUTE,
    notBefore: NOON - 90 * MINUTE,
    shared: [[0, 0]],
    ...over,
  });
const copy = (over: Partial<ArticleDocument> = {}) =>
  article('sada', {
    id: 'copy',
    title: 'السفينة تتحرك',
    published: NOON - 40 * 60 * MINUTE,
    notBefore: NOON - 20 * MINUTE,
    shared: [[0, 0]],
    ...over,
  });

async function seen(path: string, articles: readonly ArticleDocument[], carriers = articles.map(({ id }) => id)) {
  const one = story('ship', articles, {
    lead: { article: articles[0]?.id ?? '', reason: 'first' },
    passages: [{ carriers, earliest: NOON - 60 * MINUTE, wordings: [TEXT], reworded: [] }],
  });
  const { get } = serve({ kv: { front: front([one]), 'story/ship': one } });
  const html = await (await get(path)).text();
  return (/<main.*?<\/main>/s.exec(html)?.[0] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

describe('a copy dated back', () => {
  it('is not said to be first, and its own date is told as the outlet’s', async () => {
    const page = await seen('/stories/ship', [source(), copy()]);
    expect(page).toContain('هذا التقرير أول من نشرها');
    expect(page).toMatch(/وكالة الأفق\s+قبل ساعة.*صدى الخليج\s+قبل 20 دقيقة\s+، 11:40\s+يؤرّخه المصدر\s+قبل يوم/);
    expect(page).toMatch(/أول نشر قبل ساعة /);
    expect(page).not.toContain('بحسب المصدر');
    const other = await seen('/stories/ship?article=copy', [source(), copy()]);
    expect(other).toMatch(/أول من نشرها:\s+وكالة الأفق\s+قبل ساعة/);
    expect(other).not.toContain('هذا التقرير أول من نشرها');
  });

  it('does not become the first report on the front either', async () => {
    expect(await seen('/', [copy(), source()])).toMatch(/أول تقرير\s+وكالة الأفق/);
  });

  it('is told with both times by feeds', async () => {
    const one = story('ship', [source(), copy()], {});
    const { get } = serve({ kv: { front: front([one]), 'story/ship': one } });
    for (const ending of ['xml', 'atom', 'json']) {
      expect(await (await get(`/stories/ship/feed.${ending}`)).text(), ending).toContain('بحسب المصدر؛ نُشر بعد');
    }
  });
});

describe('who was read for the first time', () => {
  const unread = source({ notBefore: undefined });

  it('is first by its own word', async () => {
    const page = await seen('/stories/ship', [unread, copy()]);
    expect(page).toMatch(/أول نشر قبل ساعة واحدة بحسب المصدر/);
    expect(page).toMatch(/هذا التقرير أول من نشرها\s+بحسب المصدر/);
    const other = await seen('/stories/ship?article=copy', [unread, copy()]);
    expect(other).toMatch(/أول من نشرها:\s+وكالة الأفق\s+قبل ساعة واحدة بحسب المصدر/);
    expect(await seen('/', [unread, copy()])).toMatch(/أول تقرير بحسب المصدر\s+وكالة الأفق/);
  });

  it('leads as the first that came, where another published before', async () => {
    const early = copy({ notBefore: undefined });
    expect(await seen('/stories/ship', [source(), early])).toContain('في الصدارة: أول تقرير وصلنا');
  });
});
