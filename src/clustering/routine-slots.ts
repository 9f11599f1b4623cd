/**
 * Routine forms whose title says in one word which of several like matters it is about: the dollar or the euro, one sign of the zodiac or another,
 * the weather of Wednesday or of Thursday. The texts of such a form are often too unlike to show it (two signs have two fortunes) or too alike.
 * A word counts only beside a word of its form: a grant of a million riyals is also one of so many dollars.
 */
import { type HashSet, has } from '../text/hash-set.ts';
import { termsOfWords } from '../text/variants.ts';
import type { Fingerprint } from './fingerprint.ts';
import { comparedTermsOf } from './kernel/compared-terms.ts';
import { memoize } from './kernel/memoize.ts';
import { termSetOf } from './kernel/term-vector.ts';

/** Words of each form, and what fills its slot. */
const FORMS = [
  {
    form: `سعر أسعار صرف
      يرتفع ترتفع ارتفاع يتراجع تتراجع تراجع يهبط هبوط يصعد صعود ينخفض انخفاض يستقر استقرار`,
    fillers: `دولار يورو جنيه استرليني دينار درهم ليرة روبل روبية يوان فرنك شيكل
      ذهب فضة نحاس ألومنيوم حديد إسمنت خشب بنزين ديزل سولار غاز نفط أرز سكر قمح طحين زيت شعير قهوة شاي
      دواجن بيض لحوم أسماك خضراوات فواكه طماطم بطاطس بصل تمور سيارات عقارات أعلاف مواشي`,
  },
  {
    form: 'برج أبراج حظك حظ',
    fillers: 'الحمل الثور الجوزاء السرطان الأسد العذراء الميزان العقرب القوس الجدي الدلو الحوت',
  },
  {
    form: 'طقس أبراج حظك توقعات سعر أسعار صرف مواعيد جدول صحف بورصة مؤشر أمواج',
    fillers: 'السبت الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة',
  },
].map(({ form, fillers }) => ({ form: termsOfWords(form), fillers: termsOfWords(fillers) }));

/** The forms that the title has a word of: none, of nearly all. */
const formsOf = memoize((fingerprint) => {
  const { title } = comparedTermsOf(fingerprint);
  return FORMS.filter(({ form }) => title.some((term) => form.has(term)));
});

/** True when both titles are of one form, and each fills its slot with something that the other article has nowhere. Symmetric. */
export function fillRoutineSlot(one: Fingerprint, other: Fingerprint): boolean {
  const theirs = formsOf(other);
  const hasOwn = (fingerprint: Fingerprint, others: HashSet, fillers: ReadonlySet<number>) =>
    comparedTermsOf(fingerprint).title.some((term) => fillers.has(term) && !has(others, term));
  return formsOf(one).some(
    (form) =>
      theirs.includes(form) &&
      hasOwn(one, termSetOf(other), form.fillers) &&
      hasOwn(other, termSetOf(one), form.fillers),
  );
}
