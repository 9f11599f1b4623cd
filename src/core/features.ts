/**
 * What is measured on a pair of articles. Every feature is symmetric in the two. They are few on purpose: each further
 * one tried (titles, word pairs, shared numbers, rarest shared word, letter trigrams, skeletons of consonants…) helped on
 * the articles it was fitted on and did harm on the others; bench/ACCURACY.md has the figures.
 */
import type { Newcomer } from './index-port.ts';
import type { Scale, Weighed } from './scale.ts';
import { cosine, sharedCount } from './vector.ts';

export const FEATURES = [
  'lead', // cosine of title and first words
  'text', // cosine of the first 200 words
  'samePublisher', // an outlet rarely tells the same news twice
  'samePublisherLead', // … and repeats its own phrases
  'days', // between them, past the first hours
  'replaced', // of two texts of one mould with other names in their titles: the share of the lead that differs
] as const;

const HOUR_MS = 3_600_000;
/** Outlets tell the same news within a few hours: that much says nothing. */
export const SAME_NEWS_MS = 3 * HOUR_MS;
/** Share of common word pairs from which two texts begin to be of one mould, and at which they are: copies, or notices of one form. */
const MOULD_FROM = 0.3;
const MOULD_AT = 0.5;
/** Weight of a title word at which it may be the name that makes another story. */
const NAME = 5;

function mould(a: Weighed, b: Weighed): number {
  const { pairs } = a.prepared;
  const { pairs: others } = b.prepared;
  const fewer = Math.min(pairs.length, others.length);
  const common = fewer > 0 ? sharedCount(pairs, others) / fewer : 0;
  return Math.min(1, Math.max(0, (common - MOULD_FROM) / (MOULD_AT - MOULD_FROM)));
}

/** Of what the other nowhere has: the share of the lead's weight, and how rare the rarest title word is, 0…1. */
function unexplained(
  { lead }: Weighed,
  { prepared }: Weighed,
  title: ReadonlySet<number>,
): { share: number; name: number } {
  let missing = 0;
  let rarest = 0;
  for (let i = 0; i < lead.keys.length; i++) {
    const key = lead.keys[i] ?? 0;
    if (prepared.all.has(key)) continue;
    const weight = lead.weights[i] ?? 0;
    missing += weight;
    if (title.has(key) && weight > rarest) rarest = weight;
  }
  return { share: lead.sum > 0 ? missing / lead.sum : 0, name: Math.min(1, rarest / NAME) };
}

function replaced(one: Newcomer, a: Weighed, other: Newcomer, b: Weighed): number {
  const form = mould(a, b);
  if (form === 0) return 0;
  const mine = unexplained(a, b, new Set(one.profile.title));
  const theirs = unexplained(b, a, new Set(other.profile.title));
  return form * Math.min(mine.share, theirs.share) * Math.min(mine.name, theirs.name);
}

/** In the order of FEATURES. */
export function features(one: Newcomer, other: Newcomer, scale: Scale): number[] {
  const a = scale.weigh(one.profile);
  const b = scale.weigh(other.profile);
  const lead = cosine(a.lead, b.lead);
  const apart = Math.abs(one.published - other.published);
  const same = one.publisher === other.publisher ? 1 : 0;
  return [
    lead,
    cosine(a.text, b.text),
    same,
    same * lead,
    Math.max(0, apart - SAME_NEWS_MS) / (24 * HOUR_MS),
    replaced(one, a, other, b),
  ];
}
