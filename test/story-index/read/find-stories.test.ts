import { expect, it } from 'vitest';
import { article } from '../../builders.ts';
import { freshIndex, partition } from '../fresh-index.ts';
import { MALI, QUAKE, SAQQARA } from '../stories.ts';

const told = (title: string) => ({ title, paragraphs: [`نص الخبر عن ${title} كما ورد.`] });

it('finds kept stories by all the words of a title, in any spelling and order, the newest first', async () => {
  const index = freshIndex();
  const titles = ['افتتاح مكتبة الواحة العامة', 'إغلاق مكتبة المرفأ للتجديد', 'سباق القوارب في المرفأ'];
  await index.file(titles.map((title, i) => article('marfa', told(title), i, { unmerged: true })));
  const find = async (words: string, limit = 10) => (await index.findStories(words, limit)).map(({ title }) => title);
  expect(await find('مكتبة')).toEqual([titles[1], titles[0]]);
  expect(await find('الواحه مكتبه')).toEqual([titles[0]]);
  expect(await find('المرفأ', 1)).toEqual([titles[2]]);
  expect(await find('مكتبة القوارب')).toEqual([]);
  for (const nothing of ['', '  ', '!؟', '%', "' OR 1=1 --"]) expect(await find(nothing)).toEqual([]);
});

it('names a merged story by the one that answers for it, and none that was emptied', async () => {
  const index = freshIndex();
  await index.file([article('marfa', QUAKE[0]), article('waha', MALI[0], 10), article('ufuq', SAQQARA[0], 20)]);
  const ids = await partition(index);
  const of = (title: string) => index.findStories(title, 10);
  expect(await of(MALI[0].title)).toMatchObject([{ id: ids['waha-10'], publishers: 1 }]);
  await index.merge(ids['waha-10'] ?? '', ids['marfa-0'] ?? '');
  expect(await of(MALI[0].title)).toEqual([]);
  expect(await of(QUAKE[0].title)).toMatchObject([{ id: ids['marfa-0'], publishers: 2 }]);
  await index.takeDownArticle('ufuq-20', '', false);
  expect(await of(SAQQARA[0].title)).toEqual([]);
});

it('tells of the day what was used and what waits', async () => {
  const index = freshIndex();
  await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10)]);
  const today = await index.today();
  expect(today).toMatchObject({ articles: 2, stories: 1, waiting: 2, unfiled: 0, quarantined: [] });
  expect(today.used.rowsWritten).toBeGreaterThan(2);
});
