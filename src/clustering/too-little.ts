/**
 * Recognises an article that says too little to be compared: a column's name or a kind of item («كاريكاتير», «صورة اليوم», «نشرة الأخبار») without
 * a text. Every outlet uses such titles, every day. The measure is what is left when words for kinds of items and for time are left out.
 */
import { isNumberTerm } from '../text/analyzer.ts';
import { idfOfLevel } from '../text/background-frequency.ts';
import { termsOfWords } from '../text/variants.ts';
import type { Fingerprint } from './fingerprint.ts';
import { termVectorOf } from './kernel/term-vector.ts';

/** Kinds of items, and the words that say of which day or place in the paper they are. They name no news. */
const KINDS = `
كاريكاتير كاريكاتور رسم صورة صور لقطة ألبوم معرض فيديو مقطع بودكاست حلقة إنفوغرافيك انفوجرافيك إنفوجرافيك غرافيك تصميم بث مباشر شاهد
افتتاحية مقال مقالات مقالة رأي آراء كلمة عمود زاوية قضية ملف تقرير تقارير تحقيق حوار لقاء مقابلة تحليل قراءة تعليق خواطر خاطرة قصة قصيدة حكمة طرائف نكتة
بيان صحفي صحافي إعلان إعلانات تنويه اعتذار توضيح تصويت استطلاع مسابقة وفيات تعازي تعزية نعي تهنئة تهاني مناقصة مزاد وظائف
نشرة موجز أخبار خبر أنباء عناوين عنوان صحف صحيفة جريدة مانشيت حصاد جولة أبرز أهم آخر أحدث متفرقات مقتطفات عاجل نافذة صفحة عدد أرشيف تغطية متابعة مستجدات
أسعار سعر صرف عملات طقس أرصاد جوية حرارة درجات مواقيت صلاة أذان إمساكية أبراج برج حظك طالع جدول مواعيد ترتيب نتائج كلمات متقاطعة سودوكو
يوم اليوم الآن أمس غدا مساء صباح ليلة ساعة أسبوع أسبوعية شهر سنة عام يومية الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت
يناير فبراير مارس أبريل إبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر محرم صفر ربيع جمادى رجب شعبان رمضان شوال
أول أولى ثاني ثانية ثالث ثالثة رابع رابعة خامس خامسة سادسة سابعة ثامنة تاسعة عاشرة تحرير محرر قراء قارئ بريد رسائل
photo photos day cartoon editorial press release video news breaking live podcast opinion today week weekly daily
محلية دولية عربية عالمية رياضية اقتصادية ثقافية سياسية منوعات
`;
const KIND_STEMS = termsOfWords(KINDS);

/** Inverse document frequency from which a word says anything. */
const WORD_IDF_MIN = 1.5;
/** Other words that an article must have in title and text together. The least of 6,000 labelled articles is six. */
const WORDS_MIN = 3;
/** Inverse document frequency that these words must have in all. The least of the labelled articles is 17.9. */
const WEIGHT_MIN = 8;

export function saysTooLittle(fingerprint: Fingerprint): boolean {
  const { terms, levels } = termVectorOf(fingerprint);
  let words = 0;
  let weight = 0;
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i] ?? 0;
    const idf = idfOfLevel(levels[i] ?? 0);
    if (idf < WORD_IDF_MIN || isNumberTerm(term) || KIND_STEMS.has(term)) continue;
    weight += idf;
    if (++words >= WORDS_MIN && weight >= WEIGHT_MIN) return false;
  }
  return true;
}
