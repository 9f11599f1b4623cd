/**
 * SimHash (Charikar 2002): texts that share most of their features get fingerprints that differ in few bits. 64 bits in
 * two 32-bit lanes, because JavaScript's numbers hold no 64-bit integers. Each lane is a separate SimHash over an independent
 * hash of the same features.
 */
import { mix } from './hash.ts';

export interface Simhash {
  /** uint32 */
  readonly high: number;
  /** uint32 */
  readonly low: number;
}

/**
 * One lane: bit i is set when more than half of the features have it set; 0 for no features. All 32 bits are counted at once: plane k holds
 * bit k of each count, and a feature is added to all counts by carrying from plane to plane.
 */
export function simhashLane(features: ArrayLike<number>): number {
  const { length } = features;
  const planes = new Int32Array(32 - Math.clz32(length));
  for (let f = 0; f < length; f++) {
    let carry = features[f] ?? 0;
    for (let k = 0; carry !== 0; k++) {
      const plane = planes[k] ?? 0;
      planes[k] = plane ^ carry;
      carry &= plane;
    }
  }
  return moreThan(planes, length >>> 1);
}

/** The bits whose count exceeds `least`, compared from the highest plane down. */
function moreThan(planes: Int32Array, least: number): number {
  let more = 0;
  let equal = ~0;
  for (let k = planes.length - 1; k >= 0; k--) {
    const plane = planes[k] ?? 0;
    if (((least >>> k) & 1) === 1) equal &= plane;
    else {
      more |= equal & plane;
      equal &= ~plane;
    }
  }
  return more >>> 0;
}

const SECOND_LANE = 0x5bd1e995;

/** SimHash of hashed features (uint32 each). A repeated feature counts each time. */
export function simhash(features: ArrayLike<number>): Simhash {
  const second = new Uint32Array(features.length);
  for (let f = 0; f < features.length; f++) second[f] = mix((features[f] ?? 0) ^ SECOND_LANE);
  return { high: simhashLane(second), low: simhashLane(features) };
}

function bitsSet(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Hamming distance: the number of bits that differ, 0…64. */
export function distance(one: Simhash, other: Simhash): number {
  return bitsSet(one.high ^ other.high) + bitsSet(one.low ^ other.low);
}
