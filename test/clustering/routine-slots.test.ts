import { describe, expect, it } from 'vitest';
import { fingerprintArticle } from '../../src/clustering/fingerprint.ts';
import { fillRoutineSlot } from '../../src/clustering/routine-slots.ts';

const told = (title: string, text: string) => fingerprintArticle({ title, summary: text, paragraphs: [] }).fingerprint;

describe('what fills the slot of a routine form', () => {
  it.each([
    ['two currencies', 'سعر الدولار في مصارف مرجانة', 'سعر اليورو في مصارف مرجانة', true],
    ['two currencies behind prepositions', 'أسعار الدينار تعود إلى الصعود', 'قفزة في سعر صرف الليرة', true],
    ['two metals', 'أسعار الذهب اليوم في أسواق مرجانة', 'أسعار الفضة اليوم في أسواق مرجانة', true],
    ['two goods', 'ارتفاع أسعار السكر', 'ارتفاع أسعار الأرز', true],
    ['two markets that move', 'النفط يرتفع بعد بيانات المخزونات', 'الذهب يرتفع بعد بيانات التضخم', true],
    ['one good, said twice', 'أسعار السكر ترتفع في مرجانة', 'ارتفاع سعر السكر', false],
    ['a grant told in two currencies', 'مرجانة تتبرع بمليون دولار', 'منحة من مرجانة بخمسة ملايين ريال', false],
    ['two signs', 'حظك اليوم برج الثور', 'حظك اليوم برج العقرب', true],
    ['two signs of two outlets', 'برج السرطان: يوم هادئ', 'توقعات الأبراج: الميزان وما ينتظره', true],
    ['the lion and the fish, not as signs', 'الأسد يهرب من حديقة مرجانة', 'الحوت يقترب من شاطئ مرجانة', false],
    ['the weather of two days', 'طقس الأربعاء: أمطار', 'طقس الخميس: صحو', true],
    ['the horoscopes of two days', 'الأبراج ليوم السبت', 'حظك اليوم الأحد', true],
    ['the market on two days', 'مؤشر مرجانة يغلق الاثنين مرتفعا', 'مؤشر مرجانة يغلق الثلاثاء منخفضا', true],
    ['the weather, one title with a day', 'طقس الأربعاء: أمطار', 'طقس ممطر غدا', false],
    ['two days of one visit', 'الوفود تصل إلى مرجانة الثلاثاء', 'قمة مرجانة تبدأ الأربعاء', false],
  ])('%s', (_, first, second, two) => {
    const [a, b] = [told(first, 'تفاصيل أولى من القاعة'), told(second, 'أنباء أخرى من الميدان')];
    expect([fillRoutineSlot(a, b), fillRoutineSlot(b, a)]).toEqual([two, two]);
  });

  it('is no other matter when the other text tells it too', () => {
    const one = told('سعر الدولار اليوم', 'بلغ سعر الدولار أربعة وسعر اليورو خمسة');
    expect(fillRoutineSlot(one, told('سعر اليورو اليوم', 'بلغ سعر اليورو خمسة'))).toBe(false);
  });
});
