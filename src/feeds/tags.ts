/**
 * XML's tags in order, every one that opens closed again: by its end tag, by itself, or by that of an element around it. One
 * pass of htmlparser2's tokenizer, which forgives what real feeds get wrong (bare & and <, junk before the prolog), expands no
 * declared entity and opens no external one. Refuses nothing: an end tag of nothing open is passed over, and at the end of a
 * document cut off in the middle nothing is closed on its behalf.
 */
import { Tokenizer } from 'htmlparser2';
import { readMarkup } from './runs.ts';

/** As the feed spells their names; the first of a name counts. */
export type Attributes = ReadonlyMap<string, string>;

/** How an element ends: with an end tag of its own, as a tag that is all of it, or without, where an outer one ends. */
export type Ending = 'tag' | 'empty' | 'missing';

/** Places are in UTF-16 units of the document. */
export interface TagHandlers {
  /** `name` is lowercase, `start` that of its '<'. */
  readonly onOpen: (name: string, attributes: Attributes, start: number) => void;
  /** The innermost one that is open; `end` is behind the '>'. */
  readonly onClose: (ending: Ending, end: number) => void;
  /** A piece of text, entities decoded. */
  readonly onText: (text: string) => void;
  /** One more attribute of the tag that begins. */
  readonly onAttribute: (number: number) => void;
  /** Asked after each of these: no more of them then. */
  readonly stopped: () => boolean;
}

export const NO_ATTRIBUTES: Attributes = new Map();

export function readTags(document: string, { onOpen, onClose, onText, onAttribute, stopped }: TagHandlers): void {
  const skipped = { units: 0 };
  /** Behind the last event, in what was written. */
  let ended = 0;
  const open: string[] = [];
  let name = '';
  let start = 0;
  let attributes: Map<string, string> | undefined;
  let seen = 0;
  let attribute = '';
  let value = '';

  const source = (from: number, to: number) => document.slice(from + skipped.units, to + skipped.units);
  const pauseIfStopped = () => {
    if (stopped()) tokenizer.pause();
  };
  const opened = (end: number) => {
    ended = end + 1;
    open.push(name);
    onOpen(name, attributes ?? NO_ATTRIBUTES, start);
    pauseIfStopped();
  };
  const ignored = (_: number, end: number) => {
    ended = end + 1;
  };
  const tokenizer = new Tokenizer(
    { xmlMode: true },
    {
      ontext(from, to) {
        ended = to;
        onText(source(from, to));
      },
      ontextentity(code, end) {
        ended = end;
        onText(String.fromCodePoint(code));
      },
      oncdata(from, to, offset) {
        ended = to + 1;
        onText(source(from, to - offset));
      },
      onopentagname(from, to) {
        name = source(from, to).toLowerCase();
        start = from + skipped.units - 1;
        attributes = undefined;
        seen = 0;
      },
      onopentagend: opened,
      onselfclosingtag(end) {
        opened(end);
        open.pop();
        if (stopped()) return;
        onClose('empty', end + skipped.units + 1);
        pauseIfStopped();
      },
      onclosetag(from, to) {
        ended = to + 1;
        const at = open.lastIndexOf(source(from, to).toLowerCase());
        if (at < 0) return;
        while (open.length > at) {
          open.pop();
          onClose(open.length > at ? 'missing' : 'tag', to + skipped.units + 1);
        }
        pauseIfStopped();
      },
      onattribname(from, to) {
        attribute = source(from, to);
        value = '';
      },
      onattribdata(from, to) {
        value += source(from, to);
      },
      onattribentity(code) {
        value += String.fromCodePoint(code);
      },
      onattribend() {
        onAttribute(++seen);
        pauseIfStopped();
        attributes ??= new Map();
        if (!attributes.has(attribute)) attributes.set(attribute, value);
      },
      oncomment: ignored,
      ondeclaration: ignored,
      onprocessinginstruction: (_, end) => {
        ended = end + 2;
      },
      onend() {},
    },
  );
  const sink = {
    write: (part: string) => tokenizer.write(part),
    inText: (written: number) => ended === written,
    run: (from: number, to: number) => onText(document.slice(from, to)),
    stopped,
  };
  readMarkup(document, true, sink, skipped);
}
