/**
 * Texts of one shape against all code that reads what strangers send. How the time grows is measured by
 * bench/hostile/doubling.ts; here every one must come to an end, which code of quadratic time does not before the test's limit.
 */
import { expect, it } from 'vitest';
import { ENTRIES, madeOf, SHAPES } from '../../bench/hostile/attacks.ts';

const CHARS = 30_000;

it.each(Object.entries(ENTRIES))('%s: every shape is read or refused, and none throws', (_, run) => {
  for (const shape of SHAPES) expect(() => run(madeOf(shape, CHARS)), JSON.stringify(shape)).not.toThrow();
});
