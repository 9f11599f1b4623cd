/**
 * Keeps mixed Arabic and Latin lines readable (UAX #9). A renderer takes a line's direction from its first letter, and a
 * number's from the letter before it, so an Arabic line that begins in Latin, or a date after a Latin name, comes out wrong.
 * A right-to-left mark is used rather than <bdi>, because titles have no markup and feed readers strip it elsewhere.
 */

/** U+200F: invisible, and as strongly right-to-left as an Arabic letter. */
const RIGHT_TO_LEFT_MARK = '\u200f';

const LETTER = /\p{L}/u;
const RIGHT_TO_LEFT = /\p{Script=Arabic}|\p{Script=Hebrew}|\p{Script=Syriac}|\p{Script=Thaana}/u;
const LATIN = /\p{Script=Latin}/u;
const ARABIC = /\p{Script=Arabic}/u;

/** Arabic whose first letter is Latin: «Apple تطلق هاتفًا». */
export function beginsInLatin(text: string): boolean {
  const latin = text.search(LATIN);
  const letter = text.search(LETTER);
  return latin >= 0 && (letter < 0 || latin <= letter) && ARABIC.test(text.slice(latin));
}

/** Words of Latin or another such script, and none that is read from the right: «OpenStreetMap maps 1,200 km». */
export function isLeftToRight(text: string): boolean {
  return LETTER.test(text) && !RIGHT_TO_LEFT.test(text);
}

/** Has letters that are read from the right, so that it is a right-to-left line even where it begins in Latin. */
export function isRightToLeft(text: string): boolean {
  return RIGHT_TO_LEFT.test(text);
}

/** The text as a line that is shown right-to-left wherever it stands. */
export function selfDirected(text: string): string {
  return beginsInLatin(text) ? RIGHT_TO_LEFT_MARK + text : text;
}

/** A mark between `text` and a number after it, if the text has Latin letters; otherwise ''. */
export function rtlMarkAfter(text: string): string {
  return LATIN.test(text) ? RIGHT_TO_LEFT_MARK : '';
}
