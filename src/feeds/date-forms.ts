/**
 * The forms in which feeds write a date, one row each: text → year, month, day and the rest, where time and zone stand.
 * Promises undefined for what fits no form and for what could be read two ways, unless the weekday beside it decides:
 * 03/04/2026. Whether there is such a day is not asked here.
 */
import { monthOf } from './month-names.ts';

export interface Day {
  readonly year: number;
  /** 1…12 where the text makes sense. */
  readonly month: number;
  readonly day: number;
}

export interface WrittenDate extends Day {
  /** What stands behind the date: time and zone, as written. */
  readonly tail: string;
}

/** Before a date: a weekday in any language, which is not checked, and what parts it from the date. */
const WEEKDAY = String.raw`(?:\p{L}{2,}\.?[\s,]+)?`;
const BETWEEN = String.raw`[\s.,/-]+`;
const NAME = String.raw`(\p{L}{3,})\.?`;
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th|er)?(?!\d)`;
const form = (source: string) => new RegExp(`^${source}$`, 'iu');

type Groups = readonly (string | undefined)[];
interface Form {
  readonly pattern: RegExp;
  /** undefined: not this form after all. */
  readonly read: (groups: Groups) => WrittenDate | undefined;
}

/** In this order; the first that fits is the one. */
const FORMS: readonly Form[] = [
  // ISO 8601's day of the year: 2026-326
  {
    pattern: form(String.raw`(\d{4})-?(\d{3})(?=T|\s|$)(.*)`),
    read: ([y, n, tail]) => dayOfYear(Number(y), Number(n), tail),
  },
  // W3CDTF, RFC 3339, ISO 8601 and their near misses: 2026-11-22T03:05:09Z, 2026/11/22, Google's 2026-011-22
  {
    pattern: form(String.raw`${WEEKDAY}(\d{4})[-/.](0?\d{1,2})[-/.](\d{1,2})(?!\d)(.*)`),
    read: ([y, m, d, tail]) => dated(y, Number(m), d, tail),
  },
  { pattern: form(String.raw`(\d{4})(?:[-/.](\d{1,2}))?`), read: ([y, m]) => dated(y, Number(m ?? 1), '1', '') },
  // 20261122, 20261122T030509Z
  {
    pattern: form(String.raw`(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?(?!\d)(.*)`),
    read: ([y, m, d, h, min, s, zone]) =>
      dated(y, Number(m), d, h === undefined ? zone : `${h}:${min}:${s ?? '00'}${zone}`),
  },
  // RFC 822, 850, 1123, 2822 and their near misses: Sun, 22 Nov 2026 03:05:09 GMT
  {
    pattern: form(`${WEEKDAY}${DAY}${BETWEEN}${NAME}${BETWEEN}${String.raw`(\d{4}|\d{2})(?![\d:])(.*)`}`),
    read: ([d, name, y, tail]) => dated(y, monthOf(name), d, tail),
  },
  // November 22, 2026 03:05 PM
  {
    pattern: form(`${WEEKDAY}${NAME}${BETWEEN}${DAY},?${BETWEEN}${String.raw`(\d{4})(?!\d)(.*)`}`),
    read: ([name, d, y, tail]) => dated(y, monthOf(name), d, tail),
  },
  // C's asctime and date(1), the year last: Sun Nov 22 03:05:00 GMT 2026; Go's layout has the zone behind it
  {
    pattern: form(String.raw`${WEEKDAY}${NAME}\s+${DAY}(\s.*?)\s(\d{4})(?:\s([A-Z].*))?`),
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

/** `text` on one line, in English words and digits, trimmed. */
export function writtenDate(text: string): WrittenDate | undefined {
  for (const { pattern, read } of FORMS) {
    const match = pattern.exec(text);
    const date = match === null ? undefined : read(match.slice(1));
    if (date !== undefined) return date;
  }
  return undefined;
}

/** `Date.UTC` takes the years 0 to 99 for those of the twentieth century, and the 31st of February for a day in March. */
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

/** Day and month in the only order that makes a date, or the one whose weekday is the one that stands there. */
function inSomeOrder(
  weekday: string | undefined,
  one: number,
  dotted: boolean,
  two: number,
  written: string | undefined,
  tail: string,
): WrittenDate | undefined {
  // "30/10/23" may be a year, a month and a day; with dots, nobody writes it in that order.
  if (written?.length === 2 && !dotted && two <= 12) return undefined;
  const year = fullYear(written);
  const dayFirst = { year, month: two, day: one, tail };
  const orders = [dayFirst, { year, month: one, day: two, tail }].filter(isDay);
  if (orders.length === 1 || one === two) return orders[0];
  // Who parts them by dots writes the day first, in every country.
  if (dotted) return dayFirst;
  const named = WEEKDAYS.indexOf((weekday ?? '').slice(0, 3).toLowerCase());
  const fitting = orders.filter(({ month, day }) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() === named);
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** RFC 2822 §4.3: two digits are of this century up to 49. */
function fullYear(digits: string | undefined): number {
  const n = Number(digits);
  if (digits?.length !== 2) return n;
  return n < 50 ? 2000 + n : 1900 + n;
}
