/**
 * Which passages an article shares, with whom, and who had them first. The index keeps one edge per discovery (the later
 * article points at the earlier); here the edges of one story's articles become groups, so that both sides see the passage
 * and the first of all. An edge tells all that is shown of an article outside the story, and that never changes: what a
 * story shows hangs on its own articles alone.
 */
import { SHARED_CHARS_MAX, SHARED_PASSAGES_MAX } from '../core/limits.ts';
import type { SharedText } from '../feeds/document.ts';

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

/** For every carrier, by number, what it shares; carriers that share nothing are left out. */
export function sharedTexts(carriers: readonly Carrier[]): ReadonlyMap<number, readonly SharedText[]> {
  const parties = partiesOf(carriers);
  const groupOf = groups(carriers, parties);
  const inGroup = new Map<string, Set<number>>();
  for (const [node, group] of groupOf) {
    const set = inGroup.get(group) ?? new Set();
    inGroup.set(group, set.add(Number(node.split(':')[0])));
  }
  const result = new Map<number, readonly SharedText[]>();
  for (const carrier of carriers) {
    const texts: SharedText[] = [];
    const own = carrier.passages
      .map((text, passage) => ({ text, group: groupOf.get(`${carrier.number}:${passage}`) }))
      .filter((p): p is { text: string; group: string } => p.group !== undefined)
      .sort((a, b) => b.text.length - a.text.length)
      .slice(0, SHARED_PASSAGES_MAX);
    for (const { text, group } of own) {
      const others = [...(inGroup.get(group) ?? [])].map((n) => parties.get(n)).filter((c) => c !== undefined);
      const first = others.reduce((a, b) => (earlier(b, a) ? b : a));
      for (const other of others) {
        if (other.number !== carrier.number) texts.push({ text: clip(text), with: other.id, first: first.id });
      }
    }
    if (texts.length > 0) result.set(carrier.number, texts);
  }
  return result;
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

function earlier(a: Party, b: Party): boolean {
  return a.published !== b.published ? a.published < b.published : a.number < b.number;
}

/** Cut at a word, with an ellipsis. */
export function clip(text: string, chars = SHARED_CHARS_MAX): string {
  if (text.length <= chars) return text;
  const space = text.lastIndexOf(' ', chars - 1);
  return `${text.slice(0, space > chars / 2 ? space : chars - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
