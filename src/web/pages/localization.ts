/** Numbers, times and states in Arabic words, with Western digits. */
import type { ArticleDocument, LeadReason } from '../../documents/document.ts';
import type { FailureReason, OutletFailure, OutletStatus } from '../../documents/outlet.ts';
import { arabicMoment } from '../../render/timestamps.ts';
import { clip } from '../../text/clip.ts';

interface Noun {
  readonly one: string;
  readonly two: string;
  /** After 3–10. */
  readonly few: string;
  /** After 11–99. */
  readonly many: string;
  /** After 100, 101, 102. */
  readonly other: string;
  readonly zero: string;
}

const SOURCE: Noun = { zero: 'لا مصادر', one: 'مصدر واحد', two: 'مصدران', few: 'مصادر', many: 'مصدرًا', other: 'مصدر' };
const OTHER_SOURCE: Noun = {
  zero: 'لا مصادر أخرى',
  one: 'مصدر آخر',
  two: 'مصدران آخران',
  few: 'مصادر أخرى',
  many: 'مصدرًا آخر',
  other: 'مصدر آخر',
};
const REPORT: Noun = {
  zero: 'لا تقارير',
  one: 'تقرير واحد',
  two: 'تقريران',
  few: 'تقارير',
  many: 'تقريرًا',
  other: 'تقرير',
};
const PASSAGE: Noun = {
  zero: 'لا فقرات مشتركة',
  one: 'فقرة مشتركة',
  two: 'فقرتان مشتركتان',
  few: 'فقرات مشتركة',
  many: 'فقرة مشتركة',
  other: 'فقرة مشتركة',
};
const REWORDED: Noun = {
  zero: 'لا فقرات بصياغة أخرى',
  one: 'فقرة بصياغة أخرى',
  two: 'فقرتان بصياغة أخرى',
  few: 'فقرات بصياغة أخرى',
  many: 'فقرة بصياغة أخرى',
  other: 'فقرة بصياغة أخرى',
};
const FAILURE: Noun = {
  zero: 'بلا إخفاق',
  one: 'إخفاق واحد',
  two: 'إخفاقان متتاليان',
  few: 'إخفاقات متتالية',
  many: 'إخفاقًا متتاليًا',
  other: 'إخفاق متتالٍ',
};

const NOTE: Noun = {
  zero: 'بلا ملاحظات',
  one: 'ملاحظة واحدة',
  two: 'ملاحظتان',
  few: 'ملاحظات',
  many: 'ملاحظة',
  other: 'ملاحظة',
};

export const sources = (n: number) => counted(n, SOURCE);
export const otherSources = (n: number) => counted(n, OTHER_SOURCE);
export const reports = (n: number) => counted(n, REPORT);
export const passages = (n: number) => counted(n, PASSAGE);
export const warnings = (n: number) => counted(n, NOTE);
export const inOtherWords = (n: number) => counted(n, REWORDED);
export const failures = (n: number) => counted(n, FAILURE);

let rules: Intl.PluralRules | undefined;

function counted(n: number, noun: Noun): string {
  rules ??= new Intl.PluralRules('ar');
  const form = rules.select(n);
  return form === 'zero' || form === 'one' || form === 'two' ? noun[form] : `${n} ${noun[form]}`;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
let relative: Intl.RelativeTimeFormat | undefined;

/** قبل 5 دقائق or خلال ساعة; «الآن» within a minute. Both in ms since the epoch. */
export function ago(at: number, now: number): string {
  relative ??= new Intl.RelativeTimeFormat('ar-u-nu-latn');
  const distance = at - now;
  const size = Math.abs(distance);
  if (size < MINUTE_MS) return 'الآن';
  if (size < HOUR_MS) return relative.format(Math.trunc(distance / MINUTE_MS), 'minute');
  if (size < DAY_MS) return relative.format(Math.trunc(distance / HOUR_MS), 'hour');
  return relative.format(Math.trunc(distance / DAY_MS), 'day');
}

/** «بعد ساعتين من الأول»: `delay` ms after the first report. undefined for less than a minute. */
export function later(delay: number): string | undefined {
  // قبل and بعد take the same case, and Intl knows the dual: ساعتين, not ساعتان.
  return delay < MINUTE_MS ? undefined : `${ago(-delay, 0).replace(/^قبل/u, 'بعد')} من الأول`;
}

const LEAD_REASON: Record<LeadReason, string> = {
  only: 'التقرير الوحيد حتى الآن',
  first: 'أول من نشر القصة',
  report: 'أول تقرير بعد الخبر العاجل',
  priority: 'أول تقرير من المصدر المفضّل',
};

/** Why the lead article leads. `first`: whether it was published first, which whoever is filed first need not be. */
export function leadReason(reason: LeadReason, first: boolean): string {
  return reason === 'first' && !first ? 'أول تقرير وصلنا' : LEAD_REASON[reason];
}

export const OUTLET_STATE: Record<OutletStatus['state'], string> = {
  ok: 'يعمل',
  failing: 'متعثّر',
  new: 'لم يُقرأ بعد',
  disabled: 'موقوف',
};

const FAILURE_REASON: Record<FailureReason, string> = {
  address: 'عنوان الخلاصة غير مقبول؛ صحّحه',
  unreachable: 'تعذّر الاتصال بالخادم: متوقف، أو في اسمه أو شهادته خطأ',
  silent: 'لم يرسل الخادم شيئًا من الخلاصة في المهلة',
  slow: 'لم يكتمل إرسال الخلاصة في المهلة',
  'cut-off': 'انقطع الاتصال قبل أن تكتمل الخلاصة',
  encoding: 'ضُغطت الخلاصة بترميز لا يُقرأ',
  'too-large': 'الخلاصة أكبر مما يُقرأ؛ ابحث عن خلاصة أقصر لهذا المصدر',
  'redirect-loop': 'تحويلات تدور في حلقة',
  'too-many-redirects': 'تحويلات أكثر مما يُتبع',
  'bad-redirect': 'تحويل إلى ما ليس عنوانًا',
  status: 'رفض الخادم الطلب أو أخفق',
  'not-modified-unasked': 'أجاب الخادم «لم يتغيّر» ولم يُسأل؛ تُطلب الخلاصة كاملة في المرة المقبلة',
  gone: 'سحب صاحب الخلاصة خلاصته نهائيًا؛ احذف المصدر أو أدخل عنوانها الجديد',
  index: 'لم يقبل الفهرس ما قُرئ بعد؛ لم يضِع شيء وسيُرسل ثانية',
  internal: 'خطأ من جانبنا؛ تُعاد القراءة',
  empty: 'جاءت الخلاصة فارغة',
  html: 'جاءت صفحة HTML مكان الخلاصة',
  truncated: 'جاءت الخلاصة ناقصة',
  'not-xml': 'ما جاء ليس XML سليمًا',
  'not-a-feed': 'ما جاء ليس خلاصة',
  'too-deep': 'في الخلاصة عناصر أكثر أو أعمق مما يُقرأ',
  charset: 'ترميز الخلاصة غير معروف',
};

/** Why an outlet's feed was not read. */
export function failureReason({ reason, httpStatus }: OutletFailure): string {
  // The isolate keeps the two in their order.
  return httpStatus === undefined
    ? FAILURE_REASON[reason]
    : `${FAILURE_REASON[reason]} (\u2066HTTP ${httpStatus}\u2069)`;
}

/**
 * What is said beside the outlet's name where it has several reports: their times, or what else tells them apart. Reports of
 * outlets with one report are left out.
 */
export function toldApart<A extends Pick<ArticleDocument, 'outlet' | 'title' | 'published'>>(
  articles: readonly A[],
): ReadonlyMap<A, string> {
  const ways: readonly ((a: A, place: number) => string)[] = [
    ({ published }) => arabicMoment(published).split('، ')[1] ?? '',
    ({ published }) => arabicMoment(published),
    ({ title }) => clip(title, CHIP_TITLE_CHARS_MAX),
    (_, place) => String(place + 1),
  ];
  const said = new Map<A, string>();
  for (const own of Map.groupBy(articles, (a) => a.outlet.id).values()) {
    if (own.length === 1) continue;
    const way = ways.find((say) => new Set(own.map(say)).size === own.length);
    for (const [place, a] of own.entries()) said.set(a, way?.(a, place) ?? '');
  }
  return said;
}

/** UTF-16 units. */
const CHIP_TITLE_CHARS_MAX = 48;

/** An article's similarity to its story, 0 to 1, as a percentage. */
export function nearness(similarity: number): string {
  // The isolate keeps the percent sign at its number and apart from a number that follows.
  return `تشابه \u2066${Math.round(similarity * 100)}%\u2069`;
}
