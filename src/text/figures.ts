/**
 * Figures that take several words, as one term each: numbers («خمسة وعشرون», «12 ألفا», «ثلاث مئة») and the result of a match («3-1», «1-3»,
 * «بثلاثة أهداف مقابل هدف», «بثلاثية نظيفة»), which each side's outlets give in their own form and order.
 */
import { spelledTerm, termOf } from './analyzer.ts';
import { hashPair } from './hash.ts';
import { GOALS_OF_TWO, NUMBER_WORDS, THOUSANDS } from './whole-words.ts';

/** Goals of one side; more are no football. */
const GOALS_MAX = 9;
/** Written numbers before a thousand. */
const BEFORE_THOUSAND_MAX = 999;

const setOf = (words: string): ReadonlySet<number> => new Set(words.split(' ').map(termOf));

/** Values of numbers in figures. */
const WRITTEN = new Map(Array.from({ length: BEFORE_THOUSAND_MAX + 1 }, (_, value) => [termOf(`${value}`), value]));
const UNITS = new Map([
  ...[...NUMBER_WORDS].filter(([, value]) => value < 10),
  ...Array.from(setOf('واحد واحدة أحد إحدى'), (term) => [term, 1] as const),
]);
const TEN = setOf('عشر عشرة');
const HUNDRED = setOf('مئة مائة');

const GOALS = setOf('أهداف أهدافا');
const ONE_GOAL = setOf('هدف بهدف لهدف وهدف');
const TEAM_GOALS = new Map(
  ['ثنائية', 'ثلاثية', 'رباعية', 'خماسية', 'سداسية', 'سباعية'].flatMap((word, i) =>
    ['', 'ب', 'ل'].map((particle) => [termOf(particle + word), i + 2] as const),
  ),
);
const AGAINST = setOf('مقابل');
const WITHOUT = setOf('دون بدون بلا');
const ANSWER = setOf('رد مقابل أهداف');
const CLEAN = setOf('نظيفة نظيف نظيفين وحيد يتيم');
const AS_MANY = setOf('لمثله لمثلها لمثلهما لمثلهم');
const DRAW = setOf('تعادل بالتعادل تعادلا يتعادل تعادلت');
const GOALLESS = setOf('سلبي سلبيا');
const NOTHING = ['لا', 'شيء'].map(termOf);

/** A figure and the terms it takes. */
interface Figure {
  readonly term: number;
  readonly words: number;
}

interface Counted {
  readonly value: number;
  readonly words: number;
}

/** The terms of all figures of a text. */
export function figuresOf(terms: Uint32Array): readonly number[] {
  return Array.from(terms, (_, at) => figureAt(terms, at)).flatMap((figure) => figure?.term ?? []);
}

/** The figure of two terms or more that begins at `at`; undefined where there is none. */
export function figureAt(terms: Uint32Array, at: number): Figure | undefined {
  const first = terms[at] ?? 0;
  if (!BEGINS.has(first)) return undefined;
  return resultAt(terms, at) ?? numberAt(terms, at);
}

function numberAt(terms: Uint32Array, at: number): Figure | undefined {
  const { value, words } = countAt(terms, at);
  if (words === 0) return undefined;
  if (value <= BEFORE_THOUSAND_MAX && THOUSANDS.has(terms[at + words] ?? 0))
    return { term: termOfNumber(value * 1000), words: words + 1 };
  return words > 1 ? { term: termOfNumber(value), words } : undefined;
}

function termOfNumber(value: number): number {
  return spelledTerm(termOf(`${value}`));
}

/** A number in figures or words; no words: there is none. */
function countAt(terms: Uint32Array, at: number): Counted {
  const first = terms[at] ?? 0;
  const next = terms[at + 1] ?? 0;
  const unit = UNITS.get(first);
  if (unit !== undefined) {
    if (TEN.has(next)) return { value: 10 + unit, words: 2 };
    if (unit > 2 && HUNDRED.has(next)) return { value: 100 * unit, words: 2 };
    const tens = NUMBER_WORDS.get(next) ?? 0;
    if (tens >= 20 && tens < 100) return { value: unit + tens, words: 2 };
  }
  const value = NUMBER_WORDS.get(first) ?? WRITTEN.get(first);
  return value === undefined ? { value: 0, words: 0 } : { value, words: 1 };
}

/** The greater number stands first in the term, whoever won. */
function resultAt(terms: Uint32Array, at: number): Figure | undefined {
  const result = (one: number, other: number, words: number): Figure => ({
    term: spelledTerm((hashPair(Math.max(one, other), Math.min(one, other)) | 1) >>> 0),
    words,
  });
  const first = terms[at] ?? 0;
  if (DRAW.has(first)) return GOALLESS.has(terms[at + 1] ?? 0) ? result(0, 0, 2) : undefined;
  const [one, other] = [WRITTEN.get(first), WRITTEN.get(terms[at + 1] ?? 0)];
  if (one !== undefined && other !== undefined) {
    const isDate = WRITTEN.has(terms[at + 2] ?? 0);
    return Math.max(one, other) <= GOALS_MAX && !isDate ? result(one, other, 2) : undefined;
  }
  const goals = goalsAt(terms, at);
  if (goals.words === 0 || goals.value > GOALS_MAX) return undefined;
  const { value, words } = goals;
  const next = terms[at + words] ?? 0;
  const after = terms[at + words + 1] ?? 0;
  if (CLEAN.has(next)) return result(value, 0, words + 1);
  if (AS_MANY.has(next)) return result(value, value, words + 1);
  if (WITHOUT.has(next) && ANSWER.has(after)) return result(value, 0, words + 2);
  if (AGAINST.has(next) && after === NOTHING[0] && terms[at + words + 2] === NOTHING[1])
    return result(value, 0, words + 3);
  const link = AGAINST.has(next) ? 1 : 0;
  const inGoals = goalsAt(terms, at + words + link);
  const theirs = inGoals.words === 0 && link === 1 ? countAt(terms, at + words + link) : inGoals;
  return theirs.words > 0 && theirs.value <= GOALS_MAX
    ? result(value, theirs.value, words + link + theirs.words)
    : undefined;
}

/** Goals of one side: «هدفين», «ثلاثة أهداف», «ثلاثية». */
function goalsAt(terms: Uint32Array, at: number): Counted {
  const first = terms[at] ?? 0;
  if (ONE_GOAL.has(first)) return { value: 1, words: UNITS.get(terms[at + 1] ?? 0) === 1 ? 2 : 1 };
  if (GOALS_OF_TWO.has(first)) return { value: 2, words: 1 };
  const team = TEAM_GOALS.get(first);
  if (team !== undefined) return { value: team, words: 1 };
  const count = countAt(terms, at);
  return count.words > 0 && GOALS.has(terms[at + count.words] ?? 0)
    ? { value: count.value, words: count.words + 1 }
    : { value: 0, words: 0 };
}

const BEGINS: ReadonlySet<number> = new Set([
  ...WRITTEN.keys(),
  ...NUMBER_WORDS.keys(),
  ...UNITS.keys(),
  ...ONE_GOAL,
  ...GOALS_OF_TWO,
  ...TEAM_GOALS.keys(),
  ...DRAW,
]);
