/**
 * Checks the shared passages that a story's page lists, by words alone and without the engine's fingerprints. A
 * passage stands in a text if one stretch of it, a quarter longer, holds enough of the passage's rarer words. This is
 * a guide for comparing rules, not gold.
 */

import { fingerprintArticle } from '../../src/clustering/fingerprint.ts';
import { memoryIndex } from '../../src/clustering/memory-index.ts';
import { type Carrier, SHARED_CHARS_MAX, sharedPassages } from '../../src/story-index/read/shared-passages.ts';
import { clip } from '../../src/text/clip.ts';
import type { LabelledSet } from './labelled-sets.ts';
import { comparedTexts } from './replay.ts';

/** Share of a passage's rarer words from which it counts as present, and below which it is surely absent. */
const TOLD = 0.5;
const NOT_TOLD = 0.3;
const STRETCH = 1.25;
/** A word in more than this share of the articles says nothing. */
const RARER = 0.2;
/** Passages with fewer words, or fewer rarer ones, are not judged. */
const WORDS_MIN = 8;
const RARER_MIN = 3;

type Words = readonly string[];

interface Text extends Carrier {
  readonly words: readonly Words[];
}

export interface ClaimsScore {
  readonly claims: number;
  /** As shares of the claims. */
  readonly right: number;
  readonly wrong: number;
  /** Of the passages that stand in another article of their story, the share that we list. */
  readonly recall: number;
}

export function claimsScore(set: LabelledSet): ClaimsScore {
  const stories = storiesOf(set);
  const rarer = rarerWords(stories.flat());
  let [claims, right, wrong, standing, told] = [0, 0, 0, 0, 0];
  for (const story of stories) {
    const { of, passages } = sharedPassages(story);
    const wholes = new Map(
      story.flatMap((t) => t.passages.map((text, i) => [clip(text, SHARED_CHARS_MAX), t.words[i] ?? []] as const)),
    );
    for (const one of story) {
      const said = (of.get(one.number) ?? []).map(([place, wording]) => ({
        words: wholes.get(passages[place]?.wordings[wording] ?? '') ?? [],
        carriers: new Set(passages[place]?.carriers),
      }));
      for (const other of story.filter((t) => t !== one)) {
        const named = said.filter(({ carriers }) => carriers.has(other.id));
        for (const { words } of named.filter(({ words }) => judged(words, rarer))) {
          const share = Math.min(carried(words, one, rarer), carried(words, other, rarer));
          claims++;
          if (share >= TOLD) right++;
          if (share < NOT_TOLD) wrong++;
        }
        for (const words of one.words.filter((w) => judged(w, rarer) && carried(w, other, rarer) >= TOLD)) {
          standing++;
          if (named.some((claim) => claim.words === words || stands(claim.words, words, rarer) >= TOLD)) told++;
        }
      }
    }
  }
  return { claims, right: right / claims, wrong: wrong / claims, recall: told / standing };
}

/** The set's articles, grouped into the stories that production makes of them. Stories of one article are left out. */
function storiesOf({ articles, filed }: LabelledSet): readonly (readonly Text[])[] {
  const index = memoryIndex();
  const compared = comparedTexts(articles, 'full');
  const texts = compared.map((text, i): Text => {
    const incoming = filed.full[i];
    if (!incoming) throw new Error(`Article ${i} was not filed.`);
    const { passages } = fingerprintArticle(text);
    const shared = (index.file(incoming)?.shared ?? []).map(({ passage, other, otherPassage }) => {
      const { published } = filed.full[other - 1] ?? incoming;
      return [passage, other, otherPassage, `${other}`, published] as const;
    });
    const { article: number, published } = incoming;
    return { number, id: `${number}`, published, passages, shared, words: passages.map(wordsOf) };
  });
  return [...Map.groupBy(texts, ({ number }) => index.storyOf(number)).values()].filter((story) => story.length > 1);
}

/** Folds a word. Simpler than the engine on purpose, so that the check does not repeat the engine's mistakes. */
function wordsOf(text: string): Words {
  const plain = text
    .normalize('NFKC')
    .replace(/[\p{M}ـ]/gu, '')
    .replace(/[أإآ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه');
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((w) => w.replace(/^(?:[وبفك]?ال|لل|[وبلف])(?=.{3})/u, ''));
}

function rarerWords(texts: readonly Text[]): ReadonlySet<string> {
  const counts = new Map<string, number>();
  for (const { words } of texts) for (const w of new Set(words.flat())) counts.set(w, (counts.get(w) ?? 0) + 1);
  return new Set([...counts].filter(([w, n]) => w.length > 1 && n < RARER * texts.length).map(([w]) => w));
}

function judged(words: Words, rarer: ReadonlySet<string>): boolean {
  return words.length >= WORDS_MIN && new Set(words.filter((w) => rarer.has(w))).size >= RARER_MIN;
}

/** How much of a passage stands in an article, or of one of the article's passages in this one. */
function carried(passage: Words, { words }: Text, rarer: ReadonlySet<string>): number {
  const parts = words.filter((part) => part.length < passage.length && judged(part, rarer));
  return Math.max(stands(passage, words.flat(), rarer), ...parts.map((part) => stands(part, passage, rarer)));
}

/** The largest share of a passage's rarer words in one stretch of a text. */
function stands(passage: Words, text: Words, rarer: ReadonlySet<string>): number {
  const wanted = new Set(passage.filter((w) => rarer.has(w)));
  const length = Math.ceil(STRETCH * passage.length);
  const held = new Map<string, number>();
  let most = 0;
  for (const [i, word] of text.entries()) {
    if (wanted.has(word)) held.set(word, (held.get(word) ?? 0) + 1);
    const left = text[i - length];
    const count = left === undefined ? undefined : held.get(left);
    if (left !== undefined && count === 1) held.delete(left);
    else if (left !== undefined && count !== undefined) held.set(left, count - 1);
    most = Math.max(most, held.size);
  }
  return most / Math.max(1, wanted.size);
}
