/**
 * The light10 stemmer of Larkey, Ballesteros & Connell (2007), as Lucene ships it: one prefix off the front, then
 * suffixes off the end, always leaving a word. Words are expected folded (ة is already ه, ى already ي). Words of other scripts
 * come back as they are.
 */
import { toCodes } from './fold.ts';
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

/** The stem of one folded word. */
export function stem(word: string): string {
  const { codes, length } = toCodes(word);
  if (!isArabic(codes[0] ?? 0)) return word;
  const start = stemStart(codes, 0, length);
  return word.slice(start, stemEnd(codes, start, length));
}

/** By the first code unit of a word: only Arabic ones are stemmed. */
export function isArabic(code: number): boolean {
  return code >= 0x0600 && code <= 0x06ff;
}

/** Where the stem of the Arabic word in code units from `start` to `end` begins. */
export function stemStart(codes: Uint16Array, start: number, end: number): number {
  for (const { affix, leaves } of PREFIXES) {
    if (end - start - affix.length >= leaves && standsAt(codes, start, affix)) return start + affix.length;
  }
  return start;
}

/** Where the stem that begins at `start` ends. */
export function stemEnd(codes: Uint16Array, start: number, end: number): number {
  let left = end;
  for (const { affix, leaves } of SUFFIXES) {
    if (left - start - affix.length >= leaves && standsAt(codes, left - affix.length, affix)) left -= affix.length;
  }
  return left;
}

function standsAt(codes: Uint16Array, at: number, affix: string): boolean {
  for (let i = 0; i < affix.length; i++) if (codes[at + i] !== affix.charCodeAt(i)) return false;
  return true;
}
