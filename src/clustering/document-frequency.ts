/**
 * How often stems occur in the titles and leads of late: what everybody writes of today tells two stories of one topic apart only
 * little, whatever the background says. A count-min sketch with conservative update (Estan & Varghese 2002): it never counts too
 * low, and fits one row of storage.
 */

import { COUNTED_ARTICLES_MAX, COUNTED_WORDS } from '../core/limits.ts';
import { mix } from '../text/hash.ts';
import type { Fingerprint } from './fingerprint.ts';

export interface DocumentFrequencySketch {
  /** Articles counted, fading: see `count`. */
  documents: number;
  readonly slots: Uint16Array;
}

const SLOTS = 65_536;
const VERSION = 1;
const HEADER_BYTES = 8;

export function emptySketch(): DocumentFrequencySketch {
  return { documents: 0, slots: new Uint16Array(SLOTS) };
}

function first(stem: number): number {
  return mix(stem) & (SLOTS - 1);
}

function second(stem: number): number {
  return mix(stem ^ 0x2545f491) >>> 16;
}

/** Articles counted that have the stem in title or lead; seldom a little too many, never too few. */
export function estimateFrequency(counts: Readonly<DocumentFrequencySketch>, stem: number): number {
  return Math.min(counts.slots[first(stem)] ?? 0, counts.slots[second(stem)] ?? 0);
}

/** Counts an article, changing `counts`. Past COUNTED_ARTICLES_MAX everything is halved: old news fades without a clock. */
export function addDocument(counts: DocumentFrequencySketch, profile: Fingerprint): void {
  for (const stem of new Set([...profile.title, ...profile.text.subarray(0, COUNTED_WORDS)])) {
    const next = Math.min(0xffff, estimateFrequency(counts, stem) + 1);
    for (const slot of [first(stem), second(stem)]) counts.slots[slot] = Math.max(counts.slots[slot] ?? 0, next);
  }
  counts.documents++;
  if (counts.documents < COUNTED_ARTICLES_MAX) return;
  counts.documents >>>= 1;
  counts.slots.forEach((value, slot) => {
    counts.slots[slot] = value >>> 1;
  });
}

/** 128 KiB and a header, for one row of storage. */
export function encodeSketch(counts: DocumentFrequencySketch): Uint8Array {
  const bytes = new Uint8Array(HEADER_BYTES + 2 * SLOTS);
  bytes[0] = VERSION;
  new DataView(bytes.buffer).setUint32(4, counts.documents, true);
  new Uint16Array(bytes.buffer, HEADER_BYTES).set(counts.slots);
  return bytes;
}

/** undefined for bytes of another version: count anew from the articles kept. The bytes are copied. */
export function decodeSketch(bytes: Uint8Array): DocumentFrequencySketch | undefined {
  if (bytes[0] !== VERSION || bytes.length !== HEADER_BYTES + 2 * SLOTS) return undefined;
  const whole = bytes.slice();
  return {
    documents: new DataView(whole.buffer).getUint32(4, true),
    slots: new Uint16Array(whole.buffer, HEADER_BYTES),
  };
}
