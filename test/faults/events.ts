/** Events in an invented city, and how different outlets report them: copied, cut, or rewritten. Deterministic. */
export interface Telling {
  readonly title: string;
  readonly paragraphs: readonly string[];
}

const ACTORS = [
  'بلدية المرسى',
  'جامعة الهضاب',
  'نادي الساحل',
  'غرفة التجارة',
  'هيئة المياه',
  'متحف القوافل',
  'نقابة الصيادين',
];
const DEEDS = ['تفتتح', 'تؤجل', 'تمول', 'توسع', 'تراجع', 'ترمم', 'تعرض'];
const WORKS = [
  'محطة التحلية',
  'مكتبة الأطفال',
  'جسر الوادي الشرقي',
  'سوق السمك',
  'مرصد الطقس',
  'معرض الخزف',
  'مشتل الزيتون',
];
const PLACES = ['حي النخيل', 'ميناء اللؤلؤ', 'قرية العين', 'ضاحية الريحان', 'جزيرة المنارة'];
const PEOPLE = ['سلمى الداودي', 'ناصر بن عيسى', 'هدى القاضي', 'فارس العمري', 'ليان الشامخ'];

/** How an outlet reports: in the agency's words, in the first of them only, or in its own. */
export type Manner = 'copied' | 'cut' | 'anew';

/** `event` is 0, 1, 2…; each number is a different event. */
export function tell(event: number, manner: Manner): Telling {
  const pick = (words: readonly string[], step: number) => words[(event * step + step) % words.length] ?? '';
  const [actor, deed, work, place, person] = [
    pick(ACTORS, 1),
    pick(DEEDS, 3),
    pick(WORKS, 5),
    pick(PLACES, 2),
    pick(PEOPLE, 3),
  ];
  const sum = 100 + event * 37;
  const paragraphs = [
    `أعلنت ${actor} اليوم أنها ${deed} ${work} في ${place} بكلفة ${sum} ألف درهم بعد أشهر من المشاورات مع السكان.`,
    `وقالت المتحدثة ${person} إن ${work} ستخدم ${sum * 9} أسرة وإن العمل يجري على ${event + 3} مراحل حتى نهاية الشتاء.`,
    `وطالب سكان ${place} بمواقف للسيارات وإنارة للأرصفة القريبة من ${work} قبل بدء موسم الأمطار رقم ${event}.`,
  ];
  switch (manner) {
    case 'copied':
      return { title: `${actor} ${deed} ${work} في ${place} بكلفة ${sum} ألفا`, paragraphs };
    case 'cut':
      return { title: `${work} في ${place}: ${actor} ${deed} المشروع`, paragraphs: paragraphs.slice(0, 2) };
    case 'anew':
      return {
        title: `${sum} ألف درهم لمشروع ${work} من ${actor}`,
        paragraphs: [
          `ينتظر أهل ${place} مشروع ${work} الذي ${deed} به ${actor} بعد أن رصدت له ${sum} ألف درهم، كما قالت ${person}.`,
        ],
      };
  }
}
