/**
 * Time zones as feeds write them after a time → minutes east of UTC. Promises a number for any text: 0 where there is no
 * zone or none that anybody can place. Names mean what they mean in the Arab world where they mean several things.
 */

/** RFC 822 §5.1 names and those of the Arab world's outlets. Its one-letter zones: `lettered`. */
// biome-ignore format: a table
const ZONES: Readonly<Record<string, number>> = {
  UT: 0, UTC: 0, GMT: 0, Z: 0, WET: 0, WEST: 60, BST: 60, CET: 60, CEST: 120, MET: 60, MEST: 120, EET: 120, EEST: 180,
  MSK: 180, TRT: 180, AST: 180, KSA: 180, GST: 240, IRST: 210, PKT: 300, IST: 330, JST: 540, KST: 540, AT: -240,
  ADT: -180, EST: -300, EDT: -240, ET: -300, CST: -360, CDT: -300, CT: -360, MST: -420, MDT: -360, MT: -420, PST: -480,
  PDT: -420, PT: -480, AEST: 600, AEDT: 660,
};
/** The world's clocks go from −12:00 to +14:00; what lies outside is a mistake, not a place. */
const WEST_MAX = 12 * 60;
const EAST_MAX = 14 * 60;

const NUMERIC = /^(?:GMT|UTC?|[A-Z]{3,4}|Z)?[\s:]*([+-])[\s+-]*(\d{1,2}):?(\d{2})?(?!\d)/i;
const PLACE = /^[A-Z][a-z]+\/[A-Za-z]+(?:[_/-][A-Za-z]+)*/;
const NAME = /^\(?([A-Z]+)(?![A-Z\d])/i;

/** `utc` is the date read as if it were UTC, ms: a place's zone changes with the seasons. */
export function zoneMinutes(zone: string, utc: number): number {
  if (zone === 'GMT' || zone === 'Z' || zone === '+0000') return 0;
  const numeric = NUMERIC.exec(zone);
  if (numeric) {
    const minutes = Number(numeric[2]) * 60 + Number(numeric[3] ?? 0);
    if (numeric[1] === '-') return minutes > WEST_MAX ? 0 : -minutes;
    return minutes > EAST_MAX ? 0 : minutes;
  }
  const place = PLACE.exec(zone)?.[0];
  if (place !== undefined) return placeMinutes(place, utc);
  const name = NAME.exec(zone)?.[1]?.toUpperCase() ?? '';
  return ZONES[name] ?? (name.length === 1 ? lettered(name) : 0);
}

/** A…M are west of Greenwich and N…Y east of it (RFC 822, which turned the military's signs round); J is none. */
function lettered(letter: string): number {
  const west = 'ABCDEFGHIKLM'.indexOf(letter) + 1;
  return west > 0 ? -60 * west : 60 * ('NOPQRSTUVWXY'.indexOf(letter) + 1);
}

/** Making one costs a hundred times what asking it does, and a feed's dates are all of one place. */
let last: { readonly place: string; readonly format: Intl.DateTimeFormat } | undefined;

/** Of an IANA name such as Africa/Cairo; 0 for a name nobody gave. Right but for the hours in which the clocks change. */
function placeMinutes(place: string, utc: number): number {
  try {
    if (last?.place !== place) {
      last = { place, format: new Intl.DateTimeFormat('en-US', { timeZone: place, timeZoneName: 'longOffset' }) };
    }
    const shown = last.format.formatToParts(utc).find((part) => part.type === 'timeZoneName')?.value;
    const [, sign, hours, minutes] = /([+-])(\d{2}):(\d{2})/.exec(shown ?? '') ?? [];
    return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
  } catch {
    return 0;
  }
}
