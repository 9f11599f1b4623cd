/**
 * Renders documents as feeds. The same document and address always give the same bytes: no clock, no state.
 * Guids and publication dates are the document's and never change. The build date is the document's `changed`.
 */
import type { DailyDocument } from '../documents/daily.ts';
import type { FrontDocument, FrontStory, StoryDocument } from '../documents/document.ts';
import { DEFAULT_SITE, type Site } from '../documents/site.ts';
import { type Slice, sliceQuery, WHOLE } from '../documents/slice.ts';
import { FEED_DAYS_MAX } from '../limits.ts';
import { DEFAULT_LOCALIZED, type Localized } from '../localization/localization.ts';
import { hashText } from '../text/hash.ts';
import { writeAtom } from './atom.ts';
import type { Channel, FeedAddress } from './channel.ts';
import { selfDirected } from './direction.ts';
import { articleEntry, dayEntry, storyEntry, storyPage, updateEntry } from './entry.ts';
import type { RenderFormat } from './formats.ts';
import { writeJson } from './json.ts';
import { plainTitle } from './plain-text.ts';
import { writeRss } from './rss.ts';
import { sliceTitle } from './slice-title.ts';

/**
 * Raised when a document is rendered to other bytes than before, as a feed or a page, or when the front snapshot's layout
 * changes. Old ETags then no longer match, and the index writes its documents again.
 */
const RENDERING = 14;

const siteKeys = new WeakMap<Site, string>();

/** '' for a site with no settings of its own; otherwise a text that differs between sites that are shown differently. */
export function siteKey(site: Site): string {
  const known = siteKeys.get(site);
  if (known !== undefined) return known;
  const settings = JSON.stringify(site);
  const key = settings === JSON.stringify(DEFAULT_SITE) ? '' : `-${hashText(settings).toString(36)}`;
  siteKeys.set(site, key);
  return key;
}

/** Part of every ETag, and of what the front's feeds were rendered by: other code or other settings give other bytes. */
export function renderedBy(site: Site): string {
  return RENDERING + siteKey(site);
}

/** A page of a slice's stories and when it last changed, ms since the epoch. */
interface StoriesToRender {
  readonly changed: number;
  readonly stories: readonly FrontStory[];
  readonly slice: Slice;
  /** Names of the outlets that the slice names, by id. */
  readonly names: Readonly<Record<string, string>>;
}

/** `page`: path and query of the page for people. */
export function renderFront(
  format: RenderFormat,
  { changed, stories, slice, names }: StoriesToRender,
  address: FeedAddress,
  by: Localized = DEFAULT_LOCALIZED,
  page = `/${sliceQuery(slice)}`,
): string {
  return write(format, {
    title: `${by.site.name} — ${sliceTitle(slice, names, by) || by.words.promise}`,
    description: by.words.feed.description,
    home: address.origin + page,
    address,
    changed,
    image: imageOf(address, by),
    entries: stories.map((s) => storyEntry(s, address.origin, by)),
  });
}

/** One item per article, the last seen first. */
export function renderStory(
  format: RenderFormat,
  story: StoryDocument,
  address: FeedAddress,
  by: Localized = DEFAULT_LOCALIZED,
): string {
  return write(format, {
    title: selfDirected(plainTitle(story.title)) || by.site.name,
    description: by.words.feed.story,
    home: storyPage(address.origin, story.id),
    address,
    changed: story.changed,
    image: imageOf(address, by),
    entries: story.articles.map((a) => articleEntry(a, story, address.origin, by)).reverse(),
  });
}

/** Everything new of a slice: an item for each new story, and for each publisher that joins one. */
export function renderUpdates(
  format: RenderFormat,
  { changed, updates, slice, names }: Omit<StoriesToRender, 'stories'> & Pick<FrontDocument, 'updates'>,
  address: FeedAddress,
  by: Localized = DEFAULT_LOCALIZED,
): string {
  const title = [by.words.updates, sliceTitle(slice, names, by)].filter((part) => part !== '').join(' · ');
  return write(format, {
    title: `${by.site.name} — ${title}`,
    description: by.words.feed.updates,
    home: `${address.origin}/${sliceQuery(slice)}`,
    address,
    changed,
    image: imageOf(address, by),
    entries: updates.map((u) => updateEntry(u, changed, address.origin, by)),
  });
}

/** An item for each day on which a story was carried by two publishers, the newest first. */
export function renderDaily(
  format: RenderFormat,
  { changed, days }: DailyDocument,
  address: FeedAddress,
  by: Localized = DEFAULT_LOCALIZED,
  { slice, names }: Pick<StoriesToRender, 'slice' | 'names'> = { slice: WHOLE, names: {} },
): string {
  const called = sliceTitle(slice, names, by);
  const told = days.filter((day) => day.stories.length > 0).slice(0, FEED_DAYS_MAX);
  return write(format, {
    title: `${by.site.name} — ${[by.words.daily.name, called].filter(Boolean).join(' · ')}`,
    description: by.words.daily.description,
    home: `${address.origin}/days${sliceQuery(slice)}`,
    address,
    changed,
    image: imageOf(address, by),
    entries: told.map((day) => dayEntry(day, address.origin, by, sliceQuery(slice))),
  });
}

function imageOf({ origin }: FeedAddress, { site }: Localized): Channel['image'] {
  return { small: site.logo ?? `${origin}/icon-144.png`, large: site.logo ?? `${origin}/icon.png` };
}

function write(format: RenderFormat, channel: Channel): string {
  switch (format) {
    case 'rss':
      return unpadded(writeRss(channel));
    case 'atom':
      return unpadded(writeAtom(channel));
    case 'json':
      return writeJson(channel);
  }
}

/** feedsmith puts CDATA on lines of its own, and some feed readers show that white space. Our texts hold no CDATA brackets. */
function unpadded(xml: string): string {
  return xml.replace(/>\n *<!\[CDATA\[/g, '><![CDATA[').replace(/\]\]>\n *<\//g, ']]></');
}
