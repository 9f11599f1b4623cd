/** Where text and tags end in a document, found by the engine's own search, and never looked for twice in all of it. */

export const CDATA = '<![CDATA[';
export const CDATA_END = ']]>';
/** No entity's name is longer. */
const ENTITY_CHARS_MAX = 40;
/** Less text than this is not worth taking apart. UTF-16 units. */
export const RUN_CHARS_MIN = 32;

/** Behind the next tag, and those that follow it with little text between them. */
export function tagsEnd(document: string, from: number, xml: boolean): number {
  let end = behind('>', document, from);
  for (;;) {
    // Not looked for any further: there may be no other in all the document.
    const text = document.slice(end, end + RUN_CHARS_MIN).indexOf('<');
    if (text < 0 || (xml && document.startsWith(CDATA, end + text))) return end;
    end = behind('>', document, end + text);
  }
}

/** Of what begins like one at `at`, before the next tag. */
export function entityEnd(document: string, at: number, tag: number): number | undefined {
  const length = document.slice(at, Math.min(tag, at + ENTITY_CHARS_MAX)).indexOf(';') + 1;
  return length === 0 ? undefined : at + length;
}

/** The document's end where there is none. */
export function placeOf(sign: string, document: string, from: number): number {
  const at = document.indexOf(sign, from);
  return at < 0 ? document.length : at;
}

function behind(sign: string, document: string, from: number): number {
  return document.indexOf(sign, from) + 1 || document.length;
}
