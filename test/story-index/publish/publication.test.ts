import { runDurableObjectAlarm } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import type { StoryDocument } from '../../../src/documents/document.ts';
import { fileBatch } from '../../../src/story-index/filing/file-batch.ts';
import { recordUsage } from '../../../src/story-index/publish/day-budget.ts';
import { invalidateAll, invalidateOutdated, publishChanges } from '../../../src/story-index/publish/publication.ts';
import type { StoryIndex } from '../../../src/story-index/story-index.ts';
import { article } from '../../builders.ts';
import { freshIndex, partition, sqlOf } from '../fresh-index.ts';
import { madeByOtherCode, outboxSize, publishedOtherBytes } from '../index-state.ts';
import { frontIn, kvDouble } from '../kv-double.ts';
import { MALI, QUAKE, SAQQARA } from '../stories.ts';

const publishTo = (index: DurableObjectStub<StoryIndex>, kv: KVNamespace, now = 1) =>
  sqlOf(index, (_, storage) => publishChanges(storage, kv, now));

const twoStories = [
  article('marfa', QUAKE[0]),
  article('waha', QUAKE[1], 10),
  article('ufuq', SAQQARA[0], 20),
  article('shiraa', SAQQARA[1], 30),
  article('sindyan', MALI[0], 40),
];

async function filed(batch = twoStories) {
  const index = freshIndex();
  await index.file(batch);
  return index;
}

const DAY_MS = 86_400_000;

describe('publication', () => {
  it('writes stories of two publishers and the front, and nothing twice', async () => {
    const index = await filed();
    const stories = await partition(index);
    const double = kvDouble();
    const { kv, writes } = double;
    expect(await publishTo(index, kv)).toEqual({ written: 3, left: 0, rationed: false, failure: undefined });
    expect(new Set(writes)).toEqual(new Set(['front', `story/${stories['marfa-0']}`, `story/${stories['ufuq-20']}`]));
    const front = frontIn(double);
    expect(front.stories.map((s) => [s.id, s.outlets])).toEqual([
      [stories['sindyan-40'], 1],
      [stories['ufuq-20'], 2],
      [stories['marfa-0'], 2],
    ]);
    expect(await publishTo(index, kv, 2)).toEqual({ written: 0, left: 0, rationed: false, failure: undefined });
  });

  it('dates no document before what was filed while others were written, so that no date in a feed is cut for a while', async () => {
    const index = await filed();
    const double = kvDouble();
    const late = article('nakheel', QUAKE[0], 60);
    const now = late.seen - 1_000;
    const { changed, updates, stories } = await sqlOf(index, async (_, storage) => {
      let once = true;
      double.beforeWrite = () => {
        if (once) fileBatch(storage, [late], () => 0);
        once = false;
      };
      await publishChanges(storage, double.kv, now);
      return frontIn(double);
    });
    expect(updates[0]).toMatchObject({ at: late.seen, article: { id: late.id } });
    expect(changed).toBe(late.seen);
    await publishTo(index, double.kv, now);
    const story = JSON.parse(
      double.values.get(`story/${stories.find((s) => s.outlets === 3)?.id}`) ?? '',
    ) as StoryDocument;
    expect(story.changed).toBe(late.seen);
  });

  it('dates a document by its own clock where an article was seen by a wrong one', async () => {
    const now = article('marfa', QUAKE[0]).seen;
    const index = await filed([article('marfa', QUAKE[0], 0, { seen: now + 10 * 365 * DAY_MS })]);
    const double = kvDouble();
    await publishTo(index, double.kv, now);
    expect(frontIn(double).changed).toBe(now);
  });

  it('dates a document when its bytes change, and only then', async () => {
    const index = await filed();
    const id = (await partition(index))['marfa-0'];
    const { kv, values } = kvDouble();
    const read = () => JSON.parse(values.get(`story/${id}`) ?? '') as StoryDocument;
    await publishTo(index, kv, 1000);
    expect(read().changed).toBe(1000);
    await sqlOf(index, (_, storage) => invalidateAll(storage, 0));
    await publishTo(index, kv, 2000);
    expect(read().changed).toBe(1000);
    await index.file([article('nakheel', QUAKE[0], 50)]);
    await publishTo(index, kv, 3000);
    expect(read().changed).toBe(3000);
    expect(read().articles.length).toBe(3);
  });

  it('keeps a document whose write failed, says why, and writes the same bytes later', async () => {
    const index = await filed();
    const double = kvDouble();
    double.beforeWrite = () => {
      throw new Error('KV PUT failed: 429 Too Many Requests');
    };
    expect(await publishTo(index, double.kv, 1000)).toMatchObject({
      written: 0,
      left: 3,
      failure: expect.stringContaining('429'),
    });
    double.beforeWrite = () => {};
    expect(await publishTo(index, double.kv, 2000)).toMatchObject({ written: 3, left: 0 });
    for (const [key, value] of double.values)
      expect((key === 'front' ? frontIn(double) : JSON.parse(value)).changed).toBe(1000);
  });

  it('does not lose a change made while the write was under way', async () => {
    const index = await filed();
    const double = kvDouble();
    await sqlOf(index, async (_, storage) => {
      let once = true;
      double.beforeWrite = async () => {
        if (!once) return;
        once = false;
        const { fileBatch } = await import('../../../src/story-index/filing/file-batch.ts');
        fileBatch(storage, [article('nakheel', QUAKE[0], 50)], () => 0);
      };
      expect((await publishChanges(storage, double.kv, 1)).left).toBeGreaterThan(0);
      expect((await publishChanges(storage, double.kv, 2)).left).toBe(0);
    });
    const id = (await partition(index))['marfa-0'];
    expect((JSON.parse(double.values.get(`story/${id}`) ?? '') as StoryDocument).articles.length).toBe(3);
  });

  it('rebuilds all of KV from the index after it was lost', async () => {
    const index = await filed();
    const first = kvDouble();
    await publishTo(index, first.kv, 1000);
    const second = kvDouble();
    await sqlOf(index, (_, storage) => invalidateAll(storage, 0));
    await publishTo(index, second.kv, 2000);
    expect([second.values, second.metadata]).toEqual([first.values, first.metadata]);
  });

  it('does not rewrite redirects that have expired in KV', async () => {
    const index = await filed();
    const { kv, writes } = kvDouble();
    await publishTo(index, kv, 1000);
    const ids = await partition(index);
    const [quake = '', saqqara = ''] = [ids['marfa-0'], ids['ufuq-20']];
    await index.merge(saqqara, quake);
    await publishTo(index, kv, 2000);
    for (const [since, expected] of [
      [2000, [`story/${quake}`, `story/${saqqara}`]],
      [2001, [`story/${quake}`]],
    ] as const) {
      writes.length = 0;
      await sqlOf(index, (_, storage) => invalidateAll(storage, since));
      await publishTo(index, kv, 3000);
      expect(writes.filter((key) => key.startsWith('story/')).toSorted()).toEqual([...expected].toSorted());
    }
    expect(await index.story(saqqara)).toEqual({ kind: 'moved', to: quake });
  });

  it('rebuilds every document that other code made, and writes those that differ', async () => {
    const index = await filed();
    const { kv, values, writes } = kvDouble();
    await publishTo(index, kv, 1000);
    const [one = '', other = ''] = [...values.keys()].filter((key) => key !== 'front');
    await sqlOf(index, (sql) => {
      madeByOtherCode(sql);
      publishedOtherBytes(sql, one.slice('story/'.length));
    });
    values.set(one, 'other bytes');
    writes.length = 0;
    await sqlOf(index, (_, storage) => invalidateOutdated(storage));
    expect(await publishTo(index, kv, 2000)).toMatchObject({ left: 0 });
    expect(writes.filter((key) => key !== 'front')).toEqual([one]);
    expect(JSON.parse(values.get(one) ?? '')).toMatchObject({ changed: 2000 });
    expect(JSON.parse(values.get(other) ?? '')).toMatchObject({ changed: 1000 });
    await sqlOf(index, (_, storage) => invalidateOutdated(storage));
    expect(await publishTo(index, kv, 3000)).toMatchObject({ written: 0, left: 0 });
  });

  it('encodes the front again after other code wrote it, with the same date', async () => {
    const index = await filed();
    const { kv, values, metadata, writes } = kvDouble();
    await publishTo(index, kv, 1000);
    const before = [new Map(values), new Map(metadata)];
    values.set('front', 'as a former version wrote it');
    await sqlOf(index, madeByOtherCode);
    writes.length = 0;
    await sqlOf(index, (_, storage) => invalidateOutdated(storage));
    expect(await publishTo(index, kv, 2000)).toMatchObject({ written: 1, left: 0 });
    expect([writes, values, metadata]).toEqual([['front'], ...before]);
  });

  it('gives a reader who finds no front in KV the same front, with the same date, that KV gets later', async () => {
    const index = await filed(twoStories.slice(0, 2));
    const double = kvDouble();
    const { kv, values, metadata } = double;
    await publishTo(index, kv, 1000);
    await index.file(twoStories.slice(4));
    const front = await index.front();
    expect(front.metadata.changed).toBeGreaterThan(1000);
    expect(await index.front()).toEqual(front);
    await publishTo(index, kv, Date.now() + 1000);
    expect([values.get('front'), metadata.get('front')]).toEqual([front.value, front.metadata]);
    // Edited and edited back, and read in between.
    for (const over of [{ title: 'عنوان معدل' }, {}]) {
      await index.file([article('sindyan', MALI[0], 40, over)]);
      await index.front();
    }
    await publishTo(index, kv, Date.now() + 2000);
    const last = await index.front();
    expect([values.get('front'), metadata.get('front')]).toEqual([last.value, last.metadata]);
  });

  it('dates every development in the front of the index as in that of KV', async () => {
    const index = await filed();
    const { kv } = kvDouble();
    const dates = (value: string) => new Set(value.match(/<guid[^>]+>[^<]+<.guid>\s+<pubDate>[^<]+/g));
    const before = await index.front();
    await publishTo(index, kv, Date.now());
    expect(dates(before.value).size).toBeGreaterThan(2);
    expect(dates(before.value)).toEqual(dates((await index.front()).value));
  });

  it('is done by the alarm when no round publishes', async () => {
    // Names of its own: the alarms of other tests write to the same KV.
    const [one, other] = [
      article('ufuq', SAQQARA[0], 20, { id: 'alarm-1' }),
      article('marfa', SAQQARA[1], 30, { id: 'alarm-2' }),
    ];
    const index = await filed([one, other]);
    const id = (await partition(index))['alarm-1'];
    expect(await env.STORIES.get(`story/${id}`)).toBeNull();
    expect(await runDurableObjectAlarm(index)).toBe(true);
    expect(await env.STORIES.get<StoryDocument>(`story/${id}`, 'json')).toMatchObject({ id, outlets: 2 });
    expect(await runDurableObjectAlarm(index)).toBe(false);
  });

  it('sets the alarm for a front that could not be written, also when the share of the day is spent', async () => {
    const index = await filed();
    await sqlOf(index, async (_, storage, instance) => {
      const failing = { put: () => Promise.reject(new Error('KV PUT failed: 500')) };
      Object.assign(instance, { env: { ...env, KV_WRITES_A_DAY: '0', STORIES: failing } });
      expect(await instance.publish()).toMatchObject({ written: 0, failure: 'KV PUT failed: 500' });
      expect(await storage.getAlarm()).not.toBeNull();
      Object.assign(instance, { env: { ...env, KV_WRITES_A_DAY: '0', STORIES: kvDouble().kv } });
      expect(await instance.publish()).toMatchObject({ written: 2, left: 2, rationed: true });
      expect(await storage.getAlarm()).toBeNull();
    });
  });

  it('spends a quarter of the day’s budget at once and the rest by the hour, outdated documents before missing ones', async () => {
    const index = await filed();
    const { kv, values } = kvDouble();
    const stories = () => [...values.keys()].filter((key) => key.startsWith('story/')).length;
    const publish = (now: number) => sqlOf(index, (_, storage) => publishChanges(storage, kv, now, 4));
    // Of four writes a day one is allowed at midnight; the front ignores the budget.
    expect(await publish(0)).toMatchObject({ written: 2, left: 1, rationed: true });
    expect(stories()).toBe(1);
    const [first] = values.keys();
    await index.file([
      article('nakheel', QUAKE[0], 50),
      article('sindyan', SAQQARA[0], 51),
      article('barq', SAQQARA[1], 52),
    ]);
    expect(await publish(DAY_MS / 4)).toMatchObject({ rationed: true });
    expect(stories()).toBe(1);
    await publish(DAY_MS);
    expect([...values.keys()].filter((key) => key.startsWith('story/'))[0]).toBe(first);
    for (let day = 2; day < 6; day++) await publish(day * DAY_MS);
    expect(await sqlOf(index, outboxSize)).toBe(0);
  });

  const MINUTE_MS = 60_000;
  const NOON = Date.UTC(2026, 10, 22, 12);
  /** News every ten minutes that changes the front, with more stories waiting than may be written. */
  async function busy(writesADay: number, minutes: number) {
    const index = await filed();
    const double = kvDouble();
    const fronts: number[] = [];
    for (let at = 0; at <= minutes; at += 10) {
      await index.file([article('nakheel', { ...MALI[0], title: `عنوان ${at}` }, 100 + at, { id: `nakheel-${at}` })]);
      double.writes.length = 0;
      await sqlOf(index, (_, storage) => publishChanges(storage, double.kv, NOON + at * MINUTE_MS, writesADay));
      if (double.writes.includes('front')) fronts.push(at);
    }
    return fronts;
  }

  it('writes the front at every chance while there are writes for all, else every twenty minutes', async () => {
    expect(await busy(800, 60)).toEqual([0, 10, 20, 30, 40, 50, 60]);
    expect(await busy(1, 60)).toEqual([0]);
  });

  it('waits twenty minutes between two fronts when the budget is short', async () => {
    const index = await filed();
    const { kv, writes } = kvDouble();
    const at = (minutes: number, writesADay = 100) => {
      writes.length = 0;
      return sqlOf(index, (_, storage) => publishChanges(storage, kv, NOON + minutes * MINUTE_MS, writesADay));
    };
    const news = (n: number) => index.file([article('sindyan', MALI[1], 200 + n, { id: `sindyan-${n}` })]);
    // All that may be spent by noon is spent.
    await at(0);
    await sqlOf(index, (sql) => recordUsage(sql, NOON, { kvWrites: 100 }));
    await index.file([article('nakheel', QUAKE[0], 50)]);
    expect(await at(10)).toMatchObject({ written: 0, rationed: true });
    expect(writes).toEqual([]);
    expect(await at(20)).toMatchObject({ written: 1, rationed: true });
    expect(writes).toEqual(['front']);
    await news(1);
    expect(await at(30)).toMatchObject({ written: 0, rationed: true });
    await sqlOf(index, (_, storage) => invalidateAll(storage, 0));
    await at(31);
    // After a republish KV may hold anything, so the front does not wait.
    expect(writes).toEqual(['front']);
  });

  it('writes first what readers feel most: redirects, then the most carried, then what KV does not hold', async () => {
    const index = await filed([...twoStories, article('barq', QUAKE[0], 45)]);
    const ids = await partition(index);
    const [quake = '', saqqara = ''] = [ids['marfa-0'], ids['ufuq-20']];
    const { kv, writes } = kvDouble();
    const publish = (at: number, writesADay = 800) => {
      writes.length = 0;
      return sqlOf(index, (_, storage) => publishChanges(storage, kv, at, writesADay));
    };
    await publish(NOON);
    const changed = (...stories: string[]) =>
      sqlOf(index, (sql) => {
        sql.exec('DELETE FROM outbox');
        for (const id of stories) {
          sql.exec('INSERT INTO outbox (story, version) SELECT number, 1 FROM story WHERE id = ?', id);
          sql.exec("UPDATE story SET kv_digest = '' WHERE id = ?", id);
        }
      });
    await changed(quake, saqqara);
    await publish(NOON + 60 * MINUTE_MS);
    expect(writes.filter((key) => key !== 'front')).toEqual([`story/${quake}`, `story/${saqqara}`]);
    // The quake has changed within half an hour: it gathers what else happens to it.
    await sqlOf(index, (sql) => sql.exec('UPDATE story SET changed = ? WHERE id = ?', NOON + 60 * MINUTE_MS, quake));
    await changed(quake, saqqara);
    await publish(NOON + 70 * MINUTE_MS);
    expect(writes.filter((key) => key !== 'front')).toEqual([`story/${saqqara}`, `story/${quake}`]);
    await index.merge(saqqara, quake);
    await index.file([article('nakheel', QUAKE[0], 90)]);
    await publish(NOON + 180 * MINUTE_MS);
    expect(writes[0]).toBe(`story/${saqqara}`);
  });
});
