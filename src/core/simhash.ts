/**
 * SimHash (Charikar 2002): texts that share most of their features get fingerprints that differ in few bits. 64 bits in
 * two 32-bit lanes, because JavaScript's numbers hold no 64-bit integers. Each lane is a SimHash of its own over an
 * independent hash of the same features.
 */
import { mix } from './hash.ts';

export interface Simhash {
  /** uint32 */
  readonly high: number;
  /** uint32 */
  readonly low: number;
}

/** One lane: bit i is set when more features have it set than not. 0 for no features. */
export function simhashLane(features: ArrayLike<number>): number {
  const { length } = features;
  let lane = 0;
  for (let bit = 0; bit < 32; bit++) {
    let set = 0;
    for (let f = 0; f < length; f++) set += ((features[f] as number) >>> bit) & 1;
    if (2 * set > length) lane |= 1 << bit;
  }
  return lane >>> 0;
}

const SECOND_LANE = 0x5bd1e995;

/** Of hashed features (uint32 each), repeats counting as often as they occur. */
export function simhash(features: ArrayLike<number>): Simhash {
  const second = Uint32Array.from(features, (feature) => mix(feature ^ SECOND_LANE));
  return { high: simhashLane(second), low: simhashLane(features) };
}

function bitsSet(value: number): number {
  let v = value - ((value >>> 1) & 0x55555555);
  v = (v & 0x33333333) + ((v >>> 2) & 0x33333333);
  return Math.imul((v + (v >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

/** Bits that differ, 0…64. */
export function distance(one: Simhash, other: Simhash): number {
  return bitsSet(one.high ^ other.high) + bitsSet(one.low ^ other.low);
}
