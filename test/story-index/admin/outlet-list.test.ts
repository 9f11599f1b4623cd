import { expect, it } from 'vitest';
import { OUTLETS_MAX } from '../../../src/limits.ts';
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
