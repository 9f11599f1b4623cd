/**
 * Bounds what a JSON text would become before it is parsed: 8 MB of `[],` are 2.7 million lists and 380 MB. The text is gone
 * through once and nothing is kept.
 */

/** Counted as commas, colons and opening brackets. A feed of 500 items with all their fields has 20,000; so many take 40 MB. */
const JSON_VALUES_MAX = 400_000;
/** Lists and objects inside one another. Feeds, lists of outlets and backups have at most ten. */
const JSON_DEPTH_MAX = 100;

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;
const COLON = 0x3a;

/** One English sentence; undefined when the text keeps within the bounds. Of a text that is not JSON the count may be wrong. */
export function jsonStructureFault(text: string, valuesMax = JSON_VALUES_MAX): string | undefined {
  let values = 0;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    switch (text.charCodeAt(at)) {
      case QUOTE:
        at = endOfString(text, at + 1);
        break;
      case COMMA:
      case COLON:
        values++;
        break;
      case 0x5b:
      case 0x7b:
        values++;
        if (++depth > JSON_DEPTH_MAX)
          return `Its lists and objects stand inside one another more than ${JSON_DEPTH_MAX} deep.`;
        break;
      case 0x5d:
      case 0x7d:
        depth--;
        break;
    }
    if (values > valuesMax) return `It holds more than ${valuesMax} values.`;
  }
  return undefined;
}

/** Position of the closing quotation mark; the text's length where there is none. */
function endOfString(text: string, from: number): number {
  for (let at = text.indexOf('"', from); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = 0;
    while (text.charCodeAt(at - 1 - slashes) === BACKSLASH && at - 1 - slashes >= from) slashes++;
    if (slashes % 2 === 0) return at;
  }
  return text.length;
}
