/**
 * One spelling for what writers spell several ways. Follows Lucene's ArabicNormalizer and goes further: all hamza seats,
 * Persian and Urdu letter forms, presentation forms, digits, bidi marks. Folding twice changes nothing. What is folded
 * is compared, never shown.
 */
import {
  ALEF,
  ALEF_MAKSURA,
  ALEF_WASLA,
  ARABIC_INDIC_ZERO,
  BEH,
  EXTENDED_ARABIC_INDIC_ZERO,
  FARSI_YEH,
  FEH,
  GAF,
  HEH,
  HEH_GOAL,
  JEEM,
  KAF,
  KEHEH,
  PEH,
  TATWEEL,
  TCHEH,
  TEH_MARBUTA,
  TEH_MARBUTA_GOAL,
  VEH,
  YEH,
} from './letters.ts';

const ONE_FOR_ANOTHER: Readonly<Record<string, string>> = {
  [ALEF_WASLA]: ALEF,
  [ALEF_MAKSURA]: YEH,
  [FARSI_YEH]: YEH,
  [TEH_MARBUTA]: HEH,
  [TEH_MARBUTA_GOAL]: HEH,
  [HEH_GOAL]: HEH,
  [KEHEH]: KAF,
  // Letters borrowed for foreign names: one outlet writes چيفري, ڤيينا, پاريس, another the nearest Arabic letter.
  [GAF]: KAF,
  [VEH]: FEH,
  [PEH]: BEH,
  [TCHEH]: JEEM,
};

for (let digit = 0; digit <= 9; digit++) {
  const table = ONE_FOR_ANOTHER as Record<string, string>;
  table[String.fromCharCode(ARABIC_INDIC_ZERO + digit)] = String(digit);
  table[String.fromCharCode(EXTENDED_ARABIC_INDIC_ZERO + digit)] = String(digit);
}

const FOLDED = new RegExp(`[${Object.keys(ONE_FOR_ANOTHER).join('')}]`, 'g');
/**
 * Combining marks of any script, tatweel, and invisible format characters (bidi marks, joiners). After NFKD hamza and madda are such marks
 * too, so that آ أ إ ؤ ئ leave their seats ا و ي.
 */
const DROPPED = new RegExp(`[\\p{Mn}\\p{Me}\\p{Cf}${TATWEEL}]`, 'gu');

/** Folds any text, of any script; '' for ''. Latin letters lose case and accents. Lone surrogates become U+FFFD. */
export function normalize(text: string): string {
  let folded = '';
  let copied = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = code < KINDS.length ? KINDS[code] || kindOf(code) : ELSEWHERE;
    if (kind === SAME) continue;
    if (kind === ELSEWHERE) return foldAnything(text);
    folded += text.slice(copied, i) + FOLDED_ALONE[code];
    copied = i + 1;
  }
  return copied === 0 ? text : folded + text.slice(copied);
}

/** Folded text as code units, the first `length` of `codes`; behind them stand zeros, so that a reader may look four ahead. */
export interface Codes {
  readonly codes: Uint16Array;
  readonly length: number;
}

/** One letter alone never folds to more: ⁗ is four primes. */
const UNITS_A_LETTER = 4;
const BEHIND = 4;
let buffer = new Uint16Array(8_192);

/** The same as `fold`, without a string: in one buffer, which the next call overwrites. For whoever reads it at once. */
export function normalizeToCodes(text: string): Codes {
  if (buffer.length < UNITS_A_LETTER * text.length + BEHIND) {
    buffer = new Uint16Array(UNITS_A_LETTER * text.length + BEHIND);
  }
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = code < KINDS.length ? KINDS[code] || kindOf(code) : ELSEWHERE;
    if (kind === SAME || kind === ONE) buffer[length++] = FOLDED_UNIT[code] ?? 0;
    else if (kind === ELSEWHERE) return toCodes(foldAnything(text));
    else {
      const folded = FOLDED_ALONE[code] ?? '';
      for (let at = 0; at < folded.length; at++) buffer[length++] = folded.charCodeAt(at);
    }
  }
  buffer.fill(0, length, length + BEHIND);
  return { codes: buffer, length };
}

/** A folded text as code units, in the same buffer. */
export function toCodes(folded: string): Codes {
  if (buffer.length < folded.length + BEHIND) buffer = new Uint16Array(folded.length + BEHIND);
  for (let i = 0; i < folded.length; i++) buffer[i] = folded.charCodeAt(i);
  buffer.fill(0, folded.length, folded.length + BEHIND);
  return { codes: buffer, length: folded.length };
}

/**
 * Letters that fold to the same whatever stands beside them: Latin, Arabic and the general punctuation, which are nearly all of
 * Arabic news. One look-up each, instead of six passes over the text. Elsewhere marks change order, or a sigma its form.
 */
const ALONE: readonly (readonly [first: number, last: number])[] = [
  [0x0000, 0x024f],
  [0x0600, 0x06ff],
  [0x2000, 0x206f],
];
const SAME = 1;
/** Another, but one. */
const ONE = 2;
/** None, or several. */
const OTHERS = 3;
const ELSEWHERE = 4;
/** By code unit; 0: not met yet. */
const KINDS = new Uint8Array(0x2070);
const FOLDED_ALONE: string[] = [];
/** The same where it is one unit. */
const FOLDED_UNIT = new Uint16Array(KINDS.length);

function kindOf(code: number): number {
  const letter = String.fromCharCode(code);
  const alone = ALONE.some(([first, last]) => code >= first && code <= last);
  const folded = alone ? foldAnything(letter) : letter;
  FOLDED_ALONE[code] = folded;
  FOLDED_UNIT[code] = folded.charCodeAt(0);
  const kind = !alone ? ELSEWHERE : folded === letter ? SAME : folded.length === 1 ? ONE : OTHERS;
  KINDS[code] = kind;
  return kind;
}

function foldAnything(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(DROPPED, '')
    .replace(FOLDED, (letter) => ONE_FOR_ANOTHER[letter] ?? letter);
}
