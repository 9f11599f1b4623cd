/**
 * Normalizes what writers spell in several ways to one spelling. Follows Lucene's ArabicNormalizer and goes further: all hamza seats, Persian
 * and Urdu letter forms, presentation forms, digits, bidi marks. Idempotent. Normalized text is compared, never shown.
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

const REPLACEMENTS: Readonly<Record<string, string>> = {
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
  const table = REPLACEMENTS as Record<string, string>;
  table[String.fromCharCode(ARABIC_INDIC_ZERO + digit)] = String(digit);
  table[String.fromCharCode(EXTENDED_ARABIC_INDIC_ZERO + digit)] = String(digit);
}

const REPLACED = new RegExp(`[${Object.keys(REPLACEMENTS).join('')}]`, 'g');
/**
 * Removed: combining marks of any script, tatweel, and invisible format characters (bidi marks, joiners). NFKD turns hamza and madda into
 * such marks too, so that آ أ إ ؤ ئ become ا و ي.
 */
const REMOVED = new RegExp(`[\\p{Mn}\\p{Me}\\p{Cf}${TATWEEL}]`, 'gu');

/** Accepts text of any script; '' for ''. Latin letters lose case and accents. Lone surrogates become U+FFFD. */
export function normalize(text: string): string {
  let normalized = '';
  let copied = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = code < KINDS.length ? KINDS[code] || kindOf(code) : CONTEXT_DEPENDENT;
    if (kind === UNCHANGED) continue;
    if (kind === CONTEXT_DEPENDENT) return normalizeAnything(text);
    normalized += text.slice(copied, i) + NORMALIZED[code];
    copied = i + 1;
  }
  return copied === 0 ? text : normalized + text.slice(copied);
}

/** Normalized text as code units: the first `length` of `codes`. Zeros follow, so that a reader may look four units ahead. */
export interface Codes {
  readonly codes: Uint16Array;
  readonly length: number;
}

/** No single letter becomes more units than this: ⁗ becomes four primes. */
const UNITS_A_LETTER = 4;
const LOOKAHEAD = 4;
let buffer = new Uint16Array(8_192);

/** Like `normalize`, but into one buffer that the next call overwrites: making strings costs several times as much. */
export function normalizeToCodes(text: string): Codes {
  if (buffer.length < UNITS_A_LETTER * text.length + LOOKAHEAD) {
    buffer = new Uint16Array(UNITS_A_LETTER * text.length + LOOKAHEAD);
  }
  let length = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const kind = code < KINDS.length ? KINDS[code] || kindOf(code) : CONTEXT_DEPENDENT;
    if (kind === UNCHANGED || kind === ONE_UNIT) buffer[length++] = NORMALIZED_UNIT[code] ?? 0;
    else if (kind === CONTEXT_DEPENDENT) return toCodes(normalizeAnything(text));
    else {
      const normalized = NORMALIZED[code] ?? '';
      for (let at = 0; at < normalized.length; at++) buffer[length++] = normalized.charCodeAt(at);
    }
  }
  buffer.fill(0, length, length + LOOKAHEAD);
  return { codes: buffer, length };
}

/** Copies a normalized text into the same buffer. */
export function toCodes(normalized: string): Codes {
  if (buffer.length < normalized.length + LOOKAHEAD) buffer = new Uint16Array(normalized.length + LOOKAHEAD);
  for (let i = 0; i < normalized.length; i++) buffer[i] = normalized.charCodeAt(i);
  buffer.fill(0, normalized.length, normalized.length + LOOKAHEAD);
  return { codes: buffer, length: normalized.length };
}

/**
 * Ranges whose letters become the same whatever their neighbours: Latin, Arabic and general punctuation, nearly all of Arabic news. Each
 * costs one look-up instead of six passes over the text. In other ranges marks may be reordered, and a sigma depends on its position.
 */
const CONTEXT_FREE: readonly (readonly [first: number, last: number])[] = [
  [0x0000, 0x024f],
  [0x0600, 0x06ff],
  [0x2000, 0x206f],
];
const UNCHANGED = 1;
/** Replaced by one other unit. */
const ONE_UNIT = 2;
/** Removed, or replaced by several units. */
const SEVERAL_UNITS = 3;
const CONTEXT_DEPENDENT = 4;
/** Kind of each code unit, computed when it is first met; 0 before. */
const KINDS = new Uint8Array(0x2070);
const NORMALIZED: string[] = [];
/** The replacement where it is one unit. */
const NORMALIZED_UNIT = new Uint16Array(KINDS.length);

function kindOf(code: number): number {
  const letter = String.fromCharCode(code);
  const contextFree = CONTEXT_FREE.some(([first, last]) => code >= first && code <= last);
  const normalized = contextFree ? normalizeAnything(letter) : letter;
  NORMALIZED[code] = normalized;
  NORMALIZED_UNIT[code] = normalized.charCodeAt(0);
  const kind = !contextFree
    ? CONTEXT_DEPENDENT
    : normalized === letter
      ? UNCHANGED
      : normalized.length === 1
        ? ONE_UNIT
        : SEVERAL_UNITS;
  KINDS[code] = kind;
  return kind;
}

function normalizeAnything(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(REMOVED, '')
    .replace(REPLACED, (letter) => REPLACEMENTS[letter] ?? letter);
}
