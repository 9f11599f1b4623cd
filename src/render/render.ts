/**
 * Renders documents as feeds. The same document and address always give the same bytes: no clock, no state.
 * Guids and publication dates are the document's and never change. The build date is the document's `changed`.
 */
import type { FrontDocument, FrontStory, StoryDocument } from '../documents/document.ts';
import { writeAtom } from './atom.ts';
import type { Channel, FeedAddress } from './channel.ts';
import { selfDirected } from './direction.ts';
import { articleEntry, storyEntry, storyPage, updateEntry } from './entry.ts';
import type { RenderFormat } from './formats.ts';
import { writeJson } from './json.ts';
import { plainTitle } from './plain-text.ts';
import { writeRss } from './rss.ts';

/**
 * Raised when a document is rendered to other bytes than before, as a feed or a page, or when the front snapshot's layout
 * changes. Old ETags then no longer match, and the index writes its documents again.
 */
export const RENDERING = 9;

const NAME = 'wirefold';
const PROMISE = 'قصة واحدة، مصادر كثيرة';

/** A page of stories and when it last changed, ms since the epoch. */
interface StoriesToRender {
  readonly changed: number;
  readonly stories: readonly FrontStory[];
  /** Minimum of publishers a story has; 1 = all stories. */
  readonly outlets: number;
}

/** Title of the front feed with a minimum of publishers, worded so that any number fits. */
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

/** One item per article, the last seen first. */
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

/** Everything new: an item for each new story, and for each publisher that joins one. */
export function renderUpdates(format: RenderFormat, front: FrontDocument, address: FeedAddress): string {
  return write(format, {
    title: `${NAME} — كل جديد`,
    description: 'خبر لكل قصة جديدة، وخبر كلما انضمّ مصدر إلى إحدى القصص.',
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

/** feedsmith puts CDATA on lines of its own, and some feed readers show that white space. Our texts hold no CDATA brackets. */
function unpadded(xml: string): string {
  return xml.replace(/>\n *<!\[CDATA\[/g, '><![CDATA[').replace(/\]\]>\n *<\//g, ']]></');
}
