/**
 * Decides which story an incoming article belongs to. Pure and synchronous: it reads through the port and changes nothing; the owner of the
 * storage applies the decision.
 *
 *   1. candidates.ts       up to sixty earlier articles that share rare words
 *   2. pair-features.ts    what is measured on a pair, and look-alikes.ts: what an outlet's own articles bring for nothing
 *      model.ts            how a pair is judged: log-odds that both tell one story, with templated-news.ts as an exception
 *   3. neighbourhood.ts    the stories of the best candidates, with their members
 *   4. dispatch.ts         a part of a dispatch joins the dispatch
 *      here                any other article joins the oldest of the stories with the best averages over their publishers; else the story of
 *                          what it copies; else it founds its own
 *   5. reassign.ts         stories merge, earlier articles move
 *   6. verbatim-passages.ts, reworded-passages.ts    which passages are shared with whom
 *
 * thresholds.ts has the thresholds. An average, never one similar pair, decides: topics do not chain into one story. one-voice.ts has it that
 * a publisher counts once in it and decides nothing alone.
 */
import { candidates } from './candidates.ts';
import { dispatchOf } from './dispatch.ts';
import type { Decision, IncomingArticle, IndexPort, Member, SharedPassage, StoryNumber } from './index-port.ts';
import { FITTED_MODEL } from './model/weights.ts';
import { type Model, probability } from './model.ts';
import { type Neighbourhood, neighbourhoodOf, type Story } from './neighbourhood.ts';
import { joinAverage } from './one-voice.ts';
import { mergesWith, movesNear } from './reassign.ts';
import { rewordedPassages } from './reworded-passages.ts';
import { sharedWords } from './shared-words.ts';
import { MOVE_MARGIN, RELATED_THRESHOLD, REWORDED_THRESHOLD } from './thresholds.ts';
import { hasLongCopy, isCopy, verbatimPassages } from './verbatim-passages.ts';

/** Related stories named by one decision. */
const RELATED_MAX = 5;

/** `model` differs from the fitted one only where models are compared. */
export function decide(arriving: IncomingArticle, port: IndexPort, model: Model = FITTED_MODEL): Decision {
  const found = candidates(arriving, port);
  const near = neighbourhoodOf(arriving, found, port, model);
  const { incoming } = near;
  const dispatch = dispatchOf(incoming, found);
  const joined = dispatch ? storyOf(dispatch, near) : (bestStory(incoming, near) ?? copiedStory(incoming, near));
  const hangs = dispatch !== undefined && incoming.fingerprint.isPart;
  const merges = joined && !hangs ? mergesWith(incoming, joined, near, port) : [];
  const merged = new Set(merges.flatMap(({ from, into }) => [from, into]));
  const story = Math.min(joined?.story ?? incoming.article, ...merges.map(({ into }) => into));
  const shared = passagesSharedWith(incoming, found, near);
  const sharers = new Set(shared.map(({ other }) => other));
  return {
    told: near.close.flatMap((one) => (one.publisher === incoming.publisher ? [one.fingerprint] : [])),
    lookAlikes: incoming.lookAlikes,
    story: joined && story,
    similarity: joined && probability(near.average([incoming], joined.members) ?? 0),
    nearest: joined && nearestMember(incoming, joined, near),
    merges: merges.map(({ from }) => ({ from, into: story })),
    moves: hangs ? [] : movesNear(incoming, joined, merged, near, port),
    shared,
    copies: found
      .filter((m) => sharers.has(m.article) && isCopy(incoming.fingerprint, m.fingerprint))
      .map((m) => m.article),
    related: relatedStories(incoming, joined, merged, found, sharers, near),
  };
}

/** The story that holds the dispatch. */
function storyOf(dispatch: Member, near: Neighbourhood): Story {
  return near.stories.find(({ story }) => story === dispatch.story) ?? { story: dispatch.story, members: [dispatch] };
}

/**
 * The oldest of the stories whose average is the highest, or within MOVE_MARGIN of it; undefined when it fits none and
 * founds its own. The oldest, because a late copy of a report must not draw away what belongs to the report.
 */
function bestStory(incoming: IncomingArticle, near: Neighbourhood): Story | undefined {
  const fits = near.stories.flatMap((story) => {
    const average = joinAverage(incoming, story.members, near);
    return average === undefined ? [] : [{ story, average }];
  });
  const highest = Math.max(...fits.map(({ average }) => average));
  return fits
    .filter(({ average }) => average >= highest - MOVE_MARGIN)
    .map(({ story }) => story)
    .sort((a, b) => a.story - b.story)[0];
}

/** The story of what the incoming article was copied from, though its other reports tell more. */
function copiedStory(incoming: IncomingArticle, near: Neighbourhood): Story | undefined {
  return near.stories.find(({ members }) => hasLongCopy(incoming, members));
}

/** The member that fits the article best, and the rare words the two share. */
function nearestMember(incoming: IncomingArticle, joined: Story, near: Neighbourhood): Decision['nearest'] {
  let nearest: Member | undefined;
  for (const member of joined.members) {
    if (nearest === undefined || near.logOdds(incoming, member) > near.logOdds(incoming, nearest)) nearest = member;
  }
  return (
    nearest && { article: nearest.article, words: sharedWords(incoming.fingerprint, nearest.fingerprint, near.weights) }
  );
}

/** Verbatim passages with every candidate; with those that are close enough also reworded ones, of passages that are not verbatim anywhere in them. */
function passagesSharedWith(incoming: IncomingArticle, found: readonly Member[], near: Neighbourhood): SharedPassage[] {
  const close = new Set(near.close);
  return found.flatMap((m) => {
    const verbatim = verbatimPassages(incoming.fingerprint, m.fingerprint, m.article);
    if (!close.has(m) || near.logOddsIgnoringTime(incoming, m) < REWORDED_THRESHOLD) return verbatim;
    const copied = new Set(verbatim.map(({ passage }) => passage));
    const source = new Set(verbatim.map(({ otherPassage }) => otherPassage));
    const reworded = rewordedPassages(incoming.fingerprint, m.fingerprint, m.article);
    return [...verbatim, ...reworded.filter((r) => !copied.has(r.passage) && !source.has(r.otherPassage))];
  });
}

/** Stories of candidates that are near or share passages, best first, without the stories the article joins. */
function relatedStories(
  incoming: IncomingArticle,
  joined: Story | undefined,
  merged: ReadonlySet<StoryNumber>,
  found: readonly Member[],
  sharers: ReadonlySet<number>,
  near: Neighbourhood,
): StoryNumber[] {
  const close = new Set(near.close);
  const best = new Map<StoryNumber, number>();
  for (const member of found) {
    if (!close.has(member) && !sharers.has(member.article)) continue;
    if (member.story === joined?.story || merged.has(member.story)) continue;
    const logOdds = near.logOddsIgnoringTime(incoming, member);
    if (logOdds < RELATED_THRESHOLD && !sharers.has(member.article)) continue;
    best.set(member.story, Math.max(best.get(member.story) ?? logOdds, logOdds));
  }
  return [...best]
    .sort((a, b) => b[1] - a[1] || a[0] - b[0])
    .slice(0, RELATED_MAX)
    .map(([story]) => story);
}
