/**
 * Which passages articles share, with whom, and who had them first. The index keeps one edge per discovery (the later
 * article points at the earlier); here the edges of one story's articles become groups, so that both sides see the passage
 * and the first of all. An edge tells all that is shown of an article outside the story, and that never changes: what a
 * story shows hangs on its own articles alone. Each passage is told once: what comes out grows with the carriers, not with
 * their pairs.
 */
import { SHARED_CHARS_MAX, SHARED_PASSAGES_MAX } from '../core/limits.ts';
import type { PassageDocument, SharedWording } from '../feeds/document.ts';

interface Party {
  readonly number: number;
  readonly id: string;
  readonly published: number;
}

/** [own passage, other article, its passage, its id, when it was published]; what older versions filed lacks the last two. */
export type SharedEdge = readonly [number, number, number, string?, number?];

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
  const groupOf = groups(carriers, parties);
  const carriersOf = carriersByGroup(groupOf, parties);
  const passages: { readonly carriers: readonly string[]; readonly wordings: string[] }[] = [];
  const places = new Map<string, number>();
  const placeIn = (group: string): number => {
    const place = places.get(group) ?? passages.push({ carriers: carriersOf(group), wordings: [] }) - 1;
    places.set(group, place);
    return place;
  };
  const of = new Map<number, readonly SharedWording[]>();
  for (const carrier of carriers) {
    const own = carrier.passages
      .map((text, passage) => ({ text, group: groupOf.get(`${carrier.number}:${passage}`) }))
      .filter((p): p is { text: string; group: string } => p.group !== undefined)
      .sort((a, b) => b.text.length - a.text.length)
      .slice(0, SHARED_PASSAGES_MAX);
    const shared = own.map(({ text, group }): SharedWording => {
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
function carriersByGroup(
  groupOf: ReadonlyMap<string, string>,
  parties: ReadonlyMap<number, Party>,
): (group: string) => string[] {
  const numbers = new Map<string, Set<number>>();
  for (const [node, group] of groupOf) {
    const set = numbers.get(group) ?? new Set();
    numbers.set(group, set.add(Number(node.split(':')[0])));
  }
  return (group) =>
    [...(numbers.get(group) ?? [])]
      .flatMap((number) => parties.get(number) ?? [])
      .sort((a, b) => a.published - b.published || a.number - b.number)
      .map(({ id }) => id);
}

/** The carriers themselves, and whomever their edges name in full. */
function partiesOf(carriers: readonly Carrier[]): ReadonlyMap<number, Party> {
  const outside = carriers.flatMap(({ shared }) =>
    shared.flatMap(([, number, , id, published]) =>
      id === undefined || published === undefined ? [] : [{ number, id, published }],
    ),
  );
  return new Map([...outside, ...carriers].map((party) => [party.number, party]));
}

/** Union-find over (article, passage); the value is the group's representative. */
function groups(carriers: readonly Carrier[], known: ReadonlyMap<number, Party>): ReadonlyMap<string, string> {
  const parent = new Map<string, string>();
  const find = (node: string): string => {
    let root = node;
    for (let up = parent.get(root); up !== undefined && up !== root; up = parent.get(root)) root = up;
    parent.set(node, root);
    return root;
  };
  for (const carrier of carriers) {
    for (const [passage, other, otherPassage] of carrier.shared) {
      if (!known.has(other)) continue;
      const one = find(`${carrier.number}:${passage}`);
      const two = find(`${other}:${otherPassage}`);
      parent.set(one, two);
      parent.set(two, two);
    }
  }
  return new Map([...parent.keys()].map((node) => [node, find(node)]));
}

/** Cut at a word, with an ellipsis. */
export function clip(text: string, chars = SHARED_CHARS_MAX): string {
  if (text.length <= chars) return text;
  const space = text.lastIndexOf(' ', chars - 1);
  return `${text.slice(0, space > chars / 2 ? space : chars - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
