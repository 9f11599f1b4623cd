/**
 * Arabic dates → the same date in English words, which forms.ts reads: month names, weekdays, morning and evening, places
 * that stand for time zones.
 */
import { normalize } from '../../text/normalize.ts';

/** One row a region, January first; other spellings of a month stand behind '|'. */
// biome-ignore format: a table
const MONTHS: readonly string[] = [
  // Egypt and the Gulf
  'يناير, فبراير, مارس, أبريل, مايو, يونيو|يونيه, يوليو|يوليه, أغسطس, سبتمبر|سبتامبر, أكتوبر, نوفمبر, ديسمبر',
  // The Levant and Iraq, in full and with numbers
  'كانون الثاني|كانون ثاني, شباط, آذار, نيسان, أيار, حزيران, تموز, آب, أيلول, تشرين الأول|تشرين أول, تشرين الثاني|تشرين ثاني, كانون الأول|كانون أول',
  'كانون 2|كانون2|ك 2|ك2, , , , , , , , , تشرين 1|تشرين1|ت 1|ت1, تشرين 2|تشرين2|ت 2|ت2, كانون 1|كانون1|ك 1|ك1',
  // Algeria and Tunisia
  'جانفي|جانفييه, فيفري|فيفريه, مارس, أفريل|أفريلي, ماي|مي, جوان, جويلية, أوت, سبتمبر, أكتوبر, نوفمبر, ديسمبر',
  // Morocco
  'يناير, فبراير, مارس, أبريل, ماي, يونيو, يوليوز, غشت, شتنبر, أكتوبر, نونبر, دجنبر',
];
const WEEKDAYS =
  'الأحد|أحد, الاثنين|الاتنين|اثنين, الثلاثاء|الثلاثا|ثلاثاء, الأربعاء|الأربعا|أربعاء, الخميس|خميس, الجمعة|جمعة, السبت|سبت';
/** Before noon, after noon. */
const HALVES = 'ص|صباحا|فجرا|ضحى|قبل الظهر|بعد منتصف الليل, م|مساء|عصرا|بعد الظهر|بعد العصر|قبل منتصف الليل';
/** "At night" and "at noon" are before or after noon by their hour: 9 ليلا, 1 ليلا, 11:30 ظهرا. */
const BY_HOUR = /(?<!\d)(\d{1,2})((?:[:.]\d{1,2}){0,2})\s*(ليلا|ظهرا)(?![\u0621-\u064a])/g;
/** Words around a date that say nothing: "on", "at the hour", "AD", "which is" between two calendars, "published", "updated". */
const FILLERS =
  'يوم|الساعة|في|عند|من|شهر|لعام|عام|سنة|بتاريخ|الموافق ل|الموافقة ل|الموافق|الموافقة|ميلادي|ميلادية|' +
  'نشر|نشرت|النشر|تاريخ|تاريخ النشر|وقت النشر|أضيف|آخر تحديث|التحديث|تحديث';
const GREENWICH = 'غرينتش|جرينتش|غرينيتش|جرينيتش|ت غ|ت.غ|ت. غ';
/** Places whose time outlets give, by IANA time zone. عمان without more is Amman: cities stand behind "بتوقيت". */
const PLACES: readonly (readonly [zone: string, places: string])[] = [
  ['etc/gmt', 'غرينتش|جرينتش|غرينيتش|جرينيتش|العالمي|العالمي الموحد|العالمي المنسق|الموحد|غرينتش الموحد'],
  ['asia/riyadh', 'السعودية|السعودي|المملكة العربية السعودية|المملكة|الرياض|مكة|مكة المكرمة|المدينة المنورة|جدة'],
  ['africa/cairo', 'القاهرة|مصر|المصري'],
  ['asia/dubai', 'الإمارات|الإمارات العربية المتحدة|الإماراتي|أبوظبي|أبو ظبي|دبي|الشارقة'],
  ['asia/qatar', 'قطر|القطري|الدوحة'],
  ['asia/kuwait', 'الكويت|الكويتي'],
  ['asia/bahrain', 'البحرين|البحريني|المنامة'],
  ['asia/muscat', 'مسقط|سلطنة عمان|السلطنة'],
  ['asia/aden', 'اليمن|اليمني|صنعاء|عدن'],
  ['asia/baghdad', 'العراق|العراقي|بغداد|أربيل'],
  ['asia/damascus', 'سوريا|سورية|السوري|دمشق|حلب'],
  ['asia/beirut', 'لبنان|اللبناني|بيروت'],
  ['asia/amman', 'الأردن|الأردني|عمان'],
  ['asia/jerusalem', 'القدس|القدس المحتلة|فلسطين|الفلسطيني|رام الله|تل أبيب|إسرائيل'],
  ['asia/gaza', 'غزة|قطاع غزة'],
  ['africa/khartoum', 'السودان|السوداني|الخرطوم'],
  ['africa/juba', 'جوبا|جنوب السودان'],
  ['africa/tripoli', 'ليبيا|الليبي|طرابلس|طرابلس الغرب|بنغازي'],
  ['africa/tunis', 'تونس|التونسي'],
  ['africa/algiers', 'الجزائر|الجزائري'],
  ['africa/casablanca', 'المغرب|المغربي|الرباط|الدار البيضاء'],
  ['africa/nouakchott', 'موريتانيا|الموريتاني|نواكشوط'],
  ['africa/mogadishu', 'الصومال|مقديشو'],
  ['africa/djibouti', 'جيبوتي'],
  ['indian/comoro', 'جزر القمر|القمر|موروني'],
  ['europe/istanbul', 'تركيا|أنقرة|إسطنبول|اسطنبول'],
  ['asia/tehran', 'إيران|طهران'],
  ['europe/london', 'لندن|بريطانيا'],
  ['europe/paris', 'باريس|فرنسا|وسط أوروبا'],
  ['europe/berlin', 'برلين|ألمانيا'],
  ['europe/moscow', 'موسكو|روسيا'],
  ['europe/kiev', 'كييف|أوكرانيا'],
  ['america/new_york', 'واشنطن|نيويورك|شرق الولايات المتحدة|شرق أمريكا|شرق أميركا'],
  ['asia/shanghai', 'بكين|الصين'],
  ['asia/tokyo', 'طوكيو|اليابان'],
];
/** The Hijri months, in normalized spelling, without a year where the Gregorian date beside them has it. */
const HIJRI_MONTHS =
  '(?:محرم(?: الحرام)?|صفر(?: الخير)?|ربيع ?(?:ال)?(?:اولي?|اخره?|اخير|ثانيه?|[12])|جماد[ياه]? ?(?:ال)?(?:اولي?|اخره?|اخير|ثانيه?|[12])|رجب(?: الفرد)?|شعبان|رمضان(?: المبارك)?|شوال|ذ[ويا] ?(?:ال)?(?:قعده|حجه))';

const ENGLISH_MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const ENGLISH_WEEKDAYS = 'sun mon tue wed thu fri sat'.split(' ');

const LETTER = String.raw`[\u0621-\u064a]`;
const ARABIC = /[\u0600-\u06ff]/;
/** م behind a year is "AD". Behind an hour it is "PM". */
const AD = new RegExp(String.raw`(\d{4})\s*م(?!${LETTER})`, 'g');
/** Al Jazeera names the month twice: 22 نوفمبر/تشرين الثاني 2026. */
const MONTH_TWICE = /\b([a-z]{3})(?:\s*[/-]\s*\1)+\b/g;

const WEEKDAY_OF = dictionary(WEEKDAYS, ENGLISH_WEEKDAYS);
const ENGLISH_OF: ReadonlyMap<string, string> = new Map([
  ...MONTHS.flatMap((row) => [...dictionary(row, ENGLISH_MONTHS)]),
  ...dictionary(HALVES, ['am', 'pm']),
  ...dictionary(FILLERS, ['']),
  ...dictionary(GREENWICH, ['gmt']),
]);
const KNOWN_WORD = words(longestFirst([...ENGLISH_OF.keys(), ...WEEKDAY_OF.keys()]));

const ZONE_OF: ReadonlyMap<string, string> = new Map(
  PLACES.flatMap(([zone, places]) => [...dictionary(`${places}|${forThe(places)}`, [zone])]),
);
const PLACE_NAMES = longestFirst([...ZONE_OF.keys()]);
/** "in the time of …": بتوقيت القاهرة, حسب التوقيت المحلي لمدينة الرياض. */
const PLACE_TIME = words(
  `(?:ب|ل|(?:ب?حسب|وفق|علي) )?(?:ال)?توقيت(?: المحلي)?(?: (?:ال)?(?:في|مدينه|عاصمه|دوله|جمهوريه|مملكه)| لمدينه)* ?(?:ل|ب)?(${PLACE_NAMES})`,
);
/** Behind a time the place alone: 17:15 (مكة المكرمة). Without brackets other places may begin the news. */
const PLACE_OF_TIME = new RegExp(
  String.raw`(\d{1,2}[:.]\d{2}(?:\s*(?:ص|م|صباحا|مساء))?\s*)(?:[([]\s*(${PLACE_NAMES})\s*[)\]]|(مكه(?: المكرمه)?)(?!${LETTER}))`,
  'g',
);
/** Years of the Hijri and the Persian calendar: 1300 to 1499. */
const HIJRI_YEAR = String.raw`1[34]\d\d(?!\d)`;
const HIJRI_DAY = String.raw`(?<!\d|\d[-/.])\d{1,2}(?!\d)`;
/** Between the parts of a date. Arabic names of months have at most three words. */
const PART = String.raw`[\s.,/|_-]+`;
const NAME = String.raw`\p{L}{2,}(?:[\s'’-]\p{L}{1,12}){0,3}`;
const HIJRI_DATE = new RegExp(
  [
    `${HIJRI_DAY}${PART}(?:من )?(?:شهر )?${HIJRI_MONTHS}(?!${LETTER})(?:${PART}(?:(?:ل?عام|ل?سنه) )?${HIJRI_YEAR})?`,
    `${HIJRI_MONTHS}${PART}${HIJRI_DAY}(?:${PART}${HIJRI_YEAR})?`,
    `${HIJRI_YEAR}${PART}${HIJRI_MONTHS}${PART}${HIJRI_DAY}`,
    `${HIJRI_DAY}${PART}${NAME}${PART}${HIJRI_YEAR}`,
    String.raw`${HIJRI_DAY}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*${HIJRI_YEAR}(?![-/.]\d)`,
    String.raw`(?<!\d)${HIJRI_YEAR}\s*[-/.]\s*\d{1,2}\s*[-/.]\s*\d{1,2}(?!\d)`,
  ]
    .map((date) => String.raw`(?:${date})\s*(?:ه(?:جريه?)?(?!${LETTER})|ah\b|h\b)?`)
    .join('|'),
  'gu',
);

/**
 * `text` is normalized (text/normalize.ts). Of a day that is written in two
 * calendars the Hijri date is taken out; nothing is left of one that is Hijri alone.
 */
export function inEnglish(text: string): string {
  if (!ARABIC.test(text) && !/\b1[34]\d\d\b/.test(text)) return text;
  let weekday = '';
  const english = text
    .replaceAll('،', ',')
    .replaceAll('٫', '.')
    .replace(BY_HOUR, (_, hour: string, rest: string, when: string) => {
      const isMorning =
        when === 'ليلا' ? Number(hour) < 5 || Number(hour) === 12 : Number(hour) < 12 && Number(hour) > 9;
      return `${hour}${rest} ${isMorning ? 'ص' : 'م'}`;
    })
    .replace(HIJRI_DATE, ' ')
    .replace(AD, '$1 ')
    .replace(PLACE_TIME, (_, place: string) => ` ${ZONE_OF.get(place) ?? ''} `)
    .replace(
      PLACE_OF_TIME,
      (_, time: string, one?: string, other?: string) => `${time} ${ZONE_OF.get(one ?? other ?? '') ?? ''} `,
    )
    .replace(KNOWN_WORD, (word) => {
      const day = WEEKDAY_OF.get(word);
      if (day !== undefined) weekday = `${day}, `;
      return ` ${ENGLISH_OF.get(word) ?? ''} `;
    })
    .replace(/[\s=]+/g, ' ')
    .replace(MONTH_TWICE, '$1')
    .replace(/^[^\p{L}\p{N}]+/u, '');
  // The weekday goes to the front, where English has it.
  return weekday + english;
}

/** Each spelling in a row, folded, with its English word. */
function dictionary(row: string, english: readonly string[]): ReadonlyMap<string, string> {
  const entries = row.split(',').flatMap((names, column) =>
    names
      .split('|')
      .map((name) => [normalize(name.trim()), english[column] ?? ''] as const)
      .filter(([name]) => name !== ''),
  );
  return new Map(entries);
}

/** "For the" before places that have an article: للرياض, للسعودية. */
function forThe(places: string): string {
  return places
    .split('|')
    .flatMap((place) => (place.startsWith('ال') ? `لل${place.slice(2)}` : []))
    .join('|');
}

/** As alternatives of a pattern, so that تشرين الأول is found before تشرين. */
function longestFirst(names: readonly string[]): string {
  return [...names].sort((a, b) => b.length - a.length).join('|');
}

/** Any of these, as whole words. */
function words(alternatives: string): RegExp {
  return new RegExp(String.raw`(?<!${LETTER})(?:${alternatives})(?!${LETTER}|\d)`, 'g');
}
