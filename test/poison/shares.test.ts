/**
 * One publisher floods the index. The bound: of the places on the front, in the feeds and among the updates it holds a quarter
 * (PUBLISHER_SHARE), or an equal part where there are fewer than four publishers; with stories that others carry too it is not bounded.
 */
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/documents/article.ts';
import { WHOLE } from '../../src/documents/slice.ts';
import { BATCH_ARTICLES_MAX, FEED_PAGE_ITEMS_MAX, PAGE_STORIES_MAX, PUBLISHER_SHARE } from '../../src/limits.ts';
import { frontDocument } from '../../src/story-index/read/front.ts';
import { article } from '../builders.ts';
import { freshIndex, sqlOf } from '../story-index/fresh-index.ts';

/** An article that stands alone: it is not compared, and nothing of it is in another. */
function single(outlet: string, minutes: number, over: Partial<Article> = {}): Article {
  return article(outlet, { title: `${outlet} ${minutes}`, paragraphs: [`نص رقم ${minutes}`] }, minutes, {
    unmerged: true,
    ...over,
  });
}

async function indexOf(articles: readonly Article[]) {
  const index = freshIndex();
  for (let i = 0; i < articles.length; i += BATCH_ARTICLES_MAX)
    await index.file(articles.slice(i, i + BATCH_ARTICLES_MAX));
  return index;
}

const front = (index: ReturnType<typeof freshIndex>) => sqlOf(index, (sql) => frontDocument(sql, new Map()));
const from = (n: number, make: (i: number) => Article) => Array.from({ length: n }, (_, i) => make(i));
const heldBy = (
  publisher: string,
  stories: readonly { readonly articles: readonly { readonly publisher: string }[] }[],
) => stories.filter(({ articles }) => articles[0]?.publisher === publisher).length;

const HONEST_OUTLETS = ['a', 'b', 'c', 'd', 'e', 'f'];

describe('a flood of three hundred items, newer than all others', () => {
  const honest = HONEST_OUTLETS.flatMap((outlet) => from(20, (i) => single(outlet, i)));
  const flood = from(300, (i) => single('hostile', 100 + i));

  it('holds a quarter of the front and of its feed', async () => {
    const { stories } = await front(await indexOf([...honest, ...flood]));
    expect(heldBy('hostile.example', stories.slice(0, PAGE_STORIES_MAX))).toBe(
      Math.floor(PAGE_STORIES_MAX * PUBLISHER_SHARE),
    );
    const feed = stories.slice(0, FEED_PAGE_ITEMS_MAX);
    expect(feed).toHaveLength(FEED_PAGE_ITEMS_MAX);
    expect(heldBy('hostile.example', feed)).toBeLessThanOrEqual(FEED_PAGE_ITEMS_MAX * PUBLISHER_SHARE);
    for (const outlet of HONEST_OUTLETS) expect(heldBy(`${outlet}.example`, feed)).toBeGreaterThan(0);
  });

  it('holds a quarter of the updates', async () => {
    const { updates } = await front(await indexOf([...honest, ...flood]));
    const hostile = updates.filter(({ article: one }) => one.publisher === 'hostile.example');
    expect(hostile).toHaveLength(50);
    expect(updates.length - hostile.length).toBe(honest.length);
  });

  it('counts all outlets of one publisher', async () => {
    const spread = flood.map((one, i) => ({ ...one, outlet: `hostile-${i % 10}` }));
    const { stories } = await front(await indexOf([...honest, ...spread]));
    expect(heldBy('hostile.example', stories.slice(0, PAGE_STORIES_MAX))).toBe(7);
  });

  it('fills no older page of a feed, while programs page through everything', async () => {
    const index = await indexOf([...honest, ...flood]);
    const query = { limit: FEED_PAGE_ITEMS_MAX, cursor: undefined, slice: WHOLE };
    const feed = JSON.parse(await index.feed(query, 'json', 'https://here.example')) as { items: { title: string }[] };
    expect(feed.items.filter(({ title }) => title.startsWith('hostile')).length).toBeLessThanOrEqual(15);
    const page = await index.stories({ ...query, limit: 200 });
    expect(heldBy('hostile.example', page.stories)).toBe(200);
  });

  it('is told of the front, so that a program that pages through everything is answered by the index', async () => {
    expect((await front(await indexOf([...honest, ...flood]))).cut).toBe(true);
    expect((await front(await indexOf(honest))).cut).toBe(false);
  });
});

describe('few publishers', () => {
  it('one alone has all places', async () => {
    const { stories } = await front(await indexOf(from(130, (i) => single('only', i))));
    expect(stories).toHaveLength(120);
  });

  it('two have half each', async () => {
    const { stories } = await front(
      await indexOf([...from(70, (i) => single('slow', i)), ...from(130, (i) => single('quick', 100 + i))]),
    );
    expect(heldBy('quick.example', stories.slice(0, PAGE_STORIES_MAX))).toBe(PAGE_STORIES_MAX / 2);
  });
});
