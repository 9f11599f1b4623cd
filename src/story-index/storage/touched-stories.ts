/**
 * Stories whose articles or texts the transaction under way has changed. What is told of them is decided once, at its end
 * (watches/tell-watches.ts), because a story may be founded and merged away in between. In memory only: a transaction that fails leaves
 * numbers behind, and looking at a story that did not change changes nothing.
 */
import type { StoryNumber } from '../../clustering/index-port.ts';

const touched = new WeakMap<SqlStorage, Set<StoryNumber>>();

export function touchStory(sql: SqlStorage, story: StoryNumber): void {
  const known = touched.get(sql) ?? new Set();
  touched.set(sql, known.add(story));
}

/** Those touched since this was last asked. */
export function takeTouched(sql: SqlStorage): readonly StoryNumber[] {
  const stories = [...(touched.get(sql) ?? [])];
  touched.delete(sql);
  return stories;
}
