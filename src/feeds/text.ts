/**
 * One line of text as a reader may see it. Promises: no control characters, no bidi or other invisible format
 * characters (they reorder or hide what surrounds them), no lone surrogates or noncharacters (XML refuses both),
 * whitespace folded to single spaces, Unicode NFC. Idempotent. Refuses nothing: any string gives a string.
 */

/**
 * Format characters (Cf) but for the Arabic number signs and the end-of-ayah mark, which are drawn; the variation
 * selectors stay. ZWNJ and ZWJ go too: Arabic needs neither, and they make equal words unequal.
 */
const INVISIBLE = /[[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]--[\s\u0600-\u0605\u06dd\u070f\u08e2]]/gv;
const WHITESPACE = /\s+/g;
/** Nobody means a control by these: they are windows-1252's quotation marks and dashes, taken for Latin-1 (as HTML holds too). */
const WINDOWS = /[\u0080-\u009f]/g;
const windows1252 = new TextDecoder('windows-1252');
/** Marks on one letter past the eighth ("zalgo"): Arabic needs three, and ordering n of them takes n² steps. */
const MARKS = /(\p{M}{8})\p{M}+/gu;
/** Letters, digits and signs of everyday Arabic and Latin text, marks not among them: no rule above changes any of them. */
const EVERYDAY = String.raw` -~\xa1-\xac\xae-\u02ff\u060c-\u060f\u061b\u061d-\u064a\u0660-\u066f\u0671-\u06d5\u2010-\u2027`;
/** A vowel sign or the like; two on one letter have an order (NFC), one alone stays what and where it is. */
const VOWEL = String.raw`\u064b-\u0652`;
const VOWELS = new RegExp(`[${VOWEL}]{2}`);
/**
 * Told in half the time of what follows, of nine paragraphs in ten: what may not be everyday letters, or two spaces in a row.
 * Few ranges, for each costs at every letter.
 */
const DOUBTFUL = / {2}|[^ -~\xab\xbb\u060c\u061b\u061d-\u0652]/;
/** What the rules above may change: all but everyday letters, at most one vowel sign on each, with single spaces between them. */
const UNTIDY = new RegExp(`[^${EVERYDAY}${VOWEL}]`);
/** The same but for white space. */
const STRANGE = new RegExp(`[^\\s${EVERYDAY}${VOWEL}]`);
/** More marks than MARKS leaves are more of what is not everyday. */
const CROWDED = new RegExp(`[^${EVERYDAY}]{9}`, 'u');

/** '' for text with nothing visible in it. */
export function cleanLine(text: string): string {
  // Most paragraphs need none of the rules, and these looks cost a tenth of applying them.
  if (isTidy(text)) return VOWELS.test(text) ? asRuled(text) : text;
  return STRANGE.test(text) || VOWELS.test(text) ? asRuled(text) : text.replace(WHITESPACE, ' ').trim();
}

function isTidy(text: string): boolean {
  if (text.startsWith(' ') || text.endsWith(' ')) return false;
  return !DOUBTFUL.test(text) || (!UNTIDY.test(text) && !text.includes('  '));
}

function asRuled(text: string): string {
  const meant = text.replace(WINDOWS, (letter) => windows1252.decode(Uint8Array.of(letter.charCodeAt(0))));
  const visible = meant.replace(INVISIBLE, '').replace(WHITESPACE, ' ').trim();
  // Once more after NFC, which may take one mark apart into two.
  return fewMarks(fewMarks(visible).normalize('NFC'));
}

function fewMarks(text: string): string {
  return CROWDED.test(text) ? text.replace(MARKS, '$1') : text;
}

/** At most `max` UTF-16 units, never half a character; cut at the last space where there is one near the end. */
export function bounded(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max);
  const space = cut.lastIndexOf(' ');
  if (space > max * 0.8) return cut.slice(0, space).trimEnd();
  const last = cut.charCodeAt(max - 1);
  return last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut;
}
