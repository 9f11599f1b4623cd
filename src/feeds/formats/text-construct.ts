/**
 * A field of text → HTML, however the feed escaped it. `type` (Atom 1.0) or `mode` (Atom 0.3) says what the field holds. Many
 * generators give neither, or "text", and escape HTML all the same, so text that looks like HTML is read as HTML.
 */

import { looksLikeHtml, textToHtml } from '../html.ts';
import { type Element, hasElements, htmlOf } from '../xml/element.ts';

/** Words with spaces between them are none: base64 is broken into lines. */
const BASE64 = /^[\w+/-]+(?:[^\S\n]*\n\s*[\w+/-]+)*={0,2}$/;

/** undefined for an empty field and for binary content. RSS has neither attribute: its fields are HTML. */
export function textHtml(element: Element): string | undefined {
  const html = htmlOf(element);
  if (html.trim() === '') return undefined;
  const type = element.attributes.get('type')?.trim().toLowerCase() ?? '';
  const mode = element.attributes.get('mode')?.trim().toLowerCase();
  if (hasElements(element)) return html;
  const atom = element.name.startsWith('atom:') || type !== '' || mode !== undefined;
  if (!atom) return html;
  if (mode === 'base64' && BASE64.test(html.trim())) return decodeBase64(html) ?? html;
  if (mode === undefined && mayBeBinary(element, type) && BASE64.test(html.trim())) return decodeBase64(html);
  const markup = mode === 'escaped' || type.includes('html') || looksLikeHtml(html) || /&#?\w+;/.test(html);
  return markup ? html : textToHtml(html);
}

/** Content of every media type other than text and XML is base64 (RFC 4287 §4.1.3.3). Titles and summaries are always text. */
function mayBeBinary({ name }: Element, type: string): boolean {
  return (name === 'atom:content' || name === 'content') && type.includes('/') && !/^text\/|[/+]xml$/.test(type);
}

/** UTF-8 text; undefined when it is not base64, or not text, like an image. */
function decodeBase64(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text.replace(/\s+/g, '')), (c) => c.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return undefined;
  }
}
