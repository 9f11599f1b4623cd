/** Who leads a story: the first report; a flash only until there is one; nobody by length. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chooseLead, isReport } from '../../../src/story-index/filing/lead.ts';
import { cutTitle } from '../../../src/text/boilerplate.ts';
import { article } from '../../builders.ts';
import { freshIndex, partition } from '../fresh-index.ts';

describe('a report', () => {
  it.each<[string, string, readonly string[], boolean]>([
    ['one line, marked', 'عاجل | إغلاق جسر الوادي', [], false],
    ['one line, not marked', 'إغلاق جسر الوادي', [], false],
    ['a hashtag for a mark', '#عاجل إغلاق جسر الوادي', ['أغلقت بلدية المرسى جسر الوادي أمام حركة المرور'], false],
    [
      'marked, one long line',
      'عاجل: إغلاق جسر الوادي',
      [
        'بلدية المرسى تعلن إغلاق جسر الوادي الشرقي أمام السيارات والشاحنات حتى إشعار آخر بعد ظهور شقوق في ثلاث من دعاماته الرئيسية فجر اليوم',
      ],
      false,
    ],
    ['marked, a promise of more', 'عاجل | إغلاق جسر الوادي', ['إغلاق كامل للجسر. التفاصيل بعد قليل.'], false],
    ['marked in English', 'Breaking: bridge closed', ['The bridge over the valley is closed to all traffic.'], false],
    ['marked in the text only', 'إغلاق جسر الوادي', ['عاجل - أغلقت البلدية الجسر الشرقي'], false],
    [
      'four short sentences',
      'عاجل | إغلاق جسر الوادي',
      ['أغلقت البلدية الجسر فجر اليوم. وقال المهندس إن الشقوق عميقة. ولم يصب أحد. وتحولت السيارات إلى النفق.'],
      true,
    ],
    [
      'sentences in paragraphs of their own',
      'إغلاق جسر الوادي',
      ['أغلقت البلدية الجسر فجر اليوم بعد ظهور شقوق', 'وقال المهندس فارس العمري إن الشقوق عميقة', 'ولم يصب أحد'],
      true,
    ],
    [
      'a summary of one long sentence',
      'إغلاق جسر الوادي',
      [
        'أغلقت بلدية المرسى جسر الوادي الشرقي أمام السيارات والشاحنات حتى إشعار آخر بعد أن ظهرت شقوق في ثلاث من دعاماته الرئيسية فجر اليوم',
      ],
      true,
    ],
    ['a word that begins as the mark does', 'عاجلا أم آجلا', ['تفتتح البلدية الجسر في موعده المحدد'], false],
    ['nothing', '', [], false],
  ])('%s', (_, title, passages, report) => {
    expect(isReport({ title, passages })).toBe(report);
  });

  const NEWS = 'إغلاق جسر الوادي';
  const SENTENCE =
    'أعلنت بلدية المرسى إغلاق جسر الوادي الشرقي أمام السيارات والشاحنات حتى إشعار آخر بعد ظهور شقوق كبيرة في ثلاث من دعاماته الرئيسية فجر اليوم';
  it.each([
    ...['عاجل: %', 'عاجل %', '#عاجل %', '[عاجل] %', '(عاجل) %', '‼️عاجل‼️ %', '🔴 عاجل | %', 'عاجـــل | %', 'عَاجِل: %'],
    ...[
      'خبر عاجل: %',
      'نبأ عاجل | %',
      'أخبار عاجلة | %',
      'الخبر العاجل: %',
      'خاص وعاجل: %',
      'عاجل الآن | %',
      'عاجل << %',
    ],
    ...['% | عاجل', '% (عاجل)', '% - خبر عاجل', '% #عاجل', 'Breaking News: %', 'URGENT | %', 'Flash: %', 'فلاش: %'],
  ])('a flash names itself in many ways, and is compared without that: %s', (form) => {
    const title = form.replace('%', NEWS);
    expect([isReport({ title, passages: [SENTENCE] }), cutTitle(title)]).toEqual([false, NEWS]);
  });

  it.each([
    'عاجلا أم آجلا تفتح البلدية الجسر',
    'جلسة عاجلة لمجلس البلدية',
    'طلب عاجل من البلدية',
    'فلاشات الكاميرا تزعج الجيران',
    'Urgently needed bridge',
  ])('a word that only looks like it is none: %s', (title) => {
    expect([isReport({ title, passages: [SENTENCE] }), cutTitle(title)]).toEqual([true, title]);
  });

  it.each([
    'التفاصيل بعد قليل.',
    'وسنوافيكم بالتفاصيل لاحقا عبر موقعنا.',
    'الخبر قيد التحديث وستضاف التفاصيل تباعا.',
    'يتبع في خبر آخر.',
    'المزيد من التفاصيل تأتي تباعا في نشراتنا.',
    'More details to follow.',
  ])('a promise of more is no second sentence: %s', (promise) => {
    const line = 'أغلقت بلدية المرسى جسر الوادي أمام حركة المرور صباح اليوم الأحد حتى إشعار آخر.';
    expect(isReport({ title: `عاجل | ${NEWS}`, passages: [`${line} ${promise}`] })).toBe(false);
  });
});

const candidate = fc.record({
  number: fc.nat(50),
  report: fc.boolean(),
  priority: fc.integer({ min: -1, max: 1 }),
  earliest: fc.nat(9),
  chosen: fc.constant(false),
});
const story = fc.uniqueArray(candidate, { minLength: 1, maxLength: 6, selector: (one) => one.number });

describe('the lead', () => {
  it('is a report where there is one, the preferred outlet’s, the first of equals', () => {
    fc.assert(
      fc.property(story, (all) => {
        const lead = all.find((one) => one.number === chooseLead(all, undefined).number);
        const rank = (one: typeof lead) => [
          one?.report ? 0 : 1,
          -(one?.priority ?? 0),
          one?.earliest ?? 0,
          one?.number,
        ];
        const first = all
          .map(rank)
          .sort((a, b) => a.map((n, i) => (n ?? 0) - (b[i] ?? 0)).find((d) => d !== 0) ?? 0)[0];
        expect(rank(lead)).toEqual(first);
      }),
    );
  });

  it('is the operator’s choice, whoever joins, until it is taken back', () => {
    fc.assert(
      fc.property(story, candidate, fc.nat(), (all, joining, pick) => {
        fc.pre(all.length > 1 && all.every((one) => one.number !== joining.number));
        const number = all[pick % all.length]?.number ?? 0;
        const chosen = all.map((one) => ({ ...one, chosen: one.number === number }));
        const lead = chooseLead(chosen, chooseLead(all, undefined));
        expect(lead).toEqual({ number, reason: 'chosen' });
        expect(chooseLead([...chosen, joining], lead)).toEqual(lead);
        const former = chooseLead([...chosen, { ...joining, chosen: true }], lead);
        expect(former, 'of two that are chosen the leading one').toEqual(lead);
        expect(chooseLead(all, lead)).toEqual(chooseLead(all, undefined));
      }),
    );
  });

  it('stays, whoever joins, but for a flash that a report joins', () => {
    fc.assert(
      fc.property(story, candidate, (all, joining) => {
        fc.pre(all.every((one) => one.number !== joining.number));
        const before = chooseLead(all, undefined);
        const after = chooseLead([...all, joining], before);
        const flashes = all.every((one) => !one.report);
        expect(after.number).toBe(flashes && joining.report ? joining.number : before.number);
      }),
    );
  });
});

const SENTENCES = [
  'أغلقت بلدية المرسى جسر الوادي الشرقي أمام السيارات فجر اليوم بعد ظهور شقوق في دعاماته.',
  'وقال المهندس فارس العمري إن ثلاثا من الدعامات تحتاج إلى تدعيم عاجل قبل موسم الأمطار.',
  'وتحولت حركة السير إلى نفق اللؤلؤ حيث امتدت الطوابير كيلومترين.',
  'وتجتمع لجنة السلامة مساء في مبنى البلدية لتحديد موعد الترميم.',
];
const FLASH = { title: 'عاجل | إغلاق جسر الوادي الشرقي في المرسى بعد ظهور شقوق', paragraphs: SENTENCES.slice(0, 1) };
const REPORT = {
  title: 'إغلاق جسر الوادي الشرقي في المرسى بعد ظهور شقوق في دعاماته',
  paragraphs: [SENTENCES.join(' ')],
};
const LONGER = {
  title: 'شقوق في دعامات جسر الوادي الشرقي والمرسى تغلقه',
  paragraphs: [SENTENCES.join(' '), SENTENCES.toReversed().join(' '), `${SENTENCES[0]} ${SENTENCES[3]}`],
};

describe('a story', () => {
  async function told(...batches: readonly (readonly Parameters<typeof article>[])[]) {
    const index = freshIndex();
    for (const batch of batches) await index.file(batch.map((one) => article(...one)));
    const stories = await partition(index);
    expect(new Set(Object.values(stories)).size).toBe(1);
    const answer = await index.story(Object.values(stories)[0] ?? '');
    if (answer.kind !== 'story') throw new Error(answer.kind);
    return answer.story;
  }

  it('passes from a flash to the first report, with title, address and a later time of update', async () => {
    const story = await told([['marfa', FLASH]], [['waha', REPORT, 12]], [['ufuq', LONGER, 20]]);
    expect(story.lead).toEqual({ article: 'waha-12', reason: 'report' });
    expect(story).toMatchObject({ id: 'marfa-0', title: REPORT.title, url: 'https://waha.example/12' });
    expect(story.published).toBeLessThan(story.updated);
  });

  it('stays with a flash while there are only flashes', async () => {
    const again = { title: 'عاجل: شقوق في جسر الوادي الشرقي في المرسى', paragraphs: SENTENCES.slice(0, 1) };
    expect((await told([['marfa', FLASH]], [['waha', again, 4]])).lead).toEqual({
      article: 'marfa-0',
      reason: 'first',
    });
  });

  it('stays with the first report, however long a later one is', async () => {
    expect((await told([['waha', REPORT]], [['ufuq', LONGER, 5]])).lead).toEqual({
      article: 'waha-0',
      reason: 'first',
    });
  });
});
