import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/documents/article.ts';
import { WHOLE } from '../../../src/documents/slice.ts';
import { article } from '../../builders.ts';
import { freshIndex, partition } from '../fresh-index.ts';
import { QUAKE } from '../stories.ts';

type Index = ReturnType<typeof freshIndex>;

async function only(index: Index) {
  const [id = '', ...others] = new Set(Object.values(await partition(index)));
  expect(others).toEqual([]);
  const answer = await index.story(id);
  if (answer.kind !== 'story') throw new Error(answer.kind);
  return answer.story;
}

describe('a story that KV does not hold', () => {
  it('changes its date when one more article joins, also of the same publisher', async () => {
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

describe('an article that one publisher lists in two feeds', () => {
  const again = article('marfa-local', QUAKE[0], 10, { publisher: 'marfa.example', url: 'https://marfa.example/0' });
  const flash = { title: QUAKE[0].title, paragraphs: QUAKE[0].paragraphs.slice(0, 1) };

  it('is shown once, and shares nothing with itself', async () => {
    const index = freshIndex();
    await index.file([article('marfa', QUAKE[0]), again]);
    const alone = await only(index);
    expect(alone.articles.map(({ id, shared }) => [id, shared])).toEqual([['marfa-0', []]]);
    expect(alone.passages).toEqual([]);
    await index.file([article('waha', QUAKE[1], 20)]);
    const { articles, passages } = await only(index);
    expect(articles.map(({ id }) => id)).toEqual(['marfa-0', 'waha-20']);
    expect(passages.length).toBeGreaterThan(0);
    for (const { carriers } of passages) expect(carriers).toEqual(['marfa-0', 'waha-20']);
  });

  it.each<readonly [string, Partial<Article>]>([
    ['http and www', { url: 'http://www.marfa.example/0/' }],
    ['the mobile host', { url: 'https://m.marfa.example/0' }],
    ['another section, the text being the same', { url: 'https://marfa.example/local/1-quake' }],
  ])('is shown once under two addresses: %s', async (_, over) => {
    const index = freshIndex();
    await index.file([
      article('marfa', QUAKE[0]),
      article('marfa-local', QUAKE[0], 10, { publisher: 'marfa.example', ...over }),
    ]);
    expect((await only(index)).articles.map(({ id }) => id)).toEqual(['marfa-0']);
  });

  it.each<readonly [string, string, number]>([
    ['other words', 'https://marfa.example/?id=2', 10],
    ['the same words a day later', 'https://marfa.example/?id=2', 24 * 60],
  ])('is two where the id is another one and it has %s', async (_, url, minutes) => {
    const index = freshIndex();
    const told =
      minutes === 10
        ? { ...QUAKE[0], paragraphs: [...QUAKE[0].paragraphs, 'وتتوالى التفاصيل عن حجم الأضرار في المنطقة.'] }
        : QUAKE[0];
    await index.file([
      article('marfa', QUAKE[0], 0, { url: 'https://marfa.example/?id=1' }),
      article('marfa-local', told, minutes, { publisher: 'marfa.example', url }),
    ]);
    const stories = new Set(Object.values(await partition(index)));
    const shown = await Promise.all([...stories].map(async (id) => index.story(id)));
    expect(shown.flatMap((answer) => (answer.kind === 'story' ? answer.story.articles : [])).length).toBe(2);
  });

  it('is two where neither has a page of its own', async () => {
    const index = freshIndex();
    const home = { publisher: 'marfa.example', url: 'https://marfa.example/' };
    await index.file([article('marfa', QUAKE[0], 0, home), article('marfa-local', QUAKE[1], 10, home)]);
    expect((await only(index)).articles.length).toBe(2);
  });

  it('leads under the id of the row that is shown', async () => {
    const index = freshIndex();
    await index.file([article('marfa', flash), again]);
    const story = await only(index);
    expect([story.lead.article, story.articles.map(({ id }) => id)]).toEqual(['marfa-0', ['marfa-0']]);
    const { stories } = await index.stories({ limit: 1, cursor: undefined, slice: WHOLE });
    expect(stories[0]?.lead).toEqual(story.lead);
  });
});
