/** Many outlets at once against one index, through the real bindings; and objects that die between the steps of a round. */
import { abortAllDurableObjects, evictDurableObject, runDurableObjectAlarm, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { OutletSettings } from '../../src/documents/outlet.ts';
import type { Env } from '../../src/env.ts';
import { outletId } from '../../src/feeds/identity.ts';
import { pollAll } from '../../src/outlet/poll-all.ts';
import type { StoryIndex } from '../../src/story-index/story-index.ts';
import { outletSettings } from '../builders.ts';
import { rss } from '../outlet/feed.ts';
import { scripted } from '../outlet/scripting.ts';
import { partition, sqlOf } from '../story-index/fresh-index.ts';
import { type Manner, tell } from './events.ts';

const bindings = env as unknown as Env;
const theIndex = () => bindings.STORY_INDEX.getByName('index') as unknown as DurableObjectStub<StoryIndex>;
const MANNERS: readonly Manner[] = ['copied', 'cut', 'anew'];
const ITEMS = 1;
afterEach(() => void vi.restoreAllMocks());

async function outlets(count: number, delayMs = 0): Promise<readonly OutletSettings[]> {
  const now = Date.now();
  return Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const entries = Array.from({ length: ITEMS }, (__, i) => {
        const { title, paragraphs } = tell(n + i, MANNERS[n % 3] ?? 'copied');
        return {
          guid: `${n}-${i}`,
          link: `https://o${n}.example/${i}`,
          title,
          content: paragraphs.join(' '),
          date: now - i * 60_000,
        };
      });
      const { url } = await scripted({ body: rss(entries), delayMs });
      return outletSettings(outletId(url), { feed: url, name: `o${n}`, home: `https://o${n}.example/` });
    }),
  );
}

describe('a round', () => {
  it('of sixty outlets at once starves none of them', { timeout: 60_000 }, async () => {
    vi.spyOn(console, 'log').mockImplementation(() => {});
    await theIndex().replaceOutlets(await outlets(60));
    const { reports, published } = await pollAll(bindings, Date.now(), true);
    expect(reports.map((r) => [r.outcome, r.filed])).toEqual(reports.map(() => ['read', ITEMS]));
    expect(reports).toHaveLength(60);
    expect(published).toMatchObject({ left: 0, failure: undefined });
    expect(Object.keys(await partition(theIndex()))).toHaveLength(60 * ITEMS);
    // The scheduler keeps one row for all outlets: whose turn it is.
    const scheduler = bindings.OUTLET.getByName('scheduler') as unknown as DurableObjectStub;
    const tables = await runInDurableObject(scheduler, (_, { storage }) =>
      storage.sql.exec("SELECT name FROM sqlite_master WHERE name NOT LIKE '\\_cf%' ESCAPE '\\'").toArray(),
    );
    expect(tables).toEqual([{ name: 'rounds' }]);
    const rows = await runInDurableObject(scheduler, (_, { storage }) =>
      storage.sql.exec<{ record: string }>('SELECT record FROM rounds').toArray(),
    );
    expect(rows.map(({ record }) => Object.keys(JSON.parse(record).turns).length)).toEqual([60]);
  });

  it('is finished by the next round, whichever object died in it', { timeout: 60_000 }, async () => {
    vi.spyOn(console, 'log').mockImplementation(() => {});
    const listed = await outlets(5, 100);
    await theIndex().replaceOutlets(listed);
    const before = Object.keys(await partition(theIndex())).length;
    const tick = ({ id }: OutletSettings, n: number) =>
      bindings.OUTLET.getByName(id).tick(listed[n] as OutletSettings, Date.now(), true);
    // Filed, never published: the index and an outlet are evicted, then everything is broken off.
    await tick(listed[0] as OutletSettings, 0);
    await evictDurableObject(theIndex());
    await tick(listed[1] as OutletSettings, 1);
    await evictDurableObject(bindings.OUTLET.getByName(listed[1]?.id ?? '') as unknown as DurableObjectStub);
    // In the middle of a round the scheduler dies too.
    const broken = pollAll(bindings, Date.now(), true).catch(String);
    await scheduler.wait(5);
    await abortAllDurableObjects();
    expect(await broken).toMatch(/Error/);
    expect(await runDurableObjectAlarm(theIndex())).toBe(true);
    // The alarm may run once more, for the hourly pruning.
    expect(await theIndex().health()).toMatchObject({ unpublished: 0 });
    await Promise.all([pollAll(bindings, Date.now(), true), pollAll(bindings, Date.now(), true)]);
    // An outlet whose call still broke off with the dead objects is read in the round after.
    await pollAll(bindings, Date.now(), true);
    expect(Object.keys(await partition(theIndex())).length).toBe(before + 5 * ITEMS);
    const stories = await sqlOf(theIndex(), (sql) =>
      sql.exec<{ id: string }>('SELECT id FROM story WHERE publishers > 1 AND merged_into IS NULL').toArray(),
    );
    for (const { id } of stories) expect(await bindings.STORIES.get(`story/${id}`, 'json')).toMatchObject({ id });
  });
});
