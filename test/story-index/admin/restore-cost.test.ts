/**
 * What a backup reads and a restore writes, by story and by article. The law: a restore is announced at no fewer rows than it writes, so that
 * one that is let through ends within the day.
 */
import { describe, expect, it } from 'vitest';
import { meter } from '../../../src/metering.ts';
import { exportBackup } from '../../../src/story-index/admin/backup.ts';
import { replaceByStaged, stageBackup } from '../../../src/story-index/admin/restore.ts';
import { article } from '../../builders.ts';
import { freshIndex, sqlOf } from '../fresh-index.ts';
import { multiply } from '../index-state.ts';
import { MALI } from '../stories.ts';

interface Cost {
  readonly bytes: number;
  readonly backupRead: number;
  readonly restoreRead: number;
  readonly restoreWritten: number;
  readonly announced: number;
}

/** Of an index of so many stories, the newest `articles` of which still have their article. `onto`: stories that the restored index had before. */
async function cost(stories: number, articles: number, onto: number): Promise<Cost> {
  const index = freshIndex();
  await index.file([article('marfa', MALI[0], 0, { id: 'first', unmerged: true })]);
  return sqlOf(index, async (_, real) => {
    const { storage, take } = meter(real);
    const { sql } = storage;
    multiply(sql, stories);
    sql.exec('DELETE FROM article WHERE number > 1 + 10 * ?', articles - 1);
    sql.exec('UPDATE filing SET next = 10 * ?', stories + 10);
    take();
    const saved = new Uint8Array(
      await new Response(exportBackup(sql, { heartbeat: () => {}, release: () => {} })).arrayBuffer(),
    );
    const backupRead = take().rowsRead;
    const stage = () => stageBackup(storage, new Response(saved).body as ReadableStream<Uint8Array>, () => {});
    sql.exec('DELETE FROM story WHERE number > 1 + 10 * ?', onto - 1);
    sql.exec('DELETE FROM article WHERE number > 1 + 10 * ?', onto - 1);
    expect(await stage()).toBeUndefined();
    const refused = replaceByStaged(storage, 0, Date.now(), 1);
    if (refused.ok) throw new Error('It was not refused.');
    take();
    expect(await stage()).toBeUndefined();
    expect(replaceByStaged(storage, 0, Date.now(), 1_000_000)).toMatchObject({ ok: true });
    const { rowsRead, rowsWritten } = take();
    return {
      bytes: saved.length,
      backupRead,
      restoreRead: rowsRead,
      restoreWritten: rowsWritten,
      announced: refused.rowsNeeded ?? 0,
    };
  });
}

describe('a restore', () => {
  it.each([
    ['into an empty index', 1],
    ['over an index of as many stories', 400],
  ])('%s is announced at no fewer rows than it writes, and at no more than a tenth more', async (_, onto) => {
    const all = await cost(400, 400, onto);
    const past = await cost(400, 100, onto);
    for (const { announced, restoreWritten } of [all, past]) {
      expect(announced).toBeGreaterThanOrEqual(restoreWritten);
      expect(announced).toBeLessThanOrEqual(1.1 * restoreWritten + 100);
    }
    const each = (of: keyof Cost) => {
      const anArticle = (all[of] - past[of]) / 300;
      return { of, anArticle, aStory: (all[of] - 400 * anArticle) / 400 };
    };
    console.info(`restore ${_}`, (Object.keys(all) as (keyof Cost)[]).map(each));
  });
});
