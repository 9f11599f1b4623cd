/**
 * Tells whether another publisher's article supports a report, so that the report may take the lead from a flash. An outlet that wants the place could ride on
 * the flash: repeat its line and go on about something else. So the line does not count: the headline, and what the report adds to the line, must
 * both name what the other article is about.
 */
import { analyze } from '../../text/analyzer.ts';
import { backgroundFrequency } from '../../text/background-frequency.ts';
import { DOCUMENTS } from '../../text/model/background.ts';
import { normalize } from '../../text/normalize.ts';
import { SENTENCE_END } from '../../text/sentences.ts';

interface Told {
  readonly title: string;
  readonly passages: readonly string[];
}

/** A term says what an article is about if it stands in less than this share of the background's articles. */
const TELLING_SHARE_MAX = 0.1;
/** Telling terms that what the report adds has in common with the other article, and which part of the shorter of the two. */
const ADDED_IN_COMMON_MIN = 2;
const ADDED_PART_MIN = 1 / 6;

/** `others`: the story's articles of other publishers. */
export function isSupported(report: Told, others: readonly Told[]): boolean {
  const texts = others.map(({ title, passages }) => [title, ...passages].join(' '));
  const spoken = texts.map(words);
  const sentences = report.passages.flatMap((passage) => passage.split(SENTENCE_END));
  const added = sentences.filter((sentence) => !spoken.some((text) => text.includes(words(sentence))));
  const [title, own] = [tellingTerms(report.title), tellingTerms(added.join(' '))];
  return texts.map(tellingTerms).some((theirs) => {
    const common = inCommon(own, theirs);
    const enough = common >= ADDED_IN_COMMON_MIN && common >= ADDED_PART_MIN * Math.min(own.size, theirs.size);
    return inCommon(title, theirs) > 0 && (added.length === 0 || enough);
  });
}

/** The text without its punctuation, between spaces. */
function words(text: string): string {
  return ` ${normalize(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `;
}

function tellingTerms(text: string): ReadonlySet<number> {
  return new Set([...analyze(text)].filter((term) => backgroundFrequency(term) < TELLING_SHARE_MAX * DOCUMENTS));
}

function inCommon(some: ReadonlySet<number>, others: ReadonlySet<number>): number {
  return [...some].filter((term) => others.has(term)).length;
}
