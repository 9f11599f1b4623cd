/**
 * The keys an article is filed and sought under. Filing costs a written row per key (twice, with its removal), seeking only a read:
 * so few are filed and many are sought.
 */
import { heaviest } from './heaviest.ts';
import { KEYS_FILED_MAX, KEYS_SOUGHT_MAX } from './limits.ts';
import type { Profile } from './profile.ts';
import { idfAt } from './rarity.ts';
import { stemsOf, strength } from './vectors.ts';

/** By the background's rarity alone: the keys of an article must be the same whenever they are asked for. */
function heaviestStems(profile: Profile, most: number): number[] {
  const { keys, levels, inLead } = stemsOf(profile);
  const weights = new Float64Array(keys.length);
  for (let i = 0; i < keys.length; i++) weights[i] = strength(inLead[i] ?? 0) * idfAt(levels[i] ?? 0);
  const places = heaviest(weights, most);
  const found: number[] = [];
  for (let i = 0; i < places.length; i++) found.push(keys[places[i] ?? 0] ?? 0);
  return found;
}

/** What storage files the article under: uint32 each, no repeats, [] for an article without usable words. */
export function indexKeys(profile: Profile): readonly number[] {
  return heaviestStems(profile, KEYS_FILED_MAX);
}

/** What a newcomer looks under; begins with the keys it will be filed under. */
export function soughtKeys(profile: Profile): readonly number[] {
  return heaviestStems(profile, KEYS_SOUGHT_MAX);
}
