/** How reading a feed ended, and what follows: a refusal, or warnings about a feed that was read. */
import type { NotAFeed } from '../item.ts';

/**
 * Elements inside one another within one item or the channel. Real feeds stay under 30, XHTML bodies included; but in HTML
 * nobody escaped, each <br> that never closes holds the next, and long articles have some hundreds of them.
 */
export const XML_DEPTH_MAX = 2_000;

/** 'reading': the document broke off. */
export type ReadState = 'reading' | 'whole' | 'full' | 'too-deep' | 'too-wide' | 'html';

/** Attributes of one element. No feed needs more. */
export const ATTRIBUTES_MAX = 200;

/** `items` counts those that ended; `begun`: a root of a feed was found. undefined: the document may be a feed. */
export function refusalOf(
  state: ReadState,
  items: number,
  begun: boolean,
): ({ readonly ok: false } & NotAFeed) | undefined {
  switch (state) {
    case 'too-deep':
      return refused('too-deep', `Elements stand inside one another more than ${XML_DEPTH_MAX} deep.`);
    case 'too-wide':
      return refused('too-deep', `One element carries more than ${ATTRIBUTES_MAX} attributes.`);
    case 'reading':
      return items > 0 || !begun
        ? undefined
        : refused('truncated', 'The document breaks off before its first item ends.');
    default:
      return undefined;
  }
}

export function warningsOf(state: ReadState, itemsMax: number, unclosed: number): readonly string[] {
  const warnings: string[] = [];
  if (unclosed > 0) warnings.push(`not well-formed: ${unclosed} elements have no end tag`);
  if (state === 'full') warnings.push(`only the first ${itemsMax} items are read`);
  if (state === 'reading')
    warnings.push('the document breaks off: its whole items are read, all of it is asked for again');
  return warnings;
}

function refused(reason: NotAFeed['reason'], detail: string): { readonly ok: false } & NotAFeed {
  return { ok: false, reason, detail };
}
