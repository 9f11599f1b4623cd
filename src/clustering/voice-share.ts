/** Shares the places of a comparison out among publishers, so that nobody's articles are hidden behind a flood of another's. */
import { hashText } from '../text/hash.ts';

/** Of the articles that are compared, and of the stories, one publisher has at most this share while others are left. */
const VOICE_SHARE = 0.25;

/** A publisher in 16 bits, so that the index names it beside each article. Two publishers in 65,536 share one, and then one share. */
export function voiceOf(publisher: string): number {
  return hashText(publisher) & 0xffff;
}

/**
 * At most `places` of `ranked`, in its order: the first of each voice up to its share, then the first of the others. What has no voice
 * (undefined) is nobody's.
 */
export function sharedOut<T>(
  ranked: readonly T[],
  places: number,
  voice: (one: T) => number | undefined,
): readonly T[] {
  if (ranked.length <= places) return ranked;
  const share = Math.ceil(places * VOICE_SHARE);
  const held = new Map<number, number>();
  const taken: number[] = [];
  const over: number[] = [];
  for (let rank = 0; rank < ranked.length && taken.length < places; rank++) {
    const of = voice(ranked[rank] as T);
    const has = of === undefined ? 0 : (held.get(of) ?? 0);
    if (of !== undefined) held.set(of, has + 1);
    (has < share ? taken : over).push(rank);
  }
  const ranks =
    taken.length < places ? [...taken, ...over.slice(0, places - taken.length)].sort((a, b) => a - b) : taken;
  return ranks.map((rank) => ranked[rank] as T);
}
