/**
 * Which article speaks for a story: the first full report of the outlet the operator prefers most. Once a story has been
 * shown, its lead stays, so that a reader's item keeps its title; it changes only from a flash to the first full report,
 * or when the lead itself leaves the story.
 */
import type { LeadReason } from '../../documents/document.ts';

interface LeadCandidate {
  readonly number: number;
  /** Length of its text, UTF-16 units. */
  readonly chars: number;
  /** The operator's preference for its outlet, higher first. */
  readonly priority: number;
  readonly published: number;
}

export interface Lead {
  readonly number: number;
  readonly reason: LeadReason;
}

/** A report of two or three sentences; below it, a flash. Summaries of feeds without full text are flashes by this. */
const FULL_REPORT_CHARS_MIN = 350;

/** Throws when there is nobody to choose from: a story without articles is a programmer's error. */
export function chooseLead(candidates: readonly LeadCandidate[], current: Lead | undefined): Lead {
  const first = candidates[0];
  if (!first) throw new Error('A story has no article to lead it.');
  const full = candidates.filter((c) => c.chars >= FULL_REPORT_CHARS_MIN);
  const incumbent = current && candidates.find((c) => c.number === current.number);
  if (current && incumbent && (full.length === 0 || full.includes(incumbent))) {
    return current.reason === 'only' && candidates.length > 1 ? { ...current, reason: 'first' } : current;
  }
  if (candidates.length === 1) return { number: first.number, reason: 'only' };

  const eligible = full.length > 0 ? full : candidates;
  const best = eligible.reduce((a, b) => (precedes(b, a) ? b : a));
  const preferred = eligible.some((c) => c.priority < best.priority);
  if (preferred) return { number: best.number, reason: 'priority' };
  return { number: best.number, reason: eligible.length < candidates.length ? 'fullest' : 'first' };
}

function precedes(a: LeadCandidate, b: LeadCandidate): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  return a.published !== b.published ? a.published < b.published : a.number < b.number;
}
