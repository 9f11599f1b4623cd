import { describe, expect, it } from 'vitest';
import { memoryIndex } from '../../src/clustering/memory-index.ts';
import { article } from './newsroom.ts';

const SESSION =
  'عقد مجلس مدينة مرجانة جلسته الشهرية برئاسة العمدة نوفل الدرويش، واستعرض فيها أعمال اللجان خلال الربع الماضي، ووجه الشكر إلى المتطوعين الذين شاركوا في حملة التشجير.';
const BUSES =
  'ووافق على شراء ثلاثين حافلة كهربائية تخدم خطوط الضواحي الشمالية، على أن تصل الدفعة الأولى من مصنع في فنلندا قبل الخريف، وتركب محطات الشحن قرب الملعب الأولمبي.';
const SCHOOLS =
  'وأقر ترميم أربع عشرة مدرسة تضررت أسقفها من الأمطار، وخصص لها منحة من صندوق الطوارئ، وكلف مكتب المهندسة لمى الصباغ بالإشراف على المقاولين.';
const WATER =
  'وناقش شبكة المياه الجديدة في حي الصنوبر، وقرر مد أنابيب تقلل التسرب إلى النصف، وتأجيل رسوم العدادات عاما كاملا.';
const MARKET =
  'ومنح سوق السمك القديم صفة المعلم التراثي، ومنع هدم واجهاته الحجرية، ودعا الحرفيين إلى عرض شباكهم وقواربهم في ساحته كل جمعة.';
const BEACH =
  'أقر مجلس مدينة مرجانة أن يكون لكل شاطئ شريط عرضه ثمانون مترا مفتوحا للناس لا يسور ولا يؤجر، واستثنى منه المراسي القائمة ومزارع المحار المرخصة قبل صدور القرار، وألزم أصحاب المطاعم بنقل مظلاتهم إلى الجانب البعيد عن الموج خلال تسعين يوما. وكلف المجلس شرطة البيئة برفع مخالفات الردم وتصويرها من الجو كل أسبوع، ونشر أسماء المخالفين في لوحة عند مدخل الميناء، وتحويل نصف الغرامات إلى جمعية حماية السلاحف التي ترعى الأعشاش في خليج الزمرد، على أن يعاد النظر في عرض الشريط بعد خمسة أعوام.';

interface Told {
  readonly title: string;
  readonly summary: string;
  readonly paragraphs: readonly string[];
}
const told = (title: string, ...paragraphs: string[]): Told => ({ title, summary: '', paragraphs });

const SESSION_REPORTS: readonly Told[] = [
  told('مجلس مرجانة يشتري ثلاثين حافلة كهربائية', SESSION, BUSES, SCHOOLS),
  told('مجلس مدينة مرجانة يعقد جلسته الشهرية برئاسة الدرويش', SESSION, SCHOOLS, WATER, BUSES),
  told('مجلس مرجانة يرمم المدارس ويمد شبكة مياه في جلسته الشهرية', SESSION, WATER, SCHOOLS, MARKET),
];
const WITH_BEACH = told(
  'مجلس مدينة مرجانة يعقد جلسته الشهرية ويشتري حافلات كهربائية',
  BEACH,
  SESSION,
  BUSES,
  SCHOOLS,
  WATER,
);
const CUT = told('شواطئ مرجانة للناس: ثمانون مترا لا تسور', BEACH);

function storiesOf(reports: readonly Told[], publishers = reports.map((_, i) => `paper-${i}`)): number[] {
  const index = memoryIndex();
  reports.forEach((report, i) => {
    index.file(article(i + 1, publishers[i] ?? '', report, i / 2));
  });
  return reports.map((_, i) => index.storyOf(i + 1) ?? 0);
}

describe('a report cut out of a longer one', () => {
  it.each([
    ['it comes last', [...SESSION_REPORTS, WITH_BEACH, CUT]],
    ['it comes first', [CUT, ...SESSION_REPORTS, WITH_BEACH]],
    ['the longer one comes last', [...SESSION_REPORTS, CUT, WITH_BEACH]],
    ['others come after both', [WITH_BEACH, ...SESSION_REPORTS.slice(0, 2), CUT, ...SESSION_REPORTS.slice(2)]],
  ] as const)('is of the story it was cut out of: %s', (_, reports) => {
    expect(new Set(storiesOf(reports)).size).toBe(1);
  });

  it('is another story when it is printed days later', () => {
    const index = memoryIndex();
    [...SESSION_REPORTS, WITH_BEACH].forEach((report, i) => {
      index.file(article(i + 1, `paper-${i}`, report, i / 2));
    });
    index.file(article(5, 'paper-4', CUT, 72));
    expect(index.storyOf(5)).not.toBe(index.storyOf(4));
  });

  it('is no sign by itself that its own publisher tells one story twice', () => {
    const reports = [...SESSION_REPORTS, WITH_BEACH, CUT];
    const publishers = ['paper-0', 'paper-1', 'paper-2', 'paper-3', 'paper-3'];
    expect(new Set(storiesOf(reports, publishers)).size).toBe(2);
  });
});
