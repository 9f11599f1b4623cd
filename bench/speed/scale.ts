/** Times a decision in indexes of different sizes, beside each other. */
import { decide } from '../../src/clustering/decide.ts';
import type { Vocabulary } from '../made-up-news.ts';
import { type Timing, timed } from '../timing.ts';
import { windowOf } from './made-up-index.ts';

const INCOMING_ARTICLES = 30;

/** µs a decision, for each size. */
export function timeScale(vocabulary: Vocabulary, sizes: readonly number[]): readonly Timing[] {
  const contenders = sizes.map((size) => {
    const window = windowOf(vocabulary, size);
    return {
      name: `${size.toLocaleString('en-US')} articles`,
      run: () => Array.from({ length: INCOMING_ARTICLES }, () => decide(window.incoming(), window.port)),
    };
  });
  return timed(contenders, INCOMING_ARTICLES);
}
