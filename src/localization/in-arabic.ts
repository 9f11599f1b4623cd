/** Our own words in Arabic, with Western digits. Every language has the same table, so a string that one lacks fails to compile. */
import type { Evidence, LeadReason } from '../documents/document.ts';
import type { FailureReason, OutletFailure, OutletStatus } from '../documents/outlet.ts';
import { noteInArabic } from './notes-in-arabic.ts';
import { OPERATE_IN_ARABIC } from './operate-in-arabic.ts';
import { createAgo, isolated } from './words.ts';

/** Forms of the plural, as Intl names them: few after 3–10, many after 11–99, other after 100, 101, 102. */
const PLURALS = ['zero', 'one', 'two', 'few', 'many', 'other'] as const;
type Noun = readonly [zero: string, one: string, two: string, few: string, many: string, other: string];

const SOURCE: Noun = ['لا مصادر', 'مصدر واحد', 'مصدران', 'مصادر', 'مصدرًا', 'مصدر'];
const OTHER_SOURCE: Noun = ['لا مصادر أخرى', 'مصدر آخر', 'مصدران آخران', 'مصادر أخرى', 'مصدرًا آخر', 'مصدر آخر'];
const REPORT: Noun = ['لا تقارير', 'تقرير واحد', 'تقريران', 'تقارير', 'تقريرًا', 'تقرير'];
const PASSAGE: Noun = [
  'لا فقرات مشتركة',
  'فقرة مشتركة',
  'فقرتان مشتركتان',
  'فقرات مشتركة',
  'فقرة مشتركة',
  'فقرة مشتركة',
];
const REWORDED: Noun = [
  'لا فقرات بصياغة أخرى',
  'فقرة بصياغة أخرى',
  'فقرتان بصياغة أخرى',
  'فقرات بصياغة أخرى',
  'فقرة بصياغة أخرى',
  'فقرة بصياغة أخرى',
];
const FAILURE: Noun = [
  'بلا إخفاق',
  'إخفاق واحد',
  'إخفاقان متتاليان',
  'إخفاقات متتالية',
  'إخفاقًا متتاليًا',
  'إخفاق متتالٍ',
];
const NOTE: Noun = ['بلا ملاحظات', 'ملاحظة واحدة', 'ملاحظتان', 'ملاحظات', 'ملاحظة', 'ملاحظة'];
const DAY: Noun = ['يوم', 'يوم واحد', 'يومين', 'أيام', 'يومًا', 'يوم'];

let rules: Intl.PluralRules | undefined;

function counted(n: number, noun: Noun): string {
  rules ??= new Intl.PluralRules('ar');
  const form = PLURALS.indexOf(rules.select(n));
  return form < 3 ? (noun[form] ?? '') : `${n} ${noun[form]}`;
}

/** قبل 5 دقائق or خلال ساعة; «الآن» within a minute. Both in ms since the epoch. */
const ago = createAgo('ar-u-nu-latn', 'الآن');

const LEAD_REASON: Record<LeadReason, string> = {
  only: 'التقرير الوحيد حتى الآن',
  first: 'أول من نشر القصة',
  report: 'أول تقرير بعد الخبر العاجل',
  priority: 'أول تقرير من المصدر المفضّل',
  chosen: 'اختاره المشغّل',
};

const OUTLET_STATE: Record<OutletStatus['state'], string> = {
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

const MINUTE_MS = 60_000;

export const ARABIC = {
  direction: 'rtl' as 'rtl' | 'ltr',
  /** Between the items of a list. */
  comma: '، ',
  months: 'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'.split(' '),
  /** From Sunday on. */
  weekdays: 'الأحد الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت'.split(' '),
  today: 'اليوم',
  yesterday: 'أمس',
  /** Names Coordinated Universal Time after a time: on pages, and in feeds. */
  greenwich: 'بتوقيت غرينتش',
  greenwichShort: 'ت غ',
  /** `offset`: +3 or -3:30. */
  zone: (offset: string) => `غرينتش${isolated(offset)}`,
  ago,
  /** «بعد ساعتين من الأول»: `delay` ms after the first report. undefined for less than a minute. */
  later: (delay: number): string | undefined =>
    // قبل and بعد take the same case, and Intl knows the dual: ساعتين, not ساعتان.
    delay < MINUTE_MS ? undefined : `${ago(-delay, 0).replace(/^قبل/u, 'بعد')} من الأول`,

  sources: (n: number) => counted(n, SOURCE),
  otherSources: (n: number) => counted(n, OTHER_SOURCE),
  reports: (n: number) => counted(n, REPORT),
  passages: (n: number) => counted(n, PASSAGE),
  inOtherWords: (n: number) => counted(n, REWORDED),
  failures: (n: number) => counted(n, FAILURE),
  warnings: (n: number) => counted(n, NOTE),

  promise: 'قصة واحدة، مصادر كثيرة',
  skip: 'انتقل إلى المحتوى',
  sectionsLabel: 'أقسام الموقع',
  sections: { stories: 'القصص', outlets: 'المصادر', api: 'للمطوّرين' },
  rights: 'النصوص لأصحابها: لا يُعرض هنا من كل تقرير إلا مقتطف، وكل مقتطف يقود إلى ناشره.',
  storiesFeed: 'خلاصة القصص',
  allStories: 'كل القصص',
  updates: 'كل جديد',
  untitled: 'بلا عنوان',
  byItsWord: 'بحسب المصدر',
  datedByOutlet: 'يؤرّخه المصدر',

  feed: {
    withSources: (n: number) => `قصص عدد مصادرها ${n} فأكثر`,
    description: 'كل قصة مرة واحدة، مع جميع المصادر العربية التي نشرتها.',
    story: 'كل ما نشرته المصادر عن هذه القصة.',
    updates: 'خبر لكل قصة جديدة، وخبر كلما انضمّ مصدر إلى إحدى القصص.',
    wholeStory: 'القصة كاملة: من نشر ومتى، والفقرات المشتركة',
    carriedBy: 'نشرتها:',
    asPublishedBy: 'كما نشرته',
    newStoryBy: 'قصة جديدة، نشرها',
    /** Before and after the story's title. */
    newSource: ['مصدر جديد في القصة «', '»:'] as readonly [string, string],
    /** Between the date that the outlet claims and the one that we saw. */
    publishedAfter: 'بحسب المصدر؛ نُشر بعد',
  },

  slice: {
    words: (q: string) => `«${q}»`,
    search: 'ابحث',
    searchLabel: 'ابحث في العناوين والنصوص',
    /** What was searched. */
    searched: (days: number) => `بُحث في عناوين التقارير ونصوصها خلال ${counted(days, DAY)}.`,
    howToSearch: 'تُطلب الكلمات كلها؛ "عبارة بين علامتين"، و-كلمة لاستبعادها، وOR لإحدى كلمتين.',
    /** Between countries or outlets of which one is enough. */
    or: ' أو ',
    since: (moment: string) => `منذ ${moment}`,
    without: (muted: string) => `بلا ${muted}`,
    byCountry: 'حسب البلد',
    byOutlet: 'حسب المصدر',
    noCountry: 'بلا بلد',
    /** Leads to the same without one condition. */
    remove: 'ارفع الشرط:',
    mute: 'كل القصص إلا:',
    none: 'لا قصص بهذه الشروط بعد',
    noneFurther: 'لا قصص بهذه الشروط في ما فُحص',
    widen: 'ارفع شرطًا لترى أكثر:',
  },

  watch: {
    entered: (name: string) => `قصة جديدة في «${name}»`,
    test: (name: string) => `تنبيه تجريبي من «${name}»`,
    reached: (publishers: number, name: string) => `${counted(publishers, SOURCE)} لقصة في «${name}»`,
  },

  daily: {
    name: 'حصاد اليوم',
    description: 'خبر واحد كل يوم، فيه أكثر القصص نشرًا.',
    title: (day: string) => `الأكثر تناولًا: ${day}`,
    between: (from: string, to: string) => `أكثر ما نشرته المصادر بين ${from} و${to}.`,
    none: 'لم ينشر مصدران قصة واحدة في هذا اليوم.',
    noneOfSlice: 'لا قصص بهذه الشروط بين أكثر قصص هذا اليوم نشرًا.',
    noneYet: (hour: string) => `لم يُنشر حصاد بعد. يُنشر كل يوم في الساعة ${hour}، إن قُرئت قبلها قصص.`,
    dayPage: 'صفحة هذا اليوم',
    wholeStory: 'القصة كاملة',
    days: 'الأيام',
    before: 'اليوم السابق',
    after: 'اليوم التالي',
  },

  about: {
    title: 'عن هذا الموقع',
    description: 'كيف تُجمع القصص، ولمن النصوص، وكيف يطلب مصدر ألا يُقرأ.',
    sections: [
      [
        'كيف تُصنع القصة',
        'تُقرأ خلاصات المصادر التي اختارها مشغّل الموقع، ويقارن برنامج نص كل تقرير بنصوص التقارير الأخرى. ما روى حدثًا واحدًا يُعرض قصة واحدة، مع كل من نشرها.',
        'لا يكتب أحد هنا خبرًا ولا يعيد صياغته. وقد يخطئ البرنامج فيضم خبرين أو يفرّق خبرًا؛ ويستطيع المشغّل تصحيح ذلك.',
        '«أول تقرير» هو أول ما رأيناه منشورًا، وقد يكون غيره سبق في مصدر لا نقرؤه.',
      ],
      [
        'لمن النصوص',
        'العناوين والنصوص والصور لناشريها. لا يُعرض من كل تقرير إلا مقتطف قصير، ومعه رابط إلى صفحته عند ناشره. الصور تُحمّل من مواقع ناشريها ولا تُحفظ هنا.',
        'تُحفظ القصص أيامًا معدودة.',
      ],
    ] as readonly (readonly [string, ...string[]])[],
    leaveOut: 'إن أردت ألا يُقرأ موقعك',
    howToLeave:
      'يذكر برنامجنا اسمه wirefold في كل طلب، ويقرأ الخلاصة وحدها، مرة كل ربع ساعة على الأكثر. من منع عنه خلاصته لم تُقرأ. ويستطيع المشغّل رفع مصدر من القائمة وحذف ما نُشر منه هنا.',
    contact: 'مراسلة المشغّل',
    noContact: 'لم يضع مشغّل هذا الموقع عنوانًا لمراسلته.',
  },

  subscribe: {
    /** The button at the top of every page. */
    button: 'تابع',
    inReader: 'تابع في قارئ الخلاصات',
    title: 'المتابعة في قارئ الخلاصات',
    copy: 'انسخ هذا العنوان والصقه في قارئك',
    reader: 'قارئ الخلاصات تطبيق أو موقع يأتيك بالجديد من كل ما تتابعه في مكان واحد، بلا بريد ولا حساب عندنا.',
    open: 'أو افتحه في أحد هذه القارئات',
    apps: 'يفتح الرابط الأول أيضًا سائر تطبيقات القراءة المثبّتة على جهازك.',
    freshRss: 'أضف هذا إلى آخر عنوان خادمك:',
    formats: 'الصيغ',
    raw: 'الخلاصة نفسها، كما تقرؤها البرامج',
  },

  front: {
    newest: 'أحدث القصص',
    older: 'قصص أقدم',
    carried: 'الأكثر تناولًا',
    carriedByCountry: 'الأكثر تناولًا اليوم حسب البلد',
    carriedToday: 'الأكثر تناولًا اليوم',
    toNewest: 'إلى الأحدث',
    pages: 'الصفحات',
    follow: 'متابعة',
    inYourReader: 'تابع في قارئك',
    onceEach: 'لكل قصة خبر واحد، يبقى في مكانه وإن انضمّت إليه مصادر جديدة.',
    everything: 'تريد كل جديد؟ خبر لكل قصة جديدة، وخبر لكل مصدر ينضمّ إلى قصة:',
    order: 'الترتيب',
    byTime: 'الأحدث',
    publishers: 'عدد المصادر',
    twoOrMore: 'مصدران فأكثر',
    threeOrMore: '3 مصادر فأكثر',
    noOlder: 'لا قصص أقدم',
    none: 'لا قصص هنا بعد',
    untilRead: 'تظهر القصص بعد قراءة المصادر أول مرة.',
    outletStates: 'حال المصادر',
    firstReport: 'أول تقرير',
    readAt: 'اقرأ في',
    carriedBy: 'نشرتها',
    andOthers: (n: number) => `و${counted(n, OTHER_SOURCE)}`,
  },

  story: {
    firstPublished: 'أول نشر',
    latest: 'آخر جديد',
    followLabel: 'متابعة القصة',
    follow: 'تابع هذه القصة',
    itemEach: 'خبر لكل تقرير جديد عنها.',
    related: 'قصص متصلة',
    timeline: 'من نشر ومتى',
    toReport: 'إلى التقرير',
    leads: (why: string) => `في الصدارة: ${why}`,
    /** Why the lead article leads. `first`: whether it was published first, which whoever is filed first need not be. */
    leadReason: (reason: LeadReason, first: boolean) =>
      reason === 'first' && !first ? 'أول تقرير وصلنا' : LEAD_REASON[reason],
    inReportOf: (outlet: string) => `في تقرير ${outlet}`,
    why: 'كيف عُرف أنها قصة واحدة؟',
    /** An article's similarity to its story, 0 to 1, as a percentage. The isolate keeps the sign at its number. */
    nearness: (similarity: number) => `تشابه ${isolated(`${Math.round(similarity * 100)}%`)}`,
    /** Why an article is in its story. */
    evidence: ({ outlet, words, passages }: Evidence) => {
      const parts = [
        ...(passages > 0 ? [`${sharedPassages(passages)} مع ${outlet}`] : []),
        ...(words.length > 0 ? [`كلمات نادرة مشتركة مع ${outlet}: ${words.join('، ')}`] : []),
      ];
      return parts.join('؛ ') || `أقرب ما يكون إلى خبر ${outlet}`;
    },
    text: 'نص التقرير والفقرات المشتركة',
    readWhole: 'اقرأ التقرير كاملًا في',
    chooseLabel: 'اختر تقريرًا',
    choose: 'اختر تقريرًا لترى ما فيه من فقرات مشتركة، ومن سبق إليها.',
    sharedIn: 'الفقرات المشتركة في تقرير',
    rewordedOf: 'ما ورد بصياغة أخرى من تقرير',
    laterIn: 'وردت بعده في:',
    alsoIn: 'وردت أيضًا في:',
    rewordedIn: 'بصياغة أخرى في:',
    thisWasFirst: 'هذا التقرير أول من نشرها',
    firstElsewhere: 'سبق إليها تقرير في قصة أخرى',
    first: 'أول من نشرها:',
  },

  outlet: {
    description: (name: string) => `آخر ما نشره ${name}، وما سبق إليه وما سبقه غيره إليه.`,
    site: 'موقعه',
    last: 'آخر تقاريره',
    none: 'لا تقارير له محفوظة الآن.',
    counts: 'مع غيره من المصادر',
    window: (reports: string) => `من آخر ما حُفظ له: ${reports}، أقدمها`,
    shared: 'في قصص نشرها غيره أيضًا',
    first: 'رُئي أول من نشرها',
    later: 'رُئي غيره ينشرها قبله',
    copied: 'فيها فقرات رُئيت قبله عند غيره',
    copiedByOthers: 'فيها فقرات رُئيت بعده عند غيره',
    asFarAsRead: 'بحسب ما قُرئ من الخلاصات ووقت قراءته. ما لم يثبت من سبق إليه لا يُعدّ، وقد يكون غيرُ ما نقرأ أسبق.',
    follow: 'تابع قصص هذا المصدر',
  },

  coverage: {
    title: 'التغطية حسب البلد',
    noCountry: 'بلا بلد في القائمة',
    notSeen: 'من لم نر القصة عنده من مصادر القائمة',
    asFarAsRead: 'بحسب ما قرأناه من خلاصاتها؛ وقد تكون نشرتها في غيرها.',
  },

  outlets: {
    title: 'المصادر',
    description: 'المصادر التي تُقرأ وحال كل منها.',
    download: 'تنزيل OPML',
    none: 'لا مصادر في القائمة بعد.',
    ungrouped: 'مصادر',
    shortDay: {
      1: 'استُهلك من نصيب هذا اليوم في خطة الاستضافة أكثر مما مضى منه، لذلك تُقرأ المصادر بنصف وتيرتها حتى منتصف الليل بتوقيت غرينتش. لا يضيع شيء.',
      2: 'استُهلك معظم نصيب هذا اليوم في خطة الاستضافة، لذلك تُقرأ المصادر بربع وتيرتها حتى منتصف الليل بتوقيت غرينتش. لا يضيع شيء.',
      3: 'كاد نصيب هذا اليوم في خطة الاستضافة ينفد، لذلك لا تُقرأ حتى منتصف الليل بتوقيت غرينتش إلا المصادر التي قد تسقط أخبارها من خلاصاتها. لا يضيع شيء.',
    },
    state: OUTLET_STATE,
    feed: 'الخلاصة',
    summaryOnly: 'العنوان والملخص فقط',
    unmerged: 'لا تُضمّ إلى غيرها',
    itemsPerDay: (n: number) => `حتى ${n} في اليوم`,
    neverRead: 'لم تنجح قراءته بعد',
    lastRead: 'آخر قراءة ناجحة',
    lastTried: 'آخر محاولة',
    nextRead: 'القراءة المقبلة',
    readWith: (notes: string) => `قُرئت الخلاصة مع ${notes}`,
    details: 'التفاصيل بالإنجليزية',
    note: noteInArabic,
    /** Why an outlet's feed was not read. The isolate keeps HTTP and its number in their order. */
    failure: ({ reason, httpStatus, about }: OutletFailure) => {
      if (httpStatus !== undefined) return `${FAILURE_REASON[reason]} (${isolated(`HTTP ${httpStatus}`)})`;
      if (about === undefined) return FAILURE_REASON[reason];
      return reason === 'html'
        ? `${FAILURE_REASON[reason]}، وهي تحيل إلى ${isolated(about)}`
        : `${FAILURE_REASON[reason]} (${isolated(about)})`;
    },
  },

  api: {
    title: 'واجهة البرمجة',
    description: 'واجهة JSON للقصص والمصادر، مع تجربتها.',
    heading: 'للمطوّرين',
    everyone: 'للجميع',
    operator: 'للمشغّل',
    operatorOnly: 'تعمل برمز ADMIN_TOKEN وحده، ومن سطر الأوامر.',
    tryIt: 'جرّب',
  },

  operate: OPERATE_IN_ARABIC,

  error: {
    toStories: 'إلى القصص',
    other: ['حدث خطأ', 'أعد المحاولة بعد قليل.'] as readonly [string, string],
    byStatus: {
      400: ['لم يُفهم هذا العنوان', 'في آخر العنوان ما لا معنى له هنا.'],
      404: ['لا شيء في هذا العنوان', 'لعل الرابط نُسخ ناقصًا، أو لم يُنشر ما يقود إليه بعد.'],
      405: ['لا يعمل هذا الطلب هنا', 'هذا العنوان للقراءة فقط.'],
      410: ['لم تعد هذه الصفحة محفوظة', 'تُحفظ القصص والأيام زمنًا معدودًا، ثم تبقى النصوص لدى ناشريها.'],
      503: ['تعذّرت القراءة الآن', 'أعد المحاولة بعد دقيقة.'],
    } as Record<400 | 404 | 405 | 410 | 503, readonly [string, string]>,
  },
};

export type Localization = typeof ARABIC;

/** In evidence, Arabic has four forms: for one, for two, for three to ten, and for more. */
function sharedPassages(n: number): string {
  if (n === 1) return 'فقرة مشتركة';
  if (n === 2) return 'فقرتان مشتركتان';
  return n <= 10 ? `${n} فقرات مشتركة` : `${n} فقرة مشتركة`;
}
