/**
 * Blocks by what their bytes are known by. Feeds keep their items in order, so after a block that was met before its successor
 * is expected, as long as it was: where its key fits, its end need not be looked for. Promises the blocks that itemBlocks finds:
 * the same bytes have the same first end tag.
 */
import { type Block, type Blocks, itemBlocks } from './blocks.ts';
import { digestOf } from './digest.ts';

const GREATER_THAN = 0x3e;

export interface KnownBlocks extends Blocks {
  /** One a block. */
  readonly keys: readonly string[];
}

/** Length and digest. */
export function blockKey(bytes: Uint8Array, { start, end }: Block): string {
  return `${(end - start).toString(36)}.${digestOf(bytes, start, end)}`;
}

/** `expected`: keys of earlier blocks, in the order they stood in. */
export function knownBlocks(bytes: Uint8Array, expected: readonly string[]): KnownBlocks | undefined {
  const keys: string[] = [];
  let next = 0;
  /** Bytes that guesses may yet look at in vain: all of them once, so that a hostile feed's many do not look at all many times. */
  let spare = bytes.length;
  const found = itemBlocks(bytes, (start, lookFor) => {
    const likely = expected[next] ?? '';
    const guess = { start, end: start + Number.parseInt(likely, 36) };
    if (bytes[guess.end - 1] === GREATER_THAN && guess.end - start <= spare) {
      if (blockKey(bytes, guess) === likely) {
        keys.push(likely);
        next++;
        return guess.end;
      }
      spare -= guess.end - start;
    }
    const end = lookFor();
    if (end === undefined) return undefined;
    const key = blockKey(bytes, { start, end });
    keys.push(key);
    const place = expected.indexOf(key);
    if (place >= 0) next = place + 1;
    return end;
  });
  return found && { ...found, keys };
}
