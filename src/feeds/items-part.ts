/**
 * The part of a feed's bytes that can hold news: from its first item on. Many servers stamp the time of asking into the
 * channel (lastBuildDate), so whole feeds differ that hold the same items. Promises never to leave out an item; where none is
 * found early (JSON Feed, UTF-16, no feed) it is all of the bytes.
 */

/** What stands before the first item of real feeds is a few kB. */
const CHANNEL_BYTES_MAX = 16 * 1024;
const STARTS = ['<item', '<entry'].map((tag) => new TextEncoder().encode(tag));
const LESS_THAN = 0x3c;

/** A view, no copy. */
export function itemsPart(bytes: Uint8Array): Uint8Array {
  const end = Math.min(bytes.length, CHANNEL_BYTES_MAX);
  for (let at = bytes.indexOf(LESS_THAN); at >= 0 && at < end; at = bytes.indexOf(LESS_THAN, at + 1)) {
    if (STARTS.some((tag) => tag.every((byte, i) => bytes[at + i] === byte))) return bytes.subarray(at);
  }
  return bytes;
}
