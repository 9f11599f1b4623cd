/**
 * A story with what followed it, for whoever shows related stories. KV tells the two apart: the story's own document, and
 * one for all that were first published on its day. Where KV does not give the second, the story stands without.
 */
import type { Env } from '../config.ts';
import type { StoryDocument } from '../feeds/document.ts';
import { type FollowUps, followUpsKey, openFollowUps, relatedBothWays } from '../feeds/follow-ups.ts';
import type { Source } from './conditional.ts';
import { fromKv, type Held, keep, kept, opened, type StoryRead, storyFromIndex, storyFromKv } from './reading.ts';

export async function readFollowedStory(env: Env, id: string): Promise<StoryRead> {
  const read = await storyFromKv(env, id);
  // What the index tells of a story is told both ways already.
  if (!read) return storyFromIndex(env, id);
  if (read.kind !== 'story') return read;
  const key = followUpsKey(read.document.published);
  const both = await fromKv(key, async () => {
    const buffer = await env.STORIES.get(key, 'arrayBuffer');
    const followUps = buffer ? opened(key, new Uint8Array(buffer), openFollowUps) : undefined;
    return followUps && followed(read, followUps.document);
  });
  return both ? { kind: 'story', ...both } : read;
}

/** A story's document and what was said beside it. */
interface Followed extends Held<StoryDocument> {
  readonly of: Source;
  readonly by: string;
}

/** The very same while both are, so that what was made from it need not be made again. */
function followed(story: Held<StoryDocument>, followUpsOfDay: FollowUps): Held<StoryDocument> {
  const { document, source } = story;
  const followUps = followUpsOfDay.of(document.id);
  if (!followUps) return story;
  const key = `followed/${document.id}`;
  const by = JSON.stringify(followUps);
  const before = kept.get(key) as Followed | undefined;
  if (before?.of === source && before.by === by) return keep(key, before);
  const both: Followed = {
    document: {
      ...document,
      related: relatedBothWays(followUps, document.related),
      changed: Math.max(document.changed, followUpsOfDay.changed),
    },
    source: { bytes: joined(new TextEncoder().encode(by), source.bytes), digest: undefined },
    of: source,
    by,
  };
  return keep(key, both);
}

function joined(one: Uint8Array, other: Uint8Array): Uint8Array {
  const both = new Uint8Array(one.byteLength + other.byteLength);
  both.set(one);
  both.set(other, one.byteLength);
  return both;
}
