import { expect, it } from 'vitest';
import { OUTLETS_MAX } from '../../src/core/limits.ts';
import { publishChanges } from '../../src/stories/publication.ts';
import { settings } from '../web/service.ts';
import { kvDouble } from './kv-double.ts';
import { article, freshIndex, sqlOf } from './newsdesk.ts';
import { QUAKE } from './stories.ts';

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
