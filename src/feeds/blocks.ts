/**
 * Where a feed's items stand in its text, found without parsing it. A guess that its reader proves: feeds are full of tricks
 * (items in comments, end tags in CDATA), so whoever skips a block must have seen a parser open and close an item at exactly
 * these places (reread.ts). Refuses what cannot be proved so: anything but white space between two items, an element
 * after the last.
 */
import { mix } from '../core/hash.ts';

/** UTF-16 units, `end` exclusive. */
export interface Block {
  readonly start: number;
  readonly end: number;
}

const FIRST = /<((?:[\w.-]+:)?(?:item|entry))[\s>]/i;
const WHITESPACE = /\s*/y;
const OPENING = /<[^/!?]/;

/** One an item, in order, at least one; undefined where the text is no such feed. */
export function itemBlocks(text: string): readonly Block[] | undefined {
  const first = FIRST.exec(text);
  if (first === null) return undefined;
  const open = `<${first[1]}`;
  const close = `</${first[1]}>`;
  const blocks: Block[] = [];
  let start = first.index;
  do {
    const closing = text.indexOf(close, start);
    if (closing < 0) return undefined;
    const end = closing + close.length;
    blocks.push({ start, end });
    start = afterSpace(text, end);
  } while (text.startsWith(open, start) && /[\s>]/.test(text[start + open.length] ?? ''));
  return OPENING.test(text.slice(start)) ? undefined : blocks;
}

/** Of the text between two places: 64 bits against accidents, in one pass. The same for ever. */
export function blockDigest(text: string, { start, end }: Block): string {
  let one = 0x811c9dc5;
  let other = 0x9e3779b9 ^ (end - start);
  // Two units at a step: half the multiplications.
  for (let i = start; i < end; i += 2) {
    const pair = text.charCodeAt(i) | (i + 1 < end ? text.charCodeAt(i + 1) << 16 : 0);
    one = Math.imul(one ^ pair, 0x01000193);
    one ^= one >>> 13;
    other = Math.imul(other ^ pair, 0x5bd1e995);
    other ^= other >>> 15;
  }
  return mix(one).toString(36) + mix(other).toString(36).padStart(7, '0');
}

function afterSpace(text: string, at: number): number {
  WHITESPACE.lastIndex = at;
  return at + (WHITESPACE.exec(text)?.[0].length ?? 0);
}
