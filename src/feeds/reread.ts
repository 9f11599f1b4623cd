/**
 * Reads a feed at the cost of what is new in it. Promises exactly what decoding and parsing all of it gives, but that items
 * whose very bytes stood in an earlier reading may come as they were remembered: in JSON Feed and wherever a doubt is left,
 * all is read.
 *
 * An item is skipped, not even decoded, when a parser has once opened an item at its start and closed it at its end with
 * nothing else touched, in the same context (xml.ts); and when everything else that stands between the parsed items is white
 * space. So the parser, had it read that text, would be where it is now. Where the first item is skipped an empty one is parsed
 * in its place: it tells the context, and is one item and nothing else, as what it stands for was.
 *
 * Bytes here are UTF-8. Every item begins and ends with an ASCII character, so that all is valid UTF-8 when its parts are,
 * and means the same. What comes in another encoding, or is said to, is decoded whole and written as UTF-8 first.
 */
import { FEED_ITEMS_MAX } from '../core/limits.ts';
import { type Block, itemBlocks } from './blocks.ts';
import { type Decoded, decodeFeed } from './charset.ts';
import type { FeedItem, ParseResult } from './item.ts';
import { blockKey, type KnownBlocks, knownBlocks } from './known-blocks.ts';
import { oddities, type Placed, parseWithPlaces } from './parse.ts';
import { mayBeSigns } from './signs.ts';
import { unitsOf } from './units.ts';

/** Items of an earlier reading by the keys of their blocks, in their order. */
export interface Remembered {
  readonly context: string;
  readonly items: ReadonlyMap<string, FeedItem>;
}

export interface Reread {
  readonly result: ParseResult;
  readonly context: string;
  /** One an item: the key it may be remembered by; undefined: it must be read again. */
  readonly keys: readonly (string | undefined)[];
}

type Text = Extract<Decoded, { ok: true }>;

/** `contentType` is the header as sent, undefined for none; `base` the feed's address; `remembered` undefined: all is read. */
export function rereadFeed(
  bytes: Uint8Array,
  contentType: string | undefined,
  base: string,
  remembered: Remembered | undefined,
): Reread {
  const part = (some: Uint8Array) => {
    const decoded = decodeFeed(some, contentType, bytes);
    return decoded.ok && decoded.plain ? decoded : undefined;
  };
  const skimmed = remembered && skim(bytes, part, base, remembered);
  if (skimmed !== undefined) return skimmed;
  const decoded = decodeFeed(bytes, contentType);
  if (!decoded.ok) return { result: decoded, context: '', keys: [] };
  if (decoded.plain) return readWhole(bytes, decoded, base);
  const utf8 = new TextEncoder().encode(decoded.text);
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const rewritten = (some: Uint8Array) => ({ ...decoded, text: decoder.decode(some) });
  return (remembered && skim(utf8, rewritten, base, remembered)) ?? readWhole(utf8, decoded, base);
}

function readWhole(bytes: Uint8Array, decoded: Text, base: string): Reread {
  const placed = parseWithPlaces(decoded.text, base);
  const blocks = mayBeSigns(decoded.text) ? [] : (itemBlocks(bytes)?.blocks ?? []);
  const sure = proved(placed, bytes, blocks);
  return {
    result: withNotes(placed.result, decoded),
    context: placed.context,
    keys: sure ? blocks.map((block) => blockKey(bytes, block)) : placed.places.map(() => undefined),
  };
}

/** undefined: nothing could be skipped, or what was skipped not proved to be without effect. */
function skim(
  bytes: Uint8Array,
  decode: (some: Uint8Array) => Text | undefined,
  base: string,
  { context, items }: Remembered,
): Reread | undefined {
  const { blocks, name, keys } = knownBlocks(bytes, [...items.keys()]) ?? NO_BLOCKS;
  if (blocks.length > FEED_ITEMS_MAX) return undefined;
  const known = keys.map((key) => items.get(key));
  if (!known.some((item) => item !== undefined)) return undefined;
  const rest = without(bytes, blocks, known, name);
  const decoded = decode(rest.bytes);
  if (decoded === undefined || mayBeSigns(decoded.text)) return undefined;
  const placed = parseWithPlaces(decoded.text, base);
  if (!placed.result.ok || placed.context !== context || !proved(placed, rest.bytes, rest.blocks)) return undefined;
  const parsed = placed.result.items.slice(known[0] === undefined ? 0 : 1).values();
  const all = known.map((item) => item ?? (parsed.next().value as FeedItem));
  return { result: withNotes({ ...placed.result, items: all }, decoded), context, keys };
}

const NO_BLOCKS: KnownBlocks = { blocks: [], name: '', keys: [] };

/** The bytes without the known blocks, but for an empty item in the first one's place, and where items stand in them. */
function without(
  bytes: Uint8Array,
  blocks: readonly Block[],
  known: readonly (FeedItem | undefined)[],
  name: string,
): { readonly bytes: Uint8Array; readonly blocks: readonly Block[] } {
  const standIn = new TextEncoder().encode(`<${name}></${name}>`);
  const skipped = blocks.reduce((sum, { start, end }, i) => sum + (known[i] === undefined ? 0 : end - start), 0);
  const rest = new Uint8Array(bytes.length - skipped + standIn.length);
  const left: Block[] = [];
  let length = 0;
  let from = 0;
  const put = (some: Uint8Array) => {
    rest.set(some, length);
    length += some.length;
  };
  blocks.forEach(({ start, end }, i) => {
    put(bytes.subarray(from, start));
    from = end;
    if (i > 0 && known[i] !== undefined) return;
    const at = length;
    put(known[i] === undefined ? bytes.subarray(start, end) : standIn);
    left.push({ start: at, end: length });
  });
  put(bytes.subarray(from));
  return { bytes: rest.subarray(0, length), blocks: left };
}

/** Whether the items that were parsed are these blocks and nothing else. Places are in UTF-16 units. */
function proved({ result, places }: Placed, bytes: Uint8Array, blocks: readonly Block[]): boolean {
  if (!result.ok || places.length !== blocks.length) return false;
  let unit = 0;
  let from = 0;
  return blocks.every(({ start, end }, i) => {
    const begins = unit + unitsOf(bytes, from, start);
    unit = begins + unitsOf(bytes, start, end);
    from = end;
    return places[i]?.start === begins && places[i]?.end === unit;
  });
}

function withNotes(result: ParseResult, decoded: Text): ParseResult {
  return result.ok ? { ...result, notes: [...decoded.notes, ...result.notes, ...oddities(result.items)] } : result;
}
