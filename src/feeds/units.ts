/** How long a part of UTF-8 is as text, without decoding it: four bytes at a step, for it is asked of whole feeds. */

/** UTF-16 units of the bytes from `start` to before `end`, which must be valid UTF-8 from one character to another. */
export function unitsOf(bytes: Uint8Array, start: number, end: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let units = end - start;
  let at = start;
  for (; at + 4 <= end; at += 4) units += unitsMore(view.getInt32(at, true));
  for (; at < end; at++) units += unitsMore(view.getUint8(at));
  return units;
}

/**
 * Than one a byte, of up to four bytes at once: 10xxxxxx continues a character and is none, 1111xxxx begins one of two units.
 * Shifted left, a byte's second bit stands where its first was.
 */
function unitsMore(word: number): number {
  const continues = word & ~(word << 1) & 0x80808080;
  const wide = word & (word << 1) & (word << 2) & (word << 3) & 0x80808080;
  return (wide === 0 ? 0 : ones(wide)) - ones(continues);
}

/** Of the first bits of four bytes: the product gathers them in its highest byte. */
function ones(bits: number): number {
  return Math.imul(bits >>> 7, 0x01010101) >>> 24;
}
