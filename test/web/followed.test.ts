/** KV tells a story and what followed it apart; readers see both. */
import { describe, expect, it } from 'vitest';
import type { RelatedStory } from '../../src/feeds/document.ts';
import { followUpsKey, printFollowUps } from '../../src/feeds/follow-ups.ts';
import { NOON, SHIP } from '../feeds/render/documents.ts';
import { DAY_IN_KV, type Given, serve } from './service.ts';

const AFTER = { id: 'storyafter0001', title: 'القناة تعود إلى كامل طاقتها', published: NOON };
const KEY = followUpsKey(SHIP.published);
const told = (followUps: readonly RelatedStory[], changed = SHIP.changed) => ({
  [KEY]: printFollowUps(changed, { storyother0001: [], [SHIP.id]: followUps, storyother0002: SHIP.related }),
});
const related = async (path: string, kv: Given['kv'] = {}) => {
  const answer = await serve({ kv: { ...DAY_IN_KV, ...kv } }).get(path);
  return {
    status: answer.status,
    tag: answer.headers.get('ETag'),
    modified: answer.headers.get('Last-Modified'),
    text: await answer.text(),
  };
};
const API = `/api/stories/${SHIP.id}`;
const PAGE = `/stories/${SHIP.id}`;

describe('what followed a story', () => {
  it('is named before what its own articles found', async () => {
    const { text } = await related(API, told([AFTER]));
    const ids = (JSON.parse(text) as typeof SHIP).related.map(({ id }) => id);
    expect(ids).toEqual([AFTER.id, ...SHIP.related.map(({ id }) => id)]);
    expect((await related(PAGE, told([AFTER]))).text).toContain(`href="/stories/${AFTER.id}"`);
  });

  it('is named once where each names the other', async () => {
    const { text } = await related(API, told(SHIP.related));
    expect((JSON.parse(text) as typeof SHIP).related.map(({ id }) => id)).toEqual(SHIP.related.map(({ id }) => id));
  });

  it.each([API, PAGE])('makes %s another answer, dated by it', async (path) => {
    const [without, one, other] = [
      await related(path),
      await related(path, told([AFTER], SHIP.changed + 60_000)),
      await related(path, told([{ ...AFTER, title: 'عنوان آخر' }])),
    ];
    expect(new Set([without.tag, one.tag, other.tag]).size).toBe(3);
    expect((await related(path, told([AFTER]))).tag).toBe(one.tag);
    if (path === API) expect(Date.parse(one.modified ?? '')).toBe(SHIP.changed + 60_000);
  });

  it('leaves the feed of the story as it is', async () => {
    const feed = `${PAGE}/feed.xml`;
    expect(await related(feed, told([AFTER]))).toEqual(await related(feed));
  });

  it.each([
    ['is of another story', { [KEY]: printFollowUps(1, { [`${SHIP.id}0`]: [AFTER], [`0${SHIP.id}`]: [AFTER] }) }],
    ['breaks off', { [KEY]: printFollowUps(1, { [SHIP.id]: [AFTER] }).slice(0, 40) }],
    ['is no JSON', { [KEY]: `1\n${SHIP.id}\t[{"id":"sto\n` }],
    ['is of another form', { [KEY]: `1\n${SHIP.id}\t{"newest":[]}\n` }],
    ['is something else', { [KEY]: { movedTo: 'elsewhere' } }],
  ])('is left out where it %s', async (_, kv) => {
    expect(await related(API, kv)).toEqual(await related(API));
  });
});
