/** Stories past the sixty days of their document in KV: their ids answer as before, and a year of them costs few rows. */
import { describe, expect, it } from 'vitest';
import { STORY_DOCUMENT_TTL_S } from '../../../src/limits.ts';
import { meter } from '../../../src/metering.ts';
import { PACKED_AT_ONCE_MAX, packPastStories } from '../../../src/story-index/admin/pack-past.ts';
import { prune, pruneWhenDue } from '../../../src/story-index/admin/prune.ts';
import {
  PAST_BUCKETS,
  PAST_ROW_CHARS_MAX,
  packPast,
  pastBucket,
  pastStory,
} from '../../../src/story-index/storage/past-stories.ts';
import { article, MORNING } from '../../builders.ts';
import { freshIndex, partition, sqlOf } from '../fresh-index.ts';
import { dropArticles, multiply, outboxSize, storyNumber } from '../index-state.ts';
import { MALI, QUAKE, SAQQARA } from '../stories.ts';

const DAY_MS = 86_400_000;
const SIXTY_DAYS_MS = STORY_DOCUMENT_TTL_S * 1000;
/** When the last article was pruned and the last correction made, and later. */
const START = Math.max(MORNING, Date.now());
const PAST = START + SIXTY_DAYS_MS + DAY_MS;
const body = (content: string) => new Response(content).body as ReadableStream<Uint8Array>;
const rowsIn = (sql: SqlStorage, table: string) =>
  sql.exec<{ n: number }>(`SELECT count(*) AS n FROM ${table}`).one().n;

type Index = ReturnType<typeof freshIndex>;
const passTime = (index: Index, now: number) =>
  sqlOf(index, (_, storage) => {
    while (prune(storage, now, () => 0) > 0);
    while (pruneWhenDue(storage, now, () => 0));
  });
const storiesIn = (index: Index) => sqlOf(index, (sql) => rowsIn(sql, 'story'));
const backedUp = async (index: Index) => new Response(await index.backup()).text();

/** Two reports of a quake, into whose story the editor merged a third outlet's of Mali; one of Saqqara. */
async function newsroom() {
  const index = freshIndex();
  await index.file([
    article('marfa', QUAKE[0]),
    article('waha', QUAKE[1], 10),
    article('ufuq', MALI[0], 20),
    article('shiraa', SAQQARA[0], 30),
  ]);
  const of = await partition(index);
  const [quake = '', mali = '', saqqara = ''] = [of['marfa-0'], of['ufuq-20'], of['shiraa-30']];
  expect(await index.merge(mali, quake)).toMatchObject({ ok: true });
  const answers = () => Promise.all([quake, mali, saqqara, 'never-was'].map((id) => index.story(id)));
  return { index, quake, mali, saqqara, answers };
}

describe('a story that is past', () => {
  it('answers as before, alone or merged, and does not come back when it is sent again', async () => {
    const { index, quake, answers } = await newsroom();
    await passTime(index, START + 50 * DAY_MS);
    const before = await answers();
    expect(await storiesIn(index)).toBe(3);
    await passTime(index, PAST);
    expect(await storiesIn(index)).toBe(0);
    expect(await answers()).toEqual(before);
    expect(before.map((answer) => answer.kind)).toEqual(['gone', 'moved', 'gone', 'unknown']);
    expect(before[1]).toEqual({ kind: 'moved', to: quake });
    const seen = PAST;
    const again = [article('marfa', QUAKE[0], 0, { seen }), article('shiraa', SAQQARA[0], 30, { seen })];
    expect(await index.file(again)).toMatchObject({ filed: 0 });
    expect(await answers()).toEqual(before);
  });

  it('waits while articles stand in the story that it was merged into', async () => {
    const { index, quake, mali } = await newsroom();
    const late = (PAST - MORNING - DAY_MS) / 60_000;
    await index.file([article('sindyan', QUAKE[0], late, { id: 'late', unmerged: true })]);
    await index.merge('late', quake);
    await passTime(index, PAST);
    expect(await index.story(mali)).toEqual({ kind: 'moved', to: quake });
    expect((await index.story(quake)).kind).toBe('story');
    expect(await storiesIn(index)).toBe(3);
  });

  it('stays whole while the operator may put its article back', async () => {
    const { index, saqqara } = await newsroom();
    await index.takeDownArticle('shiraa-30', 'asked for', false);
    await passTime(index, PAST);
    expect(await storiesIn(index)).toBe(1);
    expect(await index.putBack('shiraa-30')).toBe(saqqara);
  });

  it('is named by no document any longer, and a story that named it is written again', async () => {
    const { index, quake, saqqara } = await newsroom();
    const seen = PAST - DAY_MS;
    await index.file([article('sindyan', MALI[0], 0, { id: 'later', seen }), article('nour', MALI[1], 0, { seen })]);
    await sqlOf(index, (sql) => {
      const [later, past] = [storyNumber(sql, 'later'), storyNumber(sql, saqqara)];
      sql.exec('UPDATE story SET publishers = 2 WHERE number = ?', later);
      sql.exec('UPDATE article SET related = ? WHERE story = ?', JSON.stringify([past]), later);
      sql.exec('INSERT OR IGNORE INTO related (other, story) VALUES (?, ?)', past, later);
      sql.exec('DELETE FROM outbox');
    });
    await passTime(index, PAST);
    const answer = await index.story('later');
    expect(answer.kind === 'story' && answer.story.related).toEqual([]);
    expect(await sqlOf(index, outboxSize)).toBe(1);
    const other = freshIndex();
    expect(await other.restore(body(await backedUp(index)))).toMatchObject({ ok: true });
    expect(await other.story(quake)).toEqual({ kind: 'gone' });
  });
});

describe('a backup of stories without articles', () => {
  it('brings back their ids and redirects in few rows, at any age, and the next backup has the same bytes', async () => {
    const { index, mali, quake, answers } = await newsroom();
    const before = await answers();
    await passTime(index, START + 20 * DAY_MS);
    const other = freshIndex();
    const restored = await other.restore(body(await backedUp(index)));
    expect(restored).toMatchObject({ ok: true });
    expect(restored.ok && restored.notes?.join()).toContain('3 of its stories have no article any longer');
    expect(await other.story(mali)).toEqual({ kind: 'moved', to: quake });
    expect(await other.story(quake)).toEqual({ kind: 'gone' });
    expect(before[1]).toEqual({ kind: 'moved', to: quake });
    const saved = await backedUp(other);
    const third = freshIndex();
    expect(await third.restore(body(saved))).toMatchObject({ ok: true });
    expect(await backedUp(third)).toBe(saved);
  });

  it.each<[string, (line: [string, number, number, string]) => unknown]>([
    ['an id in another bucket', ([t, b, p, s]) => [t, (b + 1) % PAST_BUCKETS, p, s]],
    ['a bucket that does not exist', ([t, b, p, s]) => [t, b + PAST_BUCKETS, p, s]],
    ['a line without its space', ([t, b, p, s]) => [t, b, p, s.replace(' ', '')]],
    ['no first line feed', ([t, b, p, s]) => [t, b, p, s.slice(1)]],
    ['a row too long', ([t, b, p, s]) => [t, b, p, s.repeat(PAST_ROW_CHARS_MAX)]],
    ['an id of other letters', ([t, b, p, s]) => [t, b, p, `${s}قصة \n`]],
    ['a part below 0', ([t, b, , s]) => [t, b, -1, s]],
    ['no text', ([t, b, p]) => [t, b, p, null]],
  ])('is refused with %s', async (_, spoil) => {
    const { index } = await newsroom();
    await passTime(index, PAST);
    const lines = (await backedUp(index)).split('\n');
    const spoilt = lines.map((line) =>
      line.startsWith('["past_story"') ? JSON.stringify(spoil(JSON.parse(line))) : line,
    );
    expect(await freshIndex().restore(body(spoilt.join('\n')))).toMatchObject({ ok: false });
  });

  it('answers no circle of redirects that an edited one holds', async () => {
    const { index, quake, mali } = await newsroom();
    await passTime(index, PAST);
    await sqlOf(index, (sql) =>
      sql.exec('UPDATE past_story SET stories = replace(stories, ?, ?)', `\n${quake} `, `\n${quake} ${mali}`),
    );
    for (const id of [quake, mali]) expect(await index.story(id)).toEqual({ kind: 'gone' });
  });
});

describe('packing', () => {
  it('writes a few rows a story, once, and reads nothing of the stories that stay', async () => {
    const index = freshIndex();
    await index.file([article('marfa', MALI[0], 0, { id: 'first', unmerged: true })]);
    await sqlOf(index, (_, real) => {
      const { storage, take } = meter(real);
      const { sql } = storage;
      multiply(sql, 3_000);
      dropArticles(sql, 1_000_000);
      take();
      const now = PAST;
      expect(packPastStories(storage, now)).toBe(PACKED_AT_ONCE_MAX);
      const first = take();
      console.info('packed', PACKED_AT_ONCE_MAX, first);
      expect(first.rowsWritten).toBeLessThanOrEqual(4 * PACKED_AT_ONCE_MAX + PAST_BUCKETS);
      expect(packPastStories(storage, now)).toBe(1_000);
      expect(packPastStories(storage, now)).toBe(0);
      take();
      expect(pastStory(sql, 'first-2999')).toEqual({ id: 'first-2999', movedTo: '' });
      expect(take().rowsRead).toBeLessThanOrEqual(2);
    });
  });

  it('goes on in a new row when one is full, and finds every id', async () => {
    await sqlOf(freshIndex(), (sql) => {
      const ids = Array.from({ length: 1_000_000 }, (_, i) => `story${i}`).filter((id) => pastBucket(id) === 7);
      for (let i = 0; i < ids.length; i += 700)
        packPast(
          sql,
          ids.slice(i, i + 700).map((id, k) => ({ id, movedTo: k % 3 === 0 ? `${id}-into` : '' })),
        );
      const sizes = sql.exec<{ n: number }>('SELECT length(stories) AS n FROM past_story').toArray();
      expect(sizes.length).toBeGreaterThan(1);
      for (const { n } of sizes) expect(n).toBeLessThanOrEqual(PAST_ROW_CHARS_MAX);
      expect(ids.every((id) => pastStory(sql, id)?.id === id)).toBe(true);
      expect(pastStory(sql, ids[3]?.slice(0, -1) ?? '')).toBeUndefined();
    });
  });
});
