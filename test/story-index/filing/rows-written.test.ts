/** Rows written are what runs out first on the free plan. More than these per batch must be worth it: docs/decisions/packed-rows.md. */
import { expect, it } from 'vitest';
import { meter } from '../../../src/metering.ts';
import { fileBatch } from '../../../src/story-index/filing/file-batch.ts';
import { recordStatuses } from '../../../src/story-index/storage/outlet-statuses.ts';
import { article } from '../../builders.ts';
import { freshIndex, sqlOf } from '../fresh-index.ts';
import { MALI, QUAKE } from '../stories.ts';

it('a batch writes few rows, and what changes nothing writes none', async () => {
  await sqlOf(freshIndex(), (_, real) => {
    const { storage, take } = meter(real);
    const written = (what: () => unknown) => {
      take();
      what();
      return take().rowsWritten;
    };
    const file = (...batch: Parameters<typeof fileBatch>[1]) => written(() => fileBatch(storage, batch, () => 0));
    // The article and its story, three rows each with their indexes, and the counters.
    expect(file(article('marfa', QUAKE[0]))).toBe(7);
    expect(file(article('ufuq', MALI[0], 20))).toBe(7);
    // The story's row with two indexes, and its place in the outbox.
    expect(file(article('waha', QUAKE[1], 30))).toBeLessThanOrEqual(9);
    expect(file(article('waha', QUAKE[1], 30))).toBe(0);
    const status = { state: 'ok', detail: 'Read.', notes: [], nextDue: 1, failures: 0 } as const;
    const dated = { ...status, lastTried: 0, lastSuccess: 0, lastItem: 0 };
    const statuses = Array.from({ length: 84 }, (_, i) => ({ ...dated, outlet: `outlet${i}` }));
    expect(written(() => recordStatuses(storage, statuses))).toBe(4);
    expect(written(() => recordStatuses(storage, statuses.slice(0, 40)))).toBe(0);
  });
});
