/**
 * The HTML in a field that holds text, whichever way the feed escaped it. What it holds is said by `type` (Atom 1.0) or
 * `mode` (Atom 0.3) and otherwise seen: generators that say neither, or "text", and escape HTML all the same are taken at
 * what they wrote. Refuses what is no text: undefined for an image in base64.
 */
import { type Element, hasElements, htmlOf } from './element.ts';
import { escapeHtml, looksLikeHtml } from './html.ts';

/** Of what is trimmed. */
const BASE64 = /^[\w+/\s-]+={0,2}$/;

/** undefined for an empty field. RSS knows neither attribute: its fields are HTML. */
export function textHtml(element: Element): string | undefined {
  const html = htmlOf(element);
  if (html.trim() === '') return undefined;
  const type = element.attributes.get('type')?.trim().toLowerCase() ?? '';
  const mode = element.attributes.get('mode')?.trim().toLowerCase();
  if (hasElements(element)) return html;
  const atom = element.name.startsWith('atom:') || type !== '' || mode !== undefined;
  if (!atom) return html;
  if (mode === 'base64' || (mode === undefined && isBinary(type) && BASE64.test(html.trim())))
    return decodeBase64(html);
  const markup = mode === 'escaped' || type.includes('html') || looksLikeHtml(html) || /&#?\w+;/.test(html);
  return markup ? html : escapeHtml(html);
}

/** RFC 4287 §4.1.3.3: any media type but text and XML is base64. */
function isBinary(type: string): boolean {
  return type.includes('/') && !/^text\/|[/+]xml$/.test(type);
}

/** UTF-8 text; undefined when it is not base64 or, like an image, not text. */
function decodeBase64(text: string): string | undefined {
  try {
    const bytes = Uint8Array.from(atob(text.replace(/\s+/g, '')), (c) => c.charCodeAt(0));
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return undefined;
  }
}
