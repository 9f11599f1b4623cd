/**
 * A fingerprint as bytes, for SQLite: about 1 kB, little-endian. Decoding makes views rather than copies.
 *
 *   byte 0      version
 *   byte 1–3    counts: title stems, passages, display terms
 *   byte 4–5    count of text stems
 *   byte 6      1 for a part of a dispatch, else 0; byte 7 zero
 *   uint32[]    title stems · text stems · per passage (start << 16 | end), high, low · stems of the display terms
 *   UTF-8       the display terms, separated by line feeds
 */

import type { Fingerprint, Passage } from './fingerprint.ts';
import { TEXT_WORDS_MAX, TITLE_WORDS_MAX } from './fingerprint.ts';

/** Raised when older fingerprints can no longer be compared with new ones. */
export const FINGERPRINT_VERSION = 1;
const HEADER_BYTES = 8;

export function encodeFingerprint(fingerprint: Fingerprint): Uint8Array {
  const { title, text, passages, displayTerms: words, isPart } = fingerprint;
  const numbers = title.length + text.length + 3 * passages.length + words.length;
  const strings = new TextEncoder().encode(words.map((key) => key.word).join('\n'));
  const bytes = new Uint8Array(HEADER_BYTES + 4 * numbers + strings.length);
  bytes.set([
    FINGERPRINT_VERSION,
    title.length,
    passages.length,
    words.length,
    text.length & 255,
    text.length >>> 8,
    isPart ? 1 : 0,
  ]);
  const out = new Uint32Array(bytes.buffer, HEADER_BYTES, numbers);
  out.set(title);
  out.set(text, title.length);
  let at = title.length + text.length;
  for (const passage of passages) {
    out[at++] = ((passage.start << 16) | passage.end) >>> 0;
    out[at++] = passage.simhash.high;
    out[at++] = passage.simhash.low;
  }
  for (const key of words) out[at++] = key.stem;
  bytes.set(strings, HEADER_BYTES + 4 * numbers);
  return bytes;
}

/** undefined for bytes of another version, cut short, or with too many words: make the fingerprint again from the text. */
export function decodeFingerprint(bytes: Uint8Array): Fingerprint | undefined {
  const [version, titles = 0, passageCount = 0, keys = 0, low = 0, high = 0, part = 0] = bytes;
  const texts = low | (high << 8);
  const numbers = titles + texts + 3 * passageCount + keys;
  if (version !== FINGERPRINT_VERSION || bytes.length < HEADER_BYTES + 4 * numbers) return undefined;
  if (titles > TITLE_WORDS_MAX || texts > TEXT_WORDS_MAX) return undefined;
  const whole = bytes.byteOffset % 4 === 0 ? bytes : bytes.slice();
  const view = new Uint32Array(whole.buffer, whole.byteOffset + HEADER_BYTES, numbers);
  let at = titles + texts;
  const passages: Passage[] = [];
  for (let i = 0; i < passageCount; i++, at += 3) {
    const span = view[at] ?? 0;
    passages.push({
      start: span >>> 16,
      end: span & 0xffff,
      simhash: { high: view[at + 1] ?? 0, low: view[at + 2] ?? 0 },
    });
  }
  const strings = new TextDecoder().decode(whole.subarray(HEADER_BYTES + 4 * numbers)).split('\n');
  const words = Array.from(view.subarray(at, at + keys), (stem, i) => ({ stem, word: strings[i] ?? '' }));
  return {
    title: view.subarray(0, titles),
    text: view.subarray(titles, titles + texts),
    passages,
    displayTerms: words,
    isPart: part === 1,
  };
}
