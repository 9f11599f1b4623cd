/**
 * Arabic dates put into the words the formats below understand: digits to 0–9, month names of Egypt and the Gulf, of the
 * Levant and Iraq, and of the Maghreb to English ones, ص/م to AM/PM. Weekday names go: they say nothing the date does not.
 * Refuses the Hijri calendar: its months are left as they are, so such a date is no date, rather than a wrong one.
 */

/** Letters that writers and keyboards vary are folded first, so the tables need one spelling each. */
function fold(text: string): string {
  return text
    .replace(/[\u064b-\u065f\u0670\u0640\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[أإآٱ]/g, 'ا')
    .replace(/ى/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/[٠-٩]/g, (d) => String(d.charCodeAt(0) - 0x0660))
    .replace(/[۰-۹]/g, (d) => String(d.charCodeAt(0) - 0x06f0))
    .replace(/،/g, ',')
    .replace(/٫/g, '.');
}

/** Folded spellings of each month, two-word names first: 'تشرين الاول' must not be read as 'تشرين'. */
const MONTHS: readonly (readonly [english: string, names: string])[] = [
  ['Jan', 'كانون الثاني|كانون ثاني|يناير|جانفي|جانفييه'],
  ['Feb', 'شباط|فبراير|فيفري|فيفريه'],
  ['Mar', 'اذار|مارس'],
  ['Apr', 'نيسان|ابريل|افريل|افريلي'],
  ['May', 'ايار|مايو|ماي|مي'],
  ['Jun', 'حزيران|يونيو|يونيه|جوان'],
  ['Jul', 'تموز|يوليو|يوليه|يوليوز|جويليه'],
  ['Aug', 'اغسطس|اب|اوت|غشت'],
  ['Sep', 'ايلول|سبتمبر|سبتامبر|شتنبر'],
  ['Oct', 'تشرين الاول|تشرين اول|اكتوبر'],
  ['Nov', 'تشرين الثاني|تشرين ثاني|نوفمبر|نونبر'],
  ['Dec', 'كانون الاول|كانون اول|ديسمبر|دجنبر'],
];
const ENGLISH = new Map(MONTHS.flatMap(([english, names]) => names.split('|').map((name) => [name, english] as const)));
const WEEKDAYS = 'الاحد|الاثنين|الثلاثاء|الاربعاء|الخميس|الجمعه|السبت|احد|اثنين|ثلاثاء|اربعاء|خميس|جمعه|سبت';
const NOT_IN_WORD = '(?<![\\u0621-\\u064a])';
const END_OF_WORD = '(?![\\u0621-\\u064a])';

function word(alternatives: string): RegExp {
  return new RegExp(`${NOT_IN_WORD}(?:${alternatives})${END_OF_WORD}`, 'g');
}

const byLength = [...ENGLISH.keys()].sort((a, b) => b.length - a.length).join('|');
const MONTH = word(byLength);
const WEEKDAY = word(WEEKDAYS);
const MORNING = word('ص|صباحا');
const EVENING = word('م|مساء|ظهرا|عصرا');
const FILLER = word('يوم|الساعه|في|بتوقيت غرينتش|بتوقيت جرينتش|غرينتش|جرينتش|الموافق');
const ARABIC = /[\u0600-\u06ff]/;

/** The text with its Arabic date words in English; unchanged when it has none. */
export function englishDate(text: string): string {
  if (!ARABIC.test(text)) return text;
  return fold(text)
    .replace(MONTH, (name) => ` ${ENGLISH.get(name) ?? name} `)
    .replace(WEEKDAY, ' ')
    .replace(FILLER, ' ')
    .replace(MORNING, ' AM ')
    .replace(EVENING, ' PM ')
    .replace(/\s+/g, ' ')
    .trim();
}
