import { describe, expect, it } from 'vitest';
import type { OutletSettings, OutletStatus } from '../../../src/documents/outlet.ts';
import { OUTLETS_MAX } from '../../../src/limits.ts';
import {
  knownOutlets,
  listOutlets,
  priorities,
  removeOutlet,
  replaceOutlets,
} from '../../../src/story-index/admin/outlet-list.ts';
import { publishChanges } from '../../../src/story-index/publish/publication.ts';
import { article, outletSettings } from '../../builders.ts';
import { OUTLETS, settings } from '../../web/service.ts';
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

describe('a change of one outlet', () => {
  const full = outletSettings('marfa', {
    ...{ name: 'صحيفة المرفأ', group: 'ليبيا', priority: 7, summaryOnly: true, unmerged: true },
    ...{ userAgent: 'curl/8.5.0', itemsPerDay: 40, publisher: 'dar.example', checked: '2026-11' },
  });
  const list = async () => {
    const index = freshIndex();
    await index.replaceOutlets([outletSettings('waha'), full, outletSettings('ufuq')]);
    return index;
  };
  const settingsIn = async (index: ReturnType<typeof freshIndex>) =>
    (await index.outlets()).map((entry) => entry.settings as OutletSettings);

  it('pauses and resumes it, and changes nothing else about it or the others', async () => {
    const index = await list();
    const before = await settingsIn(index);
    expect(await index.changeOutlet('marfa', { disabled: true })).toEqual({ ...full, disabled: true });
    expect(await settingsIn(index)).toEqual(
      before.map((one) => (one.id === 'marfa' ? { ...one, disabled: true } : one)),
    );
    await index.changeOutlet('marfa', { disabled: false });
    expect(await settingsIn(index)).toEqual(before);
  });

  it('that is paused keeps when it was read, and is not called failing', async () => {
    const index = await list();
    const read = { ...OUTLETS[1]?.status, outlet: 'marfa', lastSuccess: 5_000, lastTried: 9_000, lastItem: 4_000 };
    await index.report([read as OutletStatus]);
    await index.changeOutlet('marfa', { disabled: true });
    const statusOf = async () => (await index.outlets()).find(({ settings: { id } }) => id === 'marfa')?.status;
    const paused = { state: 'disabled', lastSuccess: 5_000, lastTried: 9_000, lastItem: 4_000, failures: 0, notes: [] };
    expect(await statusOf()).toMatchObject(paused);
    expect((await statusOf())?.failure).toBeUndefined();
    await index.changeOutlet('marfa', { disabled: false });
    expect(await statusOf()).toMatchObject({ state: 'failing', lastSuccess: 5_000, failures: 3 });
  });

  it('takes one change of each setting at once, and loses none', async () => {
    const index = await list();
    const changes = {
      ...{ name: 'اسم', group: 'تونس', home: 'https://other.example/', publisher: 'دار', priority: -3 },
      ...{ summaryOnly: !full.summaryOnly, unmerged: !full.unmerged, disabled: true, itemsPerDay: 7, userAgent: 'x/1' },
    };
    await Promise.all(Object.entries(changes).map(([name, value]) => index.changeOutlet('marfa', { [name]: value })));
    expect((await settingsIn(index))[1]).toEqual({ ...full, ...changes });
  });

  it('is removed once: the second time there is none', async () => {
    const index = await list();
    expect([await index.removeOutlet('marfa'), await index.removeOutlet('marfa')]).toEqual([true, false]);
  });

  it('writes the one row, in a list of any length', async () => {
    const index = await list();
    const changes = () => sqlOf(index, (sql) => sql.exec<{ n: number }>('SELECT total_changes() AS n').one().n);
    const before = await changes();
    await index.changeOutlet('marfa', { disabled: true });
    // And two of the index's settings: whose the list is, and that it changed.
    expect((await changes()) - before).toBe(3);
  });

  it('takes a setting away that is named and undefined, and knows no outlet that is not listed', async () => {
    const index = await list();
    await index.changeOutlet('marfa', { userAgent: undefined });
    expect((await settingsIn(index))[1]?.userAgent).toBeUndefined();
    expect((await settingsIn(index))[1]?.itemsPerDay).toBe(40);
    expect(await index.changeOutlet('nosuchoutlet1', { disabled: true })).toBeUndefined();
  });
});
