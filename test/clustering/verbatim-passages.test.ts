/** What is a copy, word for word or nearly, and what is not. */
import { describe, expect, it } from 'vitest';
import type { Fingerprint } from '../../src/clustering/fingerprint.ts';
import { verbatimPassages } from '../../src/clustering/verbatim-passages.ts';
import { article } from './newsroom.ts';

const fingerprint = (...paragraphs: string[]): Fingerprint => article(1, 'a', { title: '', paragraphs }).fingerprint;
const found = (one: readonly string[], other: readonly string[]) =>
  verbatimPassages(fingerprint(...one), fingerprint(...other), 7).map((s) => [s.passage, s.otherPassage]);

const STATEMENT =
  'وقالت وزيرة البيئة نادين حرفوش إن السد الجديد على نهر البارد سيخزن أربعين مليون متر مكعب من المياه قبل نهاية الشتاء المقبل';
const OTHER =
  'واحتفل أهالي بلدة كفرحلدا بعودة قافلة الحرير التي انطلقت من المرفأ القديم وجابت قرى الساحل طوال أسبوعين كاملين';
const words = STATEMENT.split(' ');

describe('a copied passage', () => {
  it.each<readonly [string, string]>([
    ['word for word', STATEMENT],
    ['in other spelling', STATEMENT.replaceAll('ة', 'ه').replaceAll('إ', 'ا')],
    ['with other punctuation and a quotation', `${STATEMENT.replace(' إن ', ': «إن ')}».`],
    ['with a word put in', STATEMENT.replace('الجديد', 'الجديد الواقع')],
    ['with a word left out', STATEMENT.replace('الجديد ', '')],
    ['with another verb of saying', STATEMENT.replace('وقالت', 'وأكدت')],
    ['with another figure', STATEMENT.replace('أربعين', '42')],
    ['as a part of a long one', `${OTHER}، ${STATEMENT}، فيما تواصل الفرق الهندسية أعمالها`],
    ['cut in half', words.slice(0, 11).join(' ')],
  ])('is found %s', (_, copy) => {
    expect(found([STATEMENT], [copy])).toEqual([[0, 0]]);
    expect(found([copy], [STATEMENT])).toEqual([[0, 0]]);
  });

  it('is found with every passage that has it', () => {
    expect(found([`${STATEMENT} ${OTHER}`], [STATEMENT, OTHER])).toEqual([
      [0, 0],
      [0, 1],
    ]);
    expect(found([OTHER, STATEMENT], [STATEMENT, OTHER])).toEqual([
      [0, 1],
      [1, 0],
    ]);
  });

  it.each<readonly [string, string]>([
    [
      'a paraphrase',
      'وذكرت نادين حرفوش وزيرة البيئة أن السد الجديد على نهر البارد يتسع لتخزين أربعين مليون متر مكعب مع انقضاء الشتاء',
    ],
    ['a headline made of it', 'السد الجديد على نهر البارد يخزن أربعين مليون متر مكعب قبل الشتاء بحسب وزيرة البيئة'],
    [
      'its first half with another end',
      `${words.slice(0, 9).join(' ')} لن يكتمل قبل ثلاث سنوات بسبب نقص التمويل وتأخر وصول المعدات من المرفأ`,
    ],
    [
      'its clauses in another order',
      [...words.slice(11), ...words.slice(0, 11)].join(' ').replace('وقالت', 'كما قالت'),
    ],
    ['its words, far apart', words.map((word) => `${word} جدا حقا`).join(' ')],
    ['its last words alone', words.slice(-7).join(' ')],
    ['other news', OTHER],
    ['nothing', ''],
  ])('is not %s', (_, told) => {
    expect(found([STATEMENT], [told])).toEqual([]);
    expect(found([told], [STATEMENT])).toEqual([]);
  });

  it('is found past the words that are compared', () => {
    const long = Array.from(
      { length: 30 },
      (_, i) =>
        `${OTHER.split(' ')
          .map((word) => word + i)
          .join(' ')}`,
    );
    expect(found([...long, STATEMENT], [...long, STATEMENT]).at(-1)).toEqual([30, 30]);
  });
});
