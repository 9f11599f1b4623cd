/** Pictures, names and categories: how fields that RSS, RDF and Atom items share are read. */
import type { ImageFile } from '../../documents/article.ts';
import { TITLE_CHARS_MAX } from '../../limits.ts';
import { bounded } from '../clean-line.ts';
import { plainText } from '../html.ts';
import { children, type Element, firstText, textOf } from '../xml/element.ts';

/** HTML, or the address of a picture, with the base of the relative addresses in it. */
export interface Based {
  readonly text: string;
  readonly base: string;
}

/** A picture's address, and what stands beside it of its file. */
export interface Picture extends Based {
  readonly file: ImageFile;
}

/** Child elements of an item that may hold a picture's address. */
const PICTURED = new Set('media:group media:content media:thumbnail enclosure atom:link itunes:image image'.split(' '));
/** Categories kept per item. Longer lists are tag clouds. */
const CATEGORIES_MAX = 20;
const NAME_CHARS_MAX = 100;
/** A longer field is not a name, so only its beginning is read. */
const NAME_FIELD_CHARS_MAX = 1_000;
const PICTURE_FILE = /\.(?:jpe?g|png|gif|webp|avif)(?:[?#]|$)/i;
/** RSS 2.0 puts an email address into <author>, with the name in brackets behind it; some feeds turn them round. */
const EMAIL = /(?:[<(]\s*)?(?<![^\s@<>()])[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+(?:\s*[>)])?/g;

/** Title as one line of plain text, bounded. */
export function titleText(html: string | undefined): string | undefined {
  return bounded(plainText(html ?? '', TITLE_CHARS_MAX), TITLE_CHARS_MAX) || undefined;
}

/** A person's name; the email address only when there is no name. */
export function personName(text: string | undefined): string | undefined {
  // Name <a@b.example>: the address would be read as a tag.
  const field = text?.slice(0, NAME_FIELD_CHARS_MAX).replace(/<([^<>\s@]+@[^<>\s@]+)>/g, '($1)') ?? '';
  const full = bounded(plainText(field, NAME_CHARS_MAX), NAME_CHARS_MAX);
  const name = withoutOuterBrackets(
    full
      .replace(EMAIL, ' ')
      .replace(/\(\s*\)/g, ' ')
      .replace(/\s+/g, ' '),
  );
  return name || full || undefined;
}

/** «(Name)» and «(Name» are Name; brackets inside or behind a name are part of it: «أحمد علي (رويترز)». */
function withoutOuterBrackets(text: string): string {
  const name = text.replace(/^[\s<>,،;]+|(?<![\s<>,،;])[\s<>,،;]+$/g, '');
  const inside = name.startsWith('(') && closing(name) === name.length - 1;
  if (inside) return withoutOuterBrackets(name.slice(1, -1));
  if (name.startsWith('(') && closing(name) === undefined) return withoutOuterBrackets(name.slice(1));
  if (name.endsWith(')') && closing(`(${name}`) === name.length) return withoutOuterBrackets(name.slice(0, -1));
  return name;
}

/** Where the bracket closes that `text` begins with; undefined for nowhere. */
function closing(text: string): number | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '(') depth++;
    else if (text[i] === ')' && --depth === 0) return i;
  }
  return undefined;
}

export function categoryNames(texts: readonly (string | undefined)[]): readonly string[] {
  const names = texts
    .map((text) => bounded(plainText(text ?? '', NAME_CHARS_MAX), NAME_CHARS_MAX))
    .filter((n) => n !== '');
  return [...new Set(names)].slice(0, CATEGORIES_MAX);
}

/** The item's own pictures: the widest of Media RSS, then enclosures, thumbnails and <image>. */
export function itemImages(item: Element): readonly (Picture | undefined)[] {
  if (!item.nodes.some((node) => typeof node !== 'string' && PICTURED.has(node.name))) return [];
  const groups = [item, ...children(item, 'media:group'), ...children(item, 'media:content')];
  const media = groups.flatMap((group) => children(group, 'media:content')).filter(isPicture);
  const widest = [...media].sort((a, b) => width(b) - width(a)).slice(0, 1);
  const enclosures = [
    ...children(item, 'enclosure'),
    ...children(item, 'atom:link').filter((link) => link.attributes.get('rel') === 'enclosure'),
  ].filter(isPicture);
  const thumbnails = groups.flatMap((group) => children(group, 'media:thumbnail'));
  const images = [...children(item, 'itunes:image'), ...children(item, 'image')];
  return [...widest, ...enclosures, ...thumbnails, ...images].map((found) => {
    const text = address(found) ?? firstText(found, 'url') ?? textOf(found);
    if (text === undefined) return undefined;
    const of = (name: string) => found.attributes.get(name);
    const bytes = of('filesize') ?? of('length');
    return { text, base: found.base, file: imageFile(of('type'), of('width'), of('height'), bytes) };
  });
}

/** Longest side of a picture that is believed, pixels. */
const SIDE_MAX = 20_000;
/** Templates write 0 or 1 where they do not know a file's length. */
const BYTES_MIN = 100;

/** Each as a feed writes it. Undefined for what is no media type of an image, or no believable number. */
export function imageFile(type?: string, width?: string, height?: string, bytes?: string): ImageFile {
  const media = /^\s*(image\/[a-z\d][a-z\d.+-]{1,40})\s*(?:;|$)/i.exec(type ?? '')?.[1]?.toLowerCase();
  return {
    type: media === 'image/jpg' ? 'image/jpeg' : media,
    width: within(width, 1, SIDE_MAX),
    height: within(height, 1, SIDE_MAX),
    bytes: within(bytes, BYTES_MIN, Number.MAX_SAFE_INTEGER),
  };
}

function within(text: string | undefined, least: number, most: number): number | undefined {
  const number = Number(/^\s*(\d{1,15})(?:px)?\s*$/i.exec(text ?? '')?.[1] ?? Number.NaN);
  return number >= least && number <= most ? number : undefined;
}

function address(element: Element): string | undefined {
  return element.attributes.get('url') ?? element.attributes.get('href');
}

function isPicture(element: Element): boolean {
  const medium = element.attributes.get('medium')?.toLowerCase();
  return medium === undefined ? isPictureFile(element.attributes.get('type'), address(element)) : medium === 'image';
}

/** By its media type, or without one by the ending of its address. */
export function isPictureFile(type: string | undefined, url: string | undefined): boolean {
  return type === undefined ? PICTURE_FILE.test(url ?? '') : /^\s*image/i.test(type);
}

function width(element: Element): number {
  return Number(element.attributes.get('width')) || 0;
}
