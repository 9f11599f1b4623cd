import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../../src/render/formats.ts';
import { frontAddress } from '../../../src/render/front-address.ts';
import { renderFront } from '../../../src/render/render.ts';
import type { StoriesQuery } from '../../../src/story-index/api.ts';
import { article } from '../../builders.ts';
import { freshIndex } from '../newsdesk.ts';
import { MALI } from '../stories.ts';

const ORIGIN = 'https://wirefold.example';
const ALL: StoriesQuery = { limit: 4, cursor: undefined, outlets: 1, since: undefined };

/** An index of ten single reports, the newest first. */
async function filed() {
  const index = freshIndex();
  await index.file(Array.from({ length: 10 }, (_, i) => article('marfa', MALI[0], i, { unmerged: true })));
  const { stories } = await index.stories({ ...ALL, limit: 200 });
  return { index, ids: stories.map((s) => s.id) };
}

describe('the page behind the front', () => {
  it('opens with what is new and was not shown, and leads on through all the rest, none twice', async () => {
    const { index, ids } = await filed();
    expect(ids.length).toBe(10);
    // The front is in order of publication: its page lacked the second newest, and had an older one.
    const shown = ids.filter((_, i) => [0, 2, 3, 4].includes(i));
    const behind = await index.stories({ ...ALL, shown });
    expect(behind.stories.map((s) => s.id)).toEqual([1, 5, 6, 7].map((i) => ids[i]));
    const last = await index.stories({ ...ALL, cursor: behind.next });
    expect(last.stories.map((s) => s.id)).toEqual(ids.slice(8));
    expect(last.next).toBeUndefined();
  });

  it('leads past what was shown, however late it arrived', async () => {
    const { index, ids } = await filed();
    const shown = ids.filter((_, i) => [0, 2, 7, 9].includes(i));
    const pages: (readonly string[])[] = [];
    let page = await index.stories({ ...ALL, limit: 2, shown });
    pages.push(page.stories.map((s) => s.id));
    while (page.next) {
      page = await index.stories({ ...ALL, limit: 2, cursor: page.next });
      pages.push(page.stories.map((s) => s.id));
    }
    expect(pages).toEqual(
      [
        [1, 3],
        [4, 5],
        [6, 8],
      ].map((places) => places.map((i) => ids[i])),
    );
  });

  it('is the first one where the cursor is none', async () => {
    const { index, ids } = await filed();
    for (const cursor of ['', '.', 'older!', '.1.2', '9'.repeat(40)])
      expect((await index.stories({ ...ALL, cursor })).stories.map((s) => s.id)).toEqual(ids.slice(0, 4));
  });

  it('is empty when everything was shown', async () => {
    const { index, ids } = await filed();
    expect(await index.stories({ ...ALL, limit: 10, shown: ids })).toEqual({ stories: [], next: undefined });
  });
});

describe('a page as a feed', () => {
  it.each([
    ['behind the front', [0, 1], undefined, 'older'],
    ['by a cursor', undefined, 4, undefined],
  ])('%s is the page, rendered at its address', async (_, shownAt, after, place) => {
    const { index, ids } = await filed();
    const cursor = after === undefined ? undefined : (await index.stories({ ...ALL, limit: after })).next;
    const query: StoriesQuery = { ...ALL, cursor, ...(shownAt ? { shown: shownAt.map((i) => ids[i] ?? '') } : {}) };
    const { stories, next } = await index.stories(query);
    const changed = Math.max(...stories.map((s) => s.changed));
    for (const format of FORMATS) {
      const address = frontAddress(ORIGIN, format, { outlets: 1, cursor: place ?? cursor, next });
      const text = renderFront(format, { changed, stories, outlets: 1 }, address);
      expect(await index.feed(query, format, ORIGIN)).toBe(text);
    }
  });
});
