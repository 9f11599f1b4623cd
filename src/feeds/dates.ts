/**
 * Dates as feeds write them → ms since the epoch. Promises a number only where day, month and year are beyond doubt; a
 * date without a zone is UTC, one without a time is midnight. Refuses (undefined) what could be read two ways: 03/04/2026.
 * Why not `Date.parse` alone: it reads a date without a zone in the machine's own, drops military zones, takes
 * "2026-02-31" for March, and what it takes at all is up to the engine. It is not asked at all.
 */
import { englishDate } from './arabic-date.ts';

const MINUTE_MS = 60_000;
/** Before the web there was no news on it; 1970 and 0001 are what software writes for "none". */
const EARLIEST_MS = Date.UTC(1990, 0, 1);
/** Longer text is not a date. UTF-16 units. */
const DATE_CHARS_MAX = 100;

/** W3CDTF, RFC 3339, ISO 8601 and their near misses: year first, any separator, time and zone optional. */
const YEAR_FIRST =
  /^(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2})(?:(?:[\sT,_]|-(?=\d{2}:))*(\d{1,2}):(\d{1,2})(?::(\d{1,2})(?:[.,](\d+))?)?)?)?)?(?!\d)\s*(AM|PM)?\s*(.*)$/i;
const DAY_OF_YEAR = /^(\d{4})-?(\d{3})(?!\d)/;
const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?)?()()\s*(.*)$/i;
/** RFC 822, 850, 1123, 2822 and their near misses: day, month by name, year, time, zone. Weekday and commas optional. */
const DAY_FIRST =
  /^(?:[a-z]+\.?(?:\s*,\s*|\s+))?(\d{1,2})(?:st|nd|rd|th)?[\s.,/-]+([a-z]{3,9})\.?[\s.,/-]+(\d{4}|\d{2})\b(.*)$/i;
/** "November 22, 2026 03:05 PM" and C's asctime, "Sun Nov 22 03:05:00 2026". */
const MONTH_FIRST = /^(?:[a-z]+\.?\s*,?\s+)?([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?(?:,?\s+(\d{4})\b)?(.*)$/i;
/** Two numbers and a year, read only where one number cannot be a month. */
const NUMBERS = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})\b(.*)$/;
const TIME = /^[\s,T|@-]*(?:at\s+)?(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,](\d+))?)?\s*(AM|PM)?\s*(.*)$/i;
const EPOCH = /^\d{9,10}(?:\d{3})?$/;

const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** RFC 822 §5.1 names and those of the Arab world's outlets; minutes east of UTC. Its one-letter zones: `lettered`. */
// biome-ignore format: a table
const ZONES: Readonly<Record<string, number>> = {
  UT: 0, UTC: 0, GMT: 0, Z: 0, WET: 0, WEST: 60, BST: 60, CET: 60, CEST: 120, MET: 60, MEST: 120, EET: 120, EEST: 180,
  MSK: 180, AST: 180, KSA: 180, GST: 240, PKT: 300, IST: 330, JST: 540, EST: -300, EDT: -240, ET: -300, CST: -360,
  CDT: -300, CT: -360, MST: -420, MDT: -360, MT: -420, PST: -480, PDT: -420, PT: -480,
};

/**
 * ms since the epoch; undefined when absent, not a date, or before 1990. It may lie in the future: feeds claim that too.
 * Follows RFC 822 with RFC 2822's years, W3CDTF, RFC 3339.
 */
export function parseDate(text: string | undefined): number | undefined {
  if (text === undefined || text.length > DATE_CHARS_MAX) return undefined;
  const tidy = englishDate(text).replace(/\s+/g, ' ');
  const ms = dateIn(tidy.replace(/^[\s,.|-]+/, ''));
  return ms !== undefined && ms >= EARLIEST_MS ? ms : undefined;
}

function dateIn(text: string): number | undefined {
  if (text === '') return undefined;
  if (EPOCH.test(text)) return Number(text) * (text.length > 10 ? 1 : 1000);
  const ordinal = DAY_OF_YEAR.exec(text);
  if (ordinal) {
    const [day, leap] = [Number(ordinal[2]), new Date(Date.UTC(Number(ordinal[1]), 2, 0)).getUTCDate() === 29];
    return day >= 1 && day <= (leap ? 366 : 365) ? Date.UTC(Number(ordinal[1]), 0, day) : undefined;
  }
  const iso = YEAR_FIRST.exec(text) ?? COMPACT.exec(text);
  if (iso) {
    const [, y, m = '1', d = '1', h = '0', min = '0', s = '0', fraction, half, rest = ''] = iso;
    return moment(Number(y), Number(m), Number(d), h, min, s, fraction, half, rest);
  }
  const dayFirst = DAY_FIRST.exec(text);
  if (dayFirst) return withTime(year(dayFirst[3]), monthOf(dayFirst[2]), Number(dayFirst[1]), dayFirst[4] ?? '');
  const monthFirst = MONTH_FIRST.exec(text);
  if (monthFirst) return monthBeforeDay(monthFirst);
  const numbers = NUMBERS.exec(text);
  if (numbers === null) return undefined;
  const [one, two] = [Number(numbers[1]), Number(numbers[2])];
  if (one > 12) return withTime(Number(numbers[3]), two, one, numbers[4] ?? '');
  if (two > 12 || one === two) return withTime(Number(numbers[3]), one, two, numbers[4] ?? '');
  return undefined;
}

function monthBeforeDay([, name, day, written, rest = '']: RegExpExecArray): number | undefined {
  if (written !== undefined) return withTime(Number(written), monthOf(name), Number(day), rest);
  const last = /\b(\d{4})\s*$/.exec(rest);
  return last ? withTime(Number(last[1]), monthOf(name), Number(day), rest.slice(0, last.index)) : undefined;
}

function withTime(y: number, month: number, day: number, tail: string): number | undefined {
  const time = TIME.exec(tail);
  if (time === null) return moment(y, month, day, '0', '0', '0', undefined, undefined, tail.replace(/^[\s,]+/, ''));
  const [, h = '0', min = '0', s = '0', fraction, half, rest = ''] = time;
  return moment(y, month, day, h, min, s, fraction, half, rest);
}

function moment(
  y: number,
  month: number,
  day: number,
  h: string,
  min: string,
  s: string,
  fraction: string | undefined,
  half: string | undefined,
  zone: string,
): number | undefined {
  const hour = hourOf(Number(h), half?.toUpperCase());
  // 24:00 and the leap second :60 are the next day's and the next minute's first moment (ISO 8601).
  if (hour > 24 || Number(min) > 59 || Number(s) > 60 || month < 1 || month > 12 || day < 1) return undefined;
  // `Date.UTC` takes the years 0 to 99 for those of the twentieth century.
  if (y < 100) return undefined;
  if (day > new Date(Date.UTC(y, month, 0)).getUTCDate()) return undefined;
  const ms = fraction === undefined ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
  return Date.UTC(y, month - 1, day, hour, Number(min), Number(s), ms) - zoneMinutes(zone) * MINUTE_MS;
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === 'PM' && hour < 12) return hour + 12;
  return half === 'AM' && hour === 12 ? 0 : hour;
}

/** Minutes east of UTC; 0 for none and for names nobody can place. */
function zoneMinutes(zone: string): number {
  const numeric = /^(?:GMT|UTC?|Z)?\s*([+-])\s*(\d{1,2}):?(\d{2})?(?!\d)/i.exec(zone);
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    return minutes > 14 * 60 ? 0 : numeric[1] === '-' ? -minutes : minutes;
  }
  const name = /^\(?([A-Z]+)/i.exec(zone)?.[1]?.toUpperCase() ?? '';
  return ZONES[name] ?? (name.length === 1 ? lettered(name) : 0);
}

/** A…M are west of Greenwich and N…Y east of it (RFC 822, which turned the military's signs round); J is none. */
function lettered(letter: string): number {
  const west = 'ABCDEFGHIKLM'.indexOf(letter) + 1;
  return west > 0 ? -60 * west : 60 * ('NOPQRSTUVWXY'.indexOf(letter) + 1);
}

function year(digits: string | undefined): number {
  const n = Number(digits);
  if (digits?.length !== 2) return n;
  return n < 50 ? 2000 + n : 1900 + n;
}

/** 1…12 for an English name, long or short; 0 when it is none. */
function monthOf(name: string | undefined): number {
  const key = (name ?? '').toLowerCase().slice(0, 3);
  return MONTHS.indexOf(key) + 1;
}
