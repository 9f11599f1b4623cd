/**
 * The text of HTML by paragraphs. Tags are removed, entities decoded, and elements that are not the article's own text
 * (scripts, frames, captions, navigation, forms) are dropped. One pass without a tree or a stack, so nesting costs nothing.
 */
import { readTags } from './xml/tags.ts';

/** Elements whose content is not the article's text. */
const DROPPED = new Set(
  'script style iframe noscript template figcaption aside nav footer form button select textarea svg math object audio video head title'.split(
    ' ',
  ),
);
/** Elements that begin and end a paragraph. */
const BLOCKS = new Set(
  'address article blockquote body center dd details div dl dt fieldset figure h1 h2 h3 h4 h5 h6 header hgroup hr html li main ol p pre section summary table tbody tfoot thead tr ul'.split(
    ' ',
  ),
);
/** Elements drawn apart from their neighbours within a paragraph. */
const SPACED = new Set(['td', 'th', 'img']);
const BLANK_LINE = /\n[^\S\n]*\n/;

/** Paragraphs in order, not yet cleaned, some perhaps empty. Reading stops at twice `maxChars` UTF-16 units. */
export function rawParagraphs(html: string, maxChars: number): readonly string[] {
  // Twice the limit, because cleaning removes white space.
  const room = maxChars * 2;
  if (!html.includes('<') && !html.includes('&')) return html.slice(0, room).split(BLANK_LINE);
  const out: string[] = [];
  let current = '';
  let total = 0;
  /** Line breaks since the last visible text. */
  let breaks = 0;
  /** Name of the dropped element being read, '' for none, and how many of that name are open. */
  let dropped = '';
  let depth = 0;
  let hasBlocks = false;

  const flush = () => {
    hasBlocks = true;
    if (current.trim() !== '') out.push(current);
    current = '';
    breaks = 0;
  };
  const onText = (piece: string) => {
    if (dropped !== '') return;
    const kept = piece.slice(0, room - total);
    current += kept;
    total += kept.length;
    if (breaks > 0 && kept.trim() !== '') breaks = 0;
  };
  const onStart = (name: string, empty: boolean) => {
    if (dropped !== '') {
      if (name === dropped && !empty) depth++;
    } else if (DROPPED.has(name)) {
      if (empty) return;
      dropped = name;
      depth = 1;
    } else if (name === 'br') {
      if (++breaks > 1) flush();
      else current += '\n';
    } else if (BLOCKS.has(name)) flush();
    else if (SPACED.has(name)) current += ' ';
  };
  const onEnd = (name: string) => {
    if (name === dropped) {
      if (--depth === 0) dropped = '';
    } else if (dropped !== '') return;
    else if (BLOCKS.has(name)) flush();
    else if (name === 'br') current += '\n';
  };
  readTags(html, 'html', {
    onStart: (name, _, empty) => onStart(name, empty),
    onEnd,
    onText,
    stopped: () => total >= room,
  });
  // Without any block element, blank lines separate paragraphs.
  if (!hasBlocks) return current.split(BLANK_LINE);
  flush();
  return out;
}
