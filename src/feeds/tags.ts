/**
 * XML's tags in order, every one that opens closed again: by its end tag, by itself, or by that of an element around it. Reads
 * with htmlparser2's tokenizer, which forgives what real feeds get wrong (bare & and <, junk before the prolog), expands no
 * declared entity and opens no external one. Refuses nothing: an end tag of nothing open is passed over, and at the end of a
 * document cut off in the middle nothing is closed on its behalf.
 */
import { readTokens } from './tokens.ts';

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
  /** How many attributes the tag that begins has so far. */
  readonly onAttribute: (count: number) => void;
  /** Asked after each of these: no more of them then. */
  readonly stopped: () => boolean;
}

const NO_ATTRIBUTES: Attributes = new Map();

export function readTags(document: string, handlers: TagHandlers): void {
  const { onText, onClose, stopped } = handlers;
  const open: string[] = [];
  /** How many of each name are open, counted from the first stray end tag on: not all that is open is looked through for each. */
  let opened: Map<string, number> | undefined;
  let name = '';
  let start = 0;
  let attributes: Map<string, string> | undefined;
  let count = 0;
  let attribute = '';
  let value = '';

  const countOpen = (one: string, by: 1 | -1) => opened?.set(one, (opened.get(one) ?? 0) + by);
  const pop = () => countOpen(open.pop() ?? '', -1);

  readTokens(document, 'xml', {
    onText: (from, to) => onText(document.slice(from, to)),
    onCharacter: (code) => onText(String.fromCodePoint(code)),
    onName(opening, from) {
      name = opening;
      start = from;
      attributes = undefined;
      count = 0;
    },
    onOpen(end, empty) {
      open.push(name);
      countOpen(name, 1);
      handlers.onOpen(name, attributes ?? NO_ATTRIBUTES, start);
      if (!empty || stopped()) return;
      pop();
      onClose('empty', end + 1);
    },
    onClose(closing, end) {
      const at = opened !== undefined && !opened.get(closing) ? -1 : open.lastIndexOf(closing);
      if (at < 0 && opened === undefined) {
        opened = new Map();
        for (const one of open) countOpen(one, 1);
      }
      while (at >= 0 && open.length > at) {
        pop();
        onClose(open.length > at ? 'missing' : 'tag', end + 1);
      }
    },
    onAttribute(from, to) {
      attribute = document.slice(from, to);
      value = '';
    },
    onValue(from, to) {
      value += document.slice(from, to);
    },
    onValueCharacter(code) {
      value += String.fromCodePoint(code);
    },
    onAttributeEnd() {
      handlers.onAttribute(++count);
      attributes ??= new Map();
      if (!attributes.has(attribute)) attributes.set(attribute, value);
    },
    stopped,
  });
}
