/**
 * Dates as feeds write them → ms since the epoch. Promises a number only where day, month and year are beyond doubt; a
 * date without a zone is UTC, one without a time is midnight. Refuses (undefined) what could be read two ways, and the
 * Hijri and Persian calendars, whose years lie before 1990.
 * Why not `Date.parse`: it reads a date without a zone in the machine's own, drops military zones, takes "2026-02-31" for
 * March, and what it takes at all is up to the engine. It is not asked at all.
 */

import { type Day, isDay, type WrittenDate, writtenDate } from './date-forms.ts';
import { inEnglish } from './date-words.ts';
import { zoneMinutes } from './date-zone.ts';

const MINUTE_MS = 60_000;
/** Before the web there was no news on it; 1970 and 0001 are what software writes for "none". */
const EARLIEST_MS = Date.UTC(1990, 0, 1);
/** Longer text is not a date. UTF-16 units. */
const DATE_CHARS_MAX = 100;

/** AM and PM stand before the time in some languages. */
const TIME =
  /^[\s,T|@_:-]*(?:at\s+)?(?:([AP])M\s*)?(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,](\d+))?)?\s*(?:([AP])\.?M\b\.?)?\s*(.*)$/i;
/** "03:05 - 22/11/2026", as some sites' pages have it. */
const TIME_FIRST = /^(\d{1,2}:\d{2}(?::\d{2})?\s*(?:[AP]M\b)?)[\s,|-]+(?=[\p{L}\d])(.*)$/iu;
/** RFC 822 and W3CDTF as nearly all feeds write them: told from one look, and read to the same end as in all their variety. */
const RFC_822 =
  /^(?:[A-Z][a-z]{2}, )?(\d{2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d{2}):(\d{2}):(\d{2}) (GMT|[+-]\d{4})$/;
const W3CDTF = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(Z|[+-]\d{2}:\d{2})$/;
const MONTHS = 'JanFebMarAprMayJunJulAugSepOctNovDec';
const EPOCH = /^(\d{9,10})(\d{3})?(?:\.\d+)?$/;

/**
 * ms since the epoch; undefined when absent, not a date, or before 1990. It may lie in the future: feeds claim that too.
 * Follows RFC 822 with RFC 2822's years, W3CDTF, RFC 3339.
 */
export function parseDate(text: string | undefined): number | undefined {
  if (text === undefined || text.length > DATE_CHARS_MAX) return undefined;
  const plain = plainDate(text);
  if (plain !== undefined) return believable(plain);
  for (const wording of inEnglish(text)) {
    const ms = believable(dateIn(wording.replace(/\s+/g, ' ').replace(/^[\s,.|-]+|\s+$/g, '')));
    if (ms !== undefined) return ms;
  }
  return undefined;
}

function believable(ms: number | undefined): number | undefined {
  return ms !== undefined && ms >= EARLIEST_MS ? ms : undefined;
}

function plainDate(text: string): number | undefined {
  const spoken = RFC_822.exec(text);
  if (spoken !== null) {
    const [, day, month = '', year, h, min, s, zone = ''] = spoken;
    const date = { year: Number(year), month: MONTHS.indexOf(month) / 3 + 1, day: Number(day) };
    return isDay(date) ? moment(date, Number(h), Number(min), Number(s), 0, zone) : undefined;
  }
  const [, year, month, day, h, min, s, zone] = W3CDTF.exec(text) ?? [];
  if (zone === undefined) return undefined;
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  return isDay(date) ? moment(date, Number(h), Number(min), Number(s), 0, zone) : undefined;
}

function dateIn(text: string): number | undefined {
  const [, seconds, thousandths] = EPOCH.exec(text) ?? [];
  if (seconds !== undefined) return Number(seconds) * 1000 + Number(thousandths ?? 0);
  const date = writtenDate(text.replace(TIME_FIRST, '$2 $1'));
  return date !== undefined && isDay(date) ? timed(date) : undefined;
}

function timed(date: WrittenDate): number | undefined {
  const { tail } = date;
  const [, before, h = '0', min = '0', s = '0', fraction = '0', after, zone = tail] = TIME.exec(tail) ?? [];
  const hour = hourOf(Number(h), (before ?? after)?.toUpperCase());
  const ms = Math.floor(Number(`0.${fraction}`) * 1000);
  return moment(date, hour, Number(min), Number(s), ms, zone.replace(/^[\s,]+/, ''));
}

function moment(
  { year, month, day }: Day,
  hour: number,
  min: number,
  s: number,
  ms: number,
  zone: string,
): number | undefined {
  // 24:00 and the leap second :60 are the next day's and the next minute's first moment (ISO 8601).
  if (hour > 24 || min > 59 || s > 60) return undefined;
  const utc = Date.UTC(year, month - 1, day, hour, min, s, ms);
  return utc - zoneMinutes(zone, utc) * MINUTE_MS;
}

function hourOf(hour: number, half: string | undefined): number {
  if (half === 'P' && hour < 12) return hour + 12;
  return half === 'A' && hour === 12 ? 0 : hour;
}
