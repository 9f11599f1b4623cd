import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { candidates } from '../../src/clustering/candidates.ts';
import { addDocument, emptySketch } from '../../src/clustering/document-frequency.ts';
import type { Fingerprint } from '../../src/clustering/fingerprint.ts';
import type { IncomingArticle } from '../../src/clustering/index-port.ts';
import { shareNgram } from '../../src/clustering/kernel/ngram-prefilter.ts';
import { weighting } from '../../src/clustering/kernel/tf-idf.ts';
import { memoryIndex } from '../../src/clustering/memory-index.ts';
import { FITTED_MODEL } from '../../src/clustering/model/weights.ts';
import { logOdds, logOddsOf, logOddsUpperBound, type Model, probability } from '../../src/clustering/model.ts';
import { neighbourhoodOf } from '../../src/clustering/neighbourhood.ts';
import { cosine, FEATURES, featuresOf, pairOf } from '../../src/clustering/pair-features.ts';
import { areTemplatedNews } from '../../src/clustering/templated-news.ts';
import { TOO_FAR_THRESHOLD } from '../../src/clustering/thresholds.ts';
import { isCopy } from '../../src/clustering/verbatim-passages.ts';
import {
  plainBigramOverlap,
  plainCosine,
  plainFeatures,
  plainLeadLcs,
  plainRareShared,
  plainTitleCoverage,
} from './kernel/plain-features.ts';
import { article, NEAR_MISSES, ONE_STORY, type Told } from './newsroom.ts';

const told: readonly Told[] = [...Object.values(ONE_STORY).flat(), ...Object.values(NEAR_MISSES).flat()];
const WORDS = [...new Set(told.flatMap(({ title, paragraphs }) => [title, ...paragraphs].join(' ').split(' ')))];

/** A text of words that occur in news, in any order: similar enough to be compared, in every combination. */
const text = fc.record({
  title: fc.array(fc.constantFrom(...WORDS), { maxLength: 8 }).map((list) => list.join(' ')),
  paragraphs: fc.array(
    fc.array(fc.constantFrom(...WORDS), { maxLength: 25 }).map((list) => list.join(' ')),
    { maxLength: 4 },
  ),
});

describe('similarity', () => {
  it('is the same both ways round, and a probability', () => {
    const counts = emptySketch();
    for (const [i, one] of told.entries()) addDocument(counts, article(i + 1, 'a', one).fingerprint);
    const measure = weighting(counts);
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 90 }), fc.boolean(), (one, other, hours, same) => {
        const a = article(1, 'a', one);
        const b = article(2, same ? 'a' : 'b', other, hours);
        const odds = logOddsOf(a, b, measure, FITTED_MODEL);
        expect(logOddsOf(b, a, measure, FITTED_MODEL)).toBe(odds);
        expect(probability(odds)).toBeGreaterThanOrEqual(0);
        expect(probability(odds)).toBeLessThanOrEqual(1);
        expect(isCopy(a.fingerprint, b.fingerprint)).toBe(isCopy(b.fingerprint, a.fingerprint));
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('is what the model computes from all features, also those the bound skips', () => {
    const measure = weighting(emptySketch());
    fc.assert(
      fc.property(text, text, fc.integer({ min: 0, max: 90 }), fc.boolean(), (one, other, hours, same) => {
        const a = article(1, 'a', one);
        const b = article(2, same ? 'a' : 'b', other, hours);
        fc.pre([a, b].every(({ fingerprint }) => fingerprint.title.length + fingerprint.text.length > 0));
        const sum = featuresOf(pairOf(a, b, measure)).reduce(
          (all, value, i) => all + value * FITTED_MODEL.weights[FEATURES[i]?.name ?? 'days'],
          FITTED_MODEL.bias,
        );
        const twoNotices = sum > -3 && areTemplatedNews(a.fingerprint, b.fingerprint, measure, same);
        expect(logOddsOf(a, b, measure, FITTED_MODEL)).toBe(twoNotices ? -6 : Math.max(-6, Math.min(6, sum)));
      }),
      { seed: 10, numRuns: 300 },
    );
  });

  it('measures every feature by its plain definition', () => {
    const counts = emptySketch();
    for (const [i, one] of told.entries()) addDocument(counts, article(i + 1, 'a', one).fingerprint);
    const weights = weighting(counts);
    const some = fc.oneof(text, fc.constantFrom(...told));
    fc.assert(
      fc.property(some, some, fc.integer({ min: 0, max: 90 }), fc.boolean(), (one, other, hours, same) => {
        const [a, b] = [article(1, 'a', one), article(2, same ? 'a' : 'b', other, hours)];
        const plain = plainFeatures(a, b, weights.idf);
        const pair = pairOf(a, b, weights);
        for (const feature of FEATURES) expect(feature.of(pair), feature.name).toBeCloseTo(plain[feature.name], 12);
      }),
      { seed: 11, numRuns: 500 },
    );
  });

  it('takes the cosine of the weights of all terms, and the rarest that both leads have', () => {
    const counts = emptySketch();
    for (const [i, one] of told.entries()) addDocument(counts, article(i + 1, 'a', one).fingerprint);
    const weights = weighting(counts);
    fc.assert(
      fc.property(fc.constantFrom(...told), fc.constantFrom(...told), (one, other) => {
        const [a, b] = [article(1, 'a', one).fingerprint, article(2, 'b', other).fingerprint];
        const pair = pairOf(article(1, 'a', one), article(2, 'b', other), weights);
        expect(cosine(pair)).toBeCloseTo(plainCosine(a, b, weights.idf), 12);
        expect(pair.overlap.rareShared).toBeCloseTo(plainRareShared(a, b, weights.idf), 12);
      }),
      { seed: 11, numRuns: 200 },
    );
  });

  it('takes the longest common subsequence of the openings, and the bigrams that both have', () => {
    const weights = weighting(emptySketch());
    const words = (most: number) =>
      fc.array(fc.constantFrom(...WORDS.slice(0, 6)), { maxLength: most }).map((list) => list.join(' '));
    const some = fc.record({ title: words(12), paragraphs: fc.tuple(words(40)) });
    fc.assert(
      fc.property(fc.oneof(some, text), fc.oneof(some, text), (one, other) => {
        const [a, b] = [article(1, 'a', one), article(2, 'b', other)];
        const { leadLcs, bigramOverlap } = pairOf(a, b, weights).overlap;
        expect(leadLcs).toBe(plainLeadLcs(a.fingerprint, b.fingerprint));
        expect(bigramOverlap).toBe(plainBigramOverlap(a.fingerprint, b.fingerprint));
      }),
      { seed: 15, numRuns: 500 },
    );
  });

  it('measures how much of a title the other article has, of the title that is covered less', () => {
    const weights = weighting(emptySketch());
    const title = FEATURES.find(({ name }) => name === 'titleCoverage');
    const some = fc.oneof(text, fc.constantFrom(...told));
    fc.assert(
      fc.property(some, some, (one, other) => {
        const [a, b] = [article(1, 'a', one), article(2, 'b', other)];
        expect(title?.of(pairOf(a, b, weights))).toBeCloseTo(
          plainTitleCoverage(a.fingerprint, b.fingerprint, weights.idf),
          12,
        );
      }),
      { seed: 16, numRuns: 300 },
    );
  });

  it('is at most its upper bound', () => {
    const counts = emptySketch();
    for (const [i, one] of told.entries()) addDocument(counts, article(i + 1, 'a', one).fingerprint);
    const measure = weighting(counts);
    const weight = fc.double({ min: -15, max: 15, noNaN: true });
    const weights = fc
      .array(weight, { minLength: FEATURES.length, maxLength: FEATURES.length })
      .map((list) => Object.fromEntries(FEATURES.map(({ name }, i) => [name, list[i]])) as Model['weights']);
    const model = fc.oneof(fc.constant(FITTED_MODEL), fc.record({ bias: weight, weights }));
    const story = fc.oneof(text, fc.constantFrom(...told));
    fc.assert(
      fc.property(story, story, fc.integer({ min: 0, max: 90 }), model, (one, other, hours, any) => {
        const pair = pairOf(article(1, 'a', one), article(2, 'b', other, hours), measure);
        expect(Math.max(-6, logOddsUpperBound(pair, any))).toBeGreaterThan(logOdds(pair, any) - 1e-12);
      }),
      { seed: 12, numRuns: 500 },
    );
  });

  it('finds four words in a row wherever they stand', () => {
    const few = fc.array(fc.constantFrom(...WORDS.slice(0, 4)), { maxLength: 12 });
    const fingerprint = (words: readonly string[]) =>
      article(1, 'a', { title: '', paragraphs: [words.join(' ')] }).fingerprint;
    const runs = ({ text: stems }: Fingerprint) =>
      Array.from(stems, (_, i) => [...stems.subarray(i, i + 4)].join(' ')).slice(0, -3);
    fc.assert(
      fc.property(few, few, (one, other) => {
        const [a, b] = [fingerprint(one), fingerprint(other)];
        const common = runs(a).some((run) => runs(b).includes(run));
        expect(shareNgram(a, b)).toBe(common);
      }),
      { seed: 13, numRuns: 500 },
    );
  });

  it('finds nothing in common with an article without usable words', () => {
    const index = memoryIndex();
    index.file(article(1, 'a', told[0] as Told));
    const decision = index.file(article(2, 'b', { title: ' — … ', paragraphs: ['🙂'] }));
    expect(decision).toMatchObject({ story: undefined, shared: [], copies: [], related: [] });
  });
});

describe('a neighbourhood', () => {
  it('leaves out only candidates that are far from the incoming, whenever published', () => {
    const arrivals = fc.array(
      fc.tuple(fc.oneof(text, fc.constantFrom(...told)), fc.nat({ max: 3 }), fc.nat({ max: 72 })),
      {
        minLength: 2,
        maxLength: 20,
      },
    );
    fc.assert(
      fc.property(arrivals, (all) => {
        const index = memoryIndex();
        const filed = all.map(([one, outlet, hours], i) => article(i + 1, `outlet-${outlet}`, one, hours));
        const arriving = filed.pop() as IncomingArticle;
        for (const one of filed) index.file(one);
        const near = candidates(arriving, index);
        const { incoming, close, logOdds, logOddsIgnoringTime } = neighbourhoodOf(arriving, near, index, FITTED_MODEL);
        for (const member of near.filter((m) => !close.includes(m))) {
          expect(logOddsIgnoringTime(incoming, member)).toBeLessThan(TOO_FAR_THRESHOLD);
          expect(logOdds(incoming, member)).toBeLessThan(TOO_FAR_THRESHOLD);
        }
      }),
      { seed: 14, numRuns: 100 },
    );
  });
});

describe('a stream of articles', () => {
  const stream = fc.array(fc.tuple(fc.constantFrom(...told), fc.nat({ max: 5 }), fc.nat({ max: 72 })), {
    maxLength: 30,
  });

  it('leaves every article in one story, numbered as its founder or an older one', () => {
    fc.assert(
      fc.property(stream, (arrivals) => {
        const index = memoryIndex();
        const ever = new Set<number>();
        arrivals.forEach(([one, outlet, hours], i) => {
          const decision = index.file(article(i + 1, `outlet-${outlet}`, one, hours));
          ever.add(decision?.story ?? i + 1);
          for (const { from, into } of decision?.merges ?? []) expect(into).toBeLessThan(from);
        });
        for (let n = 1; n <= arrivals.length; n++) {
          const story = index.storyOf(n) ?? 0;
          expect(ever.has(story)).toBe(true);
          expect(index.membersOf([story]).filter((member) => member.article === n).length).toBe(1);
        }
      }),
      { seed: 8, numRuns: 60 },
    );
  });

  it('makes the same decisions for the same articles', () => {
    fc.assert(
      fc.property(stream, (arrivals) => {
        const run = (): (number | undefined)[] => {
          const index = memoryIndex();
          for (const [i, [one, outlet, hours]] of arrivals.entries()) {
            index.file(article(i + 1, `outlet-${outlet}`, one, hours));
          }
          return arrivals.map((_, i) => index.storyOf(i + 1));
        };
        expect(run()).toEqual(run());
      }),
      { seed: 9, numRuns: 20 },
    );
  });

  it('does not chain: an article between two stories does not make them one', () => {
    const [quake] = ONE_STORY['wire copy, cut and retitled'] as readonly Told[];
    const [tomb] = ONE_STORY['paragraphs in another order'] as readonly Told[];
    const index = memoryIndex();
    for (let i = 0; i < 3; i++) {
      index.file(article(2 * i + 1, `outlet-${i}`, quake as Told));
      index.file(article(2 * i + 2, `outlet-${i}`, tomb as Told));
    }
    const both = [...(quake?.paragraphs ?? []), ...(tomb?.paragraphs ?? [])];
    index.file(article(7, 'digest', { title: `${quake?.title} و${tomb?.title}`, paragraphs: both }));
    expect(index.storyOf(5)).toBe(1);
    expect(index.storyOf(6)).toBe(2);
  });
});

describe('other languages', () => {
  it('cluster as well', () => {
    const index = memoryIndex();
    index.file(
      article(1, 'a', {
        title: 'Strong earthquake hits Mindoro island in the Philippines',
        paragraphs: [
          'A magnitude 6.2 earthquake struck off Mindoro island early Tuesday, the volcanology institute said.',
        ],
      }),
    );
    index.file(
      article(2, 'b', {
        title: 'Philippines: earthquake of magnitude 6.2 strikes off Mindoro',
        paragraphs: [
          'An earthquake with a magnitude of 6.2 struck off the island of Mindoro on Tuesday, the institute of volcanology said.',
        ],
      }),
    );
    index.file(
      article(3, 'c', {
        title: 'Le Parlement adopte la réforme du rail',
        paragraphs: ['Les députés ont adopté mardi la réforme du transport ferroviaire par 320 voix.'],
      }),
    );
    expect([1, 2, 3].map((n) => index.storyOf(n))).toEqual([1, 1, 3]);
  });
});
