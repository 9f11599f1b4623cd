/**
 * A dispatch that an agency sends in parts is one article of its story. A part hangs on its dispatch, whichever comes first: it goes to that story
 * whatever its own words are like, and is not compared when others join, merge or move. serial-marker.ts tells parts.
 */
import type { IncomingArticle, Member } from './index-port.ts';

/** Milliseconds between the parts of one dispatch. */
const DISPATCH_MS = 12 * 3_600_000;
/** Words of a title that is no mere heading. */
const TITLE_WORDS_MIN = 3;

/** The article of these that is of one dispatch with the incoming one: the dispatch itself, else its earliest part. undefined: none, or neither is a part. */
export function dispatchOf(incoming: IncomingArticle, candidates: readonly Member[]): Member | undefined {
  const ofOne = candidates.filter((member) => areOfOneDispatch(incoming, member));
  return ofOne.find(({ fingerprint }) => !fingerprint.isPart) ?? ofOne[0];
}

function areOfOneDispatch(one: IncomingArticle, other: IncomingArticle): boolean {
  const [mine, theirs] = [one.fingerprint, other.fingerprint];
  return (
    (mine.isPart || theirs.isPart) &&
    one.publisher === other.publisher &&
    Math.abs(one.published - other.published) <= DISPATCH_MS &&
    mine.title.length >= TITLE_WORDS_MIN &&
    mine.title.length === theirs.title.length &&
    mine.title.every((term, at) => term === theirs.title[at])
  );
}

/** The members that are compared: without parts, where there are others. */
export function withoutParts(members: readonly Member[]): readonly Member[] {
  const whole = members.filter(({ fingerprint }) => !fingerprint.isPart);
  return whole.length > 0 ? whole : members;
}
