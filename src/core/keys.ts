/**
 * The keys an article is filed and sought under. Filing costs a written row per key (twice, with its removal), seeking only a read:
 * so few are filed and many are sought.
 */
import { heaviest } from './heaviest.ts';
import { KEYS_FILED_MAX, KEYS_SOUGHT_MAX } from './limits.ts';
import type { Profile } from './profile.ts';
import { idfAt } from './rarity.ts';
import { levelIn, stemAt, stemCount, strength, tallyAt, timesInLead, vectorOf } from './vectors.ts';

/** By the background's rarity alone: the keys of an article must be the same whenever they are asked for. */
function heaviestStems(profile: Profile, most: number): number[] {
  const vector = vectorOf(profile);
  const weights = new Float64Array(stemCount(vector));
  for (let i = 0; i < weights.length; i++) {
    const tally = tallyAt(vector, i);
    weights[i] = strength(timesInLead(tally)) * idfAt(levelIn(tally));
  }
  const places = heaviest(weights, most);
  const found: number[] = [];
  for (let i = 0; i < places.length; i++) found.push(stemAt(vector, places[i] ?? 0));
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
