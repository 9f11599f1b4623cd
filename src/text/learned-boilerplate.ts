/**
 * Learns an outlet's own boilerplate: what most of its items, or the newest, begin or end with, whatever it says; in titles too. Of each
 * item the first and last words are looked at, as runs of four with figures and the item's own title masked. Pure: the owner keeps what was
 * learned.
 *
 * A mark or a new line parts boilerplate from the news. Where nothing does, a sentence keeps its own words («… بعد أشهر من العمل»), so only
 * what names the outlet or a medium is cut there, or at the end what is long.
 */
import { hashPair, hashText } from './hash.ts';
import { normalize } from './normalize.ts';
import type { ArticleText } from './passages.ts';
import { cutSerialMarker, partedAtSerialMarker } from './serial-marker.ts';

/** Words looked at from either end, and the UTF-16 units read for them. */
const EDGE_WORDS = 32;
const EDGE_CHARS = 400;
/** Words in a row that are counted together. What is shorter counts where it stands at the very beginning or end. */
const RUN = 4;
/** Items that must have a run, and the share of all items: fewer may be one matter that the outlet follows. */
const REPEATS_MIN = 3;
const REPEATS_SHARE = 0.5;
/** The newest items, all of which must have a whole run of what the outlet began to write of late. */
const NEWEST = 4;
/** Words of an end that nothing parts from the news and that names nobody. A series of notices shares fewer. */
const UNPARTED_MIN = 6;
/** Words between the first word of a last sentence and what was learned of it, where a name may change. */
const SLOT_WORDS_MAX = 3;
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
  /** Without repeats. */
  readonly runs: Uint32Array;
  /** Those of `runs` that have four words. */
  readonly wholeRuns: ReadonlySet<number>;
  /** A title's prefix before a slash: «ثقافي / …». Three items are enough, for an outlet has many categories. */
  readonly categories: Uint32Array;
}

export function firstAndLastWords({ title: written, summary, paragraphs }: ArticleText): ItemEdges {
  // The parts of a dispatch have one title, which is news, and what tells them apart is no boilerplate.
  const title = cutSerialMarker(written);
  const runs = new Set<number>();
  const wholeRuns = new Set<number>();
  const own = keysOf(title);
  for (const [text, field] of [
    [summary, 'text'],
    [paragraphs.join('\n'), 'text'],
    [title, 'title'],
  ] as const) {
    for (const edge of ['head', 'tail'] as const) {
      const words = edgeWords(text, edge, field === 'text' ? own : []);
      // The whole title is the news.
      if (field === 'title' && words.length < 2) continue;
      for (const { first, last, hash } of runsOf(words, edge, field)) {
        runs.add(hash);
        if (last - first === RUN - 1) wholeRuns.add(hash);
      }
      if (field === 'text' && edge === 'tail') {
        const opener = openerOf(text, own);
        if (opener !== undefined) runs.add(opener.hash);
      }
    }
  }
  const category = categoryOf(title);
  return {
    title: normalize(title),
    runs: Uint32Array.from(runs),
    wholeRuns,
    categories: Uint32Array.of(...(category ? [category.hash] : [])),
  };
}

/**
 * `items` are the newest first. What was learned before stays as long as an item has it, so that an item composed again is cut as it was.
 */
export function learnBoilerplate(before: LearnedBoilerplate, items: readonly ItemEdges[]): LearnedBoilerplate {
  const distinct = [...new Map(items.map((item, i) => [item.title || `${i}`, item])).values()];
  const enough = Math.max(REPEATS_MIN, Math.ceil(REPEATS_SHARE * distinct.length));
  const runs = countRepeated(
    distinct.map((item) => item.runs),
    enough,
    before,
  );
  const categories = countRepeated(
    distinct.map((item) => item.categories),
    REPEATS_MIN,
    before,
  );
  const newest = distinct.slice(0, NEWEST);
  const ofLate = newest.length < NEWEST ? [] : [...(newest[0]?.wholeRuns ?? [])];
  const learned = [
    ...before.filter((hash) => runs.has(hash) || categories.has(hash)),
    ...[...runs].flatMap(([hash, count]) => (count >= enough ? hash : [])),
    ...ofLate.filter((hash) => newest.every((item) => item.wholeRuns.has(hash))),
    ...[...categories].flatMap(([hash, count]) => (count >= REPEATS_MIN ? hash : [])),
  ];
  return [...new Set(learned)].slice(0, LEARNED_MAX).sort((a, b) => a - b);
}

/**
 * The text without what was learned of its outlet. The title is for comparing: shown it stays as the outlet wrote it. `names` are those of
 * the outlet.
 */
export function cutLearned(
  { title: written, summary, paragraphs }: ArticleText,
  learned: LearnedBoilerplate,
  names: readonly string[] = [],
): ArticleText {
  if (learned.length === 0) return { title: written, summary, paragraphs };
  const [title, serialMarker] = partedAtSerialMarker(written);
  const known: Known = {
    hashes: new Set(learned),
    names: new Set(names.flatMap(keysOf).filter(isTelling)),
    title: keysOf(title),
  };
  const body = cutEdges(paragraphs.join('\n'), known, 'text');
  return {
    title: cutTitleEdges(title, known) + serialMarker,
    summary: cutEdges(summary, known, 'text'),
    paragraphs: body === '' ? [] : body.split('\n'),
  };
}

interface Known {
  readonly hashes: ReadonlySet<number>;
  /** Words of the outlet's names. */
  readonly names: ReadonlySet<string>;
  /** The words of the item's title. */
  readonly title: readonly string[];
}

/** A name's short words name nobody. */
function isTelling(key: string): boolean {
  return key.length > 2 && !TIMES.has(key);
}

function cutTitleEdges(title: string, known: Known): string {
  const category = categoryOf(title);
  const from = category && known.hashes.has(category.hash) ? category.end : 0;
  const left = cutEdges(title.slice(from), known, 'title');
  const gone = title.slice(from + left.length).trim();
  // «خبر | محلي | اسم الصحيفة»: the section goes with the name.
  const cut = gone.startsWith('|') ? left.replace(SECTION, '') : gone === '' ? left : left.replace(DOTS, '');
  return cut || title;
}

const DOTS = /(?<!\.)\.{2,}$/;
const SECTION = /(?<!\s)\s*\|[^|]{2,20}$/u;

/** What several hashes with the same last bits are counted by together. */
const counters = new Uint32Array(2 ** 14);

/**
 * How many of the lists have each hash that `enough` of them have, and each of `known` that any has. Most hashes stand in one list, and the
 * counters rule these out: a Map of all takes twenty times as long, a quarter of the time from a text to its decision in `npm run cluster`.
 */
function countRepeated(lists: readonly Uint32Array[], enough: number, known: readonly number[]): Map<number, number> {
  counters.fill(0);
  const counterOf = (hash: number): number => hash & (counters.length - 1);
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) {
      const counter = counterOf(list[i] ?? 0);
      counters[counter] = (counters[counter] ?? 0) + 1;
    }
  }
  for (const hash of known) counters[counterOf(hash)] = enough;
  const counts = new Map<number, number>();
  for (const list of lists) {
    for (let i = 0; i < list.length; i++) {
      const hash = list[i] ?? 0;
      if ((counters[counterOf(hash)] ?? 0) >= enough) counts.set(hash, (counts.get(hash) ?? 0) + 1);
    }
  }
  return counts;
}

interface Word {
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

const NUMBER = /\d+(?:[.,٫٬:/]\d+)*/g;
const NOT_IN_WORD = /[^\p{L}\p{N}]/gu;
/** Most words hold nothing else, and these need no look for figures and marks. */
const ONLY_LETTERS = /^[\u0620-\u064a]+$/;

/** Words with their places in `text`, from a stretch of it. */
function wordsOf(text: string, from: number, to: number): Word[] {
  return [...text.slice(from, to).matchAll(/[^\s|:\-–—]+/g)].flatMap(({ 0: word, index }) => {
    const normalized = normalize(word);
    const key = ONLY_LETTERS.test(normalized) ? normalized : normalized.replace(NUMBER, '0').replace(NOT_IN_WORD, '');
    return key === '' ? [] : [{ key, start: from + index, end: from + index + word.length }];
  });
}

function keysOf(text: string): readonly string[] {
  return wordsOf(text, 0, text.length).map(({ key }) => key);
}

/** The words at an edge of the text. At the end `title`, the words of the item's own title, counts as one word. */
function edgeWords(text: string, edge: 'head' | 'tail', title: readonly string[]): Word[] {
  if (edge === 'head') {
    const to = text.length <= EDGE_CHARS ? text.length : Math.max(0, text.lastIndexOf(' ', EDGE_CHARS));
    return wordsOf(text, 0, to).slice(0, EDGE_WORDS);
  }
  const from = text.length <= EDGE_CHARS ? 0 : text.indexOf(' ', text.length - EDGE_CHARS);
  return from < 0 ? [] : withTitleAsOne(wordsOf(text, from, text.length), title).slice(-EDGE_WORDS);
}

const OWN_TITLE = '<title>';

/** A text that is nothing but its title stays as it is. */
function withTitleAsOne(words: readonly Word[], title: readonly string[]): Word[] {
  if (title.length < 2 || words.length <= title.length) return [...words];
  for (let at = words.length - title.length; at > 0; at--) {
    if (!title.every((key, i) => words[at + i]?.key === key)) continue;
    const last = words[at + title.length - 1];
    const one = { key: OWN_TITLE, start: words[at]?.start ?? 0, end: last?.end ?? 0 };
    return [...words.slice(0, at), one, ...words.slice(at + title.length)];
  }
  return [...words];
}

/** The hash of a figure's key. */
const MASKED = hashText('0');

/** `first` and `last` word of each run. At the text's edge a run may be shorter, down to one word that is no figure. */
function* runsOf(words: readonly Word[], edge: 'head' | 'tail', field: 'text' | 'title') {
  const keys = words.map(({ key }) => hashText(key));
  const where = hashText(`${field} ${edge}`);
  for (let at = 1 - RUN; at < keys.length; at++) {
    const first = Math.max(0, at);
    const last = Math.min(keys.length, at + RUN) - 1;
    if (edge === 'head' ? last < at + RUN - 1 : first > at) continue;
    const run = keys.slice(first, last + 1);
    if (run.length < RUN && run.every((key) => key === MASKED)) continue;
    yield { first, last, hash: run.reduce(hashPair, run.length < RUN ? ~where : where) };
  }
}

const SENTENCE_BREAK = /[.!?؟…\n]["”»)\]]?\s+/gu;

/** The first word of the last of several sentences; undefined for none. */
function openerOf(
  text: string,
  title: readonly string[],
): { readonly hash: number; readonly start: number } | undefined {
  const from = Math.max(0, text.length - EDGE_CHARS);
  const breaks = [...text.slice(from).trimEnd().matchAll(SENTENCE_BREAK)];
  const last = breaks.at(-1);
  if (last === undefined) return undefined;
  const first = edgeWords(text.slice(from + last.index + last[0].length), 'tail', title)[0];
  return first && { hash: hashText(`opener ${first.key}`), start: from + last.index + last[0].length };
}

/** White space alone does not part boilerplate from the news; these and a new line do. */
const PARTS = /[\n.!?؟…:|/\-–—•*)\]»>«#~،·]/;
const OPENS = /[([{«*•|\-–—#]/;
const LOOSE_END = /(?<![\s|/\-–—•*:،(\\[«~·#])[\s|/\-–—•*:،(\\[«~·#]+$/u;
/** «[...]» and an arrow that pointed to what was cut. */
const POINTED = /\s*(?:\[(?:…|\.{3})\]|(?<!«[^»]*)»|>+)\s*$/u;
const LOOSE_START = /^[\s|/\-–—•*:،.)\]»~·#]+/u;
const FIGURE = /\p{Nd}/u;

/** Words for media and for reading on. Among the words that an outlet always ends or begins with they show that it speaks of itself. */
const MEDIA = new Set(
  (
    'جريدة صحيفة وكالة موقع قناة شبكة مجلة بوابة إذاعة راديو نيوز برس بريس أونلاين ميديا المصدر تابعونا تابعنا للمزيد اقرأ اشترك زوروا ' +
    'موقعنا قناتنا صفحتنا تطبيقنا news press online media tv channel agency radio newspaper'
  )
    .split(' ')
    .map(normalize),
);
/** Names of papers that are words of every sentence about time. */
const TIMES = new Set(['اليوم', 'الان', 'الغد', 'الخبر', 'الاخبار'].map(normalize));
/** Prepositions and the article before a noun: لموقع, بالقناة. */
const PREFIX = /^(?:[ول]?ل|[وف]?[بل]?ال|[وفب])/u;

function namesMedium(words: readonly Word[], { names }: Known): boolean {
  return words.some(({ key }) => MEDIA.has(key) || names.has(key) || MEDIA.has(key.replace(PREFIX, '')));
}

function cutEdges(text: string, known: Known, field: 'text' | 'title'): string {
  const tail = tailStart(text, known, field);
  const before = tail === undefined ? text : text.slice(0, tail).replace(LOOSE_END, '').replace(POINTED, '');
  const head = headEnd(before, known, field);
  return head === undefined ? before : before.slice(head).replace(LOOSE_START, '');
}

/** Where the boilerplate at the end begins; undefined for none. */
function tailStart(text: string, known: Known, field: 'text' | 'title'): number | undefined {
  const words = edgeWords(text, 'tail', field === 'text' ? known.title : []);
  const covered = coveredBy(words, 'tail', field, known.hashes);
  let unparted: number | undefined;
  for (let first = 0, left = count(covered); first < words.length; first++) {
    const start = words[first]?.start ?? 0;
    if (!covered[first]) continue;
    if (left >= COVERED_SHARE * (words.length - first) && mayCut(text, start, text.length, field)) {
      // From the last letter before it to its own first one: a mark may hang on either word.
      const between = text.slice((words[first - 1]?.end ?? 1) - 1, start);
      const parted = (first === 0 && field === 'text') || PARTS.test(between) || OPENS.test(text.charAt(start));
      if (parted)
        return field === 'title' ? start : withOpener(text, labelStart(words, covered, first, between), known);
      unparted ??= isUnpartedTail(text, words, first, known, field) ? start : undefined;
    }
    left--;
  }
  return unparted === undefined || field === 'title' ? unparted : withOpener(text, unparted, known);
}

/**
 * Words that nothing parts from the news are boilerplate if they speak of a medium, or are many without a figure. Many are the news
 * where the beginning was learned too: those are notices of one form.
 */
function isUnpartedTail(
  text: string,
  words: readonly Word[],
  first: number,
  known: Known,
  field: 'text' | 'title',
): boolean {
  if (first < RUN && field === 'text') return false;
  if (first === 0) return false;
  const tail = words.slice(first);
  if (namesMedium(tail, known)) return true;
  if (field === 'title' || tail.length < UNPARTED_MIN || tail.some(({ key }) => FIGURE.test(key))) return false;
  const head = edgeWords(text, 'head', []);
  return !coveredBy(head, 'head', field, known.hashes).slice(0, RUN).includes(true);
}

/** «المصدر: اسم الصحيفة» goes with its label. */
function labelStart(words: readonly Word[], covered: readonly boolean[], first: number, between: string): number {
  const label = between.includes(':') && covered[first - 1] && first > 1 ? words[first - 1] : words[first];
  return label?.start ?? 0;
}

/** The beginning of the last sentence, where most items begin theirs with one word and a name follows: «كتب فلان لموقع …». */
function withOpener(text: string, start: number, known: Known): number {
  const opener = openerOf(text, known.title);
  if (opener === undefined || opener.start >= start || !known.hashes.has(opener.hash)) return start;
  return wordsOf(text, opener.start, start).length <= 1 + SLOT_WORDS_MAX ? opener.start : start;
}

/** Where the boilerplate at the beginning ends; undefined for none. */
function headEnd(text: string, known: Known, field: 'text' | 'title'): number | undefined {
  const words = edgeWords(text, 'head', []);
  const covered = coveredBy(words, 'head', field, known.hashes);
  let unparted: number | undefined;
  for (let last = words.length - 1, left = count(covered); last >= 0; last--) {
    if (!covered[last]) continue;
    const end = words[last]?.end ?? 0;
    if (left >= COVERED_SHARE * (last + 1) && last < words.length - 1 && mayCut(text, 0, end, field)) {
      const after = `${text[end - 1]}${text.slice(end, words[last + 1]?.start ?? text.length)}`;
      if (PARTS.test(after)) return end;
      if (namesMedium(words.slice(0, last + 1), known)) unparted ??= end;
    }
    left--;
  }
  return unparted;
}

/** In a longer piece behind the news figures are dates. Elsewhere they may be the news of notices of one form. */
function mayCut(text: string, from: number, to: number, field: 'text' | 'title'): boolean {
  if (!FIGURE.test(text.slice(from, to))) return true;
  return field === 'text' && wordsOf(text, 0, from).length >= RUN && wordsOf(text, from, to).length >= RUN;
}

function coveredBy(
  words: readonly Word[],
  edge: 'head' | 'tail',
  field: 'text' | 'title',
  known: ReadonlySet<number>,
): boolean[] {
  const covered = words.map(() => false);
  for (const { first, last, hash } of runsOf(words, edge, field)) {
    if (known.has(hash)) covered.fill(true, first, last + 1);
  }
  return covered;
}

function count(covered: readonly boolean[]): number {
  return covered.filter(Boolean).length;
}

/** «ثقافي / …» before a title. */
const CATEGORY = /^([^/|:–—-]{2,31})\/\s+/u;
const LETTER = /\p{L}/u;

/** Three items are enough, for an outlet has many categories. */
function categoryOf(title: string) {
  const found = CATEGORY.exec(title);
  return (
    found &&
    LETTER.test(title.slice(found[0].length)) && {
      hash: hashText(`category ${keysOf(found[1] ?? '').join(' ')}`),
      end: found[0].length,
    }
  );
}
