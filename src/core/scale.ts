/**
 * Weighs stems by rarity, the background's and today's together. One set of weights serves one decision: today's counts
 * change with every article filed.
 */
import { type Counts, countOf } from './counts.ts';
import { DOCUMENTS } from './model/background.ts';
import { type Prepared, prepare, type Stems } from './prepared.ts';
import type { Profile } from './profile.ts';
import { frequency } from './rarity.ts';
import { type Vector, weighted } from './vector.ts';

/** One article of today counts as so many of the background: after some 200 of them, today decides. */
const TODAY = 100;

export interface Weighed {
  readonly lead: Vector;
  readonly text: Vector;
  readonly prepared: Prepared;
}

export interface Scale {
  /** Natural logarithm of (articles / articles with that stem), background and today together; 0 or more. */
  weight(stem: number): number;
  weigh(profile: Profile): Weighed;
}

export function scale(counts: Readonly<Counts>): Scale {
  const made = new Map<Profile, Weighed>();
  const articles = DOCUMENTS + TODAY * counts.documents;
  const rarity = (stem: number, background: number): number =>
    Math.max(0, Math.log(articles / (background + TODAY * countOf(counts, stem))));
  const vector = ({ keys, strengths, frequencies }: Stems): Vector =>
    weighted(
      keys,
      strengths.map((strength, i) => strength * rarity(keys[i] ?? 0, frequencies[i] ?? 1)),
    );
  return {
    weight: (stem) => rarity(stem, frequency(stem)),
    weigh(profile) {
      const known = made.get(profile);
      if (known) return known;
      const prepared = prepare(profile);
      const weighed = { lead: vector(prepared.lead), text: vector(prepared.text), prepared };
      made.set(profile, weighed);
      return weighed;
    },
  };
}
