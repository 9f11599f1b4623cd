/** A digest of bytes: 64 bits against accidents, at a sixth of what decoding them costs. The same for ever; no secret. */
import { mix } from '../core/hash.ts';

/** xxHash's primes. */
const ONE = 0x9e3779b1;
const OTHER = 0x85ebca77;

/** Of the bytes from `start` to before `end`: 8 to 14 characters [0-9a-z]. */
export function digestOf(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Each lane takes every word, in another order and by other constants: what meets again in one by accident does not in the
  // other.
  let one = ONE ^ (end - start);
  let other = OTHER ^ (end - start);
  let at = start;
  // Two steps a turn: turning costs as much as they do.
  for (; at + 16 <= end; at += 16) {
    const first = view.getInt32(at, true);
    const second = view.getInt32(at + 4, true);
    const third = view.getInt32(at + 8, true);
    const fourth = view.getInt32(at + 12, true);
    one = step(step(one, first, second, ONE, 13), third, fourth, ONE, 13);
    other = step(step(other, second, first, OTHER, 15), fourth, third, OTHER, 15);
  }
  if (at + 8 <= end) {
    const first = view.getInt32(at, true);
    const second = view.getInt32(at + 4, true);
    one = step(one, first, second, ONE, 13);
    other = step(other, second, first, OTHER, 15);
    at += 8;
  }
  for (; at < end; at++) {
    const byte = view.getUint8(at);
    one = Math.imul(((one << 13) | (one >>> 19)) ^ byte, ONE);
    other = Math.imul(((other << 15) | (other >>> 17)) ^ byte, OTHER);
  }
  return mix(one).toString(36) + mix(other).toString(36).padStart(7, '0');
}

/** One multiplication for eight bytes; a bijection of the lane and of each word. */
function step(lane: number, first: number, second: number, prime: number, bits: number): number {
  const mixed = Math.imul(lane ^ first, prime);
  return (((mixed << bits) | (mixed >>> (32 - bits))) + second) | 0;
}
