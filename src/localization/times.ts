/** Times in a language's words and an operator's zone. All times are ms since the epoch. */
import type { Localization } from './in-arabic.ts';

type Words = Pick<
  Localization,
  'months' | 'weekdays' | 'comma' | 'today' | 'yesterday' | 'greenwich' | 'greenwichShort' | 'zone'
>;

export interface Times {
  /** 22 نوفمبر 2026، 14:05. Not by Intl, so that a feed's bytes do not change with the platform's ICU. */
  readonly moment: (ms: number) => string;
  /** 14:05. */
  readonly hour: (ms: number) => string;
  /** The hour; before it the day, unless it is that of `now`. */
  readonly clock: (ms: number, now: number) => string;
  /** اليوم، الأحد 22 نوفمبر. The year is told when it is not that of `now`. */
  readonly day: (ms: number, now: number) => string;
  /** A number that is the same for all times of one day, one more for the next day. */
  readonly dayNumber: (ms: number) => number;
  /** 2026-11-22, for machines. */
  readonly date: (ms: number) => string;
  /** الأحد 22 نوفمبر 2026, of a date. */
  readonly dateInWords: (date: string) => string;
  /** When that hour, 0–23, begins on that date, ms. Where clocks go back the first time; where they leap over it the moment after. */
  readonly hourOf: (date: string, hour: number) => number;
  /** Follows a time and says its zone: on pages, and in feeds. */
  readonly zone: (ms: number) => string;
  readonly zoneShort: (ms: number) => string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

export function createTimes(words: Words, zone: string): Times {
  const offset = createOffset(zone);
  const local = (ms: number) => new Date(ms + offset(ms));
  const two = (n: number) => String(n).padStart(2, '0');
  const month = (at: Date) => `${at.getUTCDate()} ${words.months[at.getUTCMonth()]}`;
  const hour = (ms: number) => {
    const at = local(ms);
    return `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  };
  const dayNumber = (ms: number) => Math.floor((ms + offset(ms)) / DAY_MS);
  const dayAndMonth = (ms: number, now: number) => {
    const at = local(ms);
    return at.getUTCFullYear() === local(now).getUTCFullYear() ? month(at) : `${month(at)} ${at.getUTCFullYear()}`;
  };
  const named = (ms: number, greenwich: string) =>
    zone === 'UTC' ? greenwich : words.zone(offsetText(offset(ms) / MINUTE_MS));
  return {
    moment: (ms) => {
      const at = local(ms);
      return `${month(at)} ${at.getUTCFullYear()}${words.comma}${hour(ms)}`;
    },
    hour,
    clock: (ms, now) =>
      dayNumber(ms) === dayNumber(now) ? hour(ms) : `${dayAndMonth(ms, now)}${words.comma}${hour(ms)}`,
    day: (ms, now) => {
      const since = dayNumber(now) - dayNumber(ms);
      const near = since === 0 ? words.today + words.comma : since === 1 ? words.yesterday + words.comma : '';
      return `${near}${words.weekdays[local(ms).getUTCDay()]} ${dayAndMonth(ms, now)}`;
    },
    dayNumber,
    dateInWords: (date) => {
      const at = new Date(`${date}T00:00:00Z`);
      return `${words.weekdays[at.getUTCDay()]} ${month(at)} ${at.getUTCFullYear()}`;
    },
    hourOf: (date, hour) => {
      const clock = Date.parse(`${date}T00:00:00Z`) + hour * 60 * MINUTE_MS;
      // Zones change at most once in two days: one of the offsets around the hour holds in it, or it is leapt over.
      const before = clock - offset(clock - DAY_MS);
      const after = clock - offset(clock + DAY_MS);
      const fits = [before, after].filter((ms) => ms + offset(ms) === clock);
      return fits.length > 0 ? Math.min(...fits) : before;
    },
    date: (ms) => local(ms).toISOString().slice(0, 10),
    zone: (ms) => named(ms, words.greenwich),
    zoneShort: (ms) => named(ms, words.greenwichShort),
  };
}

/** +3, -3:30, +0. */
function offsetText(minutes: number): string {
  const [hours, rest] = [Math.floor(Math.abs(minutes) / 60), Math.abs(minutes) % 60];
  return `${minutes < 0 ? '-' : '+'}${hours}${rest > 0 ? `:${String(rest).padStart(2, '0')}` : ''}`;
}

/** Zones change their offset on a quarter of an hour. */
const OFFSET_STEP_MS = 15 * MINUTE_MS;
/** Three weeks of quarters of an hour: more than a front and a story show. */
const OFFSETS_CACHED_MAX = 2_048;

/** How far the zone's clocks are ahead of UTC at a time, ms. Intl takes some 2 µs a time, and a page asks for hundreds. */
function createOffset(zone: string): (ms: number) => number {
  if (zone === 'UTC') return () => 0;
  let format: Intl.DateTimeFormat | undefined;
  const known = new Map<number, number>();
  return (ms) => {
    const step = Math.floor(ms / OFFSET_STEP_MS);
    const before = known.get(step);
    if (before !== undefined) return before;
    format ??= new Intl.DateTimeFormat('en-u-ca-gregory-nu-latn', {
      timeZone: zone,
      hourCycle: 'h23',
      ...{ year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' },
    });
    const at = step * OFFSET_STEP_MS;
    const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
    const offset = Date.UTC(year, month - 1, day, hour, minute, second) - at;
    if (known.size >= OFFSETS_CACHED_MAX) known.clear();
    known.set(step, offset);
    return offset;
  };
}
