/**
 * The forms in which feeds write a date, one row each: text → year, month, day, and the tail with time and zone. A text that
 * fits no form is undefined; so is 03/04/2026, unless the weekday beside it decides. isDay tells whether there is such a day.
 */
import { monthOf } from './months.ts';

interface Day {
  readonly year: number;
  /** 1…12 where the text makes sense. */
  readonly month: number;
  readonly day: number;
}

export interface WrittenDate extends Day {
  /** What stands behind the date: time and zone, as written. */
  readonly tail: string;
}

/** A weekday in any language. It is not checked: feeds that put the wrong one have the right date beside it. */
const WEEKDAY = String.raw`(?:\p{L}{2,}\.?[\s,]+)?`;
const BETWEEN = String.raw`[\s.,/-]+`;
const NAME = String.raw`(\p{L}{3,})\.?`;
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th|er)?(?!\d)`;
const form = (source: string) => new RegExp(`^${source}$`, 'u');

interface Form {
  readonly pattern: RegExp;
  /** undefined: not this form after all. */
  readonly read: (groups: readonly (string | undefined)[]) => WrittenDate | undefined;
}

/** The first form that fits is taken. */
const FORMS: readonly Form[] = [
  // 2026-326, ISO 8601's day of the year
  {
    pattern: form(String.raw`(\d{4})-?(\d{3})(?=t|\s|$)(.*)`),
    read: ([y, n, tail]) => dayOfYear(Number(y), Number(n), tail),
  },
  // 2026-11-22T03:05:09Z (RFC 3339, ISO 8601), 2026/11/22, and 2026-011-22 of Google's services
  {
    pattern: form(String.raw`${WEEKDAY}(\d{4})[-/.](0?\d{1,2})[-/.](\d{1,2})(?!\d)(.*)`),
    read: ([y, m, d, tail]) => dated(y, Number(m), d, tail),
  },
  // 2026, 2026-11
  { pattern: form(String.raw`(\d{4})(?:[-/.](\d{1,2}))?`), read: ([y, m]) => dated(y, Number(m ?? 1), '1', '') },
  // 20261122, 20261122T030509Z
  {
    pattern: form(String.raw`(\d{4})(\d{2})(\d{2})(?:t?(\d{2})(\d{2})(\d{2})?)?(?!\d)(.*)`),
    read: ([y, m, d, h, min, s, zone]) =>
      dated(y, Number(m), d, h === undefined ? zone : `${h}:${min}:${s ?? '00'}${zone}`),
  },
  // Sun, 22 Nov 2026 03:05:09 GMT (RFC 822, 850, 1123, 2822)
  {
    pattern: form(`${WEEKDAY}${DAY}${BETWEEN}${NAME}${BETWEEN}${String.raw`(\d{4}|\d{2})(?![\d:])(.*)`}`),
    read: ([d, name, y, tail]) => dated(y, monthOf(name), d, tail),
  },
  // November 22, 2026 03:05 PM
  {
    pattern: form(`${WEEKDAY}${NAME}${BETWEEN}${DAY},?${BETWEEN}${String.raw`(\d{4})(?!\d)(.*)`}`),
    read: ([name, d, y, tail]) => dated(y, monthOf(name), d, tail),
  },
  // Sun Nov 22 03:05:00 GMT 2026 of C and date(1); Go puts the zone last
  {
    pattern: form(String.raw`${WEEKDAY}${NAME}\s+${DAY}(\s.*?)\s(\d{4})(?:\s([a-z].*))?`),
    read: ([name, d, time, y, zone = '']) => dated(y, monthOf(name), d, `${time} ${zone}`),
  },
  // 2026 November 22, 2026-Nov-22
  {
    pattern: form(String.raw`(\d{4})${BETWEEN}${NAME}${BETWEEN}${DAY}(.*)`),
    read: ([y, name, d, tail]) => dated(y, monthOf(name), d, tail),
  },
  // Nov. 2026
  { pattern: form(String.raw`${NAME}\s+(\d{4})`), read: ([name, y]) => dated(y, monthOf(name), '1', '') },
  // 22/11/2026, Sat, 11 04 2026
  {
    pattern: form(String.raw`(?:(\p{L}{2,})\.?[\s,]+)?(\d{1,2})([-/. ])(\d{1,2})[-/. ](\d{4}|\d{2})(?![\d:])(.*)`),
    read: ([weekday, one, separator, two, y, tail]) =>
      inSomeOrder(weekday, Number(one), separator === '.', Number(two), y, tail ?? ''),
  },
];
const WEEKDAYS = 'sun mon tue wed thu fri sat'.split(' ');

/** `text` is normalized (text/normalize.ts), in English words, on one line and trimmed. */
export function writtenDate(text: string): WrittenDate | undefined {
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(text);
    const date = match === null ? undefined : read(match.slice(1));
    if (date !== undefined) return date;
  }
  return undefined;
}

/** Needed because `Date.UTC` takes the years 0 to 99 for 1900 to 1999 and the 31st of February for a day in March. */
export function isDay({ year, month, day }: Day): boolean {
  return year >= 100 && month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function dated(
  year: string | undefined,
  month: number,
  day: string | undefined,
  tail: string | undefined,
): WrittenDate {
  return { year: fullYear(year), month, day: Number(day), tail: tail ?? '' };
}

function dayOfYear(year: number, number: number, tail: string | undefined): WrittenDate | undefined {
  const date = new Date(Date.UTC(year, 0, number));
  if (date.getUTCFullYear() !== year) return undefined;
  return { year, month: date.getUTCMonth() + 1, day: date.getUTCDate(), tail: tail ?? '' };
}

/** Day and month in the only order that makes a date, or in the order that fits the weekday. */
function inSomeOrder(
  weekday: string | undefined,
  one: number,
  dotted: boolean,
  two: number,
  written: string | undefined,
  tail: string,
): WrittenDate | undefined {
  // "30/10/23" may be a year, a month and a day. Nobody writes that order with dots.
  if (written?.length === 2 && !dotted && two <= 12) return undefined;
  const year = fullYear(written);
  const dayFirst = { year, month: two, day: one, tail };
  const orders = [dayFirst, { year, month: one, day: two, tail }].filter(isDay);
  if (orders.length === 1 || one === two) return orders[0];
  // Every country that parts them by dots writes the day first.
  if (dotted) return dayFirst;
  const named = WEEKDAYS.indexOf((weekday ?? '').slice(0, 3));
  const fitting = orders.filter(({ month, day }) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() === named);
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** RFC 2822 §4.3: two digits up to 49 are of this century. */
function fullYear(digits: string | undefined): number {
  const year = Number(digits);
  if (digits?.length !== 2) return year;
  return year < 50 ? 2000 + year : 1900 + year;
}
