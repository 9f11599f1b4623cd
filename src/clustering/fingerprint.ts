/**
 * An article's fingerprint: everything it is compared by. Hashed stems in order, a SimHash for each passage, and a few words to show a
 * reader; never the text. The Outlet makes it once; fingerprint-codec.ts has its bytes.
 */
import { isNumberTerm, termOf } from '../text/analyzer.ts';
import { backgroundIdf } from '../text/background-frequency.ts';
import { displayWords } from '../text/display-terms.ts';
import { type ArticleText, cutPassages } from '../text/passages.ts';
import { isSerialPart } from '../text/serial-marker.ts';
import { type Simhash, simhash } from '../text/simhash.ts';
import { variantTerm } from '../text/variants.ts';
import { topK } from './kernel/top-k.ts';

/** Title words compared. The longest headlines seen have 25. */
export const TITLE_WORDS_MAX = 32;
/** Words of the text compared: the first paragraphs tell the news, and 400 words take 1.6 kB. */
export const TEXT_WORDS_MAX = 400;

/**
 * One passage: the range start…end (exclusive) of its words in `Fingerprint.text`, and its SimHash. The range is empty for a passage past
 * TEXT_WORDS_MAX.
 */
export interface Passage {
  readonly start: number;
  readonly end: number;
  readonly simhash: Simhash;
}

/** A rare word as the outlet wrote it, with the hashed stem of all its variants. */
interface DisplayTerm {
  readonly stem: number;
  readonly word: string;
}

/** Stems are uint32 hashes; the lowest bit is set for numbers and clear for words. */
export interface Fingerprint {
  readonly title: Uint32Array;
  /** Stems of the passages, one passage after another, at most TEXT_WORDS_MAX. */
  readonly text: Uint32Array;
  /** In the order of the article. */
  readonly passages: readonly Passage[];
  /** Rarest first. */
  readonly displayTerms: readonly DisplayTerm[];
  /** A part of a dispatch that its agency sends under one title: dispatch.ts. */
  readonly isPart: boolean;
}

interface FingerprintedArticle {
  readonly fingerprint: Fingerprint;
  /** The summary's lines without boilerplate: what is shown of it. '' where nothing else stood in it. */
  readonly summary: string;
  /** The passages as the outlet wrote them, without boilerplate: `passages[i]` belongs to `fingerprint.passages[i]`. */
  readonly passages: readonly string[];
}

/** Display terms kept: the five rarest words that two articles share are nearly always among these. */
const DISPLAY_TERMS_MAX = 16;
/** Words of the text that may become display terms: the lead tells who and where. */
const DISPLAY_WORDS = 60;
/** UTF-16 units; a longer run of letters is no word. */
const DISPLAY_WORD_CHARS_MAX = 24;

/** Bounded in time and size for any input. An article without usable words gets an empty fingerprint and resembles nothing. */
export function fingerprintArticle(text: ArticleText): FingerprintedArticle {
  const { title, summary, passages: written, titleStems, passageStems } = cutPassages(text);
  const stems = new Uint32Array(TEXT_WORDS_MAX);
  let count = 0;
  const passages = passageStems.map((own): Passage => {
    const start = count;
    if (start === 0 || start + own.length <= TEXT_WORDS_MAX) {
      const first = own.subarray(0, TEXT_WORDS_MAX);
      stems.set(first, start);
      count += first.length;
    }
    return { start, end: count, simhash: simhash(own) };
  });
  return {
    fingerprint: {
      title: titleStems.slice(0, TITLE_WORDS_MAX),
      text: stems.slice(0, count),
      passages,
      displayTerms: displayTermsOf(title, written),
      isPart: isSerialPart(text.title, text.summary.trim() || (text.paragraphs[0] ?? '')),
    },
    summary,
    passages: written,
  };
}

function displayTermsOf(title: string, passages: readonly string[]): DisplayTerm[] {
  const written = [...displayWords(title, Number.POSITIVE_INFINITY)];
  let left = DISPLAY_WORDS;
  for (const passage of passages.slice(0, 3)) {
    const words = displayWords(passage, left);
    written.push(...words);
    left -= words.length;
  }
  const words = written.filter((word) => word.length >= 2 && word.length <= DISPLAY_WORD_CHARS_MAX);
  const stems = new Uint32Array(words.length);
  for (let i = 0; i < words.length; i++) stems[i] = variantTerm(termOf(words[i] ?? ''));
  const sorted = stems.slice().sort();
  const weights = new Float64Array(sorted.length);
  for (let i = 0; i < sorted.length; i++) {
    const stem = sorted[i] ?? 0;
    // Adding 1 keeps words that stand in every text as a last resort. Numbers and repeats weigh nothing.
    if (!isNumberTerm(stem) && stem !== sorted[i - 1]) weights[i] = 1 + backgroundIdf(stem);
  }
  return Array.from(topK(weights, DISPLAY_TERMS_MAX), (i) => {
    const stem = sorted[i] ?? 0;
    return { stem, word: words[stems.indexOf(stem)] ?? '' };
  });
}
