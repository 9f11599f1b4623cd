/**
 * Where two articles have the same words in a row: for every run of either, the passage of the other that has it first.
 */
import { type HashSet, hashSet, placeOf } from './hash-set.ts';
import { derived, runAt } from './prepared.ts';
import type { Profile } from './profile.ts';

/** Runs of this many words are compared. */
const RUN = 3;

/** An article's runs, passage after passage. */
export interface Runs {
  readonly runs: Uint32Array;
  /** For each passage where its runs begin, and at last where all end. */
  readonly starts: Uint16Array;
}

export const runsByPassage = derived(({ text, passages }): Runs => {
  const starts = new Uint16Array(passages.length + 1);
  passages.forEach(({ start, end }, i) => {
    starts[i + 1] = (starts[i] ?? 0) + Math.max(0, end - start - RUN + 1);
  });
  const runs = new Uint32Array(starts[passages.length] ?? 0);
  passages.forEach(({ start }, passage) => {
    const first = starts[passage] ?? 0;
    for (let at = first; at < (starts[passage + 1] ?? 0); at++) runs[at] = runAt(text, start + at - first, RUN);
  });
  return { runs, starts };
});

/** For whoever is compared with many: each of its runs once, and the first passage that has it. */
interface Known {
  readonly set: HashSet;
  readonly passages: Uint16Array;
}

const knownOf = derived((profile): Known => {
  const { runs, starts } = runsByPassage(profile);
  const set = hashSet(runs);
  const passages = new Uint16Array(set.members.length);
  for (let passage = profile.passages.length - 1; passage >= 0; passage--)
    for (let at = starts[passage] ?? 0; at < (starts[passage + 1] ?? 0); at++)
      passages[placeOf(set, runs[at] ?? 0)] = passage;
  return { set, passages };
});

/** Says of each run that the two articles have in common where the other has it. One for each run of its article, NOWHERE for none. */
export interface Meeting {
  readonly mine: Uint16Array;
  readonly theirs: Uint16Array;
}

/** No passage: a profile has at most 255. */
export const NOWHERE = 0xffff;

/** All that is looked up is looked up among the runs of `one`: those of the other are read in order, and once. */
export function meeting(one: Profile, other: Profile): Meeting {
  const { set, passages } = knownOf(one);
  const { runs, starts } = runsByPassage(other);
  const firsts = new Uint16Array(set.members.length).fill(NOWHERE);
  const theirs = new Uint16Array(runs.length).fill(NOWHERE);
  for (let passage = 0; passage < other.passages.length; passage++) {
    for (let at = starts[passage] ?? 0; at < (starts[passage + 1] ?? 0); at++) {
      const place = placeOf(set, runs[at] ?? 0);
      if (place < 0) continue;
      theirs[at] = passages[place] ?? 0;
      if (firsts[place] === NOWHERE) firsts[place] = passage;
    }
  }
  const own = runsByPassage(one).runs;
  const mine = new Uint16Array(own.length);
  for (let at = 0; at < own.length; at++) mine[at] = firsts[placeOf(set, own[at] ?? 0)] ?? NOWHERE;
  return { mine, theirs };
}
