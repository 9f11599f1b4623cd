/**
 * An article as a vector of stems, and which of them stand in its lead: which stems, how often, how common in the background. Made on first
 * use and kept as long as the profile. One article's columns lie together in memory: a newcomer is held against sixty articles that
 * nobody looked at for a while, and fetching what lies scattered took longer than computing with it.
 */
import { slotsOf } from './counts.ts';
import { hashSet, placeOf } from './hash-set.ts';
import { heaviest } from './heaviest.ts';
import { derived, joined } from './prepared.ts';
import { idfAt, levelOf } from './rarity.ts';

/** Words of the text that make the lead, and that are compared as text. */
export const LEAD_WORDS = 35;
const TEXT_WORDS = 200;
/** How often the title counts in the lead, by which articles are filed and sought. */
const TITLE_TIMES = 3;
/** Of some 110 stems the heaviest so many make up most of the vector's length: twelve told fewer strangers, see glance.ts. */
const HEAVIEST = 20;

/** The stems of title and text, ascending, so that sums over the same stems are the same to the last bit; columns of one length. */
export interface Stems {
  readonly keys: Uint32Array;
  /** How common in the background: see rarity.ts. */
  readonly levels: Uint8Array;
  /** Where today's counts keep them: see counts.ts. */
  readonly slots: Uint32Array;
  /** How often in the lead: each word of the title TITLE_TIMES, then the first words; 0 for one that is not in it. */
  readonly inLead: Uint8Array;
  /** How often in title and text. */
  readonly inText: Uint8Array;
  /** Not a column: places of the stems that weigh most in the text, by the background's rarity alone. */
  readonly heaviest: Uint16Array;
}

export const stemsOf = derived(({ title, text }): Stems => {
  const first = text.subarray(0, TEXT_WORDS);
  const met = hashSet(joined([title, first]));
  const timesInLead = new Uint8Array(met.members.length);
  const timesInText = new Uint8Array(met.members.length);
  const tally = (word: number, lead: number): void => {
    const at = placeOf(met, word);
    timesInLead[at] = (timesInLead[at] ?? 0) + lead;
    timesInText[at] = (timesInText[at] ?? 0) + 1;
  };
  for (let i = 0; i < title.length; i++) tally(title[i] ?? 0, TITLE_TIMES);
  for (let i = 0; i < first.length; i++) tally(first[i] ?? 0, i < LEAD_WORDS ? 1 : 0);

  const { keys, slots, levels, inLead, inText } = columns(met.members.length);
  keys.set(met.members);
  keys.sort();
  const weights = new Float64Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] ?? 0;
    const at = placeOf(met, key);
    const level = levelOf(key);
    levels[i] = level;
    slots[i] = slotsOf(key);
    inLead[i] = timesInLead[at] ?? 0;
    inText[i] = timesInText[at] ?? 0;
    weights[i] = strength(timesInText[at] ?? 0) * idfAt(level);
  }
  return { keys, slots, levels, inLead, inText, heaviest: heaviest(weights, HEAVIEST) };
});

function columns(length: number): Omit<Stems, 'heaviest'> {
  const memory = new ArrayBuffer(11 * length);
  return {
    keys: new Uint32Array(memory, 0, length),
    slots: new Uint32Array(memory, 4 * length, length),
    levels: new Uint8Array(memory, 8 * length, length),
    inLead: new Uint8Array(memory, 9 * length, length),
    inText: new Uint8Array(memory, 10 * length, length),
  };
}

/** For looking up where a stem stands in the columns. */
export const stemPlaces = derived((profile) => hashSet(stemsOf(profile).keys));

const STRENGTHS = Float64Array.from({ length: 256 }, (_, times) => (times > 0 ? 1 + Math.log(times) : 0));

/** How strongly a stem counts that occurs so often, 0…255: 1 + ln, 0 for never. */
export function strength(times: number): number {
  return STRENGTHS[times] ?? 0;
}
