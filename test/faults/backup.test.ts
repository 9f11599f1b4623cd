/** Backups while articles are filed, streams stall or break, objects die and documents are written. */
import { evictDurableObject } from 'cloudflare:test';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { BACKUP_LINE_CHARS_MAX, stageBackup } from '../../src/story-index/admin/restore.ts';
import { BACKUP_STALL_MS } from '../../src/story-index/admin/write-lock.ts';
import { recordUsage } from '../../src/story-index/publish/day-budget.ts';
import { publishChanges } from '../../src/story-index/publish/publication.ts';
import { article } from '../builders.ts';
import { freshIndex, partition, sqlOf } from '../story-index/fresh-index.ts';
import { kvDouble } from '../story-index/kv-double.ts';
import { MALI, QUAKE, SAQQARA } from '../story-index/stories.ts';

const text = (stream: ReadableStream<Uint8Array>) => new Response(stream).text();
const body = (content: string) => new Response(content).body as ReadableStream<Uint8Array>;
const QUAKES = [article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10)];
const many = (n: number) =>
  Array.from({ length: n }, (_, i) =>
    article('ufuq', { title: `خبر ${i}`, paragraphs: [`نص ${i}`] }, 100 + i, { unmerged: true }),
  );

async function filed(batch = QUAKES) {
  const index = freshIndex();
  await index.file(batch);
  return index;
}

afterEach(() => void vi.restoreAllMocks());

describe('a backup that is being written', () => {
  it('lets nothing change until it is read to its end, so that its pages fit together', async () => {
    const index = await filed([...QUAKES, ...many(150)]);
    const stream = await index.backup();
    const late = [article('shiraa', MALI[0], 500)];
    await sqlOf(index, async (_, __, instance) => {
      await expect(instance.file(late)).rejects.toThrow('backup is being written');
      await expect(instance.backup()).rejects.toThrow('backup is being written');
    });
    expect(await index.publish()).toMatchObject({ written: 0, failure: 'A backup is being written.' });
    const saved = await text(stream);
    expect(await index.file(late)).toMatchObject({ filed: 1 });
    const other = freshIndex();
    expect(await other.restore(body(saved))).toMatchObject({ ok: true });
    expect(await other.file(late)).toMatchObject({ filed: 1 });
    expect(await partition(other)).toEqual(await partition(index));
  });

  it('is given up when its reader stalls, and tells a reader who comes back', async () => {
    const index = await filed([...QUAKES, ...many(150)]);
    await sqlOf(index, (_, __, instance) => {
      const real = Date.now();
      return (async () => {
        const reader = (await instance.backup()).getReader();
        await reader.read();
        vi.spyOn(Date, 'now').mockReturnValue(real + 2 * BACKUP_STALL_MS);
        expect(await instance.file([article('shiraa', MALI[0], 500)])).toMatchObject({ filed: 1 });
        await expect(
          (async () => {
            while (!(await reader.read()).done);
          })(),
        ).rejects.toThrow('No progress');
      })();
    });
  });
});

describe('a restore', () => {
  const cut = async (lines: number) => {
    const saved = await text(await (await filed([article('sindyan', SAQQARA[0]), ...many(150)])).backup());
    return saved.split('\n').slice(0, lines).join('\n');
  };

  it('blocks filing meanwhile, and changes nothing when its stream ends too soon', async () => {
    const index = await filed();
    const before = await text(await index.backup());
    const head = new TextEncoder().encode(await cut(120));
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
    const answer = index.restore(readable);
    const writer = writable.getWriter();
    await writer.write(head);
    await sqlOf(index, (_, __, instance) =>
      expect(instance.file([article('shiraa', MALI[0], 500)])).rejects.toThrow('being restored'),
    );
    await writer.close();
    expect(await answer).toMatchObject({ ok: false, line: 120 });
    expect(await text(await index.backup())).toBe(before);
    expect(await index.file([article('shiraa', MALI[0], 500)])).toMatchObject({ filed: 1 });
  });

  it('changes nothing when the object dies in the middle', async () => {
    const index = await filed();
    const before = await text(await index.backup());
    const saved = await text(await (await filed([article('sindyan', SAQQARA[0])])).backup());
    await sqlOf(index, async (_, storage) => {
      expect(await stageBackup(storage, body(saved), () => {})).toBeUndefined();
    });
    await evictDurableObject(index);
    expect(await text(await index.backup())).toBe(before);
    expect(
      await sqlOf(index, (sql) => sql.exec(`SELECT name FROM sqlite_master WHERE name = 'restore_line'`).toArray()),
    ).toEqual([]);
  });

  it('replaces a newer state, and what KV held of it', async () => {
    const index = await filed([...QUAKES, article('ufuq', SAQQARA[0], 20), article('shiraa', SAQQARA[1], 30)]);
    const saved = await text(await index.backup());
    const ids = await partition(index);
    const double = kvDouble();
    const publish = (now: number) => sqlOf(index, (_, storage) => publishChanges(storage, double.kv, now));
    await publish(1000);
    await index.merge(ids['ufuq-20'] ?? '', ids['marfa-0'] ?? '');
    await publish(2000);
    expect(await index.restore(body(saved))).toMatchObject({ ok: true });
    await publish(3000);
    expect(JSON.parse(double.values.get(`story/${ids['ufuq-20']}`) ?? '')).toMatchObject({
      id: ids['ufuq-20'],
      outlets: 2,
    });
    expect(await partition(index)).toEqual(ids);
  });

  it('does not reset the day’s KV write budget', async () => {
    const index = await filed([...QUAKES, article('ufuq', SAQQARA[0], 20), article('shiraa', SAQQARA[1], 30)]);
    const saved = await text(await index.backup());
    const { kv } = kvDouble();
    const publish = () => sqlOf(index, (_, storage) => publishChanges(storage, kv, 1000, 12));
    expect(await publish()).toMatchObject({ written: 3, left: 0 });
    await sqlOf(index, (sql) => recordUsage(sql, 1000, { kvWrites: 3 }));
    await index.restore(body(saved));
    // Only the front is written, because it ignores the budget.
    expect(await publish()).toMatchObject({ written: 1, left: 2, rationed: true });
  });

  it.each([
    [
      'an article without its story',
      (lines: string[]) => lines.filter((l) => !l.startsWith('["story"')),
      'stories that the backup does not have',
    ],
    [
      'a number that would be given twice',
      (lines: string[]) => lines.map((l) => l.replace(/^\["filing",1,\d+/, '["filing",1,1')),
      'assigned again',
    ],
    [
      'one article twice',
      (lines: string[]) => lines.flatMap((l) => (l.startsWith('["article"') ? [l, l] : [l])),
      'UNIQUE',
    ],
    ['a line without end', (lines: string[]) => [lines[0] ?? '', 'x'.repeat(BACKUP_LINE_CHARS_MAX + 1)], 'longer than'],
  ])('refuses %s', async (_, spoil, why) => {
    const index = await filed();
    const before = await text(await index.backup());
    const rows = spoil(before.trim().split('\n').slice(0, -1));
    const answer = await index.restore(body(`${[...rows, `{"end":${rows.length - 1}}`].join('\n')}\n`));
    expect(answer).toMatchObject({ ok: false, detail: expect.stringContaining(why) });
    expect(await text(await index.backup())).toBe(before);
  });

  it('waits for documents being written, because their numbers mean other stories afterwards', async () => {
    const index = await filed();
    const saved = await text(
      await (await filed([article('ufuq', SAQQARA[0], 20), article('shiraa', SAQQARA[1], 30)])).backup(),
    );
    await sqlOf(index, async (_, storage, instance) => {
      const double = kvDouble();
      const go = Promise.withResolvers<void>();
      const writing = Promise.withResolvers<void>();
      double.beforeWrite = () => {
        writing.resolve();
        return go.promise;
      };
      Reflect.set(instance, 'env', { STORIES: double.kv });
      const publication = instance.publish();
      await writing.promise;
      const restored = instance.restore(body(saved));
      go.resolve();
      await publication;
      expect(await restored).toMatchObject({ ok: true });
      await publishChanges(storage, double.kv, 5000);
      expect(double.values.get('story/ufuq-20')).toContain('shiraa-30');
    });
  });
});
