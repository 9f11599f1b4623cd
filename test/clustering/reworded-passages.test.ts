import { describe, expect, it } from 'vitest';
import type { Fingerprint } from '../../src/clustering/fingerprint.ts';
import { rewordedPassages } from '../../src/clustering/reworded-passages.ts';
import { article } from './newsroom.ts';

const fingerprint = (...paragraphs: string[]): Fingerprint => article(1, 'a', { title: '', paragraphs }).fingerprint;

const STATEMENT =
  'وقالت وزيرة البيئة نادين حرفوش إن السد الجديد على نهر البارد سيخزن أربعين مليون متر مكعب من المياه قبل نهاية الشتاء المقبل';
const REWORDED =
  'وذكرت نادين حرفوش وزيرة البيئة أن السد الجديد على نهر البارد يتسع لتخزين أربعين مليون متر مكعب مع انقضاء الشتاء';
const OTHER =
  'واحتفل أهالي بلدة كفرحلدا بعودة قافلة الحرير التي انطلقت من المرفأ القديم وجابت قرى الساحل طوال أسبوعين كاملين';
/** The statement's words without two of them side by side. */
const LOOSE = [
  ...STATEMENT.split(' ').filter((_, i) => i % 2 === 0),
  ...STATEMENT.split(' ').filter((_, i) => i % 2 === 1),
];

describe('reworded passages', () => {
  it('are found wherever they stand, with their index in both articles', () => {
    expect(rewordedPassages(fingerprint(OTHER, STATEMENT), fingerprint(REWORDED), 7)).toEqual([
      { kind: 'reworded', passage: 1, other: 7, otherPassage: 0 },
    ]);
    expect(rewordedPassages(fingerprint(REWORDED), fingerprint(OTHER, STATEMENT), 7)).toEqual([
      { kind: 'reworded', passage: 0, other: 7, otherPassage: 1 },
    ]);
  });

  it('are not found in passages with other news', () => {
    expect(rewordedPassages(fingerprint(STATEMENT), fingerprint(OTHER), 7)).toEqual([]);
  });

  it('are not found in scattered words, which show a topic only', () => {
    expect(rewordedPassages(fingerprint(STATEMENT), fingerprint(LOOSE.toReversed().join(' ')), 7)).toEqual([]);
  });

  it('are not found where one clause of many is the same', () => {
    const clause = 'وزيرة البيئة نادين حرفوش زارت السد الجديد على نهر البارد';
    expect(rewordedPassages(fingerprint(STATEMENT), fingerprint(`${clause} ${OTHER}`), 7)).toEqual([]);
  });

  it('are the pairs with most in common', () => {
    const shortened = STATEMENT.split(' ').slice(0, 18).join(' ');
    expect(rewordedPassages(fingerprint(REWORDED), fingerprint(shortened, STATEMENT), 7)).toHaveLength(1);
    const [found] = rewordedPassages(fingerprint(STATEMENT), fingerprint(REWORDED, STATEMENT), 7);
    expect(found?.otherPassage).toBe(1);
  });

  it('are not looked for in passages of a few words or none', () => {
    const few = STATEMENT.split(' ').slice(0, 7).join(' ');
    expect(rewordedPassages(fingerprint(few), fingerprint(few), 7)).toEqual([]);
    expect(rewordedPassages(fingerprint(), fingerprint(STATEMENT), 7)).toEqual([]);
  });
});
