/**
 * Splits normalized text into tokens: runs of letters, or numbers with their decimals. Punctuation, hashtag signs and underscores separate
 * tokens. Accepts any text, in time linear in its length.
 */

import { type Codes, toCodes } from './normalize.ts';

/** Longest token, UTF-16 units. No Arabic or Latin news word is longer; a longer run of letters (no spaces, hostile) is cut here. */
export const WORD_CHARS_MAX = 32;

const LETTER = /^[\p{L}\p{Nl}\p{No}]$/u;
/** Kind of each code unit, computed when it is first met; 0 before. */
const KINDS = new Uint8Array(0x1_0000);
const IN_WORD = 1;
const DIGIT = 2;
const BETWEEN = 3;
/** A high surrogate: the low one decides whether the pair is a letter. */
const HALF = 4;

function kindOf(code: number): number {
  if (isDigit(code)) return DIGIT;
  if (code >= 0xd800 && code <= 0xdbff) return HALF;
  return LETTER.test(String.fromCharCode(code)) ? IN_WORD : BETWEEN;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Code units of the letter at `at`: 1 or 2; 0 when it is no letter. */
function letterAt(codes: Uint16Array, at: number): number {
  const code = codes[at] ?? 0;
  let kind = KINDS[code] ?? BETWEEN;
  if (kind === 0) {
    kind = kindOf(code);
    KINDS[code] = kind;
  }
  if (kind === IN_WORD) return 1;
  return kind === HALF && LETTER.test(String.fromCharCode(code, codes[at + 1] ?? 0)) ? 2 : 0;
}

const ZERO = 0x30;
const COMMA = 0x2c;
const THOUSANDS_SEPARATOR = 0x066c;
const POINT = 0x2e;
const DECIMAL_SEPARATOR = 0x066b;

/** True for a mark followed by exactly three digits. */
function separatesThousands(codes: Uint16Array, at: number): boolean {
  if (codes[at] !== COMMA && codes[at] !== THOUSANDS_SEPARATOR) return false;
  for (let i = 1; i <= 3; i++) if (!isDigit(codes[at + i] ?? 0)) return false;
  return !isDigit(codes[at + 4] ?? 0);
}

/**
 * A decimal point; or the decimal comma of the Maghreb, «0,4» and «12,5», with one or two digits after it or a lone zero before it. Commas that
 * follow each other stand in a list.
 */
function beginsDecimals(codes: Uint16Array, start: number, at: number): boolean {
  if (!isDigit(codes[at + 1] ?? 0)) return false;
  if (codes[at] !== COMMA) return codes[at] === POINT || codes[at] === DECIMAL_SEPARATOR;
  if (codes[start - 1] === COMMA) return false;
  if (at === start + 1 && codes[start] === ZERO) return true;
  const end = isDigit(codes[at + 2] ?? 0) ? at + 3 : at + 2;
  return !isDigit(codes[end] ?? 0) && codes[end] !== COMMA;
}

/**
 * Calls `each` with the start and end of every token of a normalized text, in order. Longer tokens are cut to WORD_CHARS_MAX. Numbers are
 * rewritten in place, without thousands separators and with a decimal point.
 */
export function scanTokens({ codes, length }: Codes, each: (start: number, end: number) => void): void {
  for (let at = 0; at < length; ) {
    const start = at;
    if (isDigit(codes[at] ?? 0)) {
      let end = start;
      let decimals = false;
      for (;;) {
        if (isDigit(codes[at] ?? 0)) codes[end++] = codes[at++] ?? 0;
        else if (!decimals && beginsDecimals(codes, start, at)) {
          decimals = true;
          codes[end++] = POINT;
          at++;
        } else if (separatesThousands(codes, at)) at++;
        else break;
      }
      each(start, Math.min(end, start + WORD_CHARS_MAX));
      continue;
    }
    do {
      while (KINDS[codes[at] ?? 0] === IN_WORD) at++;
      at += letterAt(codes, at);
    } while (at > start && letterAt(codes, at) > 0);
    if (at === start) at++;
    else each(start, Math.min(at, start + WORD_CHARS_MAX));
  }
}

/** Tokens of a normalized text, in order; [] for none. */
export function tokenize(normalized: string): string[] {
  const found: string[] = [];
  const text = toCodes(normalized);
  scanTokens(text, (start, end) => {
    found.push(String.fromCharCode(...text.codes.subarray(start, end)));
  });
  return found;
}

/** Tells a number from a word by the first code unit of a token. */
export function beginsNumber(code: number): boolean {
  return isDigit(code);
}
