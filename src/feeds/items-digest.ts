/**
 * Digest of the part of a feed that can hold news: everything from its first item on. Many servers stamp the time of the
 * request into the channel (lastBuildDate), so the bytes of two answers differ although their items are the same.
 */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';

/** The channel of a real feed takes a few kB before the first item. */
const CHANNEL_BYTES_MAX = 16 * 1024;
/** Longest namespace prefix of a tag that is looked at. */
const PREFIX_BYTES_MAX = 64;
const NAMES = ['item', 'entry'].map((name) => new TextEncoder().encode(name));
const LOWER_CASE = 0x20;
const COLON = 0x3a;
const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const OPENING_BRACE = 0x7b;

/** SHA-256 in hexadecimal, some 2 ms for a feed of 300 kB. */
export function itemsDigest(bytes: Uint8Array): string {
  return bytesToHex(sha256(itemsPart(bytes)));
}

/** A view of the bytes from the first item on; all of them where no item is found early (JSON Feed, UTF-16, no feed). */
export function itemsPart(bytes: Uint8Array): Uint8Array {
  const head = bytes.subarray(0, CHANNEL_BYTES_MAX);
  const first = head.indexOf(LESS_THAN);
  // In JSON, what looks like a tag stands in the text of an item.
  if (head.subarray(0, Math.max(0, first)).includes(OPENING_BRACE)) return bytes;
  for (let at = first; at >= 0; at = head.indexOf(LESS_THAN, at + 1)) {
    if (beginsItem(bytes, at + 1) || beginsItem(bytes, skipPrefix(bytes, at + 1))) return bytes.subarray(at);
  }
  return bytes;
}

/** Also true for names that only start like an item's, such as RDF's list `<items>`. */
function beginsItem(bytes: Uint8Array, at: number): boolean {
  return NAMES.some((name) => name.every((byte, i) => ((bytes[at + i] ?? 0) | LOWER_CASE) === byte));
}

/** Position behind the namespace prefix of the name at `at`; `at` itself where there is none. */
function skipPrefix(bytes: Uint8Array, at: number): number {
  for (let end = at; end < at + PREFIX_BYTES_MAX; end++) {
    const byte = bytes[end];
    if (byte === COLON) return end + 1;
    if (byte === undefined || byte <= 0x20 || byte === GREATER_THAN) break;
  }
  return at;
}
