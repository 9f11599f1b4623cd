/**
 * The light10 stemmer of Larkey, Ballesteros & Connell (2007), as Lucene ships it: cuts one prefix, then suffixes, and always leaves at least
 * two letters. Expects normalized words (ة is already ه, ى already ي). Leaves words of other scripts as they are.
 */

import { ALEF, BEH, FEH, HEH, KAF, LAM, NOON, TEH, WAW, YEH } from './letters.ts';
import { toCodes } from './normalize.ts';

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

/** Each is tried once, in this order; each cut leaves at least two letters. */
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

/** An affix in code units. */
interface Cut {
  readonly codes: readonly number[];
  /** Length a word must have, UTF-16 units, for enough letters to be left. */
  readonly from: number;
}

function cutOf({ affix, leaves }: { readonly affix: string; readonly leaves: number }): Cut {
  return { codes: Array.from(affix, (letter) => letter.charCodeAt(0)), from: affix.length + leaves };
}

const FRONT = PREFIXES.map(cutOf);
const BACK = SUFFIXES.map(cutOf);
/** The Arabic letters that may begin a prefix or end a suffix: most words are done after this one look. */
const BEGINS = new Uint8Array(0x100);
const ENDS = new Uint8Array(0x100);
for (const { codes } of FRONT) BEGINS[(codes[0] ?? 0) & 0xff] = 1;
for (const { codes } of BACK) ENDS[(codes.at(-1) ?? 0) & 0xff] = 1;

/** The stem of one normalized word. */
export function stem(word: string): string {
  const { codes, length } = toCodes(word);
  if (!isArabic(codes[0] ?? 0)) return word;
  const start = stemStart(codes, 0, length);
  return word.slice(start, stemEnd(codes, start, length));
}

/** Tells by its first code unit whether a word is Arabic: only Arabic words are stemmed. */
export function isArabic(code: number): boolean {
  return code >= 0x0600 && code <= 0x06ff;
}

/** Where the stem begins of the Arabic word that stands at `start`…`end` (exclusive). */
export function stemStart(codes: Uint16Array, start: number, end: number): number {
  if (BEGINS[(codes[start] ?? 0) & 0xff] === 0) return start;
  for (let i = 0; i < FRONT.length; i++) {
    const cut = FRONT[i] as Cut;
    if (end - start >= cut.from && standsAt(codes, start, cut)) return start + cut.codes.length;
  }
  return start;
}

/** Where the stem that begins at `start` ends. */
export function stemEnd(codes: Uint16Array, start: number, end: number): number {
  if (ENDS[(codes[end - 1] ?? 0) & 0xff] === 0) return end;
  let left = end;
  for (let i = 0; i < BACK.length; i++) {
    const cut = BACK[i] as Cut;
    if (left - start >= cut.from && standsAt(codes, left - cut.codes.length, cut)) left -= cut.codes.length;
  }
  return left;
}

function standsAt(codes: Uint16Array, at: number, cut: Cut): boolean {
  for (let i = 0; i < cut.codes.length; i++) if (codes[at + i] !== cut.codes[i]) return false;
  return true;
}
