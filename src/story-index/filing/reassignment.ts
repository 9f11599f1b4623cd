/**
 * Carries out the reassignments of a decision: merges stories and moves articles. Runs in the transaction that files the
 * incoming article.
 */
import type { Decision, StoryNumber } from '../../clustering/index-port.ts';
import type { Counters } from '../storage/meta.ts';
import { areApart } from '../storage/sql-index.ts';
import {
  canonicalStory,
  type Founder,
  foundStory,
  isAlone,
  isEmpty,
  mergeStory,
  moveMembers,
} from '../storage/story-rows.ts';

/** Returns the stories whose members changed, without those left empty. */
export function applyReassignments(sql: SqlStorage, decision: Decision, counters: Counters): StoryNumber[] {
  const touched = new Set<StoryNumber>();
  for (const { from, into } of decision.merges) {
    if (areApart(sql, from, into)) continue;
    mergeStory(sql, from, into);
    touched.add(into);
  }
  for (const { article, to } of decision.moves) {
    const row = sql
      .exec<{ id: string; title: string; published: number; story: number }>(
        'SELECT id, title, published, story FROM article WHERE number = ?',
        article,
      )
      .one();
    for (const story of moveArticle(sql, { ...row, number: article }, to, counters)) touched.add(story);
  }
  return [...touched].filter((story) => !isEmpty(sql, story));
}

/** Returns the stories whose members changed, those left empty included. `to` undefined: it stands alone from now on. */
export function moveArticle(
  sql: SqlStorage,
  article: Founder & { story: StoryNumber },
  to: StoryNumber | undefined,
  counters: Counters,
): StoryNumber[] {
  const target = to === undefined ? undefined : canonicalStory(sql, to);
  const alone = isAlone(sql, article.story);
  if (target === article.story || (alone && target === undefined)) return [];
  sql.exec('UPDATE article SET moved = 1 WHERE number = ?', article.number);
  if (alone && target !== undefined) {
    // The last article leaves its story, so two stories become one: the older id stays and the other redirects.
    const [into, from] = target < article.story ? [target, article.story] : [article.story, target];
    mergeStory(sql, from, into);
    return [into];
  }
  const destination = target ?? counters.next++;
  moveMembers(sql, [article.number], destination);
  if (target === undefined) foundStory(sql, destination, article, counters);
  return [article.story, destination];
}
