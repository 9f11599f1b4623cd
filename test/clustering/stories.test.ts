import { describe, expect, it } from 'vitest';
import { memoryIndex } from '../../src/clustering/memory-index.ts';
import { article, NEAR_MISSES, ONE_STORY } from './newsroom.ts';

describe('one story', () => {
  it.each(Object.entries(ONE_STORY))('%s', (_, told) => {
    const index = memoryIndex();
    for (const [i, text] of told.entries()) index.file(article(i + 1, `outlet-${i}`, text, i));
    expect(new Set(told.map((_t, i) => index.storyOf(i + 1))).size).toBe(1);
  });
});

describe('near misses', () => {
  it.each(Object.entries(NEAR_MISSES))('%s', (_, [one, other]) => {
    const index = memoryIndex();
    index.file(article(1, 'a', one));
    index.file(article(2, 'b', other, 1));
    expect(index.storyOf(2)).toBe(2);
  });
});
