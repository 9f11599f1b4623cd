/**
 * Chooses which article leads a story:
 *
 *   1. A report goes before a flash, if an article of another publisher supports it (supported-report.ts) or the flash is of its own publisher.
 *   2. Among reports, and among flashes where there is no report, the outlet that the operator prefers goes first.
 *   3. Among equals, the first to publish. A longer text is no reason to lead.
 *
 * An operator's choice goes before all of these, until its article leaves the story or the choice is taken back.
 * The lead then stays, so that a reader's item keeps its title. It changes only from a flash to the first such report, or when the
 * lead itself leaves the story. A report that its outlet shortens stays a report: corrections are often shorter.
 */
import type { LeadReason } from '../../documents/document.ts';
import { analyze } from '../../text/analyzer.ts';
import { isLabelledFlash } from '../../text/boilerplate.ts';
import { normalize } from '../../text/normalize.ts';
import { SENTENCE_END } from '../../text/sentences.ts';

interface LeadCandidate {
  readonly number: number;
  /** It is a report, and may lead as one. */
  readonly report: boolean;
  /** The operator said that it leads. */
  readonly chosen: boolean;
  /** The operator's preference for its outlet, higher first. */
  readonly priority: number;
  /** When it was published, as documents/article.ts has it, ms. */
  readonly earliest: number;
}

export interface Lead {
  readonly number: number;
  readonly reason: LeadReason;
}

/** Throws when there are no candidates: a story without articles is a programmer's error. */
export function chooseLead(candidates: readonly LeadCandidate[], current: Lead | undefined): Lead {
  const first = candidates[0];
  if (!first) throw new Error('A story has no article to lead it.');
  // Two are chosen where two stories with a chosen lead became one.
  const chosen = candidates.filter((c) => c.chosen);
  const lead = chosen.find((c) => c.number === current?.number) ?? chosen[0];
  if (lead && candidates.length > 1) return { number: lead.number, reason: 'chosen' };
  const reports = candidates.filter((c) => c.report);
  const incumbent = current?.reason === 'chosen' ? undefined : candidates.find((c) => c.number === current?.number);
  if (current && incumbent && (reports.length === 0 || incumbent.report)) {
    return current.reason === 'only' && candidates.length > 1 ? { ...current, reason: 'first' } : current;
  }
  if (candidates.length === 1) return { number: first.number, reason: 'only' };

  const eligible = reports.length > 0 ? reports : candidates;
  const best = eligible.reduce((a, b) => (precedes(b, a) ? b : a));
  const preferred = eligible.some((c) => c.priority < best.priority);
  if (preferred) return { number: best.number, reason: 'priority' };
  return { number: best.number, reason: eligible.length < candidates.length ? 'report' : 'first' };
}

function precedes(a: LeadCandidate, b: LeadCandidate): boolean {
  if (a.priority !== b.priority) return a.priority > b.priority;
  return a.earliest !== b.earliest ? a.earliest < b.earliest : a.number < b.number;
}

/** A report has several sentences and this many words besides its title. */
const REPORT_WORDS_MIN = 12;
const REPORT_SENTENCES_MIN = 2;
/** Summaries often are one sentence: a report too if it is this long, unless it calls itself a flash. */
const SENTENCE_REPORT_WORDS_MIN = 20;
/** Words of a sentence; what is shorter is a label, an initial or an abbreviation. */
const SENTENCE_WORDS_MIN = 3;

/** Promises more and tells nothing: «التفاصيل بعد قليل», «الخبر قيد التحديث». Normalized. */
const PROMISE =
  /(?:تفاصيل|المزيد|الخبر|خبر عاجل).{0,40}(?:بعد قليل|لاحقا|تباعا|قريبا|قيد (?:التحديث|المتابعه))|نوافيكم|ترقبوا|^\W*يتبع|(?:details|more) to follow|developing story/;
const PROMISE_WORDS_MAX = 14;

/** Whether an article is a report: more than a flash's one line. Passages that repeat the title were left out when it was cut. */
export function isReport({
  title,
  passages,
}: {
  readonly title: string;
  readonly passages: readonly string[];
}): boolean {
  let words = 0;
  let sentences = 0;
  for (const sentence of passages.flatMap((passage) => passage.split(SENTENCE_END))) {
    const length = analyze(sentence).length;
    if (length <= PROMISE_WORDS_MAX && PROMISE.test(normalize(sentence))) continue;
    words += length;
    if (length >= SENTENCE_WORDS_MIN) sentences++;
    if (sentences >= REPORT_SENTENCES_MIN && words >= REPORT_WORDS_MIN) return true;
  }
  const flash = [title, ...passages.slice(0, 1)].some(isLabelledFlash);
  return !flash && words >= SENTENCE_REPORT_WORDS_MIN;
}
