/**
 * One publisher, one voice. A publisher counts once in every average, however many articles it files, and no decision rests on a single
 * publisher: the others are asked again with each publisher left out in turn. So a feed made of the texts of two stories neither merges
 * them nor draws articles of others into one of them. Nor does it hide others: of what is compared it has a share (voice-share.ts), and its
 * words are counted a few times (document-frequency.ts). Two publishers that act together are not held off.
 */
import type { IncomingArticle } from './index-port.ts';
import type { Neighbourhood } from './neighbourhood.ts';
import { JOIN_THRESHOLD, MOVE_MARGIN, OBJECTION_THRESHOLD, STAY_THRESHOLD } from './thresholds.ts';

type Articles = readonly IncomingArticle[];

/**
 * How well an article fits a story; undefined when it does not join. Whoever but the story's first publisher is left out, the others do not object.
 * One publisher alone does not keep an article out either, nor make the story look worse than another: where the others, without that one,
 * would hold it, they are asked alone.
 */
export function joinAverage(incoming: IncomingArticle, members: Articles, near: Neighbourhood): number | undefined {
  const average = near.average([incoming], members, JOIN_THRESHOLD) ?? Number.NEGATIVE_INFINITY;
  const rest = leavingOutEach(members, members[0]?.publisher).flatMap(
    ({ without }) => near.average([incoming], without(members)) ?? [],
  );
  const held = Math.max(...rest);
  if (held >= STAY_THRESHOLD) return Math.max(average, held);
  return average >= JOIN_THRESHOLD && rest.every((others) => others >= OBJECTION_THRESHOLD) ? average : undefined;
}

/**
 * Whether two stories may merge: they have two publishers in all, and whoever is left out, the others do not object. A story of a single
 * publisher goes into another as one article would.
 */
export function mayMerge(ones: Articles, others: Articles, near: Neighbourhood): boolean {
  const each = leavingOutEach([...ones, ...others]);
  return (
    each.length > 1 &&
    each.every(({ without }) => {
      const average = near.average(without(ones), without(others));
      return average === undefined || average >= OBJECTION_THRESHOLD;
    })
  );
}

/** Whether a member may leave its story to stand alone: whoever is left out, the others do not hold it there. */
export function mayLeave(member: IncomingArticle, here: Articles, near: Neighbourhood): boolean {
  return leavingOutEach(here, member.publisher).every(({ without }) => {
    const average = near.averageIgnoringTime([member], without(here));
    return average === undefined || average < STAY_THRESHOLD;
  });
}

/** Whether a member may move to another story: whoever is left out, it fits the others there as well as moving needs. */
export function mayMove(member: IncomingArticle, here: Articles, there: Articles, near: Neighbourhood): boolean {
  return leavingOutEach([...here, ...there], member.publisher).every(({ without }) => {
    const average = near.average([member], without(there));
    if (average === undefined || average < JOIN_THRESHOLD) return false;
    return average - (near.average([member], without(here)) ?? 0) >= MOVE_MARGIN;
  });
}

/** For each publisher of `articles` but `except`, what leaves its articles out. */
function leavingOutEach(
  articles: Articles,
  except?: string,
): readonly { readonly without: (list: Articles) => Articles }[] {
  const publishers = new Set(articles.map(({ publisher }) => publisher));
  if (except !== undefined) publishers.delete(except);
  return [...publishers].map((left) => ({ without: (list) => list.filter(({ publisher }) => publisher !== left) }));
}
