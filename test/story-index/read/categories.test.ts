import { describe, expect, it } from 'vitest';
import { WHOLE } from '../../../src/documents/slice.ts';
import { agreedCategories } from '../../../src/story-index/read/categories.ts';
import { article, outletSettings } from '../../builders.ts';
import { freshIndex, partition } from '../fresh-index.ts';
import { QUAKE } from '../stories.ts';

type Filed = readonly [publisher: string, ...categories: string[]];
const agreed = (...rows: readonly Filed[]) =>
  agreedCategories(
    rows.map(([publisher, ...categories]) => ({
      publisher,
      categories: categories.length > 0 ? JSON.stringify(categories) : null,
    })),
  );

describe('two publishers agree on a category', () => {
  it.each<readonly [string, readonly Filed[], readonly string[]]>([
    [
      'in one wording',
      [
        ['a', 'اقتصاد'],
        ['b', 'اقتصاد'],
      ],
      ['اقتصاد'],
    ],
    [
      'with and without the article',
      [
        ['a', 'الرياضة'],
        ['b', 'رياضة'],
      ],
      ['الرياضة'],
    ],
    [
      'in another spelling',
      [
        ['a', 'رياضه'],
        ['b', 'رياضة'],
        ['c', 'رياضة'],
      ],
      ['رياضة'],
    ],
    [
      'with words that say nothing',
      [
        ['a', 'أخبار الاقتصاد'],
        ['b', 'اقتصاد'],
        ['c', 'اقتصاد'],
      ],
      ['اقتصاد'],
    ],
    [
      'in other letters',
      [
        ['a', 'Sport'],
        ['b', 'SPORT'],
      ],
      ['Sport'],
    ],
    [
      'in another order of words',
      [
        ['a', 'فنون وثقافة'],
        ['b', 'ثقافة وفنون'],
      ],
      ['فنون وثقافة'],
    ],
    [
      'the most agreed comes first',
      [
        ['a', 'سياسة', 'اقتصاد'],
        ['b', 'اقتصاد'],
        ['c', 'اقتصاد', 'سياسة'],
      ],
      ['اقتصاد', 'سياسة'],
    ],
    [
      'the wording that most use',
      [
        ['a', 'تكنولوجيا'],
        ['b', 'التكنولوجيا'],
        ['c', 'التكنولوجيا'],
      ],
      ['التكنولوجيا'],
    ],
  ])('%s', (_, rows, expected) => expect(agreed(...rows)).toEqual(expected));

  it.each<readonly [string, readonly Filed[]]>([
    [
      'one publisher alone',
      [
        ['a', 'اقتصاد'],
        ['a', 'اقتصاد'],
      ],
    ],
    [
      'one that repeats itself',
      [
        ['a', 'اقتصاد', 'الاقتصاد', 'أخبار الاقتصاد'],
        ['b', 'سياسة'],
      ],
    ],
    ['none at all', [['a'], ['b']]],
    [
      'what says nothing',
      [
        ['a', 'أخبار', 'عاجل', 'الرئيسية', 'Uncategorized'],
        ['b', 'أخبار', 'عاجل', 'الرئيسية', 'Uncategorized'],
      ],
    ],
    [
      'signs and no words',
      [
        ['a', '…', '&amp;'],
        ['b', '…', '؟'],
      ],
    ],
  ])('not: %s', (_, rows) => expect(agreed(...rows)).toEqual([]));

  it('and of a hundred tags that two houses share, four are told', () => {
    const tags = Array.from({ length: 100 }, (_, i) => `وسم${'ابتثجحخدذرزسش'.slice(i % 8)}${i}`);
    expect(agreed(['a', ...tags], ['b', ...tags])).toHaveLength(4);
  });
});

it('a story tells the categories that its publishers agree on, an edit renews them, and its articles tell their countries', async () => {
  const index = freshIndex();
  await index.replaceOutlets([
    outletSettings('marfa', { group: 'ليبيا' }),
    outletSettings('waha', { group: 'السودان' }),
  ]);
  const imageFile = { type: 'image/png', width: 800, height: undefined, bytes: undefined };
  const image = 'https://marfa.example/1.png';
  const first = article('marfa', QUAKE[0], 0, { categories: ['كوارث', 'عاجل'], image, imageFile });
  const second = article('waha', QUAKE[1], 10, { categories: ['الكوارث'] });
  await index.file([first, second]);
  const told = async () => {
    const answer = await index.story(Object.values(await partition(index))[0] ?? '');
    return answer.kind === 'story' ? answer.story : undefined;
  };
  const story = await told();
  expect(story?.categories).toEqual(['كوارث']);
  expect(story?.articles.map((a) => [a.outlet.country, a.imageFile?.type])).toEqual([
    ['ليبيا', 'image/png'],
    ['السودان', undefined],
  ]);
  const [listed] = (await index.stories({ limit: 1, cursor: undefined, slice: WHOLE })).stories;
  expect([listed?.categories, listed?.imageFile?.width]).toEqual([['كوارث'], 800]);
  await index.file([{ ...second, title: `${second.title}، تحديث`, categories: ['طقس'], edited: second.seen + 60_000 }]);
  expect((await told())?.categories).toEqual([]);
});
