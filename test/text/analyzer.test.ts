/** The analyzer over code units must agree with the plain definition of each step over strings and regular expressions. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyze, termOf } from '../../src/text/analyzer.ts';
import { levelOf } from '../../src/text/background-frequency.ts';
import { hashText } from '../../src/text/hash.ts';
import { normalize, normalizeToCodes } from '../../src/text/normalize.ts';
import { PREFIXES, SUFFIXES, stem } from '../../src/text/stem.ts';
import { tokenize, WORD_CHARS_MAX } from '../../src/text/tokenize.ts';
import { WHOLE_WORDS } from '../../src/text/whole-words.ts';

const THOUSANDS = '(?:[,٬]\\d{3}(?!\\d))*';
const NUMBER = `(?<=,)\\d+${THOUSANDS}(?:[.٫]\\d+)?|0,\\d+|\\d+${THOUSANDS}(?:[.٫]\\d+|,\\d{1,2}(?![\\d,]))?`;
const TOKEN = new RegExp(`${NUMBER}|[\\p{L}\\p{Nl}\\p{No}]+`, 'gu');

function plainWords(normalized: string): string[] {
  return (normalized.match(TOKEN) ?? []).map((word) => {
    const plain = word
      .replace(/^0,/, '0.')
      .replace(/[,٬](?=\d{3}(?!\d))/g, '')
      .replace(/[,٫](?=\d)/, '.');
    return plain.slice(0, WORD_CHARS_MAX);
  });
}

function plainStem(word: string): string {
  if (!/^[\u0600-\u06FF]/.test(word)) return word;
  let left = word;
  const prefix = PREFIXES.find(({ affix, leaves }) => left.length - affix.length >= leaves && left.startsWith(affix));
  left = left.slice(prefix?.affix.length ?? 0);
  for (const { affix, leaves } of SUFFIXES) {
    if (left.length - affix.length >= leaves && left.endsWith(affix)) left = left.slice(0, -affix.length);
  }
  return left;
}

function plainHash(word: string): number {
  if (/^\d/.test(word)) return (hashText(word) | 1) >>> 0;
  const stemmed = plainStem(word);
  const term = (hashText(stemmed) & ~1) >>> 0;
  if (!/^[\u0600-\u06FF]/.test(word)) return term;
  const spelling = (of: string): number => ((hashText(of) & ~0b1111) | (term & 0b1110)) >>> 0;
  const whole = (hashText(word) & ~1) >>> 0;
  if (WHOLE_WORDS.has(whole)) return whole;
  if (levelOf(term) > 0) return term;
  const rest = stemmed.slice(1);
  if (/^[بلفك]/.test(stemmed) && rest.length >= 4 && levelOf((hashText(rest) & ~1) >>> 0) > 0) return spelling(rest);
  if (stemmed.length < 5 || stemmed.length > 32) return term;
  const sounds = plainSounds(stemmed);
  const hard = `${sounds.slice(0, 1)}${sounds.slice(1).replace(/ا/g, '')}`;
  if (hard.length < 3) return term;
  return spelling(hard.length < 4 ? sounds : hard);
}

function plainSounds(word: string): string {
  return word
    .replace(/تش/g, 'ش')
    .replace(/[غقك]/g, 'ج')
    .replace(/[طث]/g, 'ت')
    .replace(/[صز]/g, 'س')
    .replace(/ذ/g, 'د')
    .replace(/[وي]/g, 'ا')
    .replace(/(.)\1+/g, '$1');
}

const AFFIXES = [...PREFIXES, ...SUFFIXES].map(({ affix }) => affix);
const LETTERS = [...'أحمد إلى مُدَرِّسٌ ـ چﻻΩσςcaféİß½²Ⅳ…\u200f\u0301ŉ𐐀𝟘🙂\ud800'];
const MARKS = [' ', ' ', '.', ',', '٬', '٫', '٣', '7', '15', '000', '250', '\u2057', '-', '_'];
const text = fc
  .array(fc.oneof(fc.constantFrom(...AFFIXES), fc.constantFrom(...LETTERS), fc.constantFrom(...MARKS)), {
    maxLength: 40,
  })
  .map((parts) => parts.join(''));
const anything = fc.oneof(text, text, fc.string({ unit: 'binary', maxLength: 40 }));

describe('text as code units in one pass', () => {
  it('normalizes as the string version does', () => {
    fc.assert(
      fc.property(anything, (written) => {
        const { codes, length } = normalizeToCodes(written);
        expect(String.fromCharCode(...codes.subarray(0, length))).toBe(normalize(written));
      }),
      { seed: 41, numRuns: 3_000 },
    );
  });

  it('finds the same words', () => {
    fc.assert(
      fc.property(anything, (written) => {
        expect(tokenize(normalize(written))).toEqual(plainWords(normalize(written)));
      }),
      { seed: 42, numRuns: 5_000 },
    );
  });

  it('stems and hashes them the same', () => {
    fc.assert(
      fc.property(anything, (written) => {
        const normalized = plainWords(normalize(written));
        expect(normalized.map(stem)).toEqual(normalized.map(plainStem));
        expect([...analyze(written)]).toEqual(normalized.map(plainHash));
        expect(termOf(written)).toBe(plainHash(normalize(written)));
      }),
      { seed: 43, numRuns: 5_000 },
    );
  });

  it('reads a text longer than any before', () => {
    const long = 'الرياض 1,250 '.repeat(9_000);
    expect(analyze(long).length).toBe(18_000);
    expect(new Set(analyze(long)).size).toBe(2);
  });
});
