/**
 * The part of a feed's bytes that can hold news: from its first item on. Many servers stamp the time of asking into the
 * channel (lastBuildDate), so whole feeds differ that hold the same items. Promises never to leave out an item; where none is
 * found early (JSON Feed, UTF-16, no feed) it is all of the bytes.
 */

/** What stands before the first item of real feeds is a few kB. */
const CHANNEL_BYTES_MAX = 16 * 1024;
/** Of a tag's prefix; no feed's is longer. */
const PREFIX_BYTES_MAX = 64;
const NAMES = ['item', 'entry'].map((name) => new TextEncoder().encode(name));
const LOWER_CASE = 0x20;
const COLON = 0x3a;
const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const OPENING_BRACE = 0x7b;

/** A view, no copy. */
export function itemsPart(bytes: Uint8Array): Uint8Array {
  const head = bytes.subarray(0, CHANNEL_BYTES_MAX);
  const first = head.indexOf(LESS_THAN);
  // What looks like a tag in JSON stands in some item's text.
  if (head.subarray(0, Math.max(0, first)).includes(OPENING_BRACE)) return bytes;
  for (let at = first; at >= 0; at = head.indexOf(LESS_THAN, at + 1)) {
    if (beginsItem(bytes, at + 1) || beginsItem(bytes, behindPrefix(bytes, at + 1))) return bytes.subarray(at);
  }
  return bytes;
}

/** Also what only begins like an item's name, as RDF's list of them. */
function beginsItem(bytes: Uint8Array, at: number): boolean {
  return NAMES.some((name) => name.every((byte, i) => ((bytes[at + i] ?? 0) | LOWER_CASE) === byte));
}

/** `at` itself where a name has no prefix. */
function behindPrefix(bytes: Uint8Array, at: number): number {
  for (let end = at; end < at + PREFIX_BYTES_MAX; end++) {
    const byte = bytes[end];
    if (byte === COLON) return end + 1;
    if (byte === undefined || byte <= 0x20 || byte === GREATER_THAN) break;
  }
  return at;
}
