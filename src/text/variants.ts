/**
 * Variants: words that say the same in news, whatever the outlet's country and style. Comparing and searching take one term for all of them;
 * what is shown, and what counts as copied word for word, keeps the outlet's own.
 *
 *   names     spellings of names that are too common for the rule in name-skeleton.ts
 *   months    of the Levant, of Egypt and of the Maghreb
 *   synonyms  words that news uses for one thing; docs/decisions/variants.md has for each the case that asked for it, and what else it joins
 *   places    «بسوهاج» for «سوهاج»: the preposition is written on the name
 *   phrases   two words that stand for one
 *
 * Each line of a table is a group. Its words share the term of the one that is commonest in the background.
 */
import { NUMBER_WORDS, spelledTerm, termOf } from './analyzer.ts';
import { levelOf } from './background-frequency.ts';
import { hashPair } from './hash.ts';
import { BEH } from './letters.ts';
import { normalize } from './normalize.ts';
import { CITY_NAMES, COUNTRY_NAMES } from './place-names.ts';
import { stem } from './stem.ts';

const NAMES = `
ترامب ترمب ترامبو
أميركا أمريكا أمريكة
إنجلترا إنكلترا انغلترا
إنجليزي إنكليزي انغليزي
غوتيريش جوتيريش غوتيريس جوتيريس غوتيرس غوتييريش جوتيريز
نتنياهو نتانياهو
بوتين بوتن
ماكرون مكرون
ميركل مركل ميركيل
أنغيلا أنجيلا أنغلا
تيريزا تريزا تيريسا
غوغل جوجل قوقل
فيسبوك فايسبوك فيسبوق
إنستغرام انستجرام إنستقرام انستاغرام انستاجرام
واتساب واتسب
سامسونغ سامسونج سامسنج
مايكروسوفت ميكروسوفت
تيليغرام تلغرام تليجرام تلجرام تيلغرام تيليجرام
بكين بيجين بيجينغ بيكين
بيونغ بيونج
بيونغيانغ بيونجيانج
هونغ هونج
كونغ كونج
شيكاغو شيكاجو
أنجلوس أنجليس أنجيلوس أنجيليس أنغلوس
غوانتانامو جوانتانامو غوانتنامو جوانتنامو
هيوستن هيوستون
تشيلي شيلي
أردوغان إردوغان أردوجان أردغان
إسطنبول استانبول إستنبول
سوريا سورية
مسؤول مسئول
مئة مائة
ديمقراطي ديموقراطي
تلفزيون تليفزيون
يوفنتوس جوفنتوس يوفينتوس
تشيلسي تشلسي شيلسي
ميونيخ ميونخ
غوارديولا جوارديولا
فينغر فينجر
غريزمان جريزمان
بوغبا بوجبا
هيغواين هيجواين إيغواين
أغويرو أجويرو
إنييستا إنيستا
الغابون الجابون
أنغولا أنجولا
إريتريا إرتيريا
إثيوبيا أثيوبيا إيثيوبيا
موزمبيق موزامبيق
فنزويلا فينزويلا
نيكاراغوا نيكاراجوا
أوروغواي أوروجواي
باراغواي باراجواي
بورتوريكو بويرتوريكو
نوفيتشوك نوفيشوك
تيلرسون تيليرسون
بومبيو بومبييو
جونغ جونج
غارديان جارديان
بالستي باليستي
زوكربيرغ زوكربرغ زوكربيرج زوكربرج
بيتكوين بتكوين
هامبورغ هامبورج
بطرسبرغ بطرسبورغ بطرسبرج
سترازبورغ ستراسبورغ ستراسبورج
جوهانسبرغ جوهانسبورغ جوهانسبرج
لوكسمبورغ لوكسمبورج
بوينغ بوينج
إيرباص ايربص
كردستان كوردستان
قرغيزستان قيرغيزستان
طاجيكستان تاجيكستان
بنغلاديش بنجلاديش
تايلاند تايلند
الفلبين الفيليبين
الروهينغا الروهينجا الروهنغيا الروهينغيا الروهنجيا
ميانمار ميانمر
البنتاغون البنتاجون
الكونغرس الكونجرس
هوليوود هوليود
بريكست بريكسيت بركست
أوبك اوبيك
غابرييل جابرييل غابريل جبريال
غريغوري جريجوري غريغوار
جورج جورجي
بلغراد بلجراد
زغرب زجرب
كوبنهاغن كوبنهاجن
غلاسكو جلاسجو غلاسغو
ليفربول ليفربوول
لاغوس لاجوس
غانا جانا
سنغافورة سنجافورة
نورماندي نورمندي
برشلونة برشلونه بارسلونا
صحافي صحفي
`;

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
مروحية هليكوبتر هيليكوبتر هليوكوبتر طوافة
حافلة باص أتوبيس أوتوبيس
زلزال هزة
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
`;

/** Letters of a place's stem with its preposition. */
const PLACE_LETTERS_MIN = 4;

const termOfVariant = tableOfWords();
const phrases = tableOfPhrases();

function tableOfWords(): Map<number, number> {
  const table = new Map<number, number>();
  for (const [word, value] of NUMBER_WORDS) table.set(spelledTerm(word), spelledTerm(termOf(`${value}`)));
  for (const line of linesOf(NAMES + MONTHS + SYNONYMS)) {
    const terms = line.map((word) => spelledTerm(termOf(word)));
    const common = terms.reduce((best, term) => (levelOf(term) > levelOf(best) ? term : best));
    for (const term of terms) if (!table.has(term)) table.set(term, common);
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
    linesOf(PHRASES).map(([first = '', second = '', one = '']) => [
      hashPair(variantTerm(termOf(first)), variantTerm(termOf(second))),
      variantTerm(termOf(one)),
    ]),
  );
}

function linesOf(table: string): string[][] {
  return table
    .trim()
    .split('\n')
    .map((line) => line.split(' '));
}

/** One term for all variants of a word: that of the commonest. */
export function variantTerm(term: number): number {
  const spelled = spelledTerm(term);
  return termOfVariant.get(spelled) ?? spelled;
}

/** The terms of a text with one term for all variants of a word or phrase: as many, or fewer. */
export function variantTerms(terms: Uint32Array): Uint32Array {
  const found = new Uint32Array(terms.length);
  let count = 0;
  for (let i = 0; i < terms.length; i++) {
    const term = variantTerm(terms[i] ?? 0);
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
