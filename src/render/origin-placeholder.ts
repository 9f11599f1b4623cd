/**
 * Feeds are rendered before anyone asks for them, so the origin (scheme and host) of their addresses is not known yet. A
 * placeholder stands in its place until a request fills it in.
 */

/** Never part of a feed: XML forbids this character, and JSON escapes it. */
const PLACEHOLDER = '\u001f';
const PLACEHOLDER_BYTE = 0x1f;
/** An origin that XML, HTML and JSON all write unchanged. */
const PLAIN_ORIGIN = /^https?:\/\/[a-z0-9.:[\]_-]+$/;

/** `standIn`: the origin the feed was rendered with, which occurs nowhere else in it. */
export function insertPlaceholder(feed: string, standIn: string): string {
  return feed.replaceAll(standIn, PLACEHOLDER);
}

/** Only such an origin can be filled in. */
export function needsNoEscaping(origin: string): boolean {
  return PLAIN_ORIGIN.test(origin);
}

export function fillText(text: string, origin: string): string {
  return text.replaceAll(PLACEHOLDER, origin);
}

export function fillBytes(feed: Uint8Array, origin: string): Uint8Array {
  const positions: number[] = [];
  for (let at = feed.indexOf(PLACEHOLDER_BYTE); at >= 0; at = feed.indexOf(PLACEHOLDER_BYTE, at + 1))
    positions.push(at);
  const name = new TextEncoder().encode(origin);
  const made = new Uint8Array(feed.byteLength + positions.length * (name.byteLength - 1));
  let from = 0;
  let to = 0;
  for (const position of positions) {
    made.set(feed.subarray(from, position), to);
    to += position - from;
    made.set(name, to);
    to += name.byteLength;
    from = position + 1;
  }
  made.set(feed.subarray(from), to);
  return made;
}
