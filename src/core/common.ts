/**
 * What two articles have in common, all of it found in one pass over the stems of the other: a newcomer is held against sixty articles,
 * and hardly any of them is looked at further.
 */
import { inOrder, pairsShared } from './opening.ts';
import { derivedForOne } from './prepared.ts';
import type { Profile } from './profile.ts';
import type { Scale, Weighed } from './scale.ts';
import {
  heaviestAt,
  heaviestCount,
  openingAt,
  STEMS_MAX,
  stemAt,
  stemCount,
  strength,
  tallyAt,
  timesInLead,
  timesInText,
  titleCount,
  type Vector,
  vectorOf,
} from './vectors.ts';

export interface Common {
  /** Of the two vectors of weights. */
  readonly product: number;
  /** What the length of the other's vector is not below, but for the last digits: that of what both have and of what is heaviest in it. */
  readonly othersLength: number;
  /** Weights of the three rarest stems that stand in both titles or leads, added up; 0 when they share none. */
  readonly rare: number;
  /** Weights of the words of the one's title that the other article has, added up; and the other way round. */
  readonly titleTold: number;
  readonly othersTitleTold: number;
  /** Both see opening.ts. */
  readonly order: number;
  readonly phrases: number;
}

/** As many that most strangers meet an empty place at once, and few enough to lie in the processor's nearest memory. */
const TABLE = 4_096;

/** Open addressing: a stem's place in the vector plus one, 0 for nobody. */
const tableOf = derivedForOne((profile): Uint8Array => {
  const vector = vectorOf(profile);
  const table = new Uint8Array(TABLE);
  for (let i = 0; i < stemCount(vector); i++) {
    let at = firstLook(stemAt(vector, i));
    while (table[at] !== 0) at = (at + 1) & (TABLE - 1);
    table[at] = i + 1;
  }
  return table;
});

/** The lowest bit of a stem says what it is, not which. */
function firstLook(stem: number): number {
  return (stem >>> 1) & (TABLE - 1);
}

/** What `meet` found, until it is called again. For each stem that both have, ascending, its place in the one's vector and in the other's … */
const mine = new Uint8Array(STEMS_MAX);
const theirs = new Uint8Array(STEMS_MAX);
/** … and for each of the other's its place in the one's plus one, 0 for none. */
const places = new Uint8Array(STEMS_MAX);

/** How many stems both have. */
function meet(one: Profile, other: Vector): number {
  const table = tableOf(one);
  const vector = vectorOf(one);
  const stems = stemCount(other);
  // Who may be met at all is noted without a branch: no processor guesses right who will be.
  let looked = 0;
  for (let j = 0; j < stems; j++) {
    places[j] = 0;
    theirs[looked] = j;
    looked += ((table[firstLook(stemAt(other, j))] ?? 0) + 0xff) >>> 8;
  }
  let count = 0;
  for (let n = 0; n < looked; n++) {
    const j = theirs[n] ?? 0;
    const stem = stemAt(other, j);
    let at = firstLook(stem);
    let place = table[at] ?? 0;
    while (place !== 0 && stemAt(vector, place - 1) !== stem) {
      at = (at + 1) & (TABLE - 1);
      place = table[at] ?? 0;
    }
    if (place === 0) continue;
    places[j] = place;
    mine[count] = place - 1;
    theirs[count++] = j;
  }
  return count;
}

/** For each of the one's stems whether the other has it. */
const found = new Uint8Array(STEMS_MAX);

/** Quickest when the same `one` is held against many. The other way round it finds the same, titles changing places. */
export function common(one: Weighed, other: Profile, scale: Scale): Common {
  const { vector, weights } = one;
  const otherVector = vectorOf(other);
  const count = meet(one.profile, otherVector);
  found.fill(0, 0, weights.length);
  let product = 0;
  let squares = 0;
  let rarest = 0;
  let second = 0;
  let third = 0;
  for (let n = 0; n < count; n++) {
    const place = mine[n] ?? 0;
    found[place] = 1;
    const weight = weights[place] ?? 0;
    const tally = tallyAt(vector, place);
    const otherTally = tallyAt(otherVector, theirs[n] ?? 0);
    const others = strength(timesInText(otherTally));
    product += strength(timesInText(tally)) * others * weight * weight;
    squares += (others * weight) ** 2;
    if (weight <= third || timesInLead(tally) === 0 || timesInLead(otherTally) === 0) continue;
    third = Math.min(second, weight);
    second = Math.max(second, Math.min(rarest, weight));
    rarest = Math.max(rarest, weight);
  }
  for (let n = 0; n < heaviestCount(otherVector); n++) {
    const place = heaviestAt(otherVector, n);
    if (places[place] === 0) squares += scale.partAt(otherVector, place) ** 2;
  }
  let titleTold = 0;
  for (let word = 0; word < titleCount(vector); word++) {
    const place = openingAt(vector, word);
    if (found[place] === 1) titleTold += weights[place] ?? 0;
  }
  let othersTitleTold = 0;
  for (let word = 0; word < titleCount(otherVector); word++) {
    const place = places[openingAt(otherVector, word)] ?? 0;
    if (place > 0) othersTitleTold += weights[place - 1] ?? 0;
  }
  return {
    product,
    othersLength: Math.sqrt(squares),
    rare: rarest + second + third,
    titleTold,
    othersTitleTold,
    order: inOrder(one.profile, otherVector, places),
    phrases: pairsShared(one.profile, otherVector, places),
  };
}
