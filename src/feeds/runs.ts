/**
 * A document through one of htmlparser2's tokenizers at the cost of its markup. A tokenizer looks at every letter of the text
 * between the tags; where no entity is in it, and in CDATA, it is what it says, and the engine's own search finds its end ten
 * times as fast. Promises that the tokenizer gets all else, in order, and the same events for it; refuses to guess: text
 * is only what begins where an event ended with the last unit written, as a tag's does.
 */

/** What is done with a document's parts. */
export interface Sink {
  /** Hands the tokenizer the next part of the document, from any place to any other. */
  readonly write: (part: string) => void;
  /** Whether an event ended with the last of so many units written, so that text or a tag comes next. */
  readonly inText: (written: number) => boolean;
  /** Takes the text from `start` to before `end`, which holds no entity. */
  readonly run: (start: number, end: number) => void;
  /** No more is wanted. */
  readonly stopped: () => boolean;
}

/** Moves with the reading: what has to be added to a place in what was written to have it in the document. UTF-16 units. */
export interface Skipped {
  units: number;
}

const CDATA = '<![CDATA[';
const CDATA_END = ']]>';
/** No entity's name is longer. */
const ENTITY_CHARS_MAX = 40;
/** Less text than this is not worth taking apart. */
const RUN_CHARS_MIN = 32;

/** `skipped` begins at 0. `cdata`: whether the language has it; HTML has not. */
export function readMarkup(document: string, cdata: boolean, sink: Sink, skipped: Skipped): void {
  let at = 0;
  let written = 0;
  let tag = -1;
  let entity = -1;
  const skip = (start: number, end: number, next: number) => {
    sink.run(start, end);
    skipped.units += next - at;
    at = next;
  };
  const write = (end: number) => {
    sink.write(document.slice(at, end));
    written += end - at;
    at = end;
  };
  while (at < document.length && !sink.stopped()) {
    if (written > 0 && !sink.inText(written)) {
      write(tagsEnd(document, at, cdata));
      continue;
    }
    if (tag < at) tag = placeOf('<', document, at);
    if (entity < at) entity = placeOf('&', document, at);
    if (tag > at && entity > at && (entity > tag || entity - at >= RUN_CHARS_MIN)) {
      const end = Math.min(tag, entity);
      skip(at, end, end);
    } else if (entity < tag) write(entityEnd(document, entity, tag) ?? tagsEnd(document, entity, cdata));
    else {
      const close = cdata && document.startsWith(CDATA, at) ? document.indexOf(CDATA_END, at) : -1;
      if (close < 0) write(tagsEnd(document, at, cdata));
      else skip(at + CDATA.length, close, close + CDATA_END.length);
    }
  }
}

/** Behind the next tag, and those that follow it with little text between them. */
function tagsEnd(document: string, from: number, cdata: boolean): number {
  let end = behind('>', document, from);
  for (;;) {
    // Not looked for any further: there may be no other in all the document.
    const text = document.slice(end, end + RUN_CHARS_MIN).indexOf('<');
    if (text < 0 || (cdata && document.startsWith(CDATA, end + text))) return end;
    end = behind('>', document, end + text);
  }
}

/** Of what begins like one at `at`, before the next tag. */
function entityEnd(document: string, at: number, tag: number): number | undefined {
  const length = document.slice(at, Math.min(tag, at + ENTITY_CHARS_MAX)).indexOf(';') + 1;
  return length === 0 ? undefined : at + length;
}

/** The document's end where there is none. */
function placeOf(sign: string, document: string, from: number): number {
  const at = document.indexOf(sign, from);
  return at < 0 ? document.length : at;
}

function behind(sign: string, document: string, from: number): number {
  return document.indexOf(sign, from) + 1 || document.length;
}
