/**
 * Checks the passages that a story's page says are shared, by words alone and without the engine's fingerprints. A passage stands in a text if
 * one stretch of it, a quarter longer, holds enough of the passage's rarer words; it stands there verbatim if the stretch holds nearly all of
 * its words, common ones too. This is a guide for comparing rules, not gold: claims-read.jsonl has what was
 * judged by reading.
 */

import { createHash } from 'node:crypto';
import { resolve } from 'node:path';
import { fingerprintArticle } from '../../src/clustering/fingerprint.ts';
import { memoryIndex } from '../../src/clustering/memory-index.ts';
import type { SharedKind } from '../../src/documents/document.ts';
import { type Carrier, SHARED_CHARS_MAX, sharedPassages } from '../../src/story-index/read/shared-passages.ts';
import { clip } from '../../src/text/clip.ts';
import { readLines } from '../articles.ts';
import type { LabelledSet } from './labelled-sets.ts';
import { comparedTexts } from './replay.ts';

/** Share of a passage's rarer words from which it counts as present, and below which it is surely absent. */
const TOLD = 0.5;
const NOT_TOLD = 0.3;
/** Share of all its words, in one stretch, from which it counts as present word for word or nearly. */
const VERBATIM = 0.75;
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

/** One thing that a story's page says: `one` has these words, and `other` has them too, or says the same in other words. */
interface Claim {
  readonly kind: SharedKind;
  /** Numbers of the articles, from 1, in the order of the set. */
  readonly one: number;
  readonly other: number;
  readonly text: string;
  /** How the other article puts it. */
  readonly theirs: string;
}

interface Score {
  readonly claims: number;
  /** As shares of the claims. */
  readonly right: number;
  readonly wrong: number;
}

export interface ClaimsScore {
  readonly verbatim: Score & {
    /** Of the passages that stand verbatim in another article of their story, the share that we list as verbatim. */
    readonly recall: number;
  };
  readonly reworded: Score;
  /** Of the passages that stand in another article of their story, in whatever words, the share that we list. */
  readonly recall: number;
}

export function claimsScore(set: LabelledSet): ClaimsScore {
  const stories = storiesOf(set);
  const rarer = rarerWords(stories.flat());
  const shares: Record<SharedKind, number[]> = { verbatim: [], reworded: [] };
  const [standing, copied] = [newCount(), newCount()];
  for (const story of stories) {
    const claims = claimsOf(story);
    for (const one of story) {
      for (const other of story.filter((t) => t !== one)) {
        const named = claims.filter((claim) => claim.one === one && claim.other === other);
        for (const { kind, words } of named.filter((claim) => judged(claim.words, rarer))) {
          const told = kind === 'verbatim' ? undefined : rarer;
          const enough = kind === 'verbatim' ? VERBATIM : TOLD;
          // Scaled to one bar for both kinds.
          shares[kind].push((carried(words, other, told) / enough) * TOLD);
        }
        for (const words of one.words.filter((w) => judged(w, rarer) && carried(w, other, rarer) >= TOLD)) {
          const holds = (claim: { readonly words: Words }) =>
            claim.words === words || stands(claim.words, words, rarer) >= TOLD;
          count(standing, named.some(holds));
          if (stands(words, other.words.flat(), undefined) < VERBATIM) continue;
          count(
            copied,
            named.some((claim) => claim.kind === 'verbatim' && holds(claim)),
          );
        }
      }
    }
  }
  return {
    verbatim: { ...scoreOf(shares.verbatim), recall: copied.yes / copied.all },
    reworded: scoreOf(shares.reworded),
    recall: standing.yes / standing.all,
  };
}

interface Count {
  yes: number;
  all: number;
}

function newCount(): Count {
  return { yes: 0, all: 0 };
}

function count(of: Count, yes: boolean): void {
  of.all++;
  if (yes) of.yes++;
}

function scoreOf(shares: readonly number[]): Score {
  const claims = shares.length;
  return {
    claims,
    right: shares.filter((share) => share >= TOLD).length / claims,
    wrong: shares.filter((share) => share < NOT_TOLD).length / claims,
  };
}

/** Everything that the pages of the set's stories say is shared, each claim from both its sides. */
function claimsIn(set: LabelledSet): readonly Claim[] {
  return storiesOf(set).flatMap((story) =>
    claimsOf(story).map(({ kind, one, other, text, theirs }) => ({
      ...{ kind, text, theirs },
      ...{ one: one.number, other: other.number },
    })),
  );
}

const READINGS = resolve(import.meta.dirname, 'claims-read.jsonl');

/** A claim that was read: its articles, a digest of `text`, and the verdict. */
interface Reading {
  readonly set: string;
  readonly kind: SharedKind;
  readonly one: string;
  readonly other: string;
  readonly passage: string;
  readonly right: boolean;
}

/** Of the claims that were judged by reading, those that are still made. */
export function readClaims(
  set: LabelledSet,
): Readonly<Record<SharedKind, { readonly claims: number; readonly right: number }>> {
  const idOf = (number: number) => set.articles[number - 1]?.id;
  const keyOf = (parts: readonly unknown[]) => parts.join(' ');
  const made = new Set(
    claimsIn(set).map(({ kind, one, other, text }) => {
      const passage = createHash('sha256').update(text).digest('hex').slice(0, 8);
      return keyOf([kind, idOf(one), idOf(other), passage]);
    }),
  );
  const read = (readLines(READINGS) as Reading[]).filter(
    ({ kind, one, other, passage, ...of }) => of.set === set.name && made.has(keyOf([kind, one, other, passage])),
  );
  const of = (kind: SharedKind) => {
    const claims = read.filter((reading) => reading.kind === kind);
    return { claims: claims.length, right: claims.filter(({ right }) => right).length };
  };
  return { verbatim: of('verbatim'), reworded: of('reworded') };
}

type Said = Pick<Claim, 'kind' | 'text' | 'theirs'> & {
  readonly one: Text;
  readonly other: Text;
  readonly words: Words;
};

function claimsOf(story: readonly Text[]): readonly Said[] {
  const { of, passages } = sharedPassages(story);
  const wholes = new Map(
    story.flatMap((t) => t.passages.map((text, i) => [clip(text, SHARED_CHARS_MAX), t.words[i] ?? []] as const)),
  );
  /** How an article words one of the passages; undefined when it lists none of them. */
  const wording = ({ number }: Text, places: ReadonlySet<number>) => {
    const [place, at] = (of.get(number) ?? []).find(([place]) => places.has(place)) ?? [];
    return place === undefined || at === undefined ? undefined : passages[place]?.wordings[at];
  };
  return story.flatMap((one) =>
    (of.get(one.number) ?? []).flatMap(([place, at]) => {
      const { carriers = [], wordings = [], reworded = [] } = passages[place] ?? {};
      const text = wordings[at] ?? '';
      const words = wholes.get(text) ?? wordsOf(text);
      return story
        .filter((other) => other !== one)
        .flatMap((other): Said[] => {
          if (carriers.includes(other.id))
            return [{ kind: 'verbatim', one, other, words, text, theirs: wording(other, new Set([place])) ?? '' }];
          const telling = reworded.filter((link) => passages[link]?.carriers.includes(other.id));
          if (telling.length === 0) return [];
          return [{ kind: 'reworded', one, other, words, text, theirs: wording(other, new Set(telling)) ?? '' }];
        });
    }),
  );
}

/** The set's articles, grouped into the stories that production makes of them. Stories of one article are left out. */
function storiesOf({ articles, filed }: LabelledSet): readonly (readonly Text[])[] {
  const index = memoryIndex();
  const compared = comparedTexts(articles, 'full');
  const texts = compared.map((text, i): Text => {
    const incoming = filed.full[i];
    if (!incoming) throw new Error(`Article ${i} was not filed.`);
    const { passages } = fingerprintArticle(text);
    const shared = (index.file(incoming)?.shared ?? []).map(({ kind, passage, other, otherPassage }) => {
      const { published } = filed.full[other - 1] ?? incoming;
      return [passage, other, otherPassage, `${other}`, published, kind] as const;
    });
    const { article: number, published } = incoming;
    return {
      number,
      id: `${number}`,
      earliest: passages.map(() => published),
      passages,
      shared,
      words: passages.map(wordsOf),
    };
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

/** How much of a passage stands in an article, or of one of the article's passages in this one. `counted`: the words that count, undefined for all. */
function carried(passage: Words, { words }: Text, counted: ReadonlySet<string> | undefined): number {
  const parts = words.filter((part) => part.length < passage.length && part.length >= WORDS_MIN);
  return Math.max(
    stands(passage, words.flat(), counted),
    ...parts
      .filter((part) => counted === undefined || judged(part, counted))
      .map((part) => stands(part, passage, counted)),
  );
}

/** The largest share of a passage's words in one stretch of a text; of those counted in any order, of all in the passage's order. */
function stands(passage: Words, text: Words, counted: ReadonlySet<string> | undefined): number {
  if (counted === undefined) return standsInOrder(passage, text);
  const wanted = new Set(passage.filter((w) => counted.has(w)));
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

function standsInOrder(passage: Words, text: Words): number {
  const length = Math.ceil(STRETCH * passage.length);
  const step = Math.max(1, Math.floor(passage.length / 8));
  const known = new Set(passage);
  let most = 0;
  for (let start = 0; start === 0 || start + length < text.length + step; start += step) {
    const stretch = text.slice(start, start + length).filter((word) => known.has(word));
    if (stretch.length <= most) continue;
    let above = new Array<number>(stretch.length + 1).fill(0);
    for (const word of passage) {
      const row = [0];
      for (const [i, other] of stretch.entries())
        row.push(word === other ? (above[i] ?? 0) + 1 : Math.max(above[i + 1] ?? 0, row[i] ?? 0));
      above = row;
    }
    most = Math.max(most, above[stretch.length] ?? 0);
  }
  return most / Math.max(1, passage.length);
}
