/**
 * Which passages articles share, with whom, and who had them first. The index stores one edge per discovery, from the later
 * article to the earlier. Here the edges of one story become clusters, so that both sides see the passage and its first
 * carrier. Each passage is listed once, so the output grows with the carriers, not with their pairs.
 *
 * An edge holds all that is shown of an article outside the story, so a story's document depends on its own articles only.
 */

import type { PassageDocument, SharedWording } from '../../documents/document.ts';
import { clip } from '../../text/clip.ts';
import { clusterPassages, type PassageCluster } from './passage-clusters.ts';

/** Length at which a shown passage is cut: enough to recognise it, too little to replace the article. UTF-16 units. */
export const SHARED_CHARS_MAX = 280;
/** Shared passages listed for one article, the longest first. Without this bound a copied article would be served whole. */
export const SHARED_PASSAGES_MAX = 12;

interface Party {
  readonly number: number;
  readonly id: string;
  readonly published: number;
}

/** The edge stores the other article's id and date, because that article may leave the index first. */
export type SharedEdge = readonly [
  passage: number,
  other: number,
  otherPassage: number,
  otherId: string,
  otherPublished: number,
];

export interface Carrier extends Party {
  readonly passages: readonly string[];
  readonly shared: readonly SharedEdge[];
}

export interface SharedPassages {
  readonly passages: readonly PassageDocument[];
  /** By an article's number. Articles that share nothing are left out. */
  readonly of: ReadonlyMap<number, readonly SharedWording[]>;
}

export function sharedPassages(carriers: readonly Carrier[]): SharedPassages {
  const parties = partiesOf(carriers);
  const texts = new Map(carriers.flatMap((c) => c.passages.map((text, i) => [nameOf(c.number, i), text])));
  const carried = clusterPassages(edges(carriers), (passage) => texts.get(passage)?.length);
  const passages: { readonly carriers: readonly string[]; readonly wordings: string[] }[] = [];
  const indexes = new Map<PassageCluster<string>, number>();
  const indexOf = (cluster: PassageCluster<string>): number => {
    const index = indexes.get(cluster) ?? passages.push({ carriers: carriersOf(cluster, parties), wordings: [] }) - 1;
    indexes.set(cluster, index);
    return index;
  };
  const of = new Map<number, readonly SharedWording[]>();
  for (const carrier of carriers) {
    const shared = carrier.passages
      .flatMap((_, i) => carried.get(nameOf(carrier.number, i)) ?? [])
      .map(({ cluster, as }) => ({ cluster, text: texts.get(as) ?? '' }))
      .sort((a, b) => b.text.length - a.text.length)
      .slice(0, SHARED_PASSAGES_MAX)
      .map(({ cluster, text }): SharedWording => {
        const index = indexOf(cluster);
        return [index, indexIn(clip(text, SHARED_CHARS_MAX), passages[index]?.wordings ?? [])];
      });
    if (shared.length > 0) of.set(carrier.number, shared);
  }
  return { passages, of };
}

/** The index of `text` in `list`. A text that is not in the list yet is appended. */
function indexIn(text: string, list: string[]): number {
  const at = list.indexOf(text);
  return at >= 0 ? at : list.push(text) - 1;
}

/** The ids of a cluster's articles, in order of publication. */
function carriersOf(cluster: PassageCluster<string>, parties: ReadonlyMap<number, Party>): string[] {
  return [...new Set([...cluster].map(articleOf))]
    .flatMap((number) => parties.get(number) ?? [])
    .sort((a, b) => a.published - b.published || a.number - b.number)
    .map(({ id }) => id);
}

/** The carriers and every article that their edges name. */
function partiesOf(carriers: readonly Carrier[]): ReadonlyMap<number, Party> {
  const outside = carriers.flatMap(({ shared }) =>
    shared.map(([, number, , id, published]) => ({ number, id, published })),
  );
  return new Map([...outside, ...carriers].map((party) => [party.number, party]));
}

/** A passage's key while clusters are built. */
function nameOf(article: number, passage: number): string {
  return `${article}:${passage}`;
}

function articleOf(name: string): number {
  return Number(name.split(':')[0]);
}

function edges(carriers: readonly Carrier[]): (readonly [string, string])[] {
  return carriers.flatMap(({ number, shared }) =>
    shared.map(([passage, other, otherPassage]) => [nameOf(number, passage), nameOf(other, otherPassage)] as const),
  );
}
