/**
 * The tags and the text of XML or HTML, in document order, as htmlparser2's tokenizer finds them. The tokenizer forgives
 * what real feeds get wrong (a bare &, junk before the prolog), expands no declared entity and opens no external one.
 *
 * htmlparser2's Parser is not used, because it shifts and searches an array of all open elements at every tag: 2 MB of
 * tags inside 50,000 open elements take it 20 to 30 seconds. Nothing is kept open here, so any document is read in linear time.
 */
import { Tokenizer } from 'htmlparser2';
import { endSections } from './unended-sections.ts';

/** Names as the document spells them. Of attributes with one name the first counts. */
export type Attributes = ReadonlyMap<string, string>;

/** Names of tags come in lower case. */
interface TagHandlers {
  /** `empty`: the tag ends in "/>". */
  readonly onStart: (name: string, attributes: Attributes, empty: boolean) => void;
  /** An end tag, whether or not such an element is open. */
  readonly onEnd: (name: string) => void;
  /** A piece of text with its entities decoded. */
  readonly onText: (text: string) => void;
  /** How many attributes the tag being read has so far. */
  readonly onAttribute?: (count: number) => void;
  /** Asked after each of these. Nothing more is read once it says true. */
  readonly stopped: () => boolean;
}

const NO_ATTRIBUTES: Attributes = new Map();
/** Pieces of text that are joined before they are reported. */
const PIECES_MAX = 1_000;

/** In XML a tag or a text that the document's end cuts off is not reported; in HTML what is left of it may be text. */
export function readTags(document: string, language: 'xml' | 'html', handlers: TagHandlers): void {
  const source = language === 'xml' ? maskStrayLessThan(endSections(document)) : document;
  let name = '';
  let attributes: Map<string, string> | undefined;
  let count = 0;
  let attribute = '';
  let value = '';

  const slice = (from: number, to: number) => unmask(source.slice(from, to));
  const nameAt = (from: number, to: number) => source.slice(from, to).toLowerCase();
  /** A tokenizer that was paused may still finish the tag it is in. */
  const report = (event: () => void) => {
    if (handlers.stopped()) return;
    event();
    if (handlers.stopped()) tokenizer.pause();
  };
  /** Text not yet reported: a text of a million entities comes in as many pieces, which together take ten times its size. */
  let pieces: string[] = [];
  const text = (piece: string) => {
    if (pieces.push(piece) >= PIECES_MAX) endText();
  };
  const endText = () => {
    if (pieces.length === 0) return;
    const whole = pieces.length === 1 ? (pieces[0] ?? '') : pieces.join('');
    pieces = [];
    report(() => handlers.onText(whole));
  };
  const ignore = () => {};
  const tokenizer = new Tokenizer(
    { xmlMode: language === 'xml' },
    {
      ontext(from, to) {
        // A negative start is an end tag that the end of the document cuts off.
        if (from >= 0) text(slice(from, to));
      },
      ontextentity: (code) => text(String.fromCodePoint(code)),
      oncdata: (from, to, closing) => text(slice(from, to - closing)),
      onopentagname(from, to) {
        endText();
        name = nameAt(from, to);
        attributes = undefined;
        count = 0;
      },
      onopentagend: () => report(() => handlers.onStart(name, attributes ?? NO_ATTRIBUTES, false)),
      onselfclosingtag: () => report(() => handlers.onStart(name, attributes ?? NO_ATTRIBUTES, true)),
      onclosetag(from, to) {
        endText();
        report(() => handlers.onEnd(nameAt(from, to)));
      },
      onattribname(from, to) {
        attribute = source.slice(from, to);
        value = '';
      },
      onattribdata(from, to) {
        value += slice(from, to);
      },
      onattribentity(code) {
        value += String.fromCodePoint(code);
      },
      onattribend() {
        attributes ??= new Map();
        if (!attributes.has(attribute)) attributes.set(attribute, value);
        report(() => handlers.onAttribute?.(++count));
      },
      oncomment: ignore,
      ondeclaration: ignore,
      onprocessinginstruction: ignore,
      onend: ignore,
    },
  );
  tokenizer.write(source);
  if (language === 'html' && !handlers.stopped()) tokenizer.end();
  endText();
}

/**
 * A '<' that begins no tag: "<3", "<=", "<عاجل>", or a tag that is cut before the end tag of its field: "<b cla</title>". In
 * XML the tokenizer takes it for a tag and swallows what follows.
 */
const STRAY_LESS_THAN =
  /<(?=[^a-z_:/!?\s]|\/?[a-z][a-z\d:-]*(?:\s[^<>]*)?<\/|(?:\/|!-?|!\[[CDAT]{0,5}|\?[^<>]{0,200})<\/)/gi;
/** A noncharacter, which no text contains. */
const MASK = '\ufdd0';

/** Signs masked in one document. A page of formulas has some hundreds; each takes 100 bytes of memory. */
const STRAYS_MAX = 20_000;

function maskStrayLessThan(document: string): string {
  const pieces: string[] = [];
  let copied = 0;
  STRAY_LESS_THAN.lastIndex = 0;
  for (let found = STRAY_LESS_THAN.exec(document); found !== null; found = STRAY_LESS_THAN.exec(document)) {
    pieces.push(document.slice(copied, found.index));
    copied = found.index + 1;
    if (pieces.length >= STRAYS_MAX) break;
  }
  return pieces.length === 0 ? document : `${pieces.join(MASK)}${MASK}${document.slice(copied)}`;
}

function unmask(text: string): string {
  return text.includes(MASK) ? text.replaceAll(MASK, '<') : text;
}
