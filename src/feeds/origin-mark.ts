/**
 * A feed made before anyone asked for it: where its addresses begin stands a mark, and whoever asks puts in the origin (scheme
 * and host) of the address that was asked for.
 */

/** A character that XML forbids and JSON writes otherwise: no feed holds it. */
const MARK = '\u001f';
const MARK_BYTE = 0x1f;
/** An origin that XML, HTML and JSON write just as it is. */
const PLAIN_ORIGIN = /^https?:\/\/[a-z0-9.:[\]_-]+$/;

/** `standIn`: an origin that the feed was rendered at and that nothing else in it holds. */
export function marked(feed: string, standIn: string): string {
  return feed.replaceAll(standIn, MARK);
}

/** Whether a mark can simply be replaced by it. */
export function isPlain(origin: string): boolean {
  return PLAIN_ORIGIN.test(origin);
}

/** A marked text with a plain origin in its places. */
export function named(text: string, origin: string): string {
  return text.replaceAll(MARK, origin);
}

/** The bytes of a marked feed with a plain origin in its places. */
export function placed(feed: Uint8Array, origin: string): Uint8Array {
  const marks: number[] = [];
  for (let at = feed.indexOf(MARK_BYTE); at >= 0; at = feed.indexOf(MARK_BYTE, at + 1)) marks.push(at);
  const name = new TextEncoder().encode(origin);
  const made = new Uint8Array(feed.byteLength + marks.length * (name.byteLength - 1));
  let from = 0;
  let to = 0;
  for (const mark of marks) {
    made.set(feed.subarray(from, mark), to);
    to += mark - from;
    made.set(name, to);
    to += name.byteLength;
    from = mark + 1;
  }
  made.set(feed.subarray(from), to);
  return made;
}
