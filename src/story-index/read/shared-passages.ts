/**
 * Which passages articles share, with whom, and who had them first. The index stores one edge per discovery, from the later
 * article to the earlier. Here the edges of one story become clusters, so that both sides see the passage and its first
 * carrier. Each passage is listed once, so the output grows with the carriers, not with their pairs.
 *
 * Only verbatim edges make a cluster: every article in it wrote these words, or nearly these. A reworded edge links two clusters.
 * An edge holds all that is shown of an article outside the story, so a story's document depends on its own articles only.
 */

import type { PassageDocument, SharedKind, SharedWording } from '../../documents/document.ts';
import { clip } from '../../text/clip.ts';
import { ownWords } from './own-words.ts';
import { clusterPassages, type PassageCluster } from './passage-clusters.ts';

/** Length at which a shown passage is cut: enough to recognise it, too little to replace the article. UTF-16 units. */
export const SHARED_CHARS_MAX = 280;
/** Shared passages listed for one article: a copied article would otherwise be served whole. */
export const SHARED_PASSAGES_MAX = 12;

/** An article that carries a passage. */
interface Party {
  readonly number: number;
  readonly id: string;
  /** When it published the passage, ms: with the article, or with the edit that brought it. */
  readonly earliest: number;
}

/** `added`: the column of that name. */
export function passageEarliest(article: number, added: string | null, passage: number): number {
  const bounds = added === null ? [] : (JSON.parse(added) as (number | null)[]);
  return Math.max(article, bounds[passage] ?? article);
}

/** The edge stores the other article's id and time, because that article may leave the index first. */
export type SharedEdge = readonly [
  passage: number,
  other: number,
  otherPassage: number,
  otherId: string,
  otherEarliest: number,
  kind: SharedKind,
];

export interface Carrier {
  readonly number: number;
  readonly id: string;
  readonly passages: readonly string[];
  /** When it published each of them, ms. */
  readonly earliest: readonly number[];
  readonly shared: readonly SharedEdge[];
}

export interface SharedPassages {
  readonly passages: readonly PassageDocument[];
  /** By an article's number. Articles that share nothing are left out. */
  readonly of: ReadonlyMap<number, readonly SharedWording[]>;
}

type Cluster = PassageCluster<string>;

/** How an article words what a cluster tells. */
interface Saying {
  readonly cluster: Cluster;
  readonly text: string;
  /** Whether another article carries it word for word. */
  readonly verbatim: boolean;
}

export function sharedPassages(carriers: readonly Carrier[]): SharedPassages {
  const parties = partiesOf(carriers);
  const texts = new Map(carriers.flatMap((c) => c.passages.map((text, i) => [nameOf(c.number, i), text])));
  const carried = clusterPassages(edgesOf(carriers, 'verbatim'), (passage) => texts.get(passage)?.length);
  const alone = new Map<string, Cluster>();
  const clusterOf = (passage: string): Cluster => {
    const cluster = carried.get(passage)?.find(({ as }) => as === passage)?.cluster ?? alone.get(passage);
    if (cluster) return cluster;
    const own = new Set([passage]);
    alone.set(passage, own);
    return own;
  };
  const linked = linksOf(edgesOf(carriers, 'reworded'), clusterOf);
  const sayingsOf = (name: string, text: string): Saying[] => {
    const held = (carried.get(name) ?? []).map(({ cluster, as }) => ({
      cluster,
      text: as === name ? text : ownWords(text, texts.get(as) ?? ''),
      verbatim: true,
    }));
    const own = alone.get(name);
    return own ? [...held, { cluster: own, text, verbatim: false }] : held;
  };

  const passages: { readonly cluster: Cluster; readonly wordings: string[] }[] = [];
  const indexes = new Map<Cluster, number>();
  const indexOf = (cluster: Cluster): number => {
    const index = indexes.get(cluster) ?? passages.push({ cluster, wordings: [] }) - 1;
    indexes.set(cluster, index);
    return index;
  };
  const of = new Map<number, readonly SharedWording[]>();
  for (const carrier of carriers) {
    const sayings = carrier.passages.flatMap((text, i) => sayingsOf(nameOf(carrier.number, i), text));
    const shared = [...Map.groupBy(sayings, ({ cluster }) => cluster).values()]
      .flatMap(([first]) => first ?? [])
      .sort((a, b) => Number(b.verbatim) - Number(a.verbatim) || b.text.length - a.text.length)
      .slice(0, SHARED_PASSAGES_MAX)
      .map(({ cluster, text }): SharedWording => {
        const index = indexOf(cluster);
        return [index, indexIn(clip(text, SHARED_CHARS_MAX), passages[index]?.wordings ?? [])];
      });
    if (shared.length > 0) of.set(carrier.number, shared);
  }
  // What no article here lists, as it stands in another story, has no wording and is named by its carriers alone.
  for (const { cluster } of [...passages]) linked.get(cluster)?.forEach(indexOf);
  return {
    passages: passages.map(({ cluster, wordings }) => {
      const told = carriersOf(cluster, parties);
      return {
        carriers: told.map(({ id }) => id),
        earliest: told[0]?.earliest ?? 0,
        wordings,
        reworded: [...(linked.get(cluster) ?? [])].flatMap((other) => indexes.get(other) ?? []).sort((a, b) => a - b),
      };
    }),
    of,
  };
}

/** For each cluster those that tell the same in other words. Both ways. */
function linksOf(
  edges: readonly (readonly [string, string])[],
  clusterOf: (passage: string) => Cluster,
): ReadonlyMap<Cluster, ReadonlySet<Cluster>> {
  const linked = new Map<Cluster, Set<Cluster>>();
  for (const [one, other] of edges) {
    const [a, b] = [clusterOf(one), clusterOf(other)];
    if (a === b) continue;
    for (const [from, to] of [
      [a, b],
      [b, a],
    ] as const) {
      linked.set(from, (linked.get(from) ?? new Set()).add(to));
    }
  }
  return linked;
}

/** The index of `text` in `list`. A text that is not in the list yet is appended. */
function indexIn(text: string, list: string[]): number {
  const at = list.indexOf(text);
  return at >= 0 ? at : list.push(text) - 1;
}

/** A cluster's articles, each once, who published it first first. */
function carriersOf(cluster: Cluster, parties: ReadonlyMap<string, Party>): Party[] {
  const inOrder = [...cluster]
    .flatMap((passage) => parties.get(passage) ?? [])
    .sort((a, b) => a.earliest - b.earliest || a.number - b.number);
  return [...Map.groupBy(inOrder, ({ number }) => number).values()].flatMap(([first]) => first ?? []);
}

/** By passage, who carries it: the articles themselves, and every article that their edges name. */
function partiesOf(carriers: readonly Carrier[]): ReadonlyMap<string, Party> {
  const outside = carriers.flatMap(({ shared }) =>
    shared.map(([, number, passage, id, earliest]) => [nameOf(number, passage), { number, id, earliest }] as const),
  );
  const own = carriers.flatMap(({ number, id, passages, earliest }) =>
    passages.map((_, i) => [nameOf(number, i), { number, id, earliest: earliest[i] ?? 0 }] as const),
  );
  return new Map([...outside, ...own]);
}

/** A passage's key while clusters are built. */
function nameOf(article: number, passage: number): string {
  return `${article}:${passage}`;
}

function edgesOf(carriers: readonly Carrier[], wanted: SharedKind): (readonly [string, string])[] {
  return carriers.flatMap(({ number, shared }) =>
    shared
      .filter(([, , , , , kind]) => kind === wanted)
      .map(([passage, other, otherPassage]) => [nameOf(number, passage), nameOf(other, otherPassage)] as const),
  );
}
