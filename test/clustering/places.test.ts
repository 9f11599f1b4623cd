import { describe, expect, it } from 'vitest';
import { emptySketch } from '../../src/clustering/document-frequency.ts';
import { weighting } from '../../src/clustering/kernel/tf-idf.ts';
import { memoryIndex } from '../../src/clustering/memory-index.ts';
import { isCity, isCountry } from '../../src/clustering/places.ts';
import { areTemplatedNews } from '../../src/clustering/templated-news.ts';
import { termOf } from '../../src/text/analyzer.ts';
import { variantTerm } from '../../src/text/variants.ts';
import { article, type Told } from './newsroom.ts';

describe('places', () => {
  it.each([
    ['with the article', 'الأحساء', true],
    ['behind a preposition', 'بالأحساء', true],
    ['a province of two words, by the rarer', 'سويف', true],
    ['a province of the Maghreb', 'بخنشلة', true],
    ['a port', 'نويبع', true],
    ['a state', 'أوهايو', true],
    ['a country', 'جامايكا', true],
    ['a province spelt as another word is stemmed', 'مطروح', false],
    ['a city spelt as a word of another sense is stemmed', 'المنصورة', false],
    ['a word that is also a place', 'العين', false],
    ['a capital, which stands for its government', 'موسكو', false],
    ['no place', 'الكتاب', false],
  ])('%s', (_, word, expected) => {
    expect(isCity(variantTerm(termOf(word))) || isCountry(variantTerm(termOf(word)))).toBe(expected);
  });
});

const committee = (province: string): Told => ({
  title: `تشكيل لجنة النظر في طعون الانتخابات البلدية في ${province}`,
  paragraphs: [
    `اعتمد وزير الشؤون البلدية تشكيل لجنة النظر في طعون الانتخابات ومخالفاتها في ${province}، برئاسة قاض وعضوية اثنين من المختصين.`,
    'وتتلقى اللجنة الطعون خلال ثلاثة أيام من إعلان النتائج، وتبت فيها خلال خمسة أيام.',
  ],
});

describe('cities', () => {
  it.each([
    ['a province', 'نجران', true],
    ['a country', 'جامايكا', false],
    ['an African country', 'كينيا', false],
  ])('%s', (_, word, expected) => {
    expect(isCity(variantTerm(termOf(word)))).toBe(expected);
  });
});

describe('two titles that name places of their own', () => {
  const measure = weighting(emptySketch());
  const told = (title: string, paragraph: string) => article(1, 'a', { title, paragraphs: [paragraph] }).fingerprint;
  const inspection = 'فرق العمل ضبطت مخالفات وظيفية تحت أشعة الشمس';
  const another = 'تعامل مفتشون مع أصحاب منشآت خالفوا القرار ظهرًا';
  it.each([
    ['cities, whatever the form', 'نجران', 'خيبر', true],
    ['the same city', 'نجران', 'نجران', false],
    ['countries, not of one form', 'جامايكا', 'النيجر', false],
  ])('%s', (_, one, other, two) => {
    const [a, b] = [told(`ضبط مخالفات في ${one}`, inspection), told(`${other}: مخالفات مضبوطة`, another)];
    expect([areTemplatedNews(a, b, measure), areTemplatedNews(b, a, measure)]).toEqual([two, two]);
  });
});

describe('templated news', () => {
  it('about two provinces are two stories', () => {
    const index = memoryIndex();
    index.file(article(1, 'a', committee('نجران')));
    index.file(article(2, 'b', committee('الأحساء'), 1));
    expect(index.storyOf(2)).toBe(2);
  });

  it('about one province are one', () => {
    const index = memoryIndex();
    index.file(article(1, 'a', committee('نجران')));
    index.file(article(2, 'b', committee('منطقة نجران'), 1));
    expect(index.storyOf(2)).toBe(1);
  });
});
