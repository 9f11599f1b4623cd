/** Formats times (ms since the epoch) for programs. All in UTC, without a clock or locale data. */

/** RFC 3339, with milliseconds only if there are any. */
export function rfc3339(ms: number): string {
  return new Date(ms).toISOString().replace('.000Z', 'Z');
}

/** RFC 822 with a four-digit year (RFC 1123) and a numeric zone, which every feed reader parses. */
export function rfc822(ms: number): string {
  return new Date(ms).toUTCString().replace('GMT', '+0000');
}
