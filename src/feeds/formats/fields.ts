/**
 * The names under which feeds carry title, text, dates, author and categories, best first, and how each kind of field is read:
 * the first field with any content counts. The names are those of namespaces.ts: RSS's own have no prefix, Atom's have `atom:`.
 * Feeds mix the two, so both are looked for in both.
 */
import { parseDate } from '../dates/parse-date.ts';
import { children, type Element, firstText, textOf } from '../xml/element.ts';
import { categoryNames, personName, titleText } from './media.ts';
import { textHtml } from './text-construct.ts';

/** Names with their rank, 0 for the best. */
type Names = ReadonlyMap<string, number>;

const names = (list: string): Names => new Map(list.split(' ').map((name, rank) => [name, rank]));

const TITLES = names('title atom:title media:title dc:title dcterms:title itunes:title headline');
/** The article's full text. `encoded` is content:encoded of feeds that drop the prefix; `yandex:` and `turbo:` are written for Yandex. */
export const CONTENTS = names(
  'content:encoded atom:content content xhtml:body xhtml:div body encoded fullitem fulltext full-text yandex:full-text turbo:content',
);
const DESCRIPTIONS = names(
  'description atom:summary summary itunes:summary googleplay:description dc:description media:description ' +
    'dcterms:abstract dcterms:description abstract excerpt excerpt:encoded itunes:subtitle subtitle atom:subtitle',
);
export const PUBLISHED = names(
  'pubdate atom:published atom:issued dc:date dcterms:issued dcterms:date dcterms:created dcterms:available ' +
    'atom:created published issued date created dc:issued dc:created prism:publicationdate publicationdate publishdate datepublished',
);
export const UPDATED = names(
  'atom:updated atom:modified dcterms:modified updated modified dc:modified lastbuilddate lastmod',
);
const AUTHORS = names('dc:creator author atom:author dc:author itunes:author googleplay:author creator dc:contributor');
const SUBJECTS = names('category atom:category dc:subject subject');

export function firstTitle(of: Element): string | undefined {
  for (const field of fields(of, TITLES)) {
    const title = titleText(textHtml(field));
    if (title !== undefined) return title;
  }
  return undefined;
}

/** HTML of the first of these fields that has any content. */
export function firstHtml(of: Element, names: Names): string | undefined {
  for (const field of fields(of, names)) {
    const html = textHtml(field);
    if (html !== undefined && html.trim() !== '') return html;
  }
  return undefined;
}

/** YouTube puts the description into <media:group>. */
export function descriptionOf(item: Element): string | undefined {
  const group = children(item, 'media:group')[0];
  return firstHtml(item, DESCRIPTIONS) ?? (group && firstHtml(group, DESCRIPTIONS));
}

export function firstDate(of: Element, names: Names): number | undefined {
  for (const field of fields(of, names)) {
    const date = parseDate(textOf(field));
    if (date !== undefined) return date;
  }
  return undefined;
}

/** A name, else an email address. */
export function authorOf(item: Element): string | undefined {
  for (const person of fields(item, AUTHORS)) {
    const named = firstText(person, 'atom:name', 'name', 'atom:email', 'email') ?? textOf(person);
    const name = personName(named);
    if (name !== undefined) return name;
  }
  return undefined;
}

export function subjectsOf(item: Element): readonly string[] {
  return categoryNames(
    fields(item, SUBJECTS).map((c) => c.attributes.get('label') ?? textOf(c) ?? c.attributes.get('term')),
  );
}

/** The item's fields of these names, the best name first, fields of one name in the feed's order. */
function fields(of: Element, names: Names): readonly Element[] {
  const rank = ({ name }: Element) => names.get(name) ?? 0;
  return of.nodes
    .filter((node) => typeof node !== 'string')
    .filter(({ name }) => names.has(name))
    .sort((a, b) => rank(a) - rank(b));
}
