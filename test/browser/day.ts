/** A fuller day: the stories of the other tests, and enough others to fill a front page. */
import type { StoryDocument } from '../../src/documents/document.ts';
import { article, front, GOLD, MUSEUM, NOON, type OutletName, SHIP, story } from '../render/documents.ts';
import { DAY_IN_KV } from '../web/service.ts';

const MINUTE = 60_000;

const REPORTS: readonly (readonly [string, string, readonly OutletName[]])[] = [
  [
    'مجلس الوزراء يقرّ خطة النقل العام للأعوام الخمسة المقبلة',
    'تشمل الخطة ثلاثة خطوط مترو جديدة وأربعمئة حافلة كهربائية، على أن يبدأ العمل في المرحلة الأولى مطلع الصيف.',
    ['sada', 'manbar', 'nahar', 'wakala', 'jarida'],
  ],
  [
    'منتخب الشباب يبلغ نصف النهائي بركلات الترجيح',
    'انتهى الوقتان الأصلي والإضافي بالتعادل، ثم حسم الحارس المواجهة بتصدّيه لركلتين متتاليتين.',
    ['nahar', 'sada', 'jarida'],
  ],
  [
    'تلسكوب جديد يرصد سحابة غبار حول نجم قريب',
    'قال الباحثون إن الصور الأولى أوضح بعشر مرات مما كان متاحًا قبل عام.',
    ['jarida'],
  ],
  [
    'أمطار متوقعة على المرتفعات مساء الغد',
    'دعت هيئة الأرصاد السائقين إلى الحذر في الطرق الجبلية.',
    ['manbar', 'wakala'],
  ],
  [
    'جائزة الرواية لكاتبة في الثلاثين عن عملها الأول',
    'نوّهت لجنة التحكيم بلغة الرواية وبنائها، وبأنها تستعيد مدينة بحرية لم يبق منها إلا الأسماء.',
    ['nahar'],
  ],
];

const MORE: readonly StoryDocument[] = REPORTS.map(([title, excerpt, outlets], i) => {
  const published = NOON - (40 + i * 75) * MINUTE;
  return story(
    `storymore0000${i}`,
    outlets.map((outlet, j) =>
      article(outlet, {
        id: `more${i}${outlet}`,
        title,
        excerpt,
        image: i % 2 === 0 && j === 0 ? `https://sada.example/images/${i}.jpg` : undefined,
        published: published + j * 9 * MINUTE,
        seen: published + (j * 9 + 4) * MINUTE,
        similarity: j === 0 ? undefined : 0.88,
        evidence: j === 0 ? undefined : { outlet: 'صدى الخليج', words: [], passages: 0 },
      }),
    ),
  );
});

export const STORIES: readonly StoryDocument[] = [
  {
    ...SHIP,
    related: [
      ...SHIP.related,
      {
        id: 'storymore00003',
        title: 'أمطار متوقعة على المرتفعات مساء الغد',
        published: NOON - 265 * MINUTE,
      },
    ],
  },
  GOLD,
  MUSEUM,
  ...MORE,
];

export const FULL_DAY = {
  front: front(STORIES),
  daily: DAY_IN_KV.daily,
  ...Object.fromEntries(STORIES.map((s) => [`story/${s.id}`, s])),
};
