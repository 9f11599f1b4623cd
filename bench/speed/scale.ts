/** Whether a decision costs the same in an index of a thousand articles and of a million. */
import { decide } from '../../src/core/decide.ts';
import type { Vocabulary } from '../made-up-news.ts';
import { type Timing, timed } from '../timing.ts';
import { windowOf } from './made-up-index.ts';

const NEWCOMERS = 30;

/** µs a decision, an index of each size beside the others. */
export function timeScale(vocabulary: Vocabulary, sizes: readonly number[]): readonly Timing[] {
  const contenders = sizes.map((size) => {
    const window = windowOf(vocabulary, size);
    return {
      name: `${size.toLocaleString('en-US')} articles`,
      run: () => Array.from({ length: NEWCOMERS }, () => decide(window.newcomer(), window.port)),
    };
  });
  return timed(contenders, NEWCOMERS);
}
