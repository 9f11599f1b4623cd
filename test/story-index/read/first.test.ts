/** Who had it first: by the date that an outlet claims, but not before the reading that did not list the article. */
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/documents/article.ts';
import type { StoryDocument } from '../../../src/documents/document.ts';
import { article, MORNING } from '../../builders.ts';
import { freshIndex, partition } from '../fresh-index.ts';
import { QUAKE } from '../stories.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function storyOf(index: ReturnType<typeof freshIndex>): Promise<StoryDocument> {
  const [id = '', ...others] = new Set(Object.values(await partition(index)));
  expect(others).toEqual([]);
  const answer = await index.story(id);
  if (answer.kind !== 'story') throw new Error(answer.kind);
  return answer.story as StoryDocument;
}

/** Ids of the carriers of each passage, without repeats. */
const orders = ({ passages }: StoryDocument) => [...new Set(passages.map(({ carriers }) => carriers.join(' ')))];

/** The report of the outlet that had it, and a copy that is filed after it. */
const SOURCE = article('marfa', QUAKE[0], 0, { notBefore: MORNING - HOUR });
const copy = (over: Partial<Article>) => article('waha', QUAKE[1], 30, over);

describe('the source of a passage', () => {
  it.each<readonly [string, Partial<Article>, string]>([
    ['not who dates a copy back', { published: MORNING - 40 * HOUR, notBefore: MORNING + HOUR / 3 }, 'marfa-0 waha-30'],
    [
      'who published before, and we read late',
      { published: MORNING - HOUR / 2, notBefore: MORNING - 2 * HOUR },
      'waha-30 marfa-0',
    ],
    [
      'by its word whom we read for the first time',
      { published: MORNING - 5 * HOUR, notBefore: undefined },
      'waha-30 marfa-0',
    ],
    [
      'of two between the same readings, by their word',
      { published: MORNING - 1, notBefore: MORNING - HOUR },
      'waha-30 marfa-0',
    ],
    ['of equals who was filed first', { published: MORNING, notBefore: MORNING - HOUR }, 'marfa-0 waha-30'],
  ])('is %s', async (_, over, expected) => {
    const index = freshIndex();
    await index.file([SOURCE]);
    await index.file([copy(over)]);
    const story = await storyOf(index);
    expect(orders(story)).toEqual([expected]);
    expect(story.articles.map((a) => a.published)).toEqual([SOURCE.published, over.published]);
    expect(story.articles.map((a) => a.notBefore)).toEqual([SOURCE.notBefore, over.notBefore]);
  });

  it('is known of an article outside the story too', async () => {
    const index = freshIndex();
    await index.file([
      copy({ published: MORNING - 40 * HOUR, notBefore: MORNING + HOUR }),
      article('marfa', QUAKE[0], 90),
    ]);
    const story = await storyOf(index);
    expect(await index.split(story.id, ['marfa-90'])).toMatchObject({ ok: true });
    const answer = await index.story((await partition(index))['marfa-90'] ?? '');
    expect(answer.kind === 'story' && answer.story.passages[0]).toMatchObject({
      carriers: ['waha-30', 'marfa-90'],
      earliest: MORNING + HOUR,
    });
  });

  it('stays through an edit, a backup and a restoration', async () => {
    const [index, other] = [freshIndex(), freshIndex()];
    const dated = copy({ published: MORNING - 40 * HOUR, notBefore: MORNING + HOUR / 3 });
    await index.file([SOURCE, dated]);
    await index.file([{ ...dated, title: `${dated.title} بالصور`, notBefore: undefined, edited: MORNING + DAY }]);
    const before = await storyOf(index);
    expect(orders(before)).toEqual(['marfa-0 waha-30']);
    expect(before.articles.map((a) => a.notBefore)).toEqual([SOURCE.notBefore, dated.notBefore]);
    expect(await other.restore(await index.backup())).toMatchObject({ ok: true });
    expect(await storyOf(other)).toEqual(before);
  });
});

describe('what an edit puts into an older article', () => {
  const flash = { title: QUAKE[0].title, paragraphs: ['عاجل: زلزال يضرب سواحل جزيرة ميندورو الفلبينية صباح اليوم'] };
  const short = article('waha', flash, -60);
  const edited = (over: Partial<Article> = {}) => ({
    ...article('waha', QUAKE[1], -60),
    notBefore: MORNING + HOUR,
    edited: MORNING + 2 * HOUR,
    ...over,
  });

  it('was not there first', async () => {
    const index = freshIndex();
    await index.file([short]);
    await index.file([SOURCE]);
    await index.file([edited()]);
    const story = await storyOf(index);
    expect(orders(story)).toEqual(['marfa-0 waha--60']);
    // The article itself was there first, and keeps its date.
    expect(story.articles.map((a) => [a.id, a.published])).toEqual([
      ['waha--60', MORNING - HOUR],
      ['marfa-0', MORNING],
    ]);
  });

  it('was not there first for an article that came later either', async () => {
    const index = freshIndex();
    await index.file([short]);
    await index.file([edited()]);
    await index.file([article('marfa', QUAKE[0], 90, { published: MORNING, notBefore: MORNING - HOUR })]);
    expect(orders(await storyOf(index))).toEqual(['marfa-90 waha--60']);
  });

  it('does not touch what stood there before, corrected or moved', async () => {
    const index = freshIndex();
    const first = article('waha', QUAKE[1], -60);
    await index.file([first]);
    await index.file([SOURCE]);
    const [one = '', ...others] = QUAKE[1].paragraphs;
    const again = { title: QUAKE[1].title, paragraphs: [...others, one.replace('عشرات القرى', 'مئة قرية')] };
    await index.file([{ ...article('waha', again, -60), notBefore: MORNING + HOUR, edited: MORNING + 2 * HOUR }]);
    expect(orders(await storyOf(index))).toEqual(['waha--60 marfa-0']);
  });
});

it('a copy dated back does not lead as the first', async () => {
  const index = freshIndex();
  await index.file([
    article('ufuq', QUAKE[0], 0),
    article('waha', QUAKE[1], 30, { published: MORNING - 40 * HOUR, notBefore: MORNING + HOUR }),
    article('marfa', QUAKE[0], 20),
  ]);
  const story = await storyOf(index);
  expect(story.lead.article).toBe('ufuq-0');
  expect(await index.split(story.id, ['ufuq-0'])).toMatchObject({ ok: true });
  const answer = await index.story((await partition(index))['waha-30'] ?? '');
  expect(answer.kind === 'story' && answer.story.lead).toEqual({ article: 'marfa-20', reason: 'first' });
});
