/**
 * Text in more than one byte a letter that says so by its byte order mark, or by nothing but its NULs: UTF-8 with a mark,
 * UTF-16 and UTF-32. Promises the charset, or undefined for what is none of these.
 */

export interface Wide {
  readonly charset: 'utf-8' | 'utf-16le' | 'utf-16be' | 'utf-32le' | 'utf-32be';
  readonly notes: readonly string[];
}

const MARKS: readonly (readonly [Wide['charset'], readonly number[]])[] = [
  ['utf-32le', [0xff, 0xfe, 0, 0]],
  ['utf-32be', [0, 0, 0xfe, 0xff]],
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
const HEAD_BYTES = 64;
const HEAD_BYTES_MIN = 4;
/** Of UTF-16's bytes in ASCII half are NULs; a feed's first letters may be others, but an eighth is ASCII. */
const NULS_MIN = 1 / 8;

export function wideCharset(bytes: Uint8Array): Wide | undefined {
  const marked = MARKS.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte));
  if (marked) return { charset: marked[0], notes: [] };
  const head = bytes.subarray(0, HEAD_BYTES);
  const charset = head.includes(0) ? unmarked(head) : undefined;
  return charset && { charset, notes: [`${charset}, declared nowhere`] };
}

/** A large Lebanese paper's feed is such a one: every other byte of the ASCII it starts with is NUL. */
function unmarked(head: Uint8Array): Wide['charset'] | undefined {
  const length = head.length - (head.length % 4);
  if (length < HEAD_BYTES_MIN) return undefined;
  const nuls = [0, 0, 0, 0];
  for (let i = 0; i < length; i++) if (head[i] === 0) nuls[i % 4] = (nuls[i % 4] ?? 0) + 1;
  const [first = 0, second = 0, third = 0, fourth = 0] = nuls;
  const all = length / 4;
  if (third === all && fourth === all && first === 0) return 'utf-32le';
  if (first === all && second === all && fourth === 0) return 'utf-32be';
  const [even, odd] = [first + third, second + fourth];
  if (even > 0 === odd > 0 || even + odd < length * NULS_MIN) return undefined;
  return odd > 0 ? 'utf-16le' : 'utf-16be';
}

/** No platform's TextDecoder knows UTF-32. What is no character becomes U+FFFD. */
export function decodeWide(bytes: Uint8Array, charset: Wide['charset']): string {
  if (!charset.startsWith('utf-32')) return new TextDecoder(charset).decode(bytes);
  const source = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const target = new DataView(new ArrayBuffer(bytes.byteLength));
  let end = 0;
  const put = (unit: number) => {
    target.setUint16(end, unit, true);
    end += 2;
  };
  for (let at = 0; at + 4 <= bytes.length; at += 4) {
    const code = source.getUint32(at, charset === 'utf-32le');
    if (code <= 0xffff || code > 0x10ffff) put(code > 0xffff ? 0xfffd : code);
    else {
      put(0xd800 + ((code - 0x10000) >> 10));
      put(0xdc00 + (code & 0x3ff));
    }
  }
  return new TextDecoder('utf-16le').decode(new Uint8Array(target.buffer, 0, end));
}
