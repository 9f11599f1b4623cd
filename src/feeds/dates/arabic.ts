/**
 * Arabic dates → the same date in English words, which forms.ts reads: month names, weekdays, morning and evening. Hijri
 * months are left as they are, so a Hijri date is refused rather than read wrong.
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
const HALVES = 'ص|صباحا|فجرا, م|مساء|ظهرا|عصرا';
/** Words around a date that say nothing: "on", "at the hour", "Greenwich time", "AD". */
const FILLERS = 'يوم|الساعة|في|عند|بتوقيت غرينتش|بتوقيت جرينتش|غرينتش|جرينتش|ميلادي|ميلادية';

const ENGLISH_MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const ENGLISH_WEEKDAYS = 'sun mon tue wed thu fri sat'.split(' ');

const LETTER = String.raw`[\u0621-\u064a]`;
const ARABIC = /[\u0600-\u06ff]/;
/** Between the same day in two calendars: "which is". */
const EQUALS = words('الموافقه?(?: ل)?|=');
/** م behind a year is "AD". Behind an hour it is "PM". */
const AD = new RegExp(String.raw`(\d{4})\s*م(?!${LETTER})`, 'g');
/** Al Jazeera names the month twice: 22 نوفمبر/تشرين الثاني 2026. */
const MONTH_TWICE = /\b([a-z]{3})(?:\s*[/-]\s*\1)+\b/g;

const WEEKDAY_OF = dictionary(WEEKDAYS, ENGLISH_WEEKDAYS);
const ENGLISH_OF: ReadonlyMap<string, string> = new Map([
  ...MONTHS.flatMap((row) => [...dictionary(row, ENGLISH_MONTHS)]),
  ...dictionary(HALVES, ['am', 'pm']),
  ...dictionary(FILLERS, ['']),
]);
/** The longest first: تشرين الأول is more than تشرين 1. */
const KNOWN_WORD = words([...ENGLISH_OF.keys(), ...WEEKDAY_OF.keys()].sort((a, b) => b.length - a.length).join('|'));

/**
 * `text` is normalized (text/normalize.ts). Several wordings when the date is written in two calendars: all of it, then each part.
 * Text without Arabic letters is its own only wording.
 */
export function inEnglish(text: string): readonly string[] {
  if (!ARABIC.test(text)) return [text];
  const plain = text.replaceAll('،', ',').replaceAll('٫', '.').replace(AD, '$1 ');
  const parts = plain.split(EQUALS);
  return (parts.length > 1 ? [plain, ...parts] : [plain]).map(translate);
}

/** The weekday goes to the front, where English has it. */
function translate(arabic: string): string {
  let weekday = '';
  const english = arabic.replace(KNOWN_WORD, (word) => {
    const day = WEEKDAY_OF.get(word);
    if (day !== undefined) weekday = `${day}, `;
    return ` ${ENGLISH_OF.get(word) ?? ''} `;
  });
  return (
    weekday +
    english
      .replace(/\s+/g, ' ')
      .replace(MONTH_TWICE, '$1')
      .replace(/^[\s,|/-]+/, '')
  );
}

/** Each spelling in a row, folded, with its English word. */
function dictionary(row: string, english: readonly string[]): ReadonlyMap<string, string> {
  const entries = row.split(',').flatMap((names, place) =>
    names
      .split('|')
      .map((name) => [normalize(name.trim()), english[place] ?? ''] as const)
      .filter(([name]) => name !== ''),
  );
  return new Map(entries);
}

/** Any of these, as whole words. */
function words(alternatives: string): RegExp {
  return new RegExp(String.raw`(?<!${LETTER})(?:${alternatives})(?!${LETTER}|\d)`, 'g');
}
