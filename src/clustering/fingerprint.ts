/**
 * An article's profile: what is compared, and nothing else. Numbers (hashed stems in order, SimHashes) and a few key words
 * for telling a reader why; never the text. Made once, by the Outlet; see codec.ts for its bytes.
 */

import { TEXT_WORDS_MAX, TITLE_WORDS_MAX } from '../core/limits.ts';
import { isNumberTerm, termOf } from '../text/analyzer.ts';
import { displayWords } from '../text/display-terms.ts';
import { type ArticleText, cutPassages } from '../text/passages.ts';
import { type Simhash, simhash } from '../text/simhash.ts';
import { backgroundIdf } from './background-frequency.ts';
import { topK } from './kernel/top-k.ts';

/** One passage: where its words stand in `Profile.text` (nowhere, start = end, past TEXT_WORDS_MAX), and its SimHash. */
export interface Passage {
  readonly start: number;
  readonly end: number;
  readonly simhash: Simhash;
}

/** A rare word as the outlet wrote it, with its hashed stem. */
export interface DisplayTerm {
  readonly stem: number;
  readonly word: string;
}

/** Stems are uint32 hashes; the lowest bit is set for numbers and clear for words. */
export interface Fingerprint {
  readonly title: Uint32Array;
  /** Stems of the passages, one passage after another, at most TEXT_WORDS_MAX. */
  readonly text: Uint32Array;
  /** In order. */
  readonly passages: readonly Passage[];
  /** Rarest first. */
  readonly displayTerms: readonly DisplayTerm[];
}

export interface FingerprintedArticle {
  readonly fingerprint: Fingerprint;
  /** The passages as the outlet wrote them, boilerplate cut: `passages[i]` is what `profile.passages[i]` fingerprints. */
  readonly passages: readonly string[];
}

/** Key words kept for the evidence shown to readers: two articles' best five are nearly always among these. */
const KEY_WORDS_MAX = 16;
/** Words of the text that may become key words: the lead tells who and where. */
const KEY_WORDS_FROM = 60;
/** UTF-16 units; what is longer is no word. */
const KEY_WORD_CHARS_MAX = 24;

/** Bounded time and size for any input. An article without usable words has an empty profile and resembles nothing. */
export function fingerprintArticle(text: ArticleText): FingerprintedArticle {
  const { title, passages: written, titleStems, passageStems } = cutPassages(text);
  const kept = new Uint32Array(TEXT_WORDS_MAX);
  let count = 0;
  const passages = passageStems.map((stems): Passage => {
    const start = count;
    if (start === 0 || start + stems.length <= TEXT_WORDS_MAX) {
      const first = stems.subarray(0, TEXT_WORDS_MAX);
      kept.set(first, start);
      count += first.length;
    }
    return { start, end: count, simhash: simhash(stems) };
  });
  return {
    fingerprint: {
      title: titleStems.slice(0, TITLE_WORDS_MAX),
      text: kept.slice(0, count),
      passages,
      displayTerms: displayTermsOf(title, written),
    },
    passages: written,
  };
}

function displayTermsOf(title: string, passages: readonly string[]): DisplayTerm[] {
  const written = [...displayWords(title, Number.POSITIVE_INFINITY)];
  let left = KEY_WORDS_FROM;
  for (const passage of passages.slice(0, 3)) {
    const words = displayWords(passage, left);
    written.push(...words);
    left -= words.length;
  }
  const words = written.filter((word) => word.length >= 2 && word.length <= KEY_WORD_CHARS_MAX);
  const stems = new Uint32Array(words.length);
  for (let i = 0; i < words.length; i++) stems[i] = termOf(words[i] ?? '');
  const sorted = stems.slice().sort();
  const rarities = new Float64Array(sorted.length);
  for (let i = 0; i < sorted.length; i++) {
    const stem = sorted[i] ?? 0;
    // A word that is in every text is better than none; a number, or one that was there already, is not.
    if (!isNumberTerm(stem) && stem !== sorted[i - 1]) rarities[i] = 1 + backgroundIdf(stem);
  }
  return Array.from(topK(rarities, KEY_WORDS_MAX), (place) => {
    const stem = sorted[place] ?? 0;
    return { stem, word: words[stems.indexOf(stem)] ?? '' };
  });
}
