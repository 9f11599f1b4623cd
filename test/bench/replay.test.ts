import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { replay } from '../../bench/accuracy/replay.ts';
import { memoryIndex } from '../../src/clustering/memory-index.ts';
import { FITTED_MODEL } from '../../src/clustering/model/weights.ts';
import type { Model } from '../../src/clustering/model.ts';
import { article } from '../clustering/newsroom.ts';

const WORDS = 'إعصار ميناء وزير مباراة كسوف متحف قطار زيتون جسر بورصة مدرسة نهر'.split(' ');
const NO_WEIGHTS = Object.fromEntries(Object.keys(FITTED_MODEL.weights).map((name) => [name, 0])) as Model['weights'];
/** Joins so lightly that stories grow until their first members no longer suit them. */
const LIGHT: Model = { bias: -4, weights: { ...NO_WEIGHTS, cosine: 2 } };

describe('a replay', () => {
  it('names stories by the place of their first article, those of articles that left one too', () => {
    const stream = fc.array(fc.array(fc.constantFrom(...WORDS), { minLength: 3, maxLength: 6 }), {
      minLength: 10,
      maxLength: 40,
    });
    let left = 0;
    fc.assert(
      fc.property(stream, (told) => {
        const filed = told.map((words, i) =>
          article(i + 1, `outlet-${i % 5}`, { title: words.join(' '), paragraphs: [] }),
        );
        const index = memoryIndex(LIGHT);
        for (const incoming of filed) index.file(incoming);
        const numbers = filed.map(({ article: n }) => index.storyOf(n));
        left += numbers.filter((story) => (story ?? 0) > filed.length).length;
        expect(replay(filed, LIGHT).stories).toEqual(numbers.map((story) => numbers.indexOf(story)));
      }),
      { seed: 1, numRuns: 60 },
    );
    expect(left).toBeGreaterThan(1);
  });
});
