/** The clock was ten years ahead once. Every stored moment that something waits for counts as due when it is right again. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ARTICLE_RETENTION_MS } from '../../../src/limits.ts';
import { pruneWhenDue } from '../../../src/story-index/admin/prune.ts';
import { BACKUP_STALL_MS, createWriteLock } from '../../../src/story-index/admin/write-lock.ts';
import { QUARANTINE_RETRY_MS, retryQuarantined } from '../../../src/story-index/filing/file-batch.ts';
import { recordUsage, remainingWrites } from '../../../src/story-index/publish/day-budget.ts';
import { readNumber } from '../../../src/story-index/storage/meta.ts';
import { quarantine } from '../../../src/story-index/storage/quarantine.ts';
import { article, MORNING } from '../../builders.ts';
import { freshIndex, partition, sqlOf } from '../fresh-index.ts';
import { MALI, QUAKE, SAQQARA } from '../stories.ts';

const DAY = 86_400_000;
const YEARS = 3_650 * DAY;
const HOUR = 3_600_000;
type Index = ReturnType<typeof freshIndex>;

const prune = (index: Index, now: number) => sqlOf(index, (_, storage) => pruneWhenDue(storage, now, () => 0));

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
afterEach(() => void vi.restoreAllMocks());

describe('pruning', () => {
  it('goes on within the hour', async () => {
    const index = freshIndex();
    await prune(index, MORNING + YEARS);
    await index.file([article('marfa', QUAKE[0])]);
    await prune(index, MORNING + ARTICLE_RETENTION_MS + HOUR);
    expect(await partition(index)).toEqual({});
    expect(await sqlOf(index, (sql) => readNumber(sql, 'pruned_at'))).toBe(MORNING + ARTICLE_RETENTION_MS + HOUR);
  });

  it('reaches the articles behind one that was dated ten years ahead, and that one too', async () => {
    const index = freshIndex();
    const ahead = { published: MORNING + YEARS, seen: MORNING + YEARS };
    await index.file([article('marfa', QUAKE[0], 0, ahead)]);
    await index.file([article('ufuq', MALI[0], 10), article('shiraa', SAQQARA[0], 20)]);
    await prune(index, MORNING + HOUR);
    expect(Object.keys(await partition(index))).toHaveLength(3);
    // Counted from now on: it is not dropped at once, as if it were of no day.
    const [dated] = await sqlOf(index, (sql) =>
      sql
        .exec<{ seen: number; published: number }>("SELECT seen, published FROM article WHERE outlet = 'marfa'")
        .toArray(),
    );
    expect(dated).toEqual({ seen: MORNING + HOUR, published: MORNING + HOUR });
    await prune(index, MORNING + ARTICLE_RETENTION_MS + 3 * HOUR);
    expect(await partition(index)).toEqual({});
  });
});

describe('the quarantine', () => {
  it('is tried again within the hour, and its articles are filed', async () => {
    const index = freshIndex();
    const held = article('waha', MALI[0], 5, { seen: MORNING + YEARS, published: MORNING });
    await sqlOf(index, (sql) => quarantine(sql, held, new Error('a fault of ours'), MORNING + YEARS));
    await sqlOf(index, (_, storage) => retryQuarantined(storage, MORNING + QUARANTINE_RETRY_MS, () => 0));
    expect(await index.health()).toMatchObject({ aside: 0, articles: 1 });
  });
});

it('the day’s KV writes are those of today', async () => {
  const index = freshIndex();
  await sqlOf(index, (sql) => {
    const noon = Math.floor(MORNING / DAY) * DAY + DAY / 2;
    recordUsage(sql, noon + YEARS, { kvWrites: 500 });
    expect(remainingWrites(sql, noon, 800)).toBe(500);
  });
});

it('the alarm that publishes is set back to a minute from now', async () => {
  const index = freshIndex();
  await sqlOf(index, (_, storage) => storage.setAlarm(Date.now() + YEARS));
  await index.file([article('marfa', QUAKE[0])]);
  const alarm = await sqlOf(index, (_, storage) => storage.getAlarm());
  expect(alarm).toBeLessThan(Date.now() + HOUR);
});

it('the write lock of a backup is not held for ten years', () => {
  const clock = vi.spyOn(Date, 'now').mockReturnValue(MORNING + YEARS);
  const lock = createWriteLock();
  lock.acquire('A backup is being written');
  expect(lock.reason()).toBe('A backup is being written');
  clock.mockReturnValue(MORNING);
  expect(lock.reason()).toBeUndefined();
  lock.acquire('A backup is being restored');
  clock.mockReturnValue(MORNING + BACKUP_STALL_MS - 1);
  expect(lock.reason()).toBe('A backup is being restored');
});
