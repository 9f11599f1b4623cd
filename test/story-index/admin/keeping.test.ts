import { describe, expect, it } from 'vitest';
import { WHOLE } from '../../../src/documents/slice.ts';
import { ARTICLE_RETENTION_MS, LONG_STORY_RETENTION_MS } from '../../../src/limits.ts';
import { prune } from '../../../src/story-index/admin/prune.ts';
import { publishChanges } from '../../../src/story-index/publish/publication.ts';
import { quarantine } from '../../../src/story-index/storage/quarantine.ts';
import { MIGRATIONS, migrate } from '../../../src/story-index/storage/schema.ts';
import { enqueue, mergeStory } from '../../../src/story-index/storage/story-rows.ts';
import { article, MORNING } from '../../builders.ts';
import { freshIndex, partition, sqlOf } from '../fresh-index.ts';
import { outboxSize, storyNumber } from '../index-state.ts';
import { kvDouble } from '../kv-double.ts';
import { MALI, QUAKE, SAQQARA } from '../stories.ts';

const text = (stream: ReadableStream<Uint8Array>) => new Response(stream).text();
const body = (content: string) => new Response(content).body as ReadableStream<Uint8Array>;

describe('pruning', () => {
  const old = [article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10), article('ufuq', MALI[0], 20)];

  it('forgets articles past their retention, never the ids of their stories', async () => {
    const index = freshIndex();
    await index.file([...old, article('shiraa', SAQQARA[0], 300)]);
    const ids = await partition(index);
    const now = MORNING + 200 * 60_000 + ARTICLE_RETENTION_MS;
    expect(await sqlOf(index, (_, storage) => prune(storage, now, () => 0))).toBe(3);
    expect(Object.keys(await partition(index))).toEqual(['shiraa-300']);
    expect(await index.story(ids['marfa-0'] ?? '')).toEqual({ kind: 'gone' });
    expect(await index.story('never-was')).toEqual({ kind: 'unknown' });
    expect((await index.stories({ limit: 10, cursor: undefined, slice: WHOLE })).stories.map((s) => s.id)).toEqual([
      ids['shiraa-300'],
    ]);
  });

  it('does not take a pruned article for a new one when it is sent again', async () => {
    const index = freshIndex();
    await index.file(old);
    const ids = Object.values(await partition(index));
    await sqlOf(index, (_, storage) => prune(storage, MORNING + 2 * ARTICLE_RETENTION_MS, () => 0));
    expect(await index.file([article('marfa', QUAKE[0]), article('ufuq', MALI[0], 20)])).toMatchObject({ filed: 0 });
    expect(await partition(index)).toEqual({});
    for (const id of ids) expect(await index.story(id)).toEqual({ kind: 'gone' });
  });

  it('nor one that founded no story; an outlet that is new here brings its articles under their old dates', async () => {
    const [from, to] = [freshIndex(), freshIndex()];
    await from.file(old);
    const read = { state: 'ok', detail: 'Read.', notes: [], nextDue: 0, failures: 0 } as const;
    await from.report([{ ...read, outlet: 'waha', lastTried: MORNING, lastSuccess: MORNING, lastItem: MORNING }]);
    await sqlOf(from, (_, storage) => prune(storage, MORNING + 2 * ARTICLE_RETENTION_MS, () => 0));
    expect(await to.restore(body(await text(await from.backup())))).toMatchObject({ ok: true });
    const again = { seen: MORNING + 2 * ARTICLE_RETENTION_MS };
    expect(await to.file([article('waha', QUAKE[1], 10, again)])).toMatchObject({ filed: 0 });
    // One that was never read before comes with its last days of news.
    expect(await to.file([article('quiet', QUAKE[1], 10, again)])).toMatchObject({ filed: 1 });
    // A quarantined article among them is filed when it can be.
    const aside = article('waha', SAQQARA[1], 30, again);
    await sqlOf(to, (sql) => quarantine(sql, aside, new Error('a fault of ours'), 0));
    expect(await to.file([aside])).toMatchObject({ filed: 1 });
  });

  it('takes a story that still waits for KV out of the outbox, whether KV holds it or not; a redirect goes on waiting', async () => {
    const index = freshIndex();
    const double = kvDouble();
    const publish = () => sqlOf(index, (_, storage) => publishChanges(storage, double.kv, MORNING, 100_000));
    await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10)]);
    await index.file([article('marfa', MALI[0], 12), article('shiraa', SAQQARA[0], 13)]);
    await publish();
    await index.file([article('ufuq', QUAKE[0], 20), article('ufuq', SAQQARA[1], 21)]);
    expect(await sqlOf(index, outboxSize)).toBe(2);
    const ids = await partition(index);
    await sqlOf(index, (sql, storage) => {
      enqueue(sql, storyNumber(sql, ids['marfa-12'] ?? ''));
      mergeStory(sql, storyNumber(sql, ids['shiraa-13'] ?? ''), storyNumber(sql, ids['marfa-0'] ?? ''));
      enqueue(sql, storyNumber(sql, ids['shiraa-13'] ?? ''));
      return prune(storage, MORNING + 2 * ARTICLE_RETENTION_MS, () => 0);
    });
    expect(await sqlOf(index, outboxSize)).toBe(1);
    await publish();
    expect(await sqlOf(index, outboxSize)).toBe(0);
    expect(JSON.parse(double.values.get(`story/${ids['shiraa-13']}`) ?? '{}')).toMatchObject({
      movedTo: ids['marfa-0'],
    });
  });

  const storyOf = async (index: ReturnType<typeof freshIndex>, id: string) => {
    const answer = await index.story(id);
    return answer.kind === 'story' ? answer.story : undefined;
  };
  const DAY_MINUTES = 24 * 60;

  it('keeps the articles of a story together until the last of them is old', async () => {
    const index = freshIndex();
    const parts = [article('marfa', QUAKE[0]), article('waha', QUAKE[1], 300), article('ufuq', QUAKE[0], 600)];
    await index.file([...parts, article('ufuq', MALI[0], 650)]);
    const id = (await partition(index))['marfa-0'] ?? '';
    const at = (minutes: number) => MORNING + minutes * 60_000 + ARTICLE_RETENTION_MS;
    expect(await sqlOf(index, (_, storage) => prune(storage, at(400), () => 0))).toBe(0);
    expect((await storyOf(index, id))?.articles.map((a) => a.id)).toEqual(['marfa-0', 'waha-300', 'ufuq-600']);
    expect(await sqlOf(index, (_, storage) => prune(storage, at(620), () => 0))).toBe(3);
    expect(await index.story(id)).toEqual({ kind: 'gone' });
  });

  it('keeps the last days of a story that does not end, and gives it another lead', async () => {
    const index = freshIndex();
    await index.file([
      article('marfa', QUAKE[0]),
      article('waha', QUAKE[1], 3 * DAY_MINUTES),
      article('ufuq', QUAKE[0], 9 * DAY_MINUTES),
    ]);
    const id = (await partition(index))['marfa-0'] ?? '';
    for (const later of [`waha-${3 * DAY_MINUTES}`, `ufuq-${9 * DAY_MINUTES}`]) {
      await index.merge(id, (await partition(index))[later] ?? '');
    }
    const double = kvDouble();
    const publish = (now: number) => sqlOf(index, (_, storage) => publishChanges(storage, double.kv, now));
    await publish(1000);
    expect(double.values.get(`story/${id}`)).toContain('marfa-0');
    const now = MORNING + 60_000 + LONG_STORY_RETENTION_MS;
    expect(await sqlOf(index, (_, storage) => prune(storage, now, () => 0))).toBe(1);
    const lead = `waha-${3 * DAY_MINUTES}`;
    expect(await storyOf(index, id)).toMatchObject({ id, lead: { article: lead }, outlets: 2 });
    await publish(2000);
    expect(JSON.parse(double.values.get(`story/${id}`) ?? '')).toMatchObject({ lead: { article: lead }, outlets: 2 });
  });
});

describe('pruning a story that does not end', () => {
  it('never shows a later repeat in place of a pruned article', async () => {
    const index = freshIndex();
    const twice = { publisher: 'waha.example', url: 'https://waha.example/quake' };
    const days = (n: number) => n * 24 * 60;
    await index.file([
      article('marfa', QUAKE[0]),
      article('waha', QUAKE[1], 10, twice),
      article('waha-best', QUAKE[1], days(1), twice),
      article('ufuq', QUAKE[0], days(9)),
    ]);
    const ids = await partition(index);
    const id = ids['marfa-0'] ?? '';
    await index.merge(id, ids[`ufuq-${days(9)}`] ?? '');
    const shownAt = async (minutes: number) => {
      const now = MORNING + minutes * 60_000 + LONG_STORY_RETENTION_MS;
      await sqlOf(index, (_, storage) => prune(storage, now, () => 0));
      const answer = await index.story(id);
      return answer.kind === 'story' ? answer.story.articles.map((a) => a.id) : [];
    };
    expect(await shownAt(60)).toEqual(['waha-10', `ufuq-${days(9)}`]);
    expect(await shownAt(days(1) + 60)).toEqual([`ufuq-${days(9)}`]);
  });
});

describe('backup', () => {
  it('restores an empty index that exports the same bytes and decides the same', async () => {
    const index = freshIndex();
    const many = Array.from({ length: 120 }, (_, i) =>
      article(
        'o'.repeat(1 + (i % 5)),
        { title: `خبر فريد رقم ${i * 7919}`, paragraphs: [`نص ${i} ${(i * 104729).toString(36)}`] },
        i,
      ),
    );
    await index.file([
      ...many,
      article('marfa', QUAKE[0], 200),
      article('waha', QUAKE[1], 210),
      article('ufuq', MALI[0], 220),
    ]);
    await index.report([
      {
        outlet: 'marfa',
        state: 'ok',
        detail: 'ok',
        notes: [],
        lastTried: 1,
        lastSuccess: 1,
        lastItem: 1,
        nextDue: 2,
        failures: 0,
      },
    ]);
    const chosen = (await partition(index))['marfa-200'] ?? '';
    expect(await index.lead(chosen, 'marfa-200')).toMatchObject({ ok: true });
    const saved = await text(await index.backup());
    const other = freshIndex();
    expect(await other.restore(body(saved))).toMatchObject({ ok: true });
    expect(await text(await other.backup())).toBe(saved);
    await other.file([article('shiraa', QUAKE[1], 230)]);
    const stories = await partition(other);
    expect(stories['shiraa-230']).toBe(stories['marfa-200']);
    expect(await other.publish()).toMatchObject({ left: 0, failure: undefined });
  });

  it.each([
    ['nothing', '', 0, 'empty'],
    ['another file', '{"rss":1}\n', 1, 'not a backup'],
    ['a newer format', '{"wirefold":99}\n', 1, 'format 99'],
    ['an unknown table', 'HEAD\n["sqlite_master",1]\n', 2, 'no table'],
    ['a row too short', 'HEAD\n["apart",1,2]\n["story",1]\n', 3, 'values'],
    ['a line cut off', 'HEAD\n["apart",1,2]\n["apart",1', 3, ''],
    ['a file cut off between two lines', 'HEAD\n["apart",1,2]\n', 2, 'cut off'],
    ['a row taken out', 'HEAD\n["apart",1,2]\n{"end":2}\n', 3, '2 rows'],
    ['more after the end', 'HEAD\n{"end":0}\n["apart",1,2]\n', 3, 'after the end'],
  ])('refuses %s, says where, and leaves the index as it was', async (_, content, line, why) => {
    const index = freshIndex();
    await index.file([article('marfa', QUAKE[0])]);
    const head = (await text(await index.backup())).split('\n')[0] ?? '';
    const answer = await index.restore(body(content.replace('HEAD', head)));
    expect(answer).toMatchObject({ ok: false, line });
    if (!answer.ok) expect(answer.detail).toContain(why);
    expect(await partition(index)).toEqual({ 'marfa-0': 'marfa-0' });
  });
});

describe('migrations', () => {
  it('apply once each, in order, and refuse a database that newer code wrote', async () => {
    const index = freshIndex();
    await sqlOf(index, (sql, storage) => {
      const steps = [...MIGRATIONS.map(() => ''), 'CREATE TABLE one (x)', 'ALTER TABLE one ADD COLUMN y'];
      migrate(storage, steps);
      migrate(storage, steps);
      sql.exec('INSERT INTO one (x, y) VALUES (1, 2)');
      expect(sql.exec('SELECT version FROM schema_version').one()).toEqual({ version: MIGRATIONS.length + 2 });
      expect(() => migrate(storage, [''])).toThrow('newer code');
    });
  });
});
