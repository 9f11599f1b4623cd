import { describe, expect, it } from 'vitest';
import { article, freshIndex, partition } from './newsdesk.ts';
import { QUAKE } from './stories.ts';

type Index = ReturnType<typeof freshIndex>;

async function only(index: Index) {
  const [id = '', ...others] = new Set(Object.values(await partition(index)));
  expect(others).toEqual([]);
  const answer = await index.story(id);
  if (answer.kind !== 'story') throw new Error(answer.kind);
  return answer.story;
}

describe('a story that KV does not hold', () => {
  it('is dated anew when one more article joins, be it of the same publisher', async () => {
    const index = freshIndex();
    const second = article('marfa-local', QUAKE[1], 10, { publisher: 'marfa.example' });
    await index.file([article('marfa', QUAKE[0])]);
    const before = await only(index);
    await index.file([second]);
    const after = await only(index);
    expect([before.articles.length, after.articles.length]).toEqual([1, 2]);
    expect([after.updated, after.changed]).toEqual([before.updated, second.seen]);
  });
});
