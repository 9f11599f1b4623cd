/**
 * Where a feed's items stand in its bytes, found without decoding or parsing them. A guess that its reader proves: feeds are
 * full of tricks (items in comments, end tags in CDATA), so whoever skips a block must have seen a parser open and close an
 * item at exactly these places (reread.ts). Refuses what cannot be proved so: anything but white space between two items, an
 * element after the last.
 */

/** Bytes, `end` exclusive: from the '<' of an item's tag to the '>' of its end tag. */
export interface Block {
  readonly start: number;
  readonly end: number;
}

const LESS_THAN = 0x3c;
const GREATER_THAN = 0x3e;
const SLASH = 0x2f;
/** Of a tag's name with its prefix; no feed's is longer. */
const NAME_BYTES_MAX = 64;
const ITEM = /^(?:[\w.-]+:)?(?:item|entry)$/i;

export interface Blocks {
  /** One an item, in order, at least one. */
  readonly blocks: readonly Block[];
  /** What the first item's tag is called, with its prefix. */
  readonly name: string;
}

/** Where the block ends that begins at `start`; `lookFor` searches. undefined: nowhere. */
type Ending = (start: number, lookFor: () => number | undefined) => number | undefined;

/** undefined where the bytes are no such feed. Of UTF-8: its other letters have no byte that could be one of these. */
export function itemBlocks(bytes: Uint8Array, endOf: Ending = (_, lookFor) => lookFor()): Blocks | undefined {
  const first = firstItem(bytes);
  if (first === undefined) return undefined;
  const open = new TextEncoder().encode(first.name);
  const blocks: Block[] = [];
  let { start } = first;
  do {
    const from = start;
    const end = endOf(from, () => endAfter(bytes, from, open));
    if (end === undefined) return undefined;
    blocks.push({ start, end });
    start = end;
    while (isSpace(bytes[start])) start++;
  } while (bytes[start] === LESS_THAN && isName(bytes, start + 1, open) && endsName(bytes[start + 1 + open.length]));
  return opensAfter(bytes, start) ? undefined : { blocks, name: first.name };
}

function firstItem(bytes: Uint8Array): { readonly start: number; readonly name: string } | undefined {
  for (let start = bytes.indexOf(LESS_THAN); start >= 0; start = bytes.indexOf(LESS_THAN, start + 1)) {
    let end = start + 1;
    while (end < bytes.length && end - start <= NAME_BYTES_MAX && !endsTag(bytes[end])) end++;
    const name = String.fromCharCode(...bytes.subarray(start + 1, end));
    if (ITEM.test(name) && endsName(bytes[end])) return { start, name };
  }
  return undefined;
}

/** Behind the first end tag of that name. Its last letter is looked for: in feeds that is rarer than '<' and '/'. */
function endAfter(bytes: Uint8Array, from: number, name: Uint8Array): number | undefined {
  const last = name[name.length - 1] ?? 0;
  for (let at = bytes.indexOf(last, from); at >= 0; at = bytes.indexOf(last, at + 1)) {
    const start = at - name.length + 1;
    if (bytes[at + 1] !== GREATER_THAN || bytes[start - 1] !== SLASH || bytes[start - 2] !== LESS_THAN) continue;
    if (isName(bytes, start, name)) return at + 2;
  }
  return undefined;
}

function isName(bytes: Uint8Array, at: number, name: Uint8Array): boolean {
  for (let i = 0; i < name.length; i++) if (bytes[at + i] !== name[i]) return false;
  return true;
}

/** Whether any element opens there or later. */
function opensAfter(bytes: Uint8Array, from: number): boolean {
  for (let at = bytes.indexOf(LESS_THAN, from); at >= 0; at = bytes.indexOf(LESS_THAN, at + 1)) {
    const next = bytes[at + 1];
    if (next !== undefined && next !== SLASH && next !== 0x21 && next !== 0x3f) return true;
  }
  return false;
}

/** Not to look at any byte twice. */
function endsTag(byte: number | undefined): boolean {
  return byte === LESS_THAN || endsName(byte);
}

function endsName(byte: number | undefined): boolean {
  return byte === GREATER_THAN || isSpace(byte);
}

/** Space, tab, line feed, carriage return; and two more that nobody puts there. */
function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || (byte !== undefined && byte >= 0x09 && byte <= 0x0d);
}
