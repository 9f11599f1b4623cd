/**
 * A story with its follow-ups. KV holds the story's own document. The index answers which stories followed, and is asked at
 * most once a story and quarter of an hour per isolate. A story read without that answer may be cached only briefly.
 *
 * At 20,000 story pages a day (750 stories, Zipf's law, 2 to 20 isolates) this makes 10,000 to 16,000 object requests, and
 * 20,000 if no isolate is asked twice. The plan allows 100,000; a day's news takes 4,300.
 */

import { concatBytes } from '@noble/hashes/utils.js';
import type { StoryDocument } from '../../documents/document.ts';
import { type FollowUps, relatedBothWays } from '../../documents/follow-ups.ts';
import type { Env } from '../../env.ts';
import type { Source } from '../http/conditional.ts';
import { type Loaded, type StoryRead, storyFromIndex, storyFromKv } from './document-repository.ts';
import { remembered, UNANSWERED_FRESH_S } from './remembered.ts';

/** How late a page may name a follow-up, which is news for hours. */
const FOLLOW_UPS_FRESH_MS = 15 * 60_000;
/** Answers cached, at most twice as many, some 1 kB each. A day has some 750 stories in KV. */
const FOLLOW_UPS_CACHED = 256;

/** `freshMax`: seconds for which caches may keep an answer made from it, if fewer than usual. */
type FollowedRead = StoryRead & { readonly freshMax?: number };

export async function readFollowedStory(env: Env, id: string): Promise<FollowedRead> {
  const story = await storyFromKv(env, id);
  // The index's own answer names the follow-ups already.
  if (!story) return storyFromIndex(env, id);
  if (story.kind !== 'story') return story;
  const followUps = await knownFollowUps(env, id);
  if (followUps) return { kind: 'story', ...followed(story, followUps) };
  // It gets its own source, because answers made from one source share their headers.
  return { ...story, source: { ...story.source }, freshMax: UNANSWERED_FRESH_S };
}

const knownFollowUps = remembered('follow-ups-unread', FOLLOW_UPS_FRESH_MS, FOLLOW_UPS_CACHED, (index, id) =>
  index.followUps(id),
);

/** Stories with their follow-ups, by the story's source, so that answers rendered from them are cached too. */
const joinedFrom = new WeakMap<Source, { readonly by: FollowUps; readonly story: Loaded<StoryDocument> }>();

function followed({ document, source }: Loaded<StoryDocument>, by: FollowUps): Loaded<StoryDocument> {
  if (by.stories.length === 0) return { document, source };
  const before = joinedFrom.get(source);
  if (before?.by === by) return before.story;
  const related = relatedBothWays(by.stories, document.related);
  const story = {
    document: { ...document, related, changed: Math.max(document.changed, by.changed) },
    source: {
      bytes: concatBytes(new TextEncoder().encode(JSON.stringify(by.stories)), source.bytes),
      digest: undefined,
    },
  };
  joinedFrom.set(source, { by, story });
  return story;
}
