/** Formats times (ms since the epoch) for feeds and Arabic readers. All in UTC, without a clock or locale data. */

const MONTHS = 'يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر'.split(' ');

/** 22 نوفمبر 2026، 14:05. Not by Intl, so that a feed's bytes do not change with the platform's ICU. */
export function arabicMoment(ms: number): string {
  const at = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${at.getUTCDate()} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()}`;
  return `${day}، ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
}

/** RFC 3339, with milliseconds only if there are any. */
export function rfc3339(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** RFC 822 with a four-digit year (RFC 1123) and a numeric zone, which every feed reader parses. */
export function rfc822(ms: number): string {
  return new Date(ms).toUTCString().replace('GMT', '+0000');
}
