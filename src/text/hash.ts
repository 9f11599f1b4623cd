/**
 * 32-bit hashes of words and n-grams: FNV-1a over UTF-16 units, then MurmurHash3's finaliser, which spreads what FNV leaves in the low bits.
 * Not for secrets: anyone can make two words collide, and gains one false resemblance.
 */

/** MurmurHash3 fmix32: every input bit reaches every output bit. uint32 → uint32. */
export function mix(value: number): number {
  let h = value ^ (value >>> 16);
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** A string to a uint32 that never changes between versions. Different seeds give independent hashes. */
export function hashText(text: string, seed = 0): number {
  let h = 0x811c9dc5 ^ seed;
  for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  return mix(h);
}

/** Like `hashText` without a seed, for the code units from `start` to `end` (exclusive). */
export function hashCodes(codes: Uint16Array, start: number, end: number): number {
  let h = 0x811c9dc5;
  for (let i = start; i < end; i++) h = Math.imul(h ^ (codes[i] ?? 0), 0x01000193);
  return mix(h);
}

/** Order matters: hashPair(a, b) is not hashPair(b, a). */
export function hashPair(first: number, second: number): number {
  return mix(Math.imul(first, 0x9e3779b1) ^ (second + 0x7f4a7c15));
}
