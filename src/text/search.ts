/**
 * What a search asks and whether a text answers it. Words are compared as the engine compares them: normalized, stemmed, one term for all
 * variants. All words must stand in one text.
 *
 *   word        «توكاييف» also finds «والتوكاييف», «بتوكاييف»
 *   "a phrase"  its words one after the other
 *   a OR b      either; binds closer than the words beside it
 *   -word       stories without it
 */
import { analyzeForSearch } from './analyzer.ts';
import { normalize } from './normalize.ts';
import { phraseTerm, variantTerm } from './variants.ts';

/** UTF-16 units of a search. */
export const SEARCH_CHARS_MAX = 200;
/** Words of a search, each of which costs the index a look-up. */
const SEARCH_WORDS_MAX = 12;

/** A word or a phrase: for each of its words the terms that stand for it. */
export type SearchItem = readonly (readonly number[])[];

export interface Search {
  /** Of each, one item must stand in the text. */
  readonly all: readonly (readonly SearchItem[])[];
  /** None of these may stand in any report of the story. */
  readonly none: readonly SearchItem[];
}

/** Vowel signs, the tatweel, and what nobody sees: bidi marks, joiners, controls. */
const UNSAID = /[\u0640\u064b-\u0652\u0670\p{Cf}]|(?!\s)\p{Cc}/gu;
const ARABIC_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]+/g;

/** One spelling of what finds the same, so that a search has one address: letters composed, Western digits, white space joined. */
export function spelledSearch(text: string): string {
  const said = text.normalize('NFKC').replace(UNSAID, '').replace(ARABIC_DIGITS, normalize);
  return said.trim().split(/\s+/u).join(' ');
}

/** Quotation marks that people type: straight, curly, and the angled ones of Arabic. */
const TOKEN = /(-?)(?:["“”„«»]([^"“”„«»]*)(?:["“”„«»]|$)|([^\s"“”„«»]+))/gu;

/** A string says in an English sentence why the search cannot be used. */
export function parseSearch(text: string): Search | string {
  if (text.length > SEARCH_CHARS_MAX) return `A search has at most ${SEARCH_CHARS_MAX} characters.`;
  const all: SearchItem[][] = [];
  const none: SearchItem[] = [];
  let words = 0;
  let isOr = false;
  /** Where the last word alone stands in `all`, so that two words which are one name count as that. */
  let before: { readonly term: number; readonly group: SearchItem[] } | undefined;
  for (const [, minus = '', phrase, word = ''] of text.matchAll(TOKEN)) {
    if (word === 'OR' || word === '|') {
      isOr = all.length > 0;
      continue;
    }
    const item = itemOf(phrase ?? word);
    words += item.length;
    if (item.length === 0) continue;
    if (minus !== '') none.push(item);
    else if (isOr) all.at(-1)?.push(item);
    else {
      const term = phrase === undefined && item.length === 1 ? item[0]?.[0] : undefined;
      const both = before && term !== undefined ? phraseTerm(before.term, term) : undefined;
      if (before && both !== undefined) before.group.splice(0, 1, [[both]]);
      else all.push([item]);
      const group = all.at(-1);
      before = term !== undefined && both === undefined && group ? { term, group } : undefined;
    }
    if (minus !== '' || isOr) before = undefined;
    isOr = false;
  }
  if (words === 0) return 'The search has no word; it takes words, "a phrase", -word and OR.';
  if (words > SEARCH_WORDS_MAX) return `A search has at most ${SEARCH_WORDS_MAX} words.`;
  return { all, none };
}

function itemOf(text: string): SearchItem {
  const { terms, bare } = analyzeForSearch(text);
  return Array.from(terms, (term, i) => termsOfWord(term, bare[i] ?? 0));
}

function termsOfWord(term: number, bare: number): readonly number[] {
  return bare === 0 ? [variantTerm(term)] : [variantTerm(term), variantTerm(bare)];
}

/** A text made ready to be searched. */
export interface Searchable {
  readonly terms: ReadonlySet<number>;
  /** For each word its terms; an empty one between two parts of the text. */
  readonly words: readonly (readonly number[])[];
}

/** `parts`: title and paragraphs. No phrase goes from one into the next. */
export function searchable(parts: readonly string[]): Searchable {
  const terms = new Set<number>();
  const words: (readonly number[])[] = [];
  for (const part of parts) {
    let last = 0;
    for (const word of itemOf(part)) {
      const [term = 0] = word;
      for (const one of word) terms.add(one);
      const phrase = phraseTerm(last, term);
      if (phrase !== undefined) terms.add(phrase);
      last = term;
      words.push(word);
    }
    words.push([]);
  }
  return { terms, words };
}

/** Whether the text has what must stand in it. What must not is asked apart, of every report of the story. */
export function answers({ all }: Search, text: Searchable): boolean {
  return all.every((items) => items.some((item) => hasItem(item, text)));
}

export function hasNone({ none }: Search, text: Searchable): boolean {
  return !none.some((item) => hasItem(item, text));
}

function hasItem(item: SearchItem, { terms, words }: Searchable): boolean {
  if (!item.every((word) => word.some((term) => terms.has(term)))) return false;
  if (item.length < 2) return true;
  return words.some((_, at) => item.every((word, i) => words[at + i]?.some((term) => word.includes(term))));
}

/** From and to, UTF-16 units. */
export type Range = readonly [from: number, to: number];

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Where the text has words of the search, in order. */
export function rangesOf({ all }: Search, text: string): readonly Range[] {
  const sought = new Set(all.flat(3));
  const ranges: Range[] = [];
  let last = { term: 0, from: 0 };
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const [terms = []] = itemOf(word);
    const term = terms[0] ?? 0;
    const phrase = phraseTerm(last.term, term);
    const to = index + word.length;
    if (phrase !== undefined && sought.has(phrase)) ranges.push([last.from, to]);
    else if (terms.some((one) => sought.has(one))) ranges.push([index, to]);
    last = { term, from: index };
  }
  return ranges;
}
