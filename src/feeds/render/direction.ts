/**
 * Arabic text that foreign words or numbers stand in (UAX #9). What shows it goes by the first letter or by the neighbours of a
 * number, and gets wrong what begins in Latin, or what follows it.
 */

/** U+200F: no width, as strong as an Arabic letter. What comes after it is not drawn into a Latin word before it. */
export const RIGHT_TO_LEFT_MARK = '\u200f';

const LATIN_BEFORE_ARABIC = /^[^\p{L}]*\p{Script=Latin}.*\p{Script=Arabic}/su;

/** Arabic whose first letter is Latin: «Apple تطلق هاتفًا». */
export function beginsInLatin(text: string): boolean {
  return LATIN_BEFORE_ARABIC.test(text);
}

/** As a line of text that says by itself which way it reads, where no markup can. */
export function selfDirected(text: string): string {
  return beginsInLatin(text) ? RIGHT_TO_LEFT_MARK + text : text;
}
