/** Laws of what is new, over feeds of any shape: names missing, shared, swapped, dates anywhere. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeedItem } from '../../../src/feeds/item.ts';
import { identifiedItems } from '../../../src/outlet/items/matching.ts';
import { type Selection, select } from '../../../src/outlet/items/select.ts';
import type { SeenRow } from '../../../src/outlet/store.ts';
import { itemOf } from '../../builders.ts';
import { HOUR, NOW } from '../subject.ts';

const few = (...values: string[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

const item: fc.Arbitrary<FeedItem> = fc.record({
  guid: few('a', 'b', 'c', 'd'),
  url: few('https://x.example/1', 'https://x.example/2', 'https://x.example/3'),
  title: few('خبر أول', 'خبر ثان', 'خبر ثالث'),
  summary: few('ملخص'),
  paragraphs: fc.constant([]),
  author: fc.constant(undefined),
  image: fc.constant(undefined),
  categories: fc.constant([]),
  imageFile: fc.constant(undefined),
  published: fc.option(fc.integer({ min: NOW - 300 * HOUR, max: NOW + 10 * HOUR }), { nil: undefined }),
  updated: fc.constant(undefined),
});

const feed = fc.array(item, { maxLength: 8 });

/**
 * One outlet's feed over time: guids on all its items or on none. An item that loses its guid after its page went to another
 * item is sent once more under its first id, and the index, which knows that id, takes it for an edit.
 */
const steady = fc
  .tuple(fc.boolean(), fc.array(feed, { minLength: 2, maxLength: 5 }))
  .map(([named, feeds]) =>
    feeds.map((items) => items.map((one) => ({ ...one, guid: named ? (one.guid ?? 'e') : undefined }))),
  );

function read(items: readonly FeedItem[], rows: readonly SeenRow[], now: number, articles = Number.POSITIVE_INFINITY) {
  const all = identifiedItems('alwaha0000000', items, false);
  const known = new Map(rows.map((row) => [row.key, row]));
  const selection = select(all, {
    known,
    rowsOf: (contents) => rows.filter((row) => contents.includes(row.content)),
    left: () => [],
    matchedByText: [],
    whole: true,
    listedLast: new Set(known.keys()),
    articleAfter: (article) => `${article}+`,
    first: rows.length === 0,
    lastListing: undefined,
    quota: { items: 2_500, articles, articlesADay: articles, edits: 100 },
    now,
  });
  return {
    all,
    selection,
    rows: [...new Map([...known, ...recorded(selection).map((row) => [row.key, row] as const)]).values()],
  };
}

function recorded({ pending, skipped }: Selection): readonly SeenRow[] {
  return [...pending.flatMap((one) => one.rows), ...skipped];
}

/** FAULTS_RUNS=1000 makes all. */
const RUNS = Math.min(1_000, 10 * Number(process.env.FAULTS_RUNS));

describe('laws', () => {
  it('what was met once is never new again', () => {
    fc.assert(
      fc.property(feed, fc.nat(10), (items, mayFile) => {
        const first = read(items, [], NOW, mayFile);
        const again = read(items, first.rows, NOW + HOUR);
        expect(again.selection.pending.filter((one) => !one.edited)).toEqual([]);
        expect(again.selection.skipped).toEqual([]);
      }),
      { seed: 11, numRuns: RUNS },
    );
  });

  it('nor in another order or in part, if guids tell items apart', () => {
    const distinct = feed.map((items) => items.map((one, i) => ({ ...one, guid: `${i}` })));
    fc.assert(
      fc.property(distinct, fc.nat(8), (items, kept) => {
        const first = read(items, [], NOW);
        const again = read(items.toReversed().slice(0, kept), first.rows, NOW + HOUR);
        expect(again.selection.pending).toEqual([]);
        expect(again.selection.skipped).toEqual([]);
      }),
      { seed: 14, numRuns: RUNS },
    );
  });

  it('every item with words is filed, known or recorded as left out: none is lost', () => {
    fc.assert(
      fc.property(feed, fc.nat(10), (items, mayFile) => {
        const { all, selection } = read(items, [], NOW, mayFile);
        const keys = new Set(recorded(selection).map((row) => row.key));
        for (const one of all) expect(keys.has(one.keys[0])).toBe(true);
      }),
      { seed: 12, numRuns: RUNS },
    );
  });

  it('an article keeps its id and date however the feed goes on', () => {
    fc.assert(
      fc.property(steady, (feeds) => {
        const dates = new Map<string, number>();
        let rows: readonly SeenRow[] = [];
        feeds.forEach((items, i) => {
          const reading = read(items, rows, NOW + i * HOUR);
          rows = reading.rows;
          const ids = reading.selection.pending.map((one) => one.article);
          expect(new Set(ids).size).toBe(ids.length);
          for (const one of reading.selection.pending) {
            if (one.edited) expect(one.published).toBe(dates.get(one.article));
            else expect(dates.has(one.article)).toBe(false);
            expect(one.published).toBeLessThanOrEqual(NOW + i * HOUR);
            dates.set(one.article, one.published);
          }
        });
      }),
      { seed: 13, numRuns: RUNS },
    );
  });
});

const one = (guid: string, url: string, title: string, published = NOW - HOUR): FeedItem =>
  itemOf({ guid, url, title, published });

describe('a link that goes to another item', () => {
  it('leaves both items their own', () => {
    const { rows } = read([one('a', 'https://x.example/1', 'خبر أول')], [], NOW);
    const moved = [one('b', 'https://x.example/1', 'خبر ثان'), one('a', 'https://x.example/9', 'خبر أول')];
    const { selection } = read(moved, rows, NOW + HOUR);
    expect(selection.pending.map(({ edited, item: { title } }) => ({ edited, title }))).toEqual([
      { edited: false, title: 'خبر ثان' },
    ]);
  });

  it('brings news, be the earlier one too old to be filed', () => {
    const old = one('a', 'https://x.example/live', 'خبر أول', NOW - 300 * HOUR);
    const { rows } = read([one('z', 'https://x.example/9', 'خبر'), old], [], NOW);
    const day = (title: string, published: number) =>
      read([one('b', old.url ?? '', title, published)], rows, NOW + 30 * HOUR);
    expect(day('خبر ثان', NOW + 29 * HOUR).selection.pending.map(({ edited }) => edited)).toEqual([false]);
    expect(day('خبر أول', NOW + 29 * HOUR).selection.pending).toEqual([]);
    expect(day('خبر ثان', NOW + 2 * HOUR).selection.pending).toEqual([]);
  });
});

describe('a guid that two items had for a while', () => {
  const first = one('a', 'https://x.example/1', 'خبر أول');
  const second = one('a', 'https://x.example/2', 'خبر ثان');

  it('leaves the later one its own article when the earlier one is gone', () => {
    const early = read([first], [], NOW);
    const both = read([second, first], early.rows, NOW + HOUR);
    expect(both.selection.pending.map(({ edited, item: { title } }) => ({ edited, title }))).toEqual([
      { edited: false, title: 'خبر ثان' },
    ]);
    const late = read([second], both.rows, NOW + 2 * HOUR);
    expect(late.selection.pending).toEqual([]);
    const edited = read([{ ...second, title: 'خبر ثان معدل' }], both.rows, NOW + 2 * HOUR);
    expect(edited.selection.pending.map(({ article }) => article)).toEqual([both.selection.pending[0]?.article]);
  });
});
