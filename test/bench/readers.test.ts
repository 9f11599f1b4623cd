/** What our reader makes of the samples in bench/readers. The other readers are measured there and not held to anything. */
import { describe, expect, it } from 'vitest';
import { compareReaders } from '../../bench/readers/compare.ts';

/** The kinds on which an expectation is not met today. Shorten this list, never lengthen it. */
const LOSSES: Readonly<Record<string, string>> = {
  'a CDATA section without end': 'all',
  'JSON Feed, cut off': 'all',
  'an ISO date without colons in its time': 'date',
};

const { readers, samples } = await compareReaders();
const ours = readers.indexOf('wirefold');

describe('our reader gets from a malformed feed what its outlet meant', () => {
  it.each(samples.map(({ kind, outcomes }) => [kind, outcomes[ours]?.lost] as const))('%s', (kind, lost) => {
    expect(lost).toBe(LOSSES[kind] ?? '');
  });
});
