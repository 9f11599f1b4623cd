/** Time zones as feeds write them behind a time → minutes east of UTC. A missing or unknown zone is UTC. */

/** Names of RFC 822 §5.1 and of the Arab world's outlets. A name with several meanings has that of the Arab world. */
// biome-ignore format: a table
const ZONES: Readonly<Record<string, number>> = {
  UT: 0, UTC: 0, GMT: 0, Z: 0, WET: 0, WEST: 60, BST: 60, CET: 60, CEST: 120, MET: 60, MEST: 120, EET: 120, EEST: 180,
  MSK: 180, TRT: 180, AST: 180, KSA: 180, GST: 240, IRST: 210, PKT: 300, IST: 330, JST: 540, KST: 540, AT: -240,
  ADT: -180, EST: -300, EDT: -240, ET: -300, CST: -360, CDT: -300, CT: -360, MST: -420, MDT: -360, MT: -420, PST: -480,
  PDT: -420, PT: -480, AEST: 600, AEDT: 660,
};
/** RFC 822's one-letter zones, an hour apart: A…M lie west of Greenwich and N…Y east of it. J is not used. */
const WEST = 'ABCDEFGHIKLM';
const EAST = 'NOPQRSTUVWXY';
/** The world's clocks go from −12:00 to +14:00. An offset outside is a mistake and read as UTC. */
const WEST_MINUTES_MAX = 12 * 60;
const EAST_MINUTES_MAX = 14 * 60;

/** +0300, +03:00, +3, GMT+3, and with a sign or spaces too many. "- 3 comments" is none. */
const OFFSET =
  /^(?:GMT|UTC?|[A-Z]{3,4}|Z)?[\s:]*([+-])[\s+-]*(\d{1,2})(?::?(\d{2})(?!\d)|(?![:\d]|\s+(?!GMT|UTC)\p{L}{3}))/iu;
/** IANA's Africa/Cairo. */
const PLACE =
  /(?<![\p{L}\d])(?:africa|america|antarctica|arctic|asia|atlantic|australia|etc|europe|indian|pacific)\/[a-z]+(?:[_/-][a-z]+)*/iu;
const NAME = /^([A-Z]+)(?![A-Z\d])/i;

/** The time zone that is named by its place, as written there. */
export function placeIn(text: string): string | undefined {
  return text.includes('/') ? PLACE.exec(text)?.[0] : undefined;
}

/**
 * `zone` is what stands behind the time, `place` the zone named by a place; an offset outranks it. `utc` is the date read as
 * if it were UTC, in ms: the offset of a place changes with the seasons.
 */
export function zoneMinutes(zone: string, place: string | undefined, utc: number): number {
  const offset = offsetMinutes(zone);
  if (offset !== undefined) return offset;
  if (place !== undefined) return placeMinutes(place, utc);
  const name = NAME.exec(zone)?.[1]?.toUpperCase() ?? '';
  return ZONES[name] ?? (name.length === 1 ? letterMinutes(name) : 0);
}

function offsetMinutes(zone: string): number | undefined {
  const [, sign, hours, minutes = '0'] = OFFSET.exec(zone) ?? [];
  if (sign === undefined) return undefined;
  const offset = Number(hours) * 60 + Number(minutes);
  if (sign === '-') return offset > WEST_MINUTES_MAX ? 0 : -offset;
  return offset > EAST_MINUTES_MAX ? 0 : offset;
}

function letterMinutes(letter: string): number {
  return (EAST.indexOf(letter) - WEST.indexOf(letter)) * 60;
}

/** One formatter takes 50 µs to make; a feed's items name one or two places. undefined for a name that IANA does not list. */
const formatters = new Map<string, Intl.DateTimeFormat | undefined>();
const FORMATTERS_MAX = 64;

function formatterFor(place: string): Intl.DateTimeFormat | undefined {
  const key = place.toLowerCase();
  if (!formatters.has(key)) {
    if (formatters.size >= FORMATTERS_MAX) formatters.clear();
    formatters.set(key, newFormatter(key));
  }
  return formatters.get(key);
}

function newFormatter(place: string): Intl.DateTimeFormat | undefined {
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone: place, timeZoneName: 'longOffset' });
  } catch {
    return undefined;
  }
}

/** 0 for a name that is not in the IANA database. An hour off in the hours in which the clocks change. */
function placeMinutes(place: string, utc: number): number {
  const parts = formatterFor(place)?.formatToParts(utc);
  return offsetMinutes(parts?.find(({ type }) => type === 'timeZoneName')?.value ?? '') ?? 0;
}
