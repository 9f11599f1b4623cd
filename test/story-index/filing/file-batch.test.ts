import { evictDurableObject } from 'cloudflare:test';
import { describe, expect, it } from 'vitest';
import type { Decision } from '../../../src/clustering/index-port.ts';
import { fileBatch } from '../../../src/story-index/filing/file-batch.ts';
import { applyReassignments } from '../../../src/story-index/filing/reassignment.ts';
import { frontDocument } from '../../../src/story-index/read/front.ts';
import { readCounters } from '../../../src/story-index/storage/meta.ts';
import { article } from '../../builders.ts';
import { freshIndex, partition, sqlOf } from '../fresh-index.ts';
import { articleNumber, breakStorageFor, mend } from '../index-state.ts';
import { GOLD, MALI, QUAKE, SAQQARA, TELEGRAMS } from '../stories.ts';

describe('filing', () => {
  it('puts one story together and keeps near misses apart', async () => {
    const index = freshIndex();
    const batch = [
      article('marfa', SAQQARA[0]),
      article('waha', TELEGRAMS[0]),
      article('nakheel', SAQQARA[1], 30),
      article('marfa', TELEGRAMS[1], 40),
      article('waha', GOLD[0], 50),
      article('ufuq', GOLD[1], 2000),
    ];
    expect(await index.file(batch)).toMatchObject({ filed: 6 });
    const stories = await partition(index);
    expect(stories['nakheel-30']).toBe(stories['marfa-0']);
    expect(new Set(Object.values(stories)).size).toBe(5);
  });

  it('changes nothing when a batch is filed twice', async () => {
    const index = freshIndex();
    const batch = [article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10), article('ufuq', MALI[0], 20)];
    await index.file(batch);
    const dump = () =>
      sqlOf(index, (sql) =>
        ['article', 'story', 'segment', 'related', 'outbox', 'meta', 'filing'].map((t) => [
          ...sql.exec(`SELECT * FROM ${t}`).raw(),
        ]),
      );
    const before = await dump();
    expect(await index.file(batch)).toMatchObject({ filed: 0 });
    expect(await dump()).toEqual(before);
  });

  it('goes on after being evicted between two batches, with the same ids', async () => {
    const index = freshIndex();
    await index.file([article('marfa', QUAKE[0]), article('waha', SAQQARA[0], 5)]);
    const before = await partition(index);
    await evictDurableObject(index);
    await index.file([article('ufuq', QUAKE[1], 30), article('shiraa', SAQQARA[1], 40)]);
    const after = await partition(index);
    expect(after).toMatchObject(before);
    expect(after['ufuq-30']).toBe(before['marfa-0']);
    expect(after['shiraa-40']).toBe(before['waha-5']);
  });

  it('records a batch whole or not at all', async () => {
    const index = freshIndex();
    await index.file([article('marfa', QUAKE[0])]);
    const before = await partition(index);
    const batch = [article('waha', QUAKE[1], 10), article('ufuq', MALI[0], 20)];
    await sqlOf(index, (sql, storage) => {
      breakStorageFor(sql, 'ufuq', 'database or disk is full');
      expect(() => fileBatch(storage, batch, () => 0)).toThrow('full');
      mend(sql);
    });
    expect(await partition(index)).toEqual(before);
    expect(await index.file(batch)).toMatchObject({ filed: 2 });
  });

  it('leaves the articles of an outlet that opted out alone, also where others carry the same copy', async () => {
    const index = freshIndex();
    await index.file([
      article('marfa', QUAKE[0]),
      article('solo', QUAKE[0], 5, { unmerged: true }),
      article('waha', QUAKE[1], 10),
    ]);
    const stories = await partition(index);
    expect(stories['waha-10']).toBe(stories['marfa-0']);
    expect(stories['solo-5']).not.toBe(stories['marfa-0']);
  });

  it('shows an edited title without a new id, date or story', async () => {
    const index = freshIndex();
    await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10)]);
    const id = (await partition(index))['waha-10'] ?? '';
    const before = await index.story(id);
    await index.file([
      article('waha', QUAKE[1], 10, { title: 'عنوان معدل', seen: article('waha', QUAKE[1], 99).seen }),
    ]);
    const after = await index.story(id);
    if (before.kind !== 'story' || after.kind !== 'story') throw new Error('no story');
    expect(after.story.articles.map((a) => a.title)).toContain('عنوان معدل');
    const frozen = (s: typeof after.story) => ({
      ...s,
      articles: s.articles.map((a) => [a.guid, a.published, a.seen]),
      changed: 0,
    });
    expect(frozen(after.story)).toEqual(frozen(before.story));
  });

  it('moves updated only when a new publisher joins', async () => {
    const index = freshIndex();
    await index.file([article('marfa', SAQQARA[0])]);
    const id = (await partition(index))['marfa-0'] ?? '';
    const look = async () => {
      const answer = await index.story(id);
      if (answer.kind !== 'story') throw new Error(answer.kind);
      return answer.story;
    };
    const founded = await look();
    await index.file([article('waha', SAQQARA[1], 30)]);
    const joined = await look();
    expect(joined.updated).toBeGreaterThan(founded.updated);
    expect(joined.published).toBe(founded.published);
    await index.file([article('waha', SAQQARA[0], 60)]);
    const again = await look();
    expect(again.articles.length).toBe(3);
    expect(again.updated).toBe(joined.updated);
    expect(again.outlets).toBe(2);
  });

  it('tells of every new story and every publisher that joins one, the last first, and of each once whatever comes later', async () => {
    const index = freshIndex();
    await index.file([
      article('marfa', SAQQARA[0]),
      article('waha', SAQQARA[1], 30),
      article('waha', SAQQARA[0], 40),
      article('marfa', QUAKE[0], 50),
    ]);
    const updates = () =>
      sqlOf(index, (sql) => frontDocument(sql, new Map()).updates.map((one) => [one.article.id, one.kind]));
    const told = [
      ['marfa-50', 'story'],
      ['waha-30', 'publisher'],
      ['marfa-0', 'story'],
    ];
    expect(await updates()).toEqual(told);
    const guids = () => sqlOf(index, (sql) => frontDocument(sql, new Map()).updates.map((one) => one.guid));
    const before = await guids();
    const merged = await index.merge('marfa-50', 'marfa-0');
    expect(merged).toMatchObject({ ok: true });
    expect(await guids()).toEqual(before);
    expect(await index.split('marfa-0', ['marfa-50'])).toMatchObject({ ok: true });
    expect([await guids(), await updates()]).toEqual([before, told]);
  });

  it('tells of an article that has left to stand alone as a story of its own', async () => {
    const index = freshIndex();
    await index.file([article('marfa', SAQQARA[0]), article('waha', SAQQARA[1], 30)]);
    const updates = () =>
      sqlOf(index, (sql) => frontDocument(sql, new Map()).updates.map((one) => [one.article.id, one.kind]));
    expect(await updates()).toEqual([
      ['waha-30', 'publisher'],
      ['marfa-0', 'story'],
    ]);
    await sqlOf(index, (sql, storage) => {
      const moves = [{ article: articleNumber(sql, 'waha-30'), to: undefined }];
      storage.transactionSync(() =>
        applyReassignments(sql, { merges: [], moves } as unknown as Decision, readCounters(sql)),
      );
    });
    expect(await updates()).toEqual([
      ['waha-30', 'story'],
      ['marfa-0', 'story'],
    ]);
  });
});
