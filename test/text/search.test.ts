/** Searches over texts of our own writing: which text answers which search, and what a search may not be. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  answers,
  hasNone,
  parseSearch,
  rangesOf,
  type Search,
  searchable,
  spelledSearch,
} from '../../src/text/search.ts';

const search = (q: string): Search => {
  const parsed = parseSearch(q);
  if (typeof parsed === 'string') throw new Error(parsed);
  return parsed;
};
const finds = (q: string, ...parts: string[]) => {
  const text = searchable(parts);
  return answers(search(q), text) && hasNone(search(q), text);
};

describe('a word finds its other forms', () => {
  it.each([
    ['توكاييف', 'وصل والتوكاييف إلى العاصمة'],
    ['توكاييف', 'مباحثات بتوكاييف ووفده'],
    ['توكاييف', 'استقبال حافل لتوكاييف'],
    ['توكاييف', 'كتوكاييف وغيره'],
    ['لتوكاييف', 'خطاب توكاييف'],
    ['ألماتي', 'قمة ألما آتا تبدأ غدا'],
    ['ألما آتا', 'قمة في ألماتي'],
    ['ألما آتا', 'قمة في ألما أتا'],
    ['المدرسة', 'مدارس ومدرسة جديدة'],
    ['مدرسه', 'المدرسة'],
    ['أميركا', 'العلاقات مع أمريكا'],
    ['ترمب', 'قال ترامب'],
    ['غوتيريش', 'دعا جوتيريس'],
    ['حزيران', 'في 3 يونيو'],
    ['ثلاثين', 'مرور 30 عاما'],
    ['٣٠', 'مرور ثلاثين عاما'],
    ['إيمان', 'ايمان'],
    ['مُحَمَّد', 'محمد'],
    ['القاهرة', 'وبالقاهرة أيضا'],
    ['للرئيس', 'الرئيس'],
    ['مونديال', 'كأس العالم'],
    ['العالم', 'كأس العالم'],
    ['COVID', 'لقاح covid جديد'],
    ['کتاب', 'كتاب'],
  ])('%s in: %s', (q, text) => expect(finds(q, text)).toBe(true));

  it.each([
    ['توكاييف', 'وصل الرئيس إلى العاصمة'],
    ['ميناء مطار', 'الميناء القديم'],
    ['3', 'مرور 30 عاما'],
    ['بنك', 'عقارب الساعة'],
  ])('%s not in: %s', (q, text) => expect(finds(q, text)).toBe(false));
});

describe('what a search may say', () => {
  const TEXT = ['افتتاح الميناء القديم', 'وقال وزير النقل إن العمل في الميناء القديم استمر عاما.', 'ثم زار الجسر.'];
  it.each([
    ['ميناء وزير', true],
    ['ميناء مستشفى', false],
    ['"الميناء القديم"', true],
    ['"القديم الميناء"', false],
    ['«وزير النقل»', true],
    ['“وزير الجسر”', false],
    ['"عاما ثم"', false],
    ['مستشفى OR جسر', true],
    ['مستشفى OR مطار', false],
    ['ميناء مستشفى OR جسر', true],
    ['ميناء مستشفى OR مطار', false],
    ['"سد مأرب" OR "وزير النقل"', true],
    ['مستشفى | جسر', true],
    ['ميناء -مستشفى', true],
    ['ميناء -جسر', false],
    ['ميناء -"وزير النقل"', false],
    ['ميناء -"النقل وزير"', true],
    ['-مستشفى', true],
    ['-جسر', false],
    ['OR ميناء', true],
    ['ميناء OR', true],
    ['"الميناء القديم', true],
    ['ميناء، !', true],
  ])('%s: %s', (q, fits) => expect(finds(q, ...TEXT)).toBe(fits));

  it.each([
    ['', /no word/],
    ['   ', /no word/],
    ['"" - !', /no word/],
    ['OR', /no word/],
    ['ـــ', /no word/],
    [Array.from({ length: 13 }, (_, i) => `كلمة${i}`).join(' '), /at most 12 words/],
    [`"${'واحد '.repeat(13)}"`, /at most 12 words/],
    ['ا'.repeat(201), /at most 200 characters/],
  ])('%j is refused with its reason', (q, why) => expect(parseSearch(q)).toMatch(why));

  it('has one spelling', () => expect(spelledSearch('  أ \n\t ب ')).toBe('أ ب'));

  it('takes any text without throwing, and a text always answers its own words', () => {
    const letters = fc.constantFrom(...'ابتثج حخدذ -"«»|OR0٣ـَ،\u200f\ud83d');
    fc.assert(
      fc.property(fc.string({ unit: letters, maxLength: 60 }), (q) => {
        const parsed = parseSearch(q);
        if (typeof parsed === 'string') return;
        expect(parsed.all.length + parsed.none.length).toBeGreaterThan(0);
        rangesOf(parsed, q);
        if (parsed.none.length === 0 && !/["«»|]|OR/.test(q)) expect(answers(parsed, searchable([q]))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});

it.each([
  ['توكاييف', 'زار والتوكاييف ألماتي', ['والتوكاييف']],
  ['ألماتي', 'قمة ألما آتا تبدأ', ['ألما آتا']],
  ['"الميناء القديم" -جسر', 'الجسر عند الميناء القديم', ['الميناء', 'القديم']],
  ['مطار OR ميناء', 'بين المطار والميناء', ['المطار', 'والميناء']],
  ['مُحمد', 'قال مُحَمَّد أمس', ['مُحَمَّد']],
  ['x', '', []],
])('%s marks in %j: %j', (q, text, words) => {
  expect(rangesOf(search(q), text).map(([from, to]) => text.slice(from, to))).toEqual(words);
});
