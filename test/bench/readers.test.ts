/** What our reader makes of the samples in bench/readers. The other readers are measured there and not held to anything. */
import { describe, expect, it } from 'vitest';
import { compareReaders } from '../../bench/readers/compare.ts';

const { readers, samples } = await compareReaders();
const ours = readers.indexOf('wirefold');

describe('our reader gets from a malformed feed what its outlet meant', () => {
  it.each(samples.map(({ kind, outcomes }) => [kind, outcomes[ours]?.lost] as const))('%s', (_, lost) => {
    expect(lost).toBe('');
  });
});
