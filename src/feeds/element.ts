/** An XML element as the mappings read it, and the few questions they ask of one. Names are those of namespaces.ts. */
import { escapeHtml } from './html.ts';
import { attributeName, type Scope } from './namespaces.ts';
import { httpUrl } from './url.ts';

export interface Element {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Text decoded once, elements in place. */
  readonly nodes: (string | Element)[];
  /** What relative addresses inside it are relative to (xml:base). */
  readonly base: string;
}

const NONE: ReadonlyMap<string, string> = new Map();
const NO_ELEMENTS: readonly Element[] = [];

/** An element as it opens, empty. `raw` are its attributes as the feed spells them, `base` its parent's. */
export function elementOf(name: string, raw: ReadonlyMap<string, string>, scope: Scope, base: string): Element {
  if (raw.size === 0) return { name, attributes: NONE, nodes: [], base };
  const attributes = new Map<string, string>();
  for (const [key, value] of raw) attributes.set(attributeName(key, scope), value);
  return { name, attributes, nodes: [], base: httpUrl(attributes.get('xml:base'), base) ?? base };
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

/** The element's own text and that of everything inside it, trimmed; undefined for none. */
export function textOf(element: Element | undefined): string | undefined {
  return element === undefined ? undefined : bare(allText(element)).trim() || undefined;
}

/** The text of the first child of one of these names that has any, the names in order of preference. */
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
 * The content as HTML. Without child elements the text itself is the HTML (escaped markup, CDATA); with them (XHTML, or
 * markup nobody escaped) they are written out and the text between them stands for itself. Only what the cleaning
 * looks at is kept of their attributes.
 */
export function htmlOf(element: Element): string {
  return hasElements(element) ? innerHtml(element) : bare(allText(element));
}

/** A field that still stands in CDATA's brackets was escaped after it was put into them. */
function bare(text: string): string {
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
    if (typeof node === 'string') html += escapeHtml(node);
    else {
      const tag = node.name.slice(node.name.indexOf(':') + 1);
      const source = node.attributes.get('src');
      const shown = source === undefined ? '' : ` src="${escapeHtml(source).replaceAll('"', '&quot;')}"`;
      html += node.nodes.length === 0 ? `<${tag}${shown}/>` : `<${tag}${shown}>${innerHtml(node)}</${tag}>`;
    }
  }
  return html;
}
