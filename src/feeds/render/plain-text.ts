/**
 * What a feed may carry as one line of text or as an address, whatever an outlet wrote.
 * Promises: legal XML 1.0, no line breaks, nothing a reader could take for markup; addresses absolute http(s).
 * Refuses: to repair anything else — the text is the outlet's.
 */

/** XML 1.0 §2.2 Char: what is outside it may not stand in a document, not even escaped. Lone surrogates included. */
const ILLEGAL_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** What the rule above may take out, or half of a character that it keeps: a look that costs a tenth of the rule. */
const SUSPECT = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/;
/** Suspect, or white space that `oneLine` would fold: anything that \s is but a single blank between words. */
const UNEVEN =
  /[^ -\x9f\xa1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ud7ff\ue000-\ufefe\uff00-\ufffd]| {2}|^ | $/;
const MARKUP = /[&<>"']/;

/** `text` without the characters XML 1.0 forbids; every other character as it was. */
export function legalXml(text: string): string {
  return SUSPECT.test(text) ? text.replace(ILLEGAL_IN_XML, '') : text;
}

/** One line: white space folded to single blanks, ends trimmed. '' for nothing. */
export function oneLine(text: string): string {
  return UNEVEN.test(text) ? legalXml(text).replace(/\s+/gu, ' ').trim() : text;
}

/**
 * A title no reader takes for HTML: RSS never said whether its titles are text or markup, so half of the readers decode
 * them twice. Angle brackets become ‹ ›, an ampersand that would start an entity becomes ＆.
 */
export function plainTitle(text: string): string {
  const line = oneLine(text);
  if (!MARKUP.test(line)) return line;
  return line
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replace(/&(?=#?[\p{L}\p{N}]+;)/gu, '＆');
}

/** The address normalised (non-ASCII percent-encoded), or undefined unless it is an absolute http(s) address. */
export function httpAddress(text: string | undefined): string | undefined {
  const url = text === undefined ? null : URL.parse(text);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined;
}

/** Text as it stands in HTML, in an element or a quoted attribute. */
export function escapeHtml(text: string): string {
  const legal = legalXml(text);
  if (!MARKUP.test(legal)) return legal;
  return legal
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
