/**
 * Which passages articles share, with whom, and who had them first. The index keeps one edge per discovery (the later
 * article points at the earlier); here the edges of one story's articles become groups, so that both sides see the passage
 * and the first of all. An edge tells all that is shown of an article outside the story, and that never changes: what a
 * story shows hangs on its own articles alone. Each passage is told once: what comes out grows with the carriers, not with
 * their pairs.
 */

import type { PassageDocument, SharedWording } from '../../documents/document.ts';
import { type PassageGroup, passageGroups } from './passage-groups.ts';

/** A shared passage is shown up to here: enough to recognise it, not enough to stand in for the article. UTF-16 units. */
export const SHARED_CHARS_MAX = 280;
/** Shared passages listed for one article, the longest first: a copied article would otherwise be served whole. */
export const SHARED_PASSAGES_MAX = 12;

interface Party {
  readonly number: number;
  readonly id: string;
  readonly published: number;
}

/** The id and date say all that is shown of the other article: it may leave the index first. */
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
  /** By an article's number; those that share nothing are left out. */
  readonly of: ReadonlyMap<number, readonly SharedWording[]>;
}

export function sharedPassages(carriers: readonly Carrier[]): SharedPassages {
  const parties = partiesOf(carriers);
  const texts = new Map(carriers.flatMap((c) => c.passages.map((text, i) => [nameOf(c.number, i), text])));
  const carried = passageGroups(edges(carriers), (passage) => texts.get(passage)?.length);
  const passages: { readonly carriers: readonly string[]; readonly wordings: string[] }[] = [];
  const places = new Map<PassageGroup<string>, number>();
  const placeIn = (group: PassageGroup<string>): number => {
    const place = places.get(group) ?? passages.push({ carriers: carriersOf(group, parties), wordings: [] }) - 1;
    places.set(group, place);
    return place;
  };
  const of = new Map<number, readonly SharedWording[]>();
  for (const carrier of carriers) {
    const shared = carrier.passages
      .flatMap((_, i) => carried.get(nameOf(carrier.number, i)) ?? [])
      .map(({ group, as }) => ({ group, text: texts.get(as) ?? '' }))
      .sort((a, b) => b.text.length - a.text.length)
      .slice(0, SHARED_PASSAGES_MAX)
      .map(({ group, text }): SharedWording => {
        const place = placeIn(group);
        return [place, placeOf(clip(text), passages[place]?.wordings ?? [])];
      });
    if (shared.length > 0) of.set(carrier.number, shared);
  }
  return { passages, of };
}

/** Its place in the list, at the end of which it is put if it has none yet. */
function placeOf(text: string, list: string[]): number {
  const at = list.indexOf(text);
  return at >= 0 ? at : list.push(text) - 1;
}

/** The ids of a group's articles, who published first first. */
function carriersOf(group: PassageGroup<string>, parties: ReadonlyMap<number, Party>): string[] {
  return [...new Set([...group].map(articleOf))]
    .flatMap((number) => parties.get(number) ?? [])
    .sort((a, b) => a.published - b.published || a.number - b.number)
    .map(({ id }) => id);
}

/** The carriers themselves, and every article their edges name. */
function partiesOf(carriers: readonly Carrier[]): ReadonlyMap<number, Party> {
  const outside = carriers.flatMap(({ shared }) =>
    shared.map(([, number, , id, published]) => ({ number, id, published })),
  );
  return new Map([...outside, ...carriers].map((party) => [party.number, party]));
}

/** What a passage is called while its group is sought. */
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

/** Cut at a word, with an ellipsis. */
export function clip(text: string, chars = SHARED_CHARS_MAX): string {
  if (text.length <= chars) return text;
  const space = text.lastIndexOf(' ', chars - 1);
  return `${text.slice(0, space > chars / 2 ? space : chars - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
