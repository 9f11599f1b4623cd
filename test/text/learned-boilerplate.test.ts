import { describe, expect, it } from 'vitest';
import { cutLearned, firstAndLastWords, learnBoilerplate } from '../../src/text/learned-boilerplate.ts';
import type { ArticleText } from '../../src/text/passages.ts';

const NEWS = [
  'افتتح المحافظ جسر المشاة قرب السوق القديم',
  'غرق قارب صيد على متنه أربعة بحارة قبالة الميناء',
  'عادت الكهرباء إلى ثلاث قرى بعد عاصفة رملية',
  'فاز فريق النسور بكأس المدينة للناشئين',
  'أعلنت الجامعة أسماء المقبولين في كلية الطب',
  'ارتفع منسوب النهر عند محطة القياس الشمالية',
];
const TITLES = ['جسر المشاة', 'غرق قارب', 'عودة الكهرباء', 'كأس الناشئين', 'أسماء المقبولين', 'منسوب النهر'];

function items(write: (news: string, i: number) => Partial<ArticleText>): ArticleText[] {
  return NEWS.map((news, i) => ({ title: TITLES[i] ?? '', summary: '', paragraphs: [], ...write(news, i) }));
}

function cutAll(texts: readonly ArticleText[]): ArticleText[] {
  const learned = learnBoilerplate([], texts.map(firstAndLastWords));
  return texts.map((text) => cutLearned(text, learned));
}

/** Whether the outlet writes it in the summaries or in the texts. */
function onlyNewsIsLeft(write: (news: string, i: number) => string): void {
  for (const field of ['summary', 'paragraphs'] as const) {
    const texts = items((news, i) =>
      field === 'summary' ? { summary: write(news, i) } : { paragraphs: write(news, i).split('\n') },
    );
    const left = cutAll(texts).map(({ summary, paragraphs }) => (summary || paragraphs.join('\n')).replace(/\.$/, ''));
    expect(left).toEqual(NEWS);
  }
}

const NAMES = ['أحمد علي', 'مريم سعد', 'هدى حسن', 'سامي نور', 'ليث قاسم', 'رنا عمر'];

describe('what most items of an outlet end with is cut behind a mark or on a new line, whatever it says', () => {
  it.each<readonly [string, (news: string, i: number) => string]>([
    ['a line', (news) => `${news}.\nجريدة المرسى صوت الساحل منذ عقود`],
    ['a sentence', (news) => `${news}. جريدة المرسى صوت الساحل منذ عقود.`],
    ['two words behind a dash', (news) => `${news} - جريدة المرسى`],
    ['one word in brackets', (news) => `${news} (انتهى)`],
    ['a date', (news, i) => `${news}.\nنشر في 1${i} نوفمبر 2026 الساعة 3:4${i} على المرسى`],
    ['a name inside', (news, i) => `${news}.\nمن أسرة تحرير المرسى ${NAMES[i]} لكم التحية والسلام`],
    ['two lines', (news) => `${news}.\nعن المرسى\nصحيفة يومية تصدر من الساحل`],
    ['Latin letters', (news) => `${news}.\nAl Marsa Daily, voice of the coast`],
  ])('%s', (_, write) => {
    onlyNewsIsLeft(write);
  });
});

describe('what most items begin with is cut before a mark or a new line', () => {
  it.each<readonly [string, (news: string) => string]>([
    ['a line', (news) => `المرسى تنفرد بالخبر\n${news}`],
    ['before a dash', (news) => `خاص المرسى - ${news}`],
    ['before a colon', (news) => `المرسى نت: ${news}`],
    ['with a place', (news) => `المرسى / مكتب الساحل / ${news}`],
  ])('%s', (_, write) => {
    expect(cutAll(items((news) => ({ summary: write(news) }))).map(({ summary }) => summary)).toEqual(NEWS);
  });

  it('but a sentence keeps its first words', () => {
    const texts = items((news) => ({ summary: `أعلنت وزارة النقل في بيان أن ${news}` }));
    expect(cutAll(texts)).toEqual(texts);
  });
});

const ALWAYS = 'المرسى نيوز';
/** What follows or precedes the news with nothing but a space between them. */
describe('what nothing parts from the news', () => {
  it.each<readonly [string, (news: string, i: number) => string]>([
    ['a long end, whatever it says', (news) => `${news} لكم من أسرتنا أجمل تحية مع كل صباح`],
    ['an end that names a medium', (news) => `${news} جريدة المرسى اليومية`],
    ['two words', (news) => `${news} ${ALWAYS}`],
    ['a source', (news) => `${news} المصدر ${ALWAYS}`],
    ['a source behind a colon', (news) => `${news} المصدر: المرسى`],
    ['a way', (news) => `${news} عبر ${ALWAYS}`],
    ['a date', (news, i) => `${news} نشر في 1${i} نوفمبر 2026 على ${ALWAYS}`],
    ['the title of the item', (news, i) => `${news} اقرأ خبر ${TITLES[i]} على موقع المرسى الإخباري`],
    ['the title in quotes', (news, i) => `${news}. خبر «${TITLES[i]}» كما نشرته أسرة التحرير في موقعها.`],
    ['a name behind the first word', (news, i) => `${news}. كتب ${NAMES[i]} لموقع المرسى الإخباري على الشبكة.`],
    ['[...]', (news) => `${news} [...] ${ALWAYS}`],
    ['an arrow', (news) => `${news} » ${ALWAYS}`],
    ['English', (news) => `${news} Al Marsa News`],
    ['a beginning that names a medium', (news) => `${ALWAYS} تنفرد بنشر الخبر ${news}`],
    ['two words before it', (news) => `${ALWAYS} ${news}`],
  ])('%s', (_, write) => {
    onlyNewsIsLeft(write);
  });

  it('the outlet’s own name', () => {
    const texts = items((news) => ({ summary: `${news} مرسانا` }));
    const learned = learnBoilerplate([], texts.map(firstAndLastWords));
    expect(texts.map((text) => cutLearned(text, learned).summary)).toEqual(texts.map(({ summary }) => summary));
    expect(texts.map((text) => cutLearned(text, learned, ['صحيفة مرسانا']).summary)).toEqual(NEWS);
  });
});

describe('what an outlet began to write of late', () => {
  const WRITTEN = 'المرسى صوت الساحل الدائم';
  it.each([4, 5])('is learned from the %i newest items', (count) => {
    const texts = [...NEWS, ...NEWS.map((news) => `${news} أمس`)].map((news, i) => ({
      title: `خبر ${TITLES[i % 6]} ${i}`,
      summary: i < count ? `${news}. ${WRITTEN}` : news,
      paragraphs: [],
    }));
    expect(cutAll(texts).every(({ summary }) => !summary.includes(WRITTEN))).toBe(true);
  });

  it('not from three, and not where it is short', () => {
    for (const [count, end] of [
      [3, WRITTEN],
      [4, 'صوت الساحل'],
    ] as const) {
      const texts = [...NEWS, ...NEWS].map((news, i) => ({
        title: `${i}`,
        summary: i < count ? `${news}. ${end}` : `${news} ${i}`,
        paragraphs: [],
      }));
      expect(cutAll(texts)).toEqual(texts);
    }
  });
});

describe('titles', () => {
  it.each<readonly [string, (title: string, i: number) => string]>([
    ['a category met three times', (title, i) => `${['ثقافي', 'محلي'][i % 2]} / ${title}`],
    ['the outlet behind a bar', (title) => `${title} | المرسى نت`],
    ['the outlet behind a dash', (title) => `${title} - جريدة المرسى`],
    ['the outlet before a colon', (title) => `المرسى: ${title}`],
    ['the outlet behind a bar without spaces', (title) => `${title}|صحيفة المرسى`],
    ['the outlet behind a hyphen without spaces', (title) => `${title}-صحيفة المرسى`],
    ['the outlet in brackets', (title) => `${title} (المرسى)`],
    ['the outlet in square brackets', (title) => `${title} [المرسى نيوز]`],
    ['the outlet behind two colons', (title) => `${title} :: المرسى`],
    ['the outlet behind an arrow', (title) => `${title} » المرسى`],
    ['the outlet behind a dot', (title) => `${title} • المرسى`],
    ['the outlet behind dots', (title) => `${title}.. المرسى`],
    ['the outlet as a tag', (title) => `${title} #المرسى`],
    ['the outlet behind nothing', (title) => `${title} المرسى نيوز`],
    ['a section and the outlet', (title, i) => `${title} | ${['محلي', 'دولي', 'رياضة'][i % 3]} | المرسى`],
    ['a long name', (title) => `${title} | صحيفة المرسى اليومية الصادرة من مدينة الساحل الشرقي`],
    ['an address', (title) => `${title} - marsa.example`],
    ['the outlet in brackets before it', (title) => `[المرسى] ${title}`],
    ['the outlet before dots', (title) => `المرسى.. ${title}`],
    ['the outlet before a colon without a space', (title) => `المرسى:${title}`],
    ['the outlet on both sides', (title) => `المرسى | ${title} | المرسى نت`],
  ])('are compared without %s', (_, write) => {
    expect(cutAll(items((_news, i) => ({ title: write(TITLES[i] ?? '', i) }))).map(({ title }) => title)).toEqual(
      TITLES,
    );
  });

  it('keep what tells the parts of a dispatch, and its title', () => {
    const title = 'وزير النقل يفتتح مرفأ السنديان';
    const dispatch = ['', ' / إضافة أولى', ' / إضافة ثانية', ' / إضافة ثالثة', ' / إضافة رابعة', ' / إضافة خامسة'];
    const texts = items((news, i) => ({ title: `${title}${dispatch[i]}`, summary: news }));
    expect(cutAll(texts).map((text) => text.title)).toEqual(texts.map((text) => text.title));
  });

  it('keep who speaks', () => {
    const texts = items((_news, i) => ({ title: `${i < 2 ? 'الوزير' : NAMES[i]}: ${TITLES[i]}` }));
    expect(cutAll(texts)).toEqual(texts);
  });
});

describe('what is left alone', () => {
  it.each<readonly [string, (news: string, i: number) => Partial<ArticleText>]>([
    ['news without boilerplate', (news) => ({ summary: news })],
    ['what two items end with', (news, i) => ({ summary: i < 2 ? `${news}. جريدة المرسى صوت الساحل` : news })],
    [
      'notices of one form, whose figures are the news',
      (_, i) => ({ summary: `سعر الدولار اليوم ${i}5 جنيها للشراء و${i}6 للبيع` }),
    ],
    ['a first sentence of one form', (news, i) => ({ summary: `سجلت الهيئة ${i}5 حالة جديدة في الساحل. ${news}` })],
    [
      'notices of one form, with a long end',
      (_, i) => ({
        summary: `أعلنت البلدية انتهاء أعمال المرحلة ${i} في ${NAMES[i]} بعد أشهر طويلة من العمل المتواصل ليلا ونهارا.`,
      }),
    ],
    ['a counter at the end', (news, i) => ({ summary: `${news}. تحديث ${i}` })],
    ['the last words of a sentence', (news) => ({ summary: `${news} بعد أشهر من العمل المتواصل.` })],
    ['a word in the middle', (news) => ({ summary: `${news} بحسب صحيفة المرسى اليومية التي نقلت الخبر عن ${news}` })],
  ])('%s', (_, write) => {
    const texts = items(write);
    expect(cutAll(texts)).toEqual(texts);
  });

  it('an item that an outlet repeats is one item', () => {
    const one = { title: TITLES[0] ?? '', summary: `${NEWS[0]} في ختام أعمال مؤتمر الساحل`, paragraphs: [] };
    expect(cutAll([one, one, one, one])).toEqual([one, one, one, one]);
  });
});

it('goes on cutting while an item has it, and forgets it afterwards', () => {
  const told = items((news) => ({ summary: `${news}. جريدة المرسى صوت الساحل` })).map(firstAndLastWords);
  const plain = items((news, i) => ({ title: `${i}`, summary: news })).map(firstAndLastWords);
  const learned = learnBoilerplate([], told);
  expect(learnBoilerplate(learned, [...told.slice(0, 1), ...plain]).length).toBeGreaterThan(0);
  expect(learnBoilerplate(learned, plain)).toEqual([]);
});

it('is bounded and does not mind strange text', () => {
  const strange = [
    '',
    ' ',
    '…',
    '🙂'.repeat(500),
    'ب'.repeat(5_000),
    '- '.repeat(3_000),
    '\ud800 \n\n',
    '٣ '.repeat(900),
  ];
  const texts = strange.map((summary, i) => ({
    title: `${i} ${summary.slice(0, 300)}`,
    summary,
    paragraphs: [summary],
  }));
  const learned = learnBoilerplate([], [...texts, ...texts].map(firstAndLastWords));
  for (const text of texts) expect(cutLearned(text, learned).summary.length).toBeLessThanOrEqual(text.summary.length);
});
