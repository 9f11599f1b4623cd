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
  '(?:مشاهد(?:ه|ات)|قراء(?:ه|ات)?|زيار(?:ه|ات)|زوار|زايرا?|متصفح(?:ون|ين)?|تعليق(?:ات|ا)?|مشارك(?:ه|ات)|اعجاب(?:ات|ا)?|اعجبني|تحميل(?:ات)?|اصوات|صوتا?|views?|hits?|reads?|comments?|shares?|likes?)';
const FIGURE = '\\d[\\d.,]{0,12} ?(?:[km]|الف|مليون)?';
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
  /(?<!\p{L})just now(?!\p{L})|(?:منذ|قبل) (?:\d{1,3} )?(?:ثاني(?:ه|تين)|ثوان[يى]?|دقيق(?:ه|تين)|دقايق|ساع(?:ه|تين|ات)|يوم(?:ين|ا)?|ايام)(?!\p{L})|\d{1,3} (?:seconds?|minutes?|hours?|days?) ago/gu;
/** Lines that tell when or how often something was done to the article, without their figures: «قرأه شخصا», «آخر تحديث نوفمبر ص». */
const LABELLED =
  /^(?:(?:ال)?تقييم|تقييمك|اخر تحديث|نشرت? في|تاريخ (?:ال)?نشر|شارك|طباعه|تحميل|تمت? (?:ال)?(?:قراءه|مشاهده|قراءته|مشاهدته)|قراه?|شاهده?|اعجبني|(?:ال)?متصفح(?:ون|ين)|hits?|views?|rating|updated|published)(?: (?:الان|مره|مرات|شخصا|اشخاص|قاريا|صوتا|اصوات|ص|م|صباحا|مساء|في|الساعه|ال(?:احد|اثنين|ثلاثاء|اربعاء|خميس|جمعه|سبت)|يناير|فبراير|مارس|ابريل|مايو|يونيو|يوليو|اغسطس|سبتمبر|اكتوبر|نوفمبر|ديسمبر))*$/u;
/** A shorter first sentence may be a heading: the next one's figures count too. */
const SENTENCE_WORDS_MIN = 5;
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
  let isFirst = true;
  for (const line of cutStockPhrases(paragraphs.flatMap((paragraph) => paragraph.split('\n')))) {
    for (const sentence of line.split(SENTENCE_END)) {
      const words = wordsOf(withoutCounters(oneLine(sentence)));
      const without = wordsOf(words.replace(FIGURES, ' '));
      const count = without.split(' ').length;
      const significant = isFirst && !LABELLED.test(without) ? words : without;
      if (!HAS_LETTER.test(significant)) continue;
      if (count >= SENTENCE_WORDS_MIN) isFirst = false;
      kept.push(significant);
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
