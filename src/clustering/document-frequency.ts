/**
 * Recent document frequencies: in how many recent articles a term stands in title or lead. Words that everybody writes today hardly tell
 * two stories of one topic apart, whatever their frequency in the background. A count-min sketch with conservative update (Estan &
 * Varghese 2002): it never counts too low, and it fits one row of storage.
 */

import { mix } from '../text/hash.ts';
import type { Fingerprint } from './fingerprint.ts';
import { comparedTermsOf } from './kernel/compared-terms.ts';

export interface DocumentFrequencySketch {
  /** Articles counted; halved when the sketch is full: see `addDocument`. */
  documents: number;
  readonly slots: Uint16Array;
}

/** Words of the text, after the title, that are counted. */
export const COUNTED_WORDS = 60;
/**
 * Articles after which all counts are halved, so that rarity is always counted over some 500 to 1,000. With more, the weight of a name grows as
 * the index fills, and what a pair must bring to be one story falls. With 8,000 average precision of pairs in a filled index is lower.
 */
export const COUNTED_ARTICLES_MAX = 1_000;

/**
 * A publisher's words are counted in so many articles on one matter, and no further: three hundred copies must not make the words of a
 * story common. With 1 the topics of a day weigh too much, and F1 of ant-dev falls by 6 points.
 */
const TOLD_TIMES_MAX = 6;

const SLOTS = 65_536;
const VERSION = 2;
const HEADER_BYTES = 8;

/** A sketch of no articles. */
export function emptySketch(): DocumentFrequencySketch {
  return { documents: 0, slots: new Uint16Array(SLOTS) };
}

function first(term: number): number {
  return mix(term) & (SLOTS - 1);
}

function second(term: number): number {
  return mix(term ^ 0x2545f491) >>> 16;
}

/** Counted articles with the term in title or lead: never too low, seldom a little too high. */
export function estimateFrequency(sketch: Readonly<DocumentFrequencySketch>, term: number): number {
  return Math.min(sketch.slots[first(term)] ?? 0, sketch.slots[second(term)] ?? 0);
}

/**
 * Counts an article, changing the sketch; without the words that TOLD_TIMES_MAX of `told`, what its publisher told before on the matter,
 * have already. At COUNTED_ARTICLES_MAX all counts are halved, so that old news fades without a clock.
 */
export function addDocument(
  sketch: DocumentFrequencySketch,
  fingerprint: Fingerprint,
  told: readonly Fingerprint[] = [],
): void {
  const times = new Map<number, number>();
  if (told.length >= TOLD_TIMES_MAX) {
    for (const one of told) for (const term of countedTerms(one)) times.set(term, (times.get(term) ?? 0) + 1);
  }
  for (const term of countedTerms(fingerprint)) {
    if ((times.get(term) ?? 0) >= TOLD_TIMES_MAX) continue;
    const next = Math.min(0xffff, estimateFrequency(sketch, term) + 1);
    for (const slot of [first(term), second(term)]) sketch.slots[slot] = Math.max(sketch.slots[slot] ?? 0, next);
  }
  sketch.documents++;
  if (sketch.documents < COUNTED_ARTICLES_MAX) return;
  sketch.documents >>>= 1;
  sketch.slots.forEach((value, slot) => {
    sketch.slots[slot] = value >>> 1;
  });
}

function countedTerms(fingerprint: Fingerprint): ReadonlySet<number> {
  const { title, text } = comparedTermsOf(fingerprint);
  return new Set([...title, ...text.subarray(0, COUNTED_WORDS)]);
}

/** The sketch as bytes, 128 KiB and a header: version, zeros to byte 4, `documents` as uint32, then the slots as uint16, little-endian. */
export function encodeSketch(sketch: DocumentFrequencySketch): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + 2 * SLOTS);
  bytes[0] = VERSION;
  new DataView(bytes.buffer).setUint32(4, sketch.documents, true);
  new Uint16Array(bytes.buffer, HEADER_BYTES).set(sketch.slots);
  return bytes;
}

/** A copy of the sketch in these bytes. undefined for another version or length: count the stored articles again. */
export function decodeSketch(bytes: Uint8Array): DocumentFrequencySketch | undefined {
  if (bytes[0] !== VERSION || bytes.length !== HEADER_BYTES + 2 * SLOTS) return undefined;
  const whole = bytes.slice();
  return {
    documents: new DataView(whole.buffer).getUint32(4, true),
    slots: new Uint16Array(whole.buffer, HEADER_BYTES),
  };
}
