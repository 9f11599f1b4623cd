/**
 * The names under which feeds carry title, text, dates, author and categories, best first, and how each kind of field is read:
 * the first field with any content counts. The names are those of namespaces.ts: RSS's own have no prefix, Atom's have `atom:`.
 * Feeds mix the two, so both are looked for in both.
 */
import { pageKey } from '../page-key.ts';
import { canonicalUrl } from '../url.ts';
import { children, type Element, firstText, textOf } from '../xml/element.ts';
import { firstOf, type WrittenItem } from './compose-item.ts';
import type { Based } from './media.ts';
import { itemImages, personName, titleText } from './media.ts';
import { textHtml } from './text-construct.ts';

/** Names with their rank, 0 for the best. */
type Names = ReadonlyMap<string, number>;

const names = (list: string): Names => new Map(list.split(' ').map((name, rank) => [name, rank]));

const TITLES = names('title atom:title media:title dc:title dcterms:title itunes:title headline');
/** The article's full text. `encoded` is content:encoded of feeds that drop the prefix; `yandex:` and `turbo:` are written for Yandex. */
const CONTENTS = names(
  'content:encoded atom:content content xhtml:body xhtml:div body encoded fullitem fulltext full-text yandex:full-text turbo:content',
);
const DESCRIPTIONS = names(
  'description atom:summary summary itunes:summary googleplay:description dc:description media:description ' +
    'dcterms:abstract dcterms:description abstract excerpt excerpt:encoded itunes:subtitle subtitle atom:subtitle',
);
const PUBLISHED = names(
  'pubdate atom:published atom:issued dc:date dcterms:issued dcterms:date dcterms:created dcterms:available ' +
    'atom:created published issued date created dc:issued dc:created prism:publicationdate publicationdate publishdate datepublished',
);
const UPDATED = names('atom:updated atom:modified dcterms:modified updated modified dc:modified lastbuilddate lastmod');
const AUTHORS = names('dc:creator author atom:author dc:author itunes:author googleplay:author creator dc:contributor');
const SUBJECTS = names('category atom:category dc:subject subject');

export function firstTitle(of: Element): string | undefined {
  return firstOf(fields(of, TITLES), (field) => titleText(textHtml(field)));
}

/** Name of the first person that has one, else an email address. */
export function authorOf(of: Element): string | undefined {
  return firstOf(authorsIn(of), personName);
}

/** All fields of an RSS item or an Atom entry but those in which the two differ. YouTube puts the description into <media:group>. */
export function fieldsOf(item: Element): Omit<WrittenItem, 'guid' | 'url'> {
  const group = children(item, 'media:group')[0];
  return {
    titles: fields(item, TITLES).map(textHtml),
    contents: fields(item, CONTENTS).map(html),
    descriptions: [item, ...(group === undefined ? [] : [group])].flatMap((of) => fields(of, DESCRIPTIONS).map(html)),
    authors: authorsIn(item),
    images: itemImages(item),
    categories: fields(item, SUBJECTS).map((c) => c.attributes.get('label') ?? textOf(c) ?? c.attributes.get('term')),
    published: fields(item, PUBLISHED).map(textOf),
    updated: fields(item, UPDATED).map(textOf),
  };
}

/** What templates print for a value that they do not have, as the end of an address. */
const UNFILLED_END = /\/(?:null|undefined|none|nan|n\/a|false)\/?$/i;

/**
 * FeedBurner replaces links by its own to count readers, and keeps the original here: a whole address of a page. Anything else
 * that templates leave here is none, a site's front page included, because the link beside it is good.
 */
export function feedBurnerOrigin(item: Element): string | undefined {
  const original = firstText(item, 'feedburner:origlink')?.trim();
  if (original === undefined || !/^https?:\/\/[^\s/]+\.[^\s/]/i.test(original)) return undefined;
  const url = canonicalUrl(original, item.base);
  return url === undefined || pageKey(url) === undefined || UNFILLED_END.test(url) ? undefined : url;
}

export function authorsIn(of: Element): readonly (string | undefined)[] {
  return fields(of, AUTHORS).map(
    (person) => firstText(person, 'atom:name', 'name', 'atom:email', 'email') ?? textOf(person),
  );
}

function html(field: Element): Based | undefined {
  const text = textHtml(field);
  return text === undefined ? undefined : { text, base: field.base };
}

/** The item's fields of these names, the best name first, fields of one name in the feed's order. */
function fields(of: Element, names: Names): readonly Element[] {
  const rank = ({ name }: Element) => names.get(name) ?? 0;
  return of.nodes
    .filter((node) => typeof node !== 'string')
    .filter(({ name }) => names.has(name))
    .sort((a, b) => rank(a) - rank(b));
}
