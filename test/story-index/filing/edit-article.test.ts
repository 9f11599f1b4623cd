/** What an outlet's edit of a filed article does: everything copied out of it follows, and nothing else. */
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/documents/article.ts';
import { frontDocument } from '../../../src/story-index/read/front.ts';
import { ARTICLE_COLUMNS, RENEWED } from '../../../src/story-index/storage/article-columns.ts';
import { relate } from '../../../src/story-index/storage/story-rows.ts';
import { article, MORNING } from '../../builders.ts';
import type { Told } from '../../clustering/newsroom.ts';
import { freshIndex, partition, sqlOf } from '../fresh-index.ts';
import { storyNumber } from '../index-state.ts';
import { MALI, QUAKE, SAQQARA } from '../stories.ts';

const HOUR = 3_600_000;

/** The article of `told` as its outlet has it `hours` after the morning. */
function edited(outlet: string, told: Told, minutes: number, hours: number, over: Partial<Article> = {}): Article {
  return article(outlet, told, minutes, { edited: MORNING + hours * HOUR, ...over });
}

const RESIGNED: Told = {
  title: 'استقالة وزير المالية سامي الخالدي',
  paragraphs: [
    'أعلن وزير المالية سامي الخالدي استقالته من منصبه صباح اليوم في مؤتمر صحفي بمقر الوزارة.',
    'وقال الخالدي إن قراره جاء لأسباب صحية بعد عامين من العمل على إصلاح نظام الضرائب الجديد.',
    'وتولى نائبه ناصر بن عيسى المهام مؤقتا إلى أن يختار مجلس الوزراء خلفا له الأسبوع المقبل.',
  ],
};
const COPIED: Told = { title: 'وزير المالية سامي الخالدي يستقيل من منصبه', paragraphs: RESIGNED.paragraphs };
const DENIED: Told = {
  title: 'تصحيح: وزير المالية ينفي استقالته',
  paragraphs: ['لا صحة لما نشر عن الوزير.'],
};

async function storyOf(index: ReturnType<typeof freshIndex>, id: string) {
  const answer = await index.story((await partition(index))[id] ?? '');
  if (answer.kind !== 'story') throw new Error(answer.kind);
  return answer.story;
}
const frontOf = (index: ReturnType<typeof freshIndex>) => sqlOf(index, (sql) => frontDocument(sql, new Map()).stories);
const rowsOf = (index: ReturnType<typeof freshIndex>) =>
  sqlOf(index, (sql) => [...sql.exec('SELECT * FROM article ORDER BY number')].map((row) => ({ ...row })));

describe('an edit that a slow outlet sends after later articles of others', () => {
  it('dates no story before its own publication, so that its date in the feeds stays', async () => {
    const index = freshIndex();
    await index.file([article('marfa', RESIGNED), article('waha', COPIED, 20)]);
    const id = (await partition(index))['waha-20'] ?? '';
    await index.split(id, ['waha-20']);
    await index.file([edited('marfa', { ...RESIGNED, paragraphs: RESIGNED.paragraphs.slice(1) }, 0, 0.1)]);
    const stories = await frontOf(index);
    expect(stories.map(({ published }) => published)).toEqual([20, 0].map((minutes) => MORNING + minutes * 60_000));
    for (const { changed, updated, published } of stories) {
      expect(updated).toBeGreaterThanOrEqual(published);
      expect(changed).toBeGreaterThanOrEqual(updated);
    }
  });
});

describe('a correction', () => {
  it.each([
    ['one outlet', []],
    ['two outlets', [article('waha', COPIED, 20)]],
  ] as const)('of the lead of a story of %s reaches title, excerpt and time of update', async (_, others) => {
    const index = freshIndex();
    await index.file([article('marfa', RESIGNED), ...others]);
    const before = await storyOf(index, 'marfa-0');
    expect(await index.file([edited('marfa', DENIED, 0, 5, { image: 'https://marfa.example/i.jpg' })])).toMatchObject({
      filed: 0,
    });
    const after = await storyOf(index, 'marfa-0');
    const { id, guid, published, lead } = before;
    expect(after).toMatchObject({ id, guid, published, lead, title: DENIED.title, updated: MORNING + 5 * HOUR });
    expect(after.changed).toBeGreaterThanOrEqual(after.updated);
    const [corrected] = after.articles;
    expect(corrected).toMatchObject({ id: 'marfa-0', title: DENIED.title, excerpt: DENIED.paragraphs[0] });
    expect(corrected).toMatchObject({ guid: before.articles[0]?.guid, published: before.articles[0]?.published });
    expect(corrected).toMatchObject({ edited: MORNING + 5 * HOUR, image: 'https://marfa.example/i.jpg' });
    const [front] = await frontOf(index);
    expect(front).toMatchObject({ id, title: DENIED.title, excerpt: DENIED.paragraphs[0], updated: after.updated });
    expect(front?.image).toBe('https://marfa.example/i.jpg');
  });

  it('of another article than the lead changes that article, and leaves the time of update', async () => {
    const index = freshIndex();
    await index.file([article('marfa', RESIGNED), article('waha', COPIED, 20)]);
    const before = await storyOf(index, 'marfa-0');
    await index.file([edited('waha', DENIED, 20, 5)]);
    const after = await storyOf(index, 'marfa-0');
    expect(after).toMatchObject({ title: before.title, updated: before.updated, lead: before.lead });
    expect(after.articles[1]).toMatchObject({ title: DENIED.title, edited: MORNING + 5 * HOUR });
  });

  it.each<[string, Told, boolean]>([
    ['the title’s figures', { ...RESIGNED, title: `${RESIGNED.title} (3)` }, true],
    [
      'the figures of the first sentence',
      {
        ...RESIGNED,
        paragraphs: [`${RESIGNED.paragraphs[0]?.replace('.', ' في الساعة 9.')}`, ...RESIGNED.paragraphs.slice(1)],
      },
      true,
    ],
    ['a paragraph further on', { ...RESIGNED, paragraphs: RESIGNED.paragraphs.slice(0, 2) }, false],
    [
      'a counter',
      { ...RESIGNED, paragraphs: [`${RESIGNED.paragraphs[0]} (120 مشاهدة)`, ...RESIGNED.paragraphs.slice(1)] },
      false,
    ],
    ['white space', { ...RESIGNED, title: RESIGNED.title.replaceAll(' ', '  ') }, false],
    ['a label', { ...RESIGNED, title: `عاجل | ${RESIGNED.title}` }, false],
    ['boilerplate', { ...RESIGNED, paragraphs: [...RESIGNED.paragraphs, 'تابعونا على القناة'] }, false],
  ])('of %s moves the time of update: %s', async (_, told, moves) => {
    const index = freshIndex();
    await index.file([article('marfa', RESIGNED), article('waha', COPIED, 20)]);
    const before = await storyOf(index, 'marfa-0');
    await index.file([edited('marfa', told, 0, 5)]);
    const after = await storyOf(index, 'marfa-0');
    expect(after.title).toBe(told.title);
    expect(after.updated).toBe(moves ? MORNING + 5 * HOUR : before.updated);
  });

  it('leaves the lead where it is, though it is shorter than a report', async () => {
    const index = freshIndex();
    await index.file([article('marfa', RESIGNED), article('waha', COPIED, 20)]);
    await index.file([edited('marfa', DENIED, 0, 5)]);
    await index.file([article('ufuq', COPIED, 400)]);
    expect((await storyOf(index, 'marfa-0')).lead.article).toBe('marfa-0');
  });

  it('reaches the title by which other stories name it', async () => {
    const index = freshIndex();
    await index.file([
      article('marfa', RESIGNED),
      article('waha', { ...RESIGNED, title: 'تقرير' }, 1, { unmerged: true }),
    ]);
    await sqlOf(index, (sql) => relate(sql, storyNumber(sql, 'waha-1'), storyNumber(sql, 'marfa-0')));
    await index.file([edited('marfa', DENIED, 0, 5)]);
    expect((await storyOf(index, 'waha-1')).related.map(({ title }) => title)).toEqual([DENIED.title]);
  });
});

describe('related stories', () => {
  it('are taken back when a lone article has become another, from it and to it', async () => {
    const index = freshIndex();
    await index.file([article('marfa', RESIGNED), article('waha', QUAKE[0], 1), article('ufuq', SAQQARA[0], 2)]);
    const relateAll = (sql: SqlStorage) => {
      relate(sql, storyNumber(sql, 'ufuq-2'), storyNumber(sql, 'waha-1'));
      relate(sql, storyNumber(sql, 'waha-1'), storyNumber(sql, 'marfa-0'));
    };
    await sqlOf(index, relateAll);
    const titles = async (id: string) => (await storyOf(index, id)).related.map(({ title }) => title);
    expect(await titles('ufuq-2')).toContain(QUAKE[0].title);
    await index.file([edited('waha', MALI[0], 1, 5)]);
    expect(await titles('ufuq-2')).toEqual([]);
    expect(await titles('waha-1')).toEqual([]);
    await sqlOf(index, relateAll);
    // A correction stays with what it was near.
    await index.file([edited('marfa', DENIED, 0, 6)]);
    expect(await titles('waha-1')).toContain(DENIED.title);
  });
});

describe('shared passages', () => {
  const claims = async (index: ReturnType<typeof freshIndex>, id: string) => {
    const { articles, passages } = await storyOf(index, id);
    return articles.flatMap((a) =>
      a.shared.map(([place = 0, wording = 0]) => [a.id, passages[place]?.wordings[wording]] as const),
    );
  };

  it('never tell of words that the corrected article no longer has, whichever of the two was filed first', async () => {
    for (const corrected of ['marfa', 'waha'] as const) {
      const index = freshIndex();
      await index.file([article('marfa', RESIGNED), article('waha', COPIED, 20)]);
      expect((await claims(index, 'marfa-0')).length).toBe(6);
      const minutes = corrected === 'marfa' ? 0 : 20;
      await index.file([
        edited(corrected, { ...DENIED, paragraphs: [...DENIED.paragraphs, RESIGNED.paragraphs[2] ?? ''] }, minutes, 5),
      ]);
      const left = await claims(index, 'marfa-0');
      expect(left.map(([, text]) => text)).toEqual([RESIGNED.paragraphs[2], RESIGNED.paragraphs[2]]);
      await index.file([edited(corrected, DENIED, minutes, 6)]);
      expect(await claims(index, 'marfa-0')).toEqual([]);
    }
  });

  it('nor across stories', async () => {
    const index = freshIndex();
    await index.file([article('marfa', RESIGNED), article('waha', COPIED, 20)]);
    await index.split((await partition(index))['marfa-0'] ?? '', ['waha-20']);
    expect((await claims(index, 'waha-20')).length).toBe(3);
    await index.file([edited('marfa', DENIED, 0, 5)]);
    expect(await claims(index, 'waha-20')).toEqual([]);
  });

  it('nor in any of the many articles that quoted them, and stay told of in all if the words stay', async () => {
    const index = freshIndex();
    const quote = RESIGNED.paragraphs[0] ?? '';
    await index.file([article('marfa', RESIGNED)]);
    const quoting = Array.from({ length: 75 }, (_, n) =>
      article(`o${n}`, { title: `${RESIGNED.title} في صحف المدينة رقم ${n}`, paragraphs: [quote] }, 10 + n, {
        publisher: `o${n}.example`,
      }),
    );
    for (let n = 0; n < quoting.length; n += 25) await index.file(quoting.slice(n, n + 25));
    // Whoever an article quotes first is one of its 60 candidates. As if all had found the first, in stories of their own:
    await sqlOf(index, (sql) => {
      sql.exec(
        `UPDATE article SET shared = '[[0,1,0,"marfa-0",${MORNING},"verbatim"]]', story = number WHERE number > 1`,
      );
      for (const { number, id } of [...sql.exec<{ number: number; id: string }>('SELECT number, id FROM article')]) {
        sql.exec(
          `INSERT OR IGNORE INTO story (number, id, title, published, updated, lead, lead_reason, publishers)
           VALUES (?1, ?2, '', 0, 0, ?1, 'only', 1)`,
          number,
          id,
        );
      }
    });
    const telling = () =>
      sqlOf(index, (sql) => sql.exec(`SELECT 1 FROM article WHERE instr(shared, '"marfa-0"') > 0`).toArray().length);
    expect(await telling()).toBe(75);
    await index.file([edited('marfa', { ...RESIGNED, title: 'الخالدي يغادر وزارة المالية' }, 0, 5)]);
    expect(await telling()).toBe(75);
    await index.file([edited('marfa', DENIED, 0, 6)]);
    expect(await telling()).toBe(0);
  });

  it('are found in what an edit adds', async () => {
    const index = freshIndex();
    await index.file([
      article('marfa', { ...RESIGNED, paragraphs: RESIGNED.paragraphs.slice(0, 1) }),
      article('waha', COPIED, 20),
    ]);
    expect((await claims(index, 'marfa-0')).length).toBe(2);
    await index.file([edited('marfa', RESIGNED, 0, 1)]);
    expect((await claims(index, 'marfa-0')).length).toBe(6);
  });

  it('nor do the words shown as the reason why an article is in its story', async () => {
    const index = freshIndex();
    await index.file([article('marfa', RESIGNED), article('waha', COPIED, 20)]);
    const why = async () => (await storyOf(index, 'marfa-0')).articles[1]?.evidence;
    const said = async () => JSON.stringify((await why()) ?? '');
    const removed = (await said()).match(/الضرائب|بن|نائبه|مقر|خلفا/u)?.[0];
    await index.file([edited('marfa', DENIED, 0, 5)]);
    expect(await why()).toBeDefined();
    for (const word of ['الضرائب', 'ناصر', 'صحية', ...(removed ? [removed] : [])])
      expect(await said()).not.toContain(word);
  });
});

describe('what is compared', () => {
  it('follows: reports of the new text join, reports of the old one do not', async () => {
    const index = freshIndex();
    await index.file([article('marfa', QUAKE[0])]);
    await index.file([edited('marfa', SAQQARA[0], 0, 2)]);
    await index.file([article('waha', SAQQARA[1], 200), article('ufuq', QUAKE[1], 210)]);
    const stories = await partition(index);
    expect(stories['waha-200']).toBe(stories['marfa-0']);
    expect(stories['ufuq-210']).not.toBe(stories['marfa-0']);
  });

  it('follows in postings that were packed before', async () => {
    const index = freshIndex();
    const filler = Array.from({ length: 300 }, (_, n) =>
      article(
        'sindyan',
        { title: `خبر ${n} عن مهرجان${n} بلدة${n}`, paragraphs: [`افتتح مهرجان${n} في بلدة${n} أمس.`] },
        n + 1,
      ),
    );
    await index.file([article('marfa', QUAKE[0])]);
    for (let at = 0; at < filler.length; at += 50) await index.file(filler.slice(at, at + 50));
    expect(await sqlOf(index, (sql) => sql.exec('SELECT * FROM segment').toArray().length)).toBeGreaterThan(0);
    await index.file([edited('marfa', SAQQARA[0], 0, 2)]);
    await index.file([article('waha', SAQQARA[1], 400), article('ufuq', QUAKE[1], 410)]);
    const stories = await partition(index);
    expect(stories['waha-400']).toBe(stories['marfa-0']);
    expect(stories['ufuq-410']).not.toBe(stories['marfa-0']);
  });

  it('leaves a story when it has become a report of something else, and the story keeps its id', async () => {
    const index = freshIndex();
    await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10), article('ufuq', SAQQARA[0], 20)]);
    const before = await partition(index);
    await index.file([edited('marfa', SAQQARA[1], 0, 2)]);
    const after = await partition(index);
    expect(after['waha-10']).toBe(before['waha-10']);
    expect(after['marfa-0']).toBe(before['ufuq-20']);
    expect(await storyOf(index, 'waha-10')).toMatchObject({
      title: QUAKE[1].title,
      outlets: 1,
      lead: { article: 'waha-10' },
    });
    expect(await storyOf(index, 'ufuq-20')).toMatchObject({ title: SAQQARA[0].title, outlets: 2 });
  });

  it('stands alone where nothing else fits it', async () => {
    const index = freshIndex();
    await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10)]);
    await index.file([edited('marfa', MALI[0], 0, 2)]);
    const stories = await partition(index);
    expect(stories['marfa-0']).not.toBe(stories['waha-10']);
    expect(await storyOf(index, 'marfa-0')).toMatchObject({ title: MALI[0].title, outlets: 1 });
  });

  it('stays where it was read when it is a retraction in a few other words', async () => {
    const index = freshIndex();
    await index.file([article('marfa', QUAKE[0]), article('waha', QUAKE[1], 10)]);
    const sorry = { title: 'اعتذار', paragraphs: ['نعتذر عن خبر غير دقيق نشر قبل قليل.'] };
    await index.file([edited('marfa', sorry, 0, 2)]);
    expect(await storyOf(index, 'waha-10')).toMatchObject({
      title: 'اعتذار',
      outlets: 2,
      lead: { article: 'marfa-0' },
    });
  });

  it('takes no story over: an old item rewritten as a later story leaves that story its id, title and lead', async () => {
    const index = freshIndex();
    await index.file([article('hostile', MALI[0]), article('marfa', QUAKE[0], 10), article('waha', QUAKE[1], 20)]);
    const before = await storyOf(index, 'waha-20');
    await index.file([edited('hostile', QUAKE[0], 0, 2)]);
    expect(await storyOf(index, 'waha-20')).toMatchObject({
      id: before.id,
      title: before.title,
      lead: before.lead,
      outlets: 2,
    });
  });

  it('joins an older story when a lone flash is written out', async () => {
    const index = freshIndex();
    await index.file([
      article('marfa', QUAKE[0]),
      article('waha', { title: 'عاجل', paragraphs: ['تفاصيل بعد قليل'] }, 5),
    ]);
    const before = await partition(index);
    expect(before['waha-5']).not.toBe(before['marfa-0']);
    await index.file([edited('waha', QUAKE[1], 5, 1)]);
    expect((await partition(index))['waha-5']).toBe(before['marfa-0']);
    expect(await index.story(before['waha-5'] ?? '')).toMatchObject({ kind: 'moved', to: before['marfa-0'] });
  });

  it('does not move what an editor placed', async () => {
    const index = freshIndex();
    await index.file([article('marfa', QUAKE[0]), article('waha', MALI[0], 10)]);
    const { 'marfa-0': id = '', 'waha-10': other = '' } = await partition(index);
    await index.merge(other, id);
    await index.file([edited('waha', SAQQARA[0], 10, 2)]);
    expect((await partition(index))['waha-10']).toBe(id);
  });
});

describe('back and forth', () => {
  it('ends where it began, and costs few rows', async () => {
    const index = freshIndex();
    await index.file([article('marfa', RESIGNED), article('waha', COPIED, 20), article('ufuq', COPIED, 30)]);
    const before = await rowsOf(index);
    const written: number[] = [];
    for (let n = 1; n <= 6; n++) {
      await index.file([edited('marfa', n % 2 === 1 ? DENIED : RESIGNED, 0, n)]);
      written.push(
        await sqlOf(index, (sql, storage) => {
          void storage;
          return sql.exec('SELECT version FROM outbox').toArray().length;
        }),
      );
    }
    const undated = (rows: typeof before) => rows.map(({ edited: _, ...row }) => row);
    expect(undated(await rowsOf(index))).toEqual(undated(before));
    expect(new Set(written)).toEqual(new Set([1]));
  });

  it('changes nothing when the same edit is filed twice', async () => {
    const index = freshIndex();
    await index.file([article('marfa', RESIGNED), article('waha', COPIED, 20)]);
    await index.file([edited('marfa', DENIED, 0, 5)]);
    const dump = () =>
      sqlOf(index, (sql) =>
        ['article', 'story', 'segment', 'related', 'outbox', 'meta', 'filing'].map((t) => [
          ...sql.exec(`SELECT * FROM ${t}`).raw(),
        ]),
      );
    const before = await dump();
    await index.file([edited('marfa', DENIED, 0, 9)]);
    expect(await dump()).toEqual(before);
  });
});

it('every column of an article is either renewed by its edits or one of those that stay', () => {
  const stay = [
    'number',
    'id',
    'story',
    'outlet',
    'publisher',
    'page',
    'published',
    'not_before',
    'seen',
    'joined',
    'unmerged',
    'pinned',
    'moved',
    'behind',
    'look_alikes',
  ];
  expect([...RENEWED, ...stay].toSorted()).toEqual(ARTICLE_COLUMNS.toSorted());
});
