/**
 * Many stories that link to, join and leave one another, under random reassignments and random corrections. Whenever the
 * outbox is empty, every document in KV equals the one built from the index now, byte for byte.
 */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createChance } from '../../bench/soak/chance.ts';
import * as engine from '../../src/clustering/decide.ts';
import { ARTICLE_RETENTION_MS } from '../../src/limits.ts';
import { merge, split } from '../../src/story-index/admin/corrections.ts';
import { prune } from '../../src/story-index/admin/prune.ts';
import { fileBatch } from '../../src/story-index/filing/file-batch.ts';
import { publishChanges } from '../../src/story-index/publish/publication.ts';
import { followUpsOf } from '../../src/story-index/read/find-follow-ups.ts';
import { article, MORNING } from '../builders.ts';
import { freshIndex, sqlOf } from '../story-index/fresh-index.ts';
import { kvDouble } from '../story-index/kv-double.ts';
import { tell } from './events.ts';
import { kvIsTheIndex } from './laws.ts';
import { whimsical } from './whims.ts';

const OUTLETS = ['marfa', 'waha', 'ufuq', 'shiraa'] as const;
const MANNERS = ['copied', 'cut', 'anew'] as const;
const EVENTS = 14;
const MINUTE_MS = 60_000;
/** FAULTS_RUNS=1000 throws all of them, and does all deeds. */
const DICE = Math.min(10, Math.ceil(Number(process.env.FAULTS_RUNS) / 25));
const DEEDS = Math.min(60, 15 + Number(process.env.FAULTS_RUNS));

beforeEach(() => {
  const real = engine.decide;
  vi.spyOn(engine, 'decide').mockImplementation(whimsical(real));
  vi.spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(() => void vi.restoreAllMocks());

describe('documents of stories that name each other', () => {
  it.each(Array.from({ length: DICE }, (_, n) => n))('are what the index holds (dice %i)', async (dice) => {
    await sqlOf(freshIndex(), async (sql, storage) => {
      const chance = createChance(dice + 1);
      const double = kvDouble();
      const stories = () => sql.exec<{ id: string }>('SELECT id FROM story WHERE merged_into IS NULL').toArray();
      const any = () => stories()[chance.below(stories().length)]?.id ?? '';
      const membersOf = (story: string) =>
        sql
          .exec<{ id: string }>('SELECT a.id FROM article a JOIN story s ON s.number = a.story WHERE s.id = ?', story)
          .toArray()
          .map((row) => row.id);
      let checks = 0;
      let followed = 0;
      for (let deed = 0; deed < DEEDS; deed++) {
        if (chance.of(0.7)) {
          const told = tell(chance.below(EVENTS), chance.pick(MANNERS));
          const long = chance.of(0.3) ? { passages: [told.paragraphs.join(' ').repeat(3)] } : {};
          fileBatch(storage, [article(chance.pick(OUTLETS), told, deed, long)], () => 0);
        }
        if (chance.of(0.1)) merge(storage, any(), any(), { now: deed, dry: false, priorityOf: () => 0 });
        if (chance.of(0.1)) {
          const story = any();
          split(storage, story, membersOf(story).slice(1), { now: deed, dry: false, priorityOf: () => 0 });
        }
        if (chance.of(0.03)) prune(storage, MORNING + ARTICLE_RETENTION_MS + (deed / 3) * MINUTE_MS, () => 0);
        if (!chance.of(0.5)) continue;
        expect(await publishChanges(storage, double.kv, deed * MINUTE_MS, 100_000)).toMatchObject({
          left: 0,
          failure: undefined,
        });
        await kvIsTheIndex(sql, double);
        checks++;
        followed += followUpsAre(sql);
      }
      expect(followed).toBeGreaterThan(DEEDS / 4);
      expect(checks).toBeGreaterThan(DEEDS / 4);
    });
  });
});

/** Checks that each story's follow-ups are other, unmerged stories that several publishers carry. Returns how many stories have any. */
function followUpsAre(sql: SqlStorage): number {
  const stories = sql
    .exec<{ id: string; publishers: number; merged_into: number | null }>('SELECT * FROM story')
    .toArray();
  const byId = new Map(stories.map((story) => [story.id, story]));
  const followed = stories.filter(({ id }) => {
    const { stories: later } = followUpsOf(sql, id);
    for (const one of later) {
      expect(one.id).not.toBe(id);
      expect(byId.get(one.id)).toMatchObject({ merged_into: null });
      expect(byId.get(one.id)?.publishers).toBeGreaterThan(1);
    }
    return later.length > 0;
  });
  return followed.length;
}
