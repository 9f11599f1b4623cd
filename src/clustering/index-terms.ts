/**
 * The keys an article is filed and sought under. Filing costs a written row per key (twice, with its removal), seeking only a read:
 * so few are filed and many are sought.
 */

import { KEYS_FILED_MAX, KEYS_SOUGHT_MAX } from '../core/limits.ts';
import { idfOfLevel } from './background-frequency.ts';
import type { Fingerprint } from './fingerprint.ts';
import { logFrequency, termVectorOf } from './kernel/term-vector.ts';
import { topK } from './kernel/top-k.ts';

/** By the background's rarity alone: the keys of an article must be the same whenever they are asked for. */
function heaviestStems(profile: Fingerprint, most: number): number[] {
  const { terms, levels, leadFrequencies } = termVectorOf(profile);
  const weights = new Float64Array(terms.length);
  for (let i = 0; i < weights.length; i++) {
    weights[i] = logFrequency(leadFrequencies[i] ?? 0) * idfOfLevel(levels[i] ?? 0);
  }
  const places = topK(weights, most);
  const found: number[] = [];
  for (let i = 0; i < places.length; i++) found.push(terms[places[i] ?? 0] ?? 0);
  return found;
}

/** What storage files the article under: uint32 each, no repeats, [] for an article without usable words. */
export function indexTerms(profile: Fingerprint): readonly number[] {
  return heaviestStems(profile, KEYS_FILED_MAX);
}

/** What a newcomer looks under; begins with the keys it will be filed under. */
export function queryTerms(profile: Fingerprint): readonly number[] {
  return heaviestStems(profile, KEYS_SOUGHT_MAX);
}
