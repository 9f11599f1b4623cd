/**
 * What comparing needs and a profile does not spell out: which stems, how often, how common in the background; sets of word runs.
 * Made on first use and kept as long as the profile itself is.
 */
import { hashPair } from './hash.ts';
import type { Profile } from './profile.ts';
import { frequency } from './rarity.ts';

/** Words of the text that make the lead, and that are compared as text. */
const LEAD_WORDS = 35;
const TEXT_WORDS = 200;
/** How often the title counts in the lead: without its weight F1 falls by some eight points, past three it gains no more. */
const TITLE_TIMES = 3;

/** Stems ascending; for each how strongly it counts (1 + ln of its occurrences) and its background frequency. */
export interface Stems {
  readonly keys: Uint32Array;
  readonly strengths: Float64Array;
  readonly frequencies: Float64Array;
}

export interface Prepared {
  /** Title, counted TITLE_TIMES, and the first words of the text. */
  readonly lead: Stems;
  readonly text: Stems;
  /** All the stems. */
  readonly all: ReadonlySet<number>;
  /** Runs of two words in title and text, of four words in all of the text. */
  readonly pairs: Uint32Array;
  readonly runs: Uint32Array;
}

const kept = new WeakMap<Profile, Prepared>();

export function prepare(profile: Profile): Prepared {
  const known = kept.get(profile);
  if (known) return known;
  const made = make(profile);
  kept.set(profile, made);
  return made;
}

function collect(parts: readonly { readonly stems: Uint32Array; readonly times: number }[]): Stems {
  const counts = new Map<number, number>();
  for (const { stems, times } of parts) for (const stem of stems) counts.set(stem, (counts.get(stem) ?? 0) + times);
  const keys = Uint32Array.from(counts.keys()).sort();
  return {
    keys,
    strengths: Float64Array.from(keys, (key) => 1 + Math.log(counts.get(key) ?? 1)),
    frequencies: Float64Array.from(keys, frequency),
  };
}

function sorted(list: Iterable<number>): Uint32Array {
  return Uint32Array.from(new Set(list)).sort();
}

function runsOf(stems: Uint32Array, length: number): number[] {
  const runs: number[] = [];
  for (let i = 0; i + length <= stems.length; i++) {
    let run = stems[i] ?? 0;
    for (let j = 1; j < length; j++) run = hashPair(run, stems[i + j] ?? 0);
    runs.push(run);
  }
  return runs;
}

function make({ title, text }: Profile): Prepared {
  const first = text.subarray(0, TEXT_WORDS);
  return {
    lead: collect([
      { stems: title, times: TITLE_TIMES },
      { stems: text.subarray(0, LEAD_WORDS), times: 1 },
    ]),
    text: collect([
      { stems: title, times: 1 },
      { stems: first, times: 1 },
    ]),
    all: new Set([...title, ...text]),
    pairs: sorted([...runsOf(title, 2), ...runsOf(first, 2)]),
    runs: sorted(runsOf(text, 4)),
  };
}
