/**
 * Clusters passages that several articles carry. Two passages that share their words are one passage if their lengths are
 * alike. A much longer passage only contains the other, as when an outlet writes without paragraphs. It carries each passage
 * that it contains, but does not put them into one cluster, because they need have nothing in common.
 */

/** A passage at least this share of another's length is the same passage; a shorter one is a part of the other. */
const LIKE_LENGTH = 0.8;

/** Passages that are the same, and the longer passages that contain it. */
export type PassageCluster<P> = ReadonlySet<P>;

/** A passage carries the cluster's text `as` itself or as the part that it contains. */
interface Carrying<P> {
  readonly cluster: PassageCluster<P>;
  readonly as: P;
}

/**
 * The clusters that each passage carries; passages without an edge are left out. `length` may be in any unit. It is undefined
 * for a passage known by name only, which may contain others but is part of none. One end of each edge has a length.
 */
export function clusterPassages<P>(
  edges: Iterable<readonly [P, P]>,
  length: (passage: P) => number | undefined,
): ReadonlyMap<P, readonly Carrying<P>[]> {
  const clusterOf = new Map<P, Set<P>>();
  const find = (passage: P): Set<P> => {
    const cluster = clusterOf.get(passage) ?? new Set([passage]);
    clusterOf.set(passage, cluster);
    return cluster;
  };
  const held: (readonly [part: P, whole: P])[] = [];
  for (const edge of edges) {
    const [part, whole] = byLength(edge, length);
    const share = (length(part) ?? 0) / (length(whole) ?? Number.POSITIVE_INFINITY);
    const cluster = find(part);
    if (share >= LIKE_LENGTH) unite(cluster, find(whole), clusterOf);
    else held.push([part, whole]);
  }
  const carried = new Map<P, Carrying<P>[]>([...clusterOf].map(([as, cluster]) => [as, [{ cluster, as }]]));
  for (const [as, whole] of held) {
    const cluster = find(as);
    const others = carried.get(whole) ?? [];
    if (others.some((other) => other.cluster === cluster)) continue;
    carried.set(whole, [...others, { cluster, as }]);
    cluster.add(whole);
  }
  return carried;
}

function byLength<P>([one, other]: readonly [P, P], length: (passage: P) => number | undefined): readonly [P, P] {
  const shorter = (length(one) ?? Number.POSITIVE_INFINITY) <= (length(other) ?? Number.POSITIVE_INFINITY);
  return shorter ? [one, other] : [other, one];
}

/** Moves the smaller set into the larger, so that no passage moves more often than the logarithm of their number. */
function unite<P>(one: Set<P>, other: Set<P>, clusterOf: Map<P, Set<P>>): void {
  if (one === other) return;
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  for (const passage of small) {
    large.add(passage);
    clusterOf.set(passage, large);
  }
}
