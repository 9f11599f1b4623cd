/**
 * An item's fields as its format writes them → our item. Each format only says which fields these are; how a title, a date, a
 * name or a picture is read is the same for all. Of several candidates the first that can be read counts.
 */
import type { ImageFile } from '../../documents/article.ts';
import { parseDate } from '../dates/parse-date.ts';
import type { FeedItem } from '../item.ts';
import { httpUrl } from '../url.ts';
import { firstImage, textsOf } from './item-text.ts';
import { type Based, categoryNames, type Picture, personName, titleText } from './media.ts';

/** Candidates for each field, best first. Texts are HTML, except dates. */
export interface WrittenItem {
  readonly guid: string | undefined;
  readonly url: string | undefined;
  readonly titles: readonly (string | undefined)[];
  readonly contents: readonly (Based | undefined)[];
  readonly descriptions: readonly (Based | undefined)[];
  readonly authors: readonly (string | undefined)[];
  /** Of the item itself. Pictures in its text come after them. */
  readonly images: readonly (Picture | undefined)[];
  readonly categories: readonly (string | undefined)[];
  readonly published: readonly (string | undefined)[];
  readonly updated: readonly (string | undefined)[];
}

export function composeItem(written: WrittenItem): FeedItem {
  const content = firstOf(written.contents, filled);
  const description = firstOf(written.descriptions, filled);
  const image = (picture: { readonly text: string | undefined; readonly base: string } | undefined) =>
    picture && httpUrl(picture.text, picture.base);
  const pictures = [content, description].map((field) => field && { ...field, text: firstImage(field.text) });
  const shown = firstOf([...written.images, ...pictures], image);
  return {
    guid: written.guid,
    url: written.url,
    title: firstOf(written.titles, titleText),
    ...textsOf(content?.text, description?.text),
    author: firstOf(written.authors, personName),
    image: shown,
    imageFile: fileOf(written.images.filter((picture) => picture !== undefined && image(picture) === shown)),
    categories: categoryNames(written.categories),
    published: firstOf(written.published, parseDate),
    updated: firstOf(written.updated, parseDate),
  };
}

/** What is said of one file in several places: the first of each. undefined where nothing is. */
function fileOf(pictures: WrittenItem['images']): ImageFile | undefined {
  const said = <K extends keyof ImageFile>(name: K) => firstOf(pictures, (picture) => picture?.file[name]);
  const file = { type: said('type'), width: said('width'), height: said('height'), bytes: said('bytes') };
  return Object.values(file).some((value) => value !== undefined) ? file : undefined;
}

/** The first of the values for which `read` gives anything. */
export function firstOf<T, R>(values: Iterable<T>, read: (value: T) => R | undefined): R | undefined {
  for (const value of values) {
    const found = read(value);
    if (found !== undefined) return found;
  }
  return undefined;
}

function filled(field: Based | undefined): Based | undefined {
  return field === undefined || field.text.trim() === '' ? undefined : field;
}
