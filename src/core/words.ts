/**
 * Text into words: runs of letters, or numbers with their decimals. Punctuation, hashtag signs and underscores part words. Promises
 * an answer in time linear in the text, whatever the text; refuses nothing.
 */
import { WORD_CHARS_MAX } from './limits.ts';

/** ٬ and , between thousands; ٫ and . before decimals. */
const THOUSANDS = /(?<=\d)[,٬](?=\d{3}(?!\d))/g;
const DECIMAL = /(?<=\d)٫(?=\d)/g;
const WORD = /\d+(?:\.\d+)?|[\p{L}\p{Nl}\p{No}]+/gu;

/** Words of a folded text, in order; [] for none. Each at most WORD_CHARS_MAX long: what is longer is cut. */
export function words(folded: string): string[] {
  const found = folded.replace(THOUSANDS, '').replace(DECIMAL, '.').match(WORD) ?? [];
  return found.map((word) => (word.length > WORD_CHARS_MAX ? word.slice(0, WORD_CHARS_MAX) : word));
}

export function isNumber(word: string): boolean {
  const first = word.charCodeAt(0);
  return first >= 0x30 && first <= 0x39;
}
