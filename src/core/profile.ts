/**
 * An article's profile: what is compared, and nothing else. Numbers (hashed stems in order, SimHashes) and a few key words
 * for telling a reader why; never the text. Made once, by the Outlet; see codec.ts for its bytes.
 */

import { fold } from './fold.ts';
import { hashText } from './hash.ts';
import { TEXT_WORDS_MAX, TITLE_WORDS_MAX } from './limits.ts';
import { cutPassages } from './passages.ts';
import { idf } from './rarity.ts';
import { type Simhash, simhash } from './simhash.ts';
import { stem } from './stem.ts';
import { isNumber } from './words.ts';

export interface ArticleText {
  readonly title: string;
  readonly summary: string;
  /** Clean text by paragraphs; [] when the feed gives only title and summary. */
  readonly paragraphs: readonly string[];
}

/** One passage: where its words stand in `Profile.text` (nowhere, start = end, past TEXT_WORDS_MAX), and its SimHash. */
export interface Passage {
  readonly start: number;
  readonly end: number;
  readonly print: Simhash;
}

/** A rare word as the outlet wrote it, with its hashed stem. */
export interface KeyWord {
  readonly stem: number;
  readonly word: string;
}

/** Stems are uint32 hashes; the lowest bit is set for numbers and clear for words. */
export interface Profile {
  readonly title: Uint32Array;
  /** Stems of the passages, one passage after another, at most TEXT_WORDS_MAX. */
  readonly text: Uint32Array;
  /** In order. */
  readonly passages: readonly Passage[];
  /** Rarest first. */
  readonly words: readonly KeyWord[];
}

export interface Fingerprinted {
  readonly profile: Profile;
  /** The passages as the outlet wrote them, boilerplate cut: `passages[i]` is what `profile.passages[i]` fingerprints. */
  readonly passages: readonly string[];
}

/** Key words kept for the evidence shown to readers: two articles' best five are nearly always among these. */
const KEY_WORDS_MAX = 16;
/** Words of the text that may become key words: the lead tells who and where. */
const KEY_WORDS_FROM = 60;
const WRITTEN_WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** Hashed stem of one folded word. */
export function hashStem(word: string): number {
  return isNumber(word) ? (hashText(word) | 1) >>> 0 : (hashText(stem(word)) & ~1) >>> 0;
}

export function isNumberStem(hash: number): boolean {
  return (hash & 1) === 1;
}

/** Bounded time and size for any input. An article without usable words has an empty profile and resembles nothing. */
export function fingerprint(text: ArticleText): Fingerprinted {
  const cut = cutPassages(text);
  const title = Uint32Array.from(cut.titleWords.slice(0, TITLE_WORDS_MAX), hashStem);
  const kept: number[] = [];
  const passages = cut.passageWords.map((list): Passage => {
    const stems = list.map(hashStem);
    const start = kept.length;
    if (start + stems.length <= TEXT_WORDS_MAX || start === 0) kept.push(...stems.slice(0, TEXT_WORDS_MAX));
    return { start, end: kept.length, print: simhash(stems) };
  });
  return {
    profile: { title, text: Uint32Array.from(kept), passages, words: keyWords(cut.title, cut.passages) },
    passages: cut.passages,
  };
}

function keyWords(title: string, passages: readonly string[]): KeyWord[] {
  const written = passages.slice(0, 3).flatMap((passage) => passage.match(WRITTEN_WORD) ?? []);
  const all = [...(title.match(WRITTEN_WORD) ?? []), ...written.slice(0, KEY_WORDS_FROM)];
  const byStem = new Map<number, string>();
  for (const word of all) {
    if (word.length < 2 || word.length > 24) continue;
    const hash = hashStem(fold(word));
    if (!isNumberStem(hash) && !byStem.has(hash)) byStem.set(hash, word);
  }
  return [...byStem]
    .map(([hash, word]) => ({ stem: hash, word }))
    .sort((a, b) => idf(b.stem) - idf(a.stem) || a.stem - b.stem)
    .slice(0, KEY_WORDS_MAX);
}
