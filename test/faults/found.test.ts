/** Bugs that crash schedules found, each as the shortest case that shows it. */
import { describe, expect, it } from 'vitest';
import type { StoryDocument } from '../../src/documents/document.ts';
import { putOutlet } from '../../src/story-index/admin/outlet-list.ts';
import { invalidateAll, PUBLISH_STORIES_MAX, publishChanges } from '../../src/story-index/publish/publication.ts';
import type { StoryIndex } from '../../src/story-index/story-index.ts';
import { article, outletSettings } from '../builders.ts';
import { freshIndex, partition, sqlOf } from '../story-index/fresh-index.ts';
import { carryAll } from '../story-index/index-state.ts';
import { frontIn, kvDouble } from '../story-index/kv-double.ts';
import { MALI, QUAKE, SAQQARA } from '../story-index/stories.ts';

type Index = DurableObjectStub<StoryIndex>;
/** Publishes without a write budget. */
const publishTo = (index: Index, kv: KVNamespace, now: number) =>
  sqlOf(index, (_, storage) => publishChanges(storage, kv, now, 100_000));
const alarm = (index: Index) => sqlOf(index, (_, storage) => storage.getAlarm());
const QUAKES = [article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10)];

describe('KV is what the index would publish', () => {
  it('when a write landed but was reported lost, and the change was then taken back', async () => {
    const index = freshIndex();
    await index.file(QUAKES);
    const double = kvDouble();
    await publishTo(index, double.kv, 1000);
    const held = () =>
      [...double.values].map(([key, value]) => (key === 'front' ? JSON.stringify(frontIn(double)) : value)).sort();
    const before = held();
    const put = double.kv.put.bind(double.kv);
    const lossy = {
      async put(...args: Parameters<KVNamespace['put']>) {
        await put(...args);
        throw new Error('timed out');
      },
    };
    const edited = article('waha', QUAKE[1], 10, { title: 'عنوان معدل' });
    await index.file([edited]);
    await publishTo(index, lossy as unknown as KVNamespace, 2000);
    await index.file([article('waha', QUAKE[1], 10)]);
    expect(await publishTo(index, double.kv, 3000)).toMatchObject({ left: 0, failure: undefined });
    const undated = (values: readonly string[]) =>
      values.map((value) => value.replace(/"changed":\d+|,"edited":\d+/g, ''));
    expect(undated(held())).toEqual(undated(before));
  });

  it.each([
    ['merged away', async (index: Index, quake: string, mali: string) => index.merge(quake, mali), 'movedTo'],
    [
      'split',
      async (index: Index, _: string, __: string, saqqara: string) => index.split(saqqara, ['shiraa-30']),
      '"outlets":1',
    ],
    [
      'edited',
      async (index: Index) => index.file([article('waha', QUAKE[1], 10, { title: 'عنوان معدل' })]),
      'عنوان معدل',
    ],
  ])('when a story is %s while its first document is being written', async (_, change, shown) => {
    const index = freshIndex();
    await index.file([
      article('sindyan', MALI[0]),
      ...QUAKES,
      article('ufuq', SAQQARA[0], 20),
      article('shiraa', SAQQARA[1], 30),
    ]);
    const ids = await partition(index);
    const [mali = '', quake = '', saqqara = ''] = ['sindyan-0', 'marfa-0', 'ufuq-20'].map((a) => ids[a]);
    const double = kvDouble();
    const writing = Promise.withResolvers<void>();
    const go = Promise.withResolvers<void>();
    await sqlOf(index, async (_, storage) => {
      double.beforeWrite = () => {
        writing.resolve();
        return go.promise;
      };
      const publication = publishChanges(storage, double.kv, 1000);
      await writing.promise;
      const { merge, split } = await import('../../src/story-index/admin/corrections.ts');
      const { fileBatch } = await import('../../src/story-index/filing/file-batch.ts');
      const AT_ONCE = { now: 1, dry: false, priorityOf: () => 0 };
      const direct = {
        merge: (one: string, other: string) => merge(storage, one, other, AT_ONCE),
        split: (one: string, articles: string[]) => split(storage, one, articles, AT_ONCE),
        file: (batch: never) => fileBatch(storage, batch, () => 0),
      };
      await change(direct as unknown as Index, quake, mali, saqqara);
      go.resolve();
      await publication;
    });
    expect(await publishTo(index, double.kv, 2000)).toMatchObject({ left: 0 });
    expect(
      [...double.values]
        .filter(([key]) => key !== 'front')
        .map(([, value]) => value)
        .join('\n'),
    ).toContain(shown);
  });

  it('when a story is merged that others were merged into before: each redirect is one hop', async () => {
    const index = freshIndex();
    const batch = [
      ...QUAKES,
      article('ufuq', SAQQARA[0], 20),
      article('shiraa', SAQQARA[1], 30),
      article('sindyan', MALI[0], 40),
      article('nakheel', MALI[0], 50),
    ];
    await index.file(batch);
    const ids = await partition(index);
    const [quake = '', saqqara = '', mali = ''] = ['marfa-0', 'ufuq-20', 'sindyan-40'].map((a) => ids[a]);
    const double = kvDouble();
    await publishTo(index, double.kv, 1000);
    await index.merge(mali, saqqara);
    await publishTo(index, double.kv, 2000);
    await index.merge(saqqara, quake);
    await publishTo(index, double.kv, 3000);
    for (const id of [mali, saqqara])
      expect(JSON.parse(double.values.get(`story/${id}`) ?? '')).toMatchObject({ movedTo: quake });
  });

  it('when there is more than one publication writes: the front shows when each story changed', async () => {
    const index = freshIndex();
    const batch = Array.from({ length: PUBLISH_STORIES_MAX + 5 }, (_, n) =>
      article('marfa', QUAKE[0], n, { unmerged: true }),
    );
    await index.file(batch);
    await sqlOf(index, (sql) => carryAll(sql, 2));
    const double = kvDouble();
    await sqlOf(index, (_, storage) => invalidateAll(storage, 0));
    let now = 1000;
    while ((await publishTo(index, double.kv, now)).left > 0) now += 1000;
    const front = frontIn(double);
    for (const { id, changed } of front.stories) {
      expect((JSON.parse(double.values.get(`story/${id}`) ?? '') as StoryDocument).changed, id).toBe(changed);
    }
  });

  it('when an outlet gets another name', async () => {
    const index = freshIndex();
    const settings = outletSettings('marfa', { name: 'المرفأ' });
    await index.replaceOutlets([settings]);
    await index.file(QUAKES);
    const double = kvDouble();
    await publishTo(index, double.kv, 1000);
    await index.putOutlet({ ...settings, name: 'المرفأ الجديد' });
    await publishTo(index, double.kv, 2000);
    for (const value of double.values.values()) expect(value).toContain('المرفأ الجديد');
    // And while documents with the old one are being written.
    await sqlOf(index, async (_, storage) => {
      invalidateAll(storage, 0);
      double.beforeWrite = () => void putOutlet(storage, { ...settings, name: 'المرفأ القديم' });
      await publishChanges(storage, double.kv, 3000);
      await publishChanges(storage, double.kv, 4000);
    });
    for (const value of double.values.values()) expect(value).toContain('المرفأ القديم');
  });
});

describe('what changed is published without waiting for the next round', () => {
  it.each([
    ['a merge', (index: Index, quake: string, mali: string) => index.merge(quake, mali)],
    ['a split', (index: Index, quake: string) => index.split(quake, ['waha-10'])],
    ['a republish', (index: Index) => index.republish()],
  ])('after %s', async (_, change) => {
    const index = freshIndex();
    await index.file([...QUAKES, article('sindyan', MALI[0], 40)]);
    const ids = await partition(index);
    await index.publish();
    expect(await alarm(index)).toBeNull();
    await change(index, ids['marfa-0'] ?? '', ids['sindyan-40'] ?? '');
    expect(await alarm(index)).not.toBeNull();
  });
});
