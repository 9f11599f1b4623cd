/** A reader of an older story finds the one that followed it, at the price of a few writes a day. */
import { describe, expect, it } from 'vitest';
import { FOLLOW_UPS_INTERVAL_MS, RELATED_MAX } from '../../src/core/limits.ts';
import { followUpsKey, openFollowUps } from '../../src/feeds/follow-ups.ts';
import { prune } from '../../src/stories/prune.ts';
import { markEverything, publishChanges } from '../../src/stories/publication.ts';
import { followUpsDue, publishFollowUps } from '../../src/stories/publish-follow-ups.ts';
import { relate } from '../../src/stories/story-rows.ts';
import { kvDouble } from './kv-double.ts';
import { article, freshIndex, MORNING, partition, sqlOf } from './newsdesk.ts';
import { MALI, QUAKE, SAQQARA } from './stories.ts';

const DAY_MS = 86_400_000;
const KEY = followUpsKey(MORNING);
const FLASH = { passages: ['عاجل'] };

/** The quake, carried by two, and Mali, which one outlet tells and whose article found the quake. All in KV as of `START`. */
async function newsroom() {
  const index = freshIndex();
  await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10), article('ufuq', MALI[0], 20, FLASH)]);
  const ids = await partition(index);
  const [quake = '', mali = ''] = [ids['marfa-0'], ids['ufuq-20']];
  await sqlOf(index, (sql) => relate(sql, numberOf(sql, mali), numberOf(sql, quake)));
  const double = kvDouble();
  const publish = async (now: number) => {
    double.writes.length = 0;
    await sqlOf(index, (_, storage) => publishChanges(storage, double.kv, now, 100_000));
    return [...double.writes];
  };
  await publish(START);
  /** Of each story that was followed, what followed it. */
  const held = () =>
    Object.fromEntries(
      (double.values.get(KEY) ?? '')
        .split('\n')
        .slice(1, -1)
        .map((line) => {
          const id = line.split('\t')[0] ?? '';
          return [id, openFollowUps(double.values.get(KEY) ?? '')?.of(id)];
        }),
    );
  return { index, double, publish, held, quake, mali };
}

const START = MORNING + 60 * 60_000;
const LATER = START + FOLLOW_UPS_INTERVAL_MS;

const numberOf = (sql: SqlStorage, id: string) =>
  sql.exec<{ number: number }>('SELECT number FROM story WHERE id = ?', id).one().number;

/** The same after a second publisher has told of Mali as well. */
async function carried() {
  const room = await newsroom();
  await room.index.file([article('shiraa', MALI[1], 30, FLASH)]);
  expect((await partition(room.index))['shiraa-30']).toBe(room.mali);
  await room.publish(LATER);
  return room;
}

describe('what followed a story', () => {
  it('is told once several publishers carry it, and costs the older story no write', async () => {
    const { index, publish, held, quake, mali } = await newsroom();
    expect(held()).toEqual({});
    await index.file([article('shiraa', MALI[1], 30, FLASH)]);
    expect(new Set(await publish(LATER))).toEqual(new Set([`story/${mali}`, 'front', KEY]));
    expect(held()).toEqual({ [quake]: [{ id: mali, title: MALI[0].title, published: MORNING + 20 * 60_000 }] });
    expect(await index.story(quake)).toMatchObject({ kind: 'story', story: { related: [{ id: mali }] } });
  });

  it('waits for its hour, at which the alarm rings, and is then told in one write', async () => {
    const { index, publish, held, quake, mali } = await newsroom();
    await index.file([article('shiraa', MALI[1], 30, FLASH)]);
    expect(await publish(LATER - 1)).not.toContain(KEY);
    expect(await sqlOf(index, (sql) => followUpsDue(sql))).toBe(LATER);
    await index.file([article('sindyan', MALI[0], 40)]);
    expect(await publish(LATER)).toContain(KEY);
    expect(held()).toMatchObject({ [quake]: [{ id: mali }] });
    expect(await sqlOf(index, (sql) => followUpsDue(sql))).toBeUndefined();
    expect(await publish(LATER + DAY_MS)).toEqual([]);
  });

  it('is told by the id it is merged into', async () => {
    const { index, publish, held, quake, mali } = await carried();
    await index.file([article('barq', SAQQARA[0], 5)]);
    const saqqara = (await partition(index))['barq-5'] ?? '';
    expect(await index.merge(saqqara, mali)).toMatchObject({ ok: true, story: mali });
    await index.merge(mali, quake);
    await publish(LATER + FOLLOW_UPS_INTERVAL_MS);
    expect(held()).toEqual({});
  });

  it('is no longer told when an editor leaves it with one publisher', async () => {
    const { index, publish, held, quake, mali } = await carried();
    await index.split(mali, ['shiraa-30']);
    await publish(LATER + FOLLOW_UPS_INTERVAL_MS);
    expect(held()[quake]).toBeUndefined();
  });

  it('is told by the title that leads it now', async () => {
    const { index, publish, held, quake } = await carried();
    const full = { passages: [MALI[0].paragraphs.join(' ').repeat(3)] };
    const title = `${MALI[0].title} كاملا`;
    await index.file([article('sindyan', { ...MALI[0], title }, 40, full)]);
    await publish(LATER + FOLLOW_UPS_INTERVAL_MS);
    expect(held()[quake]).toMatchObject([{ title }]);
  });

  it('stays as it was told once its day is over and its articles are gone', async () => {
    const { index, double, publish, quake, mali } = await carried();
    const before = double.values.get(KEY);
    const over = MORNING + 6 * DAY_MS;
    expect(await sqlOf(index, (_, storage) => prune(storage, over, () => 0))).toBe(4);
    await index.file([article('barq', SAQQARA[0], 6 * 24 * 60)]);
    expect(await publish(over)).not.toContain(KEY);
    expect(double.values.get(KEY)).toBe(before);
    expect(before).toContain(quake);
    expect(before).toContain(mali);
  });

  it('is written again at once when a write failed, whatever was filed meanwhile', async () => {
    const { index, double, publish, held, quake, mali } = await newsroom();
    await index.file([article('shiraa', MALI[1], 30, FLASH)]);
    double.beforeWrite = (key) => {
      if (key === KEY) throw new Error('KV PUT failed: 429 Too Many Requests');
    };
    await publish(LATER);
    double.beforeWrite = () => {};
    expect(await index.health()).toMatchObject({ unpublished: 1 });
    await index.file([article('barq', SAQQARA[0], 50)]);
    expect(await publish(LATER + 1)).toContain(KEY);
    expect(held()).toMatchObject({ [quake]: [{ id: mali }] });
    expect(await index.health()).toMatchObject({ unpublished: 0 });
  });

  it('is told of a story as soon as KV holds it, though one publisher is left to it by then', async () => {
    const { index, double, publish, held, quake, mali } = await carried();
    await index.file([article('barq', SAQQARA[0], 40), article('sindyan', SAQQARA[1], 41)]);
    const saqqara = (await partition(index))['barq-40'] ?? '';
    await sqlOf(index, (sql) => relate(sql, numberOf(sql, mali), numberOf(sql, saqqara)));
    await index.split(saqqara, ['sindyan-41']);
    // A day without writes: only the front and what follows.
    const [next, afterNext] = [LATER + FOLLOW_UPS_INTERVAL_MS, LATER + 2 * FOLLOW_UPS_INTERVAL_MS];
    await sqlOf(index, (_, storage) => publishChanges(storage, double.kv, next, 0));
    expect(Object.keys(held())).toEqual([quake]);
    expect(await publish(next + 1)).toContain(`story/${saqqara}`);
    await publish(afterNext);
    expect(new Set(Object.keys(held()))).toEqual(new Set([quake, saqqara]));
  });

  it.each([['lands'], ['is lost']])('survives the end of the object under a write that %s', async (landing) => {
    const { index, double, publish, held, quake, mali } = await newsroom();
    await index.file([article('shiraa', MALI[1], 30, FLASH)]);
    await sqlOf(index, (sql) => {
      void publishFollowUps(sql, LATER, (key, value) => {
        if (landing === 'lands') double.values.set(key, value);
        return new Promise(() => {});
      });
    });
    expect(Object.keys(held())).toEqual(landing === 'lands' ? [quake] : []);
    if (landing === 'lands') await index.split(mali, ['shiraa-30']);
    await publish(LATER + 1);
    expect(Object.keys(held())).toEqual(landing === 'lands' ? [] : [quake]);
  });

  it('is written again when KV was doubted while it was being written', async () => {
    const { index, double, publish, held, quake } = await newsroom();
    await index.file([article('shiraa', MALI[1], 30, FLASH)]);
    await sqlOf(index, async (_, storage) => {
      double.beforeWrite = (key) => {
        if (key === KEY) markEverything(storage, 0);
      };
      await publishChanges(storage, double.kv, LATER, 100_000);
    });
    double.beforeWrite = () => {};
    double.values.clear();
    expect(await publish(LATER + 1)).toContain(KEY);
    expect(Object.keys(held())).toEqual([quake]);
    expect(await publish(LATER + 2)).toEqual([]);
  });

  it('is rebuilt when KV was lost, and written over when another index takes the place of this', async () => {
    const { index, double, publish, held } = await carried();
    const before = held();
    const saved = await new Response(await index.backup()).text();
    double.values.clear();
    await sqlOf(index, (_, storage) => markEverything(storage, 0));
    expect(await publish(LATER + 1)).toContain(KEY);
    expect(held()).toEqual(before);
    const empty = await new Response(await freshIndex().backup()).text();
    for (const [backup, stories] of [
      [empty, {}],
      [saved, before],
    ] as const) {
      expect(await index.restore(new Response(backup).body as ReadableStream<Uint8Array>)).toMatchObject({ ok: true });
      await publish(LATER + 2);
      expect(held()).toEqual(stories);
    }
  });

  it('names the newest, and no more than are shown', async () => {
    const { index, publish, held, quake } = await newsroom();
    const numbers = Array.from({ length: RELATED_MAX + 3 }, (_, i) => 100 + i);
    await sqlOf(index, (sql) => {
      const older = numberOf(sql, quake);
      for (const n of numbers) {
        sql.exec(
          `INSERT INTO story (number, id, title, published, updated, lead, lead_reason, publishers) VALUES (?, ?, 'title', 0, 0, 0, 'first', 2)`,
          n,
          `follower${n}`,
        );
        relate(sql, n, older);
      }
    });
    await index.file([article('barq', SAQQARA[0], 50)]);
    await publish(LATER);
    const newest = numbers
      .toReversed()
      .slice(0, RELATED_MAX)
      .map((n) => `follower${n}`);
    expect(held()[quake]?.map(({ id }) => id)).toEqual(newest);
    const told = await index.story(quake);
    expect(told.kind === 'story' && told.story.related.map(({ id }) => id)).toEqual(newest);
  });
});
