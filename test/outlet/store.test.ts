/** What an outlet remembers is packed into few rows, and reads as though each key had a row of its own. */
import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Env } from '../../src/env.ts';
import { meter } from '../../src/metering.ts';
import { newRecord, type OutletRecord } from '../../src/outlet/record.ts';
import { type OutletStore, openStore, type SeenRow } from '../../src/outlet/store.ts';

const DAY = 86_400_000;

function inStorage<T>(look: (storage: DurableObjectStorage) => T): Promise<T> {
  const stub = (env as unknown as Env).OUTLET.getByName(crypto.randomUUID());
  return runInDurableObject(stub, (_, { storage }) => look(storage));
}

function record(seenRows = 0): OutletRecord {
  return { ...newRecord('https://alwaha.example/feed.xml', 0), seenRows };
}

/** The two keys of item `n`. */
function rowsOf(n: number, seen: number, over: Partial<SeenRow> = {}): readonly SeenRow[] {
  const words = { content: `c${n}`, title: `t${n}`, version: `v${n}`, details: `d${n}`, sketch: '0:0:' };
  return [`g${n}`, `p${n}`].map((key) => {
    return { key, article: `g${n}`, ...words, edits: 0, day: 0, published: seen, seen, ...over };
  });
}

function items(from: number, count: number, seen: number): readonly SeenRow[] {
  return Array.from({ length: count }, (_, i) => rowsOf(from + i, seen)).flat();
}

it('costs a row a reading, one more for every 64 items, and a month later little more', async () => {
  await inStorage((real) => {
    const { storage, take } = meter(real);
    const store = openStore(storage);
    const written = (what: () => void) => {
      take();
      what();
      return take().rowsWritten;
    };
    expect(written(() => store.save(record()))).toBe(1);
    expect(written(() => store.accept(items(0, 3, 0), record()))).toBe(1);
    expect(written(() => store.accept(rowsOf(1, 0, { title: 'a correction' }), record()))).toBe(1);
    for (let n = 3; n < 64; n++) store.accept(items(n, 1, n), record());
    expect(written(() => store.accept(items(64, 1, 64), record()))).toBe(1);
    // A correction of what is packed rewrites its pack.
    expect(written(() => store.accept(rowsOf(1, 0, { title: 'another' }), record()))).toBe(2);
    expect(store.known(['g1', 'p64', 'nobody'])).toEqual(
      new Map([...rowsOf(1, 0, { title: 'another' }).slice(0, 1), ...rowsOf(64, 64).slice(1)].map((r) => [r.key, r])),
    );
    // A first reading of a feed with 640 items.
    expect(written(() => store.accept(items(65, 640, 65), record()))).toBe(11);
    expect(store.all()).toHaveLength(2 * 705);
    expect(written(() => expect(store.prune([], 64, 100, 20_000)).toBe(2 * 641))).toBe(1);
    expect(written(() => expect(store.prune(['g70'], 66, 100, 20_000)).toBe(2))).toBeLessThanOrEqual(12);
    expect(store.all().map(({ key }) => key)).toEqual(['g70', 'p70']);
  });
});

/** One row a key, as though rows cost nothing. */
function plainStore(): OutletStore {
  let rows = new Map<string, SeenRow>();
  let saved: OutletRecord | undefined;
  return {
    load: () => saved,
    save: (one) => {
      saved = one;
    },
    known: (keys) => new Map(keys.flatMap((key) => rows.get(key) ?? []).map((row) => [row.key, row])),
    all: () => [...rows.values()],
    accept(more, one) {
      for (const row of more) rows.set(row.key, row);
      const latest = new Map(more.map((row) => [row.article, row]));
      for (const [key, { article }] of rows)
        rows.set(key, { ...(latest.get(article) ?? rows.get(key)), key } as SeenRow);
      saved = one;
    },
    moveUpFirstSight(keys, before, as) {
      for (const [key, row] of rows) if (keys.includes(key) && row.seen < before) rows.set(key, { ...row, seen: as });
    },
    prune(inFeed, before, after) {
      const listed = new Set(
        [...rows.values()].filter(({ key }) => inFeed.includes(key)).map(({ article }) => article),
      );
      const stays = ({ article, seen }: SeenRow) => listed.has(article) || (seen >= before && seen <= after);
      rows = new Map([...rows].filter(([, row]) => stays(row)));
      return rows.size;
    },
  };
}

const item = fc.integer({ min: 0, max: 400 });
const step = fc.oneof(
  fc.record({
    do: fc.constant('accept' as const),
    from: item,
    count: fc.integer({ min: 0, max: 90 }),
    fails: fc.boolean(),
  }),
  fc.record({
    do: fc.constant('edit' as const),
    by: fc.constantFrom('g', 'p', 'new'),
    of: fc.array(item, { maxLength: 5 }),
  }),
  fc.record({ do: fc.constant('leave' as const), of: fc.array(item, { maxLength: 5 }) }),
  fc.record({ do: fc.constant('prune' as const), stay: fc.array(item, { maxLength: 5 }) }),
);

it('reads as one row a key would, whatever is accepted, edited under any of its keys, moved up, pruned and rolled back', async () => {
  await inStorage((storage) => {
    const store = openStore(storage);
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 12 }), (steps) => {
        storage.sql.exec('DELETE FROM seen');
        storage.sql.exec('DELETE FROM outlet');
        const plain = plainStore();
        const both = (use: (one: OutletStore) => unknown) => expect(use(store)).toEqual(use(plain));
        for (const [day, one] of steps.entries()) {
          const now = day * 10 * DAY;
          if (one.do === 'accept' && one.fails) {
            const refuse = () =>
              storage.transactionSync(() => {
                store.accept(items(one.from, one.count, now), record(day));
                throw new Error('rolled back');
              });
            expect(refuse).toThrow('rolled back');
          } else if (one.do === 'accept') both((s) => s.accept(items(one.from, one.count, now), record(day)));
          else if (one.do === 'edit') {
            const known = plain.known(one.of.map((n) => `${one.by === 'p' ? 'p' : 'g'}${n}`)).values();
            const edited = [...known].map((row) => {
              return {
                ...row,
                ...(one.by === 'new' ? { key: `${row.key}+${day}` } : {}),
                title: `edited on day ${day}`,
              };
            });
            both((s) => s.accept(edited, record(day)));
          } else if (one.do === 'leave')
            both((s) =>
              s.moveUpFirstSight(
                one.of.map((n) => `g${n}`),
                now - 15 * DAY,
                now,
              ),
            );
          else
            both((s) =>
              s.prune(
                one.stay.map((n) => `p${n}`),
                now - 30 * DAY,
                now + DAY,
                20_000,
              ),
            );
          both((s) => s.load());
          both((s) => s.known(Array.from({ length: 400 }, (_, n) => `g${n}`)));
          both((s) => s.all().toSorted((a, b) => (a.key < b.key ? -1 : 1)));
        }
      }),
      { numRuns: 60 },
    );
  });
});

it('drops the oldest beyond the most that is kept, but none that the feed lists', async () => {
  await inStorage((storage) => {
    const store = openStore(storage);
    for (let n = 0; n < 300; n += 50) store.accept(items(n, 50, n), record());
    expect(store.prune(['g0', 'p0'], -1, 1_000, 100)).toBe(100);
    expect(new Set(store.all().map(({ article }) => article)).size).toBe(50);
    expect([...store.known(['g0', 'p0', 'g1', 'g299']).keys()].sort()).toEqual(['g0', 'g299', 'p0']);
  });
});
