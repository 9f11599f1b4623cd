/**
 * The keys an article is filed and sought under. Filing costs a written row per key (twice, with its removal), seeking only a read:
 * so few are filed and many are sought.
 */
import { KEYS_FILED_MAX, KEYS_SOUGHT_MAX } from './limits.ts';
import { STRENGTHS, stemsOf } from './prepared.ts';
import type { Profile } from './profile.ts';
import { idfAt } from './rarity.ts';

/** By the background's rarity alone: the keys of an article must be the same whenever they are asked for. */
function heaviest(profile: Profile, most: number): number[] {
  const { keys, levels, inLead } = stemsOf(profile);
  const found: { readonly key: number; readonly weight: number }[] = [];
  for (let i = 0; i < keys.length; i++) {
    const weight = (STRENGTHS[inLead[i] ?? 0] ?? 0) * idfAt(levels[i] ?? 0);
    if (weight > 0) found.push({ key: keys[i] ?? 0, weight });
  }
  return found
    .sort((a, b) => b.weight - a.weight || a.key - b.key)
    .slice(0, most)
    .map(({ key }) => key);
}

/** What storage files the article under: uint32 each, no repeats, [] for an article without usable words. */
export function indexKeys(profile: Profile): readonly number[] {
  return heaviest(profile, KEYS_FILED_MAX);
}

/** What a newcomer looks under; begins with the keys it will be filed under. */
export function soughtKeys(profile: Profile): readonly number[] {
  return heaviest(profile, KEYS_SOUGHT_MAX);
}
