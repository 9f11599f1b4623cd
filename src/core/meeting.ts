/**
 * Where two articles have the same words in a row: for every run of either, the passage of the other that has it first.
 */
import { type HashSet, hashSet, placeOf } from './hash-set.ts';
import { derived, derivedForOne, runAt } from './prepared.ts';
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
  /** Where in the set each of the article's runs stands. */
  readonly places: Uint16Array;
}

const knownOf = derivedForOne((profile): Known => {
  const { runs, starts } = runsByPassage(profile);
  const set = hashSet(runs);
  const passages = new Uint16Array(set.members.length);
  const places = new Uint16Array(runs.length);
  for (let passage = profile.passages.length - 1; passage >= 0; passage--) {
    for (let at = starts[passage] ?? 0; at < (starts[passage + 1] ?? 0); at++) {
      const place = placeOf(set, runs[at] ?? 0);
      places[at] = place;
      passages[place] = passage;
    }
  }
  return { set, passages, places };
});

/** Says of each run of the one article and of the other in which passage of its counterpart it stands first; NOWHERE for most. */
export interface Meeting {
  readonly mine: Uint16Array;
  readonly theirs: Uint16Array;
}

/** No passage: a profile has at most 255. */
export const NOWHERE = 0xffff;

let firsts = new Uint16Array(0);
let mine = new Uint16Array(0);
let theirs = new Uint16Array(0);

/**
 * All that is looked up is looked up among the runs of `one`: those of the other are read in order, and once. The answer stands in
 * buffers that the next call overwrites, and may go on behind the last run.
 */
export function meeting(one: Profile, other: Profile): Meeting {
  const { set, passages, places } = knownOf(one);
  const { runs, starts } = runsByPassage(other);
  const most = Math.max(places.length, runs.length);
  if (mine.length < most)
    [firsts, mine, theirs] = [new Uint16Array(most), new Uint16Array(most), new Uint16Array(most)];
  firsts.fill(NOWHERE, 0, set.members.length);
  for (let passage = 0; passage < other.passages.length; passage++) {
    for (let at = starts[passage] ?? 0; at < (starts[passage + 1] ?? 0); at++) {
      const place = placeOf(set, runs[at] ?? 0);
      theirs[at] = place < 0 ? NOWHERE : (passages[place] ?? 0);
      if (place >= 0 && firsts[place] === NOWHERE) firsts[place] = passage;
    }
  }
  for (let at = 0; at < places.length; at++) mine[at] = firsts[places[at] ?? 0] ?? NOWHERE;
  return { mine, theirs };
}
