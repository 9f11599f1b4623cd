import { describe, expect, it } from 'vitest';
import { WHOLE } from '../../../src/documents/slice.ts';
import { invalidateOutdated } from '../../../src/story-index/publish/publication.ts';
import { article, outletSettings } from '../../builders.ts';
import { freshIndex, sqlOf } from '../fresh-index.ts';
import { joins, madeByOtherCode, setPublisher } from '../index-state.ts';
import { QUAKE } from '../stories.ts';

const marfa = outletSettings('marfa');
const waha = outletSettings('waha');
const ALL = { limit: 10, cursor: undefined, slice: WHOLE };

async function carried(index: ReturnType<typeof freshIndex>) {
  const { stories } = await index.stories(ALL);
  const by = async (publishers: number) =>
    (await index.stories({ ...ALL, slice: { ...WHOLE, publishers } })).stories.length;
  return {
    outlets: stories.map((s) => s.outlets),
    atLeastTwo: await by(2),
    publishers: stories.flatMap((s) => s.articles.map((a) => a.publisher)),
  };
}

describe('the publisher of what is filed', () => {
  it('follows the list: two outlets become one publisher, and two again, with counts, ?publishers=N and documents', async () => {
    const index = freshIndex();
    await index.replaceOutlets([marfa, waha]);
    await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10)]);
    expect(await carried(index)).toEqual({
      outlets: [2],
      atLeastTwo: 1,
      publishers: ['marfa.example', 'waha.example'],
    });
    const [before] = (await index.stories(ALL)).stories;

    await index.putOutlet({ ...waha, publisher: 'marfa.example' });
    expect(await carried(index)).toEqual({
      outlets: [1],
      atLeastTwo: 0,
      publishers: ['marfa.example', 'marfa.example'],
    });
    const front = await index.stories(ALL);
    expect(front.stories[0]).toMatchObject({
      id: before?.id,
      guid: before?.guid,
      published: before?.published,
      updated: before?.updated,
    });

    await index.putOutlet({ ...waha, home: 'https://nakheel.example/' });
    expect(await carried(index)).toEqual({
      outlets: [2],
      atLeastTwo: 1,
      publishers: ['marfa.example', 'nakheel.example'],
    });
    expect((await index.stories(ALL)).stories[0]?.updated).toBe(before?.updated);
  });

  it('does not go on telling that a publisher joined what it carried, and tells of none that joins by a setting', async () => {
    const index = freshIndex();
    await index.replaceOutlets([marfa, waha]);
    await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10)]);
    // The story itself is told as new, and stays so.
    const joined = () => sqlOf(index, joins);
    expect(await joined()).toBe(2);
    await index.putOutlet({ ...waha, publisher: 'marfa.example' });
    expect(await joined()).toBe(1);
    await index.putOutlet(waha);
    expect(await joined()).toBe(1);
  });

  it('shows once what the house lists in two feeds, told by its two outlets before they were one, and twice again', async () => {
    const index = freshIndex();
    await index.replaceOutlets([marfa, waha]);
    await index.file([
      article('marfa', QUAKE[0]),
      article('waha', { ...QUAKE[0], title: 'عنوان آخر للخبر' }, 10),
      article('waha', QUAKE[1], 20),
    ]);
    const told = async () => {
      const { stories } = await index.stories(ALL);
      const answer = await index.story(stories[0]?.id ?? '');
      if (answer.kind !== 'story') throw new Error(answer.kind);
      const { articles, passages } = answer.story;
      return [articles.length, passages.filter(({ carriers }) => new Set(carriers).size > 1).length > 0] as const;
    };
    expect(await told()).toEqual([3, true]);
    await index.putOutlet({ ...waha, publisher: 'marfa.example' });
    expect((await told())[0]).toBe(2);
    await index.putOutlet(waha);
    expect(await told()).toEqual([3, true]);
  });

  it('is what the list says at filing, whatever it said when the article was made', async () => {
    const index = freshIndex();
    await index.replaceOutlets([marfa, { ...waha, publisher: 'marfa.example' }]);
    await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10)]);
    expect(await carried(index)).toMatchObject({ outlets: [1], publishers: ['marfa.example', 'marfa.example'] });
  });

  it('of an outlet that was removed from the list stays', async () => {
    const index = freshIndex();
    await index.replaceOutlets([marfa, { ...waha, publisher: 'دار الواحة' }]);
    await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10)]);
    await index.removeOutlet('waha');
    expect(await carried(index)).toMatchObject({ outlets: [2], publishers: ['marfa.example', 'دار الواحة'] });
  });

  it('is told anew by newer code, and writes no row where nothing changed', async () => {
    const index = freshIndex();
    await index.replaceOutlets([marfa, waha]);
    await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10)]);
    await sqlOf(index, (sql, storage) => {
      setPublisher(sql, 'waha-10', 'what older code said');
      madeByOtherCode(sql);
      invalidateOutdated(storage);
    });
    expect(await carried(index)).toMatchObject({ publishers: ['marfa.example', 'waha.example'] });
    const changes = () => sqlOf(index, (sql) => sql.exec<{ n: number }>('SELECT total_changes() AS n').one().n);
    const before = await changes();
    await index.replaceOutlets([marfa, waha]);
    // The setting that says whose the list is, and the stamp of the change.
    expect((await changes()) - before).toBe(2);
  });
});
