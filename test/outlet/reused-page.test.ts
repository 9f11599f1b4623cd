/** One page or guid for one article after another: a weekly column, the next match. */
import { describe, expect, it } from 'vitest';
import { type Entry, rss, stories } from './feed.ts';
import { scripted } from './scripting.ts';
import { DAY, HOUR, NOW, outletAt } from './subject.ts';

describe('a page used again', () => {
  const page = (title: string, description: string, date: number | undefined, over: Partial<Entry> = {}): Entry => ({
    guid: 'https://alwaha.example/weekly',
    link: 'https://alwaha.example/weekly',
    title,
    description,
    ...(date === undefined ? {} : { date }),
    ...over,
  });
  const [news = {}] = stories(1, NOW, 40);
  /** Reads each feed at its hour. Returns what was filed each time, and the outlet. */
  const readAt = async (...readings: readonly (readonly [hours: number, ...entries: Entry[]])[]) => {
    const { url } = await scripted(...readings.map(([, ...entries]) => ({ body: rss([...entries, news]) })));
    const outlet = outletAt(url);
    const filed: number[] = [];
    for (const [hours] of readings) filed.push((await outlet.tick(NOW + hours * HOUR)).filed);
    return { outlet, filed };
  };
  const OTHERS: readonly (readonly [what: string, one: readonly [string, string], other: readonly [string, string]])[] =
    [
      [
        'a weekly column',
        [
          'حديث الأسبوع: الماء والمدينة',
          'تروي الكاتبة سلمى الداودي كيف كانت السدرة تشرب من عين واحدة قبل أن تمد الأنابيب إلى الأحياء.',
        ],
        [
          'حديث الأسبوع: نجار الزوارق',
          'في ورشته قرب الميناء القديم ما زال فارس العمري يقوس ألواح السنط على النار كما علمه جده.',
        ],
      ],
      [
        'a match',
        ['مباشر: النجم والساحل', 'تابعوا لقاء النجم والساحل من ملعب البلدية في افتتاح دوري المدارس بعد ظهر السبت.'],
        [
          'مباشر: الهضاب واللؤلؤ',
          'يستقبل فريق الهضاب ضيفه اللؤلؤ في نصف نهائي كأس الجزيرة، ويغيب الحارس ناصر بن عيسى للإصابة.',
        ],
      ],
      [
        'a recipe of the day',
        ['طبق اليوم: حساء العدس', 'يُنقع العدس ساعتين ثم يُسلق مع البصل والكمون ويُقدّم مع الليمون والخبز المحمص.'],
        ['طبق اليوم: فطيرة التفاح', 'تُقطّع خمس تفاحات وتُطهى بالزبدة والقرفة، ثم تُفرد العجينة في صينية وتُخبز حتى تحمر.'],
      ],
      [
        'a notice in the words of the one before',
        [
          'مباراة الوفاق والمرسى',
          'تقام مباراة الوفاق والمرسى في الجولة الخامسة من دوري المدارس على ملعب الوفاق، ويديرها الحكم فارس العمري.',
        ],
        [
          'مباراة النجم والهضاب',
          'تقام مباراة النجم والهضاب في الجولة السادسة من دوري المدارس على ملعب الهضاب، ويديرها الحكم ناصر بن عيسى.',
        ],
      ],
      [
        'the person of the week',
        ['شخصية الأسبوع ليان الشامخ', 'قادت ليان الشامخ أول رحلة لطائرة شراعية فوق جبال الريحان وهي في التاسعة عشرة.'],
        ['شخصية الأسبوع هاني البرغوثي', 'صمم المهندس هاني البرغوثي محطة تحلية صغيرة تعمل بالشمس لقرية العين.'],
      ],
    ];

  it.each(OTHERS)('for %s is another article; the one before stays as it was', async (_, one, other) => {
    const [first, second] = [page(...one, NOW - HOUR), page(...other, NOW + 7 * DAY)];
    const { outlet, filed } = await readAt(
      [0, first],
      [1, first],
      [170, second],
      [171, second],
      [172, { ...second, title: `${other[0]} (2)` }],
    );
    expect(filed).toEqual([2, 0, 1, 0, 0]);
    const [a, b] = [...outlet.accepted.values()].filter(({ url }) => url.endsWith('/weekly'));
    expect(a).toMatchObject({ title: one[0], published: NOW - HOUR, edited: undefined });
    expect(b).toMatchObject({ title: `${other[0]} (2)`, published: NOW + 7 * DAY, seen: NOW + 170 * HOUR });
    expect(b?.id).not.toBe(a?.id);
    // Two articles with one page would be shown as one.
    const pages = outlet.batches
      .flat()
      .filter(({ edited }) => edited === undefined)
      .map(({ page }) => page);
    expect(new Set(pages).size).toBe(3);
  });

  it('day after day, at each of many readings in between, is one article a day', async () => {
    const days = OTHERS.map(([, one], n) => [n * 24, page(...one, NOW + n * DAY)] as const);
    const readings = days.flatMap(([hour, entry]) => [0, 1, 5, 20].map((later) => [hour + later, entry] as const));
    const { outlet, filed } = await readAt(...readings);
    expect(filed).toEqual([2, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0]);
    expect(outlet.accepted.size).toBe(6);
  });

  it('without dates is another article if it was away in between', async () => {
    const [, one, other] = OTHERS[0] ?? [];
    if (!one || !other) throw new Error();
    const away = await readAt(
      [0, page(...one, undefined)],
      [6],
      [20, page(...other, undefined)],
      [21, page(...other, undefined)],
    );
    expect(away.filed).toEqual([2, 0, 1, 0]);
    const stayed = await readAt(
      [0, page(...one, undefined)],
      [6, page(...one, undefined)],
      [20, page(...other, undefined)],
    );
    expect(stayed.filed).toEqual([2, 0, 0]);
  });

  it('has the same id when a crash makes us read it twice, in whatever version', async () => {
    const [, one, other] = OTHERS[1] ?? [];
    if (!one || !other) throw new Error();
    const { url } = await scripted(
      { body: rss([page(...one, NOW)]) },
      ...['', ' بدأ'].map((more) => ({ body: rss([page(other[0] + more, other[1], NOW + DAY)]) })),
    );
    const outlet = outletAt(url);
    await outlet.tick(NOW);
    let taken: string | undefined;
    outlet.beforeFile = ([article]) => {
      taken = article?.id;
      throw new Error('lost');
    };
    await outlet.tick(NOW + DAY);
    outlet.beforeFile = () => undefined;
    await outlet.tick(NOW + DAY + HOUR);
    expect(outlet.batches.at(-1)?.map(({ id }) => id)).toEqual([taken]);
  });

  const [, [columnTitle, column]] = OTHERS[0] ?? ['', ['', '']];
  it.each<readonly [string, string, string, number]>([
    ['a correction', `تصحيح: ${columnTitle}`, 'لا صحة لما نشر هنا أمس.', 30],
    [
      'a retraction in words of its own',
      'اعتذار',
      'تعتذر الصحيفة لقرائها عن خطأ وقع في عدد أمس وتشكر من نبه إليه.',
      30,
    ],
    ['a note that it was withdrawn', 'تم حذف الخبر', 'حذفنا هذه المادة بعد أن تبين لهيئة التحرير أن مصدرها مزور.', 40],
    ['a denial', 'الداودي تنفي ما نسب إليها', 'قالت الكاتبة إنها لم تدل بحديث لأي مطبوعة هذا الشهر.', 30],
    ['another headline over the text', 'يوم كانت المدينة تشرب من عين', column, 48],
    [
      'the same told at length',
      'عين واحدة للسدرة كلها',
      `${column} وأضافت أن السقائين كانوا يحملون القرب إلى البيوت. `.repeat(6),
      48,
    ],
    ['other words an hour later', OTHERS[1]?.[2][0] ?? '', OTHERS[1]?.[2][1] ?? '', 1],
    ['other words under the same date', OTHERS[1]?.[2][0] ?? '', OTHERS[1]?.[2][1] ?? '', -1],
    ['a headline alone', 'عاجل: انفجار', '', 30],
  ])('is not %s', async (_, title, description, hours) => {
    const { outlet, filed } = await readAt(
      [0, page(columnTitle, column, NOW - HOUR)],
      [50, page(title, description, NOW + hours * HOUR)],
    );
    expect(filed).toEqual([2, 0]);
    expect(outlet.accepted.size).toBe(2);
    expect(outlet.batches.at(-1)?.[0]).toMatchObject({ title, published: NOW - HOUR });
  });

  it('is not a live page that is told anew all day and the day after', async () => {
    const parts = OTHERS.map(([, [, text]]) => text);
    const live = Array.from({ length: 10 }, (_, n) =>
      page(
        `مباشر: ${n} ساعات على حريق سوق السمك`,
        `حريق سوق السمك ${parts.slice(n % 4).join(' ')}`,
        NOW + n * 4 * HOUR,
      ),
    );
    const { filed } = await readAt(...live.map((entry, n) => [n * 4, entry] as const));
    expect(filed).toEqual([2, ...live.slice(1).map(() => 0)]);
  });

  it('is not what moved up in a feed whose guids are places', async () => {
    const columns = OTHERS.map(([, [title, text]], n) => ({ title, description: text, date: NOW + (n - 3) * DAY }));
    const listed = (last: number) =>
      columns
        .slice(Math.max(0, last - 2), last + 1)
        .toReversed()
        .map((one, i) => ({ ...one, guid: `${i + 1}` }));
    const { outlet } = await readAt([0, ...listed(2)], [24, ...listed(3)], [25, ...listed(3)]);
    const titles = outlet.batches.flat().map(({ title }) => title);
    expect(titles.filter((title) => title === columns[3]?.title)).toHaveLength(1);
    expect(titles.filter((title) => title === columns[2]?.title)).toHaveLength(1);
  });
});
