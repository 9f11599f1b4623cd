/**
 * A document's tags and text as htmlparser2's tokenizer finds them, at the cost of its tags. The tokenizer looks at every letter
 * between them; where no entity is in that text, and in CDATA, it is what it says, and the engine's own search finds its end
 * ten times as fast. Promises the tokenizer's own tokens, text in smaller pieces; refuses to guess: text is only what begins
 * where a token ended with the last unit written, as a tag does. (In <script> and the like that is text as well.)
 */
import { Tokenizer } from 'htmlparser2';
import { CDATA, CDATA_END, markupEnd, placeOf, RUN_CHARS_MIN } from './runs.ts';

/** Places are in UTF-16 units of the document. */
export interface TokenHandlers {
  readonly onText: (from: number, to: number) => void;
  /** An entity of the text. */
  readonly onCharacter: (code: number) => void;
  /** A tag that opens an element, its name in lower case; `start` is its '<'. */
  readonly onName: (name: string, start: number) => void;
  /** That tag's '>' at `end`; `empty`: and a '/' was before it. */
  readonly onOpen: (end: number, empty: boolean) => void;
  /** An end tag, its name in lower case; `end` is where that ends, most often its '>'. */
  readonly onClose: (name: string, end: number) => void;
  readonly onAttribute?: (from: number, to: number) => void;
  /** A piece of the attribute's value. */
  readonly onValue?: (from: number, to: number) => void;
  readonly onValueCharacter?: (code: number) => void;
  readonly onAttributeEnd?: () => void;
  /** Asked after text, tags and attributes: no more of them then. */
  readonly stopped: () => boolean;
}

/** `language`: in XML an element that its document cuts off is not heard of, in HTML what is left of it may be text. */
export function readTokens(document: string, language: 'xml' | 'html', handlers: TokenHandlers): void {
  const xml = language === 'xml';
  const { stopped } = handlers;
  /** What the tokenizer was not given: to be added to its places. */
  let skipped = 0;
  let written = 0;
  /** Behind the last token, in what was written. */
  let ended = 0;

  const nameAt = (from: number, to: number) => document.slice(from + skipped, to + skipped).toLowerCase();
  const after = (end: number) => {
    ended = end;
    if (stopped()) tokenizer.pause();
  };
  const tokenizer = new Tokenizer(
    { xmlMode: xml },
    {
      ontext(from, to) {
        // Before the beginning: an end tag that the document's end cut off.
        if (from >= 0) handlers.onText(from + skipped, to + skipped);
        after(to);
      },
      ontextentity(code, end) {
        handlers.onCharacter(code);
        after(end);
      },
      oncdata(from, to, offset) {
        handlers.onText(from + skipped, to - offset + skipped);
        after(to + 1);
      },
      onopentagname(from, to) {
        handlers.onName(nameAt(from, to), from + skipped - 1);
      },
      onopentagend(end) {
        handlers.onOpen(end + skipped, false);
        after(end + 1);
      },
      onselfclosingtag(end) {
        handlers.onOpen(end + skipped, true);
        after(end + 1);
      },
      onclosetag(from, to) {
        handlers.onClose(nameAt(from, to), to + skipped);
        after(to + 1);
      },
      onattribname(from, to) {
        handlers.onAttribute?.(from + skipped, to + skipped);
      },
      onattribdata(from, to) {
        handlers.onValue?.(from + skipped, to + skipped);
      },
      onattribentity(code) {
        handlers.onValueCharacter?.(code);
      },
      onattribend() {
        handlers.onAttributeEnd?.();
        after(ended);
      },
      oncomment: (_, end) => after(end + 1),
      ondeclaration: (_, end) => after(end + 1),
      onprocessinginstruction: (_, end) => after(end + 2),
      onend() {},
    },
  );

  let at = 0;
  let tag = -1;
  let entity = -1;
  /** What is not over in one part may be long. */
  let reach = 0;
  const skip = (from: number, to: number, next: number) => {
    handlers.onText(from, to);
    skipped += next - at;
    at = next;
  };
  const write = (from: number) => {
    const part = document.slice(at, markupEnd(document, from, xml));
    written += part.length;
    at += part.length;
    tokenizer.write(part);
  };
  while (at < document.length && !stopped()) {
    if (ended !== written) {
      write(Math.min(at + reach, document.length));
      reach = 2 * reach + RUN_CHARS_MIN;
      continue;
    }
    reach = 0;
    if (tag < at) tag = placeOf('<', document, at);
    if (entity < at) entity = placeOf('&', document, at);
    const end = Math.min(tag, entity);
    if (end > at && (end === tag || end - at >= RUN_CHARS_MIN)) skip(at, end, end);
    else {
      const close = xml && document.startsWith(CDATA, at) ? document.indexOf(CDATA_END, at) : -1;
      if (close < 0) write(end);
      else skip(at + CDATA.length, close, close + CDATA_END.length);
    }
  }
  if (!xml && !stopped()) tokenizer.end();
}
