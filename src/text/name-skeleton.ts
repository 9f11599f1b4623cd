/**
 * Skeletons of words that the background does not know, most of them foreign names. One outlet writes غريغور, another جريجور or قريقور; one
 * writes دانيال, another دانييل. Letters for one foreign sound become one letter, and long vowels, which writers put in or leave out, count
 * only in short names.
 */
import { hashCodes } from './hash.ts';
import { ALEF, DAL, GHAIN, JEEM, KAF, QAF, SAD, SEEN, SHEEN, TAH, TEH, THAL, THEH, WAW, YEH, ZAIN } from './letters.ts';
import { isArabic } from './stem.ts';

/** Shorter words are as often rare forms of Arabic words. */
const LETTERS_MIN = 5;
/** A token is no longer than this. */
const LETTERS_MAX = 32;
const CONSONANTS_MIN = 3;
/** From so many on hardly any ordinary word has the skeleton of a name. */
export const CONSONANTS_OF_NAMES = 5;
/** From so many consonants on the vowels are left out. */
const CONSONANTS_ENOUGH = 4;

/** Each row: the letters for one sound. The first stands for all of them. Expects normalized letters: چ is ج already, ڤ ف. */
const SOUNDS: readonly (readonly string[])[] = [
  [JEEM, GHAIN, QAF, KAF],
  [TEH, TAH, THEH],
  [SEEN, SAD, ZAIN],
  [DAL, THAL],
  [ALEF, WAW, YEH],
];
const VOWEL = ALEF.charCodeAt(0);
const SOUND = Uint16Array.from({ length: 0x100 }, (_, low) => 0x0600 + low);
for (const [sound = '', ...letters] of SOUNDS) {
  for (const letter of letters) SOUND[letter.charCodeAt(0) & 0xff] = sound.charCodeAt(0);
}
const T = TEH.charCodeAt(0);
const SH = SHEEN.charCodeAt(0);

const full = new Uint16Array(LETTERS_MAX);
const consonants = new Uint16Array(LETTERS_MAX);

/** Hash of the skeleton of the Arabic letters from `start` to `end` (exclusive); undefined for a word too short or too long to be a name, or with fewer consonants. */
export function skeletonHash(
  codes: Uint16Array,
  start: number,
  end: number,
  consonantsMin = CONSONANTS_MIN,
): number | undefined {
  if (end - start < LETTERS_MIN || end - start > LETTERS_MAX) return undefined;
  let letters = 0;
  let hard = 0;
  for (let i = start; i < end; i++) {
    const code = codes[i] ?? 0;
    // تش is the English ch, which others write ش.
    if (code === T && codes[i + 1] === SH) continue;
    const sound = isArabic(code) ? (SOUND[code & 0xff] ?? 0) : code;
    if (letters > 0 && sound === full[letters - 1]) continue;
    full[letters++] = sound;
    // A vowel that begins a name is never left out.
    if (sound !== VOWEL || i === start) consonants[hard++] = sound;
  }
  if (hard < consonantsMin) return undefined;
  return hard < CONSONANTS_ENOUGH ? hashCodes(full, 0, letters) : hashCodes(consonants, 0, hard);
}
