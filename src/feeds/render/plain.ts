/**
 * What a feed may carry as one line of text or as an address, whatever an outlet wrote.
 * Promises: legal XML 1.0, no line breaks, nothing a reader could take for markup; addresses absolute http(s).
 * Refuses: to repair anything else — the text is the outlet's.
 */

/** XML 1.0 §2.2 Char: what is outside it may not stand in a document, not even escaped. Lone surrogates included. */
const ILLEGAL_IN_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** `text` without the characters XML 1.0 forbids; every other character as it was. */
export function legalXml(text: string): string {
  return text.replace(ILLEGAL_IN_XML, '');
}

/** One line: white space folded to single blanks, ends trimmed. '' for nothing. */
export function oneLine(text: string): string {
  return legalXml(text).replace(/\s+/gu, ' ').trim();
}

/**
 * A title no reader takes for HTML: RSS never said whether its titles are text or markup, so half of the readers decode
 * them twice. Angle brackets become ‹ ›, an ampersand that would start an entity becomes ＆.
 */
export function plainTitle(text: string): string {
  return oneLine(text)
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
  return legalXml(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}
