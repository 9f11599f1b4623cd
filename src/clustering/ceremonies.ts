/**
 * Notices of ceremonies: who received whom, who phoned whom, whom the leaders consoled, who married. The host, his titles and the polite phrases are the same in
 * all of them, and who is on the other side is the news. A notice names that one in its title and once more in its lead.
 */
import { isNumberTerm } from '../text/analyzer.ts';
import { type HashSet, has } from '../text/hash-set.ts';
import { termsOfWords } from '../text/variants.ts';
import { spelledAlike } from './filled-slots.ts';
import type { Fingerprint } from './fingerprint.ts';
import { comparedTermsOf } from './kernel/compared-terms.ts';
import { memoize } from './kernel/memoize.ts';
import { termSetOf } from './kernel/term-vector.ts';
import type { Weighting } from './kernel/tf-idf.ts';

/**
 * Words that tell each kind of ceremony; of a phrase all its words stand in the opening. Nouns such as «اجتماع» and «لقاء» are not among them: they
 * stand in reports of all that is said there too.
 */
const CEREMONIES = [
  ['استقبل', 'استقبلت', 'يستقبل', 'تستقبل', 'التقى', 'التقت', 'يلتقي', 'تلتقي', 'ودع', 'ودعت', 'يودع', 'تودع'],
  ['اتصال هاتفي', 'هاتفيا'],
  // Not «تعزي», whose stem is the city of تعز.
  ['يعزي', 'عزى', 'تعازي', 'العزاء', 'جثمان'],
  // Not «قران» alone, whose stem is القرآن.
  ['زواج', 'بزواج', 'عقد قران', 'زفاف', 'أفراح'],
].map((phrases) => phrases.map((phrase) => [...termsOfWords(phrase)]));
/** What stands before the name of the dead, with and without the particle that changes their stem. */
const RELATIVES = termsOfWords('أسرة لأسرة ذوي لذوي والد لوالد');

/** Words of the text, after the title, among which the ceremony is told. */
const OPENING_WORDS = 12;
/** Words of the text, after the title, in which those are named whom the title names: a host's titles and those he speaks for may take thirty. */
const LEAD_WORDS = 60;
/** Inverse document frequency from which a word can name somebody: below are particles and the like. */
const NAME_IDF_MIN = 2.5;

/** True when both tell one kind of ceremony, and each names somebody in title and lead whom the other has nowhere. Symmetric. */
export function tellOtherCeremonies(one: Fingerprint, other: Fingerprint, weights: Weighting): boolean {
  const kinds = ceremoniesOf(other);
  if (!ceremoniesOf(one).some((kind) => kinds.includes(kind))) return false;
  const mine = namedIn(one, termSetOf(other), weights);
  if (mine.length === 0) return false;
  const theirs = namedIn(other, termSetOf(one), weights);
  return theirs.length > 0 && !spelledAlike(one, mine, other, theirs);
}

/** Places in CEREMONIES. */
const ceremoniesOf = memoize((fingerprint): readonly number[] => {
  const { title, text } = comparedTermsOf(fingerprint);
  const opening = new Set([...title, ...text.subarray(0, OPENING_WORDS)]);
  return [...CEREMONIES.keys()].filter((kind) =>
    CEREMONIES[kind]?.some((phrase) => phrase.every((word) => opening.has(word))),
  );
});

/** Words that stand in title and lead, and that the other article has nowhere. */
function namedIn(fingerprint: Fingerprint, others: HashSet, weights: Weighting): readonly number[] {
  const { title, text } = comparedTermsOf(fingerprint);
  const lead = text.subarray(0, LEAD_WORDS);
  return Array.from(title).filter(
    (word) =>
      !has(others, word) &&
      lead.includes(word) &&
      !isNumberTerm(word) &&
      !RELATIVES.has(word) &&
      weights.idf(word) >= NAME_IDF_MIN,
  );
}
