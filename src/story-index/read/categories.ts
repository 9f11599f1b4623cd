/**
 * The categories of a story: those under which two of its publishers or more file it, however each spells them. One outlet's
 * categories are its own matter; what two agree on tells readers something.
 */
import { normalize } from '../../text/normalize.ts';
import { stem } from '../../text/stem.ts';
import type { ArticleRow } from '../storage/article-columns.ts';

/** Categories of one story. */
const AGREED_MAX = 4;

/** Words that say nothing of a story's subject. A category of these alone is none. */
const TELLS_NOTHING = new Set(
  [
    'أخبار خبر الأخبار نيوز عاجل عام عامة العام آخر أهم أبرز الآن اليوم رئيسي رئيسية الرئيسية مميز مختارات قسم ملف ملفات صفحة أولى منوعات متنوعة متفرقات تقارير مقالات غير مصنف تصنيف سلايدر شريط',
    'news breaking latest home homepage main general top featured slider uncategorized uncategorised other misc category section rss feed all',
  ].flatMap(stems),
);

/** The most agreed first, then by their first reports; each in the wording that most of its publishers use. `rows` in order of arrival. */
export function agreedCategories(rows: readonly Pick<ArticleRow, 'publisher' | 'categories'>[]): readonly string[] {
  /** By subject: each publisher's first wording of it. */
  const subjects = new Map<string, Map<string, string>>();
  for (const { publisher, categories } of rows) {
    for (const name of categories === null ? [] : (JSON.parse(categories) as string[])) {
      const subject = subjectOf(name);
      if (subject === '') continue;
      const wordings = subjects.get(subject) ?? new Map<string, string>();
      subjects.set(subject, wordings);
      if (!wordings.has(publisher)) wordings.set(publisher, name);
    }
  }
  return [...subjects.values()]
    .filter((wordings) => wordings.size > 1)
    .sort((a, b) => b.size - a.size)
    .slice(0, AGREED_MAX)
    .map((wordings) => commonest([...wordings.values()]));
}

/** Equal for «رياضة», «الرياضة» and «أخبار الرياضة». '' for a category that tells nothing. */
function subjectOf(name: string): string {
  return [...new Set(stems(name))]
    .filter((word) => !TELLS_NOTHING.has(word))
    .sort()
    .join(' ');
}

function stems(text: string): readonly string[] {
  return (normalize(text).match(/[\p{L}\p{N}]+/gu) ?? []).map(stem);
}

/** The first of those that occur most. */
function commonest(wordings: readonly string[]): string {
  const counts = Map.groupBy(wordings, (wording) => wording);
  const [most = ''] = [...counts.keys()].sort((a, b) => (counts.get(b)?.length ?? 0) - (counts.get(a)?.length ?? 0));
  return most;
}
