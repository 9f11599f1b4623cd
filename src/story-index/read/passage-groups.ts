/**
 * Which passages are one, told by several articles. Two that were found to share their words are one where they are of a like
 * length. A much longer one merely holds the other: an outlet that writes without paragraphs holds many of another's in one. It
 * carries each that it holds, in that one's words, and never joins them to one another: they need have nothing in common.
 */

/** A passage at least this share of another's length is the same passage; a shorter one is a part of it. */
const LIKE_LENGTH = 0.6;

/** Passages that are one, and those that hold it. */
export type PassageGroup<P> = ReadonlySet<P>;

/** That a passage carries what a group tells: as itself, or as the part that it holds. */
interface Carrying<P> {
  readonly group: PassageGroup<P>;
  readonly as: P;
}

/**
 * By passage, what it carries; those that are alone are left out. `length` may be in any unit and is undefined for a passage that
 * is known by name only: it may hold others, but is part of none. One end of each edge has a length.
 */
export function passageGroups<P>(
  edges: Iterable<readonly [P, P]>,
  length: (passage: P) => number | undefined,
): ReadonlyMap<P, readonly Carrying<P>[]> {
  const groupOf = new Map<P, Set<P>>();
  const find = (passage: P): Set<P> => {
    const group = groupOf.get(passage) ?? new Set([passage]);
    groupOf.set(passage, group);
    return group;
  };
  const held: (readonly [part: P, whole: P])[] = [];
  for (const edge of edges) {
    const [part, whole] = byLength(edge, length);
    const share = (length(part) ?? 0) / (length(whole) ?? Number.POSITIVE_INFINITY);
    const group = find(part);
    if (share >= LIKE_LENGTH) unite(group, find(whole), groupOf);
    else held.push([part, whole]);
  }
  const carried = new Map<P, Carrying<P>[]>([...groupOf].map(([as, group]) => [as, [{ group, as }]]));
  for (const [as, whole] of held) {
    const group = find(as);
    const others = carried.get(whole) ?? [];
    if (others.some((other) => other.group === group)) continue;
    carried.set(whole, [...others, { group, as }]);
    group.add(whole);
  }
  return carried;
}

function byLength<P>([one, other]: readonly [P, P], length: (passage: P) => number | undefined): readonly [P, P] {
  const shorter = (length(one) ?? Number.POSITIVE_INFINITY) <= (length(other) ?? Number.POSITIVE_INFINITY);
  return shorter ? [one, other] : [other, one];
}

/** The smaller goes into the larger, so that none moves more often than the logarithm of their number. */
function unite<P>(one: Set<P>, other: Set<P>, groupOf: Map<P, Set<P>>): void {
  if (one === other) return;
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  for (const passage of small) {
    large.add(passage);
    groupOf.set(passage, large);
  }
}
