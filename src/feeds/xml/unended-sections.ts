/**
 * CDATA sections and comments without end: they end where the field they stand in ends. Otherwise such a section holds all
 * that follows, up to the end of another section.
 */
const OPENING = /<!\[CDATA\[|<!--/g;
/** The start tag of the field, and the text before the section. */
const FIELD = /<([^\s<>/!?]+)(?:\s[^<>]*)?>[^<>]*$/;
/** Longer start tags hold no section that is cut short. UTF-16 units. */
const FIELD_CHARS_MAX = 1_000;
/** What feeds leave of "]]>". */
const HALF_END = /\]\s*\]\s*>?$|\]\s*>$/;
/** Part of a text, without the white space at its end, in which that is looked for. UTF-16 units. */
const HALF_END_CHARS_MAX = 20;

/** Linear in the length of the document: no part is searched twice for the same thing. */
export function endSections(document: string): string {
  let ended = '';
  let copied = 0;
  const endOf = { '<![CDATA[': forwardSearch(document, ']]>'), '<!--': forwardSearch(document, '-->') };
  const next = { '<![CDATA[': forwardSearch(document, '<![CDATA['), '<!--': forwardSearch(document, '<!--') };
  OPENING.lastIndex = 0;
  for (let found = OPENING.exec(document); found !== null; found = OPENING.exec(document)) {
    const opening = found[0] as '<![CDATA[' | '<!--';
    const start = found.index + opening.length;
    const end = endOf[opening](start);
    const other = next[opening](start);
    OPENING.lastIndex = end < 0 ? start : end;
    // A section that begins inside this one is where this one should have ended before.
    if (end >= 0 && (other < 0 || other > end)) continue;
    const fieldEnd = endOfField(document, found.index, start, other < 0 ? document.length : other);
    if (fieldEnd === undefined) continue;
    const text = document.slice(copied, fieldEnd);
    ended += opening === '<!--' ? `${text}-->` : `${withoutHalfEnd(text)}]]>`;
    copied = fieldEnd;
    OPENING.lastIndex = fieldEnd;
  }
  return copied === 0 ? document : ended + document.slice(copied);
}

function withoutHalfEnd(text: string): string {
  const whole = text.trimEnd();
  const from = Math.max(0, whole.length - HALF_END_CHARS_MAX);
  const found = HALF_END.exec(whole.slice(from));
  return found === null ? text : whole.slice(0, from + found.index);
}

/** Where the end tag of the field around the section begins; undefined if there is none before `limit`. */
function endOfField(document: string, opening: number, start: number, limit: number): number | undefined {
  const name = FIELD.exec(document.slice(Math.max(0, opening - FIELD_CHARS_MAX), opening))?.[1];
  if (name === undefined) return undefined;
  const at = document.slice(start, limit).indexOf(`</${name}`);
  return at < 0 ? undefined : start + at;
}

/** `indexOf` for positions that only grow: it goes over the document once. */
function forwardSearch(document: string, wanted: string): (from: number) => number {
  let last = -2;
  return (from) => {
    if (last !== -1 && last < from) last = document.indexOf(wanted, from);
    return last;
  };
}
