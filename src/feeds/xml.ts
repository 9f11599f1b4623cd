/**
 * A feed's XML → its items one by one, then its channel. Reads with htmlparser2, which forgives what real feeds get wrong
 * (bare & and <, unclosed tags, junk before the prolog), expands no declared entity, opens no external one, and reports
 * which elements were closed by themselves and which by their parents, so a document cut off in the middle is known as
 * such: its whole items are given, never half of one. Items are handed over as they close: never more than one is held, and
 * reading stops at `itemsMax`.
 *
 * Why not feedsmith first: it refuses a title with a bare '<', reads whole documents before any bound applies, cannot tell
 * a cut-off document from an odd one, and resolves no xml:base. A lenient reader would stand behind it anyway, and two
 * readers would have to agree on every item's identity. In the tests it is the other program.
 */
import { Parser } from 'htmlparser2';
import { XML_DEPTH_MAX } from '../core/limits.ts';
import { type Element, elementOf, textOf } from './element.ts';
import type { FeedFormat, NotAFeed } from './item.ts';
import { elementPrefix, NO_SCOPE, naming, parts, type Scope, scopeWith } from './namespaces.ts';
import { isBeside, isItem, moduleOf, ROOTS } from './nesting.ts';
import { noFeed } from './no-feed.ts';
import { readMarkup } from './runs.ts';
import { hideSigns, showSigns } from './signs.ts';
import { httpUrl } from './url.ts';
import { ATTRIBUTES_MAX, notesOf, type ReadState, refusalOf } from './xml-end.ts';

export interface XmlFeed {
  readonly ok: true;
  readonly format: Exclude<FeedFormat, 'json'>;
  /** The root with everything but the items. */
  readonly root: Element;
  /** False when the document breaks off: the items are those that closed before it did. */
  readonly whole: boolean;
  readonly notes: readonly string[];
  /**
   * Where each item stands in the text, UTF-16 units, `end` exclusive; undefined for one that is not well-formed or had any
   * effect beyond itself: with or without it, everything else would not be read the same.
   */
  readonly places: readonly (Place | undefined)[];
  /** All that the reading of an item depends on besides its own text: equal contexts and texts make equal items. */
  readonly context: string;
}

export interface Place {
  readonly start: number;
  readonly end: number;
}

/** Elements kept of one item, and of the channel: past it is a flood. Each costs some 200 bytes of the isolate's 128 MB. */
const ELEMENTS_MAX = 10_000;

interface Open {
  readonly element: Element;
  readonly scope: Scope;
  /** A field of the item or the channel, or a module's element inside one; not the HTML in it. */
  readonly field: boolean;
  /** Another field opened inside it, so its end tag is missing. */
  ended: boolean;
}

/** `onItem` is given each item as it closes, in the document's order. `base` is the document's own address. */
export function readXml(
  document: string,
  base: string,
  itemsMax: number,
  onItem: (item: Element, format: XmlFeed['format']) => void,
): XmlFeed | ({ readonly ok: false } & NotAFeed) {
  const text = hideSigns(document);
  const open: Open[] = [];
  let format: XmlFeed['format'] | undefined;
  let root: Open | undefined;
  /** The channel, or the root where there is none. */
  let holder: Element | undefined;
  let item: Open | undefined;
  /** What stands before a feed's root: junk, or what the document is instead. */
  let firstName: string | undefined;
  /** Prefix of the root, for feeds whose own namespace is none we know. */
  let rootPrefix = '';
  let nameOf = naming('', '');
  /** What an item's relative links are relative to: the site, which is often not where its feed is served from. */
  let site = base;
  let depth = 0;
  let items = 0;
  let unclosed = 0;
  let kept = 0;
  let attributesSeen = 0;
  let context = '';
  let opened = { start: 0, unclosed: 0, site };
  const places: (Place | undefined)[] = [];
  let state = 'reading' as ReadState;
  let stopped = false;
  const skipped = { units: 0 };

  const stop = (why: ReadState) => {
    state = why;
    stopped = true;
    parser.pause();
  };
  const finish = (done: Open, end?: number) => {
    const apart = end !== undefined && unclosed === opened.unclosed && site === opened.site && state === 'reading';
    places.push(apart ? { start: opened.start, end } : undefined);
    item = undefined;
    depth = 0;
    items++;
    onItem(done.element, format ?? 'rss');
  };
  const enter = (entry: Open) => {
    open.push(entry);
    if (++depth > XML_DEPTH_MAX) stop('too-deep');
  };
  /** Junk until a feed's root opens; an HTML page is not searched for one. */
  const enterRoot = (raw: string, attributes: Readonly<Record<string, string>>) => {
    const scope = scopeWith(attributes, NO_SCOPE);
    const local = parts(raw)[1];
    const entry = { element: elementOf(local, attributes, scope, base), scope, field: false, ended: false };
    format = ROOTS.get(local);
    firstName ??= local;
    if (format !== undefined) {
      root = entry;
      holder = entry.element;
      rootPrefix = elementPrefix(raw, scope);
      nameOf = naming(rootPrefix, format === 'atom' ? 'atom' : '');
      depth = 0;
    } else if (local === 'html') stop('html');
    enter(entry);
  };
  const put = (raw: string) => {
    const top = open.at(-1);
    if (root === undefined || top === undefined) return;
    const piece = text === document ? raw : showSigns(raw);
    // Channel and item hold elements; the white space between those is nobody's text.
    if ((top === item || top === root || top.element.name === 'channel') && piece.trim() === '') return;
    const nodes = top.element.nodes;
    const last = nodes.at(-1);
    if (typeof last === 'string') nodes[nodes.length - 1] = last + piece;
    else nodes.push(piece);
  };

  const parser = new Parser(
    {
      onattribute() {
        if (++attributesSeen > ATTRIBUTES_MAX) stop('too-wide');
      },
      onopentag(raw, attributes) {
        attributesSeen = 0;
        const top = open.at(-1);
        if (root === undefined || top === undefined) return enterRoot(raw, attributes);
        const scope = scopeWith(attributes, top.scope);
        const name = nameOf(raw, scope);
        if (isItem(name, format ?? 'rss', item !== undefined)) {
          if (item !== undefined) {
            unclosed++;
            finish(item);
          }
          if (items >= itemsMax) return stop('full');
          const outer = top.element.base === base ? site : top.element.base;
          if (items === 0) context = contextOf(open, rootPrefix, base, site);
          opened = { start: parser.startIndex + skipped.units, unclosed, site };
          item = { element: elementOf(name, attributes, scope, outer), scope, field: false, ended: false };
          depth = 0;
          kept = 0;
          return enter(item);
        }
        const within = item?.element ?? holder ?? root.element;
        const beside = top.field && isBeside(name, top.element, top.ended);
        if (beside) top.ended = true;
        const parent = beside ? within : top.element;
        const element = elementOf(name, attributes, scope, parent.base);
        if (++kept <= ELEMENTS_MAX) parent.nodes.push(element);
        if (item === undefined && name === 'channel') holder = element;
        const field = parent === within || (top.field && moduleOf(name) !== undefined);
        enter({ element, scope, field, ended: false });
      },
      ontext: put,
      onclosetag(_, implied) {
        const closed = open.pop();
        depth--;
        if (closed === undefined || root === undefined) return;
        if (implied && text[parser.endIndex + skipped.units - 1] !== '/') unclosed++;
        if (closed.element.name === 'link' && item === undefined && closed.field) {
          site = httpUrl(textOf(closed.element), closed.element.base) ?? site;
        }
        if (closed === root) stop('whole');
        else if (closed === item) finish(closed, implied ? undefined : parser.endIndex + skipped.units + 1);
        // Items done and channel closed: only </rss> is missing, and nothing can hide behind that.
        else if (closed.element.name === 'channel' && format === 'rss' && items > 0 && !implied) state = 'whole';
      },
    },
    // XML tells <Item> from </item>; the people who write feeds do not.
    { xmlMode: true, lowerCaseTags: true },
  );
  // Not ended: at the end of a document cut off in the middle, nothing may be closed on its behalf.
  const sink = {
    write: (part: string) => parser.write(part),
    inText: (written: number) => parser.endIndex === written - 1,
    run: (start: number, end: number) => put(text.slice(start, end)),
    stopped: () => stopped,
  };
  readMarkup(text, true, sink, skipped);

  const refusal = refusalOf(state, items, root !== undefined);
  if (refusal !== undefined) return refusal;
  if (root === undefined || format === undefined) return noFeed(document, firstName);
  const notes = notesOf(state, itemsMax, unclosed);
  return { ok: true, format, root: root.element, whole: state !== 'reading', notes, places, context };
}

/** No name has white space in it, and no address. */
function contextOf(open: readonly Open[], ...rest: readonly string[]): string {
  let context = rest.join('\n');
  for (const { element, scope } of open) {
    context += `\n${element.name} ${element.base}`;
    for (const [prefix, known] of scope) context += ` ${prefix}=${known}`;
  }
  return context;
}
