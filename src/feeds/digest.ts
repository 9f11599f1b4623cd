/** A digest of bytes: 64 bits against accidents, at half of what decoding them costs. The same for ever; no secret. */
import { mix } from '../core/hash.ts';

/** Of the bytes from `start` to before `end`: 8 to 14 characters [0-9a-z]. */
export function digestOf(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Each lane takes every word, in another order and by other constants (xxHash's primes): what meets again in one by accident
  // does not in the other. One multiplication for eight bytes and lane; each step is a bijection of the lane and of each word.
  let one = 0x9e3779b1 ^ (end - start);
  let other = 0x85ebca77 ^ (end - start);
  let at = start;
  for (; at + 8 <= end; at += 8) {
    const first = view.getInt32(at, true);
    const second = view.getInt32(at + 4, true);
    one = Math.imul(one ^ first, 0x9e3779b1);
    one = (((one << 13) | (one >>> 19)) + second) | 0;
    other = Math.imul(other ^ second, 0x85ebca77);
    other = (((other << 15) | (other >>> 17)) + first) | 0;
  }
  for (; at < end; at++) {
    const byte = view.getUint8(at);
    one = Math.imul(((one << 13) | (one >>> 19)) ^ byte, 0x9e3779b1);
    other = Math.imul(((other << 15) | (other >>> 17)) ^ byte, 0x85ebca77);
  }
  return mix(one).toString(36) + mix(other).toString(36).padStart(7, '0');
}
