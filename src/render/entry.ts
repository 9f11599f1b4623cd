/**
 * One item of a feed, independent of format. RSS, Atom and JSON Feed are written from the same entries, so guids, dates and
 * texts are the same in all three.
 */

import type { ImageFile } from '../documents/article.ts';
import type { DayDocument } from '../documents/daily.ts';
import type { ArticleDocument, FrontStory, StoryDocument, StoryUpdate } from '../documents/document.ts';
import { guidOf } from '../documents/guid.ts';
import type { Localized } from '../localization/localization.ts';
import { hashText } from '../text/hash.ts';
import { selfDirected } from './direction.ts';
import { articleHtml, dayHtml, storyHtml, updateHtml } from './item-html.ts';
import { httpAddress, plainTitle } from './plain-text.ts';

interface Author {
  readonly name: string;
  /** The outlet's site. */
  readonly home: string | undefined;
}

export interface Entry {
  readonly guid: string;
  /** Begins with a right-to-left mark if it needs one. */
  readonly title: string;
  /** The article at its outlet, which the title links to. */
  readonly link: string | undefined;
  /** The story's page here. */
  readonly page: string;
  readonly html: string;
  /** ms since the epoch. Never changes. */
  readonly published: number;
  readonly updated: number;
  readonly image: (ImageFile & { readonly url: string }) | undefined;
  /** Countries of its outlets, then its subjects; each once. */
  readonly categories: readonly string[];
  /** The outlets that report it, the lead article's first. Never empty. */
  readonly authors: readonly [Author, ...Author[]];
  /** The feed the text was taken from. */
  readonly source: { readonly title: string; readonly feed: string | undefined; readonly home: string | undefined };
}

type Outlet = ArticleDocument['outlet'];

function dayPage(origin: string, date: string): string {
  return `${origin}/days/${date}`;
}

export function storyPage(origin: string, story: string): string {
  return `${origin}/stories/${encodeURIComponent(story)}`;
}

/** A story as one item of the front feed. */
export function storyEntry(story: FrontStory, origin: string, by: Localized): Entry {
  const page = storyPage(origin, story.id);
  const lead = story.articles.find((a) => a.id === story.lead.article) ?? story.articles[0];
  const others = story.articles.filter((a) => a !== lead).map((a) => authorOf(a.outlet));
  return {
    ...times(story, story.guid, story.changed),
    guid: story.guid,
    title: selfDirected(plainTitle(story.title)) || by.words.untitled,
    link: httpAddress(story.url),
    page,
    html: storyHtml(story, page, by),
    image: imageOf(story),
    categories: categoriesOf([...story.articles.map((a) => a.outlet.country), ...story.categories]),
    authors: lead
      ? [authorOf(lead.outlet), ...distinct(others, lead.outlet.name)]
      : [{ name: by.site.name, home: origin }],
    source: lead ? source(lead.outlet) : { title: by.site.name, feed: undefined, home: origin },
  };
}

/** One article as an item of its story's own feed. */
export function articleEntry(article: ArticleDocument, story: StoryDocument, origin: string, by: Localized): Entry {
  const page = storyPage(origin, story.id);
  const known = Math.max(article.seen, article.edited ?? 0);
  const author = plainTitle(article.author ?? '');
  const outlet = authorOf(article.outlet);
  return {
    ...times({ published: article.published, updated: article.edited ?? article.published }, article.guid, known),
    guid: article.guid,
    title: selfDirected(plainTitle(article.title)) || by.words.untitled,
    link: httpAddress(article.url),
    page,
    html: articleHtml(article, page, by),
    image: imageOf(article),
    categories: categoriesOf([article.outlet.country, ...story.categories]),
    authors: author && author !== outlet.name ? [{ name: author, home: outlet.home }, outlet] : [outlet],
    source: source(article.outlet),
  };
}

/** A new story, or a publisher joining one, as an item of its own. */
export function updateEntry(update: StoryUpdate, changed: number, origin: string, by: Localized): Entry {
  const page = storyPage(origin, update.story);
  const outlet = authorOf(update.article.outlet);
  return {
    ...times({ published: update.at, updated: update.at }, update.guid, changed),
    guid: update.guid,
    title: selfDirected(plainTitle(`${outlet.name}: ${update.article.title || update.title}`)),
    link: httpAddress(update.article.url),
    page,
    html: updateHtml(update, page, by),
    image: undefined,
    categories: categoriesOf([update.article.outlet.country]),
    authors: [outlet],
    source: source(update.article.outlet),
  };
}

function imageOf({ image, imageFile }: Pick<FrontStory, 'image' | 'imageFile'>): Entry['image'] {
  const url = httpAddress(image);
  return url === undefined
    ? undefined
    : { type: undefined, width: undefined, height: undefined, bytes: undefined, ...imageFile, url };
}

/** More tell nothing: a story of all countries is a story of none. */
const CATEGORIES_SHOWN_MAX = 12;

function categoriesOf(names: readonly (string | undefined)[]): readonly string[] {
  const lines = names.map((name) => plainTitle(name ?? '')).filter((line) => line !== '');
  return [...new Set(lines)].slice(0, CATEGORIES_SHOWN_MAX);
}

/** A day as one item. `query`: of the slice, with its question mark; '' for all stories. It is taken from the front, which is named as its source. */
export function dayEntry(day: DayDocument, origin: string, by: Localized, query = ''): Entry {
  const { date, at } = day;
  const guid = guidOf('day', date + query);
  const page = dayPage(origin, date) + query;
  const site = { name: by.site.name, home: `${origin}/` };
  return {
    published: at,
    updated: at,
    guid,
    title: selfDirected(by.words.daily.title(by.times.dateInWords(date))),
    link: page,
    page,
    html: dayHtml(day, page, origin, by),
    image: undefined,
    categories: categoriesOf([...new Set(day.stories.flatMap((story) => story.countries))]),
    authors: [site],
    source: { title: site.name, feed: `${origin}/feed.xml`, home: site.home },
  };
}

/** Media RSS: what is not known of the file is left out. */
export function mediaContent({ url, type, width, height, bytes }: NonNullable<Entry['image']>) {
  return {
    url,
    medium: 'image',
    ...(type ? { type } : {}),
    ...(width ? { width } : {}),
    ...(height ? { height } : {}),
    ...(bytes ? { fileSize: bytes } : {}),
  };
}

/**
 * Cuts dates in the future down to `known`, the time of filing.
 * Atom asks for a distinct `updated` in every entry, but outlets date by the minute and a batch is filed at one time. So its
 * milliseconds are derived from the guid, which never changes; atom.ts tells apart what is equal even so.
 */
function times(at: { readonly published: number; readonly updated: number }, guid: string, known: number) {
  const published = Math.min(at.published, known);
  const updated = Math.max(published, Math.min(at.updated, known));
  const stamp = Math.floor(updated / 1000) * 1000 + (hashText(guid) % 1000);
  return { published, updated: stamp < published ? stamp + 1000 : stamp };
}

function authorOf(outlet: Outlet): Author {
  return { name: plainTitle(outlet.name) || outlet.id, home: httpAddress(outlet.home) };
}

function source(outlet: Outlet): Entry['source'] {
  return { title: authorOf(outlet).name, feed: httpAddress(outlet.feed), home: httpAddress(outlet.home) };
}

function distinct(authors: readonly Author[], leading: string): readonly Author[] {
  const seen = new Set([plainTitle(leading)]);
  return authors.filter(({ name }) => !seen.has(name) && seen.add(name));
}
