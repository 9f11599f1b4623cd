/**
 * A feed's bytes → text. The charset is that of the byte order mark, else of Content-Type, else of the XML prolog, else it is
 * guessed from the bytes. A label that the bytes contradict is overruled, with a warning. Invalid bytes become U+FFFD, with a warning;
 * only empty documents and binary files are refused. Charsets that TextDecoder does not know (EBCDIC, DOS, UTF-32) are not read.
 */

type Decoded =
  | {
      readonly ok: true;
      readonly text: string;
      readonly charset: string;
      readonly warnings: readonly string[];
    }
  | { readonly ok: false; readonly reason: 'empty' | 'charset'; readonly detail: string };

/** Arabic bytes that are not UTF-8 are nearly always this: far commoner on Arabic sites than iso-8859-6. */
const ARABIC_CHARSET = 'windows-1256';
/** Three Arabic letters in a row. Accented Latin read as Arabic gives lone letters and seldom this. */
const ARABIC_WORD = /[\u0621-\u064a]{3,}/g;
const ARABIC_WORDS_MIN = 5;
/** Bytes that are searched for signs of binary files and UTF-16. */
const HEAD_BYTES = 64;
/** NULs in the head that broken programs leave in real text. More mean a binary file. */
const NULS_MAX = 5;
/** Half of ASCII's bytes in UTF-16 are NULs. A head of Arabic letters still has an eighth of them in its markup. */
const UTF_16_NULS_MIN = 1 / 8;
/** Bytes in which a prolog is looked for: it should come first (XML 1.0 §4.3.3), but blank lines and PHP warnings precede it. */
const PROLOG_BYTES_MAX = 1_024;

const BYTE_ORDER_MARKS: readonly (readonly [charset: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
const BINARY_FILES: readonly (readonly number[])[] = [
  [0x1f, 0x8b], // gzip
  [0x28, 0xb5, 0x2f, 0xfd], // zstd
  [0xfd, 0x37, 0x7a, 0x58], // xz
  [0x50, 0x4b, 0x03, 0x04], // zip
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
];
const CONTENT_TYPE_CHARSET = /charset\s*=\s*(?:["']\s*)?([\w.:-]+)/i;
const PROLOG_CHARSET = /<\?xml[^>?]*?encoding\s*=\s*["']\s*([\w.:-]+)/i;

/** `contentType` is the header as the server sent it, undefined when it sent none. */
export function decodeFeed(bytes: Uint8Array, contentType: string | undefined): Decoded {
  if (bytes.length === 0) return { ok: false, reason: 'empty', detail: 'The server sent no bytes.' };
  const marked = BYTE_ORDER_MARKS.find(([, mark]) => startsWith(bytes, mark))?.[0];
  if (marked !== undefined) return outcome(read(bytes, marked), marked, []);
  const utf16 = sniffUtf16(bytes);
  if (utf16 !== undefined) return outcome(read(bytes, utf16), utf16, [`${utf16}, declared nowhere`]);
  if (isBinary(bytes)) {
    return { ok: false, reason: 'charset', detail: 'The bytes are not text: a compressed file, an image or the like.' };
  }

  const { charset: declared, warnings } = declaredCharset(bytes, contentType);
  const utf8 = readStrictly(bytes, 'utf-8');
  // iso-2022-jp is ASCII to the byte, so it is valid UTF-8 too.
  if (utf8 === undefined || declared?.startsWith('iso-2022')) return eightBit(bytes, declared, warnings);
  // ASCII is right under any label; letters of several bytes are never valid UTF-8 by chance for long.
  const fits = declared === undefined || declared === 'utf-8' || !/[^\0-\x7f]/.test(utf8);
  return outcome(utf8, 'utf-8', fits ? warnings : [...warnings, `declared ${declared}, is utf-8`]);
}

/** Annahar's feed is UTF-16 and says so nowhere: every other byte of the ASCII that it starts with is NUL. */
function sniffUtf16(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const head = bytes.subarray(0, Math.min(bytes.length, HEAD_BYTES) & ~1);
  const even = head.filter((byte, i) => byte === 0 && i % 2 === 0).length;
  const odd = head.filter((byte, i) => byte === 0 && i % 2 === 1).length;
  if (head.length < 4 || (even > 0 && odd > 0) || even + odd < head.length * UTF_16_NULS_MIN) return undefined;
  return odd > 0 ? 'utf-16le' : 'utf-16be';
}

function isBinary(bytes: Uint8Array): boolean {
  if (BINARY_FILES.some((magic) => startsWith(bytes, magic))) return true;
  return bytes.subarray(0, HEAD_BYTES).filter((byte) => byte === 0).length > NULS_MAX;
}

/** Content-Type outranks the prolog (RFC 7303), except for Latin-1: servers put that on everything by default. */
function declaredCharset(
  bytes: Uint8Array,
  contentType: string | undefined,
): { readonly charset?: string; readonly warnings: readonly string[] } {
  const sent = contentType === undefined ? undefined : CONTENT_TYPE_CHARSET.exec(contentType)?.[1];
  const labels = [sent, prologCharset(bytes)].filter((label) => label !== undefined);
  const known = labels.map(charsetOf).filter((charset) => charset !== undefined);
  const warnings = labels
    .filter((label) => charsetOf(label) === undefined)
    .map((label) => `unknown charset "${label}"`);
  const charset = known.find((name) => name !== 'windows-1252') ?? known[0];
  return charset === undefined ? { warnings } : { charset, warnings };
}

function prologCharset(bytes: Uint8Array): string | undefined {
  let head = '';
  // TextDecoder's "latin1" is windows-1252; byte for byte is cheaper and enough for ASCII.
  for (const byte of bytes.subarray(0, PROLOG_BYTES_MAX)) head += String.fromCharCode(byte);
  return PROLOG_CHARSET.exec(head)?.[1];
}

/** Also under the names Windows and programmers use: win-1256, windows_1256, ansi-1256, utf_8. */
function charsetOf(label: string): string | undefined {
  const name = label.replaceAll('_', '-').replace(/^(?:x-)?(?:win|windows|cp|ms|ansi)-?(?=125\d$)/i, 'windows-');
  try {
    return new TextDecoder(name).encoding.toLowerCase();
  } catch {
    return undefined;
  }
}

/** Not UTF-8: the declared charset if the bytes bear it out, else windows-1256 if they are Arabic, else damaged UTF-8. */
function eightBit(bytes: Uint8Array, declared: string | undefined, warnings: readonly string[]): Decoded {
  const trusted = declared !== undefined && !/^utf-|^windows-1252$/.test(declared);
  const utf8 = read(bytes, 'utf-8');
  const words = count(utf8, ARABIC_WORD);
  // Any bytes are letters of windows-1256, so one damaged letter of a UTF-8 feed would confirm a wrong label.
  const fits = (text: string) => words < ARABIC_WORDS_MIN || count(text, ARABIC_WORD) >= words;
  if (trusted) {
    const text = readStrictly(bytes, declared);
    if (text !== undefined && fits(text)) return outcome(text, declared, warnings);
  }
  const arabic = read(bytes, ARABIC_CHARSET);
  const said = declared === undefined ? 'declared no charset' : `declared ${declared}`;
  if (count(arabic, ARABIC_WORD) >= Math.max(ARABIC_WORDS_MIN, words + 1)) {
    return outcome(arabic, ARABIC_CHARSET, [...warnings, `${said}, is ${ARABIC_CHARSET}`]);
  }
  const damage = `${count(utf8, /\ufffd/g)} invalid characters replaced`;
  if (declared !== 'windows-1252' && !trusted) return outcome(utf8, 'utf-8', [...warnings, damage]);
  const text = read(bytes, declared);
  return fits(text)
    ? outcome(text, declared, warnings)
    : outcome(utf8, 'utf-8', [...warnings, `${said}, is utf-8`, damage]);
}

function read(bytes: Uint8Array, charset: string): string {
  return new TextDecoder(charset).decode(bytes);
}

function readStrictly(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return undefined;
  }
}

export function startsWith(bytes: Uint8Array, start: readonly number[]): boolean {
  return start.every((byte, i) => bytes[i] === byte);
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  pattern.lastIndex = 0;
  // Not `match`, which would make a list of every letter of 8 MB.
  while (pattern.test(text)) found++;
  return found;
}

function outcome(text: string, charset: string, warnings: readonly string[]): Decoded {
  if (text.trim() === '') return { ok: false, reason: 'empty', detail: 'The server sent white space only.' };
  return { ok: true, text, charset, warnings };
}
