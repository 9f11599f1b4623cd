/**
 * What of a text counts when two versions of an article are compared. A correction must be noticed; a view counter, «قبل 5 دقائق»,
 * share buttons and white space must not. Figures are news in a title and in a first sentence («3 قتلى»), and nowhere else.
 */
import { cutTitle } from './boilerplate.ts';
import { normalize } from './normalize.ts';
import { SENTENCE_END } from './sentences.ts';
import { cutStockPhrases } from './stock-phrases.ts';

/** Normalized, as all patterns below. */
const COUNTED =
  '(?:مشاهد(?:ه|ات)|قراء(?:ه|ات)|زيار(?:ه|ات)|تعليق(?:ات|ا)?|مشارك(?:ه|ات)|اعجاب(?:ات|ا)?|views?|reads?|comments?|shares?|likes?)';
const FIGURE = '\\d[\\d.,]{0,12} ?[km]?';
/** «المشاهدات: 1523», «1523 مشاهدة», «شوهد 1523 مرة», an icon with a figure. */
const COUNTERS: readonly RegExp[] = [
  new RegExp(`(?:عدد )?(?:ال)?${COUNTED} ?[:([] ?${FIGURE}`, 'gu'),
  new RegExp(`(?:^|[|•·()[\\]\\-–—.:]) ?(?:عدد )?(?:ال)?${COUNTED} ${FIGURE}`, 'gu'),
  new RegExp(`(?:^|[|•·()[\\]\\-–—.:]) ?${FIGURE} ?${COUNTED}(?![\\p{L}])`, 'gu'),
  new RegExp(`${FIGURE} ?${COUNTED}(?= ?(?:$|[|•·()[\\]\\-–—.]))`, 'gu'),
  new RegExp(`(?:شوهدت?|قري(?:ت|ء)?|قرء(?:ت)?|مشاهدته?ا?|قراءته?ا?) ${FIGURE} مر(?:ه|ات)`, 'gu'),
  new RegExp(`\\p{Extended_Pictographic}\\ufe0f? ?${FIGURE}`, 'gu'),
];
/** In a title only what stands in brackets is a counter: «3 مشاركات» may be the news. */
const COUNTER_IN_TITLE = new RegExp(`[([] ?(?:${FIGURE} ?${COUNTED}|(?:ال)?${COUNTED} ?:? ?${FIGURE}) ?[)\\]]`, 'gu');
const RELATIVE_TIME =
  /(?:منذ|قبل) (?:\d{1,3} )?(?:ثاني(?:ه|تين)|ثوان[يى]?|دقيق(?:ه|تين)|دقايق|ساع(?:ه|تين|ات)|يوم(?:ين|ا)?|ايام)(?!\p{L})|\d{1,3} (?:seconds?|minutes?|hours?|days?) ago/gu;
const FIGURES = /\d+/g;
const NOT_WORDS = /[^\p{L}\p{N}]+/gu;
const HAS_LETTER = /\p{L}/u;

/** The words of a title, its figures included, without labels such as «عاجل». Equal for versions that say the same. */
export function significantTitle(title: string): string {
  return wordsOf(oneLine(cutTitle(title)).replace(COUNTER_IN_TITLE, ' '));
}

/** The words of a text, the figures of its first sentence included. Equal for versions that say the same. */
export function significantText(paragraphs: readonly string[]): string {
  const kept: string[] = [];
  for (const line of cutStockPhrases(paragraphs.flatMap((paragraph) => paragraph.split('\n')))) {
    for (const sentence of line.split(SENTENCE_END)) {
      const words = wordsOf(withoutCounters(oneLine(sentence)));
      const significant = kept.length === 0 ? words : wordsOf(words.replace(FIGURES, ' '));
      if (HAS_LETTER.test(significant)) kept.push(significant);
    }
  }
  return kept.join(' ');
}

function withoutCounters(normalized: string): string {
  return COUNTERS.reduce((text, counter) => text.replace(counter, ' '), normalized).replace(RELATIVE_TIME, ' ');
}

function oneLine(text: string): string {
  return normalize(text).replace(/\s+/g, ' ').trim();
}

function wordsOf(normalized: string): string {
  return normalized.replace(NOT_WORDS, ' ').trim();
}
