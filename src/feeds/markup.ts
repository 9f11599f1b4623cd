/**
 * The running text of HTML, by paragraphs. One pass of htmlparser2's tokenizer over the tags: no tree, no stack, so nesting
 * of any depth costs nothing, and reading stops once the bound is reached. Tags out, entities decoded; what is not the
 * article's own text is dropped: scripts, styles, frames, captions, asides, navigation, forms. Refuses nothing.
 */
import { readTokens } from './tokens.ts';

/** Elements whose content is not the article's text. */
const DROPPED = new Set(
  'script style iframe noscript template figcaption aside nav footer form button select textarea svg math object audio video head title'.split(
    ' ',
  ),
);
/** Elements that end the paragraph before them and the one inside them. */
const BLOCKS = new Set(
  'address article blockquote body center dd details div dl dt fieldset figure h1 h2 h3 h4 h5 h6 header hgroup hr html li main ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
/** Drawn apart from their neighbours without ending the paragraph. */
const SPACED = new Set(['td', 'th', 'img']);
const BLANK_LINE = /\n[^\S\n]*\n/;

/** In order, not yet cleaned, some perhaps empty. Reading stops at twice `maxChars` UTF-16 units. */
export function rawParagraphs(html: string, maxChars: number): readonly string[] {
  // Twice the bound, for the white space that cleaning takes out.
  const room = maxChars * 2;
  if (!html.includes('<') && !html.includes('&')) return html.slice(0, room).split(BLANK_LINE);
  const out: string[] = [];
  let current = '';
  let total = 0;
  /** Line breaks since the last visible text. */
  let breaks = 0;
  let name = '';
  /** The dropped element we are inside of, and how many of that name are open. */
  let dropped = '';
  let depth = 0;
  let parted = false;

  const flush = () => {
    parted = true;
    if (current.trim() !== '') out.push(current);
    current = '';
    breaks = 0;
  };
  const text = (piece: string) => {
    if (dropped !== '') return;
    const kept = piece.slice(0, room - total);
    current += kept;
    total += kept.length;
    if (breaks > 0 && kept.trim() !== '') breaks = 0;
  };
  const opened = (selfClosing: boolean) => {
    if (dropped !== '') {
      if (name === dropped && !selfClosing) depth++;
    } else if (DROPPED.has(name)) {
      if (selfClosing) return;
      dropped = name;
      depth = 1;
    } else if (name === 'br') {
      if (++breaks > 1) flush();
      else current += '\n';
    } else if (BLOCKS.has(name)) flush();
    else if (SPACED.has(name)) current += ' ';
  };
  const closed = (closing: string) => {
    if (closing === dropped) {
      if (--depth === 0) dropped = '';
    } else if (dropped !== '') return;
    else if (BLOCKS.has(closing)) flush();
    else if (closing === 'br') current += '\n';
  };
  readTokens(html, 'html', {
    onText: (from, to) => text(html.slice(from, to)),
    onCharacter: (code) => text(String.fromCodePoint(code)),
    onName(opening) {
      name = opening;
    },
    onOpen: (_, empty) => opened(empty),
    onClose: closed,
    stopped: () => total >= room,
  });
  // Where no tag parted anything, the source's own blank lines do.
  if (!parted) return current.split(BLANK_LINE);
  flush();
  return out;
}
