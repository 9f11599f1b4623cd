import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FeedItem } from '../../../src/feeds/item.ts';
import { datesOf, oldBefore } from '../../../src/outlet/items/dating.ts';
import { DAY, HOUR, NOW } from '../subject.ts';

const SEEN = NOW;
const NONE = undefined;

function item(published: number | undefined, updated?: number): FeedItem {
  const text = { guid: NONE, url: NONE, title: NONE, summary: NONE, paragraphs: [], author: NONE, image: NONE };
  return { ...text, categories: [], imageFile: undefined, published, updated };
}

describe('dates', () => {
  const h = (hours: number) => SEEN - hours * HOUR;
  it.each([
    ['as claimed', [h(1), h(2)], [h(1), h(2)], [h(1), h(2)]],
    ['hours in the future: first sight', [SEEN + 3 * HOUR, h(2)], [SEEN, h(2)], [SEEN, h(2)]],
    ['in 2099', [Date.UTC(2099, 0, 1)], [SEEN], [SEEN]],
    [
      'nowhere: first sight, in the feed’s order',
      [NONE, NONE, NONE],
      [SEEN, SEEN - 1, SEEN - 2],
      [SEEN, SEEN - 1, SEEN - 2],
    ],
    ['missing below a dated item', [h(1), NONE, h(200)], [h(1), h(1), h(200)], [h(1), SEEN - 1, h(200)]],
    ['missing at the top', [NONE, h(50)], [h(50), h(50)], [SEEN, h(50)]],
    ['missing at the end, among the old', [h(1), h(400), NONE], [h(1), h(400), h(400)], [h(1), h(400), SEEN - 2]],
  ])('%s', (_, claimed, atFirst, later) => {
    const items = claimed.map((date) => item(date));
    expect(datesOf(items, SEEN, true)).toEqual(atFirst);
    expect(datesOf(items, SEEN, false)).toEqual(later);
  });

  it('are those of the update where there is no other', () => {
    expect(datesOf([item(NONE, h(4))], SEEN, false)).toEqual([h(4)]);
  });

  it('are never later than first sight, for any feed', () => {
    const claims = fc.array(fc.option(fc.integer({ min: 0, max: 2 * SEEN }), { nil: undefined }));
    fc.assert(
      fc.property(claims, fc.boolean(), (claimed, first) => {
        const items = claimed.map((date) => item(date));
        expect(datesOf(items, SEEN, first).every((date) => date <= SEEN)).toBe(true);
      }),
      { seed: 7 },
    );
  });
});

describe('too old', () => {
  it.each([
    ['is what is past the retention', [NOW, NOW - 6 * DAY], false, NOW - 5 * DAY],
    ['counts from now for all but the first reading', [NOW - 30 * DAY], false, NOW - 5 * DAY],
    ['counts from a quiet outlet’s newest item at the first', [NOW - 30 * DAY, NOW - 31 * DAY], true, NOW - 35 * DAY],
    ['is nothing in an empty feed', [], true, NOW - 5 * DAY],
  ])('%s', (_, dates, first, horizon) => {
    expect(oldBefore(dates, NOW, first)).toBe(horizon);
  });
});
