/**
 * The text of HTML by paragraphs. Tags are removed, entities decoded, and elements that are not the article's own text
 * (scripts, frames, captions, navigation, forms) are dropped. One pass without a tree, so nesting costs nothing.
 *
 * The text of a dropped element is taken back when its end tag comes. Without an end tag it stays, because an extra caption does
 * less harm than a missing article.
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
/** Elements whose content is raw text up to their end tag. Without one, what follows is read as HTML. */
const RAW_TEXT_TAG = /<(\/?)(iframe|title|textarea|xmp|noembed|noframes|plaintext|script)(?=[\s/>])/gi;
/** Two for each such tag that is rewritten. Articles have some dozens. */
const RAW_TEXT_PIECES_MAX = 20_000;
/** Code is never shown. Without an end tag it goes up to the next block. */
const CODE_TAG = /<(\/?)(script|style)(?=[\s/>])/gi;
/** Outside the code's strings. */
const NEXT_BLOCK = /(?<!["'`+(=\\])<(?:p|div|h[1-6]|ul|ol|table|blockquote|figure|section|article|br)(?=[\s/>])/gi;
const SCRIPT_FILE = /^<script\b[^<>]*\ssrc\s*=/i;
const SCRIPT_TAG_CHARS_MAX = 1_000;
/** Dropped elements open at once, some 100 bytes each. */
const DROPPED_OPEN_MAX = 1_000;
/** Part of the HTML that is read: twice the largest real article, which has its pictures written into it. UTF-16 units. */
const SOURCE_CHARS_MAX = 3_000_000;
const BLANK_LINE = /\n[^\S\n]*\n/;

interface BeforeDropped {
  readonly name: string;
  /** How many paragraphs had ended. */
  readonly paragraphs: number;
  readonly current: string;
  readonly total: number;
  readonly hasBlocks: boolean;
}

/** Paragraphs in order, not yet cleaned, some perhaps empty. Reading stops at twice `maxChars` UTF-16 units. */
export function rawParagraphs(source: string, maxChars: number): readonly string[] {
  const html = source.slice(0, SOURCE_CHARS_MAX);
  // Twice the limit, because cleaning removes white space.
  const room = maxChars * 2;
  if (!html.includes('<') && !html.includes('&')) return html.slice(0, room).split(BLANK_LINE);
  const out: string[] = [];
  let current = '';
  let total = 0;
  let hasBlocks = false;
  /** Dropped elements that are open, each with what had been read before it. */
  const dropped: BeforeDropped[] = [];
  /** How many of each name are open, so that a stray end tag costs no search. */
  const openNames = new Map<string, number>();

  const flush = () => {
    if (current.trim() !== '') out.push(current);
    current = '';
  };
  const endBlock = () => {
    hasBlocks = true;
    flush();
  };
  const onText = (piece: string) => {
    const kept = piece.slice(0, room - total);
    current += kept;
    total += kept.length;
  };
  const beginDropped = (name: string) => {
    if (dropped.length >= DROPPED_OPEN_MAX) return;
    dropped.push({ name, paragraphs: out.length, current, total, hasBlocks });
    openNames.set(name, (openNames.get(name) ?? 0) + 1);
  };
  const endDropped = (name: string) => {
    if (!openNames.get(name)) return;
    for (;;) {
      const before = dropped.pop();
      if (before === undefined) return;
      openNames.set(before.name, (openNames.get(before.name) ?? 0) - 1);
      if (before.name !== name) continue;
      out.length = before.paragraphs;
      ({ current, total, hasBlocks } = before);
      return;
    }
  };
  const onStart = (name: string, empty: boolean) => {
    if (DROPPED.has(name)) {
      if (!empty) beginDropped(name);
    } else if (name === 'br') flush();
    else if (BLOCKS.has(name)) endBlock();
    else if (SPACED.has(name)) current += ' ';
  };
  const onEnd = (name: string) => {
    if (DROPPED.has(name)) endDropped(name);
    else if (name === 'br') flush();
    else if (BLOCKS.has(name)) endBlock();
  };
  readTags(withoutUnclosedRawText(withoutUnclosedCode(html)), 'html', {
    onStart: (name, _, empty) => onStart(name, empty),
    onEnd,
    onText,
    stopped: () => total >= room && dropped.length === 0,
  });
  flush();
  // Without any block element, blank lines separate paragraphs too.
  return hasBlocks ? out : out.flatMap((paragraph) => paragraph.split(BLANK_LINE));
}

function withoutUnclosedCode(html: string): string {
  const lastEnds = new Map<string, number>();
  for (const { 1: slash, 2: name = '', index } of html.matchAll(CODE_TAG)) {
    if (slash !== '') lastEnds.set(name.toLowerCase(), index);
  }
  let kept = '';
  let copied = 0;
  for (const { 1: slash, 2: name = '', index } of html.matchAll(CODE_TAG)) {
    const closed = slash !== '' || index < (lastEnds.get(name.toLowerCase()) ?? -1);
    if (closed || index < copied || SCRIPT_FILE.test(html.slice(index, index + SCRIPT_TAG_CHARS_MAX))) continue;
    kept += html.slice(copied, index);
    NEXT_BLOCK.lastIndex = index;
    copied = NEXT_BLOCK.exec(html)?.index ?? html.length;
  }
  return kept + html.slice(copied);
}

/** Start tags without an end tag become inline ones. Of scripts only those that name a file: the others hold code. */
function withoutUnclosedRawText(html: string): string {
  const lastEnds = new Map<string, number>();
  let starts = 0;
  for (const { 1: slash, 2: name = '', index } of html.matchAll(RAW_TEXT_TAG)) {
    if (slash === '') starts++;
    else lastEnds.set(name.toLowerCase(), index);
  }
  if (starts === 0) return html;
  const pieces: string[] = [];
  let copied = 0;
  for (const { 0: tag, 1: slash, 2: name = '', index } of html.matchAll(RAW_TEXT_TAG)) {
    const closed = slash !== '' || index < (lastEnds.get(name.toLowerCase()) ?? -1);
    const isCode = /^script$/i.test(name) && !SCRIPT_FILE.test(html.slice(index, index + SCRIPT_TAG_CHARS_MAX));
    if (closed || isCode) continue;
    pieces.push(html.slice(copied, index), '<span');
    copied = index + tag.length;
    if (pieces.length >= RAW_TEXT_PIECES_MAX) break;
  }
  return pieces.join('') + html.slice(copied);
}
