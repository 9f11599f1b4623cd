/**
 * Makes an outlet's text safe for one line of a feed: legal in XML 1.0, without line breaks or anything that looks like
 * markup. Addresses are absolute http(s). Nothing else is repaired, because the text is the outlet's.
 */

/** Outside XML 1.0 §2.2 Char: not allowed in a document, not even escaped. Includes lone surrogates. */
const ILLEGAL_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Matches whatever the pattern above may match, and halves of surrogate pairs. Testing it first costs a tenth. */
const SUSPECT = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd]/;
/** Matches SUSPECT and white space other than single blanks between words. */
const UNEVEN =
  /[^ -\x9f\xa1-\u167f\u1681-\u1fff\u200b-\u2027\u202a-\u202e\u2030-\u205e\u2060-\u2fff\u3001-\ud7ff\ue000-\ufefe\uff00-\ufffd]| {2}|^ | $/;
const MARKUP = /[&<>"']/;

/** `text` without the characters that XML 1.0 forbids. */
export function legalXml(text: string): string {
  return SUSPECT.test(text) ? text.replace(ILLEGAL_IN_XML, '') : text;
}

/** The text on one line: white space collapsed to single blanks, ends trimmed. May be ''. */
export function oneLine(text: string): string {
  return UNEVEN.test(text) ? legalXml(text).replace(/\s+/gu, ' ').trim() : text;
}

/**
 * A title that no feed reader takes for HTML. RSS does not say whether titles are text or markup, so some readers decode
 * them twice. Angle brackets become ‹ ›, and an ampersand that would start an entity becomes ＆.
 */
export function plainTitle(text: string): string {
  const line = oneLine(text);
  if (!MARKUP.test(line)) return line;
  return line
    .replaceAll('<', '‹')
    .replaceAll('>', '›')
    .replace(/&(?=#?[\p{L}\p{N}]+;)/gu, '＆');
}

/** The normalized address (non-ASCII percent-encoded). undefined unless it is an absolute http(s) address. */
export function httpAddress(text: string | undefined): string | undefined {
  const url = text === undefined ? null : URL.parse(text);
  return url && (url.protocol === 'https:' || url.protocol === 'http:') ? url.href : undefined;
}

/** Text escaped for an HTML element or a quoted attribute. */
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
