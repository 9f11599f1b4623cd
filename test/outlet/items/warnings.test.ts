import { describe, expect, it } from 'vitest';
import type { FeedItem } from '../../../src/feeds/item.ts';
import { readingWarnings } from '../../../src/outlet/items/warnings.ts';
import { DAY, HOUR, MINUTE, NOW } from '../subject.ts';

const NEWS: FeedItem = {
  guid: undefined,
  url: 'https://alwaha.example/1',
  title: 'خبر',
  summary: undefined,
  paragraphs: [],
  author: undefined,
  image: undefined,
  categories: [],
  imageFile: undefined,
  published: NOW - HOUR,
  updated: undefined,
};

describe('what is odd about a feed', () => {
  it.each<[string, Partial<FeedItem>[], string[]]>([
    ['nothing', [{}, {}], []],
    ['no items', [], []],
    ['a clock a little fast', [{ published: NOW + 9 * MINUTE }], []],
    [
      'dates hours ahead',
      [{ published: NOW + 3 * HOUR }, { published: NOW + 90 * MINUTE }, {}],
      ['2 of 3 items are dated in the future, up to 3 h: filed under the time they were first seen'],
    ],
    [
      'dates years ahead, in the update only',
      [{ published: undefined, updated: NOW + 400 * DAY }],
      ['1 of 1 items are dated in the future, up to 400 days: filed under the time they were first seen'],
    ],
    [
      'one guid for all',
      [{ guid: 'x' }, { guid: 'x' }, { guid: 'y' }],
      ['2 of 3 items have a guid that others have too: told apart by their links'],
    ],
    [
      'an item that says nothing',
      [{ title: undefined }, {}],
      ['1 of 2 items have neither title nor text: passed over'],
    ],
  ])('%s', (_, items, notes) => {
    const all = items.map((one) => ({ ...NEWS, ...one }));
    expect(readingWarnings(all, NOW)).toEqual(notes);
  });
});
