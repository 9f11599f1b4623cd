/** Where text and markup end in a document, found by the engine's own search, and never looked for twice in all of it. */

export const CDATA = '<![CDATA[';
export const CDATA_END = ']]>';
/** No entity's name is longer. */
const ENTITY_CHARS_MAX = 40;
/** Less text than this is not worth taking apart. UTF-16 units. */
export const RUN_CHARS_MIN = 32;
const MARKUP = /[<&]/;
const ENTITY_OR_TAG = /[<;]/;

/** Behind the tag or entity at `from`, and those that follow it with little text between them. */
export function markupEnd(document: string, from: number, xml: boolean): number {
  let end = behindOne(document, from);
  for (;;) {
    // Not looked for any further: there may be no other in all the document.
    const text = document.slice(end, end + RUN_CHARS_MIN).search(MARKUP);
    if (text < 0 || (xml && document.startsWith(CDATA, end + text))) return end;
    end = behindOne(document, end + text);
  }
}

/** The document's end where there is none. */
export function placeOf(sign: string, document: string, from: number): number {
  const at = document.indexOf(sign, from);
  return at < 0 ? document.length : at;
}

function behindOne(document: string, from: number): number {
  if (document[from] === '&') {
    const length = document.slice(from, from + ENTITY_CHARS_MAX).search(ENTITY_OR_TAG);
    if (length > 0 && document[from + length] === ';') return from + length + 1;
  }
  return document.indexOf('>', from) + 1 || document.length;
}
