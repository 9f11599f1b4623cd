/** An XML element, and how the formats read its text and children. Names are normalized by namespaces.ts. */
import { textToHtml } from '../html.ts';
import { httpUrl } from '../url.ts';
import { attributeName, type Scope } from './namespaces.ts';

export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Text with entities decoded once, and child elements, in document order. */
  readonly nodes: (string | Element)[];
  /** Base of relative addresses inside it (xml:base). */
  readonly base: string;
  /** Its end tag is missing. */
  unclosed: boolean;
}

const NONE: ReadonlyMap<string, string> = new Map();
const NO_ELEMENTS: readonly Element[] = [];

/** An element without content. `raw` holds its attributes as the feed spells them; `base` is its parent's. */
export function elementOf(name: string, raw: ReadonlyMap<string, string>, scope: Scope, base: string): Element {
  if (raw.size === 0) return { name, attributes: NONE, nodes: [], base, unclosed: false };
  const attributes = new Map<string, string>();
  for (const [key, value] of raw) attributes.set(attributeName(key, scope), value);
  return { name, attributes, nodes: [], base: httpUrl(attributes.get('xml:base'), base) ?? base, unclosed: false };
}

/** Child elements of that name, in order. */
export function children(of: Element, name: string): readonly Element[] {
  let found: Element[] | undefined;
  for (const node of of.nodes) {
    if (typeof node === 'string' || node.name !== name) continue;
    found ??= [];
    found.push(node);
  }
  return found ?? NO_ELEMENTS;
}

/** All text inside the element, trimmed; undefined for none. */
export function textOf(element: Element | undefined): string | undefined {
  return element === undefined ? undefined : withoutCdata(allText(element)).trim() || undefined;
}

/** Text of the first child that has any; children with an earlier name come first. */
export function firstText(of: Element, ...names: readonly string[]): string | undefined {
  for (const name of names) {
    for (const child of children(of, name)) {
      const text = textOf(child);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

export function hasElements(element: Element): boolean {
  return element.nodes.some((node) => typeof node !== 'string');
}

/**
 * The content as HTML. Without child elements the text is the HTML (escaped markup, CDATA). Child elements (XHTML, unescaped
 * markup) are serialized, and the text between them is escaped. Of attributes only `src` is kept, as
 * a whole address, for the item's image. An
 * end tag that the feed left out stays out: it would say that all up to the field's end belongs to the element.
 */
export function htmlOf(element: Element): string {
  return hasElements(element) ? innerHtml(element) : withoutCdata(allText(element));
}

/** Removes the brackets of a CDATA section that a feed escaped. */
function withoutCdata(text: string): string {
  if (!text.includes(']]>')) return text;
  const field = text.trim();
  return field.endsWith(']]>') && /^<!\[CDATA\[/i.test(field) ? field.slice('<![CDATA['.length, -']]>'.length) : text;
}

function allText(element: Element): string {
  const [only] = element.nodes;
  if (typeof only === 'string' && element.nodes.length === 1) return only;
  let text = '';
  for (const node of element.nodes) text += typeof node === 'string' ? node : allText(node);
  return text;
}

function innerHtml(element: Element): string {
  let html = '';
  for (const node of element.nodes) {
    if (typeof node === 'string') html += textToHtml(node);
    else {
      const tag = node.name.slice(node.name.indexOf(':') + 1);
      const written = node.attributes.get('src');
      const source = httpUrl(written, node.base) ?? written;
      const shown = source === undefined ? '' : ` src="${textToHtml(source).replaceAll('"', '&quot;')}"`;
      if (node.nodes.length === 0) html += `<${tag}${shown}/>`;
      else html += `<${tag}${shown}>${innerHtml(node)}${node.unclosed ? '' : `</${tag}>`}`;
    }
  }
  return html;
}
