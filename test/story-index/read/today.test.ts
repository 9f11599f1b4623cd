import { expect, it } from 'vitest';
import { article } from '../../builders.ts';
import { freshIndex } from '../fresh-index.ts';
import { QUAKE } from '../stories.ts';

it('tells of the day what was used and what waits', async () => {
  const index = freshIndex();
  await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10)]);
  const today = await index.today();
  expect(today).toMatchObject({ articles: 2, stories: 1, waiting: 2, unfiled: 0, quarantined: [] });
  expect(today.used.rowsWritten).toBeGreaterThan(2);
});
