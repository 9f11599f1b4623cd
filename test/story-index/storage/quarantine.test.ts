/** An article whose filing throws: the others are filed; it is kept, reported, and filed once the fault is fixed. */
import { evictDurableObject } from 'cloudflare:test';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ARTICLE_RETENTION_MS } from '../../../src/limits.ts';
import { QUARANTINE_RETRY_MS, retryQuarantined } from '../../../src/story-index/filing/file-batch.ts';
import { article, MORNING, outletSettings } from '../../builders.ts';
import { freshIndex, partition, sqlOf } from '../fresh-index.ts';
import { breakFilingOf, mend as mendFiling, titleOf } from '../index-state.ts';
import { MALI, QUAKE, SAQQARA } from '../stories.ts';

const POISON = article('waha', MALI[0], 5);
const BATCH = [article('marfa', QUAKE[0]), POISON, article('waha', QUAKE[1], 10), article('ufuq', SAQQARA[0], 20)];
const WAHA = outletSettings('waha', { name: 'الواحة' });
type Index = ReturnType<typeof freshIndex>;

beforeEach(() => void vi.spyOn(console, 'error').mockImplementation(() => {}));
afterEach(() => void vi.restoreAllMocks());

/** As a fault in the engine would: whatever else is in the batch, this one article cannot be recorded. */
const poison = (index: Index) => sqlOf(index, (sql) => breakFilingOf(sql, POISON.id, 'no such word'));
const mend = (index: Index) => sqlOf(index, mendFiling);
const retry = (index: Index, now: number) => sqlOf(index, (_, storage) => retryQuarantined(storage, now, () => 0));

async function poisoned(): Promise<Index> {
  const index = freshIndex();
  await index.replaceOutlets([WAHA]);
  await poison(index);
  expect(await index.file(BATCH)).toMatchObject({ filed: 3 });
  return index;
}

describe('an article that cannot be filed', () => {
  it('does not hold back the rest of its batch, and is reported by health and its outlet’s status', async () => {
    const index = await poisoned();
    const stories = await partition(index);
    expect(Object.keys(stories)).toEqual(['marfa-0', 'waha-10', 'ufuq-20']);
    expect(stories['waha-10']).toBe(stories['marfa-0']);
    expect(await index.health()).toMatchObject({
      aside: 1,
      detail: expect.stringContaining('1 article is in quarantine'),
    });
    const [entry] = await index.outlets();
    expect(entry?.status.notes).toEqual([expect.stringMatching(/^1 article could not be filed.*no such word/)]);
  });

  it('is kept once, however often it is sent', async () => {
    const index = await poisoned();
    expect(await index.file([POISON])).toMatchObject({ filed: 0 });
    expect(await index.file(BATCH)).toMatchObject({ filed: 0 });
    expect(await index.health()).toMatchObject({ aside: 1, articles: 3 });
  });

  it('is retried every hour, over evictions, and joins its story once it can be filed', async () => {
    const index = await poisoned();
    await evictDurableObject(index);
    await retry(index, Date.now() + QUARANTINE_RETRY_MS + 1);
    expect(await index.health()).toMatchObject({ aside: 1 });
    await mend(index);
    await retry(index, Date.now());
    expect(await index.health()).toMatchObject({ aside: 1 });
    await retry(index, Date.now() + 2 * QUARANTINE_RETRY_MS);
    expect(await index.health()).toMatchObject({ aside: 0, articles: 4 });
    const twin = article('nakheel', MALI[0], 30);
    await index.file([twin]);
    const stories = await partition(index);
    expect(stories[twin.id]).toBe(stories[POISON.id]);
    expect((await index.outlets())[0]?.status.notes).toEqual([]);
  });

  it('is filed as edited when its outlet edits it, and not again as it was', async () => {
    const index = await poisoned();
    await mend(index);
    expect(await index.file([{ ...POISON, title: 'عنوان معدل' }])).toMatchObject({ filed: 1 });
    await retry(index, Date.now() + 2 * QUARANTINE_RETRY_MS);
    expect(await sqlOf(index, (sql) => titleOf(sql, POISON.id))).toBe('عنوان معدل');
    expect(await index.health()).toMatchObject({ aside: 0 });
  });

  it('travels in a backup, and is forgotten when it is too old to be kept', async () => {
    const index = await poisoned();
    const saved = await new Response(await index.backup()).text();
    const other = freshIndex();
    expect(await other.restore(new Response(saved).body as ReadableStream<Uint8Array>)).toMatchObject({ ok: true });
    expect(await new Response(await other.backup()).text()).toBe(saved);
    await retry(index, MORNING + ARTICLE_RETENTION_MS + QUARANTINE_RETRY_MS);
    expect(await index.health()).toMatchObject({ aside: 0 });
    await retry(other, Date.now() + 2 * QUARANTINE_RETRY_MS);
    expect(await other.health()).toMatchObject({ aside: 0, articles: 4 });
  });
});
