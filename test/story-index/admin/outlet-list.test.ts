import { expect, it } from 'vitest';
import { OUTLETS_MAX } from '../../../src/limits.ts';
import {
  knownOutlets,
  listOutlets,
  priorities,
  removeOutlet,
  replaceOutlets,
} from '../../../src/story-index/admin/outlet-list.ts';
import { publishChanges } from '../../../src/story-index/publish/publication.ts';
import { article } from '../../builders.ts';
import { settings } from '../../web/service.ts';
import { freshIndex, sqlOf } from '../fresh-index.ts';
import { kvDouble } from '../kv-double.ts';
import { QUAKE } from '../stories.ts';

const many = (n: number) => Array.from({ length: n }, (_, i) => settings({ id: `outlet${i}` }));

it('one outlet more than a list may have is refused, and a change of one it has is not', async () => {
  const index = freshIndex();
  await index.replaceOutlets(many(OUTLETS_MAX - 1));
  expect(await index.putOutlet(settings({ id: 'last' }))).toBe(true);
  expect(await index.putOutlet(settings({ id: 'more' }))).toBe(false);
  expect(await index.putOutlet(settings({ id: 'last', name: 'اسم آخر' }))).toBe(true);
  const names = (await index.outlets()).map((o) => o.settings.name);
  expect([names.length, names.at(-1)]).toEqual([OUTLETS_MAX, 'اسم آخر']);
});

it('an outlet that is listed only after its articles were published gives them its name in KV too', async () => {
  const index = freshIndex();
  await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10)]);
  const { kv, values } = kvDouble();
  const publish = (now: number) => sqlOf(index, (_, storage) => publishChanges(storage, kv, now));
  await publish(1000);
  await index.replaceOutlets([settings({ id: 'marfa', name: 'صحيفة المرفأ' })]);
  await publish(2000);
  for (const value of values.values()) expect(value).toContain('صحيفة المرفأ');
});

it('an outlet that moves to another country tells it in KV too', async () => {
  const index = freshIndex();
  await index.replaceOutlets([settings({ id: 'marfa', group: 'ليبيا' }), settings({ id: 'waha', group: 'السودان' })]);
  await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10)]);
  const { kv, values } = kvDouble();
  const publish = (now: number) => sqlOf(index, (_, storage) => publishChanges(storage, kv, now));
  await publish(1000);
  await index.putOutlet(settings({ id: 'waha', group: 'تشاد' }));
  await publish(2000);
  for (const value of values.values())
    expect([value.includes('تشاد'), value.includes('السودان')]).toEqual([true, false]);
});

it('is read from memory as long as it has not changed, and never one that was rolled back', async () => {
  const read = (sql: SqlStorage) => [
    listOutlets(sql).map(({ id }) => id),
    ['a', 'b', 'c'].filter((id) => knownOutlets(sql).has(id)),
    ['a', 'b', 'c'].map(priorities(sql)),
  ];
  const [one, other] = [freshIndex(), freshIndex()];
  await sqlOf(one, (sql, storage) => {
    replaceOutlets(storage, [settings({ id: 'a', priority: 1 }), settings({ id: 'b' })]);
    const before = [
      ['a', 'b'],
      ['a', 'b'],
      [1, 0, 0],
    ];
    expect(read(sql)).toEqual(before);
    const giveUp = (change: () => unknown) =>
      expect(() =>
        storage.transactionSync(() => {
          change();
          expect(read(sql)).not.toEqual(before);
          throw new Error('given up');
        }),
      ).toThrow('given up');
    giveUp(() => replaceOutlets(storage, [settings({ id: 'c', priority: 7 })]));
    expect(read(sql)).toEqual(before);
    giveUp(() => removeOutlet(storage, 'a'));
    expect(read(sql)).toEqual(before);
    removeOutlet(storage, 'a');
    expect(read(sql)).toEqual([['b'], ['a', 'b'], [0, 0, 0]]);
  });
  await sqlOf(other, (sql) => expect(read(sql)[1]).toEqual([]));
  await sqlOf(one, (sql) => {
    read(sql);
    const counted = { exec: (...args: Parameters<SqlStorage['exec']>) => cursors[cursors.push(sql.exec(...args)) - 1] };
    const cursors: SqlStorageCursor<Record<string, SqlStorageValue>>[] = [];
    expect(read(counted as unknown as SqlStorage)).toEqual([['b'], ['a', 'b'], [0, 0, 0]]);
    expect(cursors.reduce((sum, { rowsRead }) => sum + rowsRead, 0)).toBeLessThanOrEqual(5);
  });
  const saved = await new Response(await one.backup()).text();
  await sqlOf(other, (_, storage) => replaceOutlets(storage, [settings({ id: 'c', priority: 7 })]));
  expect(await other.restore(new Response(saved).body as ReadableStream<Uint8Array>)).toMatchObject({ ok: true });
  await sqlOf(other, (sql) => expect(read(sql)).toEqual([['b'], ['a', 'b'], [0, 0, 0]]));
});
