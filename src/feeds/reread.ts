/**
 * Reads a feed at the cost of what is new in it. Promises exactly what `parseFeed` gives, but that items whose very text
 * stood in an earlier reading may come as they were remembered: in JSON Feed and wherever a doubt is left, all is parsed.
 *
 * An item's text is skipped when a parser has once opened an item at its start and closed it at its end with nothing else
 * touched, in the same context (xml.ts); and when everything else that stands between the parsed items is white space. So
 * the parser, had it read that text, would be where it is now. The first item is always read: it tells the context.
 */
import { FEED_ITEMS_MAX } from '../core/limits.ts';
import { type Block, blockDigest, itemBlocks } from './blocks.ts';
import type { FeedItem, ParseResult } from './item.ts';
import { oddities, type Placed, parseWithPlaces } from './parse.ts';

/** Items of an earlier reading by the digest of their text. */
export interface Remembered {
  readonly context: string;
  readonly items: ReadonlyMap<string, FeedItem>;
}

export interface Reread {
  readonly result: ParseResult;
  readonly context: string;
  /** One an item: the digest it may be remembered by; undefined: it must be parsed again. */
  readonly digests: readonly (string | undefined)[];
}

/** `remembered` undefined: everything is parsed. */
export function rereadFeed(text: string, base: string, remembered: Remembered | undefined): Reread {
  const blocks = itemBlocks(text) ?? [];
  const digests = blocks.map((block) => blockDigest(text, block));
  const skimmed =
    remembered === undefined || blocks.length > FEED_ITEMS_MAX
      ? undefined
      : skim(text, base, blocks, digests, remembered);
  if (skimmed !== undefined) return { result: skimmed, context: remembered?.context ?? '', digests };
  const placed = parseWithPlaces(text, base);
  const sure = proved(placed, blocks);
  return {
    result: withOddities(placed.result),
    context: placed.context,
    digests: placed.places.map((_, i) => (sure ? digests[i] : undefined)),
  };
}

/** undefined: nothing could be skipped, or what was skipped not proved to be without effect. */
function skim(
  text: string,
  base: string,
  blocks: readonly Block[],
  digests: readonly string[],
  { context, items }: Remembered,
): ParseResult | undefined {
  const known = digests.map((digest, i) => (i === 0 ? undefined : items.get(digest)));
  if (!known.some((item) => item !== undefined)) return undefined;
  const { text: rest, blocks: fresh } = without(text, blocks, known);
  const placed = parseWithPlaces(rest, base);
  if (!placed.result.ok || placed.context !== context || !proved(placed, fresh)) return undefined;
  const parsed = placed.result.items.values();
  const all = known.map((item) => item ?? (parsed.next().value as FeedItem));
  return withOddities({ ...placed.result, items: all });
}

/** The text without the known blocks, and where the others stand in it. */
function without(text: string, blocks: readonly Block[], known: readonly (FeedItem | undefined)[]) {
  let rest = '';
  let from = 0;
  const left: Block[] = [];
  blocks.forEach(({ start, end }, i) => {
    rest += text.slice(from, start);
    from = end;
    if (known[i] !== undefined) return;
    left.push({ start: rest.length, end: rest.length + end - start });
    rest += text.slice(start, end);
  });
  return { text: rest + text.slice(from), blocks: left };
}

/** Whether the items that were parsed are these blocks and nothing else. */
function proved({ result, places }: Placed, blocks: readonly Block[]): boolean {
  if (!result.ok || places.length !== blocks.length) return false;
  return blocks.every(({ start, end }, i) => places[i]?.start === start && places[i]?.end === end);
}

function withOddities(result: ParseResult): ParseResult {
  return result.ok ? { ...result, notes: [...result.notes, ...oddities(result.items)] } : result;
}
