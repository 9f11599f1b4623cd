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
import { placeIn, zoneMinutes } from './zones.ts';

const MINUTE_MS = 60_000;
/** Software writes 1970 or 0001 for "none". Years of the Hijri and Persian calendars lie before this too. */
const EARLIEST_MS = Date.UTC(1990, 0, 1);
/** Longer text is not a date. UTF-16 units. The patterns below take time that grows faster than what they read, so this bounds it. */
const DATE_CHARS_MAX = 100;

/** Seconds or milliseconds since 1970, as some APIs write dates. */
const EPOCH = /^(\d{9,10})(\d{3})?(?:\.\d+)?$/;
/** "03:05 - 22/11/2026", as content management systems show it on pages, perhaps with a weekday in front of both. */
const TIME_FIRST =
  /^(\p{L}+,\s+)?((?:\d{1,2}:\d{2}(?::\d{2})?\s*(?:[ap]m\b)?|\d{1,2}\s*[ap]m\b)(?:\s*(?:(?:gmt|utc)\b|(?:gmt|utc)?\s?[+-]\d{2}:?\d{2}(?!\d)))?)[\s,|/-]+(?=[\p{L}\d])(.*)$/u;
/** What may stand between a date and its time. */
const LEAD = String.raw`^[\s,t|@_:/-]*(?:at\s+)?`;
/** Hour, minute, second, fraction, a or p, zone. */
const TIME = new RegExp(
  String.raw`${LEAD}(\d{1,2})[:.](\d{1,2})(?:[:.](\d{1,2})(?:[.,](\d+))?)?\s*(?:([ap])\.?m\b\.?)?\s*(.*)$`,
);
/** "3 pm": hour, a or p, zone. */
const HOUR = new RegExp(String.raw`${LEAD}(\d{1,2})\s*([ap])\.?m\b\.?\s*(.*)$`);
/** ISO 8601 without colons, behind its T. */
const BASIC_TIME = /^t(\d{2})(\d{2})(\d{2})?(?!\d)/;
const ZONED = String.raw`(?:gmt|utc|(?:africa|america|asia|etc|europe|indian)\/[a-z_]+)`;
const CLOCK = String.raw`\d{1,2}[:.]\d{2}(?:[:.]\d{2})?(?:\s*[ap]\.?m\b\.?)?`;
/** One moment on two clocks, each with its zone: 07:30 GMT - 10:30 Asia/Riyadh. A sign that touches its digits is an offset. */
const SECOND_CLOCK = new RegExp(
  String.raw`(${CLOCK}\s*[([]?\s*${ZONED})[)\]]?(?:\s*[,|/(]+\s*|\s+[+-]\s+|\s+)${CLOCK}\s*[([]?\s*${ZONED}`,
);
/** 10:30 (07:30 GMT): of two clocks the one whose zone is named. */
const ZONED_CLOCK = new RegExp(String.raw`${CLOCK}\s*\(\s*(${CLOCK}\s*${ZONED})`);
/** Brackets and signs that some content management systems put around or between date and time. */
const DECORATION = /[()[\]{}«»"•·;؛~\\]+|(?<![a-z])_|_(?![a-z])/g;
const DASHES = /[\u2010-\u2015\u2212]/g;

/** undefined when absent, not a date, ambiguous or before 1990. The date may lie in the future, as feeds claim that too. */
export function parseDate(text: string | undefined): number | undefined {
  if (text === undefined || text.length > DATE_CHARS_MAX) return undefined;
  const plain = normalize(text);
  // One letter may stand for a whole phrase, and becomes that phrase.
  if (plain.length > DATE_CHARS_MAX) return undefined;
  const wording = inEnglish(plain)
    .replace(DASHES, '-')
    .replace(SECOND_CLOCK, '$1')
    .replace(ZONED_CLOCK, '$1')
    .replace(DECORATION, ' ');
  const ms = momentIn(wording.replace(/\s+/g, ' ').replace(/^[\s,.|/-]+|(?<![\s,.|/-])[\s,.|/-]+$/g, ''));
  return ms !== undefined && ms >= EARLIEST_MS ? ms : undefined;
}

function momentIn(text: string): number | undefined {
  const [, seconds, thousandths = '0'] = EPOCH.exec(text) ?? [];
  if (seconds !== undefined) return Number(seconds) * 1000 + Number(thousandths);
  const place = placeIn(text);
  const plain = place === undefined ? text : text.replace(place, ' ').replace(/\s+/g, ' ').trim();
  const date = writtenDate(plain.replace(TIME_FIRST, '$1$3 $2'));
  return date !== undefined && isDay(date) ? withTime(date, place) : undefined;
}

/** A zone counts only behind a time: "22 Nov 2026 - 3 comments" names none. */
function withTime({ year, month, day, tail }: WrittenDate, place: string | undefined): number | undefined {
  const time = timeIn(tail);
  if (time === undefined) return Date.UTC(year, month - 1, day);
  const { hour, minute, second, ms, zone } = time;
  // 24:00 and the leap second :60 are the first moment of the next day and the next minute (ISO 8601).
  if (hour > 24 || minute > 59 || second > 60) return undefined;
  const utc = Date.UTC(year, month - 1, day, hour, minute, second, ms);
  return utc - zoneMinutes(zone.replace(/^[\s,]+/, ''), place, utc) * MINUTE_MS;
}

function timeIn(tail: string) {
  const text = tail.replace(BASIC_TIME, (_, h: string, min: string, s = '00') => `${h}:${min}:${s}`);
  const [, h, min = '0', s = '0', fraction = '0', half, zone = ''] = TIME.exec(text) ?? [];
  if (h === undefined) {
    const [, hour, part, rest = ''] = HOUR.exec(text) ?? [];
    if (hour === undefined) return undefined;
    return { hour: hourOf(Number(hour), part), minute: 0, second: 0, ms: 0, zone: rest };
  }
  const ms = Math.floor(Number(`0.${fraction}`) * 1000);
  return { hour: hourOf(Number(h), half), minute: Number(min), second: Number(s), ms, zone };
}

/** `half` of the day: a, p, or undefined on a clock of 24 hours. */
function hourOf(hour: number, half: string | undefined): number {
  if (half === 'p' && hour < 12) return hour + 12;
  return half === 'a' && hour === 12 ? 0 : hour;
}
