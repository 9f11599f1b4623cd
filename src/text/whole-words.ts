/**
 * Words that are not stemmed, because their ending says how many: three and thirty (ثلاثة, ثلاثون) would be one word, one goal and two (هدف, هدفين)
 * another. Each may have a particle written on it.
 */
import { hashText } from './hash.ts';
import { ALEF, BEH, KAF, LAM, WAW } from './letters.ts';
import { normalize } from './normalize.ts';
import { stem } from './stem.ts';

/** Number words by value. «اثنين» without its article is two, «الاثنين» Monday. */
const NUMBERS: readonly (readonly [value: number, words: string])[] = [
  [2, 'اثنان اثنين اثنتان اثنتين اثنا اثني اثنتا اثنتي'],
  [3, 'ثلاثة ثلاث'],
  [4, 'أربعة أربع'],
  [5, 'خمسة خمس'],
  [6, 'ستة ست'],
  [7, 'سبعة سبع'],
  [8, 'ثمانية ثماني ثمان'],
  [9, 'تسعة تسع'],
  [10, 'عشرة'],
  [20, 'عشرون عشرين'],
  [30, 'ثلاثون ثلاثين'],
  [40, 'أربعون أربعين'],
  [50, 'خمسون خمسين'],
  [60, 'ستون ستين'],
  [70, 'سبعون سبعين'],
  [80, 'ثمانون ثمانين'],
  [90, 'تسعون تسعين'],
  [200, 'مئتان مئتين مئتا مئتي مائتان مائتين مائتا مائتي'],
  [300, 'ثلاثمئة ثلاثمائة'],
  [400, 'أربعمئة أربعمائة'],
  [500, 'خمسمئة خمسمائة'],
  [600, 'ستمئة ستمائة'],
  [700, 'سبعمئة سبعمائة'],
  [800, 'ثمانمئة ثمانمائة ثمانيمئة ثمانيمائة'],
  [900, 'تسعمئة تسعمائة'],
  [2000, 'ألفان ألفين'],
];
const THOUSAND = 'ألف ألفا آلاف';
const TWO_GOALS = 'هدفان هدفين';

const PARTICLES = ['', WAW, BEH, LAM, KAF, ALEF + LAM];
/** With a particle these are other words: I am not, and Monday. */
const OTHER_WORDS = new Set(['لست', 'الاثنين']);

/** Enough of a stem's bits that nearly every other word needs no look-up. */
const BITS = 0xfff;
const stems = new Uint8Array(BITS + 1);

/** Whether a stem may be that of a whole word. */
export function mayBeWhole(stemTerm: number): boolean {
  return stems[(stemTerm >>> 1) & BITS] === 1;
}

function wholes(words: string): readonly number[] {
  return words
    .split(' ')
    .flatMap((word) => PARTICLES.map((particle) => particle + normalize(word)))
    .filter((word) => !OTHER_WORDS.has(word))
    .map((word) => {
      stems[(hashText(stem(word)) >>> 1) & BITS] = 1;
      return (hashText(word) & ~1) >>> 0;
    });
}

/** The value of each number word, by its term: the hash of the whole word. */
export const NUMBER_WORDS: ReadonlyMap<number, number> = new Map(
  NUMBERS.flatMap(([value, words]) => wholes(words).map((term) => [term, value] as const)),
);
export const THOUSANDS: ReadonlySet<number> = new Set(wholes(THOUSAND));
export const GOALS_OF_TWO: ReadonlySet<number> = new Set(wholes(TWO_GOALS));

/** The terms of all words that are not stemmed. */
export const WHOLE_WORDS: ReadonlySet<number> = new Set([...NUMBER_WORDS.keys(), ...THOUSANDS, ...GOALS_OF_TWO]);
