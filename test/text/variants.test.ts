import { describe, expect, it } from 'vitest';
import { analyze, termOf } from '../../src/text/analyzer.ts';
import { variantTerm, variantTerms } from '../../src/text/variants.ts';

const term = (word: string): number => variantTerm(termOf(word));
const terms = (text: string): readonly number[] => [...variantTerms(analyze(text))];

describe('spellings of one name share a term', () => {
  it.each([
    // Names that no background knows: by the rule.
    ['غونزاليفو', 'جونزاليفو'],
    ['هالفغن', 'هالفجن'],
    ['قورباتشنكو', 'كورباشنكو'],
    ['ڤالدميرسكي', 'فالديميرسكي'],
    ['تشيمبرلاند', 'شيمبرلاند'],
    ['مانفريدسون', 'منفريدسون'],
    ['ستانيسلافيك', 'ستنسلافك'],
    ['كاروسولي', 'كاروزولي'],
    ['موسطافيني', 'موستافيني'],
    ['ثورنتونيو', 'تورنتونيو'],
    ['الموريتشيوس', 'موريشيوس'],
    // Names that it knows in one spelling or several: by the table.
    ['ترامب', 'ترمب'],
    ['أميركا', 'أمريكا'],
    ['إنجلترا', 'إنكلترا'],
    ['أنغيلا', 'أنجيلا'],
    ['إريتريا', 'إرتيريا'],
    ['غوغل', 'قوقل'],
    ['بغوغل', 'جوجل'],
    ['دونيتسك', 'دونتسك'],
    ['كيليتشدار', 'كليتشدار'],
    ['هاسبل', 'هاسبيل'],
    ['برلسكوني', 'بيرلسكوني'],
    ['الألمنيوم', 'الألومنيوم'],
    ['السوفيتي', 'السوفياتي'],
    // A spelling that no table has, of a name that one has.
    ['هادرسفيلد', 'هيدرسفيلد'],
    ['كافاليرز', 'كفالييرز'],
  ])('%s and %s', (one, other) => {
    expect(term(one)).toBe(term(other));
  });
});

describe('ordinary words keep their own', () => {
  it.each([
    ['غرب', 'جرب'],
    ['قلب', 'كلب'],
    ['كاتب', 'كتاب'],
    ['المغرب', 'المجرب'],
    ['تغريد', 'تجريد'],
    ['مقابلة', 'مقبولة'],
    ['محاضرة', 'محضر'],
    ['قاتل', 'قتال'],
    ['منتصر', 'منتظر'],
    ['مستقبل', 'استقبال'],
    ['ثورة', 'تورط'],
    ['سائق', 'سابق'],
    ['زراعة', 'صراع'],
    ['ذكرى', 'دكار'],
    ['سيول', 'فيضانات'],
    ['ثلاثة', 'ثلاثين'],
    ['سبعة', 'سبعين'],
    ['اثنين', 'الاثنين'],
    ['كأس', 'مونديال'],
    ['كانون', 'يناير'],
    // Their skeletons are those of known names.
    ['مقارنا', 'موغيريني'],
    ['القناصل', 'غونزالو'],
  ])('%s and %s', (one, other) => {
    expect(term(one)).not.toBe(term(other));
  });
});

describe('what is said in another country or by another outlet shares a term', () => {
  it.each([
    ['يناير', 'جانفي'],
    ['كانون الثاني', 'يناير'],
    ['تشرين الأول', 'أكتوبر'],
    ['يوليوز', 'تموز'],
    ['جويلية', 'يوليو'],
    ['غشت', 'أغسطس'],
    ['أوت', 'أغسطس'],
    ['شتنبر', 'أيلول'],
    ['دجنبر', 'كانون الأول'],
    ['ثلاثة', '3'],
    ['ثلاث', '٣'],
    ['ثلاثون', '30'],
    ['خمسين', '50'],
    ['مصرع', 'مقتل'],
    ['مروحية', 'هليكوبتر'],
    ['حافلة', 'أتوبيس'],
    ['الحماية المدنية', 'الدفاع المدني'],
    ['المستعجلات', 'الطوارئ'],
    ['كأس العالم', 'المونديال'],
    ['بور سودان', 'بورتسودان'],
    ['أبو ظبي', 'أبوظبي'],
    ['طائرة بدون طيار', 'طائرة مسيّرة'],
    ['بلا طيار', 'مسيرة'],
    ['إطلاق سراح', 'الإفراج'],
    ['رئيس البلدية', 'العمدة'],
    ['قانون المالية', 'الميزانية'],
    ['الاستخبارات', 'المخابرات'],
    ['اختطاف', 'خطف'],
    ['انزلاق', 'انهيار'],
    ['الأثمان', 'الأسعار'],
    ['هنغاريا', 'المجر'],
    ['بورما', 'ميانمار'],
    ['كوت ديفوار', 'ساحل العاج'],
  ])('%s and %s', (one, other) => {
    expect(terms(one)).toEqual(terms(other));
  });
});

describe('terms of variants', () => {
  it('are the same when asked for again', () => {
    for (const word of ['هالفغن', 'ترمب', 'هليكوبتر', 'ثلاثة', 'جانفي', '1987'])
      expect(variantTerm(term(word))).toBe(term(word));
  });

  it('leave the terms that passages are compared by as the outlet wrote them', () => {
    for (const [one, other] of [
      ['مصرع', 'مقتل'],
      ['ترامب', 'ترمب'],
      ['ثلاثة', '3'],
      ['هالفغن', 'هالفجن'],
    ] as const) {
      expect(termOf(one)).not.toBe(termOf(other));
    }
  });

  it('of a text are as many as its words, or fewer by one for each phrase', () => {
    expect(terms('يبدأ في 17 كانون الثاني').length).toBe(4);
    expect(terms('').length).toBe(0);
  });
});
