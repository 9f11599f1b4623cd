/**
 * Cuts an article into passages: the unit in which text is copied. A passage is a paragraph, or a few sentences of a long
 * one. Outlets join and part paragraphs at will, so passages are kept short enough to travel whole.
 * A passage that the article tells twice is kept once.
 */

import { BODY_CHARS_MAX, PARAGRAPHS_MAX, PASSAGES_MAX, SUMMARY_CHARS_MAX, TITLE_CHARS_MAX } from '../core/limits.ts';
import { analyze } from './analyzer.ts';
import { cutDateline, cutTitle, isBoilerplate, isForeign, mostlyArabic } from './boilerplate.ts';
import { hashPair } from './hash.ts';
import { type GrowingSet, growingSet } from './hash-set.ts';

export interface ArticleText {
  readonly title: string;
  readonly summary: string;
  /** Clean text by paragraphs; [] when the feed gives only title and summary. */
  readonly paragraphs: readonly string[];
}

export interface CutText {
  readonly title: string;
  /** As the outlet wrote them. */
  readonly passages: readonly string[];
  /** Hashed stems of the title's words. */
  readonly titleStems: Uint32Array;
  /** Of each passage's words. */
  readonly passageStems: readonly Uint32Array[];
}

/** A paragraph longer than this is parted at a sentence's end. UTF-16 units; some 50 words. */
const PASSAGE_CHARS = 320;
/** Share of a passage's word pairs already told that makes it a repetition. */
const REPEATED = 0.6;
/** White space after a sentence's end and its closing quote. */
const SENTENCE_END = /(?<=[.!?؟]["”»)]?)\s+/u;

/** Of a character of two units: a passage is shown, and half a character is none. */
const HALF_AT_END = /[\ud800-\udbff]$/;

/** Parts a long paragraph at sentence ends, each part near PASSAGE_CHARS; a sentence without end is parted by length. */
function part(paragraph: string): string[] {
  if (paragraph.length <= PASSAGE_CHARS * 1.5) return [paragraph];
  const parts: string[] = [];
  let held = '';
  for (const sentence of paragraph.split(SENTENCE_END)) {
    if (held !== '' && held.length + sentence.length > PASSAGE_CHARS) {
      parts.push(held);
      held = '';
    }
    held += held === '' ? sentence : ` ${sentence}`;
    while (held.length > PASSAGE_CHARS * 4) {
      const cut = held.slice(0, PASSAGE_CHARS * 4).replace(HALF_AT_END, '');
      parts.push(cut);
      held = held.slice(cut.length);
    }
  }
  if (held !== '') parts.push(held);
  return parts;
}

/** Pairs of words that were told; a word alone at the beginning counts as one. */
type Told = GrowingSet;

function pairAt(stems: Uint32Array, at: number): number {
  return hashPair(at > 0 ? (stems[at - 1] ?? 0) : 0, stems[at] ?? 0);
}

function tell(told: Told, stems: Uint32Array): void {
  for (let i = 0; i < stems.length; i++) told.add(pairAt(stems, i));
}

function repeats(told: Told, stems: Uint32Array): boolean {
  // So many told for the first time, and it is none.
  let left = stems.length - Math.ceil(REPEATED * stems.length);
  for (let i = 0; i < stems.length && left >= 0; i++) if (!told.has(pairAt(stems, i))) left--;
  return left >= 0;
}

/** Time linear in the text, whatever it is; past the limits it is cut. */
export function cutPassages(text: ArticleText): CutText {
  const title = cutTitle(text.title.slice(0, TITLE_CHARS_MAX));
  const titleStems = analyze(title);
  const arabic = mostlyArabic(title);
  const passages: string[] = [];
  const passageStems: Uint32Array[] = [];
  const told = growingSet();
  tell(told, titleStems);

  const add = (passage: string): void => {
    if (passages.length >= PASSAGES_MAX || isBoilerplate(passage) || (arabic && isForeign(passage))) return;
    const cut = cutDateline(passage).trim();
    const stems = analyze(cut);
    if (stems.length === 0 || repeats(told, stems)) return;
    tell(told, stems);
    passages.push(cut);
    passageStems.push(stems);
  };

  const summary = text.summary.slice(0, SUMMARY_CHARS_MAX);
  const body = bounded(text.paragraphs);
  if (!tells(body, summary)) for (const passage of part(summary)) add(passage);
  for (const paragraph of body) for (const passage of part(paragraph)) add(passage);
  return { title, passages, titleStems, passageStems };
}

function bounded(paragraphs: readonly string[]): string[] {
  const kept: string[] = [];
  let left = BODY_CHARS_MAX;
  for (const paragraph of paragraphs.slice(0, PARAGRAPHS_MAX)) {
    if (left <= 0) break;
    const trimmed = paragraph.slice(0, left).trim();
    if (trimmed !== '') kept.push(trimmed);
    left -= trimmed.length;
  }
  return kept;
}

/** True when the body begins with what the summary says, so that the summary adds nothing. */
function tells(body: readonly string[], summary: string): boolean {
  if (body.length === 0) return false;
  const beginning = body.join(' ').slice(0, 2 * SUMMARY_CHARS_MAX);
  // Word for word, as most feeds have it: nothing needs to be counted.
  if (beginning.startsWith(summary) && /^(?:\s|$)/.test(beginning.slice(summary.length))) return true;
  const said = growingSet();
  tell(said, analyze(beginning));
  return repeats(said, analyze(summary));
}
