/**
 * Dates in other languages' words put into those date-forms.ts understands: Arabic digits to 0–9, month names of Egypt and
 * the Gulf, of the Levant and Iraq, and of the Maghreb to English ones, ص/م to AM/PM, weekdays to the front; East Asian year,
 * month and day signs to hyphens. Refuses the Hijri calendar: its months are left as they are, so that such a date is no
 * date, rather than a wrong one; where both calendars stand side by side, the one that can be read counts.
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

/** Folded spellings of each month. */
const MONTHS = {
  Jan: 'كانون الثاني|كانون ثاني|كانون 2|كانون2|ك 2|ك2|يناير|جانفي|جانفييه',
  Feb: 'شباط|فبراير|فيفري|فيفريه',
  Mar: 'اذار|مارس',
  Apr: 'نيسان|ابريل|افريل|افريلي',
  May: 'ايار|مايو|ماي|مي',
  Jun: 'حزيران|يونيو|يونيه|جوان',
  Jul: 'تموز|يوليو|يوليه|يوليوز|جويليه',
  Aug: 'اغسطس|اب|اوت|غشت',
  Sep: 'ايلول|سبتمبر|سبتامبر|شتنبر',
  Oct: 'تشرين الاول|تشرين اول|تشرين 1|تشرين1|ت 1|ت1|اكتوبر',
  Nov: 'تشرين الثاني|تشرين ثاني|تشرين 2|تشرين2|ت 2|ت2|نوفمبر|نونبر',
  Dec: 'كانون الاول|كانون اول|كانون 1|كانون1|ك 1|ك1|ديسمبر|دجنبر',
};
const WEEKDAYS = {
  Sun: 'الاحد|احد',
  Mon: 'الاثنين|الاتنين|اثنين',
  Tue: 'الثلاثاء|الثلاثا|ثلاثاء',
  Wed: 'الاربعاء|الاربعا|اربعاء',
  Thu: 'الخميس|خميس',
  Fri: 'الجمعه|جمعه',
  Sat: 'السبت|سبت',
};
const HALVES = { AM: 'ص|صباحا|فجرا', PM: 'م|مساء|ظهرا|عصرا' };
const FILLER = 'يوم|الساعه|في|عند|بتوقيت غرينتش|بتوقيت جرينتش|غرينتش|جرينتش|ميلادي|ميلاديه';
/** Between the same day in two calendars. */
const WHICH_IS = word('الموافقه?(?: ل)?|=');
/** م behind a year is "AD"; behind an hour, "PM". */
const ERA = /(\d{4})\s*م(?![\u0621-\u064a])/g;
const ARABIC = /[\u0600-\u06ff]/;
const EAST_ASIAN = /(\d{4})[년年]\s*(\d{1,2})[월月]\s*(\d{1,2})[일日]/;
/** Korean names of the two halves of the day; who writes them lives nine hours east of Greenwich. */
const KOREAN = /[년오]/;
/** Al Jazeera's way: 22 نوفمبر/تشرين الثاني 2026. */
const TWICE = /\b([A-Z][a-z]{2})(?:\s*[/-]\s*\1)+\b/g;

const english = (table: Readonly<Record<string, string>>) =>
  new Map(
    Object.entries(table).flatMap(([meaning, names]) => names.split('|').map((name) => [name, meaning] as const)),
  );
const DAY_OF = english(WEEKDAYS);
const MEANING = new Map([...english(MONTHS), ...english(HALVES), ...english({ '': FILLER })]);
/** The longest first: تشرين الاول is not تشرين. */
const WORD = word([...MEANING.keys(), ...DAY_OF.keys()].sort((a, b) => b.length - a.length).join('|'));

function word(alternatives: string): RegExp {
  return new RegExp(`(?<![\\u0621-\\u064a])(?:${alternatives})(?![\\u0621-\\u064a\\d])`, 'g');
}

/** The wordings to try, the likeliest first; the text itself when no word of it is known. */
export function inEnglish(text: string): readonly string[] {
  if (ARABIC.test(text)) {
    const folded = fold(text).replace(ERA, '$1 ');
    const parts = folded.split(WHICH_IS);
    return [folded, ...(parts.length > 1 ? parts : [])].map(fromArabic);
  }
  if (!/[^\0-\u04ff]/.test(text)) return [text];
  const digits = text.replace(EAST_ASIAN, '$1-$2-$3 ').replace('오전', ' AM ').replace('오후', ' PM ');
  return digits === text ? [text] : [KOREAN.test(text) ? `${digits} +0900` : digits];
}

function fromArabic(folded: string): string {
  let weekday = '';
  const words = folded.replace(WORD, (name) => {
    const day = DAY_OF.get(name);
    if (day !== undefined) weekday = `${day}, `;
    return ` ${MEANING.get(name) ?? ''} `;
  });
  return (
    weekday +
    words
      .replace(/\s+/g, ' ')
      .replace(TWICE, '$1')
      .replace(/^[\s,|/-]+/, '')
  );
}
