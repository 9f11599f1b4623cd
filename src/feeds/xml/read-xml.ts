/**
 * Reads a feed's XML item by item, then its channel. Reading stops at `itemsMax`. Of a document that breaks off, only items
 * that ended are given. An item that begins inside another one may mean that the outer one's end tag is missing, or that the
 * two are nested; so the outer one waits, and what comes behind the inner one's end tag is its own.
 *
 * feedsmith does not read feeds here: it refuses a title with a bare '<', reads a whole document before any limit applies,
 * does not tell a document that breaks off from an odd one, and resolves no xml:base. The tests compare with it.
 */

import { diagnose } from '../diagnose.ts';
import type { FeedFormat, NotAFeed } from '../item.ts';
import { httpUrl } from '../url.ts';
import { hasIdentity, isBeside, isItem, moduleOf, ROOTS } from './auto-close.ts';
import { type Element, elementOf, textOf } from './element.ts';
import { ATTRIBUTES_MAX, type ReadState, refusalOf, warningsOf, XML_DEPTH_MAX } from './ending.ts';
import { elementPrefix, NO_SCOPE, naming, parts, type Scope, scopeWith } from './namespaces.ts';
import { type Attributes, readTags } from './tags.ts';

interface XmlFeed<T> {
  readonly ok: true;
  readonly items: readonly T[];
  readonly format: Exclude<FeedFormat, 'json'>;
  /** The root element without its items. */
  readonly root: Element;
  /** False when the document breaks off. */
  readonly whole: boolean;
  readonly warnings: readonly string[];
}

/** Elements and attributes kept of one item, and of the channel. Each takes some 200 bytes of the isolate's 128 MB. */
const ELEMENTS_MAX = 10_000;
/** Items around the one being read. In feeds that close none, the outermost ends when one more begins. */
const WAITING_MAX = 8;
/** Elements open at once. Items without an end tag leave theirs open, some 300 bytes each. */
const OPEN_MAX = 50_000;

interface OpenElement {
  /** Name as its end tag has it, in lower case. */
  readonly tag: string;
  readonly element: Element;
  readonly scope: Scope;
  /** A field of the item or the channel, or an element of a module inside one; not the HTML inside a field. */
  readonly isField: boolean;
  /** Another field began inside it, so its end tag is missing. */
  ended: boolean;
}

/** An item that is being read, and what was counted of the one around it. */
interface OpenItem {
  readonly entry: OpenElement;
  /** Its place among the feed's items. */
  readonly index: number;
  readonly depthOutside: number;
  readonly elementsOutside: number;
}

/** `readItem` is called for each item as it ends; the items come in the order in which they begin. `base` is the document's own address. */
export function readXml<T>(
  document: string,
  base: string,
  itemsMax: number,
  readItem: (item: Element, format: XmlFeed<T>['format']) => T,
): XmlFeed<T> | ({ readonly ok: false } & NotAFeed) {
  const open: OpenElement[] = [];
  /** How many elements of each name are open, so that a stray end tag costs no search. */
  const openTags = new Map<string, number>();
  let format: XmlFeed<T>['format'] | undefined;
  let root: OpenElement | undefined;
  /** The channel, or the root where there is none. */
  let channel: Element | undefined;
  let item: OpenItem | undefined;
  /** Items around `item`, the innermost last. */
  const waiting: OpenItem[] = [];
  const items: (T | undefined)[] = [];
  /** First element of the document: junk before the root, or what the document is instead of a feed. */
  let firstName: string | undefined;
  let nameOf = naming('', '');
  /** Relative links of items are relative to the site, which is often not where its feed is served from. */
  let site = base;
  let depth = 0;
  let unclosed = 0;
  let elements = 0;
  let state = 'reading' as ReadState;
  let stopped = false;

  const stop = (why: ReadState) => {
    state = why;
    stopped = true;
  };
  const enter = (entered: Omit<OpenElement, 'ended'>) => {
    const entry = { ...entered, ended: false };
    open.push(entry);
    openTags.set(entry.tag, (openTags.get(entry.tag) ?? 0) + 1);
    if (++depth > XML_DEPTH_MAX || open.length > OPEN_MAX) stop('too-deep');
    return entry;
  };
  /** Anything before the root of a feed is junk, but an HTML page is not searched for one. */
  const enterRoot = (tag: string, attributes: Attributes) => {
    const scope = scopeWith(attributes, NO_SCOPE);
    const local = parts(tag)[1];
    format = ROOTS.get(local);
    firstName ??= local;
    if (local === 'html') stop('html');
    if (format !== undefined) depth = 0;
    const entry = enter({ tag, element: elementOf(local, attributes, scope, base), scope, isField: false });
    if (format === undefined) return;
    root = entry;
    channel = entry.element;
    // Elements with the root's own prefix belong to the format, even where its namespace is unknown.
    nameOf = naming(elementPrefix(tag, scope), format === 'atom' ? 'atom' : '');
  };
  const enterItem = (tag: string, name: string, attributes: Attributes, scope: Scope, outer: Element) => {
    if (items.length >= itemsMax) return stop('full');
    if (item !== undefined) waiting.push(item);
    const [outermost] = waiting;
    if (outermost !== undefined && waiting.length > WAITING_MAX) {
      waiting.shift();
      endItem(outermost);
    }
    const element = elementOf(name, attributes, scope, outer.base === base ? site : outer.base);
    const outside = { depthOutside: depth, elementsOutside: elements };
    depth = 0;
    elements = 0;
    item = { entry: enter({ tag, element, scope, isField: false }), index: items.length, ...outside };
    items.push(undefined);
  };
  const enterElement = (tag: string, name: string, attributes: Attributes, scope: Scope, top: OpenElement) => {
    const holder = item?.entry.element ?? channel ?? top.element;
    const beside = top.isField && isBeside(name, top.element, top.ended);
    if (beside) top.ended = true;
    const parent = beside ? holder : top.element;
    const element = elementOf(name, attributes, scope, parent.base);
    elements += 1 + attributes.size;
    if (elements <= ELEMENTS_MAX) parent.nodes.push(element);
    if (item === undefined && name === 'channel') channel = element;
    const isField = parent === holder || (top.isField && moduleOf(name) !== undefined);
    enter({ tag, element, scope, isField });
  };
  const endItem = ({ entry, index }: OpenItem) => {
    items[index] = readItem(entry.element, format ?? 'rss');
  };
  /** Ends the item being read, and goes on with the one around it. */
  const leaveItem = (left: OpenItem) => {
    endItem(left);
    item = waiting.pop();
    depth = item === undefined ? 0 : left.depthOutside;
    elements = left.elementsOutside;
  };
  /** Ends the innermost element. `missing`: its end tag is missing, and an element around it ends. */
  const leave = (missing: boolean) => {
    const left = open.pop();
    depth--;
    if (left === undefined) return;
    openTags.set(left.tag, (openTags.get(left.tag) ?? 0) - 1);
    if (root === undefined) return;
    const { element } = left;
    element.unclosed = missing;
    if (missing) unclosed++;
    if (element.name === 'link' && item === undefined && left.isField) {
      site = httpUrl(textOf(element), element.base) ?? site;
    }
    if (left === root) stop('whole');
    else if (left === item?.entry) leaveItem(item);
    // The channel ended and had items: only </rss> can be missing, so nothing was cut off.
    else if (element.name === 'channel' && format === 'rss' && items.length > 0 && !missing) state = 'whole';
  };

  readTags(document, 'xml', {
    onAttribute(count) {
      if (count > ATTRIBUTES_MAX) stop('too-wide');
    },
    onStart(tag, attributes, empty) {
      const top = open.at(-1);
      if (root === undefined || top === undefined) enterRoot(tag, attributes);
      else {
        const scope = scopeWith(attributes, top.scope);
        const name = nameOf(tag, scope);
        if (isItem(name, format ?? 'rss', item?.entry.element.name))
          enterItem(tag, name, attributes, scope, top.element);
        else enterElement(tag, name, attributes, scope, top);
      }
      if (empty && !stopped) leave(false);
    },
    onText(text) {
      const top = open.at(-1);
      if (root === undefined || top === undefined) return;
      // White space between the elements of an item or a channel belongs to no field.
      if ((top === item?.entry || top === root || top.element.name === 'channel') && text.trim() === '') return;
      const { nodes } = top.element;
      const last = nodes.at(-1);
      if (typeof last === 'string') nodes[nodes.length - 1] = last + text;
      else nodes.push(text);
    },
    onEnd(tag) {
      if (!openTags.get(tag)) return;
      let missing: boolean;
      do {
        missing = open.at(-1)?.tag !== tag;
        leave(missing);
      } while (missing);
    },
    stopped: () => stopped,
  });

  // Of a document that breaks off, the innermost item is not whole, and one around it only if nothing of it can be missing.
  const isEnded = ({ entry }: OpenItem) => state !== 'reading' || hasIdentity(entry.element);
  const stillOpen = state === 'reading' || item === undefined ? waiting : [...waiting, item];
  for (const one of stillOpen.filter(isEnded)) {
    unclosed++;
    endItem(one);
  }
  const read = items.filter((one) => one !== undefined);
  const refusal = refusalOf(state, read.length, root !== undefined);
  if (refusal !== undefined) return refusal;
  if (root === undefined || format === undefined) return diagnose(document, firstName, base);
  const warnings = warningsOf(state, itemsMax, unclosed);
  return { ok: true, format, items: read, root: root.element, whole: state !== 'reading', warnings };
}
