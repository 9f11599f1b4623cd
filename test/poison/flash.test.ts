/**
 * A hostile outlet rides on another's flash: it files a text that has the flash's line in it and tells something else, and so is a report where there
 * is only a flash. The bound: the flash goes on leading, with its title and link, until a report comes that the story's members support. A
 * text that is about the matter itself, though it adds what nobody else says, cannot be told from an honest report.
 */
import { describe, expect, it } from 'vitest';
import type { Article } from '../../src/documents/article.ts';
import { isSupported } from '../../src/story-index/filing/supported-report.ts';
import { article } from '../builders.ts';
import type { Told } from '../clustering/newsroom.ts';
import { freshIndex, sqlOf } from '../story-index/fresh-index.ts';
import { tellOneStory } from '../story-index/index-state.ts';

const LINE = 'إغلاق جسر الوادي الشرقي في المرسى أمام السيارات بعد ظهور شقوق في دعاماته';
const FLASH: Told = { title: `عاجل | ${LINE}`, paragraphs: [] };
const REPORT: Told = {
  title: 'شقوق في الدعامات تغلق جسر الوادي الشرقي بالمرسى',
  paragraphs: [
    'أغلقت بلدية المرسى جسر الوادي الشرقي أمام السيارات والشاحنات فجر اليوم بعد أن ظهرت شقوق عميقة في ثلاث من دعاماته. وقال المهندس فارس العمري إن تدعيم الجسر يستغرق شهرين.',
  ],
};
const LATER: Told = {
  title: 'المرسى: إغلاق الجسر الشرقي شهرين لتدعيم دعاماته',
  paragraphs: [
    'يستغرق تدعيم جسر الوادي الشرقي في المرسى شهرين بعد ظهور شقوق عميقة في ثلاث من دعاماته. وقال المهندس فارس العمري إن البلدية حولت الشاحنات إلى نفق اللؤلؤ.',
  ],
};
const ADVERT =
  'تخفيضات كبرى على الأثاث والمفروشات في معارض النخبة طوال الشهر. تصل الحسومات إلى سبعين بالمئة مع توصيل مجاني. سارعوا بالحجز عبر تطبيق المتجر.';
const OTHER =
  'فاز فريق الصقور على ضيفه النسور بثلاثة أهداف في ختام الدوري. وسجل المهاجم سامر الحلو هدفين قبل نهاية الشوط الأول. وتسلم القائد الكأس وسط هتاف الجمهور.';

const RIDES: readonly (readonly [string, Told])[] = [
  [
    'an advertisement under its own title, the line first',
    { title: 'تخفيضات معارض النخبة', paragraphs: [`${LINE}. ${ADVERT}`] },
  ],
  [
    'an advertisement under its own title, the line last',
    { title: 'تخفيضات معارض النخبة', paragraphs: [`${ADVERT} ${LINE}.`] },
  ],
  ['an advertisement under the title of the flash', { title: LINE, paragraphs: [ADVERT] }],
  ['an advertisement under the title of the flash, and the line', { title: LINE, paragraphs: [`${LINE}. ${ADVERT}`] }],
  ['the line in each paragraph', { title: LINE, paragraphs: [`${LINE}. ${ADVERT}`, `${LINE}. ${OTHER}`] }],
  ['another story under the title of the flash', { title: LINE, paragraphs: [OTHER] }],
  ['another story under both titles', { title: `${LINE}: الصقور يحسم الدوري`, paragraphs: [OTHER, `${LINE}.`] }],
  ['another story, long', { title: LINE, paragraphs: [OTHER, ADVERT, `${OTHER} ${ADVERT}`] }],
  [
    'the line with other points and vowel signs',
    {
      title: LINE,
      paragraphs: [`إغلاقُ جسر الوادي الشرقيّ في المرسى، أمام السيارات، بعد ظهور شقوق في دعاماته! ${ADVERT}`],
    },
  ],
  ['the mark of a flash for a title', { title: 'عاجل: التفاصيل هنا', paragraphs: [`${LINE}. ${ADVERT}`] }],
  [
    'a promise',
    {
      title: LINE,
      paragraphs: [`${LINE}. اضغط هنا لقراءة المزيد على موقعنا الجديد. شاركوا الرابط مع أصدقائكم واربحوا هاتفا.`],
    },
  ],
];

/** The story of these articles, whatever the engine thinks of them, after each has come. */
async function told(all: readonly Article[]) {
  const index = freshIndex();
  await index.file(all.map((one) => ({ ...one, unmerged: true })));
  await sqlOf(index, (sql) =>
    tellOneStory(
      sql,
      all.map(({ id }) => id),
    ),
  );
  // An edit of a link makes the index look at the story again.
  const last = all.at(-1) as Article;
  await index.file([{ ...last, unmerged: true, url: `${last.url}#1`, edited: last.seen + 1 }]);
  const story = await index.story(all[0]?.id ?? '');
  if (story.kind !== 'story') throw new Error(story.kind);
  return story.story;
}

describe('a text that rides on a flash', () => {
  const flash = article('marfa', FLASH, 0);

  it.each(RIDES)('%s: does not lead', async (_, ride) => {
    const story = await told([flash, article('hostile', ride, 5), article('hostile', ride, 6, { page: 'again' })]);
    expect(story.lead.article).toBe('marfa-0');
    expect(story).toMatchObject({ title: FLASH.title, url: flash.url });
    const reported = await told([
      flash,
      article('hostile', ride, 5),
      article('waha', REPORT, 9),
      article('ufuq', LATER, 12),
    ]);
    expect(reported.lead).toMatchObject({ article: 'waha-9', reason: 'report' });
  });
});

describe('a report leads', () => {
  it.each<[string, Told, Told]>([
    ['after a flash of one line', REPORT, FLASH],
    [
      'after a flash that it repeats word for word',
      { ...REPORT, paragraphs: [`${LINE}. ${REPORT.paragraphs[0]}`] },
      FLASH,
    ],
    ['that says no more than the flash', { title: LINE, paragraphs: [`${LINE}.`] }, FLASH],
    ['that another report supports', LATER, REPORT],
    ['the other way round', REPORT, LATER],
  ])('%s', (_, report, by) => {
    const of = ({ title, paragraphs }: Told) => ({ title, passages: paragraphs });
    expect(isSupported(of(report), [of(by)])).toBe(true);
  });

  it.each([
    [
      'عاجل | استقالة وزير المالية',
      'وزير المالية يقدم استقالته إلى رئيس الحكومة',
      'قدم وزير المالية سامر الحلبي استقالته إلى رئيس الحكومة. وقال في بيان إن القرار جاء لأسباب شخصية. ولم يعين خلف له بعد. ومن المقرر أن يجتمع مجلس الوزراء غدا.',
    ],
    [
      'عاجل | مصرع 5 أشخاص في خروج قطار عن مساره',
      'مقتل خمسة وإصابة 20 في حادث قطار',
      'لقي خمسة أشخاص حتفهم إثر خروج قطار ركاب عن القضبان. وهرعت سيارات الإسعاف إلى الموقع. وفتحت النيابة تحقيقا.',
    ],
    [
      'عاجل | الرئيس يصل إلى ألماتي',
      'استقبال رسمي للرئيس في مطار ألماتي',
      'وصل الرئيس اليوم إلى مدينة ألماتي في زيارة رسمية تستغرق يومين. ويبحث الجانبان التعاون الاقتصادي. ويوقعان اتفاقات عدة.',
    ],
    [
      'عاجل | وفاة الفنان نادر الشامي',
      'رحيل الفنان نادر الشامي عن 81 عاما',
      'غيب الموت اليوم الممثل نادر الشامي بعد صراع مع المرض. وقدم الراحل عشرات المسلسلات. ونعته نقابة الممثلين.',
    ],
    [
      'عاجل.. المركزي يرفع سعر الفائدة 100 نقطة أساس',
      'البنك المركزي يقرر رفع الفائدة 1% لكبح التضخم',
      'قررت لجنة السياسة النقدية في البنك المركزي زيادة أسعار العائد على الإيداع والإقراض مئة نقطة أساس. وعزت ذلك إلى ارتفاع التضخم.',
    ],
    [
      '#عاجل حريق ضخم في سوق الخضار بالرباط',
      'النيران تلتهم محلات في سوق الخضار بالرباط',
      'شب حريق مساء اليوم في سوق للخضار بمدينة الرباط. وسيطرت الوقاية المدنية على النيران بعد ساعتين. ولم تسجل إصابات.',
    ],
  ])('%s: in other words', (flash, title, text) => {
    expect(isSupported({ title, passages: [text] }, [{ title: flash, passages: [] }])).toBe(true);
  });

  it('after a flash of its own publisher, whatever it says', async () => {
    const own = { title: 'تفاصيل جديدة من موقع الحادث', paragraphs: [OTHER] };
    expect((await told([article('marfa', FLASH, 0), article('marfa', own, 8)])).lead.article).toBe('marfa-8');
  });
});
