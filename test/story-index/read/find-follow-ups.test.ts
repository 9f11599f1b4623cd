/** A reader of an older story finds its follow-ups, and KV is not written for them. */
import { describe, expect, it } from 'vitest';
import { RELATED_MAX } from '../../../src/limits.ts';
import { prune } from '../../../src/story-index/admin/prune.ts';
import { publishChanges } from '../../../src/story-index/publish/publication.ts';
import { relate } from '../../../src/story-index/storage/story-rows.ts';
import { article, MORNING } from '../../builders.ts';
import { freshIndex, partition, sqlOf } from '../fresh-index.ts';
import { addEmptyStory, storyNumber } from '../index-state.ts';
import { kvDouble } from '../kv-double.ts';
import { MALI, QUAKE, SAQQARA } from '../stories.ts';

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const FLASH = { passages: ['عاجل'] };

/** The quake, carried by two, and Mali, which one outlet tells and whose article found the quake. */
async function newsroom() {
  const index = freshIndex();
  await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10), article('ufuq', MALI[0], 20, FLASH)]);
  const ids = await partition(index);
  const [quake = '', mali = ''] = [ids['marfa-0'], ids['ufuq-20']];
  await sqlOf(index, (sql) => relate(sql, storyNumber(sql, mali), storyNumber(sql, quake)));
  return { index, quake, mali };
}

/** The same after a second publisher has told of Mali as well. */
async function carried() {
  const room = await newsroom();
  await room.index.file([article('shiraa', MALI[1], 30, FLASH)]);
  expect((await partition(room.index))['shiraa-30']).toBe(room.mali);
  return room;
}

describe('what followed a story', () => {
  it('is listed once several publishers carry it, with the time of that change', async () => {
    const { index, quake, mali } = await newsroom();
    expect(await index.followUps(quake)).toEqual({ changed: 0, stories: [] });
    await index.file([article('shiraa', MALI[1], 30, FLASH)]);
    expect(await index.followUps(quake)).toEqual({
      changed: MORNING + 30 * MINUTE_MS,
      stories: [{ id: mali, title: MALI[0].title, published: MORNING + 20 * MINUTE_MS }],
    });
    expect(await index.story(quake)).toMatchObject({ kind: 'story', story: { related: [{ id: mali }] } });
  });

  it('costs the older story no write', async () => {
    const { index, quake, mali } = await newsroom();
    const { kv, writes } = kvDouble();
    const publish = (now: number) => sqlOf(index, (_, storage) => publishChanges(storage, kv, now));
    await publish(1000);
    expect(writes).toContain(`story/${quake}`);
    writes.length = 0;
    await index.file([article('shiraa', MALI[1], 30, FLASH)]);
    await publish(2000);
    expect(new Set(writes)).toEqual(new Set([`story/${mali}`, 'front']));
  });

  it('is listed under the id it was merged into, and never under itself', async () => {
    const { index, quake, mali } = await carried();
    await index.file([article('barq', SAQQARA[0], 5)]);
    const saqqara = (await partition(index))['barq-5'] ?? '';
    expect(await index.merge(saqqara, mali)).toMatchObject({ ok: true, story: mali });
    expect((await index.followUps(quake)).stories).toMatchObject([{ id: mali }]);
    await index.merge(mali, quake);
    expect((await index.followUps(quake)).stories).toEqual([]);
  });

  it('is no longer listed when an editor leaves it with one publisher', async () => {
    const { index, quake, mali } = await carried();
    await index.split(mali, ['shiraa-30']);
    expect((await index.followUps(quake)).stories).toEqual([]);
  });

  it('is listed with its current title', async () => {
    const { index, quake } = await carried();
    const full = { passages: [MALI[0].paragraphs.join(' ').repeat(3)] };
    const title = `${MALI[0].title} كاملا`;
    await index.file([article('sindyan', { ...MALI[0], title }, 40, full)]);
    expect((await index.followUps(quake)).stories).toMatchObject([{ title }]);
  });

  it('is still listed when the articles of both are pruned, until a restore', async () => {
    const { index, quake } = await carried();
    const before = await index.followUps(quake);
    expect(await sqlOf(index, (_, storage) => prune(storage, MORNING + 6 * DAY_MS, () => 0))).toBe(4);
    expect(await index.followUps(quake)).toEqual(before);
    const other = freshIndex();
    const saved = await new Response(await index.backup()).text();
    await other.restore(new Response(saved).body as ReadableStream<Uint8Array>);
    // A restore keeps of them the ids alone.
    expect(await other.followUps(quake)).toEqual({ changed: 0, stories: [] });
  });

  it('is empty for a story of one outlet and for an unknown id', async () => {
    const { index, mali } = await newsroom();
    for (const id of [mali, 'nobody']) expect(await index.followUps(id)).toEqual({ changed: 0, stories: [] });
  });

  it('names the newest, no more than are shown, and reads a bounded number of rows', async () => {
    const { index, quake } = await newsroom();
    const numbers = Array.from({ length: 500 }, (_, i) => 100 + i);
    await sqlOf(index, (sql) => {
      const older = storyNumber(sql, quake);
      for (const n of numbers) {
        addEmptyStory(sql, n, `follower${n}`, n);
        relate(sql, n, older);
      }
    });
    const newest = numbers.toReversed().slice(0, RELATED_MAX);
    const { changed, stories } = await index.followUps(quake);
    expect(stories.map(({ id }) => id)).toEqual(newest.map((n) => `follower${n}`));
    expect(changed).toBe(newest[0]);
  });
});
