/**
 * One line of text as a reader may see it: no control characters, no bidi or other invisible format characters (they reorder or
 * hide the text around them), no lone surrogates or noncharacters (XML refuses both), single spaces, Unicode NFC. Any string is
 * accepted. Idempotent.
 */

/**
 * Format characters (Cf) except the Arabic number signs and the end-of-ayah mark, which are drawn. Variation selectors
 * stay. ZWNJ and ZWJ go: Arabic needs neither, and they make equal words unequal.
 */
const INVISIBLE = /[[\p{Cc}\p{Cf}\p{Cs}\p{Noncharacter_Code_Point}]--[\s\u0600-\u0605\u06dd\u070f\u08e2]]/gv;
const WHITESPACE = /\s+/g;
/** Quotation marks and dashes of windows-1252 that were decoded as Latin-1 controls. HTML reads them so too. */
const C1_CONTROLS = /[\u0080-\u009f]/g;
const windows1252 = new TextDecoder('windows-1252');
/** Marks on one letter past the eighth ("zalgo"). Arabic needs three, and NFC takes n² steps to order n of them. */
const EXCESS_MARKS = /(\p{M}{8})\p{M}+/gu;

/** Letters, digits and signs of everyday Arabic and Latin text. No rule changes any of them. */
const EVERYDAY = String.raw` -~\xa1-\xac\xae-\u02ff\u060c-\u060f\u061b\u061d-\u064a\u0660-\u066f\u0671-\u06d5\u2010-\u2027`;
/** Arabic vowel signs. NFC orders two on one letter and leaves one alone as it is. */
const VOWEL = String.raw`\u064b-\u0652`;
/** Nine paragraphs in ten have none of these. Looking for them takes 1 µs for 360 characters, the rules take 20. */
const NEEDS_CLEANING = new RegExp(`[^${EVERYDAY}${VOWEL}]|^ | $| {2}|[${VOWEL}]{2}`);

/** '' for text with nothing visible in it. */
export function cleanLine(text: string): string {
  if (!NEEDS_CLEANING.test(text)) return text;
  const visible = text
    .replace(C1_CONTROLS, (control) => windows1252.decode(Uint8Array.of(control.charCodeAt(0))))
    .replace(INVISIBLE, '')
    .replace(WHITESPACE, ' ')
    .trim();
  // Twice, because NFC may split one mark into two.
  return withoutExcessMarks(withoutExcessMarks(visible).normalize('NFC'));
}

function withoutExcessMarks(text: string): string {
  return text.replace(EXCESS_MARKS, '$1');
}

/** At most `max` UTF-16 units, never half a character. Cut at the last space if there is one near the end. */
export function bounded(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max);
  const space = cut.lastIndexOf(' ');
  if (space > max * 0.8) return cut.slice(0, space).trimEnd();
  const last = cut.charCodeAt(max - 1);
  return last >= 0xd800 && last <= 0xdbff ? cut.slice(0, -1) : cut;
}
