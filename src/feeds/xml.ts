/**
 * A feed's XML → its items one by one, then its channel. Reads what tags.ts gives, and what was closed by itself and what by an
 * element around it, so a document cut off in the middle is known as such: its whole items are given, never half of one. Items
 * are handed over as they close: never more than one is held, and reading stops at `itemsMax`.
 *
 * Why not feedsmith first: it refuses a title with a bare '<', reads whole documents before any bound applies, cannot tell
 * a cut-off document from an odd one, and resolves no xml:base. A lenient reader would stand behind it anyway, and two
 * readers would have to agree on every item's identity. In the tests it is the other program.
 */
import { XML_DEPTH_MAX } from '../core/limits.ts';
import { type Element, elementOf, textOf } from './element.ts';
import type { FeedFormat, NotAFeed } from './item.ts';
import { elementPrefix, NO_SCOPE, naming, parts, type Scope, scopeWith } from './namespaces.ts';
import { isBeside, isItem, moduleOf, ROOTS } from './nesting.ts';
import { noFeed } from './no-feed.ts';
import { hideSigns, showSigns } from './signs.ts';
import { type Attributes, readTags } from './tags.ts';
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
}

/** Elements kept of one item, and of the channel: past it is a flood. Each costs some 200 bytes of the isolate's 128 MB. */
const ELEMENTS_MAX = 10_000;

/** Elements open at once. Items that never end leave theirs open, each some 300 bytes. */
const OPEN_MAX = 50_000;

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
  let nameOf = naming('', '');
  /** What an item's relative links are relative to: the site, which is often not where its feed is served from. */
  let site = base;
  let depth = 0;
  let items = 0;
  let unclosed = 0;
  let kept = 0;
  let state = 'reading' as ReadState;
  let stopped = false;

  const stop = (why: ReadState) => {
    state = why;
    stopped = true;
  };
  const finish = (done: Open) => {
    item = undefined;
    depth = 0;
    items++;
    onItem(done.element, format ?? 'rss');
  };
  const enter = (element: Element, scope: Scope, field: boolean) => {
    const entry = { element, scope, field, ended: false };
    open.push(entry);
    if (++depth > XML_DEPTH_MAX || open.length > OPEN_MAX) stop('too-deep');
    return entry;
  };
  /** Junk until a feed's root opens; an HTML page is not searched for one. */
  const enterRoot = (raw: string, attributes: Attributes) => {
    const scope = scopeWith(attributes, NO_SCOPE);
    const local = parts(raw)[1];
    format = ROOTS.get(local);
    firstName ??= local;
    if (local === 'html') stop('html');
    if (format !== undefined) depth = 0;
    const entry = enter(elementOf(local, attributes, scope, base), scope, false);
    if (format === undefined) return;
    root = entry;
    holder = entry.element;
    // The root's own prefix, for feeds whose namespace is none we know.
    nameOf = naming(elementPrefix(raw, scope), format === 'atom' ? 'atom' : '');
  };
  const enterItem = (name: string, attributes: Attributes, scope: Scope, outer: Element) => {
    if (item !== undefined) {
      unclosed++;
      finish(item);
    }
    if (items >= itemsMax) return stop('full');
    depth = 0;
    kept = 0;
    item = enter(elementOf(name, attributes, scope, outer.base === base ? site : outer.base), scope, false);
  };

  readTags(text, {
    onAttribute(number) {
      if (number > ATTRIBUTES_MAX) stop('too-wide');
    },
    onOpen(raw, attributes) {
      const top = open[open.length - 1];
      if (root === undefined || top === undefined) return enterRoot(raw, attributes);
      const scope = scopeWith(attributes, top.scope);
      const name = nameOf(raw, scope);
      if (isItem(name, format ?? 'rss', item !== undefined)) {
        return enterItem(name, attributes, scope, top.element);
      }
      const within = item?.element ?? holder ?? root.element;
      const beside = top.field && isBeside(name, top.element, top.ended);
      if (beside) top.ended = true;
      const parent = beside ? within : top.element;
      const element = elementOf(name, attributes, scope, parent.base);
      if (++kept <= ELEMENTS_MAX) parent.nodes.push(element);
      if (item === undefined && name === 'channel') holder = element;
      enter(element, scope, parent === within || (top.field && moduleOf(name) !== undefined));
    },
    onText(raw) {
      const top = open[open.length - 1];
      if (root === undefined || top === undefined) return;
      const piece = text === document ? raw : showSigns(raw);
      // Channel and item hold elements; the white space between those is nobody's text.
      if ((top === item || top === root || top.element.name === 'channel') && piece.trim() === '') return;
      const nodes = top.element.nodes;
      const last = nodes[nodes.length - 1];
      if (typeof last === 'string') nodes[nodes.length - 1] = last + piece;
      else nodes.push(piece);
    },
    onClose(ending) {
      const closed = open.pop();
      depth--;
      if (closed === undefined || root === undefined) return;
      if (ending === 'missing') unclosed++;
      const { element } = closed;
      if (element.name === 'link' && item === undefined && closed.field) {
        site = httpUrl(textOf(element), element.base) ?? site;
      }
      if (closed === root) stop('whole');
      else if (closed === item) finish(closed);
      // Items done and channel closed: only </rss> is missing, and nothing can hide behind that.
      else if (element.name === 'channel' && format === 'rss' && items > 0 && ending === 'tag') state = 'whole';
    },
    stopped: () => stopped,
  });

  const refusal = refusalOf(state, items, root !== undefined);
  if (refusal !== undefined) return refusal;
  if (root === undefined || format === undefined) return noFeed(document, firstName);
  const notes = notesOf(state, itemsMax, unclosed);
  return { ok: true, format, root: root.element, whole: state !== 'reading', notes };
}
