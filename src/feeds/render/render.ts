/**
 * Documents to feeds. The same document and address always give the same bytes: no clock, no state.
 * Promises what readers rely on: guid and pubDate are those of the document and never change; the build date is `changed`.
 */
import type { FrontDocument, FrontStory, StoryDocument } from '../document.ts';
import { writeAtom } from './atom.ts';
import type { Channel, FeedAddress } from './channel.ts';
import { selfDirected } from './direction.ts';
import { articleEntry, storyEntry, storyPage, updateEntry } from './entry.ts';
import type { RenderFormat } from './formats.ts';
import { writeJson } from './json.ts';
import { plainTitle } from './plain-text.ts';
import { writeRss } from './rss.ts';

/**
 * To be raised when the same document is rendered to other bytes than before, as a feed or a page, or when the front is laid out
 * otherwise in KV: old ETags then match no more, and the index writes its documents anew.
 */
export const RENDERING = 4;

const NAME = 'wirefold';
const PROMISE = 'قصة واحدة، مصادر كثيرة';

/** A page of stories and when it last changed, ms since the epoch. */
export interface StoriesToRender {
  readonly changed: number;
  readonly stories: readonly FrontStory[];
  /** Only stories of at least that many publishers are among them; 1 = all. */
  readonly outlets: number;
}

/** Of the front feed of stories carried by at least so many publishers; worded so that any number may stand in it. */
export function frontTitle(outlets: number): string {
  return outlets > 1 ? `${NAME} — قصص عدد مصادرها ${outlets} فأكثر` : `${NAME} — ${PROMISE}`;
}

export function renderFront(format: RenderFormat, page: StoriesToRender, address: FeedAddress): string {
  return write(format, {
    title: frontTitle(page.outlets),
    description: 'كل قصة مرة واحدة، مع جميع المصادر العربية التي نشرتها.',
    home: `${address.origin}/`,
    address,
    changed: page.changed,
    entries: page.stories.map((s) => storyEntry(s, address.origin)),
  });
}

/** One item per article, the last seen on top. */
export function renderStory(format: RenderFormat, story: StoryDocument, address: FeedAddress): string {
  return write(format, {
    title: selfDirected(plainTitle(story.title)) || NAME,
    description: 'كل ما نشرته المصادر عن هذه القصة.',
    home: storyPage(address.origin, story.id),
    address,
    changed: story.changed,
    entries: story.articles.map((a) => articleEntry(a, story, address.origin)).reverse(),
  });
}

/** Every development: an item each time a new publisher joins a story. */
export function renderUpdates(format: RenderFormat, front: FrontDocument, address: FeedAddress): string {
  return write(format, {
    title: `${NAME} — كل جديد`,
    description: 'بند مستقل كلما انضمّ مصدر جديد إلى إحدى القصص.',
    home: `${address.origin}/`,
    address,
    changed: front.changed,
    entries: front.updates.map((u) => updateEntry(u, front.changed, address.origin)),
  });
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

/** The writer sets CDATA on lines of its own, and not every reader takes these for no part of a title or a name. No text of ours holds its brackets. */
function unpadded(xml: string): string {
  return xml.replace(/>\n *<!\[CDATA\[/g, '><![CDATA[').replace(/\]\]>\n *<\//g, ']]></');
}
