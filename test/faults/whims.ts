/**
 * A decision engine with random reassignments: it decides as the real one does, then adds merges, moves, relations and shared
 * passages at random, any that the port's contract allows. For some texts it always throws. Deterministic for an article and an index.
 */
import { createChance } from '../../bench/soak/chance.ts';
import type { decide } from '../../src/clustering/decide.ts';
import type { Decision, IncomingArticle, IndexPort, Member } from '../../src/clustering/index-port.ts';
import { hashText } from '../../src/text/hash.ts';

export const had = { merges: 0, moves: 0, throws: 0 };

/** One text in so many throws. */
const POISONED = 9;

export function whimsical(real: typeof decide): typeof decide {
  return (incoming, port) => {
    if (hashText(incoming.fingerprint.text.join()) % POISONED === 0) {
      had.throws++;
      throw new Error('this text is too much for the engine');
    }
    return withReassignments(real(incoming, port), incoming, port);
  };
}

function withReassignments(decision: Decision, incoming: IncomingArticle, port: IndexPort): Decision {
  const chance = createChance(incoming.article * 7919 + 1);
  const earlier = port.members(Array.from({ length: incoming.article }, (_, n) => n));
  const oneOf = <T>(all: readonly T[]) => all[chance.below(all.length)] as T;
  const stories = [...new Set(earlier.map((m) => m.story))].sort((a, b) => a - b);
  if (stories.length < 2) return decision;
  const merges = chance.of(0.5) ? [...decision.merges, ...merger(earlier, stories)] : decision.merges;
  const merged = new Set(merges.flatMap(({ from, into }) => [from, into]));
  const moves = chance.of(0.7) ? mover() : decision.moves;
  const related = chance.of(0.7) ? [...decision.related, oneOf(stories)] : decision.related;
  const shared = chance.of(0.4) ? [...decision.shared, sharer()] : decision.shared;
  had.merges += merges.length - decision.merges.length;
  return { ...decision, merges, moves, related: [...new Set(related)], shared };

  function sharer(): Decision['shared'][number] {
    return { kind: 'verbatim', passage: 0, other: oneOf(earlier).article, otherPassage: 0 };
  }

  /** Merges the newer of two stories into the older, unless an editor pinned a member of it or keeps the two apart. */
  function merger(members: readonly Member[], all: readonly number[]): Decision['merges'] {
    const at = chance.below(all.length - 1);
    const [into = 0, from = 0] = [all[at], all[at + 1 + chance.below(all.length - at - 1)]];
    const busy = decision.merges.some((m) => [m.from, m.into].some((s) => s === from || s === into));
    const pinned = members.some((m) => m.story === from && m.pinned);
    return busy || pinned || from === decision.story || port.apart(into, from) ? [] : [{ from, into }];
  }

  function mover(): Decision['moves'] {
    const movable = earlier.filter((m) => !m.pinned && !m.moved && m.article !== m.story && !merged.has(m.story));
    if (movable.length === 0) return decision.moves;
    const { article, story } = oneOf(movable);
    const others = stories.filter((s) => s !== story && !merged.has(s) && !port.apart(s, story));
    const to = chance.of(0.3) || others.length === 0 ? undefined : oneOf(others);
    had.moves++;
    return [{ article, to }];
  }
}
