/**
 * The light10 stemmer of Larkey, Ballesteros & Connell (2007), as Lucene ships it: one prefix off the front, then
 * suffixes off the end, always leaving a word. Words are expected folded (ة is already ه, ى already ي). Words of other scripts
 * come back as they are.
 */
import { ALEF, BEH, FEH, HEH, KAF, LAM, NOON, TEH, WAW, YEH } from './letters.ts';

const AL = ALEF + LAM;

/** Tried in this order; the first that fits is cut. */
export const PREFIXES: readonly { readonly affix: string; readonly leaves: number }[] = [
  { affix: AL, leaves: 2 },
  { affix: WAW + AL, leaves: 2 },
  { affix: BEH + AL, leaves: 2 },
  { affix: KAF + AL, leaves: 2 },
  { affix: FEH + AL, leaves: 2 },
  { affix: LAM + LAM, leaves: 2 },
  // A lone waw is as often the word's own first letter: three must remain.
  { affix: WAW, leaves: 3 },
];

/** Each is tried once, in this order. */
export const SUFFIXES: readonly { readonly affix: string; readonly leaves: number }[] = [
  HEH + ALEF,
  ALEF + NOON,
  ALEF + TEH,
  WAW + NOON,
  YEH + NOON,
  YEH + HEH,
  HEH,
  YEH,
].map((affix) => ({ affix, leaves: 2 }));

const ARABIC_LETTER = /^[\u0600-\u06FF]/;

/** The stem of one folded word. */
export function stem(word: string): string {
  if (!ARABIC_LETTER.test(word)) return word;
  let left = word;
  for (const { affix, leaves } of PREFIXES) {
    if (left.length - affix.length >= leaves && left.startsWith(affix)) {
      left = left.slice(affix.length);
      break;
    }
  }
  for (const { affix, leaves } of SUFFIXES) {
    if (left.length - affix.length >= leaves && left.endsWith(affix)) left = left.slice(0, -affix.length);
  }
  return left;
}
