/** Points in time (ms since the epoch) as feeds and Arabic readers write them. UTC throughout; no clock, no locale data. */

const MONTHS = 'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'.split(' ');

/** 22 نوفمبر 2026، 14:05 — spelt out here, so that the bytes of a feed do not change with the ICU of the platform. */
export function arabicMoment(ms: number): string {
  const at = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
  return `${day}، ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** RFC 3339, milliseconds only where there are any. */
export function rfc3339(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** RFC 822 with a numeric zone and a four-digit year (RFC 1123): old readers know no "GMT" beside a name of their own. */
export function rfc822(ms: number): string {
  return new Date(ms).toUTCString().replace('GMT', '+0000');
}
