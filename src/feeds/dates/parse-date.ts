/**
 * A date as a feed writes it → ms since the epoch. RFC 822 (with RFC 2822's years), RFC 3339, ISO 8601 and their near misses;
 * Arabic, English, French, Turkish and other month names. A date without a zone is UTC, one without a time is midnight.
 * What can be read in two ways is undefined.
 *
 * `Date.parse` is not used: it reads a date without a zone in the machine's own zone, takes 2026-02-31 for a day in March, and
 * differs from engine to engine.
 */
import { normalize } from '../../text/normalize.ts';
import { inEnglish } from './arabic.ts';
import { isDay, type WrittenDate, writtenDate } from './forms.ts';
import { zoneMinutes } from './zones.ts';

const MINUTE_MS = 60_000;
/** Software writes 1970 or 0001 for "none". Years of the Hijri and Persian calendars lie before this too. */
const EARLIEST_MS = Date.UTC(1990, 0, 1);
/** Longer text is not a date. UTF-16 units. */
const DATE_CHARS_MAX = 100;

/** Seconds or milliseconds since 1970, as some APIs write dates. */
const EPOCH = /^(\d{9,10})(\d{3})?(?:\.\d+)?$/;
/** "03:05 - 22/11/2026", as content management systems show it on pages. */
const TIME_FIRST = /^(\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]m\b)?)[\s,|-]+(?=[\p{L}\d])(.*)$/u;
/** Hour, minute, second, fraction, a or p, zone. */
const TIME =
  /^[\s,t|@_:-]*(?:at\s+)?(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,](\d+))?)?\s*(?:([ap])\.?m\b\.?)?\s*(.*)$/;

/** undefined when absent, not a date, ambiguous or before 1990. The date may lie in the future, as feeds claim that too. */
export function parseDate(text: string | undefined): number | undefined {
  if (text === undefined || text.length > DATE_CHARS_MAX) return undefined;
  for (const wording of inEnglish(normalize(text))) {
    const ms = momentIn(wording.replace(/\s+/g, ' ').replace(/^[\s,.|-]+|\s+$/g, ''));
    if (ms !== undefined && ms >= EARLIEST_MS) return ms;
  }
  return undefined;
}

function momentIn(text: string): number | undefined {
  const [, seconds, thousandths = '0'] = EPOCH.exec(text) ?? [];
  if (seconds !== undefined) return Number(seconds) * 1000 + Number(thousandths);
  const date = writtenDate(text.replace(TIME_FIRST, '$2 $1'));
  return date !== undefined && isDay(date) ? withTime(date) : undefined;
}

function withTime({ year, month, day, tail }: WrittenDate): number | undefined {
  const [, h = '0', min = '0', s = '0', fraction = '0', half, zone = tail] = TIME.exec(tail) ?? [];
  const hour = hourOf(Number(h), half);
  // 24:00 and the leap second :60 are the first moment of the next day and the next minute (ISO 8601).
  if (hour > 24 || Number(min) > 59 || Number(s) > 60) return undefined;
  const ms = Math.floor(Number(`0.${fraction}`) * 1000);
  const utc = Date.UTC(year, month - 1, day, hour, Number(min), Number(s), ms);
  return utc - zoneMinutes(zone.replace(/^[\s,]+/, ''), utc) * MINUTE_MS;
}

/** `half` of the day: a, p, or undefined on a clock of 24 hours. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === 'p' && hour < 12) return hour + 12;
  return half === 'a' && hour === 12 ? 0 : hour;
}
