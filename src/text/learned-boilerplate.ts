/**
 * Learns an outlet's own boilerplate: what most of its items begin or end with, whatever it says, and the prefixes and suffixes of its
 * titles. Of each item the first and last words are looked at, as runs of four with figures masked. Pure: the owner keeps what was learned.
 */
import { hashText } from './hash.ts';
import { normalize } from './normalize.ts';
import type { ArticleText } from './passages.ts';

/** Words looked at from either end, and the UTF-16 units read for them. */
const EDGE_WORDS = 32;
const EDGE_CHARS = 400;
/** Words in a row that are counted together. What is shorter counts where it stands at the very beginning or end. */
const RUN = 4;
/** Items that must have a run, and the share of all items: fewer may be one matter that the outlet follows. */
const REPEATS_MIN = 3;
const REPEATS_SHARE = 0.5;
/** Share of the words from a learned run to the text's end that learned runs must cover: between them a date or a name may change. */
const COVERED_SHARE = 2 / 3;
/** Runs remembered; a long notice has some thirty. */
const LEARNED_MAX = 512;

/** Hashes of the runs that were learned, ascending. */
export type LearnedBoilerplate = readonly number[];

/** What an item begins and ends with. */
export interface ItemEdges {
  /** Counted once where an outlet repeats an item. */
  readonly title: string;
  readonly runs: ReadonlySet<number>;
  /** A title's prefix before a slash: «ثقافي / …». Three items are enough, for an outlet has many categories. */
  readonly categories: ReadonlySet<number>;
}

export function firstAndLastWords({ title, summary, paragraphs }: ArticleText): ItemEdges {
  const runs = new Set<number>();
  for (const text of [summary, paragraphs.join('\n')]) {
    for (const { hash } of runsOf(firstWords(text), 'head')) runs.add(hash);
    for (const { hash } of runsOf(lastWords(text), 'tail')) runs.add(hash);
  }
  const { prefix, suffix } = titleParts(title);
  if (prefix && !prefix.category) runs.add(prefix.hash);
  if (suffix) runs.add(suffix.hash);
  return { title: normalize(title), runs, categories: new Set(prefix?.category ? [prefix.hash] : []) };
}

/** What was learned before stays as long as an item has it, so that an item composed again is cut as it was. */
export function learnBoilerplate(before: LearnedBoilerplate, items: readonly ItemEdges[]): LearnedBoilerplate {
  const distinct = [...new Map(items.map((item, i) => [item.title || `${i}`, item])).values()];
  const runs = countEach(distinct.map((item) => item.runs));
  const categories = countEach(distinct.map((item) => item.categories));
  const enough = Math.max(REPEATS_MIN, REPEATS_SHARE * distinct.length);
  const learned = [
    ...before.filter((hash) => runs.has(hash) || categories.has(hash)),
    ...[...runs].flatMap(([hash, count]) => (count >= enough ? hash : [])),
    ...[...categories].flatMap(([hash, count]) => (count >= REPEATS_MIN ? hash : [])),
  ];
  return [...new Set(learned)].slice(0, LEARNED_MAX).sort((a, b) => a - b);
}

/** The text without what was learned of its outlet. The title is for comparing: shown it stays as the outlet wrote it. */
export function cutLearned({ title, summary, paragraphs }: ArticleText, learned: LearnedBoilerplate): ArticleText {
  if (learned.length === 0) return { title, summary, paragraphs };
  const known = new Set(learned);
  const body = cutEdges(paragraphs.join('\n'), known);
  return {
    title: cutTitleParts(title, known),
    summary: cutEdges(summary, known),
    paragraphs: body === '' ? [] : body.split('\n'),
  };
}

function countEach(sets: readonly ReadonlySet<number>[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const set of sets) for (const hash of set) counts.set(hash, (counts.get(hash) ?? 0) + 1);
  return counts;
}

interface Word {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const NUMBER = /\d+(?:[.,٫٬:/]\d+)*/g;
const NOT_IN_WORD = /[^\p{L}\p{N}]/gu;

/** Words with their places in `text`, from a stretch of it. */
function wordsOf(text: string, from: number, to: number): Word[] {
  return [...text.slice(from, to).matchAll(/\S+/g)].flatMap(({ 0: word, index }) => {
    const key = normalize(word).replace(NUMBER, '0').replace(NOT_IN_WORD, '');
    return key === '' ? [] : [{ key, start: from + index, end: from + index + word.length }];
  });
}

function firstWords(text: string): Word[] {
  const to = text.length <= EDGE_CHARS ? text.length : Math.max(0, text.lastIndexOf(' ', EDGE_CHARS));
  return wordsOf(text, 0, to).slice(0, EDGE_WORDS);
}

function lastWords(text: string): Word[] {
  const from = text.length <= EDGE_CHARS ? 0 : text.indexOf(' ', text.length - EDGE_CHARS);
  return from < 0 ? [] : wordsOf(text, from, text.length).slice(-EDGE_WORDS);
}

/** `first` and `last` word of each run. At the text's end a run may be shorter, down to one word that is no figure. */
function* runsOf(words: readonly Word[], edge: 'head' | 'tail') {
  const keys = words.map(({ key }) => key);
  for (let at = 1 - RUN; at < keys.length; at++) {
    const first = Math.max(0, at);
    const last = Math.min(keys.length, at + RUN) - 1;
    if (edge === 'head' ? last < at + RUN - 1 : first > at) continue;
    const run = keys.slice(first, last + 1);
    if (run.length < RUN && run.every((key) => key === '0')) continue;
    yield { first, last, hash: hashText(`${edge} ${run.length < RUN ? 'end' : ''} ${run.join(' ')}`) };
  }
}

/** White space alone does not part boilerplate from the news; these and a new line do. */
const PARTS = /[\n.!?؟…:|/\-–—•*)\]»>]/;
const OPENS = /[([{«*•|\-–—]/;
const LOOSE_END = /(?<![\s|/\-–—•*:،(\\[«])[\s|/\-–—•*:،(\\[«]+$/u;
const LOOSE_START = /^[\s|/\-–—•*:،.)\]»]+/u;
const FIGURE = /\p{Nd}/u;

function cutEdges(text: string, known: ReadonlySet<number>): string {
  const tail = tailStart(text, known);
  const before = tail === undefined ? text : text.slice(0, tail).replace(LOOSE_END, '');
  const head = headEnd(before, known);
  return head === undefined ? before : before.slice(head).replace(LOOSE_START, '');
}

/** Where the boilerplate at the end begins, behind a mark or on a new line: a sentence keeps its last words. undefined for none. */
function tailStart(text: string, known: ReadonlySet<number>): number | undefined {
  const words = lastWords(text);
  const covered = coveredBy(words, 'tail', known);
  for (let first = 0, left = count(covered); first < words.length; first++) {
    const start = words[first]?.start ?? 0;
    if (!covered[first]) continue;
    if (left >= COVERED_SHARE * (words.length - first)) {
      // From the last letter before it to its own first one: a mark may hang on either word.
      const between = text.slice((words[first - 1]?.end ?? 1) - 1, start);
      const parted = first === 0 || PARTS.test(between) || OPENS.test(text.charAt(start));
      if (parted && mayCut(text, start, text.length)) return start;
    }
    left--;
  }
  return undefined;
}

/** Where the boilerplate at the beginning ends, before a mark or a new line: a sentence keeps its first words. undefined for none. */
function headEnd(text: string, known: ReadonlySet<number>): number | undefined {
  const words = firstWords(text);
  const covered = coveredBy(words, 'head', known);
  for (let last = words.length - 1, left = count(covered); last >= 0; last--) {
    if (!covered[last]) continue;
    const end = words[last]?.end ?? 0;
    const after = `${text[end - 1]}${text.slice(end, words[last + 1]?.start ?? text.length)}`;
    if (left >= COVERED_SHARE * (last + 1) && PARTS.test(after) && mayCut(text, 0, end)) return end;
    left--;
  }
  return undefined;
}

/** In a longer piece behind the news figures are dates. Elsewhere they may be the news of notices of one form. */
function mayCut(text: string, from: number, to: number): boolean {
  if (!FIGURE.test(text.slice(from, to))) return true;
  return wordsOf(text, 0, from).length >= RUN && wordsOf(text, from, to).length >= RUN;
}

function coveredBy(words: readonly Word[], edge: 'head' | 'tail', known: ReadonlySet<number>): boolean[] {
  const covered = words.map(() => false);
  for (const { first, last, hash } of runsOf(words, edge)) if (known.has(hash)) covered.fill(true, first, last + 1);
  return covered;
}

function count(covered: readonly boolean[]): number {
  return covered.filter(Boolean).length;
}

/** «كلمة / » or «كلمتان: » before a title, « - اسم الصحيفة» or « | اسمها» behind it. */
const TITLE_PREFIX = /^([^/|:–—-]{2,31})([/|:–—-])\s+/u;
const TITLE_SUFFIX = /(?<!\s)\s+[-–—|/:]([^-–—|/:]{2,41})$/u;
const LETTER = /\p{L}/u;

function titleParts(title: string) {
  const prefix = TITLE_PREFIX.exec(title);
  const suffix = TITLE_SUFFIX.exec(title);
  const before = prefix && LETTER.test(title.slice(prefix[0].length)) ? prefix : null;
  const behind = suffix && LETTER.test(title.slice(0, suffix.index)) ? suffix : null;
  const key = (text = '') =>
    wordsOf(text, 0, text.length)
      .map((word) => word.key)
      .join(' ');
  const part = (edge: string, match: RegExpExecArray | null) =>
    match && {
      hash: hashText(`${edge} ${match[2] ?? ''} ${key(match[1])}`),
      text: match[0],
      category: match[2] === '/',
    };
  return { prefix: part('prefix', before), suffix: part('suffix', behind) };
}

function cutTitleParts(title: string, known: ReadonlySet<number>): string {
  const { prefix, suffix } = titleParts(title);
  const end = suffix && known.has(suffix.hash) ? title.length - suffix.text.length : title.length;
  const start = prefix && known.has(prefix.hash) && prefix.text.length < end ? prefix.text.length : 0;
  return title.slice(start, end);
}
