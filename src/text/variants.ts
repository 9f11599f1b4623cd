/**
 * Variants: words that say the same in news, whatever the outlet's country and style. Comparing and searching take one term for all of them;
 * what is shown, and what counts as copied word for word, keeps the outlet's own.
 *
 *   names     spellings of names that are too common for the rule in name-skeleton.ts: foreign-names.ts
 *   months    of the Levant, of Egypt and of the Maghreb
 *   synonyms  words that news uses for one thing; docs/decisions/variants.md has for each the case that asked for it, and what else it joins
 *   places    «بسوهاج» for «سوهاج»: the preposition is written on the name
 *   phrases   two words that stand for one
 *
 * Each line of a table is a group. Its words share the term of the one that is commonest in the background.
 */
import { skeletonTerm, spelledTerm, termOf } from './analyzer.ts';
import { levelOf } from './background-frequency.ts';
import { figureAt } from './figures.ts';
import { FOREIGN_NAMES } from './foreign-names.ts';
import { hashPair } from './hash.ts';
import { BEH } from './letters.ts';
import { normalize } from './normalize.ts';
import { CITY_NAMES, COUNTRY_NAMES } from './place-names.ts';
import { stem } from './stem.ts';
import { GOALS_OF_TWO, NUMBER_WORDS, THOUSANDS } from './whole-words.ts';

const MONTHS = `
يناير جانفي
فبراير شباط فيفري
مارس آذار
أبريل نيسان أفريل
مايو أيار ماي
يونيو حزيران يونيه جوان
يوليو تموز يوليه جويلية يوليوز
أغسطس غشت أوت
سبتمبر أيلول شتنبر
نوفمبر نونبر
ديسمبر دجنبر
`;

const SYNONYMS = `
مصرع مقتل
قتلى ضحايا قتيل قتيلين
جرحى مصابين مصابون جريح إصابات
مروحية هليكوبتر هيلكوبتر هيليكوبتر هليوكوبتر طوافة
حافلة باص أتوبيس أوتوبيس
زلزال هزة رجفة
سيارة مركبة
قارب زورق
كهف مغارة
إنقاذ إخراج
أنقذ أخرج
انفجار تفجير
غارات ضربات قصف
اعتقال توقيف احتجاز القبض
اعتقلت أوقفت احتجزت
شرطة بوليس
محادثات مباحثات مفاوضات
اتفاق اتفاقية
استقالة تنحي
انتخابات اقتراع
متظاهرين محتجين متظاهرون محتجون
مظاهرات تظاهرات احتجاجات
طلاب تلاميذ
مستشفى مشفى
لقاح تطعيم
ميزانية موازنة
فاز تغلب
ندد استنكر شجب
إدانة تنديد استنكار
صاروخ صواريخ
زفاف زواج عرس
تصادم اصطدام
افتتح دشن
قرصنة اختراق
قراصنة هاكرز
هاتف جوال محمول موبايل
ميناء مرفأ
جثة جثمان
جنازة تشييع
سرقة سطو
مصرف بنك
كمبيوتر حاسوب
مستعجلات طوارئ
رواتب أجور
بطالة عطالة
ترام ترامواي
فتاة شابة
سجل أحرز
انزلاق انهيار
إجلاء إخلاء
تحطم سقوط
معارك اشتباكات مواجهات
إخماد إطفاء
وفاة رحيل
ركاب مسافرين راكب مسافر مسافرون
استخبارات مخابرات
خطف اختطف اختطاف يخطف يختطف مختطفين خاطفين مختطفون خاطفون
خزان مستودع
أثمان أسعار
مصادقة إقرار
مداهمة اقتحام
زبائن زبناء
وباء جائحة
كورونا كوفيد
المجر هنغاريا
الدنمارك الدانمارك
ميانمار بورما
`;

/** Two words as written, then a word that stands for both. */
const PHRASES = `
كانون الثاني يناير
تشرين الأول أكتوبر
تشرين الثاني نوفمبر
كانون الأول ديسمبر
كأس العالم مونديال
المدير الفني مدرب
الوقاية المدنية دفاع
الحماية المدنية دفاع
الدفاع المدني دفاع
ألما آتا ألماتي
ألما أتا ألماتي
بور سودان بورتسودان
بور سعيد بورسعيد
أبو ظبي أبوظبي
نيو يورك نيويورك
بيونغ يانغ بيونغيانغ
بدون طيار مسيرة
دون طيار مسيرة
بلا طيار مسيرة
طائرة عمودية مروحية
إطلاق سراح إفراج
رئيس بلدية عمدة
قانون المالية ميزانية
ساحل العاج عاج
كوت ديفوار عاج
`;

/** Letters of a place's stem with its preposition. */
const PLACE_LETTERS_MIN = 4;

const termOfVariant = tableOfWords();
const phrases = tableOfPhrases();

function tableOfWords(): Map<number, number> {
  const table = new Map<number, number>();
  for (const [word, value] of NUMBER_WORDS) table.set(spelledTerm(word), spelledTerm(termOf(`${value}`)));
  for (const word of THOUSANDS) table.set(spelledTerm(word), spelledTerm(termOf('ألف')));
  for (const word of GOALS_OF_TWO) table.set(spelledTerm(word), spelledTerm(termOf('هدف')));
  for (const line of [...groupsOf(FOREIGN_NAMES, ','), ...groupsOf(MONTHS + SYNONYMS, '\n')]) {
    const terms = line.map((word) => spelledTerm(termOf(word)));
    const common = terms.reduce((best, term) => (levelOf(term) > levelOf(best) ? term : best));
    for (const term of terms) if (!table.has(term)) table.set(term, common);
  }
  // A spelling that nobody has listed, of a name that is: by its skeleton.
  for (const name of groupsOf(FOREIGN_NAMES, ',').flat()) {
    const skeleton = skeletonTerm(name);
    const common = table.get(spelledTerm(termOf(name)));
    if (skeleton !== undefined && common !== undefined && !table.has(skeleton)) table.set(skeleton, common);
  }
  for (const name of `${COUNTRY_NAMES} ${CITY_NAMES}`.trim().split(/\s+/)) {
    const within = `${BEH}${name}`;
    const term = spelledTerm(termOf(within));
    const place = spelledTerm(termOf(name));
    // Shorter stems are other words: «بجدة» has that of «بجد».
    if (stem(normalize(within)).length >= PLACE_LETTERS_MIN && !table.has(term))
      table.set(term, table.get(place) ?? place);
  }
  return table;
}

function tableOfPhrases(): Map<number, number> {
  return new Map(
    groupsOf(PHRASES, '\n').map(([first = '', second = '', one = '']) => [
      hashPair(variantTerm(termOf(first)), variantTerm(termOf(second))),
      variantTerm(termOf(one)),
    ]),
  );
}

function groupsOf(table: string, separator: string): string[][] {
  return table
    .trim()
    .split(separator)
    .map((group) => group.trim().split(/\s+/));
}

/** One term for all variants of a word: that of the commonest. */
export function variantTerm(term: number): number {
  const spelled = spelledTerm(term);
  return termOfVariant.get(spelled) ?? spelled;
}

/** The terms of words that white space separates, one for all variants of each. */
export function termsOfWords(words: string): ReadonlySet<number> {
  return new Set(
    words
      .trim()
      .split(/\s+/)
      .map((word) => variantTerm(termOf(word))),
  );
}

/** The terms of a text with one term for all variants of a word or phrase: as many, or fewer. */
export function variantTerms(terms: Uint32Array): Uint32Array {
  const found = new Uint32Array(terms.length);
  let count = 0;
  for (let i = 0; i < terms.length; ) {
    const figure = figureAt(terms, i);
    const term = figure?.term ?? variantTerm(terms[i] ?? 0);
    i += figure?.words ?? 1;
    const phrase = count > 0 ? phrases.get(hashPair(found[count - 1] ?? 0, term)) : undefined;
    if (phrase === undefined) found[count++] = term;
    else found[count - 1] = phrase;
  }
  return found.subarray(0, count);
}

/** The term of a phrase that these two terms make, one after the other; undefined: none. */
export function phraseTerm(first: number, second: number): number | undefined {
  return phrases.get(hashPair(first, second));
}
