/** Words as the outlet wrote them: runs of letters, marks and digits. They are shown; tokenize.ts makes the words that are compared. */
const IN_WORD = /^[\p{L}\p{M}\p{N}]$/u;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;
/** Kind of each code unit, computed when it is first met; 0 before. */
const KINDS = new Uint8Array(0x1_0000);
const INSIDE = 1;
const BETWEEN = 2;
/** A surrogate: half of a letter beyond the basic plane. */
const HALF = 3;

function kindOf(code: number): number {
  const half = code >= 0xd800 && code <= 0xdfff;
  const kind = half ? HALF : IN_WORD.test(String.fromCharCode(code)) ? INSIDE : BETWEEN;
  KINDS[code] = kind;
  return kind;
}

/** The first `most` words, in order. It reads no further than these. */
export function displayWords(text: string, most: number): readonly string[] {
  const found: string[] = [];
  let start = -1;
  for (let at = 0; at <= text.length && found.length < most; at++) {
    const code = text.charCodeAt(at);
    // The end of the text ends a word as a space does.
    const kind = at === text.length ? BETWEEN : KINDS[code] || kindOf(code);
    if (kind === HALF) return (text.match(WORD) ?? []).slice(0, most);
    if (kind === INSIDE) {
      if (start < 0) start = at;
    } else if (start >= 0) {
      found.push(text.slice(start, at));
      start = -1;
    }
  }
  return found;
}
