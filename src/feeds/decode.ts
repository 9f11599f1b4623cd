/**
 * A feed's bytes → text. The charset is what the BOM says, else Content-Type, else the XML prolog, else the bytes
 * themselves, and any label the bytes contradict is overruled, with a note. Invalid bytes never throw: they become U+FFFD
 * and a note. Refuses only what is empty or no text at all (compressed data, images). Charsets no browser knows, those of
 * DOS and of IBM's mainframes, are not decoded: what no reader could show, nobody publishes.
 */
import { declaredCharset } from './declared-charset.ts';
import { decodeWide, wideCharset } from './wide.ts';

export type Decoded =
  | {
      readonly ok: true;
      readonly text: string;
      readonly charset: string;
      readonly notes: readonly string[];
      /** Valid UTF-8 without a mark, and nothing says otherwise: any part from one ASCII character to another reads the same. */
      readonly plain: boolean;
    }
  | { readonly ok: false; readonly reason: 'empty' | 'charset'; readonly detail: string };

/** One byte a letter, and far commoner on Arabic sites than iso-8859-6: what Arabic bytes are that are not UTF-8. */
const ARABIC_CHARSET = 'windows-1256';
/** Three letters in a row: accented Latin read as Arabic gives lone letters, seldom this. */
const ARABIC_WORD = /[\u0621-\u064a]{3,}/g;
const ARABIC_WORDS_MIN = 5;
/** Looked at for what is no text, and the NULs that broken programs leave in what is. */
const HEAD_BYTES = 64;
const NULS_MAX = 5;
const MAGIC: readonly (readonly number[])[] = [
  [0x1f, 0x8b], // gzip
  [0x50, 0x4b, 0x03, 0x04], // zip
  [0x25, 0x50, 0x44, 0x46], // PDF
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
];

/**
 * `contentType` is the header as the server sent it; undefined when it sent none. `document`: what the bytes are parts of, as
 * far as its charset may be told.
 */
export function decodeFeed(bytes: Uint8Array, contentType: string | undefined, document = bytes): Decoded {
  if (bytes.length === 0) return { ok: false, reason: 'empty', detail: 'The server sent no bytes.' };
  const wide = wideCharset(document);
  if (wide !== undefined) return outcome(decodeWide(bytes, wide.charset), wide.charset, wide.notes);
  if (isBinary(document)) {
    return { ok: false, reason: 'charset', detail: 'The bytes are not text: a compressed file, an image or the like.' };
  }

  const { charset: declared, notes } = declaredCharset(document, contentType);
  const utf8 = readUtf8(bytes);
  if (utf8 !== undefined && !declared?.startsWith('iso-2022')) {
    // ASCII is right under any label; real multi-byte letters are never valid UTF-8 by chance for long.
    const plain = declared === undefined || declared === 'utf-8';
    const fits = plain || !/[^\0-\x7f]/.test(utf8);
    return outcome(utf8, 'utf-8', fits ? notes : [...notes, `declared ${declared}, is utf-8`], plain);
  }
  return eightBit(bytes, declared, notes);
}

/** Not UTF-8: the declared charset where the bytes bear it out, windows-1256 where they are Arabic, else damaged UTF-8. */
function eightBit(bytes: Uint8Array, declared: string | undefined, notes: readonly string[]): Decoded {
  const trusted = declared !== undefined && !/^utf-|^windows-1252$/.test(declared);
  const utf8 = read(bytes, 'utf-8');
  const words = count(utf8, ARABIC_WORD);
  // One damaged letter does not make UTF-8 what its label says, and any bytes are letters of windows-1256.
  const fits = (text: string) => words < ARABIC_WORDS_MIN || count(text, ARABIC_WORD) >= words;
  if (trusted) {
    const text = readStrictly(bytes, declared);
    if (text !== undefined && fits(text)) return outcome(text, declared, notes);
  }
  const arabic = read(bytes, ARABIC_CHARSET);
  const said = declared === undefined ? 'declared no charset' : `declared ${declared}`;
  if (count(arabic, ARABIC_WORD) >= Math.max(ARABIC_WORDS_MIN, words + 1)) {
    return outcome(arabic, ARABIC_CHARSET, [...notes, `${said}, is ${ARABIC_CHARSET}`]);
  }
  const damage = `${count(utf8, /\ufffd/g)} invalid characters replaced`;
  if (declared !== 'windows-1252' && !trusted) return outcome(utf8, 'utf-8', [...notes, damage]);
  const text = read(bytes, declared);
  return fits(text) ? outcome(text, declared, notes) : outcome(utf8, 'utf-8', [...notes, `${said}, is utf-8`, damage]);
}

/** Text has no NULs but those of wide.ts's charsets. */
function isBinary(bytes: Uint8Array): boolean {
  if (MAGIC.some((magic) => magic.every((byte, i) => bytes[i] === byte))) return true;
  const head = bytes.subarray(0, HEAD_BYTES);
  return head.includes(0) && head.reduce((sum, byte) => sum + (byte === 0 ? 1 : 0), 0) > NULS_MAX;
}

function read(bytes: Uint8Array, charset: string): string {
  return new TextDecoder(charset).decode(bytes);
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });

function readUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    return undefined;
  }
}

function readStrictly(bytes: Uint8Array, charset: string): string | undefined {
  try {
    return new TextDecoder(charset, { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return undefined;
  }
}

function count(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}

function outcome(text: string, charset: string, notes: readonly string[], plain = false): Decoded {
  if (text.trim() === '') return { ok: false, reason: 'empty', detail: 'The server sent white space only.' };
  return { ok: true, text, charset, notes, plain };
}
