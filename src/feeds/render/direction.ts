/**
 * Arabic text that foreign words or numbers stand in (UAX #9). What shows a line goes by its first letter, and a number by the last
 * letter before it: without a mark, Arabic that begins in Latin is read from the wrong side, and so is a date after a Latin name.
 * Characters, not <bdi>: titles have no markup, and readers clean it out of the rest.
 */

/** U+200F: no width, as strong as an Arabic letter. */
const RIGHT_TO_LEFT_MARK = '\u200f';

const LATIN = /\p{Script=Latin}/u;
const LATIN_BEFORE_ARABIC = /^[^\p{L}]*\p{Script=Latin}.*\p{Script=Arabic}/su;

/** Arabic whose first letter is Latin: «Apple تطلق هاتفًا». */
export function beginsInLatin(text: string): boolean {
  return LATIN_BEFORE_ARABIC.test(text);
}

/** As a line of its own that says by itself which way it reads. */
export function selfDirected(text: string): string {
  return beginsInLatin(text) ? RIGHT_TO_LEFT_MARK + text : text;
}

/** What keeps a number from being read as the last word of the `text` before it; '' where nothing has to. */
export function rtlMarkAfter(text: string): string {
  return LATIN.test(text) ? RIGHT_TO_LEFT_MARK : '';
}
