/**
 * Cuts an article into passages, the unit in which outlets copy text. A passage is a paragraph, or a few sentences of a long one. Outlets join
 * and split paragraphs, so passages are kept short enough to be copied whole. A passage that an article repeats is kept once.
 */

import { SUMMARY_CHARS_MAX, TEXT_CHARS_MAX, TITLE_CHARS_MAX } from '../limits.ts';
import { analyze } from './analyzer.ts';
import { cutDateline, cutTitle, isForeign, isPhotoCredit, mostlyArabic } from './boilerplate.ts';
import { clip, wholeWords } from './clip.ts';
import { hashPair } from './hash.ts';
import { type GrowingSet, growingSet } from './hash-set.ts';
import { SENTENCE_END } from './sentences.ts';
import { cutSerialMarker } from './serial-marker.ts';
import { cutStockPhrases } from './stock-phrases.ts';

export interface ArticleText {
  readonly title: string;
  readonly summary: string;
  /** Clean text by paragraphs; [] when the feed gives only title and summary. */
  readonly paragraphs: readonly string[];
}

interface CutText {
  readonly title: string;
  /** The summary by lines, without boilerplate: what is shown of it. */
  readonly summary: string;
  /** As the outlet wrote them. */
  readonly passages: readonly string[];
  /** Hashed stems of the title's words. */
  readonly titleStems: Uint32Array;
  /** Of each passage's words. */
  readonly passageStems: readonly Uint32Array[];
}

/** Passages fingerprinted per article; 20,000 characters make some 80. */
export const PASSAGES_MAX = 96;
/** Paragraphs read per article: one with more is broken markup. */
const PARAGRAPHS_MAX = 1_000;
/** Length at which a long paragraph is split at the end of a sentence. UTF-16 units; some 50 words. */
const PASSAGE_CHARS = 320;
/** A passage is a repetition when this share of its bigrams occurred before. */
const REPETITION_SHARE = 0.6;

/** The first half of a surrogate pair: a passage is shown, so no character may be cut in two. */
const HALF_AT_END = /[\ud800-\udbff]$/;

/** Splits a long paragraph at sentence ends into parts of about PASSAGE_CHARS; an endless sentence is split by length. */
function split(paragraph: string): string[] {
  if (paragraph.length <= PASSAGE_CHARS * 1.5) return [paragraph];
  const parts: string[] = [];
  let pending = '';
  for (const sentence of paragraph.split(SENTENCE_END)) {
    if (pending !== '' && pending.length + sentence.length > PASSAGE_CHARS) {
      parts.push(pending);
      pending = '';
    }
    pending += pending === '' ? sentence : ` ${sentence}`;
    while (pending.length > PASSAGE_CHARS * 4) {
      const words = wholeWords(pending, PASSAGE_CHARS * 4);
      const cut = words.length > PASSAGE_CHARS ? words : pending.slice(0, PASSAGE_CHARS * 4).replace(HALF_AT_END, '');
      parts.push(cut);
      pending = pending.slice(cut.length).trimStart();
    }
  }
  if (pending !== '') parts.push(pending);
  return parts;
}

/** The bigram that ends at `at`; the first word of a text counts as one. */
function bigramAt(stems: Uint32Array, at: number): number {
  return hashPair(at > 0 ? (stems[at - 1] ?? 0) : 0, stems[at] ?? 0);
}

function addBigrams(seen: GrowingSet, stems: Uint32Array): void {
  for (let i = 0; i < stems.length; i++) seen.add(bigramAt(stems, i));
}

function isRepetition(seen: GrowingSet, stems: Uint32Array): boolean {
  // With more new bigrams than this it is no repetition.
  let left = stems.length - Math.ceil(REPETITION_SHARE * stems.length);
  for (let i = 0; i < stems.length && left >= 0; i++) if (!seen.has(bigramAt(stems, i))) left--;
  return left >= 0;
}

/** Cleans and cuts an article, in time linear in its length. Text past the limits is dropped. */
export function cutPassages(text: ArticleText): CutText {
  const title = cutSerialMarker(cutTitle(clip(text.title, TITLE_CHARS_MAX)));
  const titleStems = analyze(title);
  const arabic = mostlyArabic(title);
  const passages: string[] = [];
  const passageStems: Uint32Array[] = [];
  const seen = growingSet();
  addBigrams(seen, titleStems);

  const add = (passage: string): void => {
    if (passages.length >= PASSAGES_MAX || isPhotoCredit(passage) || (arabic && isForeign(passage))) return;
    const cut = cutDateline(passage).trim();
    const stems = analyze(cut);
    if (stems.length === 0 || isRepetition(seen, stems)) return;
    addBigrams(seen, stems);
    passages.push(cut);
    passageStems.push(stems);
  };

  const lines = cutStockPhrases(bounded(text.summary.split('\n'), SUMMARY_CHARS_MAX));
  const summary = lines.join('\n');
  const paragraphs = cutStockPhrases(bounded(text.paragraphs, TEXT_CHARS_MAX));
  for (const paragraph of contains(paragraphs, summary) ? paragraphs : [...lines, ...paragraphs]) {
    for (const passage of split(paragraph)) add(passage);
  }
  return { title, summary, passages, titleStems, passageStems };
}

/** The paragraphs without empty ones, cut at `chars` UTF-16 units in all. */
function bounded(paragraphs: readonly string[], chars: number): string[] {
  const fitting: string[] = [];
  let left = chars;
  for (const paragraph of paragraphs.slice(0, PARAGRAPHS_MAX)) {
    if (left <= 0) break;
    const trimmed = wholeWords(paragraph.trim(), left);
    if (trimmed !== '') fitting.push(trimmed);
    left -= trimmed.length;
  }
  return fitting;
}

/** True when the beginning of the text contains the summary, so that the summary adds nothing. */
function contains(paragraphs: readonly string[], summary: string): boolean {
  if (paragraphs.length === 0) return false;
  const beginning = paragraphs.join(' ').slice(0, 2 * SUMMARY_CHARS_MAX);
  // Most feeds repeat it word for word, and then nothing needs to be counted.
  if (beginning.startsWith(summary) && /^(?:\s|$)/.test(beginning.slice(summary.length))) return true;
  const inText = growingSet();
  addBigrams(inText, analyze(beginning));
  return isRepetition(inText, analyze(summary));
}
